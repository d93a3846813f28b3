"""What the tests of the page's panel share: facts made by hand, and ways to what the panel shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.facts.contradictions import find_contradictions
from kg.records import Entity, Evidence, Fact, Knowledge, Observation, Relation, Source, Span
from tests.browser import Visit
from tests.knowledge import FIRST_ID, KNOWLEDGE, SECOND_ID, ZONE, digest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

SOURCES: Final = (
    Source(FIRST_ID, "a.txt", 0, "甲文", "2024-03-05", "晨报"),
    Source(SECOND_ID, "b.txt", 0, "乙文", "2024-10"),
)
# A thing is chosen without the mouse, so that a test of the panel depends on no place in the picture.
CHOOSE_ENTITY: Final = "(id) => Actions.chooseEntity(Data.entity(id))"
CHOOSE_RELATION: Final = "(id) => Actions.chooseRelation(Data.fact(id))"
FOCUSED_FACT: Final = "() => document.activeElement.closest('.fact').dataset.fact"
FOCUSED_KEY: Final = "() => document.activeElement.dataset.key"
FOCUSED_ID: Final = "() => document.activeElement.id"


def find_fact(subject: Entity, predicate: str, object_: Entity) -> str:
    """Give the id of a relation of the shared knowledge."""
    wanted = (subject.id, predicate, object_.id)
    return next(
        fact.id
        for fact in KNOWLEDGE.facts
        if isinstance(one := fact.statement, Relation) and (one.subject, one.predicate, one.object) == wanted
    )


def make_relation(
    subject: Entity, predicate: str, object_: Entity, confidence: float = 0.9, *, denied: bool = False
) -> Fact:
    quote = f"{subject.name}与{object_.name}"
    evidence = (Evidence(FIRST_ID, 0, Span(0, len(quote)), quote),)
    relation = Relation(subject.id, predicate, object_.id, evidence, "rule", confidence)
    told = replace(relation, modality="negated") if denied else relation
    return Fact(digest(subject.id, predicate, object_.id, confidence, denied), told, 1)


def make_figure(
    stated: str,
    period: str | None,
    *,
    indicator: str = "营业收入",
    scope: str | None = None,
    document: str = FIRST_ID,
    subject: Entity = ZONE,
) -> Fact:
    """Make a figure out of value and unit, as "3 亿元"."""
    value, _, unit = stated.partition(" ")
    quote = f"{period}{subject.name}{indicator}{stated}"
    evidence = (Evidence(document, 0, Span(0, len(quote)), quote),)
    content = (subject.id, indicator, float(value), unit, period, None)
    figure = Observation(*content, evidence, "rule", 0.9, scope=scope)
    return Fact(digest(quote, scope, document), figure, 1)


def make_known(entities: Sequence[Entity], facts: Iterable[Fact]) -> Knowledge:
    told = tuple(facts)
    return Knowledge(SOURCES, tuple(entities), told, contradictions=find_contradictions(told))


def choose(visit: Visit, thing: Entity | str) -> Locator:
    """Choose an entity, or a relation by its id, and give the panel."""
    if isinstance(thing, Entity):
        visit.page.evaluate(CHOOSE_ENTITY, thing.id)
    else:
        visit.page.evaluate(CHOOSE_RELATION, thing)
    return visit.page.locator("#panel")


def find_section(panel: Locator, title: str) -> Locator:
    """Give a section by its title, unfolded."""
    section = panel.locator("details.section", has=panel.page.locator("h3", has_text=title)).first
    if section.get_attribute("open") is None:
        section.locator("summary").first.click()
    section.locator("ul.rows").first.wait_for()
    return section


def find_button(panel: Locator, words: str) -> Locator:
    return panel.locator(".actions button", has_text=words)
