"""What a figure says: indicator, value, unit, change and scope, read from the words around it.

Whose figure it is, and of what time, is decided elsewhere. An empty indicator means that the text
leaves it out, because it stands with the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.extract.figures_subjects import skip_opening
from kg.extract.figures_view import QUOTES, Slot, View, matches, pattern
from kg.numbers import Number

LONGEST = 30  # characters of an indicator
REACH = 60  # characters before a figure that are looked at
CLOSING_POS = ("d", "p", "c", "u", "t", "y")
WIDE = ("、", "和", "及", "与", "以及", "或")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one figure says. ``rule`` names how it was read.

    ``suffix`` is to be joined to the indicator of the figure before where ``indicator`` is empty.
    """

    rule: str
    indicator: str
    value: Number | None
    unit: str | None
    change: Number | None = None
    scope: str | None = None
    suffix: str = ""


def read_figure(view: View, slot: Slot, begin: int) -> Reading | None:
    """Read a figure whose own words begin at piece ``begin``; None if it is no measured figure."""
    if not _is_admissible(view, slot):
        return None
    for reader in READERS:
        reading = reader(view, slot, begin)
        if reading is not None:
            return reading
    return None


def _is_admissible(view: View, slot: Slot) -> bool:
    figure, before = slot.figure, view.pieces[slot.at - 1].text if slot.at else ""
    behind = view.text[figure.end : figure.end + 1]
    if figure.kind == "plain":
        return re.search(rf"{pattern('index')}(?:[为达到至是超过]|高达){{0,3}}$", _before(view, slot)) is not None
    if before.endswith("每") or (before in QUOTES and figure.kind != "age"):
        return False
    if figure.spelled and figure.kind == "count":
        return figure.value != 1 and (slot.noun is not None or figure.unit == "次")
    if figure.unit == "条" and behind == "的":
        return False
    return not (figure.kind == "money" and slot.noun and view.text[: figure.end].endswith(("以上", "以下")))


def _before(view: View, slot: Slot, begin: int | None = None) -> str:
    first = slot.left if begin is None else begin
    text = view.string(first, slot.at)
    return text[-REACH:]


def _read_growth(view: View, slot: Slot, begin: int) -> Reading | None:
    figure = slot.figure
    if figure.kind not in ("percent", "multiple", "growth", "fraction") or figure.unit == "‰":
        return None
    text = _before(view, slot, begin)
    found = re.search(
        rf"(?:(?P<up>{pattern('growth_up')})|(?P<down>{pattern('growth_down')})){pattern('growth_link')}*$", text
    )
    if not found and figure.kind != "growth":
        return None
    size = figure.value if figure.unit == "%" else round(figure.value * 100, 4)
    if isinstance(size, float) and size.is_integer():
        size = int(size)
    cut = figure.start - (len(text) - found.start()) if found else figure.start
    indicator = _own(view, begin, slot.at, cut)
    return Reading("change", indicator, None, None, -size if found and found["down"] else size)


def _read_rank(view: View, slot: Slot, begin: int) -> Reading | None:
    figure = slot.figure
    if figure.kind != "rank":
        return None
    end, scope, seen = slot.at, None, False
    while end > begin:
        piece = view.pieces[end - 1]
        if piece.reference is not None and piece.reference.thing.type == "Place":
            scope = scope or piece.text
        elif matches("scope", piece.text):
            scope = scope or piece.text
        elif matches("rank_verb", piece.text):
            seen = True
        elif not (matches("rank_class", piece.text) or piece.sort == "time" or piece.pos in ("u", "p")):
            break
        end -= 1
    bare = not view.text[: figure.end].endswith(("位", "名", "首", "个"))
    if bare and not (seen or scope):
        return None
    own = _name(view, begin, end)
    if own and not re.search("排名|名次|位次", own):
        if matches("rank_noun", own):
            return Reading("rank", "", figure.value, "位", scope=scope, suffix=f"{own}排名")
        own += "排名"
    return Reading("rank", own, figure.value, "位", scope=scope, suffix="排名")


def _read_step(view: View, slot: Slot, begin: int) -> Reading | None:
    """较2023年上升1位."""
    figure = slot.figure
    found = re.search(rf"{pattern('rank_step')}了?$", _before(view, slot, begin))
    if figure.unit not in ("位", "名", "个位次") or slot.noun or not found:
        return None
    cut = figure.start - len(found[0])
    own = _own(view, begin, slot.at, cut)
    verb = found[0].removesuffix("了")
    return Reading("step", own + verb if own else "", figure.value, "位", suffix=verb)


def _read_share(view: View, slot: Slot, begin: int) -> Reading | None:
    """占青岛市8%, 青岛市1/2的“链主”企业."""
    figure = slot.figure
    if figure.kind not in ("percent", "fraction"):
        return None
    text = _before(view, slot, begin)
    found = re.search(rf"{pattern('share')}$", text)
    if found:
        own = _own(view, begin, slot.at, figure.start - (len(text) - found.start()))
        whole = found["whole"].strip("了到的")
        tail = f"占{whole}比重" if whole else "占比"
        return Reading("share", own + tail if own else "", figure.value, figure.unit, scope=_scope(view, whole), suffix=tail)
    piece = view.pieces[slot.at - 1] if slot.at > begin else None
    if piece and slot.noun and view.text[figure.end] == "的" and _scope(view, piece.text):
        noun = view.string(*slot.noun).lstrip("的")
        return Reading("share", f"{noun}占{piece.text}比重", figure.value, figure.unit, scope=piece.text)
    return None


