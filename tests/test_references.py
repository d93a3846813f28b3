"""References: which forms are one name, short forms, restored heads, and what pointers denote.

The companies, persons and events are invented.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.extract.components import make_pipeline
from kg.extract.draft import Draft, Name
from kg.extract.grammar import load_grammar
from kg.extract.short_forms import are_one, opening_zone, shortens, unify_types
from kg.records import Article, Document

Reader = Callable[..., Draft]


@pytest.fixture(scope="module")
def read() -> Reader:
    pipeline = make_pipeline()

    def run(text: str, title: str | None = None) -> Draft:
        document = Document("d", "a/b.txt", text, "text/plain", date="2024-05-10")
        return pipeline(Article(document, 0, text, tuple(range(len(text))), title, "2024-05-10"))

    return run


def forms(draft: Draft, kind: str) -> list[list[str]]:
    return [thing.forms for thing in draft.things if thing.type == kind]


def pointed(draft: Draft) -> list[tuple[str, str]]:
    return [
        (draft.text[one.start : one.end], one.thing.forms[0]) for one in draft.references if not one.explicit
    ]


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("Zone", "青岛高新区", "青岛国家高新技术产业开发区", True),
        ("Zone", "临沂经济开发区", "临沂经济技术开发区", True),
        ("Zone", "龙栖湾新区", "锦州龙栖湾新区", True),
        ("Zone", "青岛高新区", "青岛新技术产业开发试验区", False),
        ("Zone", "青岛高新区", "济南高新区", False),
        ("Zone", "合肥高新区", "合肥新站高新区", False),
        ("GovernmentBody", "青岛高新区管委", "青岛国家高新技术产业开发区管理委员会", True),
        ("GovernmentBody", "青岛高新区管委会", "青岛高新区党工委", False),
        ("GovernmentBody", "工信部", "工业和信息化部", True),
        ("Industry", "高端装备制造业", "高端装备制造", True),
        ("Industry", "装备制造", "高端装备制造", False),
        ("Place", "我国", "中国", True),
    ],
)
def test_references_forms_are_one_by_the_grammar_of_their_type(
    kind: str, one: str, other: str, same: bool
) -> None:
    assert are_one(kind, one, other, load_grammar()) is same


@pytest.mark.parametrize(
    ("kind", "short", "full", "does"),
    [
        ("Enterprise", "北辰生物", "青岛北辰生物医疗股份有限公司", True),
        ("Enterprise", "国药", "国药集团", True),
        ("Enterprise", "北辰公司", "北辰设备公司", True),
        ("Enterprise", "北辰集团", "北辰设备公司", False),
        ("Enterprise", "北辰科技", "南辰科技有限公司", False),
        ("Institution", "上交所", "上海证券交易所", True),
        ("Institution", "中科大", "中国科学院", False),
        ("GovernmentBody", "省委", "广东省委", True),
        ("GovernmentBody", "省委", "广州市委", False),
        ("GovernmentBody", "市政府", "北京市人民政府", True),
        ("Zone", "龙栖湾新区", "锦州龙栖湾新区", True),
        ("Event", "“北辰杯”大赛", "“北辰杯”全国创新创业大赛", False),
        ("Event", "北辰产业论坛", "2024北辰产业论坛", True),
        ("Event", "2023北辰产业论坛", "2024北辰产业论坛", False),
        ("Event", "青岛开发区表彰大会", "青岛经济技术开发区表彰大会", True),
        ("Event", "“相约北辰高新”活动", "“相约北辰高新”网络行活动", True),
        ("Park", "蓝谷核心区", "蓝色硅谷核心区", True),
    ],
)
def test_references_short_forms_shorten_one_name_not_another(
    kind: str, short: str, full: str, does: bool
) -> None:
    assert shortens(kind, short, full, load_grammar()) is does


def test_references_a_rank_alone_is_the_one_body_of_such_a_place(read: Reader) -> None:
    draft = read("广东省委、广州市委负责同志出席会议。省委要求加快建设。")
    assert forms(draft, "GovernmentBody") == [["广东省委", "省委"], ["广州市委"]]


def test_references_places_before_a_number_and_a_head_are_zones_each(read: Reader) -> None:
    draft = read("目前共有南宁、桂林、柳州4个国家高新区；梧州、钦州、来宾3个自治区高新区。")
    assert forms(draft, "Zone") == [
        [name] for name in ("南宁国家高新区", "桂林国家高新区", "柳州国家高新区")
    ] + [[name] for name in ("梧州高新区", "钦州高新区", "来宾高新区")]
    assert not forms(draft, "Place")
    draft = read("宜昌、荆门、咸宁和黄石4个医药园区共实现产值180亿元。")
    assert [names[0] for names in forms(draft, "Park")] == [
        "宜昌医药园区",
        "荆门医药园区",
        "咸宁医药园区",
        "黄石医药园区",
    ]


def test_references_places_before_an_ordinary_count_stay_places(read: Reader) -> None:
    draft = read("来自北京、上海的3个高新区和广州、深圳等14个城市参加了活动。")
    assert not forms(draft, "Zone")
    assert len(forms(draft, "Place")) == 4


def test_references_take_up_what_a_text_introduces(read: Reader) -> None:
    draft = read(
        "青岛北辰先进材料研究院（BAMI）落户青岛高新区。青岛北辰电子股份有限公司（以下简称“北电股份”）随后签约。"
        "BAMI与北电股份开展合作。"
    )
    assert forms(draft, "Institution") == [["青岛北辰先进材料研究院", "BAMI"]]
    assert forms(draft, "Enterprise") == [["青岛北辰电子股份有限公司", "北电股份"]]


def test_references_give_no_form_to_a_name_that_stands_farther_off_and_is_unlike_it(read: Reader) -> None:
    draft = read("“北辰创新大赛”由全体园区企业自发（下称“发起方”）主办。")
    assert forms(draft, "Event") == [["北辰创新大赛"]]


def test_references_the_company_is_the_one_told_of_not_the_one_named_last(read: Reader) -> None:
    draft = read(
        "青岛北辰电子有限公司发布公告。北辰电子表示，北辰电子的产品供给海澜电子有限公司。目前，公司已经完成扩产。"
    )
    assert ("公司", "青岛北辰电子有限公司") in pointed(draft)


def test_references_a_noun_before_a_pointer_makes_it_a_class(read: Reader) -> None:
    draft = read("青岛高新区引进专业招商公司，核心区内企业踊跃参加，全国高新区排名第二。园区今年产值八亿元。")
    assert [word for word, _ in pointed(draft)] == ["园区"]


def test_references_among_equal_zones_the_bare_word_is_a_class(read: Reader) -> None:
    text = "南宁高新区、柳州高新区相继获批。高新区发展迅速。"
    assert pointed(read(text)) == []
    assert pointed(read(text, title="柳州高新区获批")) == [("高新区", "柳州高新区")]


def test_references_a_zone_stands_out_by_the_names_of_its_organs_too(read: Reader) -> None:
    text = "青岛高新区管委会推出举措。青岛高新区管委会、青岛高新区招商局走访济南高新区。高新区表示欢迎。"
    assert ("高新区", "青岛高新区") in pointed(read(text))


def test_references_a_section_points_to_the_zone_that_opens_it(read: Reader) -> None:
    text = "青岛高新区发展迅速，全区营收增长。\n济南高新区面积广大。全区企业增多。\n青岛高新区再次上榜。"
    wanted = ["青岛高新区", "济南高新区"]
    assert [name for word, name in pointed(read(text, "青岛高新区上榜")) if word == "全区"] == wanted


def test_references_a_bare_kind_of_zone_is_none_but_points_to_the_one_a_name_opens_with(read: Reader) -> None:
    text = "聊城开发区建区20周年总结表彰大会举行。20年来，开发区引进企业105家。开发区以优质服务吸引企业。"
    draft = read(text)
    assert forms(draft, "Zone") == [["聊城开发区"]]
    assert pointed(draft) == [("开发区", "聊城开发区")] * 2


def test_references_a_kind_word_points_to_the_topic_of_such_a_name(read: Reader) -> None:
    text = "青岛综合保税区发展迅速。今年，保税区新增企业300家。一批示范区正在申报。"
    assert pointed(read(text)) == [("保税区", "青岛综合保税区")]


@pytest.mark.parametrize(
    ("form", "zone"),
    [
        ("聊城开发区建区20周年总结表彰大会", "聊城开发区"),
        ("聊城经济技术开发区", None),
        ("开发区表彰大会", None),
        ("全国高新区发展论坛", None),
    ],
)
def test_references_names_may_open_with_a_zone(form: str, zone: str | None) -> None:
    assert opening_zone(form) == zone


def test_references_one_form_has_one_type() -> None:
    article = Article(
        Document("d", "a", "甲谷甲谷甲谷", "text/plain"), 0, "甲谷甲谷甲谷", tuple(range(6)), None, None
    )
    names = [
        Name(0, 2, "Park", "x", 0.5),
        Name(2, 4, "Enterprise", "x", 0.9),
        Name(4, 6, "Park", "x", 0.5),
    ]
    assert {name.type for name in unify_types(Draft(article, names=names))} == {"Park"}


def test_references_our_region_is_the_autonomous_one_where_it_is_named_more(read: Reader) -> None:
    draft = read(
        "广西高新区发展较快。广西去年新增园区，来宾高新区获批。高新区成为我区经济发展的亮点。广西将继续努力。"
    )
    assert ("我区", "广西") in pointed(draft)
    assert ("我区", "威海高新区") in pointed(read("威海高新区建立新制度，9家企业进入了我区供应商名录。"))


def test_references_this_park_is_the_park_named_last(read: Reader) -> None:
    draft = read("芜湖经济技术开发区支持企业扩产。项目位于北辰科技工业园，该园区内已建有三条生产线。")
    assert ("该园区", "北辰科技工业园") in pointed(draft)


def test_references_a_class_noun_denotes_what_ends_in_it(read: Reader) -> None:
    draft = read(
        "青岛市印发《青岛市支持算力产业发展的若干意见（试行）》，举办首届北辰创新创业大赛。《意见》提出扩大规模，"
        "本届大赛吸引了200家企业。"
    )
    assert pointed(draft) == [
        ("《意见》", "《青岛市支持算力产业发展的若干意见（试行）》"),
        ("本届大赛", "首届北辰创新创业大赛"),
    ]


def test_references_a_surname_and_a_post_denote_the_person_named_before(read: Reader) -> None:
    draft = read("青岛北辰研究院院长王大林介绍了情况。王院长表示，研究院将继续扩大规模。")
    assert forms(draft, "Person") == [["王大林"]]
    assert ("王院长", "王大林") in pointed(draft)


def test_references_are_found_in_linear_time(read: Reader) -> None:
    for unit in ("该大赛", "南宁、", "《意见》", "王主任", "（BAMI）", "公司、"):
        begin = time.process_time()
        read(unit * (5_000 // len(unit)))
        assert time.process_time() - begin < 5, unit
