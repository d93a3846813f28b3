"""Who a figure is about: the things that a clause names where it begins.

How long a subject is carried on is decided in ``figures_state``; pointers (该项目, 全市) stand in
``figures_pointers``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.draft import Thing
from kg.extract.figures_focus import CONTAINERS, SUBJECT_TYPES
from kg.extract.figures_names import skip_opening
from kg.extract.figures_pieces import JOINTS, QUOTES, Piece
from kg.extract.figures_pointers import Pointed, find_pointed
from kg.extract.figures_view import Clause, Slot, View
from kg.extract.figures_words import is_word, words

MOST = 4  # a longer list of names is no joint subject
SHORT = 8  # characters of a clause that says no more than that something opens or starts
NEAR = 40  # characters behind a name that are looked at
CLASSES = 6  # pieces of a class before a proper name
BRACKETS = {"“": "”", "（": "）", "(": ")"}
BRACKETED = 12  # pieces between brackets


@dataclass(frozen=True, slots=True)
class Actor:
    """The things that a clause speaks of; ``after`` is the piece behind their names.

    No things and no segment: something that the text does not name (这家企业). ``segment`` is an
    industry that the clause speaks of besides. ``passing``: said of it only that it opens or
    starts, so that it is not carried on. ``locative``: named as the site (在X).
    """

    things: tuple[Thing, ...]
    after: int
    segment: str = ""
    passing: bool = False
    locative: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Names joined by 、 or 和: the things, the industry among them, and the piece behind."""

    things: tuple[Thing, ...]
    segment: str
    after: int


def find_actor(view: View, first: int, clause: Clause, *, opens_sentence: bool = False) -> Actor | None:
    """The actor named where a clause, or the part of it from piece ``first``, begins."""
    i = skip_opening(view, first, clause.last)
    if i >= clause.last or _is_report(view, clause):
        return None
    pointed = find_pointed(view, i, clause.first, clause.last, opens_sentence=opens_sentence)
    if isinstance(pointed, Pointed):
        return Actor(pointed.things, pointed.after)
    i = _skip_class(view, i, clause.last)
    if view.pieces[i].text in QUOTES and i + 1 < clause.last:
        i += 1
    oblique = any(is_word("oblique", view.pieces[k].text) for k in range(first, i))
    if view.pieces[i].reference is None or oblique:
        return None
    actor = _actor(view, _chain(view, i, clause), i, clause)
    if actor and any(view.pieces[k].text == "在" for k in range(first, i)):
        things = tuple(_owner(view, thing, ("Zone", "Place")) for thing in actor.things)
        return replace(actor, things=things, locative=True)
    return actor


def find_near(view: View, slot: Slot, *, named: bool, distance: int) -> Thing | None:
    """The thing that a figure's own words name: where the counted go, who stands before, who holds them."""
    if slot.modified:
        return slot.modified.thing
    near = _arrival(view, slot)
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


def _may_link(piece: Piece) -> bool:
    return piece.sort == "word" and (
        piece.is_noun or piece.text == "的" or is_word("link", piece.text) or is_word("own_verb", piece.text)
    )


def _holder(view: View, slot: Slot) -> Thing | None:
    """Whose the counted things are by their own name: 3家高新区企业."""
    if slot.noun is None or slot.figure.kind != "count":
        return None
    for i in range(slot.noun[0], slot.noun[1] - 1):
        if view.pieces[i].type in CONTAINERS and view.pieces[i + 1].text[0] not in "级、及以":
            return view.pieces[i].thing
    return None


def _arrival(view: View, slot: Slot) -> Thing | None:
    """Where the counted things go: 25个项目落户X."""
    for i in range(slot.right, min(slot.right + 3, slot.clause.last - 1)):
        if is_word("arrive", view.pieces[i].text) and view.pieces[i + 1].type in CONTAINERS:
            return view.pieces[i + 1].thing
    return None


def _skip_class(view: View, i: int, last: int) -> int:
    """Go over a class or owner before the proper name: 园区企业X, 青岛高新区重点外资企业X."""
    k = i
    while k < min(last, i + CLASSES) and (view.pieces[k].type in CONTAINERS or _is_class(view.pieces[k])):
        k += 1
    return k if i < k < last and view.pieces[k].reference and _is_class(view.pieces[k - 1]) else i


def _is_class(piece: Piece) -> bool:
    return piece.sort == "word" and words("<<class_prefix>>+").fullmatch(piece.text) is not None


