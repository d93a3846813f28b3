"""Knowledge → RDF graph: plain triples, statement nodes, figures, evidence; the words are those of kg.ttl.

RDF 1.1, no blank nodes, one datatype per property (Virtuoso merges value-equal literals of different types):
names, roles, titles are tagged zh; times, periods, units, scopes, quotes are plain strings; numbers are
decimals. Pure. Neither writing nor checking is done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Final, overload

from rdflib import DCAT, DCTERMS, ORG, PROV, QB, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.anchors import Derived, derive, find_table
from kg.errors import InputError
from kg.lexicon import Row, load_table
from kg.records import Entity, Evidence, Fact, Knowledge, Observation, Relation, Source
from kg.schema import BASE, VOCABULARY, WEB_ANNOTATION, Schema
from kg.text import tidy

KG: Final = Namespace(VOCABULARY)
OA: Final = Namespace(WEB_ANNOTATION)
Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]

_PATH: Final = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
_BASE: Final = re.compile(r"https?://[A-Za-z0-9./_~-]+[/#]")
_OFFICE: Final = ("GovernmentBody", "Zone")  # who holds a post in one of these is an Official
_DERIVED: Final = {
    "locatedIn": KG.locatedIn,
    "type": DCTERMS.type,
    "isReplacedBy": DCTERMS.isReplacedBy,
}


@dataclass(frozen=True, slots=True)
class _Things:
    """Mints the IRIs of things: ``<base>id/<kind>/<key>``."""

    base: str

    def iri(self, path: str) -> URIRef:
        """Give the IRI of a path; anything but lower-case ASCII words is a fault of the caller."""
        if not _PATH.fullmatch(path):
            raise ValueError(f"{path!r} is no path for an IRI, expected {_PATH.pattern}")
        return URIRef(f"{self.base}id/{path}")

    def document(self, document: str) -> URIRef:
        return self.iri(f"document/{document}")

    def article(self, document: str, index: int) -> URIRef:
        return self.iri(f"article/{document}-{index}")

    def table(self, name: str) -> URIRef:
        """Give the IRI of a reference data set."""
        return self.iri(f"dataset/{name}")

    def hashed(self, kind: str, *parts: object) -> URIRef:
        """Give the IRI of a thing that is known by its content."""
        return self.iri(f"{kind}/{sha256(chr(0).join(map(str, parts)).encode()).hexdigest()[:16]}")


def to_graph(knowledge: Knowledge, schema: Schema, *, base: str = BASE) -> Graph:
    """Convert everything known to one RDF graph.

    ``base`` heads the IRIs of things; the vocabulary keeps its own. Raises InputError for a base that is no
    http(s) IRI ending in "/" or "#", ValueError for an id that can't stand in an IRI.
    """
    if not _BASE.fullmatch(base):
        raise InputError(f"base {base!r}, expected an ASCII http(s) IRI that ends in / or #")
    things = _Things(base)
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


def _find_triples(knowledge: Knowledge, schema: Schema, things: _Things) -> Iterator[Triple]:
    officials = _find_officials(knowledge)
    symmetric = schema.symmetric
    for entity in knowledge.entities:
        yield from _describe_entity(entity, things, official=entity.id in officials)
    yield from _describe_sources(knowledge.sources, things)
    for fact in knowledge.facts:
        if isinstance(fact.statement, Relation):
            yield from _describe_relation(fact, fact.statement, things)
            yield from _assert_relation(fact.statement, things, symmetric)
        else:
            yield from _describe_observation(fact, fact.statement, things)
        for evidence in fact.statement.evidence:
            yield from _describe_evidence(evidence, things)
    yield from _describe_figures(knowledge.facts, things)
    yield from _describe_anchors(knowledge.entities, things)


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


def _describe_entity(entity: Entity, things: _Things, *, official: bool) -> Iterator[Triple]:
    node = things.iri(entity.id)
    yield node, RDF.type, KG.Entity
    yield node, RDF.type, KG[entity.type]
    if official:
        yield node, RDF.type, KG.Official
    yield node, RDFS.label, _name(entity.name)
    yield node, SKOS.prefLabel, _name(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, SKOS.altLabel, _name(alias)


def _describe_sources(sources: Sequence[Source], things: _Things) -> Iterator[Triple]:
    """Describe documents and their articles; what all articles of a document agree on is its own too."""
    ordered = sorted(sources, key=attrgetter("document", "article"))
    for document, group in groupby(ordered, attrgetter("document")):
        articles = tuple(group)
        whole = things.document(document)
        yield whole, RDF.type, KG.Document
        yield whole, RDFS.label, _name(articles[0].name)
        yield whole, DCTERMS.identifier, _plain(articles[0].name)
        common = [_headings(one) for one in articles]
        yield from _describe(whole, {key: term for key, term in common[0].items() if _agree(key, common)})
        for article in articles:
            yield from _describe_article(article, things)


def _agree(key: URIRef, headings: Sequence[Mapping[URIRef, Term | None]]) -> bool:
    return len({one[key] for one in headings}) == 1


def _headings(source: Source) -> Mapping[URIRef, Term | None]:
    return {
        DCTERMS.title: _name(source.title),
        DCTERMS.date: _plain(source.date),
        DCTERMS.publisher: _name(source.publisher),
    }


def _describe_article(source: Source, things: _Things) -> Iterator[Triple]:
    node = things.article(source.document, source.article)
    yield node, RDF.type, KG.Article
    yield node, RDFS.label, _name(source.title or f"{source.name} #{source.article}")
    yield node, DCTERMS.isPartOf, things.document(source.document)
    yield from _describe(node, _headings(source))
    for author in source.authors:
        yield node, DCTERMS.creator, _name(author)


def _assert_relation(relation: Relation, things: _Things, symmetric: frozenset[str]) -> Iterator[Triple]:
    """State an asserted relation plainly; a symmetric one both ways, since no reasoner is expected."""
    if relation.modality is not None:
        return
    subject, object_ = things.iri(relation.subject), things.iri(relation.object)
    yield subject, KG[relation.predicate], object_
    if relation.predicate in symmetric:
        yield object_, KG[relation.predicate], subject


def _describe_fact(node: URIRef, fact: Fact, things: _Things) -> Iterator[Triple]:
    """Describe what statements and observations share."""
    statement = fact.statement
    yield from _describe(
        node,
        {
            KG.modality: KG[statement.modality] if statement.modality else None,
            KG.confidence: _decimal(statement.confidence),
            KG.sourceCount: Literal(fact.sources),
            KG.origin: _plain(statement.origin),
        },
    )
    for evidence in statement.evidence:
        yield node, KG.evidence, _evidence(evidence, things)
        yield node, PROV.wasDerivedFrom, things.document(evidence.document)


def _describe_relation(fact: Fact, relation: Relation, things: _Things) -> Iterator[Triple]:
    node = things.iri(f"statement/{fact.id}")
    yield node, RDF.type, KG.Statement
    yield from _describe_fact(node, fact, things)
    yield from _describe(
        node,
        {
            RDF.subject: things.iri(relation.subject),
            RDF.predicate: KG[relation.predicate],
            RDF.object: things.iri(relation.object),
            KG.role: _name(relation.role),
            KG.time: _plain(relation.time),
        },
    )
    if relation.predicate == "holdsPosition" and relation.modality is None:
        yield from _describe_membership(node, relation, things)


def _describe_membership(node: URIRef, relation: Relation, things: _Things) -> Iterator[Triple]:
    """Make the statement of a post an org:Membership too; a post without a wording has no org:role."""
    yield node, RDF.type, ORG.Membership
    yield node, ORG.member, things.iri(relation.subject)
    yield node, ORG.organization, things.iri(relation.object)
    if relation.role is not None:
        role = things.hashed("role", relation.role)
        yield node, ORG.role, role
        yield role, RDF.type, ORG.Role
        yield role, RDFS.label, _name(relation.role)


def _describe_observation(fact: Fact, observation: Observation, things: _Things) -> Iterator[Triple]:
    node = things.iri(f"observation/{fact.id}")
    indicator = things.hashed("indicator", observation.indicator)
    yield node, RDF.type, KG.Observation
    yield node, QB.dataSet, things.iri("dataset/figures")
    yield from _describe_fact(node, fact, things)
    yield from _describe(
        node,
        {
            KG.subject: things.iri(observation.subject),
            KG.indicator: indicator,
            KG.value: _decimal(observation.value),
            KG.unit: _plain(observation.unit),
            KG.period: _plain(observation.period),
            KG.change: _decimal(observation.change),
            KG.scope: _plain(observation.scope),
            KG.approx: Literal(True) if observation.approx else None,
            KG.bound: KG[observation.bound] if observation.bound else None,
        },
    )
    yield indicator, RDF.type, KG.Indicator
    yield indicator, RDFS.label, _name(observation.indicator)
    yield indicator, SKOS.prefLabel, _name(observation.indicator)
    yield indicator, SKOS.inScheme, things.iri("scheme/indicators")


def _describe_figures(facts: Sequence[Fact], things: _Things) -> Iterator[Triple]:
    """Describe the data set and concept scheme that all figures share, where there are figures."""
    if any(isinstance(one.statement, Observation) for one in facts):
        figures, indicators = things.iri("dataset/figures"), things.iri("scheme/indicators")
        yield figures, RDF.type, QB.DataSet
        yield figures, QB.structure, KG.figures
        yield figures, RDFS.label, _name("指标数据")
        yield indicators, RDF.type, SKOS.ConceptScheme
        yield indicators, RDFS.label, _name("指标")


def _describe_anchors(entities: Sequence[Entity], things: _Things) -> Iterator[Triple]:
    """State codes and what else reference tables give, each with the table; describe the tables in use."""
    links = derive(entities)
    coded = [entity for entity in entities if entity.code]
    for entity in coded:
        source = things.table(find_table(entity))
        terms = {KG.divisionCode: _plain(entity.code), DCTERMS.isReferencedBy: source}
        yield from _describe(things.iri(entity.id), terms)
    for link in links:
        yield from _describe_derived(link, things)
    used = {table for link in links for table in link.tables} | set(map(find_table, coded))
    for row in load_table("references"):
        if row["table"] in used:
            yield from _describe_table(row, things)


def _describe_derived(link: Derived, things: _Things) -> Iterator[Triple]:
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
    yield from _describe(node, {DCTERMS.date: _plain(link.date)})


def _describe_table(row: Row, things: _Things) -> Iterator[Triple]:
    node = things.table(row["table"])
    yield node, RDF.type, DCAT.Dataset
    yield node, RDF.type, PROV.Entity
    yield node, RDFS.label, _name(row["title"])
    yield node, DCTERMS.title, _name(row["title"])
    yield node, DCTERMS.publisher, _name(row["publisher"])
    yield node, DCTERMS.date, _plain(row["date"])


def _evidence(evidence: Evidence, things: _Things) -> URIRef:
    place = evidence.article, evidence.span.start, evidence.span.end
    return things.hashed("evidence", evidence.document, *place)


def _describe_evidence(evidence: Evidence, things: _Things) -> Iterator[Triple]:
    node = _evidence(evidence, things)
    yield node, RDF.type, KG.Evidence
    yield node, PROV.wasQuotedFrom, things.document(evidence.document)
    yield node, DCTERMS.isPartOf, things.article(evidence.document, evidence.article)
    yield node, OA.start, Literal(evidence.span.start)
    yield node, OA.end, Literal(evidence.span.end)
    yield node, OA.exact, Literal(evidence.quote)
    yield node, KG.quote, Literal(tidy(evidence.quote))


def _describe(node: URIRef, terms: Mapping[URIRef, Term | None]) -> Iterator[Triple]:
    """Give the triples of a node for all that is known."""
    for property_, term in terms.items():
        if term is not None:
            yield node, property_, term


@overload
def _name(text: str) -> Literal: ...
@overload
def _name(text: str | None) -> Literal | None: ...
def _name(text: str | None) -> Literal | None:
    """Make a name: the form that a Chinese text uses, whatever its letters."""
    return None if text is None else Literal(text, lang="zh")


@overload
def _plain(text: str) -> Literal: ...
@overload
def _plain(text: str | None) -> Literal | None: ...
def _plain(text: str | None) -> Literal | None:
    return None if text is None else Literal(text)


def _decimal(number: float | None) -> Literal | None:
    """Make a decimal in the canonical form of XSD 1.0: a point, no exponent, no needless zero."""
    if number is None:
        return None
    digits = f"{Decimal(str(number)).normalize():f}"
    return Literal(digits if "." in digits else f"{digits}.0", datatype=XSD.decimal)
