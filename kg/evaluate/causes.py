"""Why an item has no partner: each miss and each wrong item of a document with its cause.

A cause is found by looking for what stands on the other side instead: an item that agrees in all but one
part. It is a reading aid, not a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.evaluate.matching import (
    SYMMETRIC,
    Compared,
    Figure,
    ItemKind,
    Link,
    Merged,
    Thing,
    same_amount,
    same_period,
    similar,
)

What = Literal["missed", "wrong"]
SHARE = 0.5  # of the longer of two names that overlap, to be one name with a wrong border
PARTS = ("subject", "indicator", "value or unit", "period")


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is missing from the records (missed) or from the gold (wrong)."""

    document: str
    what: What
    kind: ItemKind
    cause: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides, seen from an item of it: ``pairs`` maps its things to the other's."""

    own: Merged
    other: Merged
    pairs: Mapping[int, int]
    links: Mapping[int, int]
    figures: Mapping[int, int]
    is_gold: bool


def find_differences(compared: Compared) -> Iterator[Difference]:
    """List the items of both sides that have no partner: entities, relations, observations."""
    turned = [
        {b: a for a, b in pairs.items()} for pairs in (compared.things, compared.links, compared.figures)
    ]
    sides: dict[What, Side] = {
        "missed": Side(compared.wanted, compared.found, turned[0], turned[1], turned[2], True),
        "wrong": Side(
            compared.found, compared.wanted, compared.things, compared.links, compared.figures, False
        ),
    }
    kinds: tuple[ItemKind, ...] = ("entity", "relation", "observation")
    for kind in kinds:
        for what, side in sides.items():
            for cause, label, text in FINDERS[kind](side):
                yield Difference(compared.document, what, kind, cause, label, text)


def _find_things(side: Side) -> Iterator[tuple[str, str, str]]:
    free = _unpaired(side.other.things, side.pairs.values())
    for index, thing in enumerate(side.own.things):
        if index not in side.pairs:
            yield _thing_cause(thing, side, free), thing.type, thing.name


def _thing_cause(thing: Thing, side: Side, free: Sequence[int]) -> str:
    sharing = [other for other in side.other.things if other.forms & thing.forms]
    if any(other.type == thing.type for other in sharing):
        return "aliases joined" if side.is_gold else "alias split"
    if sharing:
        return "wrong type"
    if any(_overlap(thing, side.other.things[place]) for place in free):
        return "wrong border"
    return "missed" if side.is_gold else "invented"


def _overlap(one: Thing, other: Thing) -> bool:
    return any(_share(a, b) >= SHARE for a in one.forms for b in other.forms)


def _share(one: str, other: str) -> float:
    """How much of the longer name both share, where one holds the other or ends as the other begins."""
    short, long = sorted((one, other), key=len)
    if short in long:
        return len(short) / len(long)
    joint = (k for k in range(len(short) - 1, 0, -1) if one[-k:] == other[:k] or other[-k:] == one[:k])
    return next(joint, 0) / len(long)


def _find_links(side: Side) -> Iterator[tuple[str, str, str]]:
    names = [thing.name for thing in side.own.things]
    others: dict[tuple[int, int], set[str]] = defaultdict(set)
    for link in side.other.links:
        others[link.subject, link.object].add(link.predicate)
    free = _unpaired(side.other.links, side.links.values())
    for index, link in enumerate(side.own.links):
        if index not in side.links:
            cause = _link_cause(link, side, others, [side.other.links[place] for place in free])
            yield cause, link.predicate, f"{names[link.subject]} → {names[link.object]}"


def _link_cause(
    link: Link, side: Side, others: Mapping[tuple[int, int], set[str]], free: Sequence[Link]
) -> str:
    subject, object_ = side.pairs.get(link.subject), side.pairs.get(link.object)
    if subject is None or object_ is None:
        return "end entity missing" if side.is_gold else "end entity wrong"
    straight, turned = others.get((subject, object_), set()), others.get((object_, subject), set())
    if link.predicate in straight:
        return "role"
    if link.predicate in turned:
        return "role" if link.predicate in SYMMETRIC else "direction"
    if straight or turned:
        return "predicate"
    if any(each.predicate == link.predicate and _one_end(each, subject, object_) for each in free):
        return "wrong end"
    return "missed" if side.is_gold else "invented"


def _one_end(link: Link, subject: int, object_: int) -> bool:
    return link.subject == subject or link.object == object_


def _find_figures(side: Side) -> Iterator[tuple[str, str, str]]:
    free = [side.other.figures[place] for place in _unpaired(side.other.figures, side.figures.values())]
    for index, figure in enumerate(side.own.figures):
        if index not in side.figures:
            name = side.own.things[figure.subject].name
            yield _figure_cause(figure, side, free), figure.indicator, _describe(name, figure)


def _figure_cause(figure: Figure, side: Side, free: Sequence[Figure]) -> str:
    if side.pairs.get(figure.subject) is None:
        return "subject entity missing" if side.is_gold else "subject entity wrong"
    differing = min((_differing(figure, other, side) for other in free), key=len, default=PARTS)
    if len(differing) == 1:
        return differing[0]
    if len(differing) == 2 and "value or unit" not in differing:
        return "several parts"
    if not differing or any(not _differing(figure, other, side) for other in side.other.figures):
        return "repeated"
    return "missed" if side.is_gold else "invented"


def _differing(figure: Figure, other: Figure, side: Side) -> tuple[str, ...]:
    """The parts in which two figures disagree."""
    wanted, found = (figure, other) if side.is_gold else (other, figure)
    agreeing = (
        side.pairs.get(figure.subject) == other.subject,
        similar(figure.indicator, other.indicator),
        same_amount(wanted, found),
        same_period(wanted, found),
    )
    return tuple(part for part, agrees in zip(PARTS, agreeing, strict=True) if not agrees)


def _unpaired(items: Sequence[object], paired: Iterable[int]) -> list[int]:
    taken = set(paired)
    return [place for place in range(len(items)) if place not in taken]


def _describe(name: str, figure: Figure) -> str:
    number = "" if figure.value is None else f" {figure.value}{figure.unit or ''}"
    change = "" if figure.change is None else f" {figure.change:+}%"
    return f"{name}{number}{change}{f' ({figure.period})' if figure.period else ''}"


FINDERS = {"entity": _find_things, "relation": _find_links, "observation": _find_figures}
