"""Articles: their borders, headlines in the wrong place, bylines, dates, furniture."""

from __future__ import annotations

import time

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


def test_articles_date_is_the_running_year_not_a_target_nor_the_year_reported_on() -> None:
    (article,) = articles("2019年以来，甲市高新区营收增长。到2030年，力争翻番。")
    assert article.date == "2019"
    (article,) = articles("2018年是甲市高新区成立之年。2019年，甲市高新区实现营收八亿元。")
    assert article.date is None


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


def test_articles_of_a_page_are_its_headline_and_text_alone() -> None:
    (article,) = articles(
        "您现在的位置是：首页 > 新闻 > 甲市高新区集中签约\n广告服务平台\n甲市高新区集中签约\n"
        f"2020-07-17 08:31 来源: 甲市日报 作者: 王小明\n甲市日报讯（记者 王小明）{BODY_A}（李建国 周大海）\n"
        f"编辑：陆小梅\n相关阅读\n乙市高新区也签约\n版权声明：\n①凡本网注明来源的作品，{BODY_B}\n"
    )
    assert article.text == f"甲市高新区集中签约\n{BODY_A}"
    assert article.date == "2020-07-17"
    assert article.authors == ("李建国", "周大海")


def test_articles_cut_the_fields_of_the_page_off_a_headline() -> None:
    (article,) = articles(f"甲市高新区集中签约 时间：2024-12-04    来源：甲市日报\n{BODY_A}\n查看全文\n")
    assert (article.title, article.date) == ("甲市高新区集中签约", "2024-12-04")


def test_articles_take_the_headline_below_the_date_where_a_mere_site_name_stands_above_it() -> None:
    (article,) = articles(f"股票代码 000000\n2024年04月29日 星期一\n甲市高新区集中签约\n{BODY_A}\n")
    assert (article.title, article.date) == ("甲市高新区集中签约", "2024-04-29")


def test_articles_begin_anew_below_each_date_of_publication() -> None:
    first, second = articles(
        f"甲市高新区集中签约\n发布时间：2020-07-17\n{BODY_A}\n乙市经开区引才\n发布时间：2021-08-18\n{BODY_B}\n"
    )
    assert (first.title, first.date, first.text) == (
        "甲市高新区集中签约",
        "2020-07-17",
        f"{'甲市高新区集中签约'}\n{BODY_A}",
    )
    assert (second.title, second.date) == ("乙市经开区引才", "2021-08-18")


def test_articles_of_a_notice_have_its_whole_title_and_the_date_of_its_signing() -> None:
    (article,) = articles(
        "发布时间：2023-03-20 来源：甲市人民政府\n甲市人民政府\n关于印发《甲市支持创新的\n若干政策》的通知\n"
        f"甲政发〔2023〕9号\n各县区人民政府：\n{BODY_A}\n甲市人民政府\n二〇二三年三月十五日\n"
    )
    assert article.title == "甲市人民政府关于印发《甲市支持创新的若干政策》的通知"
    assert article.date == "2023-03-15"
    assert "各县区人民政府" not in article.text


def test_articles_of_a_notice_are_dated_by_its_number_before_the_page_that_shows_it() -> None:
    (article,) = articles(f"甲市支持创新的若干政策\n时间：2021-01-17 23:45\n甲政发〔2014〕20号\n{BODY_A}\n")
    assert article.date == "2014"


def test_articles_dates_that_do_not_exist_are_none() -> None:
    (article,) = articles(f"甲市高新区集中签约\n发布时间：2021-02-31\n{BODY_A}\n")
    assert article.date is None


def test_articles_take_the_date_from_an_address_where_no_other_is_printed() -> None:
    (article,) = articles(
        f"https://www.example.org.cn/xw/202409/t20240914_1.htm\n甲市高新区集中签约\n{BODY_A}\n"
    )
    assert article.date == "2024-09-14"


def test_articles_take_the_date_from_the_address_of_the_source_below_them() -> None:
    (article,) = articles(f"{BODY_A}\n本文来源甲市网，原文：https://news.example.cn/202110/480178.shtml\n")
    assert article.date == "2021-10"


def test_articles_take_the_date_that_a_newspaper_parts_with_strokes() -> None:
    (article,) = articles(f"甲市日报/2024 年/4 月/22 日/第 004 版\n甲市高新区集中签约\n{BODY_A}\n")
    assert article.date == "2024-04-22"


