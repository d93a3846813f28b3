"""The name of an indicator, cut from the words around a figure.

What kind of figure it is, and whose, is decided elsewhere.
"""

from __future__ import annotations

import re

from kg.extract.figures_pieces import QUOTES, Piece
from kg.extract.figures_view import Slot, View
from kg.extract.figures_words import is_word, words

LONGEST = 30  # characters of an indicator
JOINED = 22  # up to here a name keeps its attribute, without 的
WHOLE = 14  # characters of what is measured, before a verb and its measure
REACH = 60  # characters before a figure that are looked at
OPENING_POS = ("d", "c", "u", "t", "y", "e", "o", "x")
CLOSING_POS = ("d", "p", "c", "u", "t", "y")
DROPPED_POS = ("p", "r", "c", "u", "d", "m", "q")
TAIL = ("的", "均", "都", "分别", "中", "上", "内", "里", "方面", "领域", "时", "后")
MEASURED_BY = re.compile(
    r"^每(?![年月天日])|期$|[亿万]元$|^[十百千]?[亿万]级?$"
)  # 每万人…, 一期…, 亿元以上…, 十亿级…
HALF_QUOTED = re.compile(r"^[^“]*”|“[^”]*$")
ASIDE = re.compile(r"[（(][^（()）]*[)）]")
REACHING = re.compile("(?:[中里上]?(?:位居|位列|[居列])|[达为])$")  # 综合评价|中居
RANKING = re.compile("^(?:位列|位居)")
AFTERWARDS = re.compile(
    "^后(?=[年可将能每产生预总])[可将能]{0,2}"
)  # 建成|后年产值: jieba reads the year after next
GOVERNED = re.compile(r"^.*[^解除终完为]了(?=..)")  # 梳理了|总投资


def skip_opening(view: View, first: int, last: int) -> int:
    """The first piece that is neither a time, an adverb, a joint nor a filler."""
    i = first
    while i < last and (view.pieces[i].sort == "time" or _opens(view.pieces[i])) and not _is_state(view, i):
        i += 1
    return i


def _is_word_part(view: View, i: int) -> bool:
    """Whether a piece is no word of its own: 在 of 在孵, 5 of 5G."""
    behind = view.pieces[i + 1].pos if i + 1 < len(view.pieces) else ""
    return _is_state(view, i) or (view.pieces[i].pos == "m" and behind == "eng")


def _is_state(view: View, i: int) -> bool:
    """Whether 在 is part of a word that jieba has not: 在孵, 在建."""
    return (
        view.pieces[i].text == "在"
        and words("在<<in_state>>").match(view.text, view.pieces[i].start) is not None
    )


def words_before(view: View, slot: Slot, begin: int | None = None) -> str:
    """The words before a figure, from piece ``begin`` or else all its own, at most REACH characters."""
    first = slot.left if begin is None else begin
    start = view.pieces[first].start if first < slot.at else slot.figure.start
    return view.text[max(start, slot.figure.start - REACH) : slot.figure.start]


def own_words(view: View, slot: Slot, begin: int, cut: int | None = None) -> str:
    """The indicator before a figure, up to offset ``cut``, without verbs of being and reaching."""
    reached = words("<<change_to>>$").search(words_before(view, slot, begin))
    if cut is None and reached:
        cut = slot.figure.start - len(reached[0])
    return name_of(view, begin, close(view, begin, slot.at, cut))


def close(view: View, begin: int, at: int, cut: int | None = None) -> int:
    """The end of the words before a figure without links, adverbs and times: 达到, 已经, 由去年的."""
    end = at
    while end > begin and cut is not None and view.pieces[end - 1].end > cut:
        end -= 1
    while end > begin and _closes(view.pieces[end - 1]):
        end -= 1
    return end


def verb_before(view: View, begin: int, at: int) -> str:
    """The verb right before a figure, with 新, where it belongs to the indicator."""
    end = at
    while end > begin and (
        view.pieces[end - 1].text in ("了", "到", "出", "过") or is_scope(view.pieces[end - 1])
    ):
        end -= 1
    if end <= begin or not is_word("indicator_verb", view.pieces[end - 1].text):
        return ""
    fresh = end - 1 > begin and view.pieces[end - 2].text in ("新", "新增")
    return view.string(end - 1 - fresh, end)


