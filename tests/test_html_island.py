"""kg.write.html: what the data island tells of entities, facts and proofs, and where it places them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.terms import Things
from kg.network import layout, to_networkx
from kg.records import (
    Entity,
    Evidence,
    Fact,
    Indicator,
    Knowledge,
    Observation,
    Relation,
    Source,
    Span,
)
from kg.schema import BASE, load_schema
from kg.text import tidy
from kg.write.html import to_html
from kg.write.html.picture import LINE_WIDTH, MOST_LINES, make_signs, mix, to_size, wrap
from kg.write.html.rows import find_months
from tests.island import Row, read_island, read_table
from tests.knowledge import (
    CITY,
    COMMITTEE,
    DISPUTE,
    FIRST_ID,
    GREEN,
    KANGTAI,
    KNOWLEDGE,
    POLICY,
    SAP,
    SECOND_ID,
    SOFTWARE,
    TITLED,
    WANG,
    ZONE,
    digest,
    fact,
)
from tests.synthetic_graph import make_knowledge

SCHEMA = load_schema()
PAGE = to_html(KNOWLEDGE, SCHEMA)
DATA = read_island(PAGE)


def make_relation(subject: Entity, predicate: str, object_: Entity, quote: str = "引文") -> Fact:
    evidence = Evidence(FIRST_ID, 0, Span(0, len(quote)), quote)
    return Fact(
        digest(subject.id, predicate, object_.id, quote),
        Relation(subject.id, predicate, object_.id, (evidence,), "test", 0.5),
        1,
    )


def make_figure(
    id_: str, *, indicator: str = "营业收入", value: float | None = 5, change: float | None = None
) -> Fact:
    evidence = (Evidence(FIRST_ID, 0, Span(0, 2), "引文"),)
    return Fact(id_, Observation(ZONE.id, indicator, value, "亿元", "2023", change, evidence, "test", 0.5), 1)


def make_small(entities: tuple[Entity, ...], facts: tuple[Fact, ...]) -> Knowledge:
    return Knowledge((Source(FIRST_ID, "a.txt", 0),), entities, facts)


def read_rows(knowledge: Knowledge, table: str) -> list[Row]:
    return read_table(read_island(to_html(knowledge, SCHEMA)), table)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_html_tells_every_entity_the_best_connected_first() -> None:
    entities = read_table(DATA, "entities")
    degrees = {one.id: 0 for one in KNOWLEDGE.entities}
    for one in KNOWLEDGE.facts:
        if isinstance(one.statement, Relation):
            degrees[one.statement.subject] += 1
            degrees[one.statement.object] += 1
    assert [one["id"] for one in entities] == sorted(degrees, key=lambda id_: (-degrees[id_], id_))
    assert degrees[ZONE.id] == 9 and degrees[CITY.id] == 1
    assert [one["size"] for one in entities] == [to_size(degrees[one["id"]]) for one in entities]


def test_html_entity_has_its_type_names_and_their_sounds() -> None:
    entities = {one["id"]: one for one in read_table(DATA, "entities")}
    for one in KNOWLEDGE.entities:
        told = entities[one.id]
        assert DATA["types"][told["type"]]["name"] == one.type
        assert (told["name"], told["aliases"] or []) == (one.name, list(one.aliases))
        assert len(told["sounds"]) == len(one.forms)
    assert entities[CITY.id]["sounds"] == ["qing dao shi", "qing dao"]
    assert entities[SAP.id]["sounds"] == ["SAP"]


def test_html_sounds_follow_words_not_characters() -> None:
    names = ("重庆高新区", "重型机械", "长沙银行行长")
    entities = tuple(replace(ZONE, id=f"zone/{name}", name=name, aliases=()) for name in names)
    sounds = {one["name"]: one["sounds"][0] for one in read_rows(make_small(entities, ()), "entities")}
    assert [sounds[name] for name in names] == [
        *("chong qing gao xin qu", "zhong xing ji xie", "chang sha yin hang hang zhang"),
    ]


def test_html_sizes_grow_with_relations_up_to_a_largest() -> None:
    sizes = [to_size(degree) for degree in range(60)]
    assert all(a < b for a, b in pairwise(sizes[:50])) and sizes[54] == sizes[59] == 32


def test_html_a_loop_counts_once() -> None:
    facts = (make_relation(ZONE, "partOf", ZONE), make_relation(SAP, "locatedIn", SOFTWARE))
    sizes = [one["size"] for one in read_rows(make_small((ZONE, SAP, SOFTWARE), facts), "entities")]
    assert sizes == [to_size(1)] * 3


def test_html_label_is_told_where_it_is_not_the_name() -> None:
    entities = {one["id"]: one for one in read_table(DATA, "entities")}
    assert entities[ZONE.id]["label"] == "青岛国家高新技\n术产业开发区"
    assert entities[SAP.id]["label"] is None
    assert all((one["label"] or one["name"]) == wrap(one["name"]) for one in entities.values())


def test_html_first_view_alone_has_places_and_they_are_those_of_its_layout() -> None:
    """The picture's place of an entity follows from the best proven relations between those drawn."""
    first = {ZONE.id, KANGTAI.id, COMMITTEE.id, SOFTWARE.id}
    page = to_html(KNOWLEDGE, SCHEMA, most_nodes=4, most_edges=2)
    entities = read_table(read_island(page), "entities")
    assert {one["id"] for one in entities[:4]} == first
    assert {one["id"] for one in entities if one["x"] is not None} == first
    assert {one["id"] for one in entities if one["y"] is not None} == first
    between = [
        one
        for one in KNOWLEDGE.facts
        if isinstance(one.statement, Relation) and {one.statement.subject, one.statement.object} <= first
    ]
    between.sort(key=lambda one: (-one.sources, -one.statement.confidence, one.id))
    assert len(between) == 3
    things = tuple(one for one in KNOWLEDGE.entities if one.id in first)
    places = layout(to_networkx(Knowledge((), things, tuple(between[:2])), SCHEMA))
    assert {one["id"]: (one["x"], one["y"]) for one in entities[:4]} == {
        id_: (round(x), round(y)) for id_, (x, y) in places.items()
    }


