"""The clean text: what goes, what is joined, and that every character knows where it stood."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import WIDE, clauses, clean_lines, fold, join_spaces, sentences, tidy

MESSY = st.text(alphabet="高新区，。“”（）12aB <>/p&;\n\r\t\u3000\u200b\u00a0-—#[]", max_size=200)


def texts(source: str) -> list[str]:
    return [join_spaces(line).text for line in clean_lines(source)]


@given(MESSY)
def test_text_clean_characters_keep_their_source_place(source: str) -> None:
    for line in clean_lines(source):
        assert list(line.offsets) == sorted(line.offsets)
        for char, offset in zip(line.text, line.offsets, strict=True):
            assert (
                WIDE.get(source[offset], source[offset]) == char
                or source[offset] == char
                or char in " \n"
                or source[offset] in "&\u3000"
            )


@given(MESSY)
def test_text_clean_lines_hold_no_invisible_characters(source: str) -> None:
    joined = "".join(line.text for line in clean_lines(source))
    assert not set(joined) & set("\u200b\r\n\t\u3000\u00a0")


@given(MESSY)
def test_text_sentences_cover_all_that_shows(source: str) -> None:
    covered = "".join(source[start:end] for start, end in sentences(source))
    assert "".join(covered.split()) == "".join(source.split())


def test_text_joins_the_lines_of_a_printed_column() -> None:
    column = (
        "甲市高新区今年以来坚持把项目建设作为\n\n头等大事，全年引进项目三十二个，总投资\n\n"
        "一百二十亿元，其中工业项目占二十六个。"
    )
    assert texts(column) == [column.replace("\n", "")]


def test_text_keeps_a_heading_apart_from_the_column_below() -> None:
    column = (
        "上一段到此为止，全年引进项目三十二个，\n\n其中工业项目二十六个，成效十分显著。\n\n项目为王\n\n"
        "今年以来，高新区坚持把项目建设作为头\n\n等大事，全年引进项目三十二个的目标。"
    )
    assert "项目为王" in texts(column)


def test_text_joins_a_figure_that_was_cut_from_its_unit() -> None:
    column = (
        "甲市高新区今年以来实现营业收入超过1500\n亿元，同比增长百分之九，新增高新技术企\n\n"
        "业一百二十家，新增上市企业一共有三家。"
    )
    assert texts(column)[0].startswith("甲市高新区今年以来实现营业收入超过1500亿元")


def test_text_does_not_join_the_paragraphs_of_a_web_page() -> None:
    page = (
        "甲市高新区签约\n"
        + "近日，甲市高新区举行项目集中签约仪式。" * 4
        + "\n乙市高新区开工\n"
        + "昨天，乙市高新区项目开工。" * 4
    )
    assert len(texts(page)) == 4


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("增 长 5.4 个 百 分 点", "增长5.4个百分点"),
        ("2024 年 9 月", "2024年9月"),
        ("Artificial Intelligence 产业", "Artificial Intelligence产业"),
        ("<p>甲&amp;乙<b>公司</b></p>", "甲&乙公司"),
        ("[高新区](//example.invalid/x)发布", "高新区发布"),
        ("# 标题", "标题"),
        ("---\ntitle: 甲\n---\n正文。", "正文。"),
        ("高\u200b新\ufeff区", "高新区"),
        ("<script>alert('高新区')</script>正文", "正文"),
    ],
)
def test_text_cleans(source: str, clean: str) -> None:
    assert "".join(texts(source)) == clean


def test_text_tidy_makes_a_source_slice_readable() -> None:
    assert tidy("青岛高\n\n新区2024 年") == "青岛高新区2024年"


@pytest.mark.parametrize("quote", ["<br/>", "<!-- 青岛 -->", "![图](a.png)", " \n", "\u200b"])
def test_text_tidy_keeps_a_slice_that_shows_nothing(quote: str) -> None:
    assert tidy(quote) == quote


def test_text_fold_ignores_width_quotes_and_dots() -> None:
    assert fold("“科创３６条”（试行）") == fold("科创36条(试行)")
    assert fold("高新区") != fold("经开区")


def test_text_clauses_are_cut_at_commas() -> None:
    text = "营收6330亿元，同比增长9%；产值4205亿元。"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == [
        "营收6330亿元，",
        "同比增长9%；",
        "产值4205亿元。",
    ]


def test_text_cleaning_is_linear_in_brackets() -> None:
    # A quadratic tag pattern would take minutes on this.
    assert texts("<" * 100_000) != []
    assert texts("<a " * 50_000) != []


def test_text_clean_lines_leave_lines_alone_that_are_no_part_of_a_paragraph() -> None:
    source = (
        "甲市高新区今年以来坚持把项目建设作为头等大事来抓\n来源：甲市日报综合频道记者在现场发回的报道和图片\n"
    )
    assert len(clean_lines(source)) == 1
    assert len(clean_lines(source, alone=re.compile("来源："))) == 2
