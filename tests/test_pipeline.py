"""The line as a whole on small made-up documents: one bad document, any order, no network, and the checks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF

from kg import pipeline
from kg.errors import InputError, KgError
from kg.graph import KG
from kg.pipeline import assemble, build_graph, check_outputs, load_knowledge, write_outputs
from kg.records import Article, Document, Extraction
from kg.write import Build
from kg.write.turtle import to_turtle

FIRST = """青岛高新区引进海尔生物
2024年，青岛高新区营业收入6330亿元，同比增长9%。青岛高新区印发《青岛高新区促进科技创新若干政策》，
引进青岛海尔生物医疗股份有限公司等企业。
"""
SECOND = """白银高新区获评国家级绿色工业园区
2024年9月，白银高新区获评国家级绿色工业园区。白银高新区管委会管理白银高新区。
"""
BOTH = """本报讯 白银高新区获评国家级绿色工业园区，白银高新区管委会管理白银高新区。 王小明
本报讯 昨天，青岛高新区印发《青岛高新区促进科技创新若干政策》。 李建国
青岛高新区印发科技创新政策
白银高新区获评国家级绿色工业园区
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents in a folder called reports."""
    folder = tmp_path_factory.mktemp("source") / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="gb18030")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Build:
    return build_graph([folder])


@pytest.fixture
def outputs(built: Build, tmp_path: Path) -> Path:
    write_outputs(built, tmp_path / "outputs")
    return tmp_path / "outputs"


def test_pipeline_builds_knowledge_and_graph(built: Build) -> None:
    names = {form for entity in built.knowledge.entities for form in entity.forms}
    assert {"青岛高新区", "白银高新区"} <= names
    assert {source.name for source in built.knowledge.sources} == {"reports/a.txt", "reports/b.txt"}
    assert built.knowledge.facts and len(built.graph) > len(built.knowledge.facts)
    assert [issue for issue in built.issues if issue.level == "error"] == []


def test_pipeline_facts_of_two_articles_in_a_document_bear_each_their_own_title(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text(BOTH, encoding="utf-8")
    result = build_graph([tmp_path])
    assert [source.title for source in result.knowledge.sources] == [
        "白银高新区获评国家级绿色工业园区",
        "青岛高新区印发科技创新政策",
    ]
    title = KG.evidence / DCTERMS.isPartOf / DCTERMS.title
    for predicate, expected in (
        (KG.issued, "青岛高新区印发科技创新政策"),
        (KG.administers, "白银高新区获评国家级绿色工业园区"),
    ):
        (statement,) = result.graph.subjects(RDF.predicate, predicate)
        assert {str(one) for one in result.graph.objects(statement, title)} == {expected}


def test_pipeline_order_of_paths_changes_nothing(folder: Path, built: Build) -> None:
    other = build_graph([folder / "b.txt", folder / "a.txt"])
    assert other.knowledge == built.knowledge
    assert to_turtle(other.graph) == to_turtle(built.graph)


def test_pipeline_removed_document_leaves_no_trace(folder: Path) -> None:
    alone = build_graph([folder / "a.txt"])
    assert "白银" not in to_turtle(alone.graph)
    assert {source.name for source in alone.knowledge.sources} == {"reports/a.txt"}


def test_pipeline_one_failing_document_leaves_the_others(
    folder: Path, built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FailingExtractor:
        def pipe(self, articles: Sequence[Article]) -> Iterator[Extraction]:
            if any(article.document.name == "reports/a.txt" for article in articles):
                raise KgError("told so")
            return (each for each in built.extractions if each.source.name == "reports/b.txt")

    monkeypatch.setattr(pipeline, "make_extractor", FailingExtractor)
    result = build_graph([folder])
    issue = next(issue for issue in result.issues if issue.code == "extract")
    assert (issue.level, issue.where, issue.message) == ("error", "reports/a.txt", "told so")
    assert {source.name for source in result.knowledge.sources} == {"reports/b.txt"}


def test_pipeline_track_sees_each_document_and_may_end_the_run(folder: Path) -> None:
    seen: list[str] = []

    def track(documents: Sequence[Document]) -> Iterator[Document]:
        for document in documents:
            seen.append(document.name)
            yield document
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_graph([folder], track=track)
    assert seen == ["reports/a.txt", "reports/b.txt"]


def test_pipeline_unknown_output_is_refused_before_anything_is_written(built: Build, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pdf; there are jsonl, turtle"):
        write_outputs(built, tmp_path / "outputs", names=("turtle", "pdf"))
    assert not (tmp_path / "outputs").exists()


def test_pipeline_outputs_are_written_and_stable(built: Build, outputs: Path, tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in outputs.iterdir()}
    assert {"extractions.jsonl", "graph.ttl", "graph.html", "report.md"} <= set(written)
    again = write_outputs(built, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in again} == written


def test_pipeline_halves_meet_in_the_file(built: Build, outputs: Path) -> None:
    assert load_knowledge(outputs) == built.knowledge == assemble(built.extractions)


def test_pipeline_check_passes_a_fresh_build(folder: Path, outputs: Path) -> None:
    assert [issue for issue in check_outputs(outputs, [folder]) if issue.level == "error"] == []


def test_pipeline_check_finds_documents_by_name(
    folder: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder.parent)
    assert [issue for issue in check_outputs(outputs) if issue.level == "error"] == []
    monkeypatch.chdir(tmp_path)
    missing = [issue.where for issue in check_outputs(outputs) if issue.code == "document:missing"]
    assert missing == ["reports/a.txt", "reports/b.txt"]


def test_pipeline_check_sees_a_changed_quote(folder: Path, outputs: Path) -> None:
    records = outputs / "extractions.jsonl"
    text = records.read_text(encoding="utf-8")
    assert "6330亿元" in text
    records.write_text(text.replace("6330亿元", "6331亿元"), encoding="utf-8")
    codes = {issue.code for issue in check_outputs(outputs, [folder])}
    assert {"quote:mismatch", "graph:records"} <= codes


def test_pipeline_check_sees_a_lost_triple(folder: Path, outputs: Path) -> None:
    graph = outputs / "graph.ttl"
    lines = graph.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(
        place for place, line in enumerate(lines) if line.startswith("    ") and line.endswith(";\n")
    )
    graph.write_text("".join(lines[:place] + lines[place + 1 :]), encoding="utf-8")
    assert "graph:records" in {issue.code for issue in check_outputs(outputs, [folder])}


def test_pipeline_check_of_no_build_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        check_outputs(tmp_path)
    assert "\n" not in str(caught.value)


def test_pipeline_builds_without_the_network_and_whatever_the_locale(
    folder: Path, built: Build, tmp_path: Path
) -> None:
    """Any look-up or connection ends the process, and the text files are still UTF-8."""
    script = (
        "import os, sys\n"
        "calls = ('connect', 'sendto', 'sendmsg', 'getaddrinfo', 'gethostbyname', 'gethostbyaddr')\n"
        "sys.addaudithook(lambda event, _: event in {f'socket.{call}' for call in calls} and os._exit(9))\n"
        "from kg.cli import main\n"
        f"sys.exit(main(['build', {str(folder)!r}, '--outputs', {str(tmp_path)!r}]))"
    )
    environment = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": ":".join(sys.path),
    }
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == to_turtle(built.graph)
