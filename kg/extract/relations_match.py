"""The rules of relations.tsv applied to one article's masked text: matches → statements.

What the patterns mean is in relations_rules.py, how open slots are filled in relations_slots.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.extract.draft import Draft, RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence, find_modality, find_named_time, find_time
from kg.extract.relations_rules import BREAKS, Rule, load_rules
from kg.extract.relations_slots import FINDERS, Filler, Gap, is_street
from kg.extract.relations_subjects import clause_words
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_table
from kg.periods import Period, find_periods

EVERY_MARK: Final = "".join(map(chr, range(0xE000, 0xE100)))
INNERMOST: Final = frozenset(
    {("locatedIn", "o"), ("introduced", "s")}
)  # slots of a site: its last link counts


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule is applied to: the masked text, what the article is about, the times it names."""

    view: View
    setting: Thing | None
    periods: tuple[Period, ...]


@cache
def predicates_that(column: str) -> frozenset[str]:
    """The predicates with "yes" in a column of relation_predicates.tsv."""
    return frozenset(row["predicate"] for row in load_table("relation_predicates") if row[column] == "yes")


def find_by_rules(view: View, draft: Draft, setting: Thing | None) -> Iterator[RelationDraft]:
    """Find what the rules state; the same statement may come several times."""
    reading = Reading(view, setting, find_periods(draft.text, draft.article.date))
    marks = frozenset(_marks(ALL_MARKS, view.text))
    for rule in _rules_for(marks):
        for match in _matches(rule.pattern, view.text):
            for subject, object_ in _fillers(rule, match, reading):
                yield from _state(rule, match.span(), reading, (subject, object_))


def _rules_for(marks: frozenset[str]) -> Iterator[Rule]:
    """The rules that may match a text with these marks: one with no mark for a slot has no match."""
    filled = {needed: not marks.isdisjoint(needed) for needed in {n for _, some in _needs() for n in some}}
    return (rule for rule, needs in _needs() if all(filled[needed] for needed in needs))


@cache
def _needs() -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """Each rule with the marks, for each slot of its pattern, that can fill it."""
    return tuple((rule, tuple(_fills(rule))) for rule in load_rules())


def _fills(rule: Rule) -> Iterator[str]:
    slots = {"s": rule.subject, "o": rule.object, "b": rule.subject & rule.object}
    for slot, types in slots.items():
        if slot in rule.pattern.groupindex:
            yield "".join(_marks(mark_class(types), EVERY_MARK))


def _marks(inside: str, text: str) -> list[str]:
    return re.findall(f"[{inside}]", text)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, one for each place where one begins: matches may overlap (由甲主办、乙承办的论坛)."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)


def _fillers(rule: Rule, match: re.Match[str], reading: Reading) -> Iterator[tuple[Filler, Filler]]:
    if "b" in match.groupdict():
        place = match.start("b")
        things = reading.view.groups[place].things(rule.subject)
        for i, one in enumerate(things):
            yield Filler((one,), place), Filler(things[i + 1 :], place)
        return
    subject, object_ = (_fill(rule, slot, match, reading) for slot in "so")
    if subject and object_:
        yield subject, object_


def _fill(rule: Rule, slot: str, match: re.Match[str], reading: Reading) -> Filler | None:
    types, slots = rule.subject if slot == "s" else rule.object, match.groupdict()
    if slot not in slots:
        return FINDERS[rule.missing](Gap(reading.view, match.start(), types, reading.setting))
    place = match.start(slot)
    if (rule.predicate, slot) in INNERMOST:
        others = {match.start(other) for other in slots if other != slot}
        return _innermost(reading.view, place, types, others=others)
    return Filler(_listed(reading.view, place, match, types), place)


def _listed(view: View, place: int, match: re.Match[str], types: frozenset[str]) -> tuple[Thing, ...]:
    """The things of a list, at the end of a match also those that the list goes on with."""
    found = view.groups[place].things(types)
    while place + 1 >= match.end() and (onward := _onward().match(view.text, place + 1)):
        place = onward.end()
        more = view.groups[place].things(types)
        if not more:
            break
        found += more
    return found


@cache
def _onward() -> re.Pattern[str]:
    """What leads from a list of objects to another: 甲、乙等汽车企业，和丙、丁等配套企业; 以丙为重点的丁."""
    joint = clause_words()["goes_on"].pattern
    return re.compile(
        f"(?:等[^{BREAKS}]{{0,24}}?，?{joint}[^{BREAKS}{ALL_MARKS}]{{0,8}}?"
        f"|[^{BREAKS}、{ALL_MARKS}]{{0,6}}[，、]以[^{BREAKS}{ALL_MARKS}]{{1,24}}为[^{BREAKS}代表{ALL_MARKS}]{{1,6}}的)"
        f"(?=[{ALL_MARKS}])"
    )


def _innermost(view: View, place: int, types: frozenset[str], *, others: set[int]) -> Filler:
    """The last of sites named in a chain (甲市乙区丙园), with what a street lies in (丙园丁路)."""
    found: tuple[Thing, ...] = ()
    while place in view.groups and place not in others and (things := view.groups[place].things(types)):
        found = (*found, *things) if is_street(things[0]) else things
        place += 1
    return Filler(found, place - 1)


def _read_time(rule: Rule, span: tuple[int, int], reading: Reading, object_: Filler) -> str | None:
    time = None
    if rule.predicate in predicates_that("timed"):
        time = find_time(reading.view, span, reading.periods)
    if time is None and object_.place is not None and rule.predicate in predicates_that("dated"):
        time = find_named_time(reading.view, object_.place, reading.periods)
    return time


def _state(
    rule: Rule, span: tuple[int, int], reading: Reading, fillers: tuple[Filler, Filler]
) -> Iterator[RelationDraft]:
    view, (subject, object_) = reading.view, fillers
    evidence = find_evidence(view, span, [filler.place for filler in fillers if filler.place is not None])
    modality = find_modality(view, span, rule.modality)
    time = _read_time(rule, span, reading, object_)
    for one in subject.things:
        for other in object_.things:
            if not rule.refuses(other):
                yield RelationDraft(
                    one.key,
                    rule.predicate,
                    other.key,
                    evidence,
                    rule.id,
                    rule.confidence,
                    time=time,
                    modality=modality,
                )
