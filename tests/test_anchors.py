"""Reference tables: divisions, national-level zones, successions of bodies; and what follows in the graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef, namespace

from kg.anchors import RENAMED, Anchor, derive, find_anchor, find_successor
from kg.check import check_graph
from kg.forms.grammar import parse_name
from kg.forms.places import find_ancestors, find_name
from kg.graph import KG, to_graph
from kg.lexicon import Row, load_table
from kg.pipeline import assemble
from kg.read.extractions import read_extractions
from kg.records import Entity, Extraction, Knowledge, Source
from kg.resolve import resolve
from kg.schema import BASE, find_ontology, load_schema
from kg.write.turtle import to_turtle
from tests.knowledge import CITY, SOURCES, ZONE
from tests.test_questions import ask_oxigraph, ask_rdflib

SCHEMA = load_schema()
RECORDS = Path(__file__).parents[1] / "outputs" / "extractions.jsonl"
QUESTION = find_ontology() / "questions" / "20-in-a-province.rq"
DIVISIONS, ZONES, SUCCESSIONS = (load_table(name) for name in ("divisions", "zones", "successions"))
CODES = {row["code"]: row for row in DIVISIONS}
PROVINCE = Entity("place/1", "Place", "山东省", code="370000")
DISTRICT = Entity("place/2", "Place", "城阳区", code="370214")


def anchor(type_: str, form: str) -> Anchor | None:
    name = parse_name(form, type_)
    return find_anchor(type_, name.core, name.owner)


def entities(*named: tuple[str, str]) -> dict[str, Entity]:
    """Resolve names, each from an article of its own."""
    extractions = [
        Extraction(Source(f"d{index}", f"{index}.txt", 0), (Entity("e1", *one),))
        for index, one in enumerate(named)
    ]
    return {each.name: each for each in resolve(extractions).entities}


@cache
def seeds() -> Graph:
    return to_graph(assemble(read_extractions(RECORDS)), SCHEMA)


def node(name: str, type_: str) -> URIRef:
    label = Literal(name, lang="zh")
    (found,) = {
        one
        for property_ in (SKOS.prefLabel, SKOS.altLabel)
        for one in seeds().subjects(property_, label)
        if (one, RDF.type, KG[type_]) in seeds()
    }
    return URIRef(str(found))


# ---------------------------------------------------------------- the tables


def test_anchors_division_codes_nest() -> None:
    """Two digits for a province, four for a city, six for a county; the parent is the nearest that exists."""
    for code, row in CODES.items():
        above = [each for each in (f"{code[:4]}00", f"{code[:2]}0000") if each in CODES and each != code]
        assert row["parent"] == (above[0] if above else "-"), row


def test_anchors_divisions_have_one_row_and_one_name_inside_a_parent() -> None:
    assert len(CODES) == len(DIVISIONS) > 3000
    names = Counter((row["parent"], row["name"]) for row in DIVISIONS)
    assert not [each for each, count in names.items() if count > 1]
    assert sum(row["parent"] == "-" for row in DIVISIONS) == 34


@pytest.mark.parametrize(
    ("code", "name", "parent"),
    [("370200", "青岛市", "370000"), ("429004", "仙桃市", "420000"), ("500120", "璧山区", "500000")],
)
def test_anchors_divisions_are_those_of_the_standard(code: str, name: str, parent: str) -> None:
    assert (find_name(code), find_ancestors(code)[1]) == (name, parent)


def test_anchors_zones_are_177_of_the_178_and_one_later() -> None:
    assert len({row["name"] for row in ZONES}) == len(ZONES) == 178
    assert {row["name"] for row in ZONES if row["since"] == "2026"} == {"河北雄安高新技术产业开发区"}


@pytest.mark.parametrize("row", ZONES, ids=lambda row: row["name"])
def test_anchors_zone_lies_in_a_division_that_its_name_agrees_with(row: Row) -> None:
    place = parse_name(row["name"], "Zone").owner.place
    assert row["code"] in CODES
    if place:  # the name's chain ends in the division, one above it, or one of its own (大冶 of 大冶湖)
        assert place in find_ancestors(row["code"]) or row["code"] in find_ancestors(place)


def test_anchors_zones_agree_with_the_official_totals() -> None:
    """The number of zones after each year for which the ministry gave one."""
    years = [int(row["since"]) for row in ZONES if row["since"] != "-"]
    assert [row["name"] for row in ZONES if row["since"] == "-"] == ["苏州工业园区"]
    totals = {1988: 1, 1991: 27, 1992: 52, 1997: 53, 2007: 54, 2009: 56, 2010: 83, 2011: 88}
    totals |= {2012: 105, 2013: 114, 2014: 115, 2015: 146, 2017: 156, 2018: 168}
    assert {year: sum(each <= year for each in years) for year in totals} == totals


def test_anchors_every_zone_is_found_by_each_of_its_names_and_by_no_other() -> None:
    for row in ZONES:
        for form in (row["name"], *row["also"].split("|")):
            if form != "-":
                assert anchor("Zone", form) == Anchor(row["code"], row["name"]), form


def test_anchors_successions_are_between_bodies_of_the_table() -> None:
    for row in SUCCESSIONS:
        before, after = (parse_name(row[end], "GovernmentBody").core for end in ("body", "successor"))
        assert (before == after) == (row["how"] == RENAMED), row
        listed = {each["name"] for each in load_table("bodies")}
        assert row["successor"] in listed and (row["how"] == RENAMED or row["body"] in listed), row
        assert 1998 <= int(row["year"]) <= 2023
    assert len({row["body"] for row in SUCCESSIONS}) == len(SUCCESSIONS)


def test_anchors_successions_end_and_go_forward_in_time() -> None:
    for row in SUCCESSIONS:
        line = [row]
        while following := next((one for one in SUCCESSIONS if one["body"] == line[-1]["successor"]), None):
            assert following["year"] > line[-1]["year"], (line[-1], following)
            line.append(following)


def test_anchors_every_table_cited_is_described() -> None:
    assert {row["table"] for row in load_table("references")} == {"divisions", "zones", "successions"}


# ---------------------------------------------------------------- recognition


@pytest.mark.parametrize(
    ("type_", "form", "expected"),
    [
        ("Zone", "青岛高新区", Anchor("370200", "青岛高新技术产业开发区")),
        ("Zone", "山东青岛国家高新技术产业开发区", Anchor("370200", "青岛高新技术产业开发区")),
        ("Zone", "常州武进高新区", Anchor("320412", "武进高新技术产业开发区")),
        ("Zone", "光谷", Anchor("420100", "武汉东湖新技术开发区")),
        ("Zone", "石河子高新区", Anchor("659001", "新疆生产建设兵团石河子高新技术产业开发区")),
        ("Zone", "苏州工业园区", Anchor("320500", "苏州工业园区")),
        ("Zone", "青岛经开区", None),
        ("Zone", "青岛经济技术开发区", None),
        ("Zone", "青岛高科技工业园", None),
        ("Zone", "青岛综合保税区", None),
        ("Zone", "江苏工业园区", None),
        ("Zone", "山东高新区", None),
        ("Zone", "高新区", None),
        ("Zone", "国家高新区", None),
        ("GovernmentBody", "青岛高新区管委会", None),
        ("Park", "青岛高新区主园区", None),
        ("GovernmentBody", "国家科委", Anchor(listed="科学技术部")),
        ("GovernmentBody", "工信部", Anchor(listed="工业和信息化部")),
        ("GovernmentBody", "青岛市科技局", None),
        ("GovernmentBody", "建设部", None),  # as often the department of a zone
        ("Place", "青岛", Anchor("370200")),
        ("Place", "胶州湾", None),
        ("Place", "中国", None),
    ],
)
def test_anchors_find_a_thing_by_its_parsed_name(type_: str, form: str, expected: Anchor | None) -> None:
    assert anchor(type_, form) == expected


def test_anchors_reach_the_entities_through_resolution() -> None:
    found = entities(
        ("Place", "山东省青岛市"), ("Place", "胶州湾"), ("Zone", "青岛高新区"), ("Zone", "青岛经开区")
    )
    codes = {name: (each.code, each.listed) for name, each in found.items()}
    assert codes == {
        "山东省青岛市": ("370200", None),
        "胶州湾": (None, None),
        "青岛高新区": ("370200", "青岛高新技术产业开发区"),
        "青岛经开区": (None, None),
    }


def test_anchors_a_renamed_body_is_one_a_replaced_one_another() -> None:
    found = entities(*(("GovernmentBody", name) for name in ("国家科委", "科技部", "信息产业部", "工信部")))
    assert len(found) == 3
    assert {"国家科委", "科技部"} in [set(each.forms) for each in found.values()]


# ---------------------------------------------------------------- what is derived


def test_anchors_nearest_division_that_is_named_holds_a_place() -> None:
    def holders(*things: Entity) -> set[tuple[str, str]]:
        return {(each.subject, each.object) for each in derive(things) if each.predicate == "locatedIn"}

    assert holders(DISTRICT, PROVINCE) == {(DISTRICT.id, PROVINCE.id)}
    assert holders(DISTRICT, CITY, PROVINCE) == {(DISTRICT.id, CITY.id), (CITY.id, PROVINCE.id)}
    assert holders(DISTRICT) == set()
    assert holders(ZONE, PROVINCE) == {(ZONE.id, PROVINCE.id)}
    assert holders(ZONE, CITY, PROVINCE) == {(ZONE.id, CITY.id), (CITY.id, PROVINCE.id)}


def test_anchors_cite_the_tables_that_give_a_link() -> None:
    links = {(each.subject, each.predicate): each for each in derive((ZONE, CITY, PROVINCE))}
    assert links[CITY.id, "locatedIn"].tables == ("divisions",)
    assert links[ZONE.id, "locatedIn"].tables == ("zones",)
    assert (links[ZONE.id, "type"].tables, links[ZONE.id, "type"].date) == (("zones",), "1992")
    (far, _) = derive((ZONE, PROVINCE))
    assert far.tables == ("zones", "divisions")


def test_anchors_successor_is_the_next_in_line_that_is_known() -> None:
    line = ["国家卫生和计划生育委员会", "国家卫生健康委员会"]
    assert find_successor("卫生部", line.__contains__) == (line[0], "2013")
    assert find_successor("卫生部", line[1:].__contains__) == (line[1], "2013")
    assert find_successor("卫生部", [].__contains__) is None
    assert find_successor("国家科学技术委员会", ["科学技术部"].__contains__) is None


def test_anchors_link_a_body_with_its_successor() -> None:
    found = entities(
        ("GovernmentBody", "信息产业部"), ("GovernmentBody", "工信部"), ("GovernmentBody", "科技部")
    )
    graph = to_graph(Knowledge((), tuple(found.values()), ()), SCHEMA)
    old, new = (URIRef(f"{BASE}id/{found[name].id}") for name in ("信息产业部", "工信部"))
    assert list(graph.subject_objects(DCTERMS.isReplacedBy)) == [(old, new)]
    (statement,) = graph.subjects(RDF.predicate, DCTERMS.isReplacedBy)
    assert graph.value(statement, DCTERMS.date) == Literal("2008")
    assert check_graph(graph, SCHEMA) == ()


def test_anchors_do_not_depend_on_the_order_and_leave_with_their_thing() -> None:
    things = (ZONE, CITY, PROVINCE, DISTRICT)
    assert set(derive(things)) == set(derive(things[::-1]))
    without = Knowledge(SOURCES[:1], (ZONE,), ())
    graph = to_graph(without, SCHEMA)
    assert (None, KG.locatedIn, None) not in graph
    assert set(graph.subjects(RDF.type, namespace.DCAT.Dataset)) == {URIRef(f"{BASE}id/dataset/zones")}
    assert not set(to_graph(replace(without, entities=()), SCHEMA).subjects(RDF.type, namespace.DCAT.Dataset))


def test_anchors_derived_domain_stays_out_of_what_texts_state() -> None:
    located = SCHEMA.predicate("locatedIn")
    assert located.derived == ("Place",) and "Place" not in located.domain
    assert not SCHEMA.allows("Place", "locatedIn", "Place")
    assert not [one.name for one in SCHEMA.predicates if one.derived and one.name != "locatedIn"]


# ---------------------------------------------------------------- the seeds


def test_anchors_of_the_seeds_have_codes_and_containment() -> None:
    city, province = node("青岛市", "Place"), node("山东省", "Place")
    assert seeds().value(city, KG.divisionCode) == Literal("370200")
    assert list(seeds().objects(city, KG.locatedIn)) == [province]
    (statement,) = set(seeds().subjects(RDF.subject, city)) & set(seeds().subjects(RDF.object, province))
    source = seeds().value(statement, PROV.wasDerivedFrom)
    assert "GB/T 2260" in str(seeds().value(source, DCTERMS.title))
    assert (statement, RDF.type, KG.Statement) not in seeds()


def test_anchors_of_the_seeds_mark_national_zones_only() -> None:
    zone = node("青岛高新区", "Zone")
    assert (zone, DCTERMS.type, KG.nationalHighTechZone) in seeds()
    assert seeds().value(zone, KG.divisionCode) == Literal("370200")
    marked = {str(seeds().value(one, RDFS.label)) for one in seeds().subjects(DCTERMS.type)}
    assert marked == {
        "合肥高新区",
        "咸阳高新区",
        "昆明高新区",
        "白银高新区",
        str(seeds().value(zone, RDFS.label)),
    }


def test_anchors_of_the_seeds_are_sound() -> None:
    assert check_graph(seeds(), SCHEMA) == ()


def test_anchors_answer_what_lies_in_a_province() -> None:
    query = QUESTION.read_text(encoding="utf-8")
    rows = ask_oxigraph(to_turtle(seeds()), query)
    assert rows == ask_rdflib(to_turtle(seeds()), query)
    assert ("zone", str(seeds().value(node("青岛高新区", "Zone"), RDFS.label))) in rows
    assert {"青岛海尔生物医疗股份有限公司", "科捷智能"} <= {name for _, name in rows}
    assert "白银高新区" not in {name for _, name in rows}
