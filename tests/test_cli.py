"""The command line: exit codes, streams, one clear line for every mistake, and help that answers at once."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from kg.cli import app, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS = ("build", "view", "query", "check", "conflicts", "stats", "evaluate", "show", "why", "review")
REPORT = """青岛高新区引进海尔生物
2024年，青岛高新区营业收入6330亿元，同比增长9%。青岛高新区印发《青岛高新区促进科技创新若干政策》，
引进青岛海尔生物医疗股份有限公司等企业。
"""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports/ and the outputs built from it."""
    place = tmp_path_factory.mktemp("work")
    (place / "reports").mkdir()
    (place / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    assert main(["build", str(place / "reports"), "--outputs", str(place / "outputs"), "--quiet"]) == 0
    return place


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_cli_alone_prints_a_short_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, err) == (0, "")
    assert "kg build seeds" in out
    assert len(out.splitlines()) < 30


@pytest.mark.parametrize("command", COMMANDS)
def test_cli_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert out.startswith(f"Usage: kg {command}")
    assert "..." not in run(capsys)[1].partition("Commands:")[2], "a summary is cut short"


def test_cli_every_command_is_in_the_readme() -> None:
    named = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    assert named == set(COMMANDS)
    text = README.read_text(encoding="utf-8")
    assert [
        command for command in named if f"kg {command} " not in text and f"`kg {command}`" not in text
    ] == []


def test_cli_version_names_the_engines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert out.startswith("kg ") and "spacy 3." in out and "pyoxigraph 0." in out