def _is_report(view: View, clause: Clause) -> bool:
    """记者从X获悉, X的统计显示: who speaks, not what is spoken of."""
    tail = view.text[max(clause.start, clause.end - 8) : clause.end]
    return words("<<reporting>>$").search(tail) is not None or view.text.startswith("记者", clause.start)


def _chain(view: View, i: int, clause: Clause) -> Chain:
    things: list[Thing] = []
    segment, k = "", i
    while k < clause.last and (thing := view.pieces[k].thing):
        k += 1
        if thing.type == "Industry":
            segment, k = _segment(view, k, clause)
        elif thing.type in SUBJECT_TYPES and thing not in things:
            things.append(thing)
        following = _next_member(view, k, clause.last)
        if following is not None and view.pieces[k].text != "与":
            k = following
        elif following is None and k < clause.last and _owns_next(view, k, clause.last):
            things = []
            k += view.pieces[k].text == "的"
        else:
            break
    return Chain(tuple(things), segment, k)


def _segment(view: View, k: int, clause: Clause) -> tuple[str, int]:
    """The industry that ends at piece ``k`` with its head (产业链, 行业), and the piece behind."""
    named = view.pieces[k - 1]
    head = words("[”’]?<<segment_head>>").match(view.text, named.end, clause.end)
    end = head.end() if head else named.end
    while head and k < clause.last and view.pieces[k].start < end:
        k += 1
    return view.text[named.start : end].replace("”", ""), k


def _actor(view: View, chain: Chain, first: int, clause: Clause) -> Actor | None:
    """What a chain of names makes: an actor, or none where it only lists, or somebody's office."""
    things, k = chain.things, chain.after
    if not things and (not chain.segment or k >= clause.last):
        return None
    if len(things) > MOST or _only_listed(view, first, k, clause.last, len(things)):
        return None
    if len(things) > 1 and not words("<<jointly>>").search(_rest(view, k, clause)):
        return None
    k = _skip_epithet(view, k, clause.last)
    rest = _rest(view, k, clause)
    if things and words("<<post>>").match(rest):
        return None  # a person's office: X副市长
    if things and any(piece.is_title for piece in view.pieces[k : min(clause.last, k + BRACKETED)]):
        return Actor((), k)  # a work or paper of X
    passing = len(rest) <= SHORT and words("<<standing>>了?$").search(rest) is not None
    return Actor(tuple(_owner(view, thing, ("Zone",)) for thing in things), k, chain.segment, passing)


def _rest(view: View, k: int, clause: Clause) -> str:
    start = view.pieces[k].start if k < clause.last else clause.end
    return view.text[start : min(clause.end, start + NEAR)]


def _owner(view: View, thing: Thing, types: tuple[str, ...]) -> Thing:
    """The zone in whose name a department acts: the figures of X高新区经贸局 are those of X高新区."""
    if thing.type != "GovernmentBody":
        return thing
    owners = [owner for owner in view.draft.things if owner.type in types]
    return next((owner for owner in owners if thing.forms[0].startswith(tuple(owner.forms))), thing)


def _next_member(view: View, k: int, last: int) -> int | None:
    """The next name of a list, over its joint and quotes; None if the list ends here."""
    i = k
    while i < min(last, k + 4) and (view.pieces[i].text in JOINTS or view.pieces[i].text in "“”‘’"):
        i += 1
    joined = any(view.pieces[j].text in (*JOINTS, "“", "‘") for j in range(k, i))
    return i if joined and i < last and view.pieces[i].reference else None


def _only_listed(view: View, first: int, k: int, last: int, count: int) -> bool:
    """Whether the names are no subject but a list: A、B等8家, or nothing but names."""
    while k < last and view.pieces[k].text in ("”", "’"):
        k += 1
    if k >= last:
        return count > 1
    figure = view.pieces[k].figure
    apposed = figure is not None and (count > 1 or (figure.spelled and k - first > 1))
    return apposed or is_word("listed", view.pieces[k].text) or view.pieces[k].text == "、"


def _skip_epithet(view: View, k: int, last: int) -> int:
    """Go over what only qualifies the name before it: “一区多园”, （以下简称X）."""
    while k < last and view.pieces[k].text in BRACKETS:
        close = BRACKETS[view.pieces[k].text]
        end = next((j for j in range(k, min(last, k + BRACKETED)) if view.pieces[j].text == close), None)
        if end is None:
            break
        k = end + 1
    return k


def _owns_next(view: View, k: int, last: int) -> bool:
    """Whether the name so far only owns the next: 青岛高新区(的)崂山园."""
    i = k + 1 if view.pieces[k].text == "的" else k
    return i < last and view.pieces[i].reference is not None and view.pieces[i].type != "Industry"
