"""Statements of all articles → facts: the same statement in several places is one fact with all its proofs.

Ids of entities become global here. What is one thing is decided in resolve, what is written elsewhere.
Contradictions are kept side by side: figures that differ are different facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import groupby
from math import prod
from operator import attrgetter
from typing import Final, TypeVar

from kg.lexicon import load_words
from kg.records import Evidence, Extraction, Fact, Issue, Knowledge, Observation, Relation, Resolution
from kg.schema import Schema, load_schema
from kg.text import fold

_SUREST: Final = 0.99  # no number of newspapers makes a fact certain
_DIGITS: Final = 16  # of the hash in an id: 64 bits

_Claim = TypeVar("_Claim", Relation, Observation)


@dataclass(frozen=True, slots=True)
class _Triple:
    """What relations share that may differ in role and time only."""

    subject: str
    predicate: str
    object: str
    modality: str


def make_knowledge(
    extractions: Sequence[Extraction], resolution: Resolution, *, schema: Schema | None = None
) -> Knowledge:
    """Make everything the graph is made of, sorted by id; sources by name and article.

    Symmetric predicates of the schema, by default the ontology's, lose their direction. A relation of a thing
    to itself is left out: ``check_statements`` reports it.
    """
    symmetric = (schema or load_schema()).symmetric
    relations = [_orient(each, symmetric) for each in _find_relations(extractions, resolution)]
    loose = [each for each in relations if each.subject != each.object]
    facts = (*_merge_relations(loose), *_merge_observations(_find_observations(extractions, resolution)))
    return Knowledge(
        sources=tuple(
            sorted({each.source for each in extractions}, key=attrgetter("name", "article", "document"))
        ),
        entities=resolution.entities,
        facts=tuple(sorted(facts, key=attrgetter("id"))),
    )


def check_statements(extractions: Sequence[Extraction], resolution: Resolution) -> tuple[Issue, ...]:
    """Report the relations that resolution turned into ones of a thing to itself."""
    issues = []
    names = {entity.id: entity.name for entity in resolution.entities}
    for extraction in extractions:
        for relation in _find_relations((extraction,), resolution):
            if relation.subject == relation.object:
                source = extraction.source
                what = f"{names[relation.subject]} {relation.predicate} itself: left out"
                issues.append(Issue("info", "statement:self", what, f"{source.name} #{source.article}"))
    return tuple(sorted(set(issues), key=lambda issue: (issue.where, issue.message)))


def _find_relations(extractions: Iterable[Extraction], resolution: Resolution) -> Iterator[Relation]:
    """Give all relations between global ids."""
    for extraction in extractions:
        article = extraction.source.document, extraction.source.article
        for each in extraction.relations:
            subject = resolution.index[(*article, each.subject)]
            yield replace(each, subject=subject, object=resolution.index[(*article, each.object)])


def _find_observations(extractions: Iterable[Extraction], resolution: Resolution) -> Iterator[Observation]:
    """Give all observations about global ids."""
    for extraction in extractions:
        article = extraction.source.document, extraction.source.article
        for each in extraction.observations:
            yield replace(each, subject=resolution.index[(*article, each.subject)])


def _orient(relation: Relation, symmetric: frozenset[str]) -> Relation:
    if relation.predicate in symmetric and relation.object < relation.subject:
        return replace(relation, subject=relation.object, object=relation.subject)
    return relation


def _merge_relations(relations: Iterable[Relation]) -> Iterator[Fact]:
    """Merge the relations of one triple and modality, role by role and time by time.

    A relation without a time stays apart: an undated report doesn't prove what was so in 2023.
    """
    triples: dict[_Triple, list[Relation]] = defaultdict(list)
    for each in relations:
        triples[_Triple(each.subject, each.predicate, each.object, each.modality or "")].append(each)
    for same in triples.values():
        for role, of_role in _group_by(_name_roles(same), attrgetter("role"), _contains_role):
            for time, of_time in _group_by(of_role, attrgetter("time"), _contains_time):
                merged = replace(_merge(of_time), role=role, time=time)
                yield _to_fact(merged, fold(role or ""), time)


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


def _merge_observations(observations: Iterable[Observation]) -> Iterator[Fact]:
    """Merge the figures that are equal in everything but the spelling of words."""
    same: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for each in observations:
        same[_to_content(each)].append(each)
    for content, figures in same.items():
        merged = replace(
            _merge(figures),
            indicator=_choose([(each.indicator, each.evidence) for each in figures]),
            unit=_choose([(each.unit, each.evidence) for each in figures if each.unit]) or None,
            scope=_choose([(each.scope, each.evidence) for each in figures if each.scope]) or None,
            value=_plain(figures[0].value),
            change=_plain(figures[0].change),
            approx=all(each.approx for each in figures),
        )
        yield _to_fact(merged, *content)


def _to_content(figure: Observation) -> tuple[object, ...]:
    """Give what makes a figure what it is, words folded and numbers in one form."""
    words = fold(figure.indicator), fold(figure.unit or ""), fold(figure.scope or "")
    numbers = _plain(figure.value), _plain(figure.change)
    return (figure.subject, *words, *numbers, figure.period, figure.bound, figure.modality)


def _choose(claims: Sequence[tuple[str, tuple[Evidence, ...]]]) -> str:
    """Choose the spelling that most documents use, then the longest, then the last by characters."""
    documents: dict[str, set[str]] = defaultdict(set)
    for text, evidence in claims:
        documents[text].update(each.document for each in evidence)
    return max(documents, key=lambda text: (len(documents[text]), len(text), text), default="")


def _plain(number: float | int | None) -> float | int | None:
    """Write a whole number without a point: 13.0 and 13 are one figure."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _merge(claims: Sequence[_Claim]) -> _Claim:
    """Merge equal claims: all their evidence, the origin of the surest, the confidence of all together."""
    best = max(claims, key=lambda each: (each.confidence, each.origin))
    evidence = {proof for each in claims for proof in each.evidence}
    ordered = tuple(sorted(evidence, key=attrgetter("document", "article", "span", "quote")))
    return replace(best, evidence=ordered, confidence=_combine(claims))


def _combine(claims: Sequence[Relation | Observation]) -> float:
    """Combine confidences by noisy-or over documents; in one document the surest statement counts."""
    surest = sorted((proof.document, each.confidence) for each in claims for proof in each.evidence)
    documents = [max(sure for _, sure in same) for _, same in groupby(surest, key=lambda item: item[0])]
    return round(min(_SUREST, 1 - prod(1 - sure for sure in sorted(documents))), 4)


def _to_fact(statement: Relation | Observation, *details: object) -> Fact:
    """Make the fact; its id hashes what is said, not who says it."""
    if isinstance(statement, Relation):
        details = (statement.subject, statement.predicate, statement.object, statement.modality, *details)
    digest = sha256("\n".join(map(repr, details)).encode()).hexdigest()
    documents = {proof.document for proof in statement.evidence}
    return Fact(digest[:_DIGITS], statement, len(documents))