MISTAKES = {
    "unknown command": (["biuld", "seeds"], "build"),
    "unknown option": (["query", "ASK {}", "--frmat", "csv"], "--format"),
    "unknown format": (["query", "ASK {}", "--format", "yaml"], "yaml"),
    "nothing to build": (["build"], "PATH"),
    "missing path": (["build", "{tmp}/nowhere"], "nowhere"),
    "empty folder": (["build", "{tmp}/empty"], "no readable document"),
    "only a broken file": (["build", "{tmp}/noise.txt"], "noise.txt"),
    "only an unknown format": (["build", "{tmp}/table.xls"], "table.xls"),
    "no outputs": (["query", "ASK {}", "--outputs", "{tmp}/empty"], "kg build"),
    "no question file": (["query", "{tmp}/none.rq"], "none.rq"),
    "bad SPARQL": (["query", "SELECT * {", "--outputs", "{work}/outputs"], "1:11"),
    "update": (["query", "DELETE WHERE { ?s ?p ?o }", "--outputs", "{work}/outputs"], "DELETE is refused"),
    "service": (
        ["query", "ASK { SERVICE <http://x/> {} }", "--outputs", "{work}/outputs"],
        "SERVICE is refused",
    ),
    "no gold": (["evaluate", "{tmp}/empty", "-e", "{work}/outputs/extractions.jsonl"], "no gold"),
    "no records": (["evaluate", "{gold}", "-e", "{tmp}/none.jsonl"], "none.jsonl"),
    "nothing to dispute": (["conflicts", "--outputs", "{tmp}/empty"], "extractions.jsonl"),
    "nothing to check": (["check", "--outputs", "{tmp}/empty"], "extractions.jsonl"),
    "nothing to count": (["stats", "--outputs", "{tmp}/empty"], "extractions.jsonl"),
    "nothing to view": (["view", "{tmp}/empty"], "run kg build first"),
    "nothing to show": (["show", "{tmp}/nowhere.txt"], "nowhere.txt"),
    "outputs is a file": (["build", "{work}/reports", "--outputs", "{tmp}/noise.txt", "-q"], "noise.txt"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_cli_a_mistake_is_one_clear_line(
    name: str, workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text('{"articles": []}', encoding="utf-8")
    (tmp_path / "noise.txt").write_bytes(random.Random(0).randbytes(1000))
    (tmp_path / "table.xls").write_bytes(b"\xd0\xcf")
    arguments, expected = MISTAKES[name]
    places = {"tmp": str(tmp_path), "work": str(workplace), "gold": str(tmp_path / "gold")}
    filled = [
        each.format(**places) if each.startswith("{") and "}/" in each + "/" else each for each in arguments
    ]
    code, out, err = run(capsys, *filled)
    assert (code, out) == (2, "")
    assert err.startswith("kg: ") and err.count("\n") == 1
    assert expected in err
    assert "Traceback" not in err


def test_cli_broken_file_costs_the_exit_code_and_nothing_else(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "noise.txt"
    broken.write_bytes(random.Random(0).randbytes(1000))
    outputs = tmp_path / "outputs"
    code, out, err = run(capsys, "build", str(workplace / "reports"), str(broken), "-o", str(outputs))
    assert code == 1
    told = [line for line in err.splitlines() if "noise.txt" in line]
    assert len(told) == 1 and told[0].startswith("error: ")
    assert (outputs / "graph.ttl").read_bytes() == (workplace / "outputs" / "graph.ttl").read_bytes()
    assert sorted(Path(line).name for line in out.splitlines()) == sorted(
        path.name for path in outputs.iterdir()
    )


def test_cli_build_without_a_terminal_shows_no_bar(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(workplace / "reports"), "-o", str(tmp_path)]
    _, _, err = run(capsys, *arguments)
    assert "\x1b" not in err and "\r" not in err
    assert "1 documents, 1 articles" in err
    assert run(capsys, *arguments, "--quiet")[2] == ""


@pytest.mark.parametrize("found", [True, False])
def test_cli_view_opens_the_page_or_says_how(
    found: bool, workplace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stub(address: str) -> bool:
        asked.append(address)
        return found

    monkeypatch.setattr("webbrowser.open", stub)
    monkeypatch.chdir(workplace)
    page = workplace / "outputs" / "graph.html"
    code, out, err = run(capsys, "view")
    assert asked == [page.as_uri()] and Path(out.strip()).resolve() == page
    assert (code, err == "") == ((0, True) if found else (1, False))
    assert found or page.as_uri() in err
    assert run(capsys, "view", str(workplace / "outputs"))[1].strip() == str(page)


def ask(capsys: pytest.CaptureFixture[str], workplace: Path, query: str, form: str) -> str:
    code, out, err = run(capsys, "query", query, "--outputs", str(workplace / "outputs"), "--format", form)
    assert (code, err) == (0, "")
    return out


ZONES = "SELECT ?name ?none { ?zone a kg:Zone ; rdfs:label ?name OPTIONAL { ?zone kg:none ?none } }"


def test_cli_query_prints_rows_in_three_formats(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = ask(capsys, workplace, ZONES, "table")
    assert table.splitlines()[0].split() == ["name", "none"]
    assert any(line.split() == ["青岛高新区"] for line in table.splitlines())
    rows = list(csv.reader(StringIO(ask(capsys, workplace, ZONES, "csv"))))
    assert rows[0] == ["name", "none"] and ["青岛高新区", ""] in rows
    answer = json.loads(ask(capsys, workplace, ZONES, "json"))
    assert answer["schema_version"] == 1 and answer["columns"] == ["name", "none"]
    assert ["青岛高新区", None] in answer["rows"]


def test_cli_query_reads_a_file(workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = tmp_path / "问题.rq"
    question.write_text(ZONES, encoding="utf-8-sig")
    assert ask(capsys, workplace, str(question), "csv") == ask(capsys, workplace, ZONES, "csv")


def test_cli_query_table_is_not_cut_where_it_is_piped(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "高" * 500
    assert long in ask(capsys, workplace, f'SELECT ("{long}" AS ?x) {{}}', "table")


def test_cli_table_obeys_nothing_in_the_text(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, workplace, 'SELECT ("\\u001b[31m[bold]红[/bold]\\u0007" AS ?x) {}', "table")
    assert "\x1b" not in out and "\x07" not in out
    assert "[bold]红[/bold]" in out


def test_cli_check_passes_a_fresh_build(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = str(workplace / "outputs")
    code, out, err = run(capsys, "check", str(workplace / "reports"), "--outputs", outputs)
    assert (code, out) == (0, ""), err
    assert "conforms" in err


def test_cli_conflicts_lists_what_disagrees_with_its_proofs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("a", 6330), ("b", 7000)):
        text = f"某报\n2024年，青岛高新区实现营业收入{value}亿元，{name}组企业增多。\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    outputs = str(tmp_path / "outputs")
    assert run(capsys, "build", str(tmp_path), "-q", "-o", outputs)[0] == 0
    code, out, _ = run(capsys, "conflicts", "-o", outputs, "--format", "csv")
    assert code == 0
    head, *rows = out.splitlines()
    assert head.startswith("conflict,kind,about")
    assert [row.split(",")[4] for row in rows] == ["6330亿元", "7000亿元"]
    assert all("营业收入" in row.split(",")[-1] for row in rows)


def test_cli_build_gives_the_same_bytes_with_two_workers(
    workplace: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    again = tmp_path / "again"
    assert run(capsys, "build", str(workplace / "reports"), "-q", "-w", "2", "-o", str(again))[0] == 0
    one = (workplace / "outputs" / "graph.ttl").read_bytes()
    assert (again / "graph.ttl").read_bytes() == one


def test_cli_check_has_findings_where_documents_are_missing(
    workplace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "check", "--outputs", str(workplace / "outputs"))
    assert code == 1
    assert "reports/a.txt" in err


def test_cli_stats_counts(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "stats", "--outputs", str(workplace / "outputs"), "--format", "csv")
    assert code == 0
    rows = {(kind, label): int(count) for kind, label, count in list(csv.reader(StringIO(out)))[1:]}
    assert rows["documents", "all"] == 1
    assert rows["entities", "Zone"] >= 1
    assert rows["entities", "all"] == sum(n for (kind, label), n in rows.items() if kind == "entities") / 2


def gold(folder: Path) -> Path:
    folder.mkdir()
    entities = [
        {"id": "e1", "type": "Zone", "name": "青岛高新区", "aliases": []},
        {"id": "e2", "type": "Enterprise", "name": "不在文中", "aliases": []},
    ]
    data = {"doc": "a.txt", "articles": [{"entities": entities, "relations": [], "observations": []}]}
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


def test_cli_evaluate_scores_records_and_documents_alike(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(gold(tmp_path / "gold"))
    records = str(workplace / "outputs" / "extractions.jsonl")
    code, out, _ = run(capsys, "evaluate", folder, "--extractions", records, "--format", "csv")
    scores = out.partition("\n\n")[0]
    rows = {tuple(row[:2]): row[2:] for row in csv.reader(StringIO(scores))}
    assert code == 0
    assert rows["kind", "label"] == ["P", "R", "F1", "low", "high", "right", "given", "wanted"]
    assert rows["entities", "Zone"][1] == "1.0" and rows["entities", "Enterprise"][1] == "0.0"
    fresh = run(capsys, "evaluate", folder, str(workplace / "reports"), "--format", "csv")[1]
    assert fresh.partition("\n\n")[0] == scores


def test_cli_evaluate_lists_differences(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = str(workplace / "outputs" / "extractions.jsonl")
    arguments = ["evaluate", str(gold(tmp_path / "gold")), "--extractions", records]
    assert "不在文中" not in run(capsys, *arguments)[1]
    assert "不在文中" in run(capsys, *arguments, "--errors", "1")[1]
    answer = json.loads(run(capsys, *arguments, "--errors", "-1", "--format", "json")[1])
    assert answer["schema_version"] == 1
    assert ["entity", "missed", "missed", "a", "Enterprise", "不在文中"] in answer["differences"]["rows"]


def test_cli_evaluate_extracts_the_documents_beside_the_gold(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = gold(tmp_path / "gold")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "evaluate", "gold", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert recall_of_zones(answer) == 1.0
    assert {row[0] for row in answer["comparison"]["rows"]} == {"kg", "jieba.posseg", "LAC"}
    (folder / "b.json").write_text('{"articles": []}', encoding="utf-8")
    assert "counted as missed: b" in run(capsys, "evaluate", "gold")[2]


def test_cli_evaluate_scores_the_outputs_where_no_document_lies_beside_the_gold(
    workplace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = gold(tmp_path / "gold")
    arguments = "evaluate", str(folder), "--format", "json"
    monkeypatch.chdir(workplace)
    answer = json.loads(run(capsys, *arguments)[1])
    assert recall_of_zones(answer) == 1.0
    assert next(row[:2] for row in answer["comparison"]["rows"]) == ["kg", "all"]
    (folder / "a.txt").write_text("没有开发区。", encoding="utf-8")
    assert recall_of_zones(json.loads(run(capsys, *arguments)[1])) == 0.0
    monkeypatch.chdir(tmp_path)
    (folder / "a.txt").unlink()
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "") and "name the documents" in err


def recall_of_zones(answer: dict[str, dict[str, list[list[str | float]]]]) -> str | float:
    rows = answer["scores"]["rows"]
    return next(row[3] for row in rows if row[:2] == ["entities", "Zone"])


def test_cli_show_marks_entities(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", str(workplace / "reports" / "a.txt"))
    assert code == 0
    assert "青岛高新区" in out


def test_cli_interrupt_is_130(tmp_path: Path) -> None:
    """Ctrl-C during a build: no traceback, no outputs."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(200):
        (reports / f"{number}.txt").write_text(f"{number}。" + REPORT * 40, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kg", "build", str(reports), "-o", str(tmp_path / "outputs")]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in err
    assert not (tmp_path / "outputs").exists()


def test_cli_reader_of_a_pipe_may_leave(workplace: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = (
        f"{sys.executable} -m kg query 'SELECT * {{ ?s ?p ?o }}' -o {workplace}/outputs -f csv | head -1"
    )
    ran = subprocess.run(command, shell=True, env=environment, capture_output=True, check=True)
    assert ran.stdout == b"o,p,s\n" and ran.stderr == b""