def _scope(view: View, text: str) -> str | None:
    """The text if it names a place or another whole that ranks and shares refer to."""
    named = any(text == form for thing in view.draft.things if thing.type == "Place" for form in thing.forms)
    return text if text and (named or matches("scope", text)) else None


def _read_points(view: View, slot: Slot, begin: int) -> Reading | None:
    if slot.figure.kind != "points":
        return None
    own = _own(view, begin, slot.at)
    if re.match("[高低快慢]于|比|较", own):
        return Reading("points", "", slot.figure.value, slot.figure.unit, suffix=f"增速{own}")
    return Reading("points", own, slot.figure.value, slot.figure.unit)


def _read_amount(view: View, slot: Slot, begin: int) -> Reading | None:
    """最高1亿元支持: what a policy grants."""
    figure = slot.figure
    if figure.kind != "money" or slot.modified:
        return None
    text, behind = _before(view, slot, begin), view.text[figure.end : slot.clause.end][:20]
    grants = re.search(pattern("amount"), text[-12:]) or view.text[figure.start : figure.end].startswith("最高")
    if not (grants and (re.match(pattern("amount_after"), behind) or "最高" in text + view.text[figure.start : figure.end] or "给予" in text or "奖" in text[-6:])):
        return None
    if re.search(pattern("receive"), text[-14:]):
        return None
    return Reading("amount", "支持金额", figure.value, figure.unit)


def _read_duration(view: View, slot: Slot, begin: int) -> Reading | None:
    """仅用12个工作日, 12天取得许可证, 租期30年."""
    figure = slot.figure
    if figure.kind != "duration":
        return None
    text, behind = _before(view, slot, begin), view.text[figure.end : slot.clause.end]
    found = re.search(rf"{pattern('duration')}.{{0,3}}$", text)
    after = re.match(pattern("duration_after"), behind)
    if not found and not after and figure.unit not in ("个工作日", "工作日"):
        return _NOTHING
    own = _own(view, begin, slot.at)
    if not own and after:
        own = behind.strip("内即可就")[:LONGEST]
    if own and not re.search("时间|用时|期|限|时|减少|缩短|年限|寿命|龄", own):
        own += "用时"
    return Reading("duration", own, figure.value, figure.unit) if own else _NOTHING


def _read_counted(view: View, slot: Slot, begin: int) -> Reading | None:
    """880家企业, 7大类: the indicator is the noun behind the figure."""
    figure = slot.figure
    if slot.noun is None:
        return None
    noun = view.string(*slot.noun)
    noun = noun.rpartition("的")[2] if len(noun.rpartition("的")[2]) > 1 else noun.lstrip("的")
    verb = _verb(view, begin, slot.at)
    return Reading("counted", verb + noun, figure.value, figure.unit)


def _verb(view: View, begin: int, at: int) -> str:
    """The verb right before a figure, with 新 or 累计, where it belongs to the indicator."""
    end = at
    while end > begin and view.pieces[end - 1].text in ("了", "到", "出", "过"):
        end -= 1
    if end <= begin or not matches("indicator_verb", view.pieces[end - 1].text):
        return ""
    first = end - 1
    if first > begin and view.pieces[first - 1].text in ("新", "新增", "累计"):
        first -= 1
    return view.string(first, end)


def _read_valued(view: View, slot: Slot, begin: int) -> Reading | None:
    """营业收入6330亿元: the indicator stands before the figure, or is left out."""
    figure = slot.figure
    own = _own(view, begin, slot.at)
    if not own and figure.named and figure.unit:
        return Reading("unit", figure.unit, figure.value, figure.unit)
    text = _before(view, slot, begin)
    return Reading("valued", own, figure.value, figure.unit, suffix="累计" if "累计" in text else "")


_NOTHING = Reading("nothing", "", None, None)
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


def _own(view: View, begin: int, at: int, cut: int | None = None) -> str:
    """The indicator in the words before a figure, up to offset ``cut``, without verbs of being and reaching."""
    end = at
    while end > begin and cut is not None and view.pieces[end - 1].end > cut:
        end -= 1
    while end > begin:
        piece = view.pieces[end - 1]
        closes = piece.pos in CLOSING_POS or (piece.pos == "x" and piece.text not in QUOTES.values())
        if piece.sort == "time" or closes or matches("link", piece.text) or matches("compare", piece.text):
            end -= 1
        else:
            break
    return _name(view, begin, end)


def _name(view: View, begin: int, end: int) -> str:
    """Cut the words of an indicator: without opening fillers, light verbs, and the members of a list."""
    while end > begin and view.pieces[end - 1].text in ("的", "中", "上", "内", "方面", "领域"):
        end -= 1
    begin = skip_opening(view, begin, end)
    while begin < end and (
        matches("light", view.pieces[begin].text) or view.pieces[begin].pos in ("p", "r", "c", "u", "d", "m", "q")
    ):
        begin = max(begin + 1, skip_opening(view, begin + 1, end))
    head = next((i for i in range(end - 1, begin - 1, -1) if view.pieces[i].text in ("等", "等等")), None)
    verb = view.pieces[begin].text if begin < end and matches("indicator_verb", view.pieces[begin].text) else ""
    if head is not None and head + 1 < end:
        return _short(verb + view.string(head + 1, end).lstrip("的"))
    return _short(view.string(begin, end))


def _short(name: str) -> str:
    name = name.strip("，、:： ")
    if len(name) > LONGEST / 2 and len(name.rpartition("的")[2]) > 1:
        name = name.rpartition("的")[2]
    if len(name) > LONGEST:
        name = name[-LONGEST:]
    return name


def rename(reading: Reading, indicator: str) -> Reading:
    """The reading under a full indicator."""
    return replace(reading, indicator=indicator)
