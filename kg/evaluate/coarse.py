"""Persons, places and organizations alone: what taggers without a schema can be compared by.

An item is a group with the forms of one name. One that shares a form with a gold entity of its group
hits it; several that hit one entity count once, since a tagger doesn't know that two forms are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.evaluate.matching import Statements, fold, merge
from kg.evaluate.scores import Score

GROUPS = {
    "Person": "Person",
    "Place": "Place",
    "Zone": "Place",
    "Park": "Place",
    "Enterprise": "organization",
    "GovernmentBody": "organization",
    "Institution": "organization",
}
Item = tuple[str, frozenset[str]]


def to_items(articles: Sequence[Statements]) -> list[Item]:
    """Give the persons, places and organizations of one document."""
    things = merge(articles).things
    return [(GROUPS[thing.type], frozenset(thing.forms)) for thing in things if thing.type in GROUPS]


def names_to_items(names: Iterable[tuple[str, str]]) -> list[Item]:
    """Give the items of a tagger's names, each (group, surface), without repeats."""
    return [
        (group, frozenset({form})) for group, form in sorted({(g, fold(name)) for g, name in names}) if form
    ]


def score_coarse(gold: Sequence[Item], given: Sequence[Item]) -> dict[tuple[str, str], Score]:
    """Score the items of one document: by group, and "all"."""
    scores = {}
    for group in dict.fromkeys(GROUPS.values()):
        wanted = [forms for each, forms in gold if each == group]
        hits = [_find(wanted, forms) for each, forms in given if each == group]
        right = len(set(hits) - {None})
        scores["coarse", group] = Score(right, right + hits.count(None), len(wanted))
    scores["coarse", "all"] = sum(scores.values(), Score())
    return scores


def _find(wanted: Sequence[frozenset[str]], forms: frozenset[str]) -> int | None:
    return next((place for place, each in enumerate(wanted) if each & forms), None)
