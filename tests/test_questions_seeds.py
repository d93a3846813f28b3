"""The competency questions over the committed graph of the seeds: the rows beside each question.

``KG_REWRITE_GOLDEN=1 pytest tests/test_questions_seeds.py`` writes them anew; read the difference.
"""

from __future__ import annotations

import csv
import io
import os
from functools import cache
from pathlib import Path

import pytest

from tests.test_questions import QUESTIONS, Row, ask_oxigraph, ask_rdflib

GRAPH = Path(__file__).parents[1] / "outputs" / "graph.ttl"


@cache
def _turtle() -> str:
    return GRAPH.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_give_the_rows_expected_of_the_seeds(name: str) -> None:
    query = QUESTIONS[name].read_text(encoding="utf-8")
    rows = ask_oxigraph(_turtle(), query)
    expected = QUESTIONS[name].with_suffix(".csv")
    if os.environ.get("KG_REWRITE_GOLDEN"):
        expected.write_text(_to_csv(rows), encoding="utf-8")
    assert rows, "the seeds answer every question"
    assert _to_csv(rows) == expected.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_have_the_same_rows_in_rdflib(name: str) -> None:
    query = QUESTIONS[name].read_text(encoding="utf-8")
    assert ask_rdflib(_turtle(), query) == ask_oxigraph(_turtle(), query)


def _to_csv(rows: list[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
