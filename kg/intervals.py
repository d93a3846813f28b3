"""Periods as the records write them → the days they begin and end on: 2023, 2023-06, 2020-H1, 2021/2023.

Pure. How a text's words become such a period is the business of ``kg.periods``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Precision = Literal["year", "half", "quarter", "month", "day", "span"]

_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and the last day of a period, both in it."""

    begin: date
    end: date
    precision: Precision


def to_interval(period: str) -> Interval | None:
    """Give the days of a period; None for what is no period or no day of the calendar."""
    first, slash, last = period.partition("/")
    if slash:
        one, other = to_interval(first), to_interval(last)
        return Interval(one.begin, other.end, "span") if one and other and one.begin <= other.end else None
    match = _PERIOD.fullmatch(period)
    try:
        return _to_interval(*match.groups()) if match else None
    except ValueError:
        return None


def _to_interval(
    year: str, half: str | None, quarter: str | None, month: str | None, day: str | None
) -> Interval:
    if day and month:
        only = date(int(year), int(month), int(day))
        return Interval(only, only, "day")
    if month:
        return _months(year, int(month), 1, "month")
    if quarter:
        return _months(year, 3 * int(quarter) - 2, 3, "quarter")
    if half:
        return _months(year, 6 * int(half) - 5, 6, "half")
    return _months(year, 1, 12, "year")


def _months(year: str, first: int, count: int, precision: Precision) -> Interval:
    last = first + count - 1
    return Interval(
        date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1]), precision
    )
