"""The five seeds, built whole: the committed outputs, the same bytes every time, quotes in their places."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
import rdflib

from kg.articles import split_articles
from kg.check import check_graph
from kg.pipeline import build_graph, score, write_outputs
from kg.read import read_documents
from kg.records import Document, Entity, Observation, Relation
from kg.schema import load_schema
from kg.text import tidy
from kg.write import Build

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
OUTPUTS = ROOT / "outputs"
OTHER_ZONES = ("白银高新区", "咸阳高新区", "昆明高新区", "合肥高新区")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built() -> Build:
    return build_graph([SEEDS])


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return read_documents([SEEDS])[0]


@pytest.fixture(scope="module")
def outputs(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "outputs"
    write_outputs(built, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_seeds_committed_outputs_are_what_the_code_writes(outputs: Path) -> None:
    fresh, committed = contents(outputs), contents(OUTPUTS)
    assert sorted(fresh) == sorted(committed)
    different = [name for name in fresh if fresh[name] != committed[name]]
    assert not different, (
        f"{different} differ: run `kg build seeds` and read the difference before you commit it"
    )


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_seeds_hash_seed_and_order_change_no_byte(seed: str, outputs: Path, tmp_path: Path) -> None:
    paths = sorted(SEEDS.iterdir())
    random.Random(seed).shuffle(paths)
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kg", "build", *map(str, paths), "--outputs", str(tmp_path / "again")]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tmp_path)
    again = contents(tmp_path / "again")
    assert [name for name, content in contents(outputs).items() if again[name] != content] == []


def test_seeds_every_quote_stands_in_its_place(documents: tuple[Document, ...], built: Build) -> None:
    texts = {document.id: document.text for document in documents}
    evidence = [each for fact in built.knowledge.facts for each in fact.statement.evidence]
    assert len(evidence) > 100
    for each in evidence:
        assert texts[each.document][each.span.start : each.span.end] == each.quote


def test_seeds_every_mention_stands_in_its_place(documents: tuple[Document, ...], built: Build) -> None:
    texts = {document.id: document.text for document in documents}
    mentions = 0
    for extraction in built.extractions:
        for entity in extraction.entities:
            for mention in entity.mentions:
                mentions += 1
                text = texts[extraction.source.document]
                assert tidy(text[mention.span.start : mention.span.end]) == mention.surface
    assert mentions > 100


def test_seeds_every_fact_is_stated_in_its_own_article(documents: tuple[Document, ...], built: Build) -> None:
    """No evidence reaches over the border of its article."""
    places = {
        (article.document.id, article.index): set(article.offsets)
        for document in documents
        for article in split_articles(document)
    }
    for extraction in built.extractions:
        inside = places[extraction.source.document, extraction.source.article]
        statements: list[Relation | Observation] = [*extraction.relations, *extraction.observations]
        for statement in statements:
            for evidence in statement.evidence:
                assert evidence.article == extraction.source.article
                assert {evidence.span.start, evidence.span.end - 1} <= inside


@pytest.mark.parametrize("zone", OTHER_ZONES)
def test_seeds_no_other_zones_facts_land_on_qingdao(
    zone: str, documents: tuple[Document, ...], built: Build
) -> None:
    """The articles on the four zones don't name 青岛: nothing they say may touch a thing of that name."""
    article = next(
        article
        for document in documents
        for article in split_articles(document)
        if zone in article.text and "青岛" not in article.text
    )
    inside, things = set(article.offsets), {entity.id: entity for entity in built.knowledge.entities}
    said = [
        fact.statement
        for fact in built.knowledge.facts
        for evidence in fact.statement.evidence
        if evidence.document == article.document.id and evidence.span.start in inside
    ]
    assert any(zone in things[statement.subject].forms for statement in said), f"nothing is said of {zone}"
    for statement in said:
        for thing in ends(statement, things):
            assert "青岛" not in "".join(thing.forms), f"{thing.name} in the article on {zone}"


def ends(statement: Relation | Observation, things: dict[str, Entity]) -> list[Entity]:
    ids = [statement.subject, *([statement.object] if isinstance(statement, Relation) else [])]
    return [things[each] for each in ids]


def test_seeds_no_fact_of_qingdao_is_proved_by_another_zones_article(
    documents: tuple[Document, ...], built: Build
) -> None:
    qingdao = {e.id for e in built.knowledge.entities if e.type == "Zone" and "青岛高新区" in e.forms}
    assert len(qingdao) == 1
    foreign = {
        (document.id, place)
        for document in documents
        for article in split_articles(document)
        if "青岛" not in article.text
        for place in article.offsets
    }
    for fact in built.knowledge.facts:
        if qingdao & {fact.statement.subject, getattr(fact.statement, "object", None)}:
            for evidence in fact.statement.evidence:
                assert (evidence.document, evidence.span.start) not in foreign


