"""Names of works, schemes, meetings, honours, industries: which they are, where they begin and end.

The sentences are in the style of the genre; companies, zones and persons in them are invented.
"""

from __future__ import annotations

import time

import pytest

from kg.extract.borders import Borders
from kg.extract.draft import Draft
from kg.extract.enumerations import find_enumerations
from kg.extract.framed import find_framed, find_sessions
from kg.extract.grammar import load_grammar
from kg.extract.industries import find_industries, industry_forms
from kg.extract.schemes import find_honours, find_schemes
from kg.records import Article, Document
from tests.reading import read

HOSTILE = (
    "、",
    "和",
    "等",
    "“",
    "获批",
    "推进项目",
    "20万吨",
    "产业",
    "高端装备及",
    "第一届",
    "为重点的",
    "的",
)


def named(text: str) -> set[tuple[str, str]]:
    return {(thing.type, form) for thing in read(text).things for form in thing.forms}


def bare(text: str) -> Draft:
    """A draft without words and tags."""
    document = Document("d", "a/b.txt", text, "text/plain")
    return Draft(Article(document, 0, text, tuple(range(len(text)))))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("管委会研究制定了年度招商引资任务分解方案。", "年度招商引资任务分解方案"),
        ("区政府出台首台（套）保险补偿办法。", "首台（套）保险补偿办法"),
        ("园区率先建立供应商诚信档案制度。", "供应商诚信档案制度"),
        ("今年推进中小企业数字化转型城市试点。", "中小企业数字化转型城市试点"),
        ("实施产业倍增行动计划和科技企业梯度培育计划。", "产业倍增行动计划"),
        ("实施产业倍增行动计划和科技企业梯度培育计划。", "科技企业梯度培育计划"),
        ("会议审议通过了全市加快推进产业转型升级工作方案。", "全市加快推进产业转型升级工作方案"),
        ("印发关于开展安全生产百日攻坚行动的通知。", "关于开展安全生产百日攻坚行动的通知"),
        ("统筹推进“五位一体”总体布局。", "“五位一体”总体布局"),
        ("落实创新驱动发展战略。", "创新驱动发展战略"),
        ("持续深化“放管服”改革。", "“放管服”改革"),
    ],
)
def test_names_find_policies_without_title_marks(text: str, form: str) -> None:
    assert ("Policy", form) in named(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("总投资86亿元的启航半导体封测项目竣工投产。", "启航半导体封测项目"),
        ("在山海市，20万吨电子铝箔一期项目投产。", "20万吨电子铝箔一期项目"),
        ("星海重工年产6000吨高纯石英管深加工项目，总投资2亿元。", "星海重工年产6000吨高纯石英管深加工项目"),
        ("加快推进星海200兆瓦电池组件等项目建设。", "星海200兆瓦电池组件"),
        ("推进可再生燃料海上加注、高空台试验设施等项目。", "高空台试验设施"),
        ("推进可再生燃料海上加注、高空台试验设施等项目。", "可再生燃料海上加注"),
        ("星海钢铁特钢板材技改升级、云帆纤维二期等一批投资体量大的项目开工。", "星海钢铁特钢板材技改升级"),
    ],
)
def test_names_find_projects_by_frame_capacity_and_list(text: str, form: str) -> None:
    assert ("Project", form) in named(text)


def test_names_list_of_projects_leaves_companies_that_are_brought_in() -> None:
    found = named("园区引进了云帆、海蓝、启航等12个项目。")
    assert {form for kind, form in found if kind == "Enterprise"} == {"云帆", "海蓝", "启航"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("5月8日，云岭新城招商推介大会在深圳举办。", "云岭新城招商推介大会"),
        ("近日召开2024年科技创新大会暨企业家座谈会。", "2024年科技创新大会暨企业家座谈会"),
        ("云岭市启动全市返乡农民工招聘活动。", "全市返乡农民工招聘活动"),
        ("第三届云岭啤酒节、首届航空旅游文化节举行。", "第三届云岭啤酒节"),
        ("条例经省十四届人大常委会第十六次会议审议。", "省十四届人大常委会第十六次会议"),
        ("学习市委七届六次全会精神。", "市委七届六次全会"),
        ("贯彻十九届二中、三中、四中全会精神。", "十九届三中全会"),
        ("实施技术改造提升、数字赋能升级、金融助力成长等行动。", "数字赋能升级"),
    ],
)
def test_names_find_events_by_frame_and_fixed_shape(text: str, form: str) -> None:
    assert ("Event", form) in named(text)


