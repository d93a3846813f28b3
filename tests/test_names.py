"""Names on real turns of the genre with invented names: what is one, of which type, and what is none."""

from __future__ import annotations

import pytest

from tests.reading import read


def named(text: str) -> set[tuple[str, str]]:
    return {(thing.type, form) for thing in read(text).things for form in thing.forms}


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        ("宁波国家高新技术产业开发区营收增长。", "Zone", "宁波国家高新技术产业开发区"),
        ("江苏苏州太仓高新区揭牌。", "Zone", "太仓高新区"),
        ("苏州工业园区举行签约仪式。", "Zone", "苏州工业园区"),
        ("合肥新站高新区集聚企业百家。", "Zone", "合肥新站高新区"),
        ("青岛高新区北部园区正在建设。", "Park", "青岛高新区北部园区"),
        ("企业落户西部（重庆）科学城。", "Park", "西部（重庆）科学城"),
        ("项目位于甲乙智慧谷，由启明集团投资。", "Enterprise", "启明集团"),
        ("华星（青岛）生物科技有限公司投产。", "Enterprise", "华星（青岛）生物科技有限公司"),
        (
            "高新区重点外资企业安达真空泵制造（青岛）有限公司增资。",
            "Enterprise",
            "安达真空泵制造（青岛）有限公司",
        ),
        ("武汉市科技局局长表示。", "GovernmentBody", "武汉市科技局"),
        ("工信部日前公布名单。", "GovernmentBody", "工信部"),
        ("湖南省科技厅印发通知。", "GovernmentBody", "湖南省科技厅"),
        ("与华东理工大学分子材料与新药研究院合作。", "Institution", "华东理工大学分子材料与新药研究院"),
        ("复杂系统管理与控制国家重点实验室揭牌。", "Institution", "复杂系统管理与控制国家重点实验室"),
        ("总经理林远山说，要创新。", "Person", "林远山"),
        ("首席执行官阿历克斯·彼得森介绍。", "Person", "阿历克斯·彼得森"),
        ("印发《支持创新若干措施（试行）》。", "Policy", "《支持创新若干措施（试行）》"),
        ("推行“拿地即建”模式。", "Policy", "“拿地即建”模式"),
        ("国务院关于促进高新区发展的若干意见要求创新。", "Policy", "国务院关于促进高新区发展的若干意见"),
        ("国务院关于促进高新区发展的若干意见要求创新。", "GovernmentBody", "国务院"),
        ("引进星云智慧充电桩制造等128个项目。", "Project", "星云智慧充电桩制造"),
        ("产业有集成电路、生物医药、类脑芯片等重点产业。", "Industry", "类脑芯片"),
        ("代表团访问德国慕尼黑。", "Place", "慕尼黑"),
        ("胶州湾北岸风光好。", "Place", "胶州湾"),
        ("入选2023年国家技术创新示范企业名单。", "Recognition", "2023年国家技术创新示范企业名单"),
        ("承办第十届中国创新创业大赛。", "Event", "第十届中国创新创业大赛"),
        ("党的二十届三中全会作出部署。", "Event", "党的二十届三中全会"),
        ("厂房位于云岭路北段。", "Place", "云岭路"),
        ("东起迎春大道，西接镜湖路。", "Place", "镜湖路"),
        ("他到安和街道柳叶村调研。", "Place", "安和街道"),
        ("他到安和街道柳叶村调研。", "Place", "柳叶村"),
        ("与四川宜宾、重庆江津等地合作。", "Place", "江津"),
        ("向湖南美辰光电有限公司颁奖。", "Enterprise", "湖南美辰光电有限公司"),
        ("甘肃东部地区发展提速，超过全国。", "Place", "甘肃东部地区"),
        ("公司竞得云阳开发区地块。", "Zone", "云阳开发区"),
        ("位于镜湖旅游度假区。", "Zone", "镜湖旅游度假区"),
        ("市委副书记林远山代表宜昌市委致辞。", "GovernmentBody", "宜昌市委"),
        ("经省人民政府同意，现印发给你们。", "GovernmentBody", "省人民政府"),
        ("省十五届人大常委会审议通过。", "GovernmentBody", "省十五届人大常委会"),
        ("成立省新材料产业发展推进组。", "GovernmentBody", "省新材料产业发展推进组"),
        ("区党工委书记林远山出席。", "GovernmentBody", "区党工委"),
        ("宜昌市规划局规划二处负责。", "GovernmentBody", "宜昌市规划局规划二处"),
        ("宜昌市公证处全程监督。", "Institution", "宜昌市公证处"),
        ("市第一人民医院扩建。", "Institution", "市第一人民医院"),
        ("考察了云岭花卉苗木集散中心。", "Park", "云岭花卉苗木集散中心"),
        ("瑞和商贸城、云岭工业园建成。", "Park", "瑞和商贸城"),
        ("德国博世、法国施耐德入驻。", "Enterprise", "博世"),
        ("德国博世、法国施耐德入驻。", "Place", "法国"),
    ],
)
def test_names_find(text: str, kind: str, form: str) -> None:
    assert (kind, form) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "国家高新区要走在前列。",
        "各园区、相关部门和重点企业要加强合作。",
        "高新技术企业和瞪羚企业数量增加。",
        "形成新发展格局，优化产业布局。",
        "企业办事更加便利，服务更加高效。",
        "这里的变化日新月异。",
    ],
)
def test_names_class_words_are_none(text: str) -> None:
    assert named(text) == set()


def test_names_nobody_who_is_not_to_be_known() -> None:
    text = "公司总经理林某某说，他认识总经理林远山。林远山表示同意。"
    assert {form for kind, form in named(text) if kind == "Person"} == {"林远山"}


def test_names_short_form_introduced_is_the_same_thing() -> None:
    draft = read("安徽星海量子科技股份有限公司（以下简称“星海量子”）投产。星海量子产值增长。")
    (company,) = [thing for thing in draft.things if thing.type == "Enterprise"]
    assert company.forms == ["安徽星海量子科技股份有限公司", "星海量子"]
    assert len(company.names) == 3  # in full, in its bracket, alone


def test_names_elided_head_is_restored_for_every_zone() -> None:
    zones = {form for kind, form in named("乌鲁木齐、昌吉、石河子高新区加快发展。") if kind == "Zone"}
    assert zones == {"乌鲁木齐高新区", "昌吉高新区", "石河子高新区"}


def test_names_bare_organ_belongs_to_the_zone_before_it() -> None:
    forms = {
        form for kind, form in named("重庆高新区党工委书记、管委会主任林远山说。") if kind == "GovernmentBody"
    }
    assert "重庆高新区管委会" in forms


def test_names_pointer_denotes_the_articles_zone() -> None:
    draft = read("成都高新区今年招商。全区引进项目百个，该区产值增长。")
    pointers = {(draft.text[r.start : r.end], r.thing.forms[0]) for r in draft.references if not r.explicit}
    assert pointers == {("全区", "成都高新区"), ("该区", "成都高新区")}


def test_names_references_do_not_overlap() -> None:
    draft = read(
        "重庆高新区管委会主任林远山说，国务院关于促进高新区发展的若干意见要落实，园区企业启明半导体入选名单。"
    )
    ends = [0, *(reference.end for reference in draft.references)]
    assert all(end <= reference.start for end, reference in zip(ends, draft.references, strict=False))