def test_seeds_every_type_and_predicate_is_found(built: Build) -> None:
    schema = load_schema()
    assert {entity.type for entity in built.knowledge.entities} == {one.name for one in schema.types}
    predicates = {s.predicate for fact in built.knowledge.facts if isinstance(s := fact.statement, Relation)}
    assert predicates == {one.name for one in schema.predicates}
    assert any(isinstance(fact.statement, Observation) for fact in built.knowledge.facts)


def test_seeds_graph_conforms(built: Build) -> None:
    assert [issue for issue in check_graph(built.graph, load_schema()) if issue.level == "error"] == []


@pytest.mark.parametrize(
    "kind,least",
    [("entities", 0.70), ("relations", 0.45), ("observations", 0.55)],
    ids=str,
)
def test_seeds_quality_is_what_the_readme_promises(
    kind: Literal["entities", "relations", "observations"], least: float, built: Build
) -> None:
    assert score(built.extractions, ROOT / "tests" / "gold").scores[kind]["all"].f1 >= least


def count_by_rdflib(path: Path) -> int:
    return len(rdflib.Graph().parse(path, format="turtle"))


def count_by_oxigraph(path: Path) -> int:
    return len({*ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)})


def test_seeds_one_thing_is_one_node(built: Build) -> None:
    entities, facts = built.knowledge.entities, built.knowledge.facts
    (zone,) = (each for each in entities if each.type == "Zone" and "青岛高新区" in each.forms)
    assert {"青岛高新区", "青岛国家高新区"} <= set(zone.forms)
    (firm,) = (each for each in entities if "海尔生物" in each.forms)
    about = (fact.statement for fact in facts)
    proofs = [
        p for one in about for p in one.evidence if firm.id in (one.subject, getattr(one, "object", None))
    ]
    assert len({each.document for each in proofs}) == 3
    named = {form: each.id for each in entities if each.type == "GovernmentBody" for form in each.forms}
    assert named["科技部火炬中心"] != named["工信部"]


def test_seeds_contradictions_are_those_looked_at_by_hand(built: Build) -> None:
    """482 high-tech firms in one report, 2,426 in another: of the main park, and of all parks of the zone."""
    facts = {fact.id: fact.statement for fact in built.knowledge.facts}
    (found,) = built.knowledge.contradictions
    said = {
        (one.indicator, one.value, one.period)
        for each in found.facts
        if isinstance(one := facts[each], Observation)
    }
    assert said == {("高新技术企业", 482, "2023"), ("高新技术企业", 2426, "2023")}


def test_seeds_two_parsers_count_the_same_triples(outputs: Path, built: Build) -> None:
    path = outputs / "graph.ttl"
    assert count_by_rdflib(path) == count_by_oxigraph(path) == len(built.graph)


@pytest.mark.parametrize(
    "command", [["rapper", "-q", "-i", "turtle", "-o", "ntriples"], ["serdi", "-o", "ntriples"]]
)
def test_seeds_an_independent_parser_counts_the_same_triples(
    command: list[str], outputs: Path, built: Build
) -> None:
    if shutil.which(command[0]) is None:
        assert "CI" not in os.environ, f"{command[0]} has to be there in CI"
        pytest.skip(f"{command[0]} is not installed")
    ran = subprocess.run([*command, str(outputs / "graph.ttl")], capture_output=True, check=True)
    assert len(set(ran.stdout.splitlines())) == len(built.graph)


def test_seeds_outputs_hold_no_place_of_this_machine(outputs: Path) -> None:
    """Neither a path nor a time of the build."""
    for name, content in contents(outputs).items():
        text = content.decode("utf-8")
        assert str(ROOT) not in text, name
        assert str(Path.home()) + "/" not in text, name
        assert "\r\n" not in text or name == "extractions.jsonl"


def test_seeds_documents_are_the_given_ones() -> None:
    assert sorted(path.name for path in SEEDS.iterdir()) == [
        "000_bf6cac3625d56c7c.txt",
        "001_ab0020eba328e678.txt",
        "002_6daf1ee030d86702.txt",
        "003_04c30726043b9fe7.txt",
        "004_c1471ef6710dc149.txt",
    ]
    reference = ROOT.parent / "shared" / "seeds"
    for path in SEEDS.iterdir():
        if reference.is_dir():
            assert path.read_bytes() == (reference / path.name).read_bytes()