def test_html_no_two_entities_share_a_place() -> None:
    known = make_knowledge(450, 900)
    placed = [one for one in read_rows(known, "entities") if one["x"] is not None]
    assert len({(one["x"], one["y"]) for one in placed}) == len(placed) == 400


def test_html_limits_are_handed_on() -> None:
    limits = read_island(to_html(KNOWLEDGE, SCHEMA, most_nodes=3, most_edges=2))["limits"]
    assert (limits["nodes"], limits["edges"], limits["expand"]) == (3, 2, 50)
    assert (DATA["limits"]["nodes"], DATA["limits"]["edges"]) == (400, 1200)


def test_html_signs_tell_types_apart_without_colour() -> None:
    signs = make_signs(SCHEMA)
    shapes = {(one.shape, luminance(one.fill) > 0.6) for one in signs.values()}
    assert len(shapes) == len(SCHEMA.types)
    for one in DATA["types"]:
        sign = signs[one["name"]]
        assert (one["shape"], one["fill"], one["line"]) == (sign.shape, sign.fill, sign.line)
        contrast = 1.05 / (luminance(sign.line) + 0.05)
        assert contrast >= 3, (
            f"{one['name']}: the outline {sign.line} has a contrast of {contrast:.1f} to white"
        )


def test_html_mixes_colours() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#c1272d", "#ffffff", 0.0) == "#c1272d"


@pytest.mark.parametrize(
    ("name", "wrapped"),
    [
        ("青岛高新区", "青岛高新区"),
        ("一二三四五六七八九十", "一二三四五六七八九十"),
        ("一二三四五六七八九十一", "一二三四五六\n七八九十一"),
        ("青岛国家高新技术产业开发区", "青岛国家高新技\n术产业开发区"),
        ("康泰生物医药（青岛）有限公司", "康泰生物医药（青\n岛）有限公司"),
        ("Kunming Jida Pharmaceutical Company", "Kunming Jida\nPharmaceutical\nCompany"),
        ("高" * 10_000, "高" * 10 + "\n" + "高" * 10 + "\n" + "高" * 9 + "…"),
        ("甲\n乙", "甲 乙"),
        (" \t", ""),
    ],
)
def test_html_wraps_names(name: str, wrapped: str) -> None:
    assert wrap(name) == wrapped


@given(st.text(alphabet="高新区产业“”（）《》、ab C1\n", max_size=80))
def test_html_wrapped_lines_are_few_and_short(name: str) -> None:
    lines = wrap(name).split("\n")
    assert len(lines) <= MOST_LINES
    assert all(sum(0.5 if ord(char) < 0x2E80 else 1 for char in line) <= LINE_WIDTH + 1 for line in lines)
    if "…" not in wrap(name):
        assert "".join(lines).replace(" ", "") == "".join(name.split())


