"""Turtle: stable bytes, no escaped names, read back alike by two parsers, nothing doubtful let through."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS, BNode, Graph, Literal, URIRef, namespace
from rdflib.term import Node

import kg.write.turtle
from kg.errors import KgError
from kg.graph import to_graph
from kg.schema import load_schema
from kg.write.turtle import to_turtle
from tests.knowledge import KNOWLEDGE

EX = "https://example.org/"
TEXT = to_turtle(to_graph(KNOWLEDGE, load_schema()))


def graph_of(*triples: tuple[str, Node]) -> Graph:
    """Make a graph of (local subject, object) with rdfs:label between."""
    graph = Graph(bind_namespaces="none")
    graph.bind("ex", EX)
    graph.bind("rdfs", RDFS)
    for subject, object_ in triples:
        graph.add((URIRef(EX + subject), RDFS.label, object_))
    return graph


def test_turtle_has_a_layout_of_its_own() -> None:
    graph = graph_of(
        ("b", Literal("乙", lang="zh")), ("a", Literal(2)), ("a", Literal("甲")), ("a", URIRef(EX + "b"))
    )
    assert to_turtle(graph) == (
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix ex: <https://example.org/> .\n"
        "\n"
        'ex:a rdfs:label "甲", 2, ex:b .\n'
        "\n"
        'ex:b rdfs:label "乙"@zh .\n'
    )


def test_turtle_declares_only_prefixes_in_use() -> None:
    prefixes = dict(re.findall(r"@prefix ([\w-]+): <(.*)> \.", TEXT))
    assert "zone" in prefixes
    assert "eli" not in prefixes
    body = TEXT[TEXT.index("\n\n") :]
    assert all(f"{prefix}:" in body for prefix in prefixes)


def test_turtle_reads_back_alike_in_two_parsers() -> None:
    graph = to_graph(KNOWLEDGE, load_schema())
    assert set(Graph().parse(data=TEXT, format="turtle")) == set(graph)
    assert len({quad.triple for quad in ox.parse(TEXT, format=ox.RdfFormat.TURTLE)}) == len(graph)


def test_turtle_has_no_escaped_names() -> None:
    assert "\\" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", TEXT)


def test_turtle_has_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from kg.graph import to_graph; from kg.schema import load_schema;"
        "from kg.write.turtle import to_turtle; from tests.knowledge import KNOWLEDGE;"
        "print(hashlib.sha256(to_turtle(to_graph(KNOWLEDGE, load_schema())).encode()).hexdigest())"
    )
    environments = ({"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)} for seed in ("1", "2"))
    outputs = {subprocess.check_output([sys.executable, "-c", code], env=one) for one in environments}
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "local",
    ["康立泰", "a(b)", "a.b", "a.", "-a", "a-", "a/b", "a%20b", "a'b", "", "é", "a:b", "a~b", "a\u3000b"],
)
def test_turtle_writes_full_iris_where_a_name_would_need_an_escape(local: str) -> None:
    text = to_turtle(graph_of((local, Literal(1))))
    assert f"<{EX}{local}> rdfs:label 1 ." in text
    assert "@prefix ex:" not in text


@pytest.mark.parametrize(
    "local", ["a b", "a<b", "a>b", 'a"b', "a{b", "a|b", "a^b", "a`b", "a\\b", "a\nb", "a\x00b"]
)
def test_turtle_refuses_what_is_no_iri(local: str) -> None:
    with pytest.raises(KgError, match="is no IRI"):
        to_turtle(graph_of((local, Literal(1))))


def test_turtle_refuses_blank_nodes() -> None:
    with pytest.raises(KgError, match="no blank node"):
        to_turtle(graph_of(("a", BNode())))


@pytest.mark.parametrize("text", ["\ud800", "高\udfff"])
def test_turtle_refuses_lone_surrogates(text: str) -> None:
    with pytest.raises(KgError, match="not valid"):
        to_turtle(graph_of(("a", Literal(text))))


def test_turtle_gives_nothing_out_that_reads_back_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loses line breaks writes valid Turtle of the right length, yet not the same graph."""
    monkeypatch.setattr(kg.write.turtle, "_escape", lambda match: " ")
    with pytest.raises(KgError, match="reads back as 1 of 2 triples"):
        to_turtle(graph_of(("a", Literal("甲\n乙")), ("b", Literal("丙"))))


def test_turtle_refuses_an_iri_without_scheme() -> None:
    graph = Graph(bind_namespaces="none")
    graph.add((URIRef("nowhere"), RDFS.label, Literal("a")))
    with pytest.raises(KgError):
        to_turtle(graph)


@given(st.text())
def test_turtle_keeps_any_text(text: str) -> None:
    graph = graph_of(("a", Literal(text)), ("b", Literal(text, lang="zh")))
    assert set(Graph().parse(data=to_turtle(graph), format="turtle")) == set(graph)


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (Literal(13), "13"),
        (Literal(-13), "-13"),
        (Literal(Decimal("14.5")), "14.5"),
        (Literal("13", datatype=namespace.XSD.decimal), '"13"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (Literal(True), "true"),
        (
            Literal("2024-09", datatype=namespace.XSD.gYearMonth),
            '"2024-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
        ),
        (Literal("x", datatype=namespace.XSD.string), '"x"'),
        (Literal('甲\n"乙"\\\t\r\x07'), r'"甲\n\"乙\"\\\t\r\u0007"'),
    ],
)
def test_turtle_writes_literals(literal: Literal, written: str) -> None:
    assert f"ex:a rdfs:label {written} ." in to_turtle(graph_of(("a", literal)))


def test_turtle_of_nothing_is_empty() -> None:
    assert to_turtle(graph_of()).strip() == ""
