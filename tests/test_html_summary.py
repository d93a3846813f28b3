"""kg.write.html.summary: what a page tells readers without scripts: small and escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from kg.records import Evidence, Fact, Knowledge, Modality, Observation, Relation, Source, Span
from kg.schema import load_schema
from kg.text import tidy
from kg.write.html import to_html
from kg.write.html.picture import draw
from kg.write.html.summary import MOST_DOCUMENTS, MOST_ENTITIES, make_summary
from tests.knowledge import FIRST_ID, KANGTAI, KNOWLEDGE, SAP, SOFTWARE, TITLED, ZONE, digest, entity
from tests.synthetic_graph import make_knowledge

SCHEMA = load_schema()
LARGEST = 40_000  # bytes


def summarize(knowledge: Knowledge) -> str:
    picture = draw(knowledge, SCHEMA, most_nodes=9, most_edges=9)
    return make_summary(knowledge, SCHEMA, picture.entities)


def items(summary: str, tag: str) -> list[str]:
    """Find the items of the only list with this tag, as text."""
    content = re.findall(f"<{tag}>(.*?)</{tag}>", summary, re.DOTALL)
    assert len(content) == 1
    return [
        unescape(re.sub("<[^>]*>", "", one)) for one in re.findall("<li>(.*?)</li>", content[0], re.DOTALL)
    ]


def say(predicate: str, quote: str, *, sources: int = 1, modality: Modality | None = None) -> Fact:
    evidence = (Evidence(FIRST_ID, 0, Span(0, len(quote)), quote),)
    statement = Relation(ZONE.id, predicate, SAP.id, evidence, "test", 0.5)
    said = replace(statement, modality=modality)
    return Fact(digest(predicate, quote), said, sources)


def test_summary_stands_in_the_page_for_readers_without_scripts() -> None:
    page = to_html(KNOWLEDGE, SCHEMA)
    assert re.findall("<noscript>(.*?)</noscript>", page, re.DOTALL) == [summarize(KNOWLEDGE)]


def test_summary_counts_entities_relations_and_figures() -> None:
    summary = summarize(KNOWLEDGE)
    assert "17 个实体，18 条关系，7 条指标" in summary
    counts = dict(re.findall("<tr><td>(.*?)</td><td>(.*?)</td>", summary))
    assert counts["企业"] == "3" and counts["园区"] == "2"
    assert counts["属于"] == "2" and counts["举办"] == "1"
    assert sum(map(int, counts.values())) == 17 + 18
    assert '<td lang="en">enterprise</td>' in summary


def test_summary_names_documents_with_title_and_date() -> None:
    assert items(summarize(TITLED), "ul") == [
        "青岛高新区综合评价列全国第13位 · 2024-03-05 · news/first.txt",
        "市南软件园动态 · 2024-10 · 等 2 篇 · news/second.txt",
    ]


def test_summary_best_connected_come_first_each_with_its_best_proven_statement() -> None:
    told = items(summarize(KNOWLEDGE), "ol")
    assert len(told) == 17
    assert told[0] == (
        "青岛国家高新技术产业开发区（开发区，14 条事实）市南软件园 属于 青岛国家高新技术产业开发区："
        "“市南软件园属于青岛高新区”——市南软件园动态"
    )
    assert told[1].startswith(f"{KANGTAI.name}（企业，")


def test_summary_prefers_what_is_stated_to_what_is_planned_then_more_sources() -> None:
    facts = (
        say("introduced", "拟引进", sources=9, modality="planned"),
        say("hosted", "举办", sources=1),
        say("builds", "建设", sources=2),
    )
    summary = summarize(Knowledge((Source(FIRST_ID, "a.txt", 0),), (ZONE, SAP), facts))
    assert f"{ZONE.name} 建设 SAP：“建设”——a.txt" in items(summary, "ol")[0]
    planned = summarize(Knowledge((), (ZONE, SAP), facts[:1]))
    assert f"{ZONE.name} 引进 SAP（计划）：“拟引进”" in items(planned, "ol")[0]


def test_summary_tells_figures_with_value_unit_period_and_change() -> None:
    evidence = (Evidence(FIRST_ID, 0, Span(0, 2), "约九"),)
    figure = Observation(
        ZONE.id, "营业收入", 5.5, "亿元", "2023", -9, evidence, "test", 0.5, approx=True, bound="min"
    )
    told = items(summarize(Knowledge((), (ZONE,), (Fact("a", figure, 1),))), "ol")
    assert told == [f"{ZONE.name}（开发区，1 条事实）{ZONE.name} 2023 营业收入 至少约5.5亿元 -9%：“约九”"]


def test_summary_quotes_the_sentence_that_names_both() -> None:
    quotes = ("又有突破", f"{ZONE.aliases[0]}欢迎来客", f"{ZONE.aliases[0]}引进SAP", "SAP来到青岛高新区")
    proofs = tuple(Evidence(FIRST_ID, 0, Span(at, at + len(one)), one) for at, one in enumerate(quotes))
    fact = Fact("a", Relation(ZONE.id, "introduced", SAP.id, proofs, "test", 0.5), 1)
    assert f"：“{quotes[2]}”" in items(summarize(Knowledge((), (ZONE, SAP), (fact,))), "ol")[0]


def test_summary_counts_a_fact_about_itself_once() -> None:
    evidence = (Evidence(FIRST_ID, 0, Span(0, 1), "甲"),)
    loop = Fact("a", Relation(ZONE.id, "partOf", ZONE.id, evidence, "test", 0.5), 1)
    assert "（开发区，1 条事实）" in items(summarize(Knowledge((), (ZONE,), (loop,))), "ol")[0]


@pytest.mark.parametrize("letter", ["高", "&", "<", '"', "'", "😀", "\ud800", "\x00"])
def test_summary_is_small_whatever_the_names(letter: str) -> None:
    long = letter * 5000
    zones = tuple(replace(entity("Zone", f"{number}"), name=long) for number in range(99))
    quote = Evidence("d0", 0, Span(0, len(long)), long)
    facts = tuple(
        Fact(f"{at}", Relation(zones[at].id, "introduced", zones[at - 1].id, (quote,), "x", 0.5, long), 1)
        for at in range(99)
    )
    sources = tuple(Source(f"d{at}", f"{at}{long}", 0, long, "2024-03-05") for at in range(999))
    summary = summarize(Knowledge(sources, zones, facts))
    assert len(summary.encode("utf-8")) <= LARGEST
    assert "<<" not in summary and "&&" not in summary
    assert f"另有 {999 - MOST_DOCUMENTS} 份文档" in summary
    assert len(items(summary, "ol")) == MOST_ENTITIES and len(items(summary, "ul")) == MOST_DOCUMENTS


@pytest.mark.parametrize(
    "text", ["</noscript><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;"]
)
def test_summary_shows_hostile_text_as_it_stands(text: str) -> None:
    zone = replace(ZONE, name=text)
    evidence = (Evidence(FIRST_ID, 0, Span(0, len(text)), text),)
    fact = Fact("a", Relation(zone.id, "introduced", SAP.id, evidence, "test", 0.5, role=text), 1)
    knowledge = Knowledge((Source(FIRST_ID, text, 0, text, text),), (zone, SAP, SOFTWARE), (fact,))
    summary = summarize(knowledge)
    tags = {"p", "h2", "table", "tr", "td", "ul", "ol", "li", "br"}
    assert set(re.findall(r"</?([^ >]*)", summary)) <= tags
    told = items(summary, "ol")[0]
    assert text[:25] in told and f"“{tidy(text)}”" in told
    assert text[:25] in items(summary, "ul")[0]


def test_summary_escapes_the_unit_of_a_figure() -> None:
    evidence = (Evidence(FIRST_ID, 0, Span(0, 1), "九"),)
    figure = Observation(ZONE.id, "收入", 9, "<b>", None, None, evidence, "test", 0.5)
    assert "收入 9&lt;b&gt;：" in summarize(Knowledge((), (ZONE,), (Fact("a", figure, 1),)))


def test_summary_does_not_depend_on_the_order_of_anything() -> None:
    turned = replace(
        KNOWLEDGE,
        sources=KNOWLEDGE.sources[::-1],
        entities=KNOWLEDGE.entities[::-1],
        facts=KNOWLEDGE.facts[::-1],
    )
    assert summarize(turned) == summarize(KNOWLEDGE)


def test_summary_of_nothing_says_so() -> None:
    assert "0 个实体，0 条关系，0 条指标" in summarize(Knowledge((), (), ()))


def test_summary_of_a_large_graph_is_small() -> None:
    assert len(summarize(make_knowledge(300, 600)).encode("utf-8")) <= LARGEST
