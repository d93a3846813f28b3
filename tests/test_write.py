"""The contract of all writers: same build, same bytes; a line end at the end; nothing of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import to_graph
from kg.records import Entity, Extraction, Issue, Judgement, Link, Mention, Part, Relation, Resolution, Span
from kg.schema import load_schema
from kg.write import DEFAULT, WRITERS, Build
from tests.knowledge import FIRST, FIRST_ID, KNOWLEDGE, SOURCES, proof

ROOT = Path(__file__).parent.parent
NAMES = sorted(WRITERS)


def mention(surface: str, type_: str) -> Mention:
    start = FIRST.index(surface)
    return Mention(Span(start, start + len(surface)), surface, type_, "test", 0.9)


def make_resolution() -> Resolution:
    """Make one open case: is the zone of this article that of another name?"""
    zone = Part(("Zone", "one"), "青岛高新区", ("青岛高新区",), (), (), ((FIRST_ID, 0, "e1"),), "zone/1")
    other = replace(zone, key=("Zone", "two"), name="清岛高新区", names=("清岛高新区",), entity="zone/2")
    link = Link(zone.key, other.key, "青岛高新区", (("misprint", 0.15), ("context", 0.3)))
    return Resolution((), {}, (zone, other), (Judgement(link, "open"),))


def make_build() -> Build:
    zone = Entity("e1", "Zone", "青岛高新区", (), (mention("青岛高新区", "Zone"),))
    industry = Entity("e2", "Industry", "生物医药", (), (mention("生物医药", "Industry"),))
    evidence = (proof(FIRST_ID, "青岛高新区主攻生物医药产业"),)
    relation = Relation("e1", "hasIndustry", "e2", evidence, "test", 0.9)
    schema = load_schema()
    return Build(
        extractions=(Extraction(SOURCES[0], (zone, industry), (relation,)),),
        resolution=make_resolution(),
        knowledge=KNOWLEDGE,
        schema=schema,
        graph=to_graph(KNOWLEDGE, schema),
        issues=(Issue("warning", "test:odd", "一处异常", "news/first.txt"),),
    )


BUILD = make_build()


def hash_in_new_process(seed: str) -> str:
    script = (
        "import hashlib; from kg.write import WRITERS; from tests.test_write import make_build\n"
        "build = make_build()\n"
        "for name, (_, write) in sorted(WRITERS.items()):\n"
        "    print(name, hashlib.sha256(write(build).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, cwd=ROOT, check=True
    )
    return ran.stdout


@pytest.mark.parametrize("name", NAMES)
def test_write_gives_the_same_text_again(name: str) -> None:
    _, write = WRITERS[name]
    assert write(BUILD) == write(make_build())


def test_write_does_not_depend_on_the_hash_seed() -> None:
    assert hash_in_new_process("1") == hash_in_new_process("77")


@pytest.mark.parametrize("name", NAMES)
def test_write_ends_its_lines_in_unix_fashion(name: str) -> None:
    text = WRITERS[name][1](BUILD)
    assert text.endswith("\n") and "\r" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", NAMES)
def test_write_tells_nothing_of_the_machine(name: str) -> None:
    text = WRITERS[name][1](BUILD)
    private = {str(ROOT), str(Path.cwd()), str(Path.home()), sys.prefix, tempfile.gettempdir()} - {"/"}
    assert not [path for path in private if f"{path}/" in text]


@pytest.mark.parametrize("name", NAMES)
def test_write_holds_the_names_of_what_is_known(name: str) -> None:
    assert "青岛高新区" in WRITERS[name][1](BUILD)


def test_write_files_differ_and_the_default_ones_are_those_of_a_build() -> None:
    files = [file for file, _ in WRITERS.values()]
    assert len(set(files)) == len(files)
    assert [WRITERS[name][0] for name in DEFAULT] == [
        "extractions.jsonl",
        "graph.ttl",
        "graph.html",
        "report.md",
        "review.tsv",
    ]
