"""Names of indicators that mean the same are one concept, others are not."""

from __future__ import annotations

import pytest

from kg.indicators import find_preferred, to_concept
from kg.lexicon import load_table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("营收", "营业收入"),
        ("营业总收入", "营业收入"),
        ("高企数", "高新技术企业"),
        ("高企数量", "高新技术企业"),
        ("规上工业总产值", "规模以上工业总产值"),
        ("地区生产总值", "GDP"),
        ("生产总值", "GDP"),
        ("外贸进出口总额", "进出口总额"),
        ("外贸进出口", "进出口总额"),
        ("固定资产投资额", "固定资产投资"),
        ("综合排名", "综合评价排名"),
        ("“专精特新”小巨人企业", "国家级专精特新“小巨人”企业"),
        ("园区数量", "园区"),
    ],
)
def test_indicators_of_one_concept(one: str, other: str) -> None:
    assert to_concept(one) == to_concept(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("营业收入", "营业利润"),
        ("进出口总额", "出口总额"),
        ("GDP", "GDP增速排名"),
        ("工业总产值", "工业增加值"),
        ("新增高新技术企业", "高新技术企业"),
        ("园区营业收入", "营业收入"),
        ("瞪羚企业", "上市企业"),
        ("从业人员", "工作人员"),
    ],
)
def test_indicators_of_two_concepts(one: str, other: str) -> None:
    assert to_concept(one) != to_concept(other)


@pytest.mark.parametrize("name", ["消费价格指数", "人数", "基数", "总人数", "数"])
def test_indicators_keep_words_that_end_like_counts(name: str) -> None:
    assert to_concept(name) == name


def test_indicators_preferred_names_are_their_own_concepts() -> None:
    for row in load_table("indicators"):
        if row["name"] != "-":
            assert find_preferred(to_concept(row["name"])), row["name"]
