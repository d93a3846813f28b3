"""What can't all be true is found, what rounding, plans, phases and other periods explain is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.facts import make_knowledge
from kg.records import Entity, Extraction, Knowledge, Observation, Relation, Source
from kg.resolve import resolve
from kg.shingles import make_sketch
from tests.extractions import digest, proof

ZONE, OTHER = Entity("e1", "Zone", "青岛高新区"), Entity("e2", "Zone", "昆明高新区")
PROJECT = Entity("e3", "Project", "云帆智造项目")
INCOME = Observation("e1", "营业收入", 6330, "亿元", "2023", None, (proof("a", "6330"),), "figure", 0.8)
RANK = Observation(
    "e1", "综合评价排名", 13, "位", "2023", None, (proof("a", "13"),), "figure", 0.8, scope="全国"
)
COMES = Relation("e1", "introduced", "e3", (proof("a", "云帆智造项目落户"),), "settle-here", 0.8)


def say(
    document: str, *claims: Relation | Observation, text: str = "", date: str | None = None
) -> Extraction:
    """Make an article of its own document that holds these claims, proven by words of its own."""
    source = Source(digest(document), f"{document}.txt", 0, date=date, sketch=make_sketch(text))
    own = [
        replace(
            each,
            evidence=tuple(
                replace(proof(document, p.quote, 9 * i + p.span.start), article=0) for p in each.evidence
            ),
        )
        for i, each in enumerate(claims)
    ]
    relations = tuple(each for each in own if isinstance(each, Relation))
    observations = tuple(each for each in own if isinstance(each, Observation))
    return Extraction(source, (ZONE, OTHER, PROJECT), relations, observations)


def know(*extractions: Extraction) -> Knowledge:
    return make_knowledge(extractions, resolve(extractions))


def find_kinds(*claims: Relation | Observation) -> list[str]:
    """Find the contradictions among claims of one document each."""
    made = [say(f"document {i}", claim) for i, claim in enumerate(claims)]
    return [each.kind for each in know(*made).contradictions]


def test_contradictions_are_two_values_of_one_indicator() -> None:
    knowledge = know(say("a", INCOME), say("b", replace(INCOME, value=6500)))
    (found,) = knowledge.contradictions
    assert found.kind == "value"
    assert {fact.statement.value for fact in knowledge.facts if fact.id in found.facts} == {6330, 6500}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 0.65, "unit": "万亿元"},
        {"indicator": "营收", "value": 6500},
        {"value": 6400, "bound": "min"},
        {"value": 6200, "bound": "max"},
    ],
    ids=str,
)
def test_contradictions_see_through_units_names_and_bounds(change: dict[str, object]) -> None:
    assert find_kinds(INCOME, replace(INCOME, **change)) == ["value"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 0.633, "unit": "万亿元"},
        {"value": 6300, "bound": "min"},
        {"value": 6000, "approx": True},
        {"value": 6500, "period": "2022"},
        {"value": 3100, "period": "2023-H1"},
        {"value": 6500, "period": None},
        {"value": 6500, "modality": "planned"},
        {"value": 6500, "scope": "山东省"},
        {"value": 6500, "subject": "e2"},
        {"value": 6500, "unit": "亿美元"},
        {"value": 6500, "indicator": "规上工业营业收入"},
        {"value": None, "change": 9.0},
    ],
    ids=str,
)
def test_contradictions_are_none_where_something_explains_it(change: dict[str, object]) -> None:
    assert find_kinds(INCOME, replace(INCOME, **change)) == []  # type: ignore[arg-type]


def test_contradictions_leave_two_values_of_one_article_alone() -> None:
    before = replace(INCOME, indicator="审批事项", value=22, unit="个", evidence=(proof("a", "由22个压缩"),))
    after = replace(before, value=8, evidence=(proof("a", "压缩为8个", 9),))
    one = Extraction(Source(digest("a"), "a.txt", 0), (ZONE,), observations=(before, after))
    assert know(one).contradictions == ()
    other = say("b", replace(before, value=8, evidence=(proof("b", "8个"),)))
    assert [each.kind for each in know(one, other).contradictions] == ["value"]


def test_contradictions_hold_a_change_against_both_years() -> None:
    before = replace(INCOME, value=5800, period="2022")
    assert find_kinds(before, replace(INCOME, change=9)) == []  # 6330 / 5800 = 1.091
    assert find_kinds(before, replace(INCOME, change=25)) == ["change"]
    assert find_kinds(replace(before, period="2021"), replace(INCOME, change=25)) == []
    assert find_kinds(replace(before, period="2022-H1"), replace(INCOME, period="2023-H1", change=25)) == [
        "change"
    ]


def test_contradictions_compute_changes_of_losses() -> None:
    before, after = (
        replace(INCOME, indicator="净利润", value=5.5, period="2022"),
        replace(INCOME, indicator="净利润"),
    )
    assert find_kinds(before, replace(after, value=-9.5, change=-272.7)) == []
    assert find_kinds(before, replace(after, value=-9.5, change=-20)) == ["change"]


def test_contradictions_know_changes_at_constant_prices() -> None:
    before = replace(INCOME, indicator="GDP", value=5800, period="2022")
    assert find_kinds(before, replace(INCOME, indicator="地区生产总值", change=25)) == []


def test_contradictions_are_two_subjects_of_one_rank() -> None:
    assert find_kinds(RANK, replace(RANK, subject="e2")) == ["rank"]
    assert find_kinds(RANK, replace(RANK, subject="e2", period="2022")) == []
    assert find_kinds(RANK, replace(RANK, subject="e2", scope="山东省")) == []
    assert find_kinds(RANK, replace(RANK, subject="e2", value=14)) == []


def test_contradictions_are_what_is_stated_and_denied() -> None:
    assert find_kinds(COMES, replace(COMES, modality="negated")) == ["modality"]
    assert find_kinds(COMES, replace(COMES, modality="planned")) == []
    early, late = replace(COMES, time="2022"), replace(COMES, modality="negated", time="2021")
    assert find_kinds(early, late) == []


def test_contradictions_do_not_depend_on_the_order() -> None:
    made = [say(str(i), replace(INCOME, value=value)) for i, value in enumerate((6330, 6500, 6700, 6334))]
    assert know(*made).contradictions == know(*made[::-1]).contradictions
    (found,) = know(*made).contradictions
    assert len(found.facts) == 4


def test_facts_tell_how_far_a_project_has_come() -> None:
    signed = replace(COMES, evidence=(proof("a", "云帆智造项目签约落户"),))
    started = replace(COMES, evidence=(proof("b", "云帆智造项目正式开工"),), origin="ground-here-introduced")
    running = replace(COMES, evidence=(proof("c", "去年开工的云帆智造项目投产"),), origin="finish-here")
    knowledge = know(say("a", signed), say("b", started), say("c", running), say("d", COMES))
    phases = {fact.phase for fact in knowledge.facts}
    assert phases == {"signed", "started", "operating", None}
    assert knowledge.contradictions == ()


def test_facts_tell_no_phase_that_is_still_ahead() -> None:
    ahead = replace(COMES, evidence=(proof("a", "云帆智造项目建成后年产值3亿元"),), origin="finish-here")
    (fact,) = know(say("a", ahead)).facts
    assert fact.phase is None


def test_facts_count_copies_of_one_text_once() -> None:
    text = "青岛高新区全年营业收入6330亿元，新增企业两千余家，一批重点项目建成投产，主导产业加快集聚。"
    first = say("a", INCOME, text=text, date="2024-03-02")
    copy = say("b", INCOME, text=f"转载：{text}", date="2024-03-05")
    other = replace(INCOME, evidence=(proof("c", "营收6330亿"),))
    knowledge = know(copy, first, say("c", other, text="昆明高新区另有一条完全不同的消息，与前面所说无关。"))
    (fact,) = knowledge.facts
    assert (fact.sources, len(fact.statement.evidence), fact.statement.confidence) == (2, 3, 0.96)
    (found,) = knowledge.copies
    assert (found.article, found.origin) == ((digest("b"), 0), (digest("a"), 0))


def test_facts_count_equal_quotes_once() -> None:
    quote = proof("a", "2023年青岛高新区实现营业收入6330亿元")
    short = proof("a", "营收6330亿")
    long_ones = [say(name, replace(INCOME, evidence=(quote,))) for name in "ab"]
    assert [fact.sources for fact in know(*long_ones).facts] == [1]
    assert [
        fact.sources for fact in know(*(say(n, replace(INCOME, evidence=(short,))) for n in "ab")).facts
    ] == [2]
