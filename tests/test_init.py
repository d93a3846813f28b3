"""The public Python API: used as the README says, there at once, and typed."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg import pipeline
from tests.test_layers import HEAVY

PACKAGE = Path(kg.__file__).parent
REPORT = """青岛高新区获评国家级绿色工业园区
2024年9月，青岛高新区获评国家级绿色工业园区。青岛高新区管委会管理青岛高新区。
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_init_builds_a_graph_and_writes_it(report: Path, tmp_path: Path) -> None:
    build = kg.build_graph([report])
    names = {entity.id: entity.name for entity in build.knowledge.entities}
    network = kg.to_networkx(build.knowledge)
    assert isinstance(network, nx.MultiDiGraph)
    links = {
        (names[one], edge["predicate"], edge["label"], names[two])
        for one, two, edge in network.edges(data=True)
    }
    assert ("青岛高新区", "recognizedAs", "获评", "国家级绿色工业园区") in links
    assert len(build.graph) > len(build.knowledge.facts) == 2
    written = kg.write_outputs(build, tmp_path / "outputs")
    assert tmp_path / "outputs" / "graph.ttl" in written and all(path.is_file() for path in written)


def test_init_extracts_from_a_string_and_from_a_document_alike(report: Path) -> None:
    (extraction,) = kg.extract_text(REPORT)
    (zone,) = (entity for entity in extraction.entities if entity.type == "Zone")
    assert zone.name == "青岛高新区"
    assert {REPORT[one.span.start : one.span.end] for one in zone.mentions} == {"青岛高新区"}
    (document,), issues = kg.read_documents([report])
    (read,) = kg.extract_text(document)
    assert (read.entities, read.relations, read.observations, issues) == (
        *(extraction.entities, extraction.relations, extraction.observations),
        (),
    )
    assert read.source.name.endswith("/report.txt")


def test_init_extracts_nothing_from_nothing() -> None:
    assert kg.extract_text("") == ()


def test_init_has_the_functions_of_the_rooms() -> None:
    assert kg.build_graph is pipeline.build_graph
    assert set(kg.__all__) <= set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name) is not None


def test_init_refuses_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'build_grahp'"):
        getattr(kg, "build_grahp")  # noqa: B009 - a type checker refuses it spelt out
    assert not hasattr(kg, "__path_of_nothing__")


def test_init_gives_the_version_of_the_project() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kg.__version__ in (project["version"], "0+unknown")  # the latter in a checkout not installed


def test_init_is_typed_and_names_the_same_things_to_a_type_checker() -> None:
    assert (PACKAGE / "py.typed").is_file()
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {name: imported[name] for name in kg._HOMES} == kg._HOMES
    assert set(kg._HOMES) | {"__version__", "extract_text"} == set(kg.__all__)


def test_init_imports_nothing_until_it_is_asked() -> None:
    script = (
        "import sys, kg; dir(kg)\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), *(m for m in sys.modules if m.startswith('kg.')))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
