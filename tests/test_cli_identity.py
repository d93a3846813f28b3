"""``kg why``, ``kg review`` and ``--decisions``: from the command line to the graph and back."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import kg.cli.identity
from kg.cli import app, main
from kg.read.decisions import read_decisions
from kg.write.jsonl import to_jsonl
from tests.extractions import article
from tests.test_cli import REPORT, run

QINGDAO = ("Zone", "青岛高新区")
MADE = [
    article("a", ("Person", "卢阳"), ("Enterprise", "海尔生物安全"), QINGDAO),
    article("b", ("Person", "卢阳"), ("Enterprise", "海尔生物按全"), QINGDAO),
]
AS_LI = ("--who", "li", "--date", "2026-11-21")


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """A folder of outputs with two open cases."""
    (tmp_path / "extractions.jsonl").write_text(to_jsonl(MADE), encoding="utf-8")
    return tmp_path


def review(outputs: Path, monkeypatch: pytest.MonkeyPatch, answers: str, *options: str) -> Result:
    monkeypatch.setattr(kg.cli.identity, "_is_interactive", lambda: True)
    return CliRunner().invoke(app, ["review", "-o", str(outputs), *options], input=answers)


def test_cli_review_writes_down_what_is_answered(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = review(outputs, monkeypatch, "what?\nd\n两家公司\nsame\n\n", *AS_LI)
    assert result.exit_code == 0
    for shown in (
        "1 of 2: Enterprise, score 0.55 (misprint 0.15",
        "海尔生物按全",
        "a.txt: ",
        "2 of 2 open cases",
    ):
        assert shown in result.output
    assert (outputs / "decisions.tsv").read_text(encoding="utf-8").splitlines() == [
        "decision\ttype\tname\tother\twho\twhen\twhy",
        "different\tEnterprise\t海尔生物安全\t海尔生物按全\tli\t2026-11-21\t两家公司",
        "same\tPerson\t卢阳@a.txt\t卢阳@b.txt\tli\t2026-11-21\t",
    ]
    again = review(outputs, monkeypatch, "", *AS_LI)
    assert "0 of 0 open cases" in again.output


@pytest.mark.parametrize("answers", ["\nquit\n", "skip\nq\n", "k\n", "", "q\n", "\n\n"])
def test_cli_review_skips_and_quits(outputs: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    result = review(outputs, monkeypatch, answers, *AS_LI)
    assert (result.exit_code, (outputs / "decisions.tsv").exists()) == (0, False)
    assert "0 of 2 open cases" in result.output


def test_cli_review_adds_to_a_file_and_keeps_what_is_there(
    outputs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "ours.tsv"
    file.write_bytes("# 我们的\r\n".encode())
    result = review(outputs, monkeypatch, "s\n", "--decisions", str(file))
    assert result.exit_code == 0
    assert file.read_bytes().startswith("# 我们的\r\n".encode())
    (decision,) = read_decisions(file)
    assert (decision.verb, decision.why) == ("same", "") and decision.who and decision.when


def test_cli_review_writes_down_no_contradiction(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three namesakes: the first two answers make the third pair the same."""
    made = [article(name, ("Person", "卢阳"), QINGDAO) for name in ("a", "b", "c")]
    (outputs / "extractions.jsonl").write_text(to_jsonl(made), encoding="utf-8")
    result = review(outputs, monkeypatch, "s\n\ns\n\nd\n\n", *AS_LI)
    assert "not written: " in result.output and "decisions.tsv:4: " in result.output
    assert [each.verb for each in read_decisions(outputs / "decisions.tsv")] == ["same", "same"]


def test_cli_review_needs_a_terminal(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "review", "-o", str(outputs))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "terminal" in err


def test_cli_review_refuses_a_date_that_is_none(
    outputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(kg.cli.identity, "_is_interactive", lambda: True)
    code, _, err = run(capsys, "review", "-o", str(outputs), "--date", "gestern")
    assert (code, err.count("\n")) == (2, 1)


def test_cli_why_prints_in_three_formats(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["why", "海尔生物安全", "海尔生物按全", "-o", str(outputs)]
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "") and "open: 0.25 to 0.6" in out
    (row,) = csv.DictReader(StringIO(run(capsys, *arguments, "-f", "csv")[1]))
    assert (row["verdict"], row["score"], row["documents"]) == ("two", "0.55", "a.txt")
    answer = json.loads(run(capsys, *arguments, "--format", "json")[1])
    assert answer["schema_version"] == 1 and answer["rows"][0][0] == "two"
    code, _, err = run(capsys, "why", "海尔生物暗全", "-o", str(outputs))
    assert code == 2 and "near it: 海尔生物安全, 海尔生物按全" in err


def test_cli_decisions_reach_graph_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    rows = (
        "decision\ttype\tname\tother",
        "rename\tZone\t青岛高新区\t青岛国家高新技术产业开发区",
        "reject\tZone\t青岛高新区\t营业收入 = 6330亿元",
        "same\tZone\t青岛高新区\t无此高新区",
    )
    (outputs / "decisions.tsv").write_text("\n".join(rows), encoding="utf-8")
    build = ["build", str(tmp_path / "reports"), "-q", "-o"]
    code, _, err = run(capsys, *build, str(outputs))
    assert code == 0
    assert "warning: decisions.tsv:4: same: no Zone 无此高新区" in err
    graph = (outputs / "graph.ttl").read_text(encoding="utf-8")
    assert 'rdfs:label "青岛国家高新技术产业开发区"@zh' in graph and "6330" not in graph
    assert run(capsys, "check", str(tmp_path / "reports"), "-o", str(outputs))[0] == 0
    file = (outputs / "decisions.tsv").rename(tmp_path / "ours.tsv")
    assert run(capsys, "check", str(tmp_path / "reports"), "-o", str(outputs))[0] == 1
    run(capsys, *build, str(tmp_path / "again"), "--decisions", str(file))
    assert (tmp_path / "again" / "graph.ttl").read_text(encoding="utf-8") == graph


def test_cli_decisions_with_faults_stop_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.tsv"
    file.write_text("decision\ttype\tname\tother\nsame\tZone\t甲\nsmae\tZone\t甲\t乙\n", encoding="utf-8")
    code, out, err = run(capsys, "build", str(tmp_path / "nowhere"), "--decisions", str(file))
    assert (code, out) == (2, "")
    assert f"{file}:2: " in err and f"{file}:3: " in err
    assert main(["stats", "-o", str(tmp_path), "--decisions", str(tmp_path / "none.tsv")]) == 2
