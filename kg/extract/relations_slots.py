"""Slots that a rule's pattern leaves open: who acts, where something is, who signs, what is meant by 此.

One function a way of looking, in the table ``FINDERS``; the last resort of most is what the article is about.
Positions are masked positions of a View.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.extract.draft import Thing
from kg.extract.relations_rules import type_set
from kg.extract.relations_subjects import (
    Placed,
    class_acts,
    clause_words,
    earlier_subjects,
    find_heading,
    find_subjects,
    opens_clause,
    sentence_start,
    stands_within,
)
from kg.extract.relations_view import ALL_MARKS, View

NEARBY: Final = 120  # characters to a name above, or at the top of the article
LISTED: Final = 100  # items of a list
ITEM: Final = re.compile(f"[^{ALL_MARKS}\n]{{0,6}}[{ALL_MARKS}][^{ALL_MARKS}\n]{{0,6}}\n|[ \u3000]{{0,9}}\n")
CREATED: Final = re.compile(f"(?:组建|成立|设立|创办|创建|新设|合资成立)了?[^，{ALL_MARKS}]{{0,6}}$")
CREATION: Final = 12  # characters from such a word to the name
CLOSE: Final = 2  # a site so near to the thing holds it whatever stands before


@dataclass(frozen=True, slots=True)
class Gap:
    """A slot to fill: what fits at a masked position; ``setting`` is what the article is about."""

    view: View
    position: int
    types: frozenset[str]
    setting: Thing | None

    def resort(self) -> Filler | None:
        """Fill the slot with what the article is about, if that fits."""
        return Filler((self.setting,), None) if self.setting and self.setting.type in self.types else None


@dataclass(frozen=True, slots=True)
class Filler:
    """Things for a slot. ``place`` is the masked position of their list, None for the setting."""

    things: tuple[Thing, ...]
    place: int | None


def find_agent(gap: Gap) -> Filler | None:
    """Find who acts: the likeliest subject, if it is of these types, none if another acts."""
    sentence = sentence_start(gap.view, gap.position)
    for place, group in find_subjects(gap.view, gap.position, gap.setting):
        things = group.things(gap.types)
        if things:
            return Filler(things, place)
        if group.types & type_set("actor" if place >= sentence else "ruler"):
            return None
    return None if class_acts(gap.view, gap.position) else gap.resort()


def find_patient(gap: Gap) -> Filler | None:
    """Find what is told of: the likeliest subject of these types, unless a clause before tells of another."""
    start = gap.view.clause(gap.position)[0]
    created = _created(gap, start)
    if created:
        return created
    for place, group in find_subjects(gap.view, gap.position, gap.setting):
        things = group.things(gap.types)
        if things:
            return Filler(things, place)
        if place < start and group.types & type_set("doer"):
            return None
    return gap.resort()


def _created(gap: Gap, start: int) -> Filler | None:
    """What the clause before tells the creation of (甲与乙组建丙，成为…), if this clause has no subject."""
    view = gap.view
    group = view.groups.get(start - 2)
    if group is None or view.groups_in(start, gap.position) or view.text[start - 1] != "，":
        return None
    begin = max(view.clause(start - 2)[0], start - 2 - CREATION)
    things = group.things(gap.types)
    return Filler(things, start - 2) if things and CREATED.search(view.text, begin, start - 2) else None


def find_carrier(gap: Gap) -> Filler | None:
    """Find where something is: a zone or park, a place only where it is said to hold it."""
    start = sentence_start(gap.view, gap.position)
    inside = (one for one in reversed(gap.view.groups_in(start, gap.position)) if _holds(gap, one))
    heading = find_heading(gap.view, gap.position)
    earlier = (one for one in earlier_subjects(gap.view, start, gap.setting) if len(one[1].members) == 1)
    return (
        _first(inside, gap.types) or _first(heading, gap.types) or _first(earlier, gap.types) or gap.resort()
    )


def find_inside(gap: Gap) -> Filler | None:
    """Find the site that the sentence is set in: behind 在 (在甲县，…考察乙), else the last one come to."""
    view, start = gap.view, sentence_start(gap.view, gap.position)
    before = [one for one in view.groups_in(start, gap.position) if len(one[1].members) == 1]
    at = [one for one in before if view.text[max(start, one[0] - 1)] == "在"]
    come = [one for one in before if stands_within(view, one[0], start)]
    return _first([*reversed(at), *reversed(come)], gap.types)


def find_near(gap: Gap) -> Filler | None:
    """Find the last name of these types in the sentence, whatever it does there."""
    start = sentence_start(gap.view, gap.position)
    return _first(reversed(gap.view.groups_in(start, gap.position)), gap.types)


def find_here(gap: Gap) -> Filler | None:
    """Find what 此 or 这里 points to: the last zone or park of the line, else its last place."""
    start = max(gap.view.line(gap.position)[0], sentence_start(gap.view, gap.position) - NEARBY)
    before = gap.view.groups_in(start, gap.position)
    carriers = gap.types & type_set("carrier")
    found = _first(reversed(before), carriers) or _first(reversed(before), gap.types)
    return Filler(found.things[-1:], found.place) if found else gap.resort()


def find_above(gap: Gap) -> Filler | None:
    """Find the last name of these types above, in whatever line (for 地址：, 主办单位：)."""
    before = gap.view.groups_in(max(0, gap.position - NEARBY), gap.position)
    found = _first(reversed(before), gap.types)
    return Filler(found.things[-1:], found.place) if found else None


def find_listed(gap: Gap) -> Filler | None:
    """Find what heads a list whose items fill lines (…名单), this line being one of them."""
    view, start = gap.view, gap.view.line(gap.position)[0]
    for _ in range(LISTED):
        end, start = start, view.line(start - 1)[0] if start else start
        if start == end:
            return None
        found = _first(view.groups_in(start, end), gap.types)
        if found or not ITEM.match(view.text, start, end):
            return (
                found
                if found and clause_words()["listing"].search(view.text, found.place or start, end)
                else None
            )
    return None


def find_title(gap: Gap) -> Filler | None:
    """Find the first name of these types at the top of the article."""
    found = _first(gap.view.groups_in(0, min(NEARBY, gap.position)), gap.types)
    return Filler(found.things[:1], found.place) if found else None


def find_signer(gap: Gap) -> Filler | None:
    """Find who signs below: the last name that fills a line."""
    view = gap.view
    below = reversed(view.groups_in(gap.position, len(view.text)))
    return _first((one for one in below if view.is_line(one[0])), gap.types)


FINDERS: Final[dict[str, Callable[[Gap], Filler | None]]] = {
    "agent": find_agent,
    "patient": find_patient,
    "carrier": find_carrier,
    "inside": find_inside,
    "near": find_near,
    "here": find_here,
    "above": find_above,
    "listed": find_listed,
    "title": find_title,
    "signer": find_signer,
}


def is_street(thing: Thing) -> bool:
    """Whether a thing is a place by the name of a street."""
    return thing.type == "Place" and clause_words()["street"].search(thing.forms[0]) is not None


def _first(placed: Iterable[Placed], types: frozenset[str]) -> Filler | None:
    for place, group in placed:
        things = group.things(types)
        if things:
            return Filler(things, place)
    return None


def _holds(gap: Gap, placed: Placed) -> bool:
    place, group = placed
    view, (start, _) = gap.view, gap.view.clause(place)
    if len(group.members) > 1:
        return False
    if stands_within(view, place, start):
        return True
    if not group.types & type_set("carrier"):
        return False
    return gap.position - place <= CLOSE or ("Zone" in group.types and opens_clause(view, start, place))
