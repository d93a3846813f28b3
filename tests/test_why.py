"""Why two names are one thing or two, told by resolution itself; near names; the review table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

import pytest

from kg.errors import InputError
from kg.lexicon import load_table
from kg.records import Decision, Extraction, Resolution
from kg.resolve import resolve
from kg.resolve.features import find_threshold
from kg.resolve.why import Step, explain, explain_pair
from kg.write.review import COLUMNS, find_cases, to_review
from kg.write.why import to_rows
from tests.extractions import Named, article, read_seeds

SEEDS = read_seeds()
QINGDAO, HEFEI = ("Zone", "青岛高新区"), ("Zone", "合肥高新区")
HAIER = [
    article("a", ("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"), QINGDAO),
    article("b", ("Enterprise", "海尔生物"), QINGDAO),
    article("c", ("Enterprise", "海尔生物医疗"), HEFEI),
]


def tell(steps: Sequence[Step]) -> list[tuple[str, str, str, str]]:
    return [(step.verdict, step.one.name, step.other.name, step.outcome) for step in steps]


def pair(one: Named, other: Named, about: Named | None = QINGDAO) -> Resolution:
    return resolve(
        [article(name, each, *([about] if about else [])) for name, each in (("a", one), ("b", other))]
    )


def outcomes(resolution: Resolution) -> dict[str, str]:
    """Give the outcome of each link by the feature that proposes it."""
    return {each.link.features[0][0]: each.outcome for each in resolution.judgements}


def test_why_gives_the_links_between_two_names() -> None:
    steps = explain_pair(resolve(HAIER), "海尔生物", "青岛海尔生物医疗股份有限公司")
    assert tell(steps) == [("one", "海尔生物", "青岛海尔生物医疗股份有限公司", "joined: at least 0.6")]
    judgement = steps[0].judgement
    assert judgement is not None
    assert dict(judgement.link.features) == {"introduced": 0.8, "context": 0.3}
    assert judgement.link.score == 1.1
    (row,) = to_rows(steps, HAIER)
    assert row[-2:] == ("b.txt", "a.txt")


def test_why_gives_the_whole_chain() -> None:
    decision = Decision("same", "Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物医疗", where="d.tsv:2")
    steps = explain_pair(resolve(HAIER, [decision]), "海尔生物", "海尔生物医疗")
    assert [step.outcome for step in steps] == ["joined: at least 0.6", "decided: d.tsv:2"]


@pytest.mark.parametrize(
    "one, other, outcome",
    [
        ("青岛高新区", "青岛国家高新区", "key"),
        ("青岛高新区", "昆明高新区", "nothing speaks for it; vetoed: place"),
        ("青岛高新区", "腾讯", "types: they are things of different types"),
        ("青岛高新区工委", "青岛高新区管委会", "vetoed: siblings"),
        ("上海华道生物", "国药集团", "nothing speaks for it"),
    ],
)
def test_why_tells_what_is_for_and_against(one: str, other: str, outcome: str) -> None:
    (step,) = explain_pair(resolve(SEEDS), one, other)
    assert step.outcome == outcome
    assert step.verdict == ("one" if outcome == "key" else "two")


def test_why_tells_a_name_that_a_text_introduces() -> None:
    made = [article("a", ("Park", "青岛蓝谷科技园", "蓝谷"))]
    assert [step.outcome for step in explain_pair(resolve(made), "蓝谷", "青岛蓝谷科技园")] == [
        "alias: a text calls it both"
    ]


def test_why_tells_all_of_one_thing() -> None:
    steps = explain(resolve(HAIER), "海尔生物")
    assert [(step.verdict, step.outcome.partition(":")[0]) for step in steps] == [
        ("one", "key"),
        ("one", "key"),
        ("one", "joined"),
    ]
    assert {form for row in to_rows(steps[:2], HAIER) for form in str(row[7]).split(", ")} == {
        "海尔生物",
        "青岛海尔生物医疗股份有限公司",
    }


def test_why_knows_the_name_that_a_person_gave() -> None:
    renamed = resolve(HAIER, [Decision("rename", "Enterprise", "海尔生物", "海尔", where="d:2")])
    assert explain(renamed, "海尔") == explain(renamed, "海尔生物")


def test_why_suggests_a_name() -> None:
    with pytest.raises(InputError, match="no 清岛高新区 in the documents; near it: 青岛高新区"):
        explain(resolve(SEEDS), "清岛高新区")
    with pytest.raises(InputError, match=r"no zzz in the documents$"):
        explain_pair(resolve(SEEDS), "青岛高新区", "zzz")


@pytest.mark.parametrize(
    "decisions", [(), (Decision("same", "Enterprise", "腾讯", "海尔生物", where="d:2"),)]
)
def test_why_explains_all_that_is_one(decisions: tuple[Decision, ...]) -> None:
    resolution = resolve(SEEDS, decisions)
    for one in resolution.parts:
        for other in resolution.parts:
            if one.entity == other.entity and one.key <= other.key:
                steps = explain_pair(resolution, one.name, other.name)
                assert steps and {step.verdict for step in steps} == {"one"}


def test_resolution_says_what_became_of_every_link() -> None:
    resolution = resolve([*SEEDS, *HAIER])
    entities = {part.key: part.entity for part in resolution.parts}
    accept, review = find_threshold("accept"), find_threshold("review")
    assert {each.outcome for each in resolution.judgements} >= {"joined", "vetoed"}
    for each in resolution.judgements:
        one, other, score = entities[each.link.one], entities[each.link.other], each.link.score
        assert (one == other) == (each.outcome in ("joined", "agreed"))
        assert each.outcome != "joined" or score >= accept
        assert each.outcome != "open" or review <= score < accept
        assert each.outcome != "weak" or score < review
        assert bool(each.why) == (each.outcome == "vetoed")
    joined = sum(each.outcome == "joined" for each in resolution.judgements)
    assert len(resolution.parts) - joined == len(resolution.entities)


def test_resolution_parts_hold_every_mention_under_names_of_their_own() -> None:
    resolution = resolve(SEEDS)
    assert {member: part.entity for part in resolution.parts for member in part.members} == resolution.index
    names = [(part.key[0], part.name) for part in resolution.parts]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "one, other, reason, outcome",
    [
        (("Enterprise", "海尔生物安全"), ("Enterprise", "海尔生物按全"), "misprint", "open"),
        (("Institution", "康复大学"), ("Institution", "康富大学"), "misprint", "open"),
        (("Person", "欧阳建国"), ("Person", "欧阳建过"), "misprint", "open"),
        (("Person", "卢阳"), ("Person", "卢阳"), "exact", "open"),
        (("Institution", "中国信息通信研究院"), ("Institution", "中国信通院"), "acronym", "open"),
        (("Park", "青岛蓝湾软件园"), ("Park", "青岛蓝弯软件园"), "misprint", "open"),
        (("Enterprise", "康立泰生物医药（青岛）有限公司"), ("Enterprise", "康立泰生物医药"), "exact", "open"),
        (
            ("Policy", "国务院关于促进人才集聚的意见"),
            ("Policy", "《关于促进人才集聚的意见》"),
            "exact",
            "open",
        ),
        (("Policy", "《容错纠错实施办法》"), ("Policy", "容错纠错实施办法"), "exact", "open"),
        (("Institution", "兰州科天研究院"), ("Institution", "杭州科天研究院"), "misprint", "vetoed"),
    ],
    ids=str,
)
def test_near_names_are_shown_to_a_person(one: Named, other: Named, reason: str, outcome: str) -> None:
    assert outcomes(pair(one, other)) == {reason: outcome}


@pytest.mark.parametrize(
    "one, other",
    [
        (("Park", "蓝湾软件园东区"), ("Park", "蓝湾软件园西区")),
        (("GovernmentBody", "青岛市科技局"), ("GovernmentBody", "青岛市财政局")),
        (("Park", "蓝湾软件园A区"), ("Park", "蓝湾软件园B区")),
        (("Policy", "国务院关于促进人才集聚的意见"), ("Policy", "教育部关于促进人才集聚的意见")),
        (("Industry", "新材料"), ("Industry", "新才料")),
        (("Place", "城阳区"), ("Place", "成阳区")),
        (("Person", "王伟"), ("Person", "李明")),
        (("GovernmentBody", "管委会"), ("GovernmentBody", "中关村管委会")),
        (("Institution", "青岛大学"), ("Institution", "青岛科技大学附属中学")),
        (("Enterprise", "海尔生物医疗"), ("Enterprise", "海尔生物安全医疗")),
    ],
    ids=str,
)
def test_near_names_are_not_any_two(one: Named, other: Named) -> None:
    assert outcomes(pair(one, other)) == {}


def test_near_names_of_two_zones_are_not_shown() -> None:
    made = [
        article("a", ("Person", "卢阳"), QINGDAO),
        article("b", ("Person", "卢阳"), HEFEI),
    ]
    assert outcomes(resolve(made)) == {"exact": "weak"}


def test_near_names_never_reach_acceptance() -> None:
    weights = {row["feature"]: float(row["weight"]) for row in load_table("resolve_features")}
    best = weights["context"] + weights["long"]
    for reason in ("exact", "misprint", "acronym"):
        assert weights[reason] + best < weights["accept"]
    assert weights["review"] < weights["accept"]


def test_near_names_that_many_share_say_nothing() -> None:
    many = [article(f"d{n}", ("Person", "王伟"), QINGDAO) for n in range(20)]
    assert resolve(many).judgements == ()


def read_table(made: Sequence[Extraction]) -> list[dict[str, str]]:
    return list(
        csv.DictReader(StringIO(to_review(made, resolve(made))), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def test_review_lists_the_open_cases_with_an_example_of_each() -> None:
    held = ("耿涛", "holdsPosition", "青岛市")
    made = [
        article("a", ("Person", "耿涛"), ("Place", "青岛市"), links=[held]),
        article("b", ("Person", "耿涛"), QINGDAO),
        article("c", ("Person", "王伟"), ("Enterprise", "海尔生物安全"), QINGDAO),
        article("d", ("Person", "王伟"), ("Enterprise", "海尔生物按全"), QINGDAO),
    ]
    rows = read_table(made)
    assert [(row["type"], row["name"], row["other"], row["score"]) for row in rows] == [
        ("Enterprise", "海尔生物安全", "海尔生物按全", "0.55"),
        ("Person", "王伟@c.txt", "王伟@d.txt", "0.45"),
        ("Person", "耿涛@a.txt", "耿涛@b.txt", "0.45"),
    ]
    assert (rows[2]["features"], rows[2]["document"], rows[2]["quote"]) == (
        "exact 0.15, context 0.3",
        "a.txt",
        "耿涛",
    )
    decided = [
        Decision("same" if row["type"] == "Person" else "different", row["type"], row["name"], row["other"])
        for row in rows
    ]
    assert find_cases(made, resolve(made, decided)) == ()


def test_review_is_a_header_where_nothing_is_open() -> None:
    assert to_review(SEEDS[:1], resolve(SEEDS[:1])) == "\t".join(COLUMNS) + "\n"
