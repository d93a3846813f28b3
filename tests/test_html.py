"""kg.write.html: what is drawn and told, read out of its text; the browser's part is elsewhere."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from hashlib import sha256
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.write.html
from kg.records import Entity, Evidence, Fact, Knowledge, Relation, Source, Span
from kg.schema import load_schema
from kg.write.html import to_html
from kg.write.html.island import escape
from kg.write.html.page import SCRIPTS
from kg.write.html.picture import LINE_WIDTH, MOST_LINES, draw, make_signs, mix, wrap
from tests.knowledge import (
    FIRST_ID,
    KANGTAI,
    KNOWLEDGE,
    SAP,
    SOFTWARE,
    TITLED,
    UNIVERSITY,
    ZONE,
    digest,
)

SCHEMA = load_schema()
PAGE = to_html(KNOWLEDGE, SCHEMA)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<!--<script>",
    "{{7*7}} ${7*7} $title",
    "行\u2028分\u2029隔 &amp; &lt;b&gt;",
    "\"'`\\",
)


def island(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def relation(subject: Entity, predicate: str, object_: Entity, quote: str = "引文") -> Fact:
    evidence = Evidence(FIRST_ID, 0, Span(0, len(quote)), quote)
    return Fact(
        digest(subject.id, predicate, object_.id, quote),
        Relation(subject.id, predicate, object_.id, (evidence,), "test", 0.5),
        1,
    )


def knowledge(entities: tuple[Entity, ...], facts: tuple[Fact, ...]) -> Knowledge:
    return Knowledge((Source(FIRST_ID, "a.txt", 0),), entities, facts)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_html_loads_nothing_and_runs_only_its_own_scripts() -> None:
    assert not re.search(r'(?:src|href|action)\s*=\s*["\']', PAGE.partition("<script>")[0])
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', PAGE)[0])
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", PAGE, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert len(scripts) == len(SCRIPTS) + 1 and len(styles) == 1
    for text in (*scripts, *styles):
        hashed = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{hashed}'" in policy


def test_html_keeps_the_licence_of_vis_network() -> None:
    assert "vis.js is dual licensed under both" in PAGE
    assert "sourceMappingURL" not in PAGE


def test_html_every_script_of_the_folder_is_in_the_page() -> None:
    folder = Path(kg.write.html.__file__).parent / "scripts"
    assert {path.stem for path in folder.iterdir()} == set(SCRIPTS)


def test_html_every_edge_drawn_has_a_proof_with_its_document() -> None:
    data = island(PAGE)
    statements = {one["id"]: one for one in data["statements"]}
    assert len(data["network"]["edges"]) == 18
    for edge in data["network"]["edges"]:
        proofs = [data["proofs"][index] for index in statements[edge["id"]]["proofs"]]
        assert proofs
        assert all(one["quote"] and one["document"] in data["documents"] for one in proofs)


def test_html_tells_every_entity_fact_and_figure() -> None:
    data = island(PAGE)
    assert [one["id"] for one in data["entities"]] == [one.id for one in KNOWLEDGE.entities]
    told = {one["id"]: one for one in (*data["statements"], *data["figures"])}
    assert set(told) == {one.id for one in KNOWLEDGE.facts}
    for fact in KNOWLEDGE.facts:
        shown = told[fact.id]
        quotes = [data["proofs"][index]["quote"] for index in shown["proofs"]]
        assert len(quotes) == len(fact.statement.evidence)
        assert (shown["confidence"], shown["sources"]) == (fact.statement.confidence, fact.sources)


def test_html_quotes_are_readable() -> None:
    quotes = [one["quote"] for one in island(PAGE)["proofs"]]
    assert "包含市南软件园、蓝色硅谷核心区在内" in quotes
    assert any("同比增长9%" in one for one in quotes)


def test_html_proof_points_to_its_own_article() -> None:
    data = island(to_html(TITLED, SCHEMA))
    titles = {}
    for proof in data["proofs"]:
        source = data["documents"][proof["document"]]
        titles[proof["quote"]] = source["name"], source["articles"][str(proof["article"])]
    assert titles["青岛高新区主攻生物医药产业"] == (
        "news/first.txt",
        {"title": "青岛高新区综合评价列全国第13位", "date": "2024-03-05", "publisher": "青岛日报"},
    )
    assert titles["市南软件园属于青岛高新区"] == (
        "news/second.txt",
        {"title": "市南软件园动态", "date": "2024-10"},
    )
    assert titles["海云数据总部位于青岛市"] == (
        "news/second.txt",
        {"title": "海云数据落户青岛", "date": "2023-05"},
    )


def test_html_article_without_a_title_claims_none() -> None:
    documents = {one["name"]: one for one in island(PAGE)["documents"].values()}
    assert documents["news/second.txt"]["articles"]["1"] == {}


def test_html_quote_of_mere_markup_is_shown_as_it_stands() -> None:
    data = island(to_html(knowledge((ZONE, SAP), (relation(ZONE, "introduced", SAP, "<br/>"),)), SCHEMA))
    assert [one["quote"] for one in data["proofs"]] == ["<br/>"]


def test_html_counts_types_as_the_knowledge_does() -> None:
    types = {one["label"]: one["count"] for one in island(PAGE)["types"]}
    assert types["企业"] == 3 and types["开发区"] == 1 and sum(types.values()) == 17


def test_html_draws_the_best_connected_within_the_budget() -> None:
    data = island(to_html(KNOWLEDGE, SCHEMA, most_nodes=3, most_edges=2))
    drawn = [one["id"] for one in data["network"]["nodes"]]
    assert drawn[:2] == [ZONE.id, KANGTAI.id] and len(drawn) == 3
    assert len(data["network"]["edges"]) == 2
    assert all({edge["from"], edge["to"]} <= set(drawn) for edge in data["network"]["edges"])
    assert data["counts"] == {"entities": 17, "links": 18, "drawnNodes": 3, "drawnEdges": 2}
    assert len(data["entities"]) == 17


def test_html_planned_and_negated_edges_are_dashed_each_in_its_way() -> None:
    data = island(PAGE)
    modality = {one["id"]: one.get("modality") for one in data["statements"]}
    dashes = {modality[edge["id"]]: edge.get("dashes") for edge in data["network"]["edges"]}
    assert dashes[None] is None
    assert dashes["planned"] and dashes["negated"] and dashes["planned"] != dashes["negated"]


def test_html_parallel_and_opposite_edges_take_different_ways() -> None:
    facts = (
        relation(ZONE, "introduced", KANGTAI),
        relation(ZONE, "introduced", KANGTAI, "另一句"),
        relation(KANGTAI, "locatedIn", ZONE),
        relation(ZONE, "cooperatesWith", KANGTAI),
    )
    edges = draw(knowledge((ZONE, KANGTAI), facts), SCHEMA, most_nodes=9, most_edges=9).edges
    ways = set()
    for edge in edges:
        smooth = edge.get("smooth", {"type": "curvedCW", "roundness": 0})
        turn = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
        ways.add(round(turn if edge["from"] == ZONE.id else -turn, 3))
    assert len(edges) == len(ways) == 4
    heads = [edge["arrows"] for edge in edges if edge["id"] == facts[3].id]
    assert heads == [{"to": {"enabled": False}}]


def test_html_loops_at_one_node_differ() -> None:
    facts = (relation(ZONE, "partOf", ZONE), relation(ZONE, "locatedIn", ZONE))
    edges = draw(knowledge((ZONE,), facts), SCHEMA, most_nodes=9, most_edges=9).edges
    assert len({edge["selfReference"]["size"] for edge in edges}) == 2


def test_html_no_two_nodes_share_a_place_and_nothing_will_move_them() -> None:
    network = island(PAGE)["network"]
    assert len({(one["x"], one["y"]) for one in network["nodes"]}) == 17
    assert network["options"]["physics"] == {"enabled": False}
    assert network["options"]["layout"] == {"improvedLayout": False}


def test_html_signs_tell_types_apart_without_colour() -> None:
    signs = make_signs(SCHEMA)
    shapes = {(one.shape, luminance(one.fill) > 0.6) for one in signs.values()}
    assert len(shapes) == len(SCHEMA.types)
    for name, sign in signs.items():
        contrast = 1.05 / (luminance(sign.line) + 0.05)
        assert contrast >= 3, f"{name}: the outline {sign.line} has a contrast of {contrast:.1f} to white"


def test_html_mixes_colours() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#c1272d", "#ffffff", 0.0) == "#c1272d"


@pytest.mark.parametrize(
    ("name", "wrapped"),
    [
        ("青岛高新区", "青岛高新区"),
        ("青岛国家高新技术产业开发区", "青岛国家高新技\n术产业开发区"),
        ("康泰生物医药（青岛）有限公司", "康泰生物医药（青\n岛）有限公司"),
        ("Kunming Jida Pharmaceutical Company", "Kunming Jida\nPharmaceutical\nCompany"),
        ("高" * 10_000, "高" * 10 + "\n" + "高" * 10 + "\n" + "高" * 9 + "…"),
        ("甲\n乙", "甲 乙"),
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


@given(st.text() | st.sampled_from(HOSTILE))
def test_html_island_is_inert_and_keeps_its_value(text: str) -> None:
    safe = escape(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert not re.search("[<>&\u2028\u2029]", safe)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_hostile_text_stays_text(text: str) -> None:
    zone = replace(ZONE, name=text, aliases=(text,))
    facts = (relation(zone, "introduced", SAP, text),)
    sources = (Source(FIRST_ID, text, 0, text, text, text),)
    page = to_html(Knowledge(sources, (zone, SAP), facts), SCHEMA, title=text)
    plain = to_html(knowledge((ZONE, SAP), (relation(ZONE, "introduced", SAP),)), SCHEMA)
    assert len(re.findall(r"<[a-zA-Z/!]", page)) == len(re.findall(r"<[a-zA-Z/!]", plain))
    data = island(page)
    assert data["entities"][0]["name"] == text
    assert data["documents"][FIRST_ID]["name"] == text
    title = re.findall("<title>(.*?)</title>", page, re.DOTALL)[0]
    assert unescape(title) == text and "<" not in title


def test_html_tells_readers_without_scripts_what_it_holds() -> None:
    summary = re.findall("<noscript>(.*?)</noscript>", PAGE, re.DOTALL)[0]
    assert "<td>企业</td><td>3</td>" in summary
    assert summary.index(f"<li>{ZONE.name}</li>") < summary.index(f"<li>{UNIVERSITY.name}</li>")


def test_html_of_nothing_and_of_one_thing() -> None:
    assert island(to_html(Knowledge((), (), ()), SCHEMA))["network"]["nodes"] == []
    data = island(to_html(knowledge((ZONE,), ()), SCHEMA))
    assert [one["id"] for one in data["network"]["nodes"]] == [ZONE.id]


def test_html_does_not_depend_on_the_order_of_facts_and_sources() -> None:
    turned = replace(KNOWLEDGE, facts=KNOWLEDGE.facts[::-1], sources=KNOWLEDGE.sources[::-1])
    assert to_html(turned, SCHEMA) == PAGE


def test_html_nodes_grow_with_their_links() -> None:
    size = {one["id"]: one["size"] for one in island(PAGE)["network"]["nodes"]}
    ordered = [size[one.id] for one in (ZONE, KANGTAI, SOFTWARE, UNIVERSITY)]
    assert all(a > b for a, b in combinations(ordered, 2))
