"""What graph.html gives out as data: JSON with documented keys, and Turtle that is a part of graph.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, ORG, QB, RDF, RDFS, SKOS, Graph

from kg.graph import KG, OA, to_graph
from kg.graph.terms import HAS_UNIT, to_decimal
from kg.records import Knowledge, Observation, Relation
from kg.write.html import to_html
from kg.write.html.kept import Room
from tests.browser import SCHEMA, Visit, open_page
from tests.knowledge import ENTITIES, KANGTAI, KNOWLEDGE, WANG, ZONE
from tests.saving import AROUND, read_turtle, save, save_json, start, to_triples

pytestmark = pytest.mark.browser

Keys = dict[str, tuple[type, ...]]

TYPE, LABEL = ox.NamedNode(str(RDF.type)), ox.NamedNode(str(RDFS.label))
DERIVED = ox.NamedNode(str(KG.locatedIn))  # from tables, too, which the page does not know
DISPUTE, OFFICIAL = ox.NamedNode(str(KG.Contradiction)), ox.NamedNode(str(KG.Official))


def ids(things: Iterable[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in things]


TEXT, MAYBE_TEXT, NUMBER, MAYBE_NUMBER = (str,), (str, type(None)), (int, float), (int, float, type(None))
SAID: Final[Keys] = {
    "modality": TEXT,
    "confidence": NUMBER,
    "sources": (int,),
    "origin": TEXT,
    "proofs": (list,),
}
KEYS: Final[dict[str, Keys]] = {
    "documents": {"id": TEXT, "name": TEXT, "articles": (list,)},
    "entities": {"id": TEXT, "iri": TEXT, "type": TEXT, "name": TEXT, "aliases": (list,)},
    "relations": {
        **{"id": TEXT, "iri": TEXT, "subject": TEXT, "predicate": TEXT, "object": TEXT},
        **{"role": MAYBE_TEXT, "time": MAYBE_TEXT, "phase": MAYBE_TEXT},
        **SAID,
    },
    "figures": {
        **{"id": TEXT, "iri": TEXT, "subject": TEXT, "indicator": TEXT, "wording": TEXT},
        **{"value": MAYBE_NUMBER, "unit": MAYBE_TEXT, "base": MAYBE_NUMBER, "baseUnit": MAYBE_TEXT},
        **{"change": MAYBE_NUMBER, "period": MAYBE_TEXT, "scope": MAYBE_TEXT},
        **{"approx": (bool,), "bound": MAYBE_TEXT},
        **SAID,
    },
    "contradictions": {"id": TEXT, "kind": TEXT, "facts": (list,)},
}
PROOF: Final[Keys] = {
    **{"id": TEXT, "quote": TEXT, "start": (int,), "end": (int,), "document": TEXT, "article": (int,)},
}
ARTICLE: Final[Keys] = {"index": (int,), "title": MAYBE_TEXT, "date": MAYBE_TEXT, "publisher": MAYBE_TEXT}


def check_keys(rows: Iterable[dict[str, Any]], keys: Keys) -> None:
    for row in rows:
        assert list(row) == list(keys)
        assert not {name: row[name] for name, kinds in keys.items() if type(row[name]) not in kinds}


def test_html_export_json_tells_all_that_is_visible(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    told = save_json(visit)
    assert list(told) == ["generation", "title", "filters", *KEYS]
    for name, keys in KEYS.items():
        check_keys(told[name], keys)
    for fact in (*told["relations"], *told["figures"]):
        check_keys(fact["proofs"], PROOF)
    check_keys((one for document in told["documents"] for one in document["articles"]), ARTICLE)
    assert sorted(ids(told["entities"])) == sorted(one.id for one in ENTITIES)
    assert sorted(ids(told["relations"]) + ids(told["figures"])) == [one.id for one in KNOWLEDGE.facts]
    assert told["filters"]["words"] == []
    assert told["contradictions"] == [
        {
            "id": KNOWLEDGE.contradictions[0].id,
            "kind": "value",
            "facts": list(KNOWLEDGE.contradictions[0].facts),
        }
    ]
    facts = {one.id: one.statement for one in KNOWLEDGE.facts}
    for row in told["relations"]:
        said = facts[row["id"]]
        assert isinstance(said, Relation)
        assert (row["subject"], row["predicate"], row["object"]) == (
            said.subject,
            said.predicate,
            said.object,
        )
        assert (row["role"], row["time"], row["modality"]) == (
            said.role,
            said.time,
            said.modality or "asserted",
        )
        assert [(one["document"], one["start"], one["end"]) for one in row["proofs"]] == [
            (one.document, one.span.start, one.span.end) for one in said.evidence
        ]
    for row in told["figures"]:
        said = facts[row["id"]]
        assert isinstance(said, Observation)
        assert (row["value"], row["unit"], row["change"]) == (said.value, said.unit, said.change)
        assert (row["period"], row["bound"], row["approx"]) == (said.period, said.bound, said.approx)


# What the page does not know, or does not know of all: it is in graph.ttl alone.
LACKING: Final = {
    *(DCTERMS.creator, DCTERMS.isReferencedBy, DCTERMS.type, KG.divisionCode, OA.exact, HAS_UNIT),
    *(SKOS.altLabel, SKOS.inScheme, ORG.role, QB.structure),
}
DATASET: Final = "http://www.w3.org/ns/dcat#Dataset"  # DCAT.Dataset, at which pytest stumbles
LACKING_KINDS: Final = {ORG.Role, DATASET, RDF.Statement, QB.DataSet, SKOS.ConceptScheme}


def find_left_out(graph: Graph, triples: set[ox.Triple]) -> set[ox.Triple]:
    """Find the triples of a graph that the page could have told and did not."""
    whole = to_triples(graph)
    kinds = {ox.NamedNode(str(one)) for one in LACKING_KINDS}
    unknown = {one.subject for one in whole if one.predicate == TYPE and one.object in kinds}
    disputes = {one.subject for one in whole if one.object == DISPUTE}
    lacking = {ox.NamedNode(str(one)) for one in LACKING}
    return {
        one
        for one in whole - triples
        if one.predicate not in lacking
        and one.subject not in unknown
        and one.object != OFFICIAL
        and not (one.subject in disputes and one.predicate == LABEL)
    }


def test_html_export_turtle_is_a_part_of_the_graph(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    data, graph = save(visit, "ttl"), to_graph(KNOWLEDGE, SCHEMA)
    triples = read_turtle(data)
    assert triples - to_triples(graph) == set()
    assert {one.predicate for one in find_left_out(graph, triples)} <= {DERIVED}
    assert data == save(visit, "ttl")


def test_html_export_turtle_of_the_seeds_is_a_part_of_their_graph(
    visit: Visit, tmp_path: Path, seeds: Knowledge
) -> None:
    open_page(visit, tmp_path, seeds)
    start(visit)
    graph = to_graph(seeds, SCHEMA)
    triples = read_turtle(save(visit, "ttl"))
    assert triples - to_triples(graph) == set()
    assert {one.predicate for one in find_left_out(graph, triples)} <= {DERIVED}
    for kind in (KG.Entity, KG.Statement, KG.Observation, KG.Evidence, KG.Document, KG.Article, KG.Indicator):
        wanted = len(set(graph.subjects(RDF.type, kind)))
        assert len([one for one in triples if one.object == ox.NamedNode(str(kind))]) == wanted > 0


def test_html_export_turtle_of_a_part_says_nothing_of_the_rest(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate(AROUND, [WANG.id, 1])
    start(visit)
    data = save(visit, "ttl")
    triples = read_turtle(data)
    assert triples <= to_triples(to_graph(KNOWLEDGE, SCHEMA))
    assert len([one for one in triples if one.object == ox.NamedNode(str(KG.Entity))]) == 2
    assert len([one for one in triples if one.object == ox.NamedNode(str(KG.Statement))]) == 1
    assert ZONE.id.encode() not in data and KANGTAI.id.encode() not in data


def test_html_export_turtle_of_a_page_that_lacks_articles(visit: Visit, tmp_path: Path) -> None:
    """The page holds one of the two articles of a document, and can't tell what they agree on."""
    path = tmp_path / "graph.html"
    path.write_text(to_html(KNOWLEDGE, SCHEMA, room=Room(5, 1, 0)), encoding="utf-8", newline="\n")
    visit.open(path)
    assert visit.page.evaluate("Data.articles.length") < len(KNOWLEDGE.sources)
    start(visit)
    triples = read_turtle(save(visit, "ttl"))
    assert triples <= to_triples(to_graph(KNOWLEDGE, SCHEMA))
    assert len([one for one in triples if one.object == ox.NamedNode(str(KG.Document))]) == 2


def test_html_export_turtle_writes_numbers_as_the_graph_does(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    numbers = [0, 1, -3, 6330, 14.5, 0.05, 1e-7, -2.5e-9, 123456.789, 633000000000.0, 0.9648, 1e15]
    wanted = [str(to_decimal(number)) for number in numbers]
    assert visit.page.evaluate("(all) => all.map(Turtle.decimal)", numbers) == wanted


def test_html_export_turtle_leaves_out_what_may_be_rounded(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    numbers = [2**53, 2**60, 0.1 + 0.2, 1234567890123456, -0.0]
    assert visit.page.evaluate("(all) => all.map(Turtle.decimal)", numbers) == [None] * 5
