"""Who a figure is about: the thing a clause speaks of, carried on while nobody else is named.

A ``Speaker`` reads the clauses of an article in order. Figures without any subject are dropped by
the caller; how a figure is named is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.draft import Reference, Thing
from kg.extract.figures_view import Clause, Piece, Sentence, View, matches, pattern

SUBJECT_TYPES = frozenset(
    "Zone Park Enterprise GovernmentBody Institution Policy Project Place Event Recognition".split()
)
BREADTH = ("中国", "我国", "全国")
JOINTS = ("、", "和", "与", "及", "以及")
OPENING_POS = ("d", "c", "u", "t", "y", "e", "o")


@dataclass(frozen=True, slots=True)
class Actor:
    """The things that a clause speaks of, and the piece behind their names.

    No things: something that the text does not name (这家企业). ``segment`` is an industry or
    branch that the clause speaks of besides.
    """

    things: tuple[Thing, ...]
    after: int
    segment: str = ""
    rule: str = "named"


def find_actor(view: View, first: int, clause: Clause) -> Actor | None:
    """The actor named where a clause, or the part of it from piece ``first``, begins."""
    i = skip_opening(view, first, clause.last)
    if i >= clause.last:
        return None
    if _is_unnamed(view, i, clause):
        return Actor((), i, rule="unnamed")
    i = _skip_class(view, i, clause.last)
    piece = view.pieces[i]
    if piece.reference is None or _is_object(view, first, i) or _is_report(view, i, clause):
        return None
    return _chain(view, i, clause)


def skip_opening(view: View, first: int, last: int) -> int:
    """The first piece that is neither a time, an adverb, a joint nor a filler."""
    i = first
    while i < last:
        piece = view.pieces[i]
        if piece.sort == "time" or (piece.sort == "word" and _opens(piece)):
            i += 1
        else:
            break
    return i


def _opens(piece: Piece) -> bool:
    if piece.text in ("“", "‘", "《", "「"):
        return False
    return piece.pos in OPENING_POS or piece.pos == "x" or matches("filler", piece.text)


def _skip_class(view: View, i: int, last: int) -> int:
    """Go over a class or owner before the proper name: 园区企业X, 青岛高新区重点外资企业X."""
    k = i
    while k < last and k < i + 6:
        piece = view.pieces[k]
        owner = piece.reference is not None and piece.reference.thing.type in ("Zone", "Park", "Place")
        if not owner and not (piece.sort == "word" and matches("class_prefix", piece.text)):
            break
        k += 1
    if k > i and k < last and view.pieces[k].reference and matches("class_prefix", view.pieces[k - 1].text):
        return k
    return i


def _is_unnamed(view: View, i: int, clause: Clause) -> bool:
    text = view.text[view.pieces[i].start : clause.end]
    if view.pieces[i].reference is not None:
        return False
    return bool(re.match(pattern("unnamed"), text) or re.match(pattern("national_class"), text))


def _is_object(view: View, first: int, i: int) -> bool:
    """Whether a preposition before the name makes it no actor: 与X, 依托X, 据X."""
    return any(matches("oblique", view.pieces[k].text) for k in range(first, i))


def _is_report(view: View, i: int, clause: Clause) -> bool:
    """X表示, X的统计显示: who speaks, not what is spoken of."""
    rest = view.text[view.pieces[i].end : clause.end]
    return re.search(rf"{pattern('reporting')}$", rest[-8:]) is not None


def _chain(view: View, i: int, clause: Clause) -> Actor | None:
    """The names joined by 、 or 和 from piece ``i`` on; none where they only close a list (A、B等8家)."""
    things: list[Thing] = []
    segment = ""
    k = i
    while k < clause.last:
        reference = view.pieces[k].reference
        if reference is None:
            break
        if reference.thing.type == "Industry":
            segment = segment or reference.thing.forms[0]
        elif reference.thing.type in SUBJECT_TYPES and reference.thing not in things:
            things.append(reference.thing)
        k += 1
        if k + 1 < clause.last and view.pieces[k].text in JOINTS and view.pieces[k + 1].reference:
            if view.pieces[k].text == "与":
                return _actor(things[:1], k, segment)
            k += 1
        elif k < clause.last and _owns_next(view, k, clause.last):
            things = []
            k += view.pieces[k].text == "的"
    if k < clause.last and (view.pieces[k].text in ("等", "等等") or view.pieces[k].figure):
        return None
    return _actor(things, k, segment)


def _owns_next(view: View, k: int, last: int) -> bool:
    """Whether the name so far only owns the next: 青岛高新区(的)崂山园."""
    piece = view.pieces[k]
    if piece.text == "的" and k + 1 < last:
        piece = view.pieces[k + 1]
    return piece.reference is not None and piece.reference.thing.type != "Industry"


def _actor(things: list[Thing], after: int, segment: str) -> Actor | None:
    return Actor(tuple(things), after, segment) if things or segment else None
