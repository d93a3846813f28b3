"""Knowledge → RDF graph: plain triples, statement nodes, figures, evidence; the words are those of kg.ttl.

Pure. Neither writing nor checking is done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rdflib import RDF, RDFS, SKOS, Graph

from kg.errors import InputError
from kg.graph.anchors import describe_anchors
from kg.graph.facts import Teller
from kg.graph.shared import describe_contradictions, describe_figures, describe_periods
from kg.graph.sources import describe_copies, describe_sources
from kg.graph.terms import KG, OA, Term, Things, Triple, to_name
from kg.records import Entity, Knowledge, Relation
from kg.schema import BASE, Schema

__all__ = ["KG", "OA", "Term", "Triple", "to_graph"]

_BASE: Final = re.compile(r"https?://[A-Za-z0-9./_~-]+[/#]")
_OFFICE: Final = ("GovernmentBody", "Zone")  # who holds a post in one of these is an Official


def to_graph(knowledge: Knowledge, schema: Schema, *, base: str = BASE) -> Graph:
    """Convert everything known to one RDF graph.

    ``base`` heads the IRIs of things; the vocabulary keeps its own. Raises InputError for a base that is no
    http(s) IRI ending in "/" or "#", ValueError for an id that can't stand in an IRI.
    """
    if not _BASE.fullmatch(base):
        raise InputError(f"base {base!r}, expected an ASCII http(s) IRI that ends in / or #")
    things = Things(base)
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in schema.prefixes:
        graph.bind(prefix, namespace)
    for triple in _find_triples(knowledge, schema, things):
        graph.add(triple)
    _bind_kinds(graph, base)
    return graph


def _bind_kinds(graph: Graph, base: str) -> None:
    """Give each kind of thing its own prefix, so that no local name holds a slash."""
    start = f"{base}id/"
    kinds = {
        str(one).removeprefix(start).split("/")[0] for one in graph.subjects() if str(one).startswith(start)
    }
    for kind in sorted(kinds):
        graph.bind(kind, f"{start}{kind}/")


def _find_triples(knowledge: Knowledge, schema: Schema, things: Things) -> Iterator[Triple]:
    officials = _find_officials(knowledge)
    for entity in knowledge.entities:
        yield from _describe_entity(entity, things, official=entity.id in officials)
    yield from describe_sources(knowledge.sources, things)
    yield from describe_copies(knowledge.copies, things)
    dates = {source.key: source.date for source in knowledge.sources if source.date}
    teller = Teller(things, dates, schema.symmetric)
    for fact in knowledge.facts:
        yield from teller.describe_fact(fact)
    yield from describe_figures(knowledge.indicators, things)
    yield from describe_periods(knowledge.facts, things)
    yield from describe_contradictions(knowledge, things)
    yield from describe_anchors(knowledge.entities, things)


def _find_officials(knowledge: Knowledge) -> set[str]:
    """Find the persons who, as a text asserts, hold a post in a government body or zone."""
    offices = {one.id for one in knowledge.entities if one.type in _OFFICE}
    return {
        one.subject
        for one in (fact.statement for fact in knowledge.facts)
        if isinstance(one, Relation)
        and one.predicate == "holdsPosition"
        and one.modality is None
        and one.object in offices
    }


def _describe_entity(entity: Entity, things: Things, *, official: bool) -> Iterator[Triple]:
    node = things.iri(entity.id)
    yield node, RDF.type, KG.Entity
    yield node, RDF.type, KG[entity.type]
    if official:
        yield node, RDF.type, KG.Official
    yield node, RDFS.label, to_name(entity.name)
    yield node, SKOS.prefLabel, to_name(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, SKOS.altLabel, to_name(alias)
