"""What a figure says: indicator, value, unit, change and scope, read from the words around it.

Whose figure it is, and of what time, is decided elsewhere. An empty indicator means that the text
leaves it out, because it stands with the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.figures_names import before, close, name_of, own_words, verb_before
from kg.extract.figures_view import QUOTES, Slot, View, matches, pattern
from kg.numbers import Number

LONGEST_POST = 16  # characters of what a duration was needed for
ROUND = 10  # spelled numbers from here on are figures even without a noun (近百家)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one figure says. ``rule`` names how it was read; "nothing" is no measured figure.

    ``suffix`` is joined to the indicator of the figure before where ``indicator`` is empty.
    """

    rule: str
    indicator: str
    value: Number | None
    unit: str | None
    change: Number | None = None
    scope: str | None = None
    suffix: str = ""


NOTHING = Reading("nothing", "", None, None)


def read_figure(view: View, slot: Slot, begin: int) -> Reading:
    """Read a figure whose own words begin at piece ``begin``."""
    if not _is_admissible(view, slot):
        return NOTHING
    return next(reading for reader in READERS if (reading := reader(view, slot, begin)) is not None)


def _is_admissible(view: View, slot: Slot) -> bool:
    figure, left = slot.figure, view.pieces[slot.at - 1].text if slot.at > slot.left else ""
    if figure.kind == "plain":
        return re.search(rf"{pattern('index')}(?:[为达到至是超过]|高达){{0,3}}$", before(view, slot)) is not None
    if left.endswith("每") or (left in QUOTES and figure.kind != "age"):
        return False
    if figure.unit == "园":
        return view.text[: figure.start].endswith("一区")
    if figure.kind == "multiple" and not matches("as_multiple", left):
        growth = rf"{pattern('growth_up')}{pattern('growth_link')}*$"
        return re.search(growth, before(view, slot)) is not None
    if slot.noun is None and left in ("等", "等等"):
        return matches("class_unit", figure.unit or "")
    if left == "对" or (figure.unit == "次" and view.text[figure.end : figure.end + 2] == "产业"):
        return False
    if figure.spelled and figure.kind in ("count", "measure"):
        noun = view.string(*slot.noun) if slot.noun else ""
        vague = not noun and figure.unit != "次" or matches("vague_end", noun[-6:])
        return figure.value >= ROUND or (figure.value > 1 and figure.unit != "种" and not vague)
    if figure.unit == "条" and view.text[figure.end : figure.end + 1] == "的":
        return False
    return not (figure.kind == "money" and slot.noun and view.pieces[slot.at].text.endswith(("以上", "以下")))


def _read_growth(view: View, slot: Slot, begin: int) -> Reading | None:
    figure = slot.figure
    if figure.kind not in ("percent", "multiple", "growth", "fraction") or figure.unit == "‰":
        return None
    text = before(view, slot, begin)
    found = re.search(
        rf"(?:(?:比|较|相比)[^，。]{{1,8}}?)?(?:(?P<up>{pattern('growth_up')})|(?P<down>{pattern('growth_down')})){pattern('growth_link')}*$", text
    )
    if not found and figure.kind != "growth":
        return None
    size = figure.value if figure.unit == "%" else round(figure.value * 100, 4)
    size = int(size) if float(size).is_integer() else size
    cut = figure.start - (len(text) - found.start()) if found else figure.start
    indicator = own_words(view, begin, slot.at, cut)
    return Reading("change", indicator, None, None, -size if found and found["down"] else size)


def _read_rank(view: View, slot: Slot, begin: int) -> Reading | None:
    """居全国第13位, 列山东省开发区第2名, 全国高新区排名第二."""
    figure = slot.figure
    if figure.kind != "rank":
        return None
    end, scope, placed = slot.at, None, False
    while end > begin:
        piece = view.pieces[end - 1]
        place = piece.reference is not None and piece.reference.thing.type == "Place"
        if place or matches("scope", piece.text):
            scope = scope or piece.text
        elif matches("rank_verb", piece.text):
            placed = True
        elif not (matches("rank_class", piece.text) or piece.sort == "time" or piece.pos in ("u", "p")):
            break
        end -= 1
    bare = not view.pieces[slot.at].text.endswith(("位", "名", "首", "个"))
    if bare and not (placed or scope):
        return NOTHING
    own = name_of(view, begin, end)
    if matches("rank_noun", own):
        return Reading("rank", "", figure.value, "位", scope=scope, suffix=f"{own}排名")
    if own and not re.search("排名|名次|位次", own):
        own += "排名"
    return Reading("rank", own, figure.value, "位", scope=scope, suffix="排名")


