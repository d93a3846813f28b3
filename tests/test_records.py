"""The invariants of the records: what can't be said at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.records import Article, Document, Evidence, Observation, Relation, Span

PROOF = Evidence("d", 0, Span(3, 5), "引进")
FIGURE = Observation("e1", "营业收入", 6330, "亿元", "2023", 9.5, (PROOF,), "figure", 0.9)
LINK = Relation("e1", "introduced", "e2", (PROOF,), "trigger", 0.9)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3)])
def test_records_refuse_a_span_of_nothing(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty or negative"):
        Span(start, end)


def test_records_refuse_a_quote_that_does_not_fill_its_span() -> None:
    with pytest.raises(ValueError, match="quote of 3 characters"):
        replace(PROOF, quote="引进了")


def test_records_refuse_an_article_without_an_offset_for_each_character() -> None:
    with pytest.raises(ValueError, match="2 clean characters, 1 offsets"):
        Article(Document("d", "a.txt", "甲乙", "text/plain"), 0, "甲乙", (0,))


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")], ids=str)
@pytest.mark.parametrize("field", ["value", "change"])
def test_records_refuse_an_observation_that_is_no_number(field: str, number: float) -> None:
    with pytest.raises(ValueError, match="is no number"):
        replace(FIGURE, **{field: number})  # type: ignore[arg-type]


def test_records_take_any_finite_number() -> None:
    assert replace(FIGURE, value=10**400, change=None).value == 10**400
    assert replace(FIGURE, value=None, change=-3.2).change == -3.2


def test_records_refuse_an_observation_of_nothing() -> None:
    with pytest.raises(ValueError, match="without value and change"):
        replace(FIGURE, value=None, change=None)


@pytest.mark.parametrize("claim", [FIGURE, LINK], ids=["observation", "relation"])
def test_records_refuse_a_statement_without_proof_or_probability(claim: Observation | Relation) -> None:
    with pytest.raises(ValueError, match="without evidence"):
        replace(claim, evidence=())
    for confidence in (0.0, 1.1, float("nan")):
        with pytest.raises(ValueError, match="is not in"):
            replace(claim, confidence=confidence)
