"""The thing that a figure's own words name: where the counted go, who stands before, who holds them.

Who a whole clause is about is decided in ``figures_subjects``.
"""

from __future__ import annotations

from kg.extract.draft import Thing
from kg.extract.figures_focus import BREADTH, CONTAINERS, SUBJECT_TYPES
from kg.extract.figures_pieces import Piece
from kg.extract.figures_view import Slot, View
from kg.extract.figures_words import is_word

BRACKET = 30  # characters from an opening bracket to a figure


def find_near(view: View, slot: Slot, *, named: bool, distance: int) -> Thing | None:
    """The thing that a figure's own words name: where the counted go, who stands before, who holds them."""
    if slot.modified:
        return slot.modified.thing
    near = _explained(view, slot) or _arrival(view, slot)
    if near or named:
        return near
    return _adjacent(view, slot) or (_holder(view, slot) if distance else None)


def _adjacent(view: View, slot: Slot) -> Thing | None:
    """The thing named right before the noun of a figure: X成立的17个联合体, 新一批X中央投资50亿元."""
    if slot.figure.kind in ("rank", "fraction"):
        return None
    i = slot.at - 1
    while i >= slot.left and _may_link(view.pieces[i]):
        i -= 1
    piece = view.pieces[i] if i >= slot.left else None
    if piece is None or piece.reference is None or piece.type not in SUBJECT_TYPES:
        return None
    before = view.pieces[i - 1] if i > slot.left else None
    free = before is None or before.sort == "time" or is_word("lets", before.text)
    listed = view.pieces[i + 1].text in ("、", "等")
    return piece.thing if free and piece.reference.explicit and not listed else None


def _explained(view: View, slot: Slot) -> Thing | None:
    """Whose name the brackets around a figure follow: X（注册资本5000万元）."""
    low = max(0, slot.figure.start - BRACKET)
    opening = max(view.text.rfind(mark, low, slot.figure.start) for mark in "（(")
    closing = max(view.text.rfind(mark, opening, slot.figure.start) for mark in "）)")
    if opening < 0 or closing > opening or "\n" in view.text[opening : slot.figure.start]:
        return None
    i = view.at(opening) - 1
    piece = view.pieces[i] if i >= 0 else None
    return piece.thing if piece and piece.end == opening and piece.type in SUBJECT_TYPES else None


def _may_link(piece: Piece) -> bool:
    return piece.sort == "word" and (
        piece.is_noun or piece.text == "的" or is_word("link", piece.text) or is_word("own_verb", piece.text)
    )


def _holder(view: View, slot: Slot) -> Thing | None:
    """Whose the counted things are by their own name: 3家高新区企业."""
    if slot.noun is None or slot.figure.kind != "count":
        return None
    for i in range(slot.noun[0], slot.noun[1] - 1):
        thing = view.pieces[i].thing
        holds = thing is not None and thing.type in CONTAINERS and BREADTH.isdisjoint(thing.forms)
        if holds and view.pieces[i + 1].text[0] not in "级、及以":
            return thing
    return None


def _arrival(view: View, slot: Slot) -> Thing | None:
    """Where the counted things go: 25个项目落户X."""
    for i in range(slot.right, min(slot.right + 3, slot.clause.last - 1)):
        if is_word("arrive", view.pieces[i].text) and view.pieces[i + 1].type in CONTAINERS:
            return view.pieces[i + 1].thing
    return None
