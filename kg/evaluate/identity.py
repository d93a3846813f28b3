"""Resolution against a reference: labelled pairs of names, and B-cubed over the gold of whole documents.

What resolves is given from outside, so that any resolution can be measured; files are not read here.
B-cubed: Bagga and Baldwin, Algorithms for scoring coreference chains (1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from kg.evaluate.scores import Score
from kg.records import Entity, Evidence, Extraction, Local, Relation, Resolution, Source, Span

Resolver = Callable[[Sequence[Extraction]], Resolution]
_FIRST = "e1"  # the id of the thing that a pair is about


@dataclass(frozen=True, slots=True)
class Thing:
    """A name with what its article says of it. ``about`` holds type and name of what else is named there."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of two documents: whether they are one, the kind of case, the part of the file."""

    one: Thing
    other: Thing
    same: bool
    case: str
    part: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and whether the resolution made it one thing."""

    pair: Pair
    joined: bool

    @property
    def right(self) -> bool:
        """Whether the resolution agrees with the label."""
        return self.joined is self.pair.same


@dataclass(frozen=True, slots=True)
class BCubed:
    """Mean precision and recall of the mentions, to four digits; ``mentions`` tells how many there are."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return round(2 * self.precision * self.recall / both, 4) if both else 0.0


@dataclass(frozen=True, slots=True)
class Identity:
    """What a measurement of resolution says. ``clusters``: over all mentions, and over those of things that
    several articles name; empty where there is no reference.
    """

    pairs: tuple[Judged, ...]
    clusters: Mapping[str, BCubed]


def judge_pairs(pairs: Iterable[Pair], resolver: Resolver) -> tuple[Judged, ...]:
    """Resolve each pair as two tiny documents."""
    return tuple(Judged(pair, _are_one(pair, resolver)) for pair in pairs)


def score_pairs(judged: Iterable[Judged]) -> Score:
    """Count the pairs made one: those that are, those given, those wanted."""
    listed = list(judged)
    right = sum(each.joined and each.pair.same for each in listed)
    return Score(right, sum(each.joined for each in listed), sum(each.pair.same for each in listed))


def measure_clusters(
    extractions: Sequence[Extraction], reference: Mapping[Local, str], resolver: Resolver
) -> dict[str, BCubed]:
    """Measure the resolution of some articles; who is not in the reference is a thing by himself."""
    found = resolver(extractions).index
    wanted = {local: reference.get(local, "\n".join(map(str, local))) for local in found}
    sizes = Counter(wanted.values())
    several = [local for local in found if sizes[wanted[local]] > 1]
    return {"all": to_b_cubed(found, wanted, found), "several": to_b_cubed(found, wanted, several)}


def to_b_cubed(found: Mapping[Local, str], wanted: Mapping[Local, str], counted: Iterable[Local]) -> BCubed:
    """Give the mean share of a mention's found cluster that is right, and of its wanted one that is found."""
    both = Counter((found[local], wanted[local]) for local in found)
    given, true = Counter(found.values()), Counter(wanted.values())
    locals_ = sorted(counted)
    precision = fsum(both[found[each], wanted[each]] / given[found[each]] for each in locals_)
    recall = fsum(both[found[each], wanted[each]] / true[wanted[each]] for each in locals_)
    total = len(locals_) or 1
    return BCubed(round(precision / total, 4), round(recall / total, 4), len(locals_))


def _are_one(pair: Pair, resolver: Resolver) -> bool:
    index = resolver((_to_extraction("one", pair.one), _to_extraction("other", pair.other))).index
    return index["one", 0, _FIRST] == index["other", 0, _FIRST]


def _to_extraction(document: str, thing: Thing) -> Extraction:
    """Make the article that names a thing; a person holds a post in what else it names."""
    entities = [Entity(_FIRST, thing.type, thing.name, thing.aliases)]
    entities += [Entity(f"e{i}", type_, name) for i, (type_, name) in enumerate(thing.about, 2)]
    proof = Evidence(document, 0, Span(0, len(thing.name)), thing.name)
    posts = (
        Relation(_FIRST, "holdsPosition", each.id, (proof,), "pair", 1.0)
        for each in entities[1:]
        if thing.type == "Person"
    )
    return Extraction(Source(document, document, 0), tuple(entities), tuple(posts))
