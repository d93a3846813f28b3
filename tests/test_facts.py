"""One statement in several places is one fact with all its proofs; what differs stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import check_statements, make_knowledge
from kg.records import Entity, Extraction, Fact, Modality, Observation, Relation, Source
from kg.resolve import resolve
from kg.schema import load_schema
from tests.extractions import article, digest, proof, read_seeds

SEEDS = read_seeds()
ZONE, PERSON = Entity("e1", "Zone", "青岛高新区"), Entity("e2", "Person", "王伟")
POST = Relation("e2", "holdsPosition", "e1", (proof("a", "王伟"),), "post", 0.8)
INCOME = Observation("e1", "营业收入", 6330, "亿元", "2023", 9, (proof("a", "6330"),), "figure", 0.8)


def say(document: str, *claims: Relation | Observation, number: int = 0) -> Extraction:
    """Make an article about the zone and the person that holds these claims."""
    source = Source(digest(document), f"{document}.txt", number)
    own = [
        replace(
            each,
            evidence=tuple(replace(p, document=source.document, article=number) for p in each.evidence),
        )
        for each in claims
    ]
    relations = tuple(each for each in own if isinstance(each, Relation))
    observations = tuple(each for each in own if isinstance(each, Observation))
    return Extraction(source, (ZONE, PERSON), relations, observations)


def find_facts(*extractions: Extraction) -> tuple[Fact, ...]:
    return make_knowledge(extractions, resolve(extractions)).facts


def find_relations(*extractions: Extraction) -> list[Relation]:
    return [fact.statement for fact in find_facts(*extractions) if isinstance(fact.statement, Relation)]


def find_figures(*extractions: Extraction) -> list[Observation]:
    return [fact.statement for fact in find_facts(*extractions) if isinstance(fact.statement, Observation)]


def test_facts_gather_the_proofs_of_one_statement() -> None:
    second = replace(POST, evidence=(proof("b", "王伟", 7), proof("b", "王伟", 3)), confidence=0.5)
    (fact,) = find_facts(say("a", POST), say("b", second, second))
    documents = [(each.document, each.span.start) for each in fact.statement.evidence]
    assert documents == sorted([(digest("a"), 0), (digest("b"), 3), (digest("b"), 7)])
    assert (fact.sources, fact.statement.confidence, fact.statement.origin) == (2, 0.9, "post")


def test_facts_count_a_document_once() -> None:
    (fact,) = find_facts(say("a", POST), say("a", replace(POST, confidence=0.6), number=1))
    assert (fact.sources, fact.statement.confidence) == (1, 0.8)


def test_facts_keep_the_proofs_of_two_articles_apart() -> None:
    second = replace(POST, evidence=(proof("a", "王伟", 3), proof("a", "王伟", 0)))
    (fact,) = find_facts(say("a", second, number=1), say("a", POST))
    places = [(each.article, each.span.start) for each in fact.statement.evidence]
    assert places == [(0, 0), (1, 0), (1, 3)]


def test_facts_are_never_certain() -> None:
    (fact,) = find_facts(*(say(name, replace(POST, confidence=1.0)) for name in "abc"))
    assert fact.statement.confidence == 0.99


def test_facts_keep_their_id_when_another_document_repeats_them() -> None:
    once, twice = (
        find_facts(say("a", POST, INCOME)),
        find_facts(say("a", POST, INCOME), say("b", POST, INCOME)),
    )
    assert [fact.id for fact in once] == [fact.id for fact in twice]
    assert [fact.sources for fact in twice] == [2, 2]


@pytest.mark.parametrize(
    "one, other, roles",
    [
        ("主任", "管委会主任", ["管委会主任"]),
        ("主任", "副主任", ["主任", "副主任"]),
        ("主任", "主任助理", ["主任", "主任助理"]),
        ("书记", "党工委书记、管委会主任", ["党工委书记、管委会主任"]),
        ("总经理", "主任", ["主任", "总经理"]),
        ("主任", None, ["主任"]),
        ("董事长、总经理", "董事长 总经理", ["董事长、总经理"]),
        (None, None, [None]),
    ],
    ids=str,
)
def test_facts_join_posts_that_contain_each_other(
    one: str | None, other: str | None, roles: list[str | None]
) -> None:
    found = find_relations(say("a", replace(POST, role=one)), say("b", replace(POST, role=other)))
    assert sorted(str(each.role) for each in found) == sorted(map(str, roles))


def test_facts_keep_a_post_apart_that_two_others_contain() -> None:
    roles = ("主任", "管委会主任", "办公室主任")
    found = find_relations(*(say(role, replace(POST, role=role)) for role in roles))
    assert {each.role for each in found} == set(roles)


@pytest.mark.parametrize(
    "one, other, times",
    [
        ("2024", "2024-09", ["2024-09"]),
        ("2023", "2024", ["2023", "2024"]),
        (None, "2024", [None, "2024"]),
        ("2024-H1", "2024", ["2024-H1"]),
    ],
    ids=str,
)
def test_facts_keep_times_apart_unless_one_holds_the_other(
    one: str | None, other: str, times: list[str | None]
) -> None:
    found = find_relations(say("a", replace(POST, time=one)), say("b", replace(POST, time=other)))
    assert sorted(str(each.time) for each in found) == sorted(map(str, times))


@pytest.mark.parametrize("modality", ["planned", "negated"])
def test_facts_keep_what_is_planned_or_denied_apart(modality: Modality) -> None:
    planned = replace(POST, modality=modality), replace(INCOME, modality=modality)
    assert len(find_facts(say("a", POST, INCOME), say("b", *planned))) == 4


def test_facts_take_the_direction_from_symmetric_predicates() -> None:
    things = ("Zone", "青岛高新区"), ("Institution", "康复大学")
    there = article("a", *things, links=[("青岛高新区", "cooperatesWith", "康复大学")])
    back = article("b", *things, links=[("康复大学", "cooperatesWith", "青岛高新区")])
    (fact,) = find_facts(there, back)
    assert fact.sources == 2


def test_facts_take_the_symmetric_predicates_from_the_schema() -> None:
    things = ("Zone", "青岛高新区"), ("Park", "市南软件园")
    both = [
        article("a", *things, links=[("青岛高新区", "partOf", "市南软件园")]),
        article("b", *things, links=[("市南软件园", "partOf", "青岛高新区")]),
    ]
    schema = load_schema()
    turned = tuple(replace(one, symmetric=not one.symmetric) for one in schema.predicates)
    assert len(make_knowledge(both, resolve(both)).facts) == 2
    assert len(make_knowledge(both, resolve(both), schema=replace(schema, predicates=turned)).facts) == 1


def test_facts_leave_out_what_a_thing_says_of_itself_and_report_it() -> None:
    made = [
        article(
            "a",
            ("Zone", "青岛高新区"),
            ("Zone", "青岛国家高新区"),
            links=[("青岛高新区", "partOf", "青岛国家高新区")],
        )
    ]
    resolution = resolve(made)
    assert make_knowledge(made, resolution).facts == ()
    (issue,) = check_statements(made, resolution)
    assert (issue.code, issue.where) == ("statement:self", "a.txt #0")


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "营业利润"},
        {"value": 6331},
        {"unit": "万元"},
        {"period": "2022"},
        {"change": None},
        {"scope": "全国"},
        {"bound": "min"},
    ],
    ids=str,
)
def test_facts_keep_figures_apart_that_differ(change: dict[str, object]) -> None:
    assert len(find_figures(say("a", INCOME), say("b", replace(INCOME, **change)))) == 2  # type: ignore[arg-type]


def test_facts_join_figures_that_differ_in_spelling_only() -> None:
    other = replace(INCOME, indicator="营业 收入", value=6330.0, change=9.0, approx=True)
    (figure,) = find_figures(say("a", INCOME), say("b", other), say("c", INCOME))
    assert (figure.indicator, figure.approx, len(figure.evidence)) == ("营业收入", False, 3)
    assert isinstance(figure.value, int)


def test_facts_are_about_global_things() -> None:
    knowledge = make_knowledge(SEEDS, resolve(SEEDS))
    known = {entity.id for entity in knowledge.entities}
    for fact in knowledge.facts:
        statement = fact.statement
        assert statement.subject in known
        assert not isinstance(statement, Relation) or statement.object in known
    assert [fact.id for fact in knowledge.facts] == sorted({fact.id for fact in knowledge.facts})


def test_facts_lose_no_proof_of_the_seeds() -> None:
    knowledge = make_knowledge(SEEDS, resolve(SEEDS))
    claims: list[Relation | Observation] = []
    for each in SEEDS:
        claims += (*each.relations, *each.observations)
    said = {(p.document, p.quote) for claim in claims for p in claim.evidence}
    assert {(p.document, p.quote) for fact in knowledge.facts for p in fact.statement.evidence} == said


@settings(max_examples=25, deadline=None)
@given(st.permutations(SEEDS))
def test_facts_do_not_depend_on_the_order(shuffled: Sequence[Extraction]) -> None:
    assert make_knowledge(shuffled, resolve(shuffled)) == make_knowledge(SEEDS, resolve(SEEDS))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted({each.source.document for each in SEEDS})))
def test_facts_keep_no_trace_of_a_removed_document(removed: str) -> None:
    kept = [each for each in SEEDS if each.source.document != removed]
    knowledge = make_knowledge(kept, resolve(kept))
    assert removed not in repr(knowledge)
    assert removed in repr(make_knowledge(SEEDS, resolve(SEEDS)))


def test_facts_of_a_repeated_article_are_the_same_facts() -> None:
    assert make_knowledge(SEEDS, resolve(SEEDS)) == make_knowledge(
        [*SEEDS, *SEEDS], resolve([*SEEDS, *SEEDS])
    )
