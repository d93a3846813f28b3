"""The shapes let a good graph through and name each fault of a bad one; quotes are held against texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from rdflib import DCAT, DCTERMS, ORG, PROV, QB, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.check import check_graph, check_quotes
from kg.graph import KG, OA, to_graph
from kg.records import Knowledge
from kg.schema import BASE, VOCABULARY, find_ontology, load_schema
from kg.write.turtle import to_turtle
from tests.knowledge import (
    BUREAU,
    CITY,
    COMMITTEE,
    FIRST_ID,
    GREEN,
    KNOWLEDGE,
    OBSERVATIONS,
    RELATIONS,
    SECOND_ID,
    SOFTWARE,
    TEXTS,
    VALLEY,
    WANG,
    ZONE,
    fact,
)

SCHEMA = load_schema()
Spoil = Callable[[Graph], object]


def thing(path: str) -> URIRef:
    return URIRef(f"{BASE}id/{path}")


PART = thing(f"statement/{fact(RELATIONS[0]).id}")
POST = thing(f"statement/{fact(next(one for one in RELATIONS if one.subject == WANG.id)).id}")
RANK = thing(f"observation/{fact(OBSERVATIONS[0]).id}")
HELD = thing(f"derived/{sha256(chr(0).join((ZONE.id, 'locatedIn', CITY.id)).encode()).hexdigest()[:16]}")


def evidence_of(graph: Graph) -> URIRef:
    """Give the one evidence of the rank."""
    (node,) = graph.objects(RANK, KG.evidence)
    return URIRef(str(node))


def indicator_of(graph: Graph) -> URIRef:
    return URIRef(str(graph.value(RANK, KG.indicator)))


def contradiction_of(graph: Graph) -> URIRef:
    """Give the one contradiction."""
    (node,) = graph.subjects(RDF.type, KG.Contradiction)
    return URIRef(str(node))


def put(graph: Graph, subject: URIRef, property_: URIRef, *objects: Node) -> None:
    """Replace what a node says with a property."""
    graph.remove((subject, property_, None))
    for one in objects:
        graph.add((subject, property_, one))


FAULTS: dict[str, list[Spoil]] = {
    "shape:EntityType": [
        lambda g: g.add((thing(ZONE.id), RDF.type, KG.Park)),
        lambda g: g.remove((thing(GREEN.id), RDF.type, KG.Recognition)),
    ],
    "shape:EntityLabel": [
        lambda g: put(g, thing(ZONE.id), RDFS.label),
        lambda g: put(g, thing(ZONE.id), RDFS.label, Literal("青岛高新区")),
        lambda g: put(g, thing(ZONE.id), RDFS.label, Literal("甲", lang="zh"), Literal("乙", lang="zh")),
    ],
    "shape:EntityPrefLabel": [
        lambda g: put(g, thing(ZONE.id), SKOS.prefLabel, Literal("别名", lang="zh")),
        lambda g: g.add((thing(ZONE.id), SKOS.altLabel, Literal(ZONE.name, lang="zh"))),
    ],
    "shape:FactConfidence": [
        lambda g: put(g, PART, KG.confidence, Literal(Decimal("0.0"))),
        lambda g: put(g, PART, KG.confidence, Literal(Decimal("1.1"))),
        lambda g: put(g, RANK, KG.confidence, Literal("0.9")),
        lambda g: put(g, RANK, KG.confidence),
    ],
    "shape:FactSourceCount": [
        lambda g: put(g, PART, KG.sourceCount, Literal(0)),
        lambda g: put(g, RANK, KG.sourceCount),
    ],
    "shape:FactOrigin": [lambda g: put(g, PART, KG.origin)],
    "shape:FactModality": [lambda g: put(g, RANK, KG.modality, KG.maybe)],
    "shape:FactEvidence": [
        lambda g: put(g, PART, KG.evidence),
        lambda g: put(g, RANK, KG.evidence, thing(ZONE.id)),
    ],
    "shape:StatementSubject": [
        lambda g: put(g, PART, RDF.subject),
        lambda g: put(g, PART, RDF.subject, thing("zone/nowhere")),
        lambda g: put(g, HELD, RDF.subject, thing("zone/nowhere")),
    ],
    "shape:StatementObject": [lambda g: put(g, PART, RDF.object)],
    "shape:StatementPredicate": [
        lambda g: put(g, PART, RDF.predicate),
        lambda g: put(g, PART, RDF.predicate, KG.invented),
        lambda g: put(g, PART, RDF.predicate, KG.partOf, KG.locatedIn),
    ],
    "shape:StatementRole": [lambda g: put(g, POST, KG.role, Literal("主任"))],
    "shape:StatementTime": [lambda g: put(g, POST, KG.time, Literal(2024))],
    "shape:StatementPhase": [lambda g: put(g, PART, KG.phase, KG.planned)],
    "shape:FactFirstReported": [lambda g: put(g, PART, KG.firstReported, Literal("2024"), Literal("2025"))],
    "shape:FactLastReported": [lambda g: put(g, PART, KG.lastReported, Literal(2024))],
    "shape:FactTemporal": [lambda g: put(g, RANK, DCTERMS.temporal, thing(ZONE.id))],
    "shape:PeriodStart": [
        lambda g: put(g, thing("period/2022"), DCAT.startDate),
        lambda g: put(g, thing("period/2022"), DCAT.startDate, Literal("2023-01-01", datatype=XSD.date)),
    ],
    "shape:PeriodEnd": [lambda g: put(g, thing("period/2022"), DCAT.endDate, Literal("2022"))],
    "shape:PeriodPrecision": [lambda g: put(g, thing("period/2022"), KG.precision, Literal("decade"))],
    "shape:ContradictionDisputes": [
        lambda g: put(g, contradiction_of(g), KG.disputes, RANK),
        lambda g: g.add((contradiction_of(g), KG.disputes, thing(ZONE.id))),
    ],
    "shape:ContradictionDisagreement": [lambda g: put(g, contradiction_of(g), KG.disagreement)],
    "shape:MembershipMember": [lambda g: put(g, POST, ORG.member, thing(ZONE.id))],
    "shape:MembershipOrganization": [lambda g: put(g, POST, ORG.organization)],
    "shape:Observation": [lambda g: put(g, RANK, KG.value)],
    "shape:ObservationSubject": [lambda g: put(g, RANK, KG.subject)],
    "shape:ObservationIndicator": [lambda g: put(g, RANK, KG.indicator, thing(ZONE.id))],
    "shape:ObservationDataSet": [lambda g: put(g, RANK, QB.dataSet)],
    "shape:ObservationValue": [lambda g: put(g, RANK, KG.value, Literal(15.5))],
    "shape:ObservationBaseValue": [lambda g: put(g, RANK, KG.baseValue)],
    "shape:ObservationBaseUnit": [lambda g: put(g, RANK, KG.baseUnit, Literal("元"), Literal("个"))],
    "shape:ObservationChange": [lambda g: put(g, RANK, KG.change, Literal("9%"))],
    "shape:ObservationPeriod": [lambda g: put(g, RANK, KG.period, Literal("2022"), Literal("2023"))],
    "shape:ObservationUnit": [lambda g: put(g, RANK, KG.unit, Literal("位", lang="zh"))],
    "shape:ObservationBound": [lambda g: put(g, RANK, KG.bound, KG.planned)],
    "shape:ObservationScope": [lambda g: put(g, RANK, KG.scope, Literal("全国"), Literal("山东省"))],
    "shape:ObservationApprox": [lambda g: put(g, RANK, KG.approx, Literal("约"))],
    "shape:EvidenceWasQuotedFrom": [
        lambda g: put(g, evidence_of(g), PROV.wasQuotedFrom),
        lambda g: put(g, evidence_of(g), PROV.wasQuotedFrom, thing("document/nowhere")),
    ],
    "shape:EvidenceIsPartOf": [
        lambda g: put(g, evidence_of(g), DCTERMS.isPartOf),
        lambda g: put(g, evidence_of(g), DCTERMS.isPartOf, thing("article/nowhere")),
        lambda g: g.add((evidence_of(g), DCTERMS.isPartOf, thing(f"article/{SECOND_ID}-0"))),
    ],
    "shape:EvidenceArticle": [
        lambda g: put(g, evidence_of(g), DCTERMS.isPartOf, thing(f"article/{SECOND_ID}-0")),
    ],
    "shape:EvidenceStart": [
        lambda g: put(g, evidence_of(g), OA.start, Literal(9999)),
        lambda g: put(g, evidence_of(g), OA.start, Literal(-1)),
        lambda g: put(g, evidence_of(g), OA.start, *g.objects(evidence_of(g), OA.end)),
    ],
    "shape:EvidenceEnd": [lambda g: put(g, evidence_of(g), OA.end)],
    "shape:EvidenceExact": [lambda g: put(g, evidence_of(g), OA.exact, Literal(""))],
    "shape:EvidenceQuote": [lambda g: put(g, evidence_of(g), KG.quote)],
    "shape:DocumentIdentifier": [lambda g: put(g, thing(f"document/{FIRST_ID}"), DCTERMS.identifier)],
    "shape:ArticleIsPartOf": [lambda g: put(g, thing(f"article/{FIRST_ID}-0"), DCTERMS.isPartOf)],
    "shape:IndicatorPrefLabel": [lambda g: put(g, indicator_of(g), SKOS.prefLabel)],
    "shape:Derivation": [
        lambda g: put(g, HELD, PROV.wasDerivedFrom),
        lambda g: put(g, PART, PROV.wasDerivedFrom, thing(ZONE.id)),
    ],
    "shape:DivisionCode": [
        lambda g: put(g, thing(CITY.id), KG.divisionCode, Literal("3702")),
        lambda g: g.add((thing(CITY.id), KG.divisionCode, Literal("370000"))),
    ],
    "shape:DivisionCodeSubject": [lambda g: g.add((thing(SOFTWARE.id), KG.divisionCode, Literal("370200")))],
    "shape:DivisionCodeSource": [lambda g: put(g, thing(CITY.id), DCTERMS.isReferencedBy)],
    "shape:ZoneStatus": [lambda g: put(g, thing(ZONE.id), DCTERMS.type, KG.planned)],
    "shape:ZoneStatusSubject": [lambda g: g.add((thing(CITY.id), DCTERMS.type, KG.nationalHighTechZone))],
    "shape:Successor": [lambda g: g.add((thing(BUREAU.id), DCTERMS.isReplacedBy, thing(CITY.id)))],
    "shape:SuccessorSubject": [lambda g: g.add((thing(CITY.id), DCTERMS.isReplacedBy, thing(BUREAU.id)))],
    "shape:DatasetTitle": [lambda g: put(g, thing("dataset/zones"), DCTERMS.title)],
    "derived:missing": [lambda g: put(g, thing(ZONE.id), DCTERMS.type)],
    "derived:code": [lambda g: put(g, thing(CITY.id), KG.divisionCode, Literal("999999"))],
    "derived:unfounded": [
        lambda g: put(
            g, thing(CITY.id), KG.divisionCode, Literal("370100")
        ),  # 济南市 doesn't hold 青岛's zone
        lambda g: put(g, thing(CITY.id), KG.divisionCode),
        lambda g: g.add((thing(BUREAU.id), DCTERMS.isReplacedBy, thing(COMMITTEE.id))),
        lambda g: put(g, HELD, RDF.predicate, KG.partOf),
    ],
    "statement:missing": [lambda g: g.remove((thing(SOFTWARE.id), KG.partOf, thing(ZONE.id)))],
    "statement:unfounded": [
        lambda g: g.add((thing(SOFTWARE.id), KG.partOf, thing(VALLEY.id))),
        lambda g: put(g, PART, KG.modality, KG.planned),
        lambda g: g.remove((HELD, None, None)),
    ],
    "statement:types": [lambda g: put(g, PART, RDF.object, thing(GREEN.id))],
}
PREDICATE_SHAPES = {f"shape:{one.name}{end}" for one in SCHEMA.predicates for end in ("Subject", "Object")}
CASES = [(code, spoil) for code, spoils in FAULTS.items() for spoil in spoils]


def test_check_finds_nothing_in_a_good_graph() -> None:
    assert check_graph(to_graph(KNOWLEDGE, SCHEMA), SCHEMA) == ()


def test_check_breaks_every_shape() -> None:
    shapes = Graph().parse(find_ontology() / "shapes.ttl", format="turtle")
    named = {str(one) for kind in (SH.PropertyShape, SH.NodeShape) for one in shapes.subjects(RDF.type, kind)}
    codes = {f"shape:{one.removeprefix(VOCABULARY).removesuffix('Shape')}" for one in named}
    assert codes == PREDICATE_SHAPES | {code for code in FAULTS if code.startswith("shape:")}


def test_check_has_a_shape_for_every_class_in_use() -> None:
    shapes = Graph().parse(find_ontology() / "shapes.ttl", format="turtle")
    graph = to_graph(KNOWLEDGE, SCHEMA)
    used = {one for one in graph.objects(None, RDF.type) if str(one).startswith(VOCABULARY)}
    types = {KG[one.name] for one in SCHEMA.types}
    assert used - types - {KG.Official} <= set(shapes.objects(None, SH.targetClass))


def test_check_finds_nothing_in_the_file_read_back() -> None:
    text = to_turtle(to_graph(KNOWLEDGE, SCHEMA))
    assert check_graph(Graph().parse(data=text, format="turtle"), SCHEMA) == ()


def test_check_finds_nothing_under_another_base() -> None:
    assert check_graph(to_graph(KNOWLEDGE, SCHEMA, base="https://a.example/"), SCHEMA) == ()


@pytest.mark.parametrize(("code", "spoil"), CASES, ids=[code for code, _ in CASES])
def test_check_names_a_fault(code: str, spoil: Spoil) -> None:
    graph = to_graph(KNOWLEDGE, SCHEMA)
    spoil(graph)
    assert code in {one.code for one in check_graph(graph, SCHEMA)}


@pytest.mark.parametrize("predicate", [one.name for one in SCHEMA.predicates])
@pytest.mark.parametrize("end", ["Subject", "Object"])
def test_check_names_a_plain_triple_with_wrong_types(predicate: str, end: str) -> None:
    """A document is no entity: it is in no domain and no range."""
    graph = to_graph(KNOWLEDGE, SCHEMA)
    document = thing(f"document/{FIRST_ID}")
    wrong = (document, None) if end == "Subject" else (None, document)
    graph.add((wrong[0] or thing(ZONE.id), KG[predicate], wrong[1] or thing(ZONE.id)))
    codes = {one.code for one in check_graph(graph, SCHEMA) if one.where == f"document/{FIRST_ID}"}
    assert codes == {f"shape:{predicate}{end}"}


def test_check_judges_the_types_of_planned_statements_too() -> None:
    planned = next(one for one in RELATIONS if one.modality == "planned")
    wrong = replace(planned, object=GREEN.id)
    knowledge = Knowledge(KNOWLEDGE.sources, KNOWLEDGE.entities, (fact(wrong),))
    (issue,) = check_graph(to_graph(knowledge, SCHEMA), SCHEMA)
    assert (issue.level, issue.code) == ("error", "statement:types")
    assert issue.message == "Zone cooperatesWith Recognition is not in the schema"
    assert issue.where == f"statement/{fact(wrong).id}"


def test_check_accepts_a_symmetric_relation_stated_either_way() -> None:
    planned = next(one for one in RELATIONS if one.predicate == "cooperatesWith")
    knowledge = Knowledge(KNOWLEDGE.sources, KNOWLEDGE.entities, (fact(replace(planned, modality=None)),))
    assert check_graph(to_graph(knowledge, SCHEMA), SCHEMA) == ()


def test_check_sorts_its_issues_and_says_what_it_found() -> None:
    graph = to_graph(KNOWLEDGE, SCHEMA)
    put(graph, PART, KG.confidence, Literal(Decimal("1.5")))
    put(graph, thing(ZONE.id), RDFS.label)
    issues = check_graph(graph, SCHEMA)
    assert list(issues) == sorted(issues, key=lambda one: (one.code, one.where, one.message))
    assert "a fact has one confidence in (0, 1], found '1.5'" in {one.message for one in issues}
    assert {one.level for one in issues} == {"error"}
    assert f"zone/{ZONE.id.partition('/')[2]}" in {one.where for one in issues}


def test_check_leaves_the_graph_as_it_was() -> None:
    graph = to_graph(KNOWLEDGE, SCHEMA)
    before = set(graph), list(graph.namespaces())
    check_graph(graph, SCHEMA)
    assert (set(graph), list(graph.namespaces())) == before


def test_check_finds_every_quote_in_its_text() -> None:
    assert check_quotes(KNOWLEDGE, TEXTS) == ()


def test_check_names_a_quote_that_is_not_in_the_text() -> None:
    moved = {**TEXTS, SECOND_ID: "\n" + TEXTS[SECOND_ID]}
    issues = check_quotes(KNOWLEDGE, moved)
    places = {
        (one.document, one.span)
        for each in KNOWLEDGE.facts
        for one in each.statement.evidence
        if one.document == SECOND_ID
    }
    assert len(issues) == len(places)
    assert {one.code for one in issues} == {"quote:mismatch"}
    assert issues[0].where.startswith(f"{SECOND_ID}[8:20]")


def test_check_names_a_quote_of_an_unknown_document() -> None:
    issues = check_quotes(KNOWLEDGE, {SECOND_ID: TEXTS[SECOND_ID]})
    assert {one.code for one in issues} == {"quote:document"}


def test_check_counts_code_points_not_utf16() -> None:
    shifted = {document: f"\U00020bb7{text[1:]}" for document, text in TEXTS.items()}
    assert check_quotes(KNOWLEDGE, shifted) == ()
