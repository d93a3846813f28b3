"""Values with units as stated → base units, and the range of true values that a stated figure allows.

Pure arithmetic on decimals; which unit is what stands in unit_bases.tsv. Reading figures out of text is
the business of ``kg.numbers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from kg.lexicon import load_table, one_of
from kg.numbers import SCALES

MULTIPLIERS: Final = {written: factor for written, factor in SCALES.items() if written} | {
    "百亿": 10**10,
    "千亿": 10**11,
}
PIECE: Final = "个"  # the base of all classifiers that only count: 家, 名, 项
VAGUE: Final = Decimal("0.1")  # how far 约 and 近 may be off, as a share
ROUNDED: Final = Decimal("0.01")  # how far closing zeros may be rounding, as a share
INSIDE: Final = Decimal("0.999")  # 14.55 is no longer 14.5: the borders of rounding are not reached
_SCALED: Final = re.compile("(" + one_of(frozenset(MULTIPLIERS)) + ")(.*)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in its base unit; ``qudt`` is the local name of that unit in QUDT, None where it has none."""

    value: Decimal
    unit: str | None
    qudt: str | None
    counted: bool  # a number of things told one by one: nothing is rounded


@dataclass(frozen=True, slots=True)
class Range:
    """What a true value may be; None is without limit."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Range) -> bool:
        """Whether one value can lie in both."""
        return not (_is_below(self.high, other.low) or _is_below(other.high, self.low))


def to_measure(value: float | Decimal, unit: str | None) -> Measure:
    """Convert a stated value to its base unit; a unit that no table knows is its own base."""
    number = Decimal(str(value))
    if unit is None:
        return Measure(number, None, None, counted=False)
    base, factor, qudt = _find_base(unit)
    return Measure(number * factor, base, qudt, counted=base == PIECE and factor == 1)


def find_range(
    value: float, unit: str | None, *, approx: bool = False, bound: Literal["min", "max"] | None = None
) -> Range:
    """Find the range in base units that a stated value allows.

    Figures are rounded to their last digit that is not zero, by one percent at most, unless things are
    counted; 约 and 近 allow a tenth; 超 and 不足 leave one side open.
    """
    number = Decimal(str(value))
    measure = to_measure(value, unit)
    factor = measure.value / number if number else Decimal(1)
    slack = Decimal(0) if measure.counted else _find_rounding(number) * factor * INSIDE
    if approx:
        slack = max(slack, abs(measure.value) * VAGUE)
    low, high = measure.value - slack, measure.value + slack
    return Range(None if bound == "max" else low, None if bound == "min" else high)


def _find_rounding(number: Decimal) -> Decimal:
    """Half of the last place that is not zero, one percent at most; half of the last digit at least."""
    exponent = number.as_tuple().exponent
    written = Decimal(1).scaleb(int(exponent)) / 2 if isinstance(exponent, int) else Decimal(0)
    short = number.normalize().as_tuple().exponent
    place = Decimal(1).scaleb(int(short)) / 2 if isinstance(short, int) else Decimal(0)
    return max(written, min(place, abs(number) * ROUNDED))


def _is_below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def _find_base(unit: str) -> tuple[str, Decimal, str | None]:
    """Give base, factor and QUDT name of a unit as stated."""
    known = _bases().get(unit)
    if known:
        return known
    scaled = _SCALED.fullmatch(unit)
    if scaled and scaled[2]:
        base, factor, qudt = _bases().get(scaled[2], (scaled[2], Decimal(1), None))
        return base, factor * MULTIPLIERS[scaled[1]], qudt
    return (PIECE, Decimal(MULTIPLIERS[scaled[1]]), None) if scaled else (unit, Decimal(1), None)


@cache
def _bases() -> dict[str, tuple[str, Decimal, str | None]]:
    counts = {
        row["unit"]: (PIECE, Decimal(1), "NUM")
        for row in load_table("units")
        if row["kind"] == "count" and (row["noun"] == "no" or row["unit"] == "人")
    }
    measures = {
        row["unit"]: (row["base"], Decimal(row["factor"]), None if row["qudt"] == "-" else row["qudt"])
        for row in load_table("unit_bases")
    }
    return counts | measures