@pytest.mark.parametrize("known", [KNOWLEDGE, make_knowledge(60, 90)], ids=["made by hand", "generated"])
def test_html_tells_every_relation_the_best_proven_first(known: Knowledge) -> None:
    data = read_island(to_html(known, SCHEMA))
    entities, relations = read_table(data, "entities"), read_table(data, "relations")
    facts = [one for one in known.facts if isinstance(one.statement, Relation)]
    facts.sort(key=lambda one: (-one.sources, -one.statement.confidence, one.id))
    assert [one["id"] for one in relations] == [one.id for one in facts]
    for one, told in zip(facts, relations, strict=True):
        said = one.statement
        assert isinstance(said, Relation)
        assert entities[told["subject"]]["id"] == said.subject
        assert entities[told["object"]]["id"] == said.object
        assert data["predicates"][told["predicate"]]["name"] == said.predicate
        assert [told[name] for name in ("modality", "time", "role", "phase")] == [
            *(said.modality, said.time, said.role, one.phase),
        ]
        assert told["months"] == find_months(said.time)


def test_html_tells_every_figure() -> None:
    entities, figures = read_table(DATA, "entities"), read_table(DATA, "figures")
    facts = {one.id: one for one in KNOWLEDGE.facts if isinstance(one.statement, Observation)}
    assert sorted(one["id"] for one in figures) == sorted(facts)
    for told in figures:
        said = facts[told["id"]].statement
        assert isinstance(said, Observation)
        assert entities[told["subject"]]["id"] == said.subject
        assert DATA["indicators"][told["indicator"]] == said.indicator == told["wording"]
        assert [told[name] for name in ("value", "unit", "change", "time", "scope", "bound", "modality")] == [
            *(said.value, said.unit, said.change, said.period, said.scope, said.bound, said.modality),
        ]
        assert bool(told["approx"]) == said.approx
        assert told["months"] == find_months(said.period)


def test_html_every_fact_has_its_proofs_confidence_sources_and_origin() -> None:
    proofs = read_table(DATA, "proofs")
    told = {one["id"]: one for name in ("relations", "figures") for one in read_table(DATA, name)}
    assert set(told) == {one.id for one in KNOWLEDGE.facts}
    for one in KNOWLEDGE.facts:
        said, shown = one.statement, told[one.id]
        assert [proofs[index]["quote"] for index in shown["proofs"]] == [tidy(e.quote) for e in said.evidence]
        assert (shown["confidence"], shown["sources"]) == (said.confidence, one.sources)
        assert DATA["origins"][shown["origin"]] == said.origin


def test_html_a_figure_has_its_value_in_base_units() -> None:
    figures = {one["id"]: one for one in read_table(DATA, "figures")}
    bases = {
        fact(one).id: one for one in (s.statement for s in KNOWLEDGE.facts) if isinstance(one, Observation)
    }
    by_value = {bases[id_].value: (one["base"], one["baseUnit"]) for id_, one in figures.items()}
    assert by_value[5800] == (580_000_000_000, "元") and by_value[500] == (5_000_000, "元")
    assert by_value[14.5] == (1_450_000_000, "元") and by_value[13] == (13, "个")


def test_html_what_no_script_can_count_has_no_base_value() -> None:
    known = make_small((ZONE,), (make_figure("f1", value=1e305),))
    assert [(one["value"], one["base"]) for one in read_rows(known, "figures")] == [(1e305, None)]
    known = make_small((ZONE,), (make_figure("f1", value=None, change=3.5),))
    told = read_rows(known, "figures")[0]
    assert (told["value"], told["change"], told["base"], told["baseUnit"]) == (None, 3.5, None, None)


def test_html_wordings_of_one_indicator_share_its_name_in_the_graph() -> None:
    """Without a name in the graph an indicator is called by its key."""
    wordings = {"f1": "GDP", "f2": "gdp", "f3": "CPI", "f4": "营业总收入"}
    facts = tuple(make_figure(id_, indicator=wording) for id_, wording in wordings.items())
    known = replace(make_small((ZONE,), facts), indicators=(Indicator("gdp", "GDP"),))
    data = read_island(to_html(known, SCHEMA))
    told = {one["id"]: data["indicators"][one["indicator"]] for one in read_table(data, "figures")}
    assert told == {"f1": "GDP", "f2": "GDP", "f3": "cpi", "f4": "营业收入"}


def test_html_contradictions_name_their_facts() -> None:
    assert DATA["contradictions"] == [{"id": DISPUTE.id, "kind": "value", "facts": list(DISPUTE.facts)}]


def test_html_counts_as_the_knowledge_does() -> None:
    types = {one["zh"]: one["count"] for one in DATA["types"]}
    assert types["企业"] == 3 and types["开发区"] == 1 and sum(types.values()) == 17
    predicates = {one["name"]: one["count"] for one in DATA["predicates"]}
    assert predicates["introduced"] == 3 and predicates["administers"] == 1
    assert DATA["counts"] == {"entities": 17, "relations": sum(predicates.values()), "figures": 7}
    assert [one["name"] for one in DATA["predicates"] if one["symmetric"]] == ["cooperatesWith"]


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2023", [24276, 24287]),
        ("2023-06", [24281]),
        ("2023-06-30", [24281]),
        ("2023-H2", [24282, 24287]),
        ("2023-Q1", [24276, 24278]),
        ("2021/2023", [24252, 24287]),
        ("0001", [12, 23]),
        ("2023-13", None),
        ("去年", None),
        ("", None),
        (None, None),
    ],
)
def test_html_months_of_a_period(period: str | None, months: list[int] | None) -> None:
    assert find_months(period) == months