def _read_step(view: View, slot: Slot, begin: int) -> Reading | None:
    """较2023年上升1位."""
    figure = slot.figure
    found = re.search(rf"{pattern('rank_step')}了?$", before(view, slot, begin))
    if figure.unit not in ("位", "名", "个位次") or slot.noun or not found:
        return None
    own = own_words(view, begin, slot.at, figure.start - len(found[0]))
    verb = found[0].removesuffix("了")
    return Reading("step", own + verb if own else "", figure.value, "位", suffix=verb)


def _read_share(view: View, slot: Slot, begin: int) -> Reading | None:
    """占青岛市8%, 青岛市1/2的“链主”企业."""
    figure = slot.figure
    if figure.kind not in ("percent", "fraction"):
        return None
    end = close(view, begin, slot.at)
    text = view.string(begin, end)[-60:]
    found = re.search(rf"{pattern('share')}$", text)
    if found:
        own = own_words(view, begin, slot.at, view.pieces[end - 1].end - (len(text) - found.start()))
        whole = found["whole"].strip("了到的")
        tail = f"占{whole}比重" if whole else "占比"
        return Reading(
            "share", own + tail if own else "", figure.value, figure.unit, scope=_scope(view, whole), suffix=tail
        )
    piece = view.pieces[slot.at - 1] if slot.at > begin else None
    if piece and slot.noun and view.text[figure.end] == "的" and _scope(view, piece.text):
        noun = view.string(*slot.noun).lstrip("的")
        return Reading("share", f"{noun}占{piece.text}比重", figure.value, figure.unit, scope=piece.text)
    return None


def _scope(view: View, text: str) -> str | None:
    """The text if it names a place or another whole that ranks and shares refer to."""
    named = any(text in thing.forms for thing in view.draft.things if thing.type == "Place")
    return text if text and (named or matches("scope", text)) else None


def _read_points(view: View, slot: Slot, begin: int) -> Reading | None:
    """拉动GDP增长5.4个百分点, 高于全国5.2个百分点."""
    if slot.figure.kind != "points":
        return None
    own = name_of(view, begin, slot.at)
    beyond = re.match(r"(?P<rate>增速|增幅)?(?:[高低快慢]于|比|较)(?P<whole>.*?)(?:高|低|快|慢|平均.*)?$", own)
    if beyond:
        suffix = own if beyond["rate"] else f"增速{own}"
        return Reading(
            "points", "", slot.figure.value, slot.figure.unit, scope=_scope(view, beyond["whole"]), suffix=suffix
        )
    moved = re.fullmatch(
        rf"(?:同比|环比|比.{{1,6}}?|较.{{1,6}}?)?((?:{pattern('growth_up')}|{pattern('growth_down')})了?)", own
    )
    if moved:
        return Reading("points", "", slot.figure.value, slot.figure.unit, suffix=moved[1].removesuffix("了"))
    return Reading("points", own, slot.figure.value, slot.figure.unit)


def _read_amount(view: View, slot: Slot, begin: int) -> Reading | None:
    """最高1亿元支持: what a policy grants."""
    figure = slot.figure
    if figure.kind != "money" or slot.modified:
        return None
    text, behind = before(view, slot, begin), view.text[figure.end : slot.clause.end]
    grants = re.search(pattern("amount"), text[-12:])
    highest = "最高" in text + view.pieces[slot.at].text
    if not (highest or grants) or re.search(pattern("receive"), text[-14:]):
        return None
    if not (highest or "给予" in text or "奖" in text[-6:] or re.match(pattern("amount_after"), behind)):
        return None
    indicator = "奖励金额" if "奖励" in text[-8:] + behind[:8] else "支持金额"
    granted = re.search(pattern("granted"), before(view, slot))
    if granted:
        indicator = granted["who"].removeprefix("于") + indicator
    return Reading("amount", indicator, figure.value, figure.unit)


def _read_duration(view: View, slot: Slot, begin: int) -> Reading | None:
    """仅用12个工作日, 12天取得许可证, 租期30年."""
    figure = slot.figure
    if figure.kind != "duration":
        return None
    text, behind = before(view, slot, begin), view.text[figure.end : slot.clause.end]
    found = re.search(rf"{pattern('duration')}.{{0,3}}$", text)
    after = re.match(pattern("duration_after"), behind)
    if not found and not after and figure.unit not in ("个工作日", "工作日"):
        return NOTHING
    span = re.search(r"从[^，。]{2,16}到[^，。仅只用需历]{1,12}", text)
    own = span[0] if span else "" if view.pieces[slot.at - 1].sort == "reference" else own_words(view, begin, slot.at)
    own = re.sub(r"(?:前后|大概|仅|只|就|需要?|用时|耗时|历时|用|至|到|缩短|压缩)+$", "", own)
    if not own and after:
        own = re.sub("^(?:之?内|即可?|就|便|可)+|^.*?”|的时间.*", "", behind)[:LONGEST_POST]
    if own and not re.search("[时期]|减少|缩短|年限|寿命|龄|天数|日数", own[-4:]):
        own += "用时"
    reached = re.search(rf"{pattern('change_to')}$", text)
    return Reading("duration", own, figure.value, figure.unit) if own or reached else NOTHING


