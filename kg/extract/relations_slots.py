"""Slots that a clause leaves open: who acts (agent) and where something is (carrier).

Looked for to the left: in the clause, the sentence, the sentences before in the same line, then the article's
topic. Positions are masked positions of a View. Which rule asks is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.draft import Thing
from kg.extract.lists import Group
from kg.extract.relations_rules import type_set
from kg.extract.relations_view import View
from kg.lexicon import load_table

SENTENCES_BACK: Final = 3
LEAD: Final = 12  # characters that may stand before the subject of a clause


@dataclass(frozen=True, slots=True)
class Filler:
    """Things for a slot. ``place`` is the masked position of their list, None for the topic."""

    things: tuple[Thing, ...]
    place: int | None


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of relation_words.tsv that tell how a name stands in its clause."""

    preposition: re.Pattern[str]
    pivot: re.Pattern[str]
    bearer: re.Pattern[str]
    within: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    rows = load_table("relation_clauses", patterns=("pattern",))
    kinds = ("preposition", "pivot", "bearer", "within")
    parts = {kind: "|".join(row["pattern"] for row in rows if row["kind"] == kind) for kind in kinds}
    ending = {kind: re.compile(f"(?:{parts[kind]})$") for kind in ("preposition", "pivot", "within")}
    return _Words(bearer=re.compile(parts["bearer"]), **ending)


def find_agent(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find who acts at a position: the nearest name in subject position, if it is of these types."""
    for place, group in _subjects(view, position):
        things = group.things(types)
        if things:
            return Filler(things, place)
        if group.types & type_set("actor"):
            return None
    return Filler((topic,), None) if topic and topic.type in types else None


def find_carrier(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find where something is: the nearest zone or park to the left, a place only where it is said to be in it."""
    for place, group in _backwards(view, position):
        if _is_site(view, place, group, topic):
            things = group.things(types)
            if things:
                return Filler(things[-1:] if len(things) == 1 else things, place)
    return Filler((topic,), None) if topic and topic.type in types else None


def _is_site(view: View, place: int, group: Group, topic: Thing | None) -> bool:
    if group.types & type_set("carrier"):
        return True
    if "Place" not in group.types:
        return False
    governed = _words().within.search(view.text, max(0, place - 4), place) is not None
    return governed or not topic or topic.type == "Place"


def _subjects(view: View, position: int) -> Iterator[tuple[int, Group]]:
    """Lists in subject position left of a position, nearest first."""
    sentence, _ = view.sentence(position)
    start, _ = view.clause(position)
    for place, group in reversed(view.groups_in(start, position)):
        if _is_subject(view, place, start):
            yield place, group
    yield from _clause_subjects(view, sentence, start)
    for place, group in reversed(view.groups_in(sentence, start)):
        if group.types & type_set("carrier") and _words().within.search(view.text, max(0, place - 4), place):
            yield place, group
    line, _ = view.line(position)
    for _ in range(SENTENCES_BACK):
        if sentence <= line:
            return
        end = sentence
        sentence, _ = view.sentence(sentence - 1)
        yield from _clause_subjects(view, sentence, end)


def _clause_subjects(view: View, start: int, end: int) -> Iterator[tuple[int, Group]]:
    """The subjects of the clauses between two positions, last clause first."""
    while end > start:
        begin, _ = view.clause(end - 1)
        first = next(iter(view.groups_in(begin, end)), None)
        if first and first[0] - begin <= LEAD and _is_free(view, first[0], begin):
            yield first
        end = begin


def _is_subject(view: View, place: int, start: int) -> bool:
    words = _words()
    governed = words.preposition.search(view.text, max(start, place - 4), place)
    return not governed and not words.bearer.match(view.text, place + 1)


def _is_free(view: View, place: int, start: int) -> bool:
    return _is_subject(view, place, start) and not _words().pivot.search(
        view.text, max(start, place - 6), place
    )


def _backwards(view: View, position: int) -> Iterator[tuple[int, Group]]:
    """All lists left of a position, nearest first, as far as the sentences looked back at."""
    line, _ = view.line(position)
    start, _ = view.sentence(position)
    for _ in range(SENTENCES_BACK):
        if start > line:
            start, _ = view.sentence(start - 1)
    return reversed(view.groups_in(start, position))
