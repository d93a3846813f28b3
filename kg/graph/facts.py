"""Statements, figures and their evidence.

An asserted relation stands as a plain triple beside its statement, a planned or denied one doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, ORG, PROV, QB, RDF, RDFS, Literal, URIRef

from kg.graph.terms import HAS_UNIT, KG, OA, UNIT, Things, Triple, describe, to_decimal, to_name, to_plain
from kg.indicators import to_concept
from kg.intervals import to_interval
from kg.measures import to_measure
from kg.records import ArticleKey, Evidence, Fact, Observation, Relation
from kg.text import tidy


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells facts as triples. ``dates`` are those of the articles."""

    things: Things
    dates: Mapping[ArticleKey, str]
    symmetric: frozenset[str]

    def describe_fact(self, fact: Fact) -> Iterator[Triple]:
        """Describe a statement or figure with its evidence."""
        statement = fact.statement
        if isinstance(statement, Relation):
            yield from self._describe_relation(fact, statement)
            yield from self._assert_relation(statement)
        else:
            yield from self._describe_observation(fact, statement)
        for evidence in statement.evidence:
            yield from self._describe_evidence(evidence)

    def _describe_common(self, node: URIRef, fact: Fact) -> Iterator[Triple]:
        """Describe what statements and observations share."""
        statement = fact.statement
        dates = sorted(
            date for each in statement.evidence if (date := self.dates.get((each.document, each.article)))
        )
        yield from describe(
            node,
            {
                KG.modality: KG[statement.modality] if statement.modality else None,
                KG.confidence: to_decimal(statement.confidence),
                KG.sourceCount: Literal(fact.sources),
                KG.origin: to_plain(statement.origin),
                KG.firstReported: to_plain(dates[0]) if dates else None,
                KG.lastReported: to_plain(dates[-1]) if dates else None,
            },
        )
        for evidence in statement.evidence:
            yield node, KG.evidence, self.things.evidence(evidence)
            yield node, PROV.wasDerivedFrom, self.things.document(evidence.document)

    def _describe_relation(self, fact: Fact, relation: Relation) -> Iterator[Triple]:
        node = self.things.iri(f"statement/{fact.id}")
        yield node, RDF.type, KG.Statement
        yield from self._describe_common(node, fact)
        yield from describe(
            node,
            {
                RDF.subject: self.things.iri(relation.subject),
                RDF.predicate: KG[relation.predicate],
                RDF.object: self.things.iri(relation.object),
                KG.role: to_name(relation.role),
                KG.phase: KG[fact.phase] if fact.phase else None,
                KG.time: to_plain(relation.time),
                DCTERMS.temporal: self._find_period(relation.time),
            },
        )
        if relation.predicate == "holdsPosition" and relation.modality is None:
            yield from self._describe_membership(node, relation)

    def _assert_relation(self, relation: Relation) -> Iterator[Triple]:
        """State an asserted relation plainly; a symmetric one both ways, since no reasoner is expected."""
        if relation.modality is not None:
            return
        subject, object_ = self.things.iri(relation.subject), self.things.iri(relation.object)
        yield subject, KG[relation.predicate], object_
        if relation.predicate in self.symmetric:
            yield object_, KG[relation.predicate], subject

    def _describe_membership(self, node: URIRef, relation: Relation) -> Iterator[Triple]:
        """Make the statement of a post an org:Membership too; a post without a wording has no org:role."""
        yield node, RDF.type, ORG.Membership
        yield node, ORG.member, self.things.iri(relation.subject)
        yield node, ORG.organization, self.things.iri(relation.object)
        if relation.role is not None:
            role = self.things.hashed("role", relation.role)
            yield node, ORG.role, role
            yield role, RDF.type, ORG.Role
            yield role, RDFS.label, to_name(relation.role)

    def _describe_observation(self, fact: Fact, observation: Observation) -> Iterator[Triple]:
        node = self.things.iri(f"observation/{fact.id}")
        yield node, RDF.type, KG.Observation
        yield node, QB.dataSet, self.things.iri("dataset/figures")
        yield from self._describe_common(node, fact)
        yield from self._describe_value(node, observation)
        yield from describe(
            node,
            {
                KG.subject: self.things.iri(observation.subject),
                KG.indicator: self.things.hashed("indicator", to_concept(observation.indicator)),
                KG.period: to_plain(observation.period),
                DCTERMS.temporal: self._find_period(observation.period),
                KG.change: to_decimal(observation.change),
                KG.scope: to_plain(observation.scope),
                KG.approx: Literal(True) if observation.approx else None,
                KG.bound: KG[observation.bound] if observation.bound else None,
            },
        )

    def _describe_value(self, node: URIRef, observation: Observation) -> Iterator[Triple]:
        """Give the value and unit as stated, and in base units: 6330 亿元 is 633000000000 元."""
        if observation.value is None:
            yield from describe(node, {KG.unit: to_plain(observation.unit)})
            return
        measure = to_measure(observation.value, observation.unit)
        yield from describe(
            node,
            {
                KG.value: to_decimal(observation.value),
                KG.unit: to_plain(observation.unit),
                KG.baseValue: to_decimal(measure.value),
                KG.baseUnit: to_plain(measure.unit),
                HAS_UNIT: UNIT[measure.qudt] if measure.qudt else None,
            },
        )

    def _find_period(self, period: str | None) -> URIRef | None:
        return self.things.period(period) if period and to_interval(period) else None

    def _describe_evidence(self, evidence: Evidence) -> Iterator[Triple]:
        node = self.things.evidence(evidence)
        yield node, RDF.type, KG.Evidence
        yield node, PROV.wasQuotedFrom, self.things.document(evidence.document)
        yield node, DCTERMS.isPartOf, self.things.article(evidence.document, evidence.article)
        yield node, OA.start, Literal(evidence.span.start)
        yield node, OA.end, Literal(evidence.span.end)
        yield node, OA.exact, Literal(evidence.quote)
        yield node, KG.quote, Literal(tidy(evidence.quote))
