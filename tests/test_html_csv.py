"""scripts/csv.js: text that spreadsheets open as what it is, never as formulas (reliability.md F6)."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from tests.browser import Visit, open_page
from tests.knowledge import KANGTAI, KNOWLEDGE, ZONE

pytestmark = pytest.mark.browser

WRITE: Final = """([titles, rows]) =>
  Csv.write(titles.map((title, at) => ({ title, value: (row) => row[at] })), rows)"""

FORMULAS: Final = (
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "　=1", "\u00a0=1", "\ufeff=1"),
    *("＝1+1", "＋1", "－1", "＠SUM(A1)", " ＝1", "-", "+", "-cmd|' /C calc'!A0", '=HYPERLINK("http://x")'),
    *("\tA", "\rA", "-5%", "+86", "-1,5"),
)
HARMLESS: Final = (
    "-5",
    "-5.25",
    "5-",
    "a=b",
    "−5",
    "1+1",
    "'x",
    "高新区",
    "https://example.org/?a=b",
    "“=”",
    "",
)


def write(visit: Visit, titles: list[str], rows: list[list[object]]) -> str:
    return str(visit.page.evaluate(WRITE, [titles, rows]))


def test_html_csv_tames_formulas_and_nothing_else(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    text = write(visit, ["a"], [[one] for one in (*FORMULAS, *HARMLESS)])
    cells = [row[0] if row else "" for row in csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))][
        1:
    ]
    assert cells == [f"'{one}" for one in FORMULAS] + list(HARMLESS)


def test_html_csv_is_as_the_standard_and_excel_want_it(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    rows: list[list[object]] = [
        ["甲,乙", '说"是"', "行\n列", None],
        [-5, -5.25, 1e21, 0],
        [" 空", "a;b", "", 0.1],
    ]
    text = write(visit, ["名称", "=标题", "c", "d"], rows)
    assert text == (
        '\ufeff名称,\'=标题,c,d\r\n"甲,乙","说""是""","行\n列",\r\n-5,-5.25,1e+21,0\r\n" 空","a;b",,0.1\r\n'
    )
    assert write(visit, ["a"], []) == "\ufeffa\r\n"


def test_html_csv_numbers_that_are_none_stay_empty(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    columns = "[{ title: 'a', value: (one) => one }]"
    assert visit.page.evaluate(f"() => Csv.write({columns}, [NaN, Infinity, undefined, true])") == (
        "\ufeffa\r\n\r\n\r\n\r\ntrue\r\n"
    )


def test_html_csv_of_the_tables_has_raw_values_and_whole_quotes(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    tables = visit.page.evaluate(
        "() => Object.keys(Columns.ALL).map((k) => Csv.write(Columns.ALL[k], Columns.rows(k, App.view())))"
    )
    entities, relations, figures = (
        list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))) for text in tables
    )
    assert (len(entities), len(relations), len(figures)) == (17, 18, 7)
    zone = next(one for one in entities if one["名称"] == ZONE.name)
    assert (zone["类型"], zone["别名"], zone["关系"], zone["起止时间"]) == (
        "开发区",
        "青岛高新区",
        "9",
        "2022/2025",
    )
    industry = next(one for one in relations if one["主体"] == KANGTAI.name and one["关系"] == "主导产业")
    assert (industry["客体"], industry["置信度"]) == ("生物医药", "0.9")
    assert industry["原文"] == "康泰生物聚焦生物医药领域" and industry["文档"] == "news/second.txt"
    grown = next(one for one in figures if one["数值"] == "6330")
    assert (grown["单位"], grown["变化（%）"], grown["时期"], grown["状态"]) == (
        "亿元",
        "9",
        "2023",
        "⚠ 有矛盾",
    )
