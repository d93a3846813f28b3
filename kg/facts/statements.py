"""Equal statements about global entities → facts: one statement with all its proofs.

A relation is the same with equal ends, predicate, modality, phase, role and time; a figure with equal
subject, concept, value in base units, period, scope and marks. What differs stays a fact of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Final, TypeVar

from kg.facts.phases import find_phase
from kg.facts.support import Support
from kg.indicators import to_concept
from kg.lexicon import load_words
from kg.measures import to_measure
from kg.records import Evidence, Fact, Observation, Phase, Relation
from kg.text import fold

_DIGITS: Final = 16  # of the hash in an id: 64 bits

_Claim = TypeVar("_Claim", Relation, Observation)
_Wording = TypeVar("_Wording", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Triple:
    """What relations share that may differ in role and time only."""

    subject: str
    predicate: str
    object: str
    modality: str
    phase: Phase | None


def merge_relations(relations: Iterable[Relation], support: Support) -> Iterator[Fact]:
    """Merge the relations of one triple, modality and phase, role by role and time by time.

    A relation without a time stays apart: an undated report doesn't prove what was so in 2023.
    """
    triples: dict[_Triple, list[Relation]] = defaultdict(list)
    for each in relations:
        phase = find_phase(each)
        triples[_Triple(each.subject, each.predicate, each.object, each.modality or "", phase)].append(each)
    for triple, same in triples.items():
        for role, of_role in _group_by(_name_roles(same), attrgetter("role"), _contains_role):
            for time, of_time in _group_by(of_role, attrgetter("time"), _contains_time):
                merged = replace(_merge(of_time, support), role=role, time=time)
                details = merged.subject, merged.predicate, merged.object, merged.modality
                reached = (triple.phase,) if triple.phase else ()
                id_ = _hash(*details, fold(role or ""), time, *reached)
                yield Fact(id_, merged, support.count(of_time), triple.phase)


def _name_roles(relations: Sequence[Relation]) -> Sequence[Relation]:
    """Take a post without a name for the only one that the person holds there."""
    roles = {fold(each.role): each.role for each in relations if each.role}
    if len(roles) != 1:
        return relations
    role = max(each.role for each in relations if each.role)
    return [each if each.role else replace(each, role=role) for each in relations]


def _group_by(
    relations: Sequence[Relation], key: Callable[[Relation], str | None], contains: Callable[[str, str], bool]
) -> Iterator[tuple[str | None, list[Relation]]]:
    """Group by a value; what is vaguer than exactly one other value is taken for that one."""
    values = sorted({value for each in relations if (value := key(each)) is not None})
    exact: dict[str | None, str | None] = {value: _sharpen(value, values, contains) for value in values}
    groups: dict[str | None, list[Relation]] = defaultdict(list)
    for each in relations:
        groups[exact.get(key(each))].append(each)
    yield from sorted(groups.items(), key=lambda item: item[0] or "")


def _sharpen(value: str, values: Sequence[str], contains: Callable[[str, str], bool]) -> str:
    """Give the one sharpest value that contains this one, or the value itself."""
    sharper = [each for each in values if each != value and contains(each, value)]
    sharpest = [each for each in sharper if not any(each != one and contains(one, each) for one in sharper)]
    return sharpest[0] if len(sharpest) == 1 else value


def _contains_role(longer: str, shorter: str) -> bool:
    """Whether a post is another one with more said: 管委会主任 contains 主任, 副主任 doesn't."""
    long, short = fold(longer), fold(shorter)
    if long == short:  # spelling variants: one stands for all
        return longer > shorter
    start = long.find(short)
    while start >= 0:
        before, after = long[:start], long[start + len(short) :]
        if not before.endswith(_words("before")) and not after.startswith(_words("after")):
            return True
        start = long.find(short, start + 1)
    return False


def _contains_time(sharper: str, vaguer: str) -> bool:
    return sharper.startswith(f"{vaguer}-")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(load_words("resolve_words", kind)))


def merge_observations(observations: Iterable[Observation], support: Support) -> Iterator[Fact]:
    """Merge the figures that say the same, in whatever words and unit; the most used wording is kept."""
    same: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for each in observations:
        same[_to_content(each)].append(each)
    for content, figures in same.items():
        value, unit = _choose([((_plain(each.value), each.unit), each.evidence) for each in figures])
        merged = replace(
            _merge(figures, support),
            indicator=_choose([(each.indicator, each.evidence) for each in figures]),
            value=value,
            unit=unit,
            scope=_choose([(each.scope or "", each.evidence) for each in figures]) or None,
            change=_plain(figures[0].change),
            approx=all(each.approx for each in figures),
        )
        yield Fact(_hash(*content), merged, support.count(figures))


def _to_content(figure: Observation) -> tuple[object, ...]:
    """Give what makes a figure what it is, words folded and numbers in base units."""
    measure = None if figure.value is None else to_measure(figure.value, figure.unit)
    value = f"{measure.value.normalize():f}" if measure else None
    unit = fold((measure.unit if measure else figure.unit) or "")
    words = to_concept(figure.indicator), unit, fold(figure.scope or "")
    return (
        figure.subject,
        *words,
        value,
        _plain(figure.change),
        figure.period,
        figure.bound,
        figure.modality,
    )


def _choose(claims: Sequence[tuple[_Wording, tuple[Evidence, ...]]]) -> _Wording:
    """Choose the wording that most documents use, then the longest, then the last by characters."""
    documents: dict[_Wording, set[str]] = defaultdict(set)
    for text, evidence in claims:
        documents[text].update(each.document for each in evidence)
    return max(documents, key=lambda text: (len(documents[text]), len(str(text)), str(text)))


def _plain(number: float | int | None) -> float | int | None:
    """Write a whole number without a point: 13.0 and 13 are one figure."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _merge(claims: Sequence[_Claim], support: Support) -> _Claim:
    """Merge equal claims: all their evidence, the origin of the surest, the confidence of all together."""
    best = max(claims, key=lambda each: (each.confidence, each.origin))
    evidence = {proof for each in claims for proof in each.evidence}
    ordered = tuple(sorted(evidence, key=attrgetter("document", "article", "span", "quote")))
    return replace(best, evidence=ordered, confidence=support.combine(claims))


def _hash(*details: object) -> str:
    """Make the id of a fact; it hashes what is said, not who says it."""
    return sha256("\n".join(map(repr, details)).encode()).hexdigest()[:_DIGITS]
