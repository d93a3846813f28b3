"""Articles: their borders, headlines in the wrong place, bylines, dates, furniture."""

from __future__ import annotations

from kg.articles import split_articles
from kg.records import Article, Document

BODY_A = "近日，甲市高新区举行项目集中签约仪式，共签约项目十二个，总投资三十亿元。"
BODY_B = "昨天，乙市经开区出台人才政策二十条，全年安排资金一亿元支持人才创业。"


def articles(text: str, *, date: str | None = None) -> tuple[Article, ...]:
    return split_articles(Document("d", "seeds/a.txt", text, "text/plain", date=date))


def test_articles_begin_at_a_dateline_and_end_at_a_byline() -> None:
    first, second = articles(f"本报讯 {BODY_A} 王小明\n本报讯 {BODY_B} 李建国\n")
    assert (first.text, first.authors) == (BODY_A, ("王小明",))
    assert (second.text, second.authors) == (BODY_B, ("李建国",))


def test_articles_get_the_headline_they_share_words_with() -> None:
    first, second = articles(
        f"本报讯 {BODY_A} 王小明\n本报讯 {BODY_B} 李建国\n乙市经开区出台人才政策\n甲市高新区集中签约\n"
    )
    assert first.title == "甲市高新区集中签约"
    assert second.title == "乙市经开区出台人才政策"


def test_articles_of_a_bulletin_begin_at_each_headline() -> None:
    items = articles(
        f"国内联播快讯\n央视网消息（新闻联播）：\n甲市高新区集中签约\n{BODY_A}\n乙市经开区引才\n{BODY_B}\n"
    )
    assert [item.title for item in items] == ["甲市高新区集中签约", "乙市经开区引才"]


def test_articles_take_a_byline_mark_for_authors_not_for_text() -> None:
    (article,) = articles(f"{BODY_A}\n甲市高新区集中签约\n▶▶ 王小明 李建国\n")
    assert article.authors == ("王小明", "李建国")
    assert "王小明" not in article.text


def test_articles_drop_menus_links_and_footers() -> None:
    menu = "关于我们\n招贤纳士\n商务\n合作交流\n甲公司 版权所有\n"
    (article,) = articles(f"首页\n供应商资讯\n签约\n签约\n发布时间：2011-08-08\n{BODY_A}\n{menu}")
    assert article.text == f"签约\n{BODY_A}"
    assert article.date == "2011-08-08"


def test_articles_drop_a_pull_quote() -> None:
    (article,) = articles(f"{BODY_A}{BODY_B}\n▶ 王小明\n{BODY_A}\n")
    assert article.text.count("甲市高新区") == 1


def test_articles_date_is_the_documents_own_before_any_guess() -> None:
    (article,) = articles("2019年，甲市高新区营收增长。到2030年，力争翻番。", date="2022-02-23")
    assert article.date == "2022-02-23"


def test_articles_date_is_the_latest_year_reached_not_a_target() -> None:
    (article,) = articles("2019年，甲市高新区营收增长。到2030年，力争翻番。")
    assert article.date == "2019"


def test_articles_offsets_point_into_the_source() -> None:
    source = f"本报讯 {BODY_A} 王小明\n甲市高新区集中签约\n"
    (article,) = articles(source)
    for char, offset in zip(article.text, article.offsets, strict=True):
        assert char == "\n" or source[offset] == char


def test_articles_of_an_empty_document_are_none() -> None:
    assert articles("") == ()
    assert articles(" \n \n") == ()


def test_articles_join_a_title_set_in_two_lines() -> None:
    (article,) = articles(f"国务院办公厅关于对真抓实干地方\n 进一步加大激励力度的通知\n{BODY_A}\n")
    assert article.title == "国务院办公厅关于对真抓实干地方进一步加大激励力度的通知"
