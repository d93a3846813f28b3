"""Tests of kg.periods: dates and periods as written in Chinese."""

from __future__ import annotations

import datetime
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.periods import Period, find_periods

DATE = "2020-02-13"
VALUE = re.compile(r"\d{4}(?:-(?:H[12]|Q[1-4]|\d\d(?:-\d\d)?))?(?:/\d{4}(?:-(?:Q[1-4]|\d\d))?)?")


def _only(text: str, date: str | None = DATE) -> Period:
    (period,) = find_periods(text, date)
    return period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023年度", "2023"),
        ("二〇二三年", "2023"),
        ("2022年1月", "2022-01"),
        ("2011年7月5日", "2011-07-05"),
        ("5月26日", "2020-05-26"),
        ("6月22日至28日", "2020-06-22"),
        ("1月份", "2020-01"),
        ("今年", "2020"),
        ("去年", "2019"),
        ("上年", "2019"),
        ("前年", "2018"),
        ("明年5月", "2021-05"),
        ("上半年", "2020-H1"),
        ("去年下半年", "2019-H2"),
        ("一季度", "2020-Q1"),
        ("第三季度", "2020-Q3"),
        ("前三季度", "2020-Q1/2020-Q3"),
        ("1-5月", "2020-01/2020-05"),
        ("今年1至5月份", "2020-01/2020-05"),
        ("前4个月", "2020-01/2020-04"),
        ("2021-2023年", "2021/2023"),
        ("2018年到2023年", "2018/2023"),
        ("目前", "2020"),
        ("截至目前", "2020"),
        ("今天", "2020-02"),
        ("上月", "2020-01"),
        ("全年", "2019"),
        ("11月", "2019-11"),
        ("5月35日", "2020-05"),
    ],
)
def test_periods_resolve_against_the_date(text: str, value: str) -> None:
    period = _only(text)
    assert (period.value, period.start, period.end) == (value, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”期间",
        "短短40天",
        "过去3年",
        "近三年",
        "三年内",
        "两年来",
        "一年多的时间里",
        "连续3年",
        "13月",
    ],
)
def test_periods_without_calendar_are_known_but_null(text: str) -> None:
    assert _only(text).value is None


@pytest.mark.parametrize(
    "text", ["30年租期", "仅用12个工作日", "不到100天", "2003个", "建成后年产值", "以上年度"]
)
def test_periods_are_no_spans_of_time(text: str) -> None:
    assert [period.value for period in find_periods(text, DATE) if period.value] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2023年以来", "since"),
        ("自2020年起", "since"),
        ("到2025年", "until"),
        ("2025年前", "until"),
        ("较2023年", "base"),
        ("比去年", "base"),
        ("去年同期", "base"),
        ("与去年相比", "base"),
        ("截至2023年底", "at"),
        ("是2012年的3.1倍", "base"),
        ("为2010年末的21倍", "base"),
        ("2012年的3个项目", "at"),
    ],
)
def test_periods_tell_their_role(text: str, role: str) -> None:
    assert _only(text).role == role


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [("提升至2024年的", "2024", "at"), ("比去年前进4名", "2019", "base"), ("天成重工去年生产", "2019", "at")],
)
def test_periods_keep_to_their_words(text: str, value: str, role: str) -> None:
    period = _only(text)
    assert (period.value, period.role) == (value, role)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("全年完成税收8亿元", "2019"),
        ("力争全年完成税收8亿元", "2020"),
        ("完成全年8亿元任务的53%", "2020"),
        ("全年有望完成税收8亿元", "2020"),
        ("2018年，园区发展迅速。全年完成税收8亿元", "2018"),
        ("《2017年度报告（2017）》显示，全年完成税收8亿元", "2017"),
    ],
)
def test_periods_take_a_whole_year_for_the_last_one_unless_aimed_at(text: str, value: str) -> None:
    assert find_periods(text, DATE)[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“十四五”开局之年", "2021"),
        ("“十三五”收官之年", "2020"),
        ("2023园区高质量发展百强榜单", "2023"),
        ("年度报告（2024）》", "2024"),
    ],
)
def test_periods_know_years_of_plans_and_titles(text: str, value: str) -> None:
    assert find_periods(text, DATE)[0].value == value


def test_periods_are_dated_behind_a_preposition() -> None:
    assert [period.value for period in find_periods("在2018年综合评价中", DATE)] == ["2018"]


def test_periods_take_the_year_named_before_in_the_sentence() -> None:
    values = [period.value for period in find_periods("2022年，4月开工。5月投产；较2018年，6月扩建", DATE)]
    assert values == ["2022", "2022-04", "2020-05", "2018", "2020-06"]


def test_periods_need_a_date_for_relative_words() -> None:
    assert [period.value for period in find_periods("今年上半年，目前，本月，2021年", None)] == [
        None,
        None,
        None,
        "2021",
    ]
    assert [period.value for period in find_periods("本月，上半年", "2020")] == [None, "2020-H1"]


def test_periods_mark_now() -> None:
    assert [period.is_now for period in find_periods("目前，今年", DATE)] == [True, False]


@given(
    st.text(alphabet="今去明前年月日季度上下半一二三四0123456789-至到以来截近内期间目全", max_size=50),
    st.one_of(
        st.none(),
        st.dates(min_value=datetime.date(1950, 1, 1)).map(lambda day: day.isoformat()),
        st.just("2025"),
        st.just("2025-03"),
    ),
)
def test_periods_are_ordered_and_well_formed(text: str, date: str | None) -> None:
    periods = find_periods(text, date)
    assert all(a.end <= b.start for a, b in pairwise(periods))
    for period in periods:
        assert 0 <= period.start < period.end <= len(text)
        assert period.value is None or VALUE.fullmatch(period.value)


@pytest.mark.parametrize(
    "unit", ["2023年", "今年", "1月", "1-", "目前", "近三年", "一", "2023", "上半年", "年"]
)
def test_periods_take_linear_time(unit: str) -> None:
    short, long = unit * (2_000 // len(unit)), unit * (20_000 // len(unit))
    find_periods(short, DATE)
    brief, lengthy = (min(_seconds(text) for _ in range(2)) for text in (short, long))
    assert lengthy < 30 * max(brief, 0.002)


def _seconds(text: str) -> float:
    start = time.process_time()
    find_periods(text, DATE)
    return time.process_time() - start
