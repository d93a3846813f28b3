"""What reference tables know of the things of a graph: codes, containment, status, succession.

No text says it, so that it is proven by the table: a data set, cited by an rdf:Statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS

from kg.anchors import Derived, derive, find_table
from kg.graph.terms import KG, Things, Triple, describe, to_name, to_plain
from kg.lexicon import Row, load_table
from kg.records import Entity

_DERIVED: Final = {
    "locatedIn": KG.locatedIn,
    "type": DCTERMS.type,
    "isReplacedBy": DCTERMS.isReplacedBy,
}


def describe_anchors(entities: Sequence[Entity], things: Things) -> Iterator[Triple]:
    """State codes and what else reference tables give, each with the table; describe the tables in use."""
    links = derive(entities)
    coded = [entity for entity in entities if entity.code]
    for entity in coded:
        source = things.table(find_table(entity))
        terms = {KG.divisionCode: to_plain(entity.code), DCTERMS.isReferencedBy: source}
        yield from describe(things.iri(entity.id), terms)
    for link in links:
        yield from _describe_derived(link, things)
    used = {table for link in links for table in link.tables} | set(map(find_table, coded))
    for row in load_table("references"):
        if row["table"] in used:
            yield from _describe_table(row, things)


def _describe_derived(link: Derived, things: Things) -> Iterator[Triple]:
    """Describe a derived link: its statement is no kg:Statement, as no text says it."""
    subject, predicate = things.iri(link.subject), _DERIVED[link.predicate]
    object_ = KG[link.object] if link.predicate == "type" else things.iri(link.object)
    node = things.hashed("derived", link.subject, link.predicate, link.object)
    yield subject, predicate, object_
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object_
    for table in link.tables:
        yield node, PROV.wasDerivedFrom, things.table(table)
    yield from describe(node, {DCTERMS.date: to_plain(link.date)})


def _describe_table(row: Row, things: Things) -> Iterator[Triple]:
    node = things.table(row["table"])
    yield node, RDF.type, DCAT.Dataset
    yield node, RDF.type, PROV.Entity
    yield node, RDFS.label, to_name(row["title"])
    yield node, DCTERMS.title, to_name(row["title"])
    yield node, DCTERMS.publisher, to_name(row["publisher"])
    yield node, DCTERMS.date, to_plain(row["date"])
