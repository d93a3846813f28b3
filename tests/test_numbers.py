"""Tests of kg.numbers: figures as written in Chinese."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numbers import Figure, find_figures, to_number

Expected = tuple[str, float | int, str | None]


def _found(text: str) -> list[Expected]:
    return [(text[item.start : item.end], item.value, item.unit) for item in find_figures(text)]


def _only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6330", 6330),
        ("1,008", 1008),
        ("14.5", 14.5),
        ("５６", 56),
        ("十", 10),
        ("十六", 16),
        ("二十", 20),
        ("一百二十三", 123),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("二〇二三", 2023),
        ("三点五", 3.5),
        ("半", 0.5),
        ("百", 100),
        ("一二百", None),
        ("一百千", None),
        ("企业", None),
        ("", None),
    ],
)
def test_numbers_convert_numerals(written: str, value: float | int | None) -> None:
    assert to_number(written) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("营业收入6330亿元", [("6330亿元", 6330, "亿元")]),
        ("税收3000万元", [("3000万元", 3000, "万元")]),
        ("成交金额48.87万亿元", [("48.87万亿元", 48.87, "万亿元")]),
        ("吞吐量285.3万标箱", [("285.3万标箱", 285.3, "万标箱")]),
        ("吸纳12.3万低收入群体", [("12.3万", 12.3, "万")]),
        ("共1,008个项目", [("1,008个", 1008, "个")]),
        ("2,000，300家", [("2,000", 2000, None), ("300家", 300, "家")]),
        ("16园", [("16园", 16, "园")]),
        ("7大类53小类清单", [("7大类", 7, "大类"), ("53小类", 53, "小类")]),
        ("服务创客5000人次", [("5000人次", 5000, "人次")]),
        ("日产3200台/单线", [("3200台/单线", 3200, "台/单线")]),
        ("按2000元/年补偿", [("2000元/年", 2000, "元/年")]),
        ("5.4个百分点", [("5.4个百分点", 5.4, "个百分点")]),
        ("12个工作日", [("12个工作日", 12, "个工作日")]),
        ("增长百分之十二", [("百分之十二", 12, "%")]),
        ("占５６％", [("５６％", 56, "%")]),
        ("两家企业、七个平台", [("两家", 2, "家"), ("七个", 7, "个")]),
        ("200亿元人民币。", [("200亿元人民币", 200, "亿元")]),
        ("总投资：5亿元", [("5亿元", 5, "亿元")]),
        ("目前20家", [("20家", 20, "家")]),
        ("半天办结", [("半天", 0.5, "天")]),
        ("指数为286.4，", [("286.4", 286.4, None)]),
    ],
)
def test_numbers_find_values_and_units_as_stated(text: str, expected: list[Expected]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "approx", "bound"),
    [
        ("近1000家", 1000, True, None),
        ("约230万平方米", 230, True, None),
        ("近百个", 100, True, None),
        ("300家左右", 300, True, None),
        ("上千家企业", 1000, False, "min"),
        ("逾千名企业家", 1000, False, "min"),
        ("百余家", 100, False, "min"),
        ("十多项", 10, False, "min"),
        ("520余个", 520, False, "min"),
        ("8万余元", 8, False, "min"),
        ("940余万元", 940, False, "min"),
        ("400多亿元", 400, False, "min"),
        ("突破100家", 100, False, "min"),
        ("超过了14万家", 14, False, "min"),
        ("不低于30%", 30, False, "min"),
        ("30个工作日以上", 30, False, "min"),
        ("不到100天", 100, False, "max"),
        ("不超过5年", 5, False, "max"),
        ("最高500万元", 500, False, "max"),
        ("5个工作日内", 5, False, "max"),
        ("880家", 880, False, None),
    ],
)
def test_numbers_read_bounds_and_approximators(
    text: str, value: float, approx: bool, bound: str | None
) -> None:
    figure = _only(text)
    assert (figure.value, figure.approx, figure.bound) == (value, approx, bound)
    assert text.removeprefix(text[figure.start : figure.end]) in ("", "企业", "企业家")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("200亿～300亿元", 200, 300, "亿元"),
        ("3亿-5亿元", 3, 5, "亿元"),
        ("1-2个", 1, 2, "个"),
        ("10%-20%", 10, 20, "%"),
        ("1万至2.5万吨级", 1, 2.5, "万吨级"),
        ("200—300台/单线", 200, 300, "台/单线"),
        ("8000万~2亿元", 0.8, 2, "亿元"),
    ],
)
def test_numbers_read_ranges(text: str, low: float, high: float, unit: str) -> None:
    figure = _only(text)
    assert (figure.value, figure.upper, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "approx", "bound"),
    [
        ("近1/10", 0.1, True, None),
        ("2/3以上", 0.67, False, "min"),
        ("近二分之一", 0.5, True, None),
        ("三分之一", 0.33, False, None),
        ("一半", 0.5, False, None),
        ("过半", 0.5, False, "min"),
        ("三成以上", 0.3, False, "min"),
    ],
)
def test_numbers_read_fractions(text: str, value: float, approx: bool, bound: str | None) -> None:
    figure = _only(text)
    assert (figure.value, figure.unit, figure.kind) == (value, None, "fraction")
    assert (figure.approx, figure.bound) == (approx, bound)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("居第13位", 13),
        ("列第2名", 2),
        ("位列第一，", 1),
        ("居首位", 1),
        ("排名第二。", 2),
        ("第四个获批", 4),
    ],
)
def test_numbers_read_ranks(text: str, value: int) -> None:
    figure = _only(text)
    assert (figure.value, figure.unit, figure.kind) == (value, "位", "rank")


@pytest.mark.parametrize(
    ("text", "change"), [("翻一番", 100), ("翻番", 100), ("翻了两番", 300), ("翻三番", 700)]
)
def test_numbers_read_doubling_as_growth(text: str, change: int) -> None:
    figure = _only(text)
    assert (figure.value, figure.unit, figure.kind) == (change, "%", "growth")


@pytest.mark.parametrize(
    "text",
    [
        "4/5G网络",
        "推进5G、15G",
        "“1+2+1”体系",
        "“3＋1”产业",
        "COP15大会",
        "白介素IL-12",
        "PD-1抗体",
        "TOP500",
        "世界500强",
        "第六届大赛",
        "第三条",
        "人才是第一资源",
        "第一季度",
        "万亿级集群",
        "100亿级产业",
        "数百种专利",
        "几百台",
        "百家争鸣",
        "一带一路",
        "1号工位",
        "20世纪80年代",
        "(13.44,-0.35,-2.54%)",
        "全国前20",
        "一两百元",
    ],
)
def test_numbers_are_not_read_into_names(text: str) -> None:
    assert [item for item in find_figures(text) if item.kind != "plain"] == []


@pytest.mark.parametrize("text", ["4A级景区", "时间12:30", "0531-88888888", "〔2020〕7号"])
def test_numbers_without_unit_are_plain(text: str) -> None:
    assert {item.kind for item in find_figures(text)} <= {"plain"}


@given(
    st.integers(min_value=1, max_value=9_999_999),
    st.sampled_from(["家", "亿元", "万平方米", "%", "个百分点"]),
)
def test_numbers_round_trip(number: int, unit: str) -> None:
    for written in (str(number), f"{number:,}"):
        figure = _only(f"达到{written}{unit}。")
        assert (figure.value, figure.unit, figure.start) == (number, unit, 2)


@given(
    st.text(
        alphabet="0123456789,.百千万亿零一二两三十半第位名家个%成番/-~+余多近约超A（“、，。年月", max_size=60
    )
)
def test_numbers_figures_are_ordered_and_inside(text: str) -> None:
    figures = find_figures(text)
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value >= 0
    assert all(a.end <= b.start for a, b in pairwise(figures))


@given(st.text(alphabet="0123456789.,%家亿元第位近超年-", max_size=40))
def test_numbers_full_width_digits_read_alike(text: str) -> None:
    wide = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert find_figures(text) == find_figures(wide)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "百",
        "第一",
        "1,",
        "1,000,",
        "1/2",
        "1-",
        "二分之一",
        "近",
        "3家",
        "1万",
        "翻",
        "%",
        "十",
        "1.",
        "半",
    ],
)
def test_numbers_take_linear_time(unit: str) -> None:
    short, long = unit * (2_000 // len(unit)), unit * (20_000 // len(unit))
    find_figures(short)
    brief, lengthy = (min(_seconds(text) for _ in range(2)) for text in (short, long))
    assert lengthy < 30 * max(brief, 0.002)


def _seconds(text: str) -> float:
    start = time.process_time()
    find_figures(text)
    return time.process_time() - start