def test_html_relations_of_one_pair_are_all_told() -> None:
    facts = (
        make_relation(ZONE, "introduced", KANGTAI),
        make_relation(ZONE, "introduced", KANGTAI, "另一句"),
        make_relation(KANGTAI, "locatedIn", ZONE),
        make_relation(ZONE, "cooperatesWith", ZONE),
    )
    relations = read_rows(make_small((ZONE, KANGTAI), facts), "relations")
    assert sorted((one["id"], one["subject"], one["object"]) for one in relations) == sorted(
        [(facts[0].id, 0, 1), (facts[1].id, 0, 1), (facts[2].id, 1, 0), (facts[3].id, 0, 0)]
    )


def test_html_homonyms_stay_two() -> None:
    known = make_small((WANG, replace(WANG, id="person/0")), (make_relation(WANG, "holdsPosition", GREEN),))
    known = replace(known, entities=(*known.entities, GREEN, POLICY))
    assert [one["id"] for one in read_rows(known, "entities") if one["name"] == WANG.name] == [
        WANG.id,
        "person/0",
    ]


def test_html_quotes_are_readable() -> None:
    quotes = [one["quote"] for one in read_table(DATA, "proofs")]
    assert "包含市南软件园、蓝色硅谷核心区在内" in quotes
    assert any("同比增长9%" in one for one in quotes)
    assert len(quotes) == len({proof for one in KNOWLEDGE.facts for proof in one.statement.evidence})


def test_html_proof_has_the_key_and_the_place_that_the_graph_has() -> None:
    quote = "康泰生物位于蓝色硅谷核心区"
    evidence = next(
        proof for one in KNOWLEDGE.facts for proof in one.statement.evidence if proof.quote == quote
    )
    told = next(one for one in read_table(DATA, "proofs") if one["quote"] == quote)
    assert f"{BASE}id/evidence/{told['id']}" == str(Things(BASE).evidence(evidence))
    assert (told["start"], told["end"]) == (evidence.span.start, evidence.span.end)


def test_html_proof_points_to_its_own_article() -> None:
    data = read_island(to_html(TITLED, SCHEMA))
    articles, documents = read_table(data, "articles"), read_table(data, "documents")
    told = {}
    for proof in read_table(data, "proofs"):
        article = articles[proof["article"]]
        about = article["id"], article["title"], article["date"], article["publisher"], article["months"]
        told[proof["quote"]] = documents[article["document"]]["name"], *about
    first = 0, "青岛高新区综合评价列全国第13位", "2024-03-05", "青岛日报", [24290]
    assert told["青岛高新区主攻生物医药产业"] == ("news/first.txt", *first)
    assert told["市南软件园属于青岛高新区"] == (
        *("news/second.txt", 0, "市南软件园动态", "2024-10", None, [24297]),
    )
    assert told["海云数据总部位于青岛市"] == (
        *("news/second.txt", 1, "海云数据落户青岛", "2023-05", None, [24280]),
    )


def test_html_documents_come_by_name_each_once() -> None:
    names = [(one["id"], one["name"]) for one in read_table(DATA, "documents")]
    assert names == [(FIRST_ID, "news/first.txt"), (SECOND_ID, "news/second.txt")]
    turned = tuple(replace(one, name="z" if one.document == FIRST_ID else "a") for one in KNOWLEDGE.sources)
    told = read_rows(replace(KNOWLEDGE, sources=turned), "documents")
    assert [one["name"] for one in told] == ["a", "z"]


def test_html_article_without_a_title_claims_none_and_a_copy_names_its_origin() -> None:
    articles = read_table(DATA, "articles")
    assert [one["title"] for one in articles] == ["青岛高新区综合评价列全国第13位", "市南软件园动态", None]
    assert [one["date"] for one in articles] == ["2024-03-05", "2024-10", None]
    assert [one["copyOf"] for one in articles] == [None, None, 0]


def test_html_quote_of_mere_markup_is_shown_as_it_stands() -> None:
    known = make_small((ZONE, SAP), (make_relation(ZONE, "introduced", SAP, "<br/>"),))
    assert [one["quote"] for one in read_rows(known, "proofs")] == ["<br/>"]
