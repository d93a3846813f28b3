"""What a figure says: indicator, value, unit, change and scope, read from the words around it.

Whose figure it is, and of what time, is decided elsewhere. An empty indicator means that the text
leaves it out, because it stands with the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.figures_names import close, is_scope, name_of, own_words, verb_before, words_before
from kg.extract.figures_nouns import noun_end
from kg.extract.figures_pieces import QUOTES, Piece
from kg.extract.figures_view import Slot, View
from kg.extract.figures_words import is_word, words
from kg.numbers import Number

BEHIND = 24  # characters behind a figure that are looked at
BEFORE = 60  # characters before a run of points that say what they go beyond
PURPOSE = 16  # characters of what a time was needed for, or of what was held so many times
OWNERS = ("Enterprise", "Institution", "GovernmentBody", "Place", "Zone")
TITLE = 20  # characters of a list or title that the counted got into
ROUND = 10  # spelled numbers from here on are figures even without a noun (近百家)
ORDINALS = ("个", "家", "座")
LEVELS = re.compile("^(?:[^、]{1,6}级[、和及])+[^、]{1,6}级")  # 省级、市级|权限
AMONG = re.compile(r"^.*\d[家个][^中里]{0,20}[中里]|^\d+[家个](?=.*[区园]$).*")  # 169家高新区中|综合排名
POINTS_BEFORE = re.compile(r"(?:[\d.]{1,8}个?(?:百分点)?[、和与]){1,9}$")
EACH = re.compile(r"每[个家名项位].{1,12}$")
FROM_TO = re.compile(r"从[^，。]{2,16}到[^，。仅只用需历]{1,12}")
BEYOND = re.compile(
    r"(?P<rate>增速|增幅)?(?:(?P<than>[高低快慢]于)|[比较])(?P<whole>[^，。；]{1,14}?)"
    r"(?:同期|平均[^，。；]{0,4})?(?:分别)?(?P<more>(?<![提降升])[高低快慢])?出?了?$"
)


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
    """Whether a figure measures anything at all: no rhetorical count, name, class border or list of names."""
    figure, left = slot.figure, _left(view, slot)
    if figure.kind == "plain":
        return words("<<index>>[为达到至是超过高]{0,4}$").search(words_before(view, slot)) is not None
    if left.endswith("每") or left == "对" or (left in QUOTES and figure.kind != "age"):
        return False
    if figure.kind == "multiple" and not is_word("as_multiple", left):
        return words("<<growth_up>><<growth_link>>*$").search(words_before(view, slot)) is not None
    if slot.noun is None and is_word("listed", left):
        return is_word("class_unit", figure.unit or "") or bool(figure.named and _behind(view, slot))
    return _counts(view, slot) and not _is_border(view, slot)


def _counts(view: View, slot: Slot) -> bool:
    """Whether a count is one: not in 全国169家高新区中排名, not 三个方面."""
    figure = slot.figure
    if figure.kind == "count" and words("<<among>>").match(_behind(view, slot)):
        return False
    spelled = figure.spelled and figure.kind in ("count", "measure", "size") and figure.unit != "园"
    return not spelled or _is_counted_out(view, slot)


def _is_counted_out(view: View, slot: Slot) -> bool:
    """两家企业 is a figure; 一项, 两种模式, 三个方面 are not."""
    figure, noun = slot.figure, view.string(*slot.noun) if slot.noun else ""
    vague = (not noun and figure.unit != "次") or is_word("vague", noun[-6:])
    idiom = figure.unit == "种" or (figure.unit == "次" and noun.startswith("产业"))
    return figure.value >= ROUND or (figure.value > 1 and not idiom and not vague)


def _is_border(view: View, slot: Slot) -> bool:
    """5000万元以上项目 names a class, “外商投资24条”的 a paper, 16园 outside 一区16园 nothing."""
    figure, before = slot.figure, view.text[: slot.figure.start][-2:]
    if figure.unit == "园":
        return before != "一区"
    if figure.unit == "条" and view.text[figure.end : figure.end + 1] == "的":
        return True
    if figure.bound and words("<<only_one>>.{0,12}$").search(words_before(view, slot)):
        return True  # 首家市值超200亿元的企业
    return figure.kind == "money" and slot.noun is not None and _text(view, slot).endswith(("以上", "以下"))


def _left(view: View, slot: Slot) -> str:
    return view.pieces[slot.at - 1].text if slot.at > slot.left else ""


def _text(view: View, slot: Slot) -> str:
    return view.pieces[slot.at].text


def _behind(view: View, slot: Slot) -> str:
    return view.text[slot.figure.end : min(slot.clause.end, slot.figure.end + BEHIND)]


def _read_growth(view: View, slot: Slot, begin: int) -> Reading | None:
    """同比增长9%, 压减80%, 增长87倍, 翻番."""
    figure = slot.figure
    if figure.kind not in ("percent", "multiple", "growth", "fraction") or figure.unit == "‰":
        return None
    text = words_before(view, slot, begin)
    found = words(
        "(?:(?:比|较|相比)[^，。]{1,8}?)?(?:(?P<up><<growth_up>>)|(?P<down><<growth_down>>))<<growth_link>>*$"
    ).search(text)
    if not found and figure.kind != "growth":
        return None
    size = figure.value if figure.unit == "%" else round(figure.value * 100, 4)
    size = int(size) if float(size).is_integer() else size
    cut = figure.start - (len(text) - found.start()) if found else figure.start
    change = -size if found and found["down"] else size
    if found and found.end() == len(text) and slot.noun and not found[0].endswith(("了", "为", "到")):
        return Reading("change", view.string(*slot.noun).lstrip("的"), None, None, change)  # 提高30%产量
    own = own_words(view, slot, begin, cut)
    own = "" if is_word("growth_up", own) or is_word("growth_down", own) else own  # 由下降转为增长3.8%
    return Reading("change", own, None, None, change)


def _read_rank(view: View, slot: Slot, begin: int) -> Reading | None:
    """居全国第13位, 列山东省开发区第2名, 全国高新区排名第二."""
    if slot.figure.kind != "rank":
        return None
    end, scope, placed = slot.at, None, False
    while end > begin and _ranks(view.pieces[end - 1]):
        end -= 1
        piece = view.pieces[end]
        scope = scope or (piece.text if is_scope(piece) else None)
        placed = placed or (not is_scope(piece) and is_word("rank_verb", piece.text))
    text = _text(view, slot)
    ordinal = text.endswith(ORDINALS)
    if not (scope if ordinal else placed or scope or text.endswith(("位", "名", "首"))):
        return NOTHING
    if ordinal and slot.figure.value == 1:
        return NOTHING  # 第一个, like 首个, is no figure
    own = name_of(view, begin, end)
    if ordinal:
        own = words("[，。；、：].*|的(?=[城园地区单企]).*").sub("", _behind(view, slot))
    if is_word("rank_noun", own):
        return Reading("rank", "", slot.figure.value, "位", scope=scope, suffix=f"{own}排名")
    own = AMONG.sub("", own)
    if own and not re.search("排名|名次|位次", own):
        own += "排名"
    return Reading("rank", own, slot.figure.value, "位", scope=scope, suffix="排名")


def _ranks(piece: Piece) -> bool:
    if is_scope(piece) or piece.sort == "time" or piece.pos in ("u", "p") or piece.text[0] in "（(":
        return True
    return is_word("rank_verb", piece.text) or is_word("rank_class", piece.text)


def _read_step(view: View, slot: Slot, begin: int) -> Reading | None:
    """较2023年上升1位."""
    figure = slot.figure
    if figure.unit not in ("位", "名", "个位次") or slot.noun:
        return None
    found = words("<<rank_step>>了?$").search(words_before(view, slot, begin))
    if not found:
        return None
    own, verb = own_words(view, slot, begin, figure.start - len(found[0])), found[0].removesuffix("了")
    return Reading("step", own + verb if own else "", figure.value, "位", suffix=verb)


def _read_share(view: View, slot: Slot, begin: int) -> Reading | None:
    """占青岛市8%."""
    figure = slot.figure
    if figure.kind not in ("percent", "fraction"):
        return None
    end = close(view, begin, slot.at)
    text = view.string(max(begin, end - 40), end)
    found = words(
        "(?:占(?!比|有)|(?:^|为|完成|达到?)(?:为|完成)?(?=<<aim>>$))(?P<whole>[^，。；、占]{0,24}?)的?<<share>>?$"
    ).search(text)
    if not found:
        return _read_shared(view, slot, begin) or _read_ellipsis(view, slot, begin, end)
    own = own_words(view, slot, begin, view.pieces[end - 1].end - (len(text) - found.start()))
    whole = found["whole"].strip("了到的")
    tail = f"占{whole}比重" if whole else "占比"
    indicator = own + tail if own else ""
    return Reading("share", indicator, figure.value, figure.unit, scope=_scope(view, whole), suffix=tail)


def _read_shared(view: View, slot: Slot, begin: int) -> Reading | None:
    """青岛市1/2的“链主”企业."""
    figure, left = slot.figure, _left(view, slot) if slot.at > begin else ""
    if not slot.noun or view.text[figure.end] != "的" or not _scope(view, left):
        return None
    indicator = f"{view.string(*slot.noun).lstrip('的')}占{left}比重"
    return Reading("share", indicator, figure.value, figure.unit, scope=left)


def _read_ellipsis(view: View, slot: Slot, begin: int, end: int) -> Reading | None:
    """占全市的62%，|全省12%; 经济总量稳定在|全国的22%."""
    whole = view.pieces[end - 1].text if end > begin else ""
    if slot.noun or not _scope(view, whole):
        return None
    if end - 1 == begin:
        return Reading("share", "", slot.figure.value, slot.figure.unit, scope=whole, suffix=f"占{whole}比重")
    if not words("<<kept_at>>$").search(view.string(begin, end - 1)):
        return None
    own = own_words(view, slot, begin, view.pieces[end - 2].start)
    indicator = f"{own}占{whole}比重" if own else ""
    return Reading("share", indicator, slot.figure.value, slot.figure.unit, scope=whole)


def _scope(view: View, text: str) -> str | None:
    named = any(text in thing.forms for thing in view.draft.things if thing.type == "Place")
    return text if text and (named or is_word("scope", text)) else None


def _read_points(view: View, slot: Slot, begin: int) -> Reading | None:
    """拉动GDP增长5.4个百分点, 高于全国5.2个百分点, 比上年提高0.6个百分点."""
    value, unit = slot.figure.value, slot.figure.unit
    if slot.figure.kind != "points":
        return None
    own = name_of(view, begin, slot.at)
    start = max(slot.clause.start, slot.figure.start - BEFORE)
    before = view.text[start : slot.figure.start] if slot.turn else words_before(view, slot)
    beyond = BEYOND.search(POINTS_BEFORE.sub("", before))
    if beyond and (beyond["than"] or beyond["more"]):
        wholes = re.split("[、和与]", beyond["whole"].removesuffix("分别"))
        whole = wholes[slot.turn] if len(wholes) == slot.turns else beyond["whole"]
        suffix = f"{beyond['rate'] or '增速'}{beyond['than'] or beyond['more'] + '于'}{whole}"
        return Reading("points", "", value, unit, scope=_scope(view, whole), suffix=suffix)
    moved = words("(?:同比|环比|比.{1,6}?|较.{1,6}?)?(?P<verb><<growth_up>>|<<growth_down>>)了?").fullmatch(
        own
    )
    if moved:
        return Reading("points", "", value, unit, suffix=moved["verb"])
    return Reading("points", own, value, unit)


def _read_amount(view: View, slot: Slot, begin: int) -> Reading | None:
    """最高1亿元支持: what a policy grants."""
    if slot.figure.kind != "money" or slot.modified:
        return None
    text, behind = words_before(view, slot, begin), _behind(view, slot)
    highest = "最高" in text + _text(view, slot)
    if not (highest or words("<<amount>>").search(text[-12:])) or words("<<receive>>").search(text[-14:]):
        return None
    if not (highest or "给予" in text or "奖" in text[-6:] or words("<<amount_after>>").match(behind)):
        return None
    indicator = "奖励金额" if "奖励" in text[-8:] + behind[:8] else "支持金额"
    granted = words("<<granted>>").search(words_before(view, slot))
    if granted:
        indicator = granted["who"].removeprefix("于") + indicator
    return Reading("amount", indicator, slot.figure.value, slot.figure.unit)


def _read_duration(view: View, slot: Slot, begin: int) -> Reading | None:
    """仅用12个工作日, 12天取得许可证, 租期30年."""
    figure = slot.figure
    if figure.kind != "duration":
        return None
    text, behind = words_before(view, slot, begin), _behind(view, slot)
    after = words("<<duration_after>>").match(behind)
    if (
        not words("<<duration>>.{0,3}$").search(text)
        and not after
        and not (figure.unit or "").endswith("工作日")
    ):
        return NOTHING
    span = FROM_TO.search(text)
    own = span[0] if span else own_words(view, slot, begin)
    if not span and view.pieces[slot.at - 1].sort == "reference":
        own = ""
    own = words("<<needed>>+$").sub("", own)
    if not own and after:
        own = words("^<<at_once>>+|^.{0,20}?”|的时间.*").sub("", behind)[:PURPOSE]
    if own and not words("<<timed>>").search(own[-4:]):
        own += "用时"
    reached = words("<<change_to>>$").search(text)
    return Reading("duration", own, figure.value, figure.unit) if own or reached else NOTHING


def _read_counted(view: View, slot: Slot, begin: int) -> Reading | None:
    """880家企业, 30%比例房源: the indicator is the noun behind the figure."""
    figure, verb = slot.figure, verb_before(view, begin, slot.at)
    linked = view.text[figure.end : figure.end + 1] == "的"
    if slot.noun is None or figure.unit == "园" or (linked and is_word("yearly", verb)):
        return None
    made = verb or is_word("building", _left(view, slot))
    if figure.kind == "size" and not made and not linked:
        return NOTHING  # a make: 500兆瓦电池片
    noun = LEVELS.sub("", view.string(*slot.noun))
    noun = noun.rpartition("的")[2] if len(noun.rpartition("的")[2]) > 1 else noun.lstrip("的")
    if figure.kind == "percent" and noun.startswith("比例"):
        noun = noun.removeprefix("比例").removeprefix("的") + "比例"
    if is_word("class_unit", figure.unit or ""):
        noun += figure.unit or ""
    sized = figure.kind in ("money", "measure", "size")
    own = own_words(view, slot, begin) if sized else ""
    attribute = words("<<attribute>>$").search(own) if figure.kind == "money" else None
    own = own if linked else attribute[0] if attribute else ""  # 形成|年产值200亿元产业集群
    if is_word("dependent", own) or (attribute and not linked):
        return Reading("valued", noun + own, figure.value, figure.unit)
    if own and figure.kind in ("measure", "size"):
        return Reading("valued", own, figure.value, figure.unit)
    each = EACH.search(words_before(view, slot))  # 每个园区支持1-2个产业 is no count of industries
    verb = each[0] if each else verb or _outcome(view, slot)
    return Reading("counted", verb + noun, figure.value, figure.unit)


def _outcome(view: View, slot: Slot) -> str:
    """What the counted did, where that names them: 10家企业成功|入选X名单."""
    i, last = slot.right, slot.clause.last
    while i < last and (view.pieces[i].pos == "d" or is_word("so_far", view.pieces[i].text)):
        i += 1
    if i >= last or not is_word("outcome", view.pieces[i].text):
        return ""
    behind, title = view.pieces[i + 1 : last], view.string(i + 1, last).lstrip("了")
    named = next((piece.text for piece in behind[:3] if piece.type == "Recognition"), "")
    brief = is_word("entered", view.pieces[i].text) and len(title) <= TITLE
    whole = title if brief and not any(piece.figure for piece in behind) else ""
    return view.pieces[i].text + (named or whole).removesuffix(view.string(*slot.noun) if slot.noun else "")


def _read_valued(view: View, slot: Slot, begin: int) -> Reading | None:
    """营业收入6330亿元: the indicator stands before the figure, or is left out."""
    figure, text = slot.figure, words_before(view, slot, begin)
    if any(piece.type == "Person" for piece in view.pieces[begin : slot.at]):
        return NOTHING
    if figure.kind == "size" and slot.right < slot.clause.last and view.pieces[slot.right].is_noun:
        return NOTHING  # a make: 25万吨烷基化装置
    if slot.modified:
        named = [i + 1 for i in range(begin, slot.at) if view.pieces[i].type in OWNERS]
        begin = named[-1] if named else begin  # X公司|投资1.8亿元的Y项目
    own = _by_unit(view, slot, own_words(view, slot, begin))
    attribute = words("<<attribute>>$").search(own) if slot.modified else None
    own = attribute[0] if attribute else own  # 引进|总投资3亿元的X
    if not own and figure.kind == "money":
        deal = words("[^，。；]{0,6}?(?P<verb><<deal>>)").match(_behind(view, slot))
        own = f"{deal['verb']}金额" if deal else ""
    if not own and slot.modified:
        invested = figure.kind == "money" and slot.modified.thing.type in ("Project", "Park")
        own = "总投资" if invested else "规模"
    last = own.rpartition("、")[2]
    own = last if is_word("dependent", last) else own  # 64个项目集中签约、|总投资
    moved = words("(?:同比|环比)?(?P<verb><<growth_up>>|<<growth_down>>)了?").fullmatch(own)
    if moved and not slot.modified:
        reached = words("<<change_to>>").search(text)
        suffix = "" if reached else moved["verb"]
        return Reading("valued" if reached else "step", "", figure.value, figure.unit, suffix=suffix)
    if not own and figure.named and figure.unit:
        return Reading("unit", figure.unit, figure.value, figure.unit)
    return Reading("valued", own, figure.value, figure.unit, suffix="累计" if "累计" in text else "")


def _by_unit(view: View, slot: Slot, own: str) -> str:
    """The indicator where the unit has a say in it: 一区|16园, 12岁, 7大类|53小类服务清单, 两次|召开X."""
    unit = slot.figure.unit or ""
    if unit == "园":
        return "园区数量"
    if slot.figure.kind == "age" and (slot.modified or not own):
        return "年龄"
    if is_word("class_unit", unit) and slot.right < slot.clause.last and view.pieces[slot.right].figure:
        return view.string(slot.right + 1, noun_end(view.pieces, slot.right + 1, slot.clause.last)) + unit
    if own == "" and slot.figure.named and slot.at > slot.left and is_word("listed", _left(view, slot)):
        done = _behind(view, slot)
        return done if len(done) <= PURPOSE else ""  # A、B等49人|接受表彰
    if unit in ("次", "场", "届") and (not own or is_word("light", own)):
        held = _behind(view, slot)
        return "举办届数" if unit == "届" else held if len(held) <= PURPOSE else ""
    return own


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
