"""Periods have a first and a last day."""

from __future__ import annotations

import pytest

from kg.intervals import to_interval


@pytest.mark.parametrize(
    ("period", "begin", "end", "precision"),
    [
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("2020-H1", "2020-01-01", "2020-06-30", "half"),
        ("2020-H2", "2020-07-01", "2020-12-31", "half"),
        ("2025-Q4", "2025-10-01", "2025-12-31", "quarter"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2020-05-26", "2020-05-26", "2020-05-26", "day"),
        ("2018/2023", "2018-01-01", "2023-12-31", "span"),
        ("2023-Q1/2023-Q3", "2023-01-01", "2023-09-30", "span"),
    ],
)
def test_intervals_have_days(period: str, begin: str, end: str, precision: str) -> None:
    interval = to_interval(period)
    assert interval
    assert (interval.begin.isoformat(), interval.end.isoformat()) == (begin, end)
    assert interval.precision == precision


@pytest.mark.parametrize("period", ["", "2023-02-30", "2023-13", "2023/2018", "23", "2023-Q5", "２０２３"])
def test_intervals_refuse_what_is_no_period(period: str) -> None:
    assert to_interval(period) is None