def _read_counted(view: View, slot: Slot, begin: int) -> Reading | None:
    """880家企业, 30%比例房源: the indicator is the noun behind the figure."""
    figure = slot.figure
    verb = verb_before(view, begin, slot.at)
    linked = view.text[figure.end : figure.end + 1] == "的"
    if slot.noun is None or figure.unit == "园" or (linked and matches("yearly", verb)):
        return None
    noun = re.sub("^(?:[^、]{1,6}级[、和及])+[^、]{1,6}级", "", view.string(*slot.noun))
    noun = noun.rpartition("的")[2] if len(noun.rpartition("的")[2]) > 1 else noun.lstrip("的")
    if figure.kind == "percent" and noun.startswith("比例"):
        noun = noun.removeprefix("比例").removeprefix("的") + "比例"
    if matches("class_unit", figure.unit or ""):
        noun += figure.unit or ""
    own = own_words(view, begin, slot.at) if linked and figure.kind in ("money", "measure") else ""
    if matches("dependent", own):
        return Reading("valued", noun + own, figure.value, figure.unit)
    if own and figure.kind == "measure":
        return Reading("valued", own, figure.value, figure.unit)
    return Reading("counted", (verb or _outcome(view, slot)) + noun, figure.value, figure.unit)


def _outcome(view: View, slot: Slot) -> str:
    """What the counted did, where that names them: 10家企业成功|入选X名单."""
    i = slot.right
    while i < slot.clause.last and (view.pieces[i].pos == "d" or view.pieces[i].text in ("成功", "顺利")):
        i += 1
    if i >= slot.clause.last or not matches("outcome", view.pieces[i].text):
        return ""
    name = view.pieces[i + 1 : min(i + 4, slot.clause.last)]
    title = next((piece.text for piece in name if piece.reference and piece.reference.thing.type == "Recognition"), "")
    return view.pieces[i].text + title


def _read_valued(view: View, slot: Slot, begin: int) -> Reading | None:
    """营业收入6330亿元: the indicator stands before the figure, or is left out."""
    figure = slot.figure
    if any(piece.reference and piece.reference.thing.type == "Person" for piece in view.pieces[begin : slot.at]):
        return NOTHING
    own = own_words(view, begin, slot.at)
    text = before(view, slot, begin)
    if figure.unit == "园":
        return Reading("counted", "园区数量", figure.value, "园")
    if figure.kind == "age" and (slot.modified or not own):
        own = "年龄"
    if matches("class_unit", figure.unit or "") and slot.right < slot.clause.last and view.pieces[slot.right].figure:
        own = view.string(slot.right + 1, view.noun_end(slot.right + 1, slot.clause.last)) + (figure.unit or "")
    if figure.unit in ("次", "场", "届") and (not own or matches("light", own)):
        held = view.text[figure.end : slot.clause.end]
        own = "举办届数" if figure.unit == "届" else held if len(held) <= LONGEST_POST else ""
    if not own and slot.modified:
        money = figure.kind == "money"
        own = "总投资" if money and slot.modified.thing.type in ("Project", "Park") else "规模"
    moved = re.fullmatch(rf"(?:同比|环比)?((?:{pattern('growth_up')}|{pattern('growth_down')})了?)", own)
    if moved and not slot.modified:
        reached = re.search(pattern("change_to"), text)
        suffix = "" if reached else moved[1].removesuffix("了")
        return Reading("valued" if reached else "step", "", figure.value, figure.unit, suffix=suffix)
    if not own and figure.named and figure.unit:
        return Reading("unit", figure.unit, figure.value, figure.unit)
    return Reading("valued", own, figure.value, figure.unit, suffix="累计" if "累计" in text else "")


Reader = Callable[[View, Slot, int], Reading | None]
READERS: tuple[Reader, ...] = (
    _read_growth,
    _read_rank,
    _read_step,
    _read_share,
    _read_points,
    _read_amount,
    _read_duration,
    _read_counted,
    _read_valued,
)
