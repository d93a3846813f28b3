"""The competency questions give the same, expected rows in Oxigraph and in rdflib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.graph import to_graph
from kg.schema import find_ontology, load_schema
from kg.write.turtle import to_turtle
from tests.knowledge import KNOWLEDGE, RELATIONS, TITLED, ZONE, fact

QUESTIONS = {path.stem: path for path in sorted((find_ontology() / "questions").glob("*.rq"))}
BROKEN = "包含市南软件园、蓝色硅谷核心区在内"
TITLE, DATE = "青岛高新区综合评价列全国第13位", "2024-03-05"  # of the first document's one article
RANKS = "2022年，青岛高新区综合评价在全国列第15位，2023年列第13位"
Row = tuple[str, ...]

EXPECTED: dict[str, list[Row]] = {  # over tests/knowledge.py
    "01-parks": [("市南软件园",), ("蓝色硅谷核心区",)],
    "02-rank": [
        ("2022", "综合评价", "全国", "15", TITLE, DATE, "news/first.txt", RANKS),
        ("2023", "综合评价", "全国", "13", TITLE, DATE, "news/first.txt", RANKS),
    ],
    "03-introduced": [
        ("市南软件园", "SAP", ""),
        (ZONE.name, "康泰生物医药（青岛）有限公司", "生物医药"),
    ],
    "04-policies": [(ZONE.name, "《青岛高新区促进科技创新若干政策》", "2024")],
    "05-posts": [
        ("李明", "总经理", "康泰生物医药（青岛）有限公司", "false"),
        ("王海", "主任", "青岛高新区管委会", "true"),
    ],
    "06-projects": [("康泰创新药项目", "14.5", "亿元", "康泰生物医药（青岛）有限公司")],
    "07-industries": [(ZONE.name, "生物医药")],
    "08-recognitions": [(ZONE.name, "国家级绿色工业园区", "2024-09")],
    "09-figures": [
        (ZONE.name, "2022", "5800", "亿元", "", "false"),
        (ZONE.name, "2023", "6330", "亿元", "9", "false"),
        (ZONE.name, "2025", "8000", "亿元", "", "true"),
    ],
    "10-evidence": [
        (TITLE, DATE, "news/first.txt", "41", "59", BROKEN, "0.95", "2"),
        (
            *("市南软件园动态", "2024-10", "news/second.txt"),
            *("8", "20", "市南软件园属于青岛高新区", "0.95", "2"),
        ),
    ],
    "11-rank-series": [
        (
            "2022",
            "2024-03-05",
            "15",
            "1",
            "news/first.txt",
            "2022年，青岛高新区综合评价在全国列第15位，2023年列第13位",
        ),
        (
            "2023",
            "2024-03-05",
            "13",
            "1",
            "news/first.txt",
            "2022年，青岛高新区综合评价在全国列第15位，2023年列第13位",
        ),
    ],
    "12-known-posts": [
        ("李明", "总经理", "康泰生物医药（青岛）有限公司", "2024-10", "2024-10", "1"),
        ("王海", "主任", "青岛高新区管委会", "2024-03-05", "2024-03-05", "1"),
    ],
    "13-contradictions": [
        (
            f"{ZONE.name} 营业收入 2022 5800亿元 ≠ {ZONE.name} 营业收入 2023 6330亿元（+9%）",
            "valueConflict",
            "2024-03-05",
            "news/first.txt",
            "2022年青岛高新区营业收入5800亿元，2023年营业收入6330亿元，同比增长9%",
        ),
    ],
    "14-corroborated": [
        ("市南软件园", "partOf", "青岛国家高新技术产业开发区", "2", "0.95"),
    ],
    "15-life-lines": [
        (
            "康泰创新药项目",
            "started",
            "",
            "2024-03-05",
            "康泰生物医药（青岛）有限公司",
            "总投资14.5亿元的康泰创新药项目由康泰生物建设",
        ),
    ],
    "16-targets": [
        ("青岛国家高新技术产业开发区", "营业收入", "2025", "8000", "亿元", "2022", "5800"),
        ("青岛国家高新技术产业开发区", "营业收入", "2025", "8000", "亿元", "2023", "6330"),
    ],
    "17-comparable": [
        ("营业收入", "2022", "青岛国家高新技术产业开发区", "580000000000", "5800", "亿元"),
        ("营业收入", "2023", "青岛国家高新技术产业开发区", "633000000000", "6330", "亿元"),
    ],
    "18-in-a-year": [
        ("青岛国家高新技术产业开发区", "综合评价", "", "13", "位", "2023-01-01", "2023-12-31"),
        ("青岛国家高新技术产业开发区", "营业收入", "", "6330", "亿元", "2023-01-01", "2023-12-31"),
    ],
    "19-shared": [
        ("市南软件园", "2", "0"),
        ("康泰生物医药（青岛）有限公司", "2", "1"),
        ("生物医药", "2", "0"),
        ("青岛国家高新技术产业开发区", "2", "1"),
        ("青岛高新区管委会", "2", "0"),
    ],
    "20-in-a-province": [],
}


@cache
def _turtle() -> str:
    return to_turtle(to_graph(KNOWLEDGE, load_schema()))


def _write(value: str | None) -> str:
    """Write a cell; numbers without needless zeros, since Oxigraph stores values and not their spelling."""
    if value is None or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return value or ""
    return f"{Decimal(value).normalize():f}"


def ask_oxigraph(turtle: str, query: str) -> list[Row]:
    store = ox.Store()
    store.load(turtle, format=ox.RdfFormat.TURTLE)
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(_write(getattr(term, "value", None)) for term in row) for row in solutions]


def ask_rdflib(turtle: str, query: str) -> list[Row]:
    rows = Graph().parse(data=turtle, format="turtle").query(query)
    return [tuple(_write(None if term is None else str(term)) for term in row) for row in _rows(rows)]


def _rows(result: object) -> Iterator[tuple[object, ...]]:
    assert hasattr(result, "__iter__")
    yield from result


def test_questions_are_those_expected() -> None:
    assert list(QUESTIONS) == list(EXPECTED)


@pytest.mark.parametrize("path", QUESTIONS.values(), ids=QUESTIONS)
def test_questions_begin_with_their_title_in_both_languages(path: Path) -> None:
    zh, en, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# zh .*[\u4e00-\u9fff].*", zh)
    assert re.fullmatch(r"# en [ -~]+", en)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("ask", [ask_oxigraph, ask_rdflib])
def test_questions_give_the_expected_rows(name: str, ask: object) -> None:
    assert callable(ask)
    assert ask(_turtle(), QUESTIONS[name].read_text(encoding="utf-8")) == EXPECTED[name]


@pytest.mark.parametrize("ask", [ask_oxigraph, ask_rdflib])
def test_questions_give_title_and_date_of_the_proofs_own_article(ask: object) -> None:
    assert callable(ask)
    first, second = RELATIONS[0].evidence
    moved = fact(replace(RELATIONS[0], evidence=(first, replace(second, article=1))))
    turtle = to_turtle(to_graph(replace(TITLED, facts=(moved,), contradictions=()), load_schema()))
    rows = ask(turtle, QUESTIONS["10-evidence"].read_text(encoding="utf-8"))
    assert [row[:3] for row in rows] == [
        (TITLE, DATE, "news/first.txt"),
        ("海云数据落户青岛", "2023-05", "news/second.txt"),
    ]


@pytest.mark.parametrize("path", QUESTIONS.values(), ids=QUESTIONS)
def test_questions_order_their_rows(path: Path) -> None:
    assert "\nORDER BY " in path.read_text(encoding="utf-8")