def is_scope(piece: Piece) -> bool:
    """Whether it names a place or another whole that ranks and shares refer to."""
    return piece.type == "Place" or is_word("scope", piece.text)


def name_of(view: View, begin: int, end: int) -> str:
    """Cut a name from pieces: no opening fillers, light verbs, members of a list, owners."""
    while end > begin and view.pieces[end - 1].text in TAIL:
        end -= 1
    timed = [i for i in range(begin, end) if view.pieces[i].sort == "time" or view.pieces[i].text in "（("]
    begin = _skip_light(view, timed[-1] + 1 if timed else begin, end)
    said = _last(view, begin, end, "says")
    told = said is not None and said > begin and words("<<report_noun>>$").search(view.pieces[said - 1].text)
    if said is not None and said + 1 < end and (told or said == begin):
        begin = _skip_light(view, said + 1, end)
    listed = _last(view, begin, end, "listed")
    if listed is None:
        cut = _last_verb(view, begin, end)
        whole = _measured(view, begin, cut)
        return _short(whole + view.string(cut if whole else _skip_owner(view, cut, end), end))
    if listed + 1 == end:
        return ""
    return _short(verb_before(view, begin, begin + 1) + view.string(listed + 1, end).lstrip("的"))


def _opens(piece: Piece) -> bool:
    if piece.sort != "word" or piece.text in QUOTES:
        return False
    return piece.pos in OPENING_POS or is_word("filler", piece.text)


def _closes(piece: Piece) -> bool:
    if piece.sort != "word":
        return piece.sort == "time"
    mark = piece.pos == "x" and piece.text not in (*QUOTES.values(), "）", ")")
    return mark or piece.pos in CLOSING_POS or is_word("link", piece.text) or is_word("compare", piece.text)


def _skip_light(view: View, begin: int, end: int) -> int:
    begin = skip_opening(view, begin, end)
    while begin < end and _is_light(view.pieces[begin]) and not _is_word_part(view, begin):
        begin = skip_opening(view, begin + 1, end)
    return begin


def _is_light(piece: Piece) -> bool:
    if piece.sort != "word" or MEASURED_BY.search(piece.text):
        return False
    return is_word("light", piece.text) or piece.pos in DROPPED_POS or piece.text in QUOTES.values()


def _last(view: View, begin: int, end: int, kind: str) -> int | None:
    return next((i for i in range(end - 1, begin - 1, -1) if is_word(kind, view.pieces[i].text)), None)


def _last_verb(view: View, begin: int, end: int) -> int:
    """Where the last verb with a plain noun behind it stands, itself left out if it is light."""
    for i in range(end - 2, begin, -1):
        piece = view.pieces[i]
        if len(view.string(i + 1, end)) < 2:
            continue
        if is_word("object_verb", piece.text) and piece.pos.startswith("v"):
            return i + 1 if is_word("light", piece.text) else i - (view.pieces[i - 1].text == "新")
    return begin


def _measured(view: View, begin: int, cut: int) -> str:
    """What is measured, where a light verb parts it from its measure: 零售业|完成|销售额."""
    verb = cut - 1
    whole = view.string(begin, verb) if verb > begin else ""
    plain = all(piece.is_noun and piece.sort == "word" for piece in view.pieces[begin:verb])
    return (
        whole
        if plain and words("<<segment_head>>$|企业$|投资$").search(whole) and len(whole) <= WHOLE
        else ""
    )


def _skip_owner(view: View, begin: int, end: int) -> int:
    """Go over leading places that only own what follows: 陕西省咸阳市|重点项目."""
    i = begin
    while i < end and view.pieces[i].type == "Place":
        i += 1
    rest = view.string(i, end)
    return i if len(rest) >= 4 and rest[0] not in "级、和及的" else begin


def _short(name: str) -> str:
    name = HALF_QUOTED.sub(lambda match: match[0].strip("“”"), ASIDE.sub("", name).strip("，、:：（( "))
    name = REACHING.sub("", RANKING.sub("", name.removeprefix("在内的")))
    name = GOVERNED.sub("", AFTERWARDS.sub("", name))
    head = name.rpartition("的")[2]
    if "的" in name and len(head) > 1:
        name = name.replace("的", "") if len(name) <= JOINED else head
    return name[-LONGEST:]
