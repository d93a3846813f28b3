"""The name of an indicator, cut from the words around a figure.

Works on the pieces of a ``View``; what kind of figure it is and whose is decided elsewhere.
"""

from __future__ import annotations

import re

from kg.extract.figures_subjects import skip_opening
from kg.extract.figures_view import QUOTES, Piece, Slot, View, matches, pattern

LONGEST = 30  # characters of an indicator
JOINED = 22  # up to here a name keeps its attribute, without 的
REACH = 60  # characters before a figure that are looked at
CLOSING_POS = ("d", "p", "c", "u", "t", "y")
DROPPED_POS = ("p", "r", "c", "u", "d", "m", "q")
TAIL = ("的", "中", "上", "内", "里", "方面", "领域", "时", "后")


def before(view: View, slot: Slot, begin: int | None = None) -> str:
    """The words before a figure, from piece ``begin`` or else all its own, at most REACH characters."""
    return view.string(slot.left if begin is None else begin, slot.at)[-REACH:]


def own_words(view: View, begin: int, at: int, cut: int | None = None) -> str:
    """The indicator in the pieces ``begin`` to ``at``, up to offset ``cut``, without verbs of being and reaching."""
    text = view.string(begin, at)[-REACH:]
    reached = re.search(rf"{pattern('change_to')}$", text)
    if cut is None and reached and at > begin:
        cut = view.pieces[at - 1].end - len(reached[0])
    return name_of(view, begin, close(view, begin, at, cut))


def close(view: View, begin: int, at: int, cut: int | None = None) -> int:
    """The end of the words before a figure without links, adverbs and times: 达到, 已经, 由去年的."""
    end = at
    while end > begin and cut is not None and view.pieces[end - 1].end > cut:
        end -= 1
    while end > begin and _closes(view.pieces[end - 1]):
        end -= 1
    return end


def _closes(piece: Piece) -> bool:
    if piece.sort == "time":
        return True
    mark = piece.pos == "x" and piece.text not in QUOTES.values() and piece.text not in ("）", ")")
    return piece.sort == "word" and (
        mark or piece.pos in CLOSING_POS or matches("link", piece.text) or matches("compare", piece.text)
    )


def verb_before(view: View, begin: int, at: int) -> str:
    """The verb right before a figure, with 新 or 累计, where it belongs to the indicator."""
    end = at
    while end > begin and (view.pieces[end - 1].text in ("了", "到", "出", "过") or _is_scope(view.pieces[end - 1])):
        end -= 1
    if end <= begin or not matches("indicator_verb", view.pieces[end - 1].text):
        return ""
    first = end - 1
    if first > begin and view.pieces[first - 1].text in ("新", "新增"):
        first -= 1
    return view.string(first, end)


def _is_scope(piece: Piece) -> bool:
    place = piece.reference is not None and piece.reference.thing.type == "Place"
    return place or matches("scope", piece.text)


def name_of(view: View, begin: int, end: int) -> str:
    """Cut a name from pieces: no opening fillers, light verbs, members of a list, owners."""
    while end > begin and view.pieces[end - 1].text in TAIL:
        end -= 1
    begin = _skip_light(view, begin, end)
    said = next((i for i in range(end - 1, begin - 1, -1) if matches("says", view.pieces[i].text)), None)
    if said is not None and said + 1 < end:
        begin = _skip_light(view, said + 1, end)
    listed = _list_end(view, begin, end)
    if listed is not None:
        verb = verb_before(view, begin, begin + 1)
        if listed == end:
            return ""
        return _short(verb + view.string(listed, end).lstrip("的"))
    return _short(view.string(_skip_owner(view, _last_verb(view, begin, end), end), end))


def _skip_light(view: View, begin: int, end: int) -> int:
    begin = skip_opening(view, begin, end)
    while begin < end - 1 and _is_light(view.pieces[begin]):
        begin = skip_opening(view, begin + 1, end)
    if begin == end - 1 and _is_light(view.pieces[begin]):
        return end
    return begin


def _is_light(piece: Piece) -> bool:
    if piece.sort != "word" or re.search("^每(?![年月天日])|期$|[亿万]元$", piece.text):
        return False
    return matches("light", piece.text) or piece.pos in DROPPED_POS or piece.text in QUOTES.values()


def _list_end(view: View, begin: int, end: int) -> int | None:
    """Where the head of a list begins: 引进A、B等|优质项目."""
    for i in range(end - 1, begin - 1, -1):
        if view.pieces[i].text in ("等", "等等"):
            return i + 1
    return None


def _last_verb(view: View, begin: int, end: int) -> int:
    """Where the last verb with a plain noun behind it stands, itself left out if it is light."""
    for i in range(end - 2, begin, -1):
        text = view.pieces[i].text
        if not matches("object_verb", text) or not view.pieces[i].pos.startswith("v"):
            continue
        return i + 1 if matches("light", text) else i - (view.pieces[i - 1].text == "新")
    return begin


def _skip_owner(view: View, begin: int, end: int) -> int:
    """Go over leading places that only own what follows: 陕西省咸阳市|重点项目."""
    i = begin
    while i < end and view.pieces[i].reference is not None and view.pieces[i].reference.thing.type == "Place":
        i += 1
    rest = view.string(i, end)
    return i if len(rest) >= 4 and rest[0] not in "级、和及的" else begin


def _short(name: str) -> str:
    name = re.sub("^[^“]*”|“[^”]*$", lambda m: m[0].strip("“”"), name.strip("，、:：（( ")).removeprefix("在内的")
    name = re.sub("^后年", "年", name)  # 建成后年产值: jieba reads the year after next
    name = re.sub("[达为]$", "", name)
    name = re.sub(r"^.*[^解除终完为]了(?=..)", "", name)  # 梳理了总投资: what a verb in 了 governs
    head = name.rpartition("的")[2]
    if "的" in name and len(head) > 1:
        name = name.replace("的", "") if len(name) <= JOINED else head
    return name[-LONGEST:]