def test_articles_know_the_day_of_the_report_in_its_running_year() -> None:
    (article,) = articles(f"2022年，甲市高新区将新建厂房。2月21日，记者来到甲市高新区。{BODY_A}")
    assert article.date == "2022-02-21"
    (article,) = articles(f"甲市日报2月21日讯 {BODY_A}")
    assert article.date is None


def test_articles_keep_a_paragraph_when_its_photographer_or_source_is_cut_off() -> None:
    (article,) = articles(
        f"{BODY_A}（甲市日报记者 王小明 摄）\n{BODY_B}（来源：乙市商务局）\n图为签约现场。周大海 摄\n"
    )
    assert article.text == f"{BODY_A}\n{BODY_B}\n图为签约现场。"
    assert article.authors == ()


def test_articles_dateline_is_no_word_of_the_text() -> None:
    for line in (
        "甲市频道 ",
        "中新网甲市11月13日电 （谢小杰 朱小文）",
        "甲市新闻网10月23日乙市讯（本网记者 李建国）",
        "甲县融媒12月12日讯(记者 李建国 通讯员 周大海)",
        "甲网时刻乙市9月25日讯（通讯员 周大海）",
        "本报甲市讯 ",
    ):
        (article,) = articles(line + BODY_A)
        assert article.text == BODY_A
    (article,) = articles("通讯设备企业落户甲市高新区，全年完成产值三十亿元。")
    assert article.text.startswith("通讯设备")


def test_articles_are_split_in_linear_time() -> None:
    for unit in (
        "甲市 ",
        "首页 > ",
        "2020-1-",
        "（王",
        "《关于",
        "来源：",
        "记者 王小明 ",
        "一、\n",
        "甲\n",
        "▶ 王",
        "第一版：",
    ):
        begin = time.process_time()
        articles(unit * (100_000 // len(unit)))
        assert time.process_time() - begin < 5, unit


def test_articles_without_line_breaks_are_cut_at_their_date() -> None:
    (article,) = articles(
        f"甲市高新区集中签约 甲市日报 2008/11/13 [访问本页]【 www.example.com 】{BODY_A}{BODY_B}\n"
    )
    assert article.date == "2008-11-13"
    assert article.text == f"甲市高新区集中签约甲市日报\n{BODY_A}{BODY_B}"


def test_articles_that_begin_with_a_day_have_its_month_in_the_running_year() -> None:
    (article,) = articles(f"6月26日下午，2018甲市创新大赛落下帷幕。{BODY_A}")
    assert article.date == "2018-06"
    (article,) = articles(f"1月5日，甲市公布2020年度企业名单。{BODY_A}")
    assert article.date is None


def test_articles_know_their_year_by_a_deadline() -> None:
    (article,) = articles(f"现予以公布，欢迎于2025年7月15日前提出意见。{BODY_A}")
    assert article.date == "2025"


def test_articles_of_a_contents_list_are_not_made_of_its_entries() -> None:
    items = articles(
        f"2021年8月23日新闻联播文字版\n• 甲市高新区集中签约\n• 乙市经开区引才\n以下为全文：\n"
        f"甲市高新区集中签约\n{BODY_A}\n乙市经开区引才\n{BODY_B}\n"
    )
    assert [(item.title, item.date) for item in items] == [
        ("甲市高新区集中签约", "2021-08-23"),
        ("乙市经开区引才", "2021-08-23"),
    ]
    assert items[0].text == f"甲市高新区集中签约\n{BODY_A}"


def test_articles_go_on_behind_a_box_of_links_but_not_behind_their_editor() -> None:
    (article,) = articles(f"{BODY_A}\n相关链接\n乙市高新区也签约\n{BODY_B}\n")
    assert article.text == f"{BODY_A}\n{BODY_B}"
    first, second = articles(f"{BODY_A}\n责任编辑：陆小梅\n相关链接\n乙市经开区出台人才政策\n{BODY_B}\n")
    assert (first.text, second.text) == (BODY_A, f"乙市经开区出台人才政策\n{BODY_B}")


def test_articles_are_not_dated_by_the_day_a_notice_takes_effect_nor_by_an_address_in_a_text() -> None:
    (article,) = articles(
        f"甲市支持创新的若干政策\n发布日期：2010-02-11\n实施日期：2010-03-01\n{BODY_A}\n申报网址：http://www.example.com/2012/05/\n"
    )
    assert article.date == "2010-02-11"
    assert "申报网址" in article.text
