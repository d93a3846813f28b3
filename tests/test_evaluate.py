"""Scoring: made-up cases with known counts, laws, and agreement with the reference scorer if it is there."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, InputError
from kg.evaluate import Evaluation, Score, evaluate, fold, same_number, similar
from kg.evaluate.coarse import names_to_items, score_coarse, to_items
from kg.evaluate.reliability import Bin, to_reliability
from kg.evaluate.scores import SAMPLES, Table, find_intervals
from kg.read.gold import GoldArticle, read_gold
from kg.records import Entity, Evidence, Extraction, Mention, Observation, Relation, Source, Span
from kg.write.scores import to_sections

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT.parent / "shared" / "gold"
GOLD_FOLDERS = [folder for folder in (REFERENCE, REFERENCE / "dev") if folder.is_dir()]


def article(
    entities: Sequence[tuple[str, ...]],
    relations: Sequence[tuple[Any, ...]] = (),
    observations: Sequence[dict[str, Any]] = (),
) -> GoldArticle:
    """Make an article of (type, name, *aliases), (subject, predicate, object[, role]) and figures."""
    return GoldArticle.model_validate(
        {
            "entities": [
                {"id": str(place), "type": type_, "name": name, "aliases": aliases}
                for place, (type_, name, *aliases) in enumerate(entities)
            ],
            "relations": [
                {"subject": str(s), "predicate": p, "object": str(o), "role": role[0] if role else None}
                for s, p, o, *role in relations
            ],
            "observations": [{"subject": "0", "indicator": "营业收入", **each} for each in observations],
        }
    )


def score(wanted: GoldArticle | list[GoldArticle], found: GoldArticle | list[GoldArticle]) -> Evaluation:
    sides = [each if isinstance(each, list) else [each] for each in (wanted, found)]
    return evaluate({"a": sides[0]}, {"a": sides[1]})


ZONE = ("Zone", "青岛高新区")
FIRM = ("Enterprise", "海尔生物")
OTHER = ("Enterprise", "腾讯")


def test_evaluate_entities_match_by_type_and_any_form() -> None:
    wanted = article([("Zone", "青岛国家高新区", "青岛高新区"), FIRM, ("Person", "耿涛")])
    found = article([("Zone", "青 岛高新区"), ("Institution", "海尔生物"), ("Person", "耿涛")])
    scores = score(wanted, found).scores["entities"]
    assert scores["all"] == Score(2, 3, 3)
    assert scores["Zone"] == Score(1, 1, 1)
    assert scores["Enterprise"] == Score(0, 0, 1)
    assert scores["Institution"] == Score(0, 1, 0)


def test_evaluate_entities_match_one_to_one() -> None:
    wanted = article([("Zone", "甲", "乙")])
    found = article([("Zone", "甲"), ("Zone", "乙")])
    assert score(wanted, found).scores["entities"]["all"] == Score(1, 2, 1)


def test_evaluate_articles_of_a_document_are_merged() -> None:
    wanted = [article([ZONE, FIRM], [(0, "introduced", 1)]), article([ZONE, FIRM], [(0, "introduced", 1)])]
    result = score(wanted, wanted[0])
    assert result.scores["entities"]["all"] == Score(2, 2, 2)
    assert result.scores["relations"]["all"] == Score(1, 1, 1)


@pytest.mark.parametrize(
    "predicate,turned", [("cooperatesWith", Score(1, 1, 1)), ("introduced", Score(0, 1, 1))]
)
def test_evaluate_only_cooperation_is_symmetric(predicate: str, turned: Score) -> None:
    wanted = article([ZONE, FIRM], [(0, predicate, 1)])
    found = article([FIRM, ZONE], [(0, predicate, 1)])
    assert score(wanted, found).scores["relations"]["all"] == turned


def test_evaluate_relations_need_both_ends_and_the_predicate() -> None:
    wanted = article([ZONE, FIRM, OTHER], [(0, "introduced", 1), (0, "introduced", 2)])
    found = article([ZONE, FIRM, OTHER], [(0, "introduced", 1), (0, "builds", 2), (1, "introduced", 2)])
    scores = score(wanted, found).scores["relations"]
    assert (scores["all"], scores["introduced"]) == (Score(1, 3, 2), Score(1, 2, 2))


@pytest.mark.parametrize(
    "wanted,found,expected",
    [
        ("副市长", "副市长", Score(1, 1, 1)),
        ("党工委书记、管委会主任", "管委会主任", Score(1, 1, 1)),
        ("副市长", "总经理", Score(0, 1, 1)),
        ("副市长", None, Score(0, 0, 1)),
        (None, "副市长", Score(0, 0, 0)),
    ],
)
def test_evaluate_roles_are_scored_apart(wanted: str | None, found: str | None, expected: Score) -> None:
    entities = [("Person", "耿涛"), ZONE]
    sides = [article(entities, [(0, "holdsPosition", 1, role)]) for role in (wanted, found)]
    result = score(*sides)
    assert result.scores["relations"]["all"] == Score(1, 1, 1)
    assert result.scores["roles"]["all"] == expected


def test_evaluate_a_role_replaces_the_same_relation_without() -> None:
    entities = [("Person", "耿涛"), ZONE]
    relations = [(0, "holdsPosition", 1), (0, "holdsPosition", 1, "主任"), (0, "holdsPosition", 1)]
    assert score(article(entities, relations), article(entities)).scores["relations"]["all"].wanted == 1
    relations += [(0, "holdsPosition", 1, "书记")]
    assert score(article(entities, relations), article(entities)).scores["relations"]["all"].wanted == 2


RANK = {"indicator": "综合评价排名", "value": 13, "unit": "位", "period": "2024"}


@pytest.mark.parametrize(
    "changed,right",
    [
        ({}, 1),
        ({"value": 13.0}, 1),
        ({"unit": " 位"}, 1),
        ({"indicator": "评价排名"}, 1),
        ({"change": 1}, 1),
        ({"indicator": "总面积"}, 0),
        ({"value": 14}, 0),
        ({"value": None, "change": 13}, 0),
        ({"unit": "名"}, 0),
        ({"unit": None}, 0),
        ({"period": "2023"}, 0),
        ({"period": None}, 0),
        ({"subject": "1"}, 0),
    ],
)
def test_evaluate_observations(changed: dict[str, Any], right: int) -> None:
    entities = [ZONE, FIRM]
    result = score(article(entities, (), [RANK]), article(entities, (), [RANK | changed]))
    assert result.scores["observations"] == {"all": Score(right, 1, 1)}


def test_evaluate_growth_without_value_compares_the_change_alone() -> None:
    wanted = article([ZONE], (), [{"value": None, "change": 9, "unit": "%"}])
    found = article([ZONE], (), [{"value": 3, "change": 9.0, "period": "2023"}])
    assert score(wanted, found).scores["observations"]["all"].right == 1


@pytest.mark.parametrize(
    "one,other,same",
    [(6330, 6330.0, True), (0.67, 0.6667, True), (0.1, 0.11, False), (1e6, 1e6 + 1, False), (0, 0, True)],
)
def test_evaluate_numbers(one: float, other: float, same: bool) -> None:
    assert same_number(one, other) is same
    assert not same_number(one, None)


@pytest.mark.parametrize(
    "one,other,same",
    [
        ("营业收入", "年营业收入", True),
        ("高新技术企业数量", "高新技术企业总数", True),
        ("总面积", "总投资", False),
        ("", "总面积", False),
        ("ＧＤＰ", "gdp", True),
    ],
)
def test_evaluate_indicators(one: str, other: str, same: bool) -> None:
    assert similar(one, other) is similar(other, one) is same


def test_evaluate_fold() -> None:
    assert fold(" 青岛·中关村（ＡＢ） “Ｃ” ") == "青岛中关村abc"
    assert fold(None) == ""


def test_evaluate_documents_without_records_count_as_missed() -> None:
    gold = {"a": [article([ZONE])], "b": [article([FIRM])]}
    result = evaluate(gold, {"a": [article([ZONE])], "c": [article([OTHER])]})
    assert result.scores["entities"]["all"] == Score(1, 1, 2)
    assert result.missing == ("b",)
    assert [(each.document, each.what, each.text) for each in result.differences] == [
        ("b", "missed", "海尔生物")
    ]


def test_evaluate_lists_each_difference() -> None:
    wanted = article([ZONE, FIRM], [(0, "introduced", 1)], [RANK])
    found = article([ZONE, FIRM, OTHER], [(0, "introduced", 2)], [RANK | {"value": None, "change": -3.2}])
    listed = [(each.what, each.kind, each.label, each.text) for each in score(wanted, found).differences]
    assert listed == [
        ("wrong", "entity", "Enterprise", "腾讯"),
        ("missed", "relation", "introduced", "青岛高新区 → 海尔生物"),
        ("wrong", "relation", "introduced", "青岛高新区 → 腾讯"),
        ("missed", "observation", "综合评价排名", "青岛高新区 13位 (2024)"),
        ("wrong", "observation", "综合评价排名", "青岛高新区 -3.2% (2024)"),
    ]


def causes(wanted: GoldArticle, found: GoldArticle) -> list[tuple[str, str, str]]:
    return [(each.what, each.cause, each.text) for each in score(wanted, found).differences]


@pytest.mark.parametrize(
    "wanted,found,expected",
    [
        ([FIRM], [], [("missed", "missed", "海尔生物")]),
        ([], [FIRM], [("wrong", "invented", "海尔生物")]),
        (
            [("Enterprise", "海尔生物医疗")],
            [("Enterprise", "海尔生物")],
            [("missed", "wrong border", "海尔生物医疗"), ("wrong", "wrong border", "海尔生物")],
        ),
        (
            [("Enterprise", "卓越海尔生物")],
            [("Enterprise", "海尔生物医疗")],
            [("missed", "wrong border", "卓越海尔生物"), ("wrong", "wrong border", "海尔生物医疗")],
        ),
        (
            [("Zone", "青岛高新区")],
            [("Place", "青岛")],
            [("missed", "missed", "青岛高新区"), ("wrong", "invented", "青岛")],
        ),
        (
            [("Enterprise", "海尔生物")],
            [("Institution", "海尔生物")],
            [("missed", "wrong type", "海尔生物"), ("wrong", "wrong type", "海尔生物")],
        ),
        (
            [("Enterprise", "海尔生物医疗", "海尔")],
            [("Enterprise", "海尔生物医疗"), ("Enterprise", "海尔")],
            [("wrong", "alias split", "海尔")],
        ),
        (
            [("Enterprise", "海尔生物"), ("Enterprise", "海尔集团")],
            [("Enterprise", "海尔集团", "海尔生物")],
            [("missed", "aliases joined", "海尔集团")],
        ),
    ],
)
def test_evaluate_causes_of_entities(
    wanted: list[tuple[str, ...]], found: list[tuple[str, ...]], expected: list[tuple[str, str, str]]
) -> None:
    assert causes(article(wanted), article(found)) == expected


@pytest.mark.parametrize(
    "found,cause",
    [
        ((2, "introduced", 1), "wrong end"),
        ((0, "introduced", 2), "wrong end"),
        ((1, "introduced", 0), "direction"),
        ((0, "builds", 1), "predicate"),
        ((1, "builds", 0), "predicate"),
        ((2, "builds", 1), "invented"),
    ],
)
def test_evaluate_causes_of_relations(found: tuple[Any, ...], cause: str) -> None:
    entities = [ZONE, FIRM, OTHER]
    listed = causes(article(entities, [(0, "introduced", 1)]), article(entities, [found]))
    missed = "missed" if cause == "invented" else cause
    assert [each[:2] for each in listed] == [("missed", missed), ("wrong", cause)]


def test_evaluate_causes_of_relations_whose_ends_or_roles_are_wrong() -> None:
    wanted = article([ZONE, FIRM], [(0, "introduced", 1)])
    found = article([ZONE, OTHER], [(0, "introduced", 1)])
    assert [each[1] for each in causes(wanted, found)][2:] == ["end entity missing", "end entity wrong"]
    entities, post = [("Person", "耿涛"), ZONE], (0, "holdsPosition", 1)
    two = article(entities, [(*post, "主任"), (*post, "书记")])
    assert causes(two, article(entities, [(*post, "主任")])) == [("missed", "role", "耿涛 → 青岛高新区")]


@pytest.mark.parametrize(
    "changed,cause",
    [
        ({"period": "2023"}, "period"),
        ({"value": 14}, "value or unit"),
        ({"unit": "名"}, "value or unit"),
        ({"indicator": "总面积"}, "indicator"),
        ({"subject": "1"}, "subject"),
        ({"subject": "1", "period": "2023"}, "several parts"),
        ({"subject": "1", "period": "2023", "value": 14}, "invented"),
    ],
)
def test_evaluate_causes_of_observations(changed: dict[str, Any], cause: str) -> None:
    entities = [ZONE, FIRM]
    listed = causes(article(entities, (), [RANK]), article(entities, (), [RANK | changed]))
    missed = "missed" if cause == "invented" else cause
    assert [each[:2] for each in listed] == [("missed", missed), ("wrong", cause)]


def test_evaluate_causes_of_observations_about_unknown_subjects_and_repeats() -> None:
    wanted, found = article([ZONE], (), [RANK]), article([OTHER], (), [RANK])
    assert [each[1] for each in causes(wanted, found)][2:] == [
        "subject entity missing",
        "subject entity wrong",
    ]
    twice = article([ZONE], (), [RANK, RANK | {"indicator": "评价排名"}])
    assert causes(wanted, twice) == [("wrong", "repeated", "青岛高新区 13位 (2024)")]


def test_evaluate_intervals_are_those_of_documents_drawn_again() -> None:
    """Two documents, one all right and one all wrong: a quarter of the samples holds only either."""
    tables: list[Table] = [{("entities", "all"): Score(4, 4, 4)}, {("entities", "all"): Score(0, 4, 4)}]
    interval = find_intervals(tables)["entities", "all"]
    assert (interval.low, interval.high) == (0.0, 1.0)
    assert find_intervals(tables) == find_intervals(tables)
    alike = find_intervals([{("entities", "all"): Score(1, 2, 2)}] * 5)["entities", "all"]
    assert (alike.low, alike.high) == (0.5, 0.5)
    assert SAMPLES == 1000


def test_evaluate_intervals_leave_out_samples_without_the_label() -> None:
    tables: list[Table] = [{("entities", "Event"): Score(1, 1, 1)}, *[{} for _ in range(9)]]
    interval = find_intervals(tables)["entities", "Event"]
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_evaluate_intervals_hold_the_score() -> None:
    gold = {name: [article([ZONE, FIRM])] for name in "abcdef"}
    given = {name: [article([ZONE] if name < "c" else [ZONE, FIRM, OTHER])] for name in "abcdef"}
    result = evaluate(gold, given)
    interval = result.intervals["entities"]["all"]
    assert 0 < interval.low < result.scores["entities"]["all"].f1 < interval.high < 1


def test_evaluate_reliability_bins() -> None:
    table = to_reliability("relation", [(0.9, True), (1.0, True), (0.7, False), (0.7, True), (0.05, False)])
    assert table.bins == (
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.7, 0.8, 2, 0.7, 0.5),
        Bin(0.9, 1.0, 2, 0.95, 1.0),
    )
    assert table.error == pytest.approx((0.05 + 2 * 0.2 + 2 * 0.05) / 5)
    assert (table.kind, table.count) == ("relation", 5)


def surely(confidence: float) -> Extraction:
    """青岛高新区 introduced 海尔, both named with a confidence, and its rank with another one."""
    proof = (Evidence("d", 0, Span(0, 2), "引进"),)
    mentions = [Mention(Span(0, 2), "引进", "Zone", "rule", score) for score in (0.2, confidence)]
    return Extraction(
        Source("d", "x/a.txt", 0),
        (Entity("0", "Zone", "青岛高新区", (), tuple(mentions)), Entity("1", "Enterprise", "海尔")),
        (Relation("0", "introduced", "1", proof, "rule", confidence),),
        (Observation("0", "综合评价排名", 13, "位", "2024", None, proof, "rule", 0.35),),
    )


def test_evaluate_reliability_is_that_of_the_records() -> None:
    gold = article([ZONE, FIRM], [(0, "introduced", 1)])
    tables = {each.kind: each for each in evaluate({"a": [gold]}, {"a": [surely(0.8)]}).reliability}
    right = {
        kind: [(each.low, each.count, each.right) for each in table.bins] for kind, table in tables.items()
    }
    assert right == {"entity": [(0.8, 1, 1)], "relation": [(0.8, 1, 0)], "observation": [(0.3, 1, 0)]}
    assert evaluate({"a": [gold]}, {"a": [gold]}).reliability == ()


def test_evaluate_coarse_counts_a_name_in_two_forms_once() -> None:
    gold = to_items([article([("Zone", "青岛高新区", "青岛国家高新区"), FIRM, ("Project", "甲项目")])])
    given = names_to_items(
        [
            ("Place", "青岛高新区"),
            ("Place", "青岛国家高新区"),
            ("Place", "青岛"),
            ("organization", "青岛高新区"),
        ]
    )
    scores = score_coarse(gold, given)
    assert scores["coarse", "Place"] == Score(1, 2, 1)
    assert scores["coarse", "organization"] == Score(0, 1, 1)
    assert scores["coarse", "all"] == Score(1, 3, 2)


def test_evaluate_sections_list_some_of_each_cause_and_say_what_is_not_installed() -> None:
    result = score(article([ZONE, FIRM]), article([("Person", "甲"), ("Person", "乙"), ("Person", "丙")]))
    tables: dict[str, list[Table] | None] = {"kg": [{("coarse", "all"): Score(1, 2, 2)}], "LAC": None}
    sections = {each.name: each for each in to_sections(result, tables, 2)}
    assert sections["causes"].rows == (("entity", "invented", 0, 3), ("entity", "missed", 2, 0))
    assert [row[1] for row in sections["differences"].rows] == ["invented"] * 2 + ["missed"] * 2
    assert sections["comparison"].rows[0][:5] == ("kg", "all", 0.5, 0.5, 0.5)
    assert sections["comparison"].rows[1][:3] == ("LAC", "not installed", None)
    assert {len(row) for each in sections.values() for row in each.rows} == {6, 10, 4}
    assert "differences" not in {each.name for each in to_sections(result, tables, 0)}
    assert len(to_sections(result, tables, -1)[-1].rows) == 5


def test_evaluate_rates_have_four_digits() -> None:
    assert (Score(1, 3, 7).precision, Score(1, 3, 7).recall, Score(1, 3, 7).f1) == (0.3333, 0.1429, 0.2)
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)


def test_evaluate_reads_extractions() -> None:
    proof = (Evidence("d", 0, Span(0, 2), "引进"),)
    extraction = Extraction(
        Source("d", "x/a.txt", 0),
        (Entity("0", "Zone", "青岛高新区"), Entity("1", "Enterprise", "海尔", ("海尔生物",))),
        (Relation("0", "introduced", "1", proof, "rule", 1.0),),
        (Observation("0", "综合评价排名", 13, "位", "2024", None, proof, "rule", 1.0),),
    )
    result = evaluate({"a": [article([ZONE, FIRM], [(0, "introduced", 1)], [RANK])]}, {"a": [extraction]})
    assert [result.scores[kind]["all"].f1 for kind in ("entities", "relations", "observations")] == [1, 1, 1]
    assert result.differences == ()


def test_evaluate_gold_faults_are_reported_together(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"articles": [{"entities": [{"id": "e1"}]}]}', encoding="utf-8")
    (tmp_path / "c.json").write_text('{"articles": []}', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_gold(tmp_path)
    assert [Path(fault.partition(":")[0]).name for fault in caught.value.faults] == ["a.json", "b.json"]


NAMES = st.sampled_from(["青岛高新区", "高新区", "青岛", "海尔", "海尔生物", "“海尔”"])
ENTITIES = st.builds(
    lambda kind, names: (kind, *names),
    st.sampled_from(["Zone", "Enterprise"]),
    st.lists(NAMES, min_size=1, max_size=3),
)
PLACES = st.integers(0, 4)
PREDICATES = st.sampled_from(["introduced", "cooperatesWith"])
RELATIONS = st.tuples(PLACES, PREDICATES, PLACES, st.sampled_from([None, "主任", "副主任", "书记"]))
NUMBERS = st.sampled_from([None, 0, 0.1, 0.104, 13, 13.0, -3.2])
OBSERVATIONS = st.fixed_dictionaries(
    {
        "subject": PLACES.map(str),
        "indicator": st.sampled_from(["营业收入", "年营业收入", "总面积", ""]),
        "value": NUMBERS,
        "unit": st.sampled_from([None, "家", "亿元"]),
        "period": st.sampled_from([None, "2023", "2024"]),
        "change": NUMBERS,
    }
)
ARTICLES = st.builds(
    article,
    st.lists(ENTITIES, max_size=5),
    st.lists(RELATIONS, max_size=6),
    st.lists(OBSERVATIONS, max_size=5),
)


@given(st.lists(ARTICLES, max_size=3))
def test_evaluate_a_document_equals_itself(articles: list[GoldArticle]) -> None:
    result = score(articles, articles)
    for kind in ("entities", "relations"):
        assert result.scores[kind]["all"].right == result.scores[kind]["all"].wanted
    assert all(each.kind == "observation" for each in result.differences)


@given(st.lists(ARTICLES, max_size=3), st.lists(ARTICLES, max_size=3))
def test_evaluate_counts_are_consistent(wanted: list[GoldArticle], found: list[GoldArticle]) -> None:
    result = score(wanted, found)
    missed = sum(each.what == "missed" for each in result.differences)
    scores = result.scores
    totals = [scores["entities"]["all"], scores["relations"]["all"], scores["observations"]["all"]]
    assert missed == sum(total.wanted - total.right for total in totals)
    assert len(result.differences) - missed == sum(total.given - total.right for total in totals)


def reference_scores(gold: Path, records: Path) -> dict[str, Any]:
    command = [sys.executable, "-B", str(REFERENCE / "score.py"), str(gold), str(records), "--json"]
    scores: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return scores


def own_scores(result: Evaluation) -> dict[str, Any]:
    return {
        kind: {
            label: {
                "tp": s.right,
                "pred": s.given,
                "gold": s.wanted,
                "P": s.precision,
                "R": s.recall,
                "F1": s.f1,
            }
            for label, s in rows.items()
        }
        for kind, rows in result.scores.items()
    }


def agree(gold: dict[str, list[GoldArticle]], found: dict[str, list[GoldArticle]], folder: Path) -> None:
    """Write both sides down, let the reference scorer read them, and compare every figure."""
    for path in folder.glob("*.json"):
        path.unlink()
    for stem, articles in gold.items():
        data = {"doc": f"{stem}.txt", "articles": [each.model_dump(mode="json") for each in articles]}
        (folder / f"{stem}.json").write_text(json.dumps(data), encoding="utf-8")
    lines = [
        json.dumps({"doc": f"x/{stem}.txt", **each.model_dump(mode="json")})
        for stem, articles in found.items()
        for each in articles
    ]
    records = folder / "records.jsonl"
    records.write_text("\n".join(lines), encoding="utf-8")
    result = evaluate({stem: tuple(gold[stem]) for stem in gold}, found)
    assert own_scores(result) == reference_scores(folder, records)


def spoil(article: GoldArticle, dice: random.Random) -> GoldArticle:
    """Lose, change and turn round some of an article's records."""
    entities = [each for each in article.entities if dice.random() < 0.9]
    relations = [
        each
        if dice.random() < 0.7
        else each.model_copy(update={"subject": each.object, "object": each.subject})
        for each in article.relations
        if dice.random() < 0.9
    ]
    observations = [
        each
        if dice.random() < 0.7
        else each.model_copy(update={"indicator": each.indicator[1:], "period": None})
        for each in article.observations
        if dice.random() < 0.9
    ]
    changes = {
        "entities": tuple(entities),
        "relations": tuple(relations),
        "observations": tuple(observations),
    }
    return article.model_copy(update=changes)


@pytest.mark.skipif(not GOLD_FOLDERS, reason="the reference scorer is not beside the checkout")
@pytest.mark.parametrize("folder", GOLD_FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("seed", [0, 1])
def test_evaluate_agrees_with_the_reference_on_spoilt_gold(folder: Path, seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    gold = {stem: list(articles) for stem, articles in read_gold(folder).items()}
    found = {stem: [spoil(each, dice) for each in gold[stem]] for stem in gold}
    found |= {stem: dice.sample(found[stem], len(found[stem])) for stem in found}
    agree(gold, found, tmp_path)


@pytest.mark.skipif(not GOLD_FOLDERS, reason="the reference scorer is not beside the checkout")
@settings(max_examples=15, deadline=None)
@given(st.lists(ARTICLES, max_size=3), st.lists(ARTICLES, max_size=3))
def test_evaluate_agrees_with_the_reference_on_made_up_records(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[GoldArticle], found: list[GoldArticle]
) -> None:
    agree({"a": wanted}, {"a": found}, tmp_path_factory.mktemp("agree"))
