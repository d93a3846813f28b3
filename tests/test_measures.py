"""Units become base units, and a stated figure leaves the true value as much room as its wording does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import load_table
from kg.measures import find_range, to_measure


@pytest.mark.parametrize(
    ("value", "unit", "expected", "base"),
    [
        (6330, "亿元", "633000000000", "元"),
        (0.633, "万亿元", "633000000000", "元"),
        (500, "万元", "5000000", "元"),
        (3, "千亿元", "300000000000", "元"),
        (3.2, "亿美元", "320000000", "美元"),
        (12.5, "平方公里", "12500000", "平方米"),
        (30, "万平方米", "300000", "平方米"),
        (880, "家", "880", "个"),
        (1.2, "万户", "12000", "户"),
        (2, "万", "20000", "个"),
        (500, "兆瓦", "500000000", "瓦"),
        (3, "万标箱", "30000", "标箱"),
        (13, "位", "13", "个"),
        (2, "元/年", "2", "元/年"),
        (9, "%", "9", "%"),
    ],
)
def test_measures_have_a_base_unit(value: float, unit: str, expected: str, base: str) -> None:
    measure = to_measure(value, unit)
    assert (measure.value, measure.unit) == (Decimal(expected), base)


def test_measures_keep_a_value_without_unit() -> None:
    assert to_measure(0.67, None).value == Decimal("0.67")
    assert to_measure(0.67, None).unit is None


def test_measures_name_units_as_qudt_does() -> None:
    assert to_measure(1, "亿元").qudt == "CCY_CNY"
    assert to_measure(1, "平方公里").qudt == "M2"
    assert to_measure(1, "亩").qudt is None


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((6330, "亿元", {}), (0.633, "万亿元", {}), True),
        ((6330, "亿元", {}), (6300, "亿元", {"bound": "min"}), True),
        ((6330, "亿元", {}), (6300, "亿元", {}), True),  # closing zeros may be rounding
        ((6330, "亿元", {}), (6380, "亿元", {}), False),
        ((6330, "亿元", {}), (6400, "亿元", {"bound": "min"}), False),
        ((6330, "亿元", {}), (6400, "亿元", {"bound": "max"}), True),
        ((6000, "亿元", {}), (6330, "亿元", {}), False),  # by one percent at most
        ((14.5, "亿元", {}), (14.52, "亿元", {}), True),
        ((14.5, "亿元", {}), (14.6, "亿元", {}), False),
        ((880, "家", {}), (881, "家", {}), False),  # what is counted isn't rounded
        ((880, "家", {}), (900, "家", {"approx": True}), True),
        ((1.2, "万家", {}), (12043, "家", {}), True),
        ((0, "家", {}), (1, "家", {}), False),
        ((-3.2, "%", {}), (-3.3, "%", {}), False),
    ],
)
def test_measures_tell_rounding_from_disagreement(
    one: tuple[float, str, dict[str, object]], other: tuple[float, str, dict[str, object]], meet: bool
) -> None:
    first, second = find_range(one[0], one[1], **one[2]), find_range(other[0], other[1], **other[2])  # type: ignore[arg-type]
    assert first.meets(second) is meet
    assert second.meets(first) is meet


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3),
    st.sampled_from(("亿元", "家", "万平方米", None)),
)
def test_measures_allow_the_value_itself(value: Decimal, unit: str | None) -> None:
    measure, allowed = to_measure(float(value), unit), find_range(float(value), unit)
    assert allowed.low is not None
    assert allowed.high is not None
    assert allowed.low <= measure.value <= allowed.high


def test_measures_factors_are_positive_and_bases_their_own() -> None:
    rows = {row["unit"]: row for row in load_table("unit_bases")}
    assert all(Decimal(row["factor"]) > 0 for row in rows.values())
    own = {row["base"] for row in rows.values()} & rows.keys()
    assert {base for base in own if rows[base]["base"] != base or rows[base]["factor"] != "1"} == set()
