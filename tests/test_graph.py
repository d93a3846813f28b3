"""Knowledge as RDF: plain triples, statement nodes, figures, evidence, documents."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, ORG, PROV, QB, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from kg.errors import InputError
from kg.graph import KG, OA, to_graph
from kg.records import Evidence, Knowledge, Relation, Span
from kg.schema import BASE, load_schema
from tests.knowledge import (
    CITY,
    CONTEST,
    FACTS,
    FIRST_ID,
    HAIYUN,
    KANGTAI,
    KNOWLEDGE,
    LI,
    OBSERVATIONS,
    POLICY,
    RELATIONS,
    SAP,
    SECOND_ID,
    SOFTWARE,
    SOURCES,
    TITLED,
    UNIVERSITY,
    WANG,
    ZONE,
    fact,
)

SCHEMA = load_schema()
GRAPH = to_graph(KNOWLEDGE, SCHEMA)


def thing(path: str) -> URIRef:
    return URIRef(f"{BASE}id/{path}")


def statement(relation: Relation) -> URIRef:
    return thing(f"statement/{fact(relation).id}")


def only(*facts: Relation) -> Graph:
    """Make the graph of some relations alone."""
    return to_graph(Knowledge(SOURCES, KNOWLEDGE.entities, tuple(map(fact, facts))), SCHEMA)


def test_graph_names_an_entity() -> None:
    zone = thing(ZONE.id)
    assert set(GRAPH.objects(zone, RDF.type)) == {KG.Entity, KG.Zone}
    assert GRAPH.value(zone, RDFS.label) == Literal(ZONE.name, lang="zh")
    assert GRAPH.value(zone, SKOS.prefLabel) == Literal(ZONE.name, lang="zh")
    assert list(GRAPH.objects(zone, SKOS.altLabel)) == [Literal("青岛高新区", lang="zh")]


def test_graph_tags_latin_names_zh_too() -> None:
    assert GRAPH.value(thing(SAP.id), RDFS.label) == Literal("SAP", lang="zh")


def test_graph_does_not_repeat_the_name_as_alias() -> None:
    entities = (replace(CITY, aliases=(CITY.name, "青岛")),)
    graph = to_graph(Knowledge((), entities, ()), SCHEMA)
    assert list(graph.objects(None, SKOS.altLabel)) == [Literal("青岛", lang="zh")]


def test_graph_derives_officials_from_posts_in_government_or_zone() -> None:
    assert set(GRAPH.subjects(RDF.type, KG.Official)) == {thing(WANG.id)}
    assert (thing(LI.id), RDF.type, KG.Person) in GRAPH
    post = next(one for one in RELATIONS if one.subject == WANG.id)
    assert (thing(WANG.id), RDF.type, KG.Official) in only(replace(post, object=ZONE.id))
    assert (None, RDF.type, KG.Official) not in only(replace(post, object=CITY.id))
    assert (None, RDF.type, KG.Official) not in only(replace(post, modality="planned"))


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda one: f"{one.predicate}-{one.modality}")
def test_graph_states_plainly_what_is_asserted(relation: Relation) -> None:
    plain = (thing(relation.subject), KG[relation.predicate], thing(relation.object))
    assert (plain in GRAPH) == (relation.modality is None)
    assert GRAPH.value(statement(relation), RDF.subject) == plain[0]
    assert GRAPH.value(statement(relation), RDF.predicate) == plain[1]
    assert GRAPH.value(statement(relation), RDF.object) == plain[2]


def test_graph_keeps_a_plain_triple_that_is_also_planned_elsewhere() -> None:
    hosted = next(one for one in RELATIONS if one.predicate == "hosted")
    graph = only(hosted, replace(hosted, modality="planned"))
    assert (thing(ZONE.id), KG.hosted, thing(CONTEST.id)) in graph
    assert len(set(graph.subjects(RDF.type, KG.Statement))) == 2


def test_graph_states_symmetric_relations_both_ways() -> None:
    planned = next(one for one in RELATIONS if one.predicate == "cooperatesWith")
    graph = only(replace(planned, modality=None))
    assert (thing(ZONE.id), KG.cooperatesWith, thing(UNIVERSITY.id)) in graph
    assert (thing(UNIVERSITY.id), KG.cooperatesWith, thing(ZONE.id)) in graph
    assert (None, KG.cooperatesWith, None) not in only(planned)


def test_graph_describes_a_statement() -> None:
    node = statement(RELATIONS[0])
    assert set(GRAPH.objects(node, RDF.type)) == {KG.Statement}
    assert GRAPH.value(node, KG.confidence) == Literal(Decimal("0.95"))
    assert GRAPH.value(node, KG.sourceCount) == Literal(2)
    assert GRAPH.value(node, KG.origin) == Literal("trigger:part")
    assert GRAPH.value(node, KG.modality) is None
    assert GRAPH.value(node, KG.time) is None
    documents = {thing(f"document/{FIRST_ID}"), thing(f"document/{SECOND_ID}")}
    assert set(GRAPH.objects(node, PROV.wasDerivedFrom)) == documents


def test_graph_carries_time_and_modality() -> None:
    recognized = next(one for one in RELATIONS if one.predicate == "recognizedAs")
    assert GRAPH.value(statement(recognized), KG.time) == Literal("2024-09")
    modalities = {one.modality: GRAPH.value(statement(one), KG.modality) for one in RELATIONS}
    assert modalities == {None: None, "planned": KG.planned, "negated": KG.negated}


def test_graph_makes_posts_memberships() -> None:
    post = next(one for one in RELATIONS if one.subject == WANG.id)
    node = statement(post)
    assert (node, RDF.type, ORG.Membership) in GRAPH
    assert GRAPH.value(node, ORG.member) == thing(WANG.id)
    assert GRAPH.value(node, ORG.organization) == thing(post.object)
    role = GRAPH.value(node, ORG.role)
    assert GRAPH.value(role, RDFS.label) == GRAPH.value(node, KG.role) == Literal("主任", lang="zh")
    assert (role, RDF.type, ORG.Role) in GRAPH


def test_graph_makes_no_membership_of_a_post_not_held() -> None:
    post = next(one for one in RELATIONS if one.subject == WANG.id)
    graph = only(replace(post, modality="negated"), replace(post, role=None))
    (node,) = graph.subjects(RDF.type, ORG.Membership)
    assert node == statement(replace(post, role=None))
    assert graph.value(node, ORG.role) is None


def test_graph_gives_evidence_its_place_and_both_quotes() -> None:
    broken = next(one for one in RELATIONS[0].evidence if "\n" in one.quote)
    (node,) = GRAPH.subjects(OA.exact, Literal(broken.quote))
    assert (statement(RELATIONS[0]), KG.evidence, node) in GRAPH
    assert GRAPH.value(node, KG.quote) == Literal("包含市南软件园、蓝色硅谷核心区在内")
    assert GRAPH.value(node, OA.start) == Literal(broken.span.start)
    assert GRAPH.value(node, OA.end) == Literal(broken.span.end)
    assert GRAPH.value(node, PROV.wasQuotedFrom) == thing(f"document/{FIRST_ID}")


def test_graph_links_evidence_to_its_own_article() -> None:
    graph = to_graph(TITLED, SCHEMA)
    (node,) = graph.subjects(OA.exact, Literal("海云数据总部位于青岛市"))
    (article,) = graph.objects(node, DCTERMS.isPartOf)
    assert article == thing(f"article/{SECOND_ID}-1")
    assert graph.value(article, DCTERMS.title) == Literal("海云数据落户青岛", lang="zh")
    assert graph.value(article, DCTERMS.date) == Literal("2023-05")
    assert graph.value(node, PROV.wasQuotedFrom) == thing(f"document/{SECOND_ID}")


def test_graph_keeps_one_place_in_two_articles_apart() -> None:
    proof = RELATIONS[0].evidence[1]
    graph = only(replace(RELATIONS[0], evidence=(proof, replace(proof, article=1))))
    nodes = set(graph.subjects(OA.exact, Literal(proof.quote)))
    assert len(nodes) == 2
    assert all(len(set(graph.objects(node, DCTERMS.isPartOf))) == 1 for node in nodes)


def test_graph_quotes_mere_markup_as_it_stands() -> None:
    proof = Evidence(FIRST_ID, 0, Span(0, 5), "<br/>")
    graph = only(replace(RELATIONS[0], evidence=(proof,)))
    assert list(graph.objects(None, KG.quote)) == [Literal("<br/>")]


def test_graph_shares_evidence_between_facts() -> None:
    places = {(one.document, one.span) for each in FACTS for one in each.statement.evidence}
    assert len(set(GRAPH.subjects(RDF.type, KG.Evidence))) == len(places)


def test_graph_describes_observations_as_a_data_cube() -> None:
    node = thing(f"observation/{fact(OBSERVATIONS[3]).id}")
    assert GRAPH.value(node, KG.subject) == thing(ZONE.id)
    assert GRAPH.value(node, KG.value) == Literal(Decimal("6330.0"))
    assert GRAPH.value(node, KG.change) == Literal(Decimal("9.0"))
    assert GRAPH.value(node, KG.unit) == Literal("亿元")
    assert GRAPH.value(node, KG.period) == Literal("2023")
    assert GRAPH.value(node, KG.approx) is None
    data_set = GRAPH.value(node, QB.dataSet)
    assert GRAPH.value(data_set, QB.structure) == KG.figures
    indicator = GRAPH.value(node, KG.indicator)
    assert GRAPH.value(indicator, SKOS.prefLabel) == Literal("营业收入", lang="zh")
    assert (GRAPH.value(indicator, SKOS.inScheme), RDF.type, SKOS.ConceptScheme) in GRAPH
    assert len(set(GRAPH.subjects(KG.indicator, indicator))) == 3


def test_graph_carries_what_qualifies_an_observation() -> None:
    support = thing(f"observation/{fact(OBSERVATIONS[6]).id}")
    assert GRAPH.value(support, KG.subject) == thing(POLICY.id)
    assert GRAPH.value(support, KG.approx) == Literal(True)
    assert GRAPH.value(support, KG.bound) == KG.max
    assert GRAPH.value(support, KG.period) is None
    rank = thing(f"observation/{fact(OBSERVATIONS[0]).id}")
    assert GRAPH.value(rank, KG.scope) == Literal("全国")
    target = thing(f"observation/{fact(OBSERVATIONS[4]).id}")
    assert GRAPH.value(target, KG.modality) == KG.planned


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (6330, "6330.0"),
        (14.5, "14.5"),
        (-3.2, "-3.2"),
        (0, "0.0"),
        (1e21, f"1{'0' * 21}.0"),
        (1e-7, "0.0000001"),
    ],
)
def test_graph_writes_numbers_as_canonical_decimals(number: float, written: str) -> None:
    observation = replace(OBSERVATIONS[0], value=number)
    graph = to_graph(Knowledge(SOURCES, KNOWLEDGE.entities, (fact(observation),)), SCHEMA)
    assert [str(one) for one in graph.objects(None, KG.value)] == [written]


def test_graph_describes_documents_and_articles() -> None:
    first, second = thing(f"document/{FIRST_ID}"), thing(f"document/{SECOND_ID}")
    assert GRAPH.value(first, DCTERMS.identifier) == Literal("news/first.txt")
    article = thing(f"article/{FIRST_ID}-0")
    assert GRAPH.value(article, DCTERMS.isPartOf) == first
    assert GRAPH.value(article, DCTERMS.date) == Literal("2024-03-05")
    assert GRAPH.value(article, DCTERMS.publisher) == Literal("青岛日报", lang="zh")
    assert set(GRAPH.objects(article, DCTERMS.creator)) == {
        Literal("高欣", lang="zh"),
        Literal("耿婷婷", lang="zh"),
    }
    assert GRAPH.value(first, DCTERMS.title) == GRAPH.value(article, DCTERMS.title)
    assert GRAPH.value(second, DCTERMS.title) is None
    assert len(set(GRAPH.subjects(DCTERMS.isPartOf, second))) == 2


def test_graph_has_no_blank_nodes_and_ascii_iris() -> None:
    terms = {term for triple in GRAPH for term in triple}
    assert not [one for one in terms if isinstance(one, BNode)]
    assert all(str(one).isascii() for one in terms if isinstance(one, URIRef))


def test_graph_has_one_kind_of_object_per_property() -> None:
    kinds: dict[object, set[object]] = {}
    for _, property_, object_ in GRAPH:
        kind = (object_.datatype, object_.language) if isinstance(object_, Literal) else "IRI"
        kinds.setdefault(property_, set()).add(kind)
    assert {property_: kind for property_, kind in kinds.items() if len(kind) > 1} == {}


def test_graph_moves_things_to_another_base_and_keeps_the_vocabulary() -> None:
    graph = to_graph(KNOWLEDGE, SCHEMA, base="https://kg.example.org/a#")
    assert (URIRef(f"https://kg.example.org/a#id/{ZONE.id}"), RDF.type, KG.Zone) in graph
    assert len(graph) == len(GRAPH)


@pytest.mark.parametrize("base", ["", "kg/", "https://a.example", "https://高新区.example/", "https://a b/"])
def test_graph_refuses_a_base_that_is_no_iri(base: str) -> None:
    with pytest.raises(InputError, match="base"):
        to_graph(KNOWLEDGE, SCHEMA, base=base)


@pytest.mark.parametrize("id_", ["zone/青岛", "Zone/1", "zone//1", "zone/1>", "", "zone/a\n", "../1"])
def test_graph_refuses_an_id_that_can_not_stand_in_an_iri(id_: str) -> None:
    with pytest.raises(ValueError, match="no path for an IRI"):
        to_graph(Knowledge((), (replace(ZONE, id=id_),), ()), SCHEMA)


def test_graph_of_nothing_is_empty() -> None:
    assert len(to_graph(Knowledge((), (), ()), SCHEMA)) == 0


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_graph_does_not_depend_on_order(random: Random) -> None:
    parts = {
        part.name: tuple(random.sample(getattr(KNOWLEDGE, part.name), len(getattr(KNOWLEDGE, part.name))))
        for part in fields(KNOWLEDGE)
    }
    shuffled = Knowledge(**parts)
    assert set(to_graph(shuffled, SCHEMA)) == set(GRAPH)


def test_graph_negated_introduction_leaves_no_trace_in_plain_triples() -> None:
    assert (thing(SOFTWARE.id), KG.introduced, thing(HAIYUN.id)) not in GRAPH
    assert (thing(ZONE.id), KG.introduced, thing(KANGTAI.id)) in GRAPH
