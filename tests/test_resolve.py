"""What is one thing and what is not, in the names of the genre; and the laws of resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.forms.grammar import parse_name
from kg.forms.places import find_ancestors, split_place
from kg.forms.words import find_numbers, fold, is_generic
from kg.lexicon import load_table
from kg.records import Extraction, Resolution
from kg.resolve import resolve
from kg.resolve.links import find_links
from kg.schema import load_schema
from tests.extractions import Named, article, digest, read_seeds

SEEDS = read_seeds()
QINGDAO, HEFEI, KUNMING = ("Zone", "青岛高新区"), ("Zone", "合肥高新区"), ("Zone", "昆明高新区")


def are_one(one: Named, other: Named, about: Named | None = None, other_about: Named | None = None) -> bool:
    """Whether the first things of two documents resolve to one entity; the documents may be about a zone."""
    first = article("first", one, *([about] if about else []))
    second = article("second", other, *([other_about] if other_about else []))
    index = resolve([first, second]).index
    return index[digest("first"), 0, "e1"] == index[digest("second"), 0, "e1"]


@pytest.mark.parametrize(
    "one, other",
    [
        (("Zone", "青岛高新区"), ("Zone", "青岛国家高新技术产业开发区")),
        (("Zone", "青岛国家高新区"), ("Zone", "青岛市高新区")),
        (("Zone", "太仓高新区"), ("Zone", "江苏苏州太仓高新区")),
        (("Zone", "北京经开区"), ("Zone", "北京经济技术开发区")),
        (("Zone", "海南自贸港"), ("Zone", "海南自由贸易港")),
        (("Zone", "中国（上海）自由贸易试验区"), ("Zone", "上海自贸区")),
        (("Zone", "中关村"), ("Zone", "中关村国家自主创新示范区")),
        (("Zone", "高\u200b新 区", "青岛高新区"), ("Zone", "青岛高新区")),
        (("GovernmentBody", "科技部"), ("GovernmentBody", "科学技术部")),
        (("GovernmentBody", "工信部"), ("GovernmentBody", "工业和信息化部")),
        (("GovernmentBody", "国家发改委"), ("GovernmentBody", "国家发展和改革委员会")),
        (("GovernmentBody", "青岛市政府"), ("GovernmentBody", "青岛市人民政府")),
        (("GovernmentBody", "青岛市委"), ("GovernmentBody", "中共青岛市委员会")),
        (("GovernmentBody", "青岛市科技局"), ("GovernmentBody", "青岛市科学技术局")),
        (("GovernmentBody", "青岛高新区管委"), ("GovernmentBody", "青岛国家高新技术产业开发区管理委员会")),
        (("GovernmentBody", "青岛高新区工委"), ("GovernmentBody", "青岛高新区党工委")),
        (("Place", "青岛"), ("Place", "青岛市")),
        (("Place", "山东"), ("Place", "山东省")),
        (("Place", "吉林"), ("Place", "吉林省")),
        (("Place", "陕西省咸阳市"), ("Place", "咸阳")),
        (("Place", "美国硅谷"), ("Place", "硅谷")),
        (("Place", "山东青岛胶州湾"), ("Place", "胶州湾")),
        (
            ("Policy", "《青岛高新区“一区多园”管理办法(试行)》"),
            ("Policy", "青岛高新区一区多园管理办法（试行）"),
        ),
        (
            ("Policy", "《关于激励担当作为、争创一流的实施意见》"),
            ("Policy", "关于激励担当作为争创一流的实施意见"),
        ),
        (("Enterprise", "腾讯"), ("Enterprise", "腾讯")),
        (("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"), ("Enterprise", "海尔生物")),
        (("Enterprise", "青岛方旭科技有限公司"), ("Enterprise", "青岛方旭科技")),
        (("Enterprise", "韩国斗山"), ("Enterprise", "斗山")),
        (("Institution", "中科院"), ("Institution", "中国科学院")),
        (("Institution", "中科院声学研究所"), ("Institution", "中国科学院声学研究所")),
        (("Industry", "装备制造业"), ("Industry", "装备制造产业")),
        (("Project", "海尔生物安全科创产业园项目"), ("Project", "海尔生物安全科创产业园")),
        (("Recognition", "“绿色工厂”"), ("Recognition", "绿色工厂称号")),
        (("Person", "习近平"), ("Person", "习近平")),
    ],
    ids=str,
)
def test_resolve_joins_forms_of_one_name(one: Named, other: Named) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(
    "one, other",
    [
        (("Zone", "青岛高新区"), ("GovernmentBody", "青岛高新区管委会", "青岛高新区")),
        (("Zone", "青岛高新区"), ("Zone", "青岛经开区", "青岛高新区")),
        (("Zone", "青岛高新区"), ("Park", "青岛高新区主园区")),
        (("Zone", "青岛高新区"), ("Zone", "昆明高新区")),
        (("Zone", "合肥高新区"), ("Zone", "合肥新站高新区")),
        (("Zone", "青岛高新区"), ("Zone", "青岛新技术产业开发试验区")),
        (("Zone", "高新区"), ("Zone", "高新区")),
        (("Zone", "高新区"), ("Zone", "青岛高新区")),
        (("GovernmentBody", "青岛高新区管委会"), ("GovernmentBody", "青岛高新区工委", "青岛高新区管委会")),
        (("GovernmentBody", "科技部火炬中心"), ("GovernmentBody", "工信部")),
        (("GovernmentBody", "科技部火炬中心"), ("GovernmentBody", "科技部")),
        (("GovernmentBody", "环境保护部"), ("GovernmentBody", "生态环境部")),
        (("GovernmentBody", "青岛市财政局"), ("GovernmentBody", "青岛高新区财政局")),
        (("GovernmentBody", "建设部", "青岛高新区建设部"), ("GovernmentBody", "建设部")),
        (("GovernmentBody", "市政府"), ("GovernmentBody", "市政府")),
        (("GovernmentBody", "改革办公室", "国务院"), ("GovernmentBody", "国务院")),
        (("Place", "吉林省"), ("Place", "吉林市")),
        (("Place", "海南省"), ("Place", "海南藏族自治州")),
        (("Place", "朝阳区"), ("Place", "朝阳市")),
        (("Place", "中山路"), ("Place", "中山路")),
        (
            ("Enterprise", "青岛恒业生物有限公司", "恒业生物"),
            ("Enterprise", "昆明恒业生物有限公司", "恒业生物"),
        ),
        (("Enterprise", "海尔集团"), ("Enterprise", "青岛海尔生物医疗股份有限公司")),
        (("Enterprise", "国药集团"), ("Enterprise", "国药集团融资租赁有限公司")),
        (("Enterprise", "微软"), ("Enterprise", "微软（中国）")),
        (("Enterprise", "海信"), ("Enterprise", "淄博海信电子有限公司", "海信")),
        (("Person", "王伟"), ("Person", "王伟")),
        (("Park", "主园区"), ("Park", "主园区")),
        (("Project", "康复大学一期项目"), ("Project", "康复大学二期项目")),
        (("Project", "年产3.5万吨项目"), ("Project", "年产35万吨项目")),
        (("Event", "首届蓝湾创业大赛"), ("Event", "第二届蓝湾创业大赛")),
        (
            ("Recognition", "2023年全国百强名单", "全国百强"),
            ("Recognition", "2024年全国百强名单", "全国百强"),
        ),
        (("Industry", "仪器仪表"), ("Industry", "青岛市仪器仪表集群", "仪器仪表")),
    ],
    ids=str,
)
def test_resolve_keeps_apart_what_only_looks_alike(one: Named, other: Named) -> None:
    assert not are_one(one, other)


@pytest.mark.parametrize(
    "name, about, other_about, same",
    [
        (("Park", "主园区"), QINGDAO, QINGDAO, True),
        (("Park", "主园区"), QINGDAO, HEFEI, False),
        (("Park", "国际客厅"), QINGDAO, KUNMING, False),
        (("GovernmentBody", "建设部"), QINGDAO, HEFEI, False),
        (("GovernmentBody", "税务局"), QINGDAO, QINGDAO, True),
        (("GovernmentBody", "市委"), QINGDAO, QINGDAO, True),
        (("GovernmentBody", "省政府"), QINGDAO, ("Place", "济南市"), True),
        (("Policy", "“白名单”"), QINGDAO, HEFEI, False),
        (("Policy", "创新驱动发展战略"), QINGDAO, HEFEI, True),
        (("Institution", "康复大学"), QINGDAO, HEFEI, True),
    ],
    ids=str,
)
def test_resolve_reads_mere_labels_in_their_context(
    name: Named, about: Named, other_about: Named, same: bool
) -> None:
    assert are_one(name, name, about, other_about) is same


@pytest.mark.parametrize(
    "one, other, same",
    [
        (("GovernmentBody", "高新区管委会"), ("GovernmentBody", "青岛高新区管委会"), True),
        (("GovernmentBody", "管委", "青岛高新区管委"), ("GovernmentBody", "青岛高新区管委会"), True),
        (("GovernmentBody", "市政府"), ("GovernmentBody", "青岛市人民政府"), True),
        (("Park", "轨道交通产业示范区"), ("Park", "青岛轨道交通产业示范区"), True),
        (("Park", "高新区创业大厦"), ("Park", "青岛高新区创业大厦"), True),
        (("Enterprise", "埃地沃兹真空泵"), ("Enterprise", "埃地沃兹真空泵制造（青岛）有限公司"), True),
        (("Enterprise", "方旭科技"), ("Enterprise", "青岛方旭科技有限公司"), True),
        (("Policy", "《青岛高新区关于加快人才集聚的意见》"), ("Policy", "《关于加快人才集聚的意见》"), True),
        (("Policy", "《合肥高新区关于加快人才集聚的意见》"), ("Policy", "《关于加快人才集聚的意见》"), False),
        (("Policy", "《青岛市实施方案》"), ("Policy", "《青岛高新区实施方案》"), False),
        (("Park", "轨道交通产业示范区"), ("Park", "合肥轨道交通产业示范区"), False),
        (("GovernmentBody", "高新区管委会"), ("GovernmentBody", "合肥高新区管委会"), False),
    ],
    ids=str,
)
def test_resolve_restores_what_the_context_says(one: Named, other: Named, same: bool) -> None:
    assert are_one(one, other, QINGDAO, QINGDAO) is same


def test_resolve_restores_no_place_from_a_neighbour() -> None:
    one, other = ("Park", "青岛蓝湾软件园"), ("Park", "蓝湾软件园")
    assert are_one(one, other, None, QINGDAO)
    assert not are_one(one, other, None, ("Zone", "济南高新区"))


def test_resolve_leaves_a_short_form_with_two_claimants_alone() -> None:
    claims = [
        article("a", ("Enterprise", "青岛蓝海生物科技有限公司", "蓝海生物"), QINGDAO),
        article("b", ("Enterprise", "昆明蓝海生物制药有限公司", "蓝海生物"), KUNMING),
        article("c", ("Enterprise", "蓝海生物"), HEFEI),
    ]
    assert len([entity for entity in resolve(claims).entities if entity.type == "Enterprise"]) == 3
    assert len([entity for entity in resolve(claims[::2]).entities if entity.type == "Enterprise"]) == 1


def test_resolve_trusts_an_article_that_names_two_things() -> None:
    both = article("a", ("Enterprise", "青岛海尔生物医疗股份有限公司"), ("Enterprise", "海尔生物"))
    alias = article("b", ("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"))
    index = resolve([both, alias]).index
    assert index[digest("a"), 0, "e1"] == index[digest("b"), 0, "e1"] != index[digest("a"), 0, "e2"]


def test_resolve_joins_equal_names_of_one_article() -> None:
    assert len(resolve([article("a", ("Zone", "青岛高新区"), ("Zone", "青岛国家高新区"))]).entities) == 1


@pytest.mark.parametrize(
    "post, other_post, same",
    [
        (("Zone", "青岛高新区"), ("GovernmentBody", "青岛高新区管委会"), True),
        (("Place", "青岛市"), ("GovernmentBody", "青岛市政府"), True),
        (("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"), ("Enterprise", "海尔生物"), True),
        (("Zone", "青岛高新区"), ("Zone", "合肥高新区"), False),
        (("GovernmentBody", "青岛市科技局"), ("GovernmentBody", "青岛市财政局"), False),
    ],
    ids=str,
)
def test_resolve_tells_persons_by_their_organization(post: Named, other_post: Named, same: bool) -> None:
    made = [
        article(name, ("Person", "王伟"), where, links=[("王伟", "holdsPosition", where[1])])
        for name, where in (("a", post), ("b", other_post))
    ]
    index = resolve(made).index
    assert (index[digest("a"), 0, "e1"] == index[digest("b"), 0, "e1"]) is same


def test_resolve_takes_one_name_in_one_document_for_one_person() -> None:
    index = resolve([article("a", ("Person", "王伟")), article("a", ("Person", "王 伟"), number=1)]).index
    assert len(set(index.values())) == 1


def test_resolve_names_a_thing_by_its_longest_proper_form() -> None:
    made = [
        article(
            "a",
            ("Zone", "山东青岛高新区"),
            ("Enterprise", "海尔生物"),
            ("GovernmentBody", "管委", "青岛高新区管委"),
        ),
        article("b", ("Zone", "青岛国家高新区"), ("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物")),
        article("c", ("Zone", "青岛高新区"), ("Place", "青岛"), ("GovernmentBody", "国家商务部")),
        article(
            "d",
            ("Place", "山东省青岛市"),
            ("Place", "中国（青岛）"),
            ("GovernmentBody", "商务部"),
            ("Place", "青岛市"),
        ),
    ]
    names = {entity.name: entity.aliases for entity in resolve(made).entities}
    assert names == {
        "青岛国家高新区": ("山东青岛高新区", "青岛高新区"),
        "青岛海尔生物医疗股份有限公司": ("海尔生物",),
        "青岛高新区管委": ("管委",),
        "青岛市": ("中国（青岛）", "山东省青岛市", "青岛"),
        "商务部": ("国家商务部",),
    }


def test_resolve_ids_are_stable_words_for_an_iri() -> None:
    entity = resolve([article("a", ("GovernmentBody", "科技部"))]).entities[0]
    assert entity.id == resolve([article("b", ("GovernmentBody", "科学技术部"))]).entities[0].id
    assert entity.id.startswith("government-body/")
    assert len(entity.id.partition("/")[2]) == 16
    assert entity.mentions == ()


def as_names(resolution: Resolution) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(entity.id, entity.name, entity.aliases) for entity in resolution.entities}


@settings(max_examples=40, deadline=None)
@given(st.permutations(SEEDS))
def test_resolve_does_not_depend_on_the_order(shuffled: Sequence[Extraction]) -> None:
    assert resolve(shuffled) == resolve(SEEDS)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_resolve_does_not_depend_on_local_ids(data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(SEEDS))
    order = data.draw(st.permutations(chosen.entities))
    renamed = replace(
        chosen, entities=tuple(replace(e, id=f"x{e.id}") for e in order), relations=(), observations=()
    )
    plain = replace(chosen, relations=(), observations=())
    assert as_names(resolve([renamed])) == as_names(resolve([plain]))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(range(len(SEEDS))), min_size=1))
def test_resolve_knows_nothing_of_what_it_is_not_given(kept: set[int]) -> None:
    given_ = [SEEDS[i] for i in sorted(kept)]
    resolution = resolve(given_)
    forms = {form for each in given_ for entity in each.entities for form in entity.forms}
    assert {form for entity in resolution.entities for form in entity.forms} == forms
    assert set(resolution.index.values()) == {entity.id for entity in resolution.entities}
    assert set(resolution.index) == {
        (each.source.document, each.source.article, entity.id) for each in given_ for entity in each.entities
    }


def test_resolve_ids_survive_an_unrelated_document() -> None:
    other = article(
        "other", ("Zone", "兰州高新区"), ("Person", "李明"), ("Park", "主园区"), ("Enterprise", "兰州科天")
    )
    assert as_names(resolve(SEEDS)) < as_names(resolve([*SEEDS, other]))


def test_resolve_never_joins_two_types() -> None:
    types = {entity.id: entity.type for entity in resolve(SEEDS).entities}
    index = resolve(SEEDS).index
    for each in SEEDS:
        for entity in each.entities:
            assert types[index[each.source.document, each.source.article, entity.id]] == entity.type


def test_resolve_finds_the_known_things_of_the_seeds() -> None:
    entities = {entity.name: entity for entity in resolve(SEEDS).entities}
    index = resolve(SEEDS).index
    assert set(entities["青岛国家高新区"].aliases) == {"青岛高新区"}
    assert "海尔生物" in entities["青岛海尔生物医疗股份有限公司"].aliases
    assert len([i for i in index.values() if i == entities["青岛海尔生物医疗股份有限公司"].id]) == 3
    assert {"白银高新区", "咸阳高新区", "昆明高新区", "合肥高新区"} <= set(entities)
    assert entities["科技部火炬中心"].id != entities["工业和信息化部"].id != entities["科技部"].id


def test_resolve_says_why_two_groups_are_linked() -> None:
    from kg.resolve.groups import gather  # noqa: PLC0415 - only this test looks inside

    made = [
        article("a", ("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"), QINGDAO),
        article("b", ("Enterprise", "海尔生物"), HEFEI),
    ]
    link = find_links(gather(made))[0]
    assert (dict(link.features), link.score) == ({"introduced": 0.8, "foreign": -0.2}, 0.6)


@pytest.mark.parametrize(
    "name, code, rest",
    [
        ("青岛市南软件园", "370200", "市南软件园"),
        ("青岛市软件园", "370200", "软件园"),
        ("山东省青岛市城阳区惜福镇", "370214", "惜福镇"),
        ("市南软件园", None, "市南软件园"),
        ("中国医学科学院", None, "中国医学科学院"),
        ("朝阳区", None, "朝阳区"),
    ],
)
def test_places_split_off_the_chain_of_places(name: str, code: str | None, rest: str) -> None:
    located = split_place(name)
    assert (located.code, located.rest) == (code, rest)


def test_places_know_what_they_lie_in() -> None:
    assert find_ancestors("370214") == ("370214", "370200", "370000")


@pytest.mark.parametrize(
    "name", ["创业大厦", "光伏产业园", "二期项目", "自然资源和规划局高新分局", "生物医药及医疗器械产业园"]
)
def test_words_know_class_words(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["蓝谷", "腾讯内容产业基地", "市南软件园", "volvo工厂", "中国芯大会"])
def test_words_know_proper_names(name: str) -> None:
    assert not is_generic(fold(name))


@pytest.mark.parametrize(
    "name, numbers",
    [
        ("首届大赛", {"1"}),
        ("第1届大赛", {"1"}),
        ("2021-2023年", {"2021至2023"}),
        ("4.3英寸", {"4点3"}),
        ("大赛", set()),
    ],
)
def test_words_find_numbers(name: str, numbers: set[str]) -> None:
    assert find_numbers(fold(name)) == numbers


@pytest.mark.parametrize(
    "form, type_, key",
    [
        ("青岛国家高新技术产业开发区", "Zone", "高新区@370200"),
        ("青岛高新区管委会", "GovernmentBody", "管理委员会@高新区@370200"),
        ("中关村管委会", "GovernmentBody", "管理委员会@中关村自创区@"),
        (
            "《青岛国家高新技术产业开发区“一区多园”管理办法（试行）》",
            "Policy",
            "一区多园管理办法@高新区@370200",
        ),
        ("《国家高新技术产业开发区综合评价指标体系》", "Policy", "国家高新技术产业开发区综合评价指标体系@"),
        ("华夏（青岛）生物科技有限公司", "Enterprise", "华夏生物科技@370200"),
        ("青岛市人民代表大会常务委员会", "GovernmentBody", "人大常委会@370200"),
    ],
)
def test_grammar_parses_names(form: str, type_: str, key: str) -> None:
    assert parse_name(form, type_).key == key


def test_resolve_tables_hold_known_words_only() -> None:
    places = {"head", "suffix", "prefix", "rank", "whole"}
    kinds = {"topic", "joint", "proper", "trade", "national", "person", "before", "after", "series"}
    kinds |= {"parent", "office", "open kind"}
    types = {type_.name for type_ in load_schema().types}
    rewrites = load_table("resolve_rewrites")
    assert {row["where"] for row in rewrites} <= places
    assert {row["type"] for row in (*rewrites, *load_table("resolve_names"))} <= types
    assert {row["kind"] for row in load_table("resolve_words")} == kinds
    assert all(-1 <= float(row["weight"]) <= 1 for row in load_table("resolve_features"))
    assert len({(row["type"], row["where"], row["from"]) for row in rewrites}) == len(rewrites)


def test_resolve_names_no_variant_twice() -> None:
    variants = [
        (row["type"], fold(form))
        for row in load_table("resolve_names")
        for form in row["variants"].split("|")
    ]
    assert len(variants) == len(set(variants))