def test_names_sessions_of_one_term_are_told_apart() -> None:
    forms = [name.form for name in find_sessions("十八届三中、四中和五中全会")]
    assert forms == ["十八届三中全会", "十八届四中全会", "十八届五中全会"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("启明高新区升级为国家级经济技术开发区。", "国家级经济技术开发区"),
        ("星海公司获批国家企业技术中心。", "国家企业技术中心"),
        ("星海机械有限公司获一等奖；云帆科技有限公司获优秀奖。", "优秀奖"),
        ("星海公司入选国家级专精特新“小巨人”企业。", "国家级专精特新“小巨人”企业"),
        ("启明高新区被商务部评为国家外贸转型升级基地。", "国家外贸转型升级基地"),
        ("园区获批国家清洁生产审核创新试点、山海省近零碳园区。", "山海省近零碳园区"),
        ("全市加快建设科学发展示范市。", "科学发展示范市"),
    ],
)
def test_names_find_honours_behind_verbs_of_winning(text: str, form: str) -> None:
    assert ("Recognition", form) in named(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("形成以新能源汽车为龙头的格局。", "新能源汽车"),
        ("聚焦软件和人工智能、新能源汽车等八条产业链条。", "软件和人工智能"),
        ("发展光伏装备、高端输变电装备等先进制造业。", "高端输变电装备"),
        ("涉及汽车制造、科学研究和技术服务以及租赁和商务服务等产业门类。", "科学研究和技术服务"),
        ("形成甲市的生物制药、乙市的电子信息等产业集群。", "电子信息"),
        ("园区汽车及零部件产业产值增长。", "汽车及零部件"),
        ("全市规模以上医药制造业增长。", "医药制造业"),
    ],
)
def test_names_find_industries_and_their_borders(text: str, form: str) -> None:
    assert ("Industry", form) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "高新区出台了一系列惠企措施，建立健全长效机制。",
        "企业被列入失信被执行人名单，3家企业被列入经营异常名录。",
        "全市新增省级专精特新中小企业156家，获批省级智能工厂5家。",
        "张明主持会议。园区开展了丰富多彩的活动。",
        "加快人工智能、大数据、物联网等技术应用。",
        "平等对待，中等教育发展，获二等功。",
    ],
)
def test_names_classes_and_turns_of_the_genre_are_none(text: str) -> None:
    mine = {"Policy", "Project", "Event", "Recognition", "Industry"}
    assert {(kind, form) for kind, form in named(text) if kind in mine} == set()


def test_names_industry_with_and_without_its_end_are_one() -> None:
    assert industry_forms("装备制造业") == ("装备制造业", "装备制造")
    assert industry_forms("制造业") == ("制造业",)
    things = read("装备制造产业增长，各地推动装备制造业升级。").things
    (industry,) = (thing for thing in things if thing.type == "Industry")
    assert set(industry.forms) == {"装备制造业", "装备制造"}


@pytest.mark.parametrize("piece", HOSTILE)
def test_names_proposers_are_linear_in_the_text(piece: str) -> None:
    grammar = load_grammar()

    def seconds(size: int) -> float:
        draft = bare(piece * (size // len(piece)))
        borders = Borders(draft, grammar)
        start = time.process_time()
        for found in (
            find_schemes(draft),
            find_honours(borders, grammar),
            find_framed(borders, grammar),
            find_industries(borders, grammar),
            find_enumerations(borders, grammar),
        ):
            for _ in found:
                pass
        return time.process_time() - start

    seconds(1_000)
    assert seconds(16_000) < 8 * seconds(4_000) + 0.5
