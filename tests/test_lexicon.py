"""The loader of the tables, and the tables themselves, tested like code."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import DataError
from kg.extract.grammar import load_grammar
from kg.lexicon import load_table, load_words, one_of
from kg.schema import load_schema

TABLES = sorted(
    path.name.removesuffix(".tsv") for path in files("kg.lexicon").iterdir() if path.name.endswith(".tsv")
)


@pytest.mark.parametrize("name", TABLES)
def test_lexicon_table_loads_without_fault_and_names_its_origin(name: str) -> None:
    assert load_table(name)
    text = files("kg.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert re.search("origin|source", comments, re.IGNORECASE), (
        f"{name}.tsv: say in a comment where its rows come from"
    )


def test_lexicon_reports_every_bad_row_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text("# origin: test\nkind\tword\na\tb\na\nx\t(\na\tb\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    load_table.cache_clear()
    with pytest.raises(DataError) as caught:
        load_table("bad", patterns=("word",))
    assert [fault.split(": ", 1)[0] for fault in caught.value.faults] == [
        f"kg/lexicon/bad.tsv:{n}" for n in (4, 5, 6)
    ]


def test_lexicon_unknown_kind_is_an_error() -> None:
    with pytest.raises(DataError):
        load_words("words", "no such kind")


def test_lexicon_one_of_prefers_the_longest() -> None:
    found = re.match(one_of(frozenset({"高新", "高新区"})), "高新区")
    assert found and found[0] == "高新区"


def test_lexicon_heads_name_types_of_the_schema() -> None:
    types = {kind.name for kind in load_schema().types}
    unknown = {row["head"]: row["type"] for row in load_table("heads") if row["type"] not in types | {"-"}}
    assert not unknown


def test_lexicon_divisions_know_their_parents() -> None:
    codes = {row["code"] for row in load_table("divisions")}
    orphans = [row for row in load_table("divisions") if row["parent"] not in codes | {"-"}]
    assert not orphans
    assert load_grammar().known["李沧区"].code == "370213"
