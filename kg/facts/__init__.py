"""Statements of all articles → knowledge: facts with their proofs, what supports and what contradicts them.

Ids of entities become global here. What is one thing is decided in resolve, what is written elsewhere.
Figures that differ are different facts and stay side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from kg.facts.contradictions import find_contradictions
from kg.facts.statements import merge_observations, merge_relations
from kg.facts.support import find_support
from kg.indicators import find_preferred, to_concept
from kg.records import Extraction, Indicator, Issue, Knowledge, Observation, Relation, Resolution
from kg.schema import Schema, load_schema

__all__ = ["check_statements", "make_knowledge"]


def make_knowledge(
    extractions: Sequence[Extraction], resolution: Resolution, *, schema: Schema | None = None
) -> Knowledge:
    """Make everything the graph is made of, sorted by id; sources by name and article.

    Symmetric predicates of the schema, by default the ontology's, lose their direction. A relation of a thing
    to itself is left out: ``check_statements`` reports it.
    """
    symmetric = (schema or load_schema()).symmetric
    sources = sorted({each.source for each in extractions}, key=attrgetter("name", "article", "document"))
    support, copies = find_support(sources)
    relations = [_orient(each, symmetric) for each in _find_relations(extractions, resolution)]
    loose = [each for each in relations if each.subject != each.object]
    observations = list(_find_observations(extractions, resolution))
    facts = sorted(
        (*merge_relations(loose, support), *merge_observations(observations, support)), key=attrgetter("id")
    )
    return Knowledge(
        sources=tuple(sources),
        entities=resolution.entities,
        facts=tuple(facts),
        indicators=tuple(_find_indicators(observations)),
        copies=copies,
        contradictions=find_contradictions(facts),
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
        for each in extraction.relations:
            subject = resolution.index[(*extraction.source.key, each.subject)]
            yield replace(
                each, subject=subject, object=resolution.index[(*extraction.source.key, each.object)]
            )


def _find_observations(extractions: Iterable[Extraction], resolution: Resolution) -> Iterator[Observation]:
    """Give all observations about global ids."""
    for extraction in extractions:
        for each in extraction.observations:
            yield replace(each, subject=resolution.index[(*extraction.source.key, each.subject)])


def _orient(relation: Relation, symmetric: frozenset[str]) -> Relation:
    if relation.predicate in symmetric and relation.object < relation.subject:
        return replace(relation, subject=relation.object, object=relation.subject)
    return relation


def _find_indicators(observations: Iterable[Observation]) -> Iterator[Indicator]:
    """Give the concepts that are measured, by key; the shortest name stands where the table has none."""
    names: dict[str, set[str]] = defaultdict(set)
    for each in observations:
        names[to_concept(each.indicator)].add(each.indicator)
    for key, variants in sorted(names.items()):
        name = find_preferred(key) or min(variants, key=lambda name: (len(name), name))
        yield Indicator(key, name, tuple(sorted(variants - {name})))
