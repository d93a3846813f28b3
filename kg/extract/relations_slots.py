"""Slots that a clause leaves open: who acts (agent) and where something is (carrier).

Looked for to the left: in the clause, the sentence, the sentences before in the same line, then the article's
topic. Positions are masked positions of a View. Which rule asks is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.draft import Draft, Thing
from kg.extract.lists import Group
from kg.extract.relations_rules import type_set
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_table

SENTENCES_BACK: Final = 3
EARLY: Final = 0.35  # of the text: what is named there weighs double
TITLE: Final = 5  # the weight of a name in the title
OUTWEIGHS: Final = 2
WHOLE: Final = ("中国", "我国", "全国")
BEFORE: Final = 6  # characters before a name that tell how it stands
TOP: Final = 120
ABOVE: Final = 120
CLOSE: Final = 2  # a site so near to the thing holds it whatever stands before


@dataclass(frozen=True, slots=True)
class Filler:
    """Things for a slot. ``place`` is the masked position of their list, None for the topic."""

    things: tuple[Thing, ...]
    place: int | None


FORMS: Final = {"preposition": "(?:{})了?$", "object": "(?:{})了?$", "within": "(?:{})了?$", "street": "(?:{})$"}
LEADS: Final = {"lead": "(?:{})*", "opening": "(?:{})"}


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    """The patterns of relation_clauses.tsv by kind; "opening": verbs with an object that may open a clause."""
    rows = load_table("relation_clauses", patterns=("pattern",))
    bodies = {row["kind"]: "|".join(r["pattern"] for r in rows if r["kind"] == row["kind"]) for row in rows}
    bodies["opening"] = bodies["object"] + "|" + bodies["preposition"]
    forms = FORMS | LEADS
    return {kind: re.compile(forms.get(kind, "(?:{})").format(body)) for kind, body in bodies.items()}


def find_setting(draft: Draft) -> Thing | None:
    """The thing that the article is about for want of any other: its topic, or a place named much more often."""
    topic, early = draft.topic, len(draft.text) * EARLY
    if topic is None or topic.type not in type_set("carrier"):
        return topic

    def weight(thing: Thing) -> int:
        title = draft.article.title or ""
        return sum(1 + (name.start < early) for name in thing.names) + TITLE * any(
            f in title for f in thing.forms
        )

    places = [thing for thing in draft.things if thing.type == "Place" and thing.forms[0] not in WHOLE]
    best = max(places, key=lambda thing: (weight(thing), -thing.key), default=topic)
    return best if weight(best) > OUTWEIGHS * weight(topic) else topic


def is_street(thing: Thing) -> bool:
    """Whether a thing is a place by the name of a street."""
    return thing.type == "Place" and _words()["street"].search(thing.forms[0]) is not None


def find_agent(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find who acts at a position: the nearest name in subject position, if it is of these types."""
    for place, group in _subjects(view, position, topic):
        things = group.things(types)
        if things:
            return Filler(things, place)
        if group.types & type_set("actor" if place >= view.sentence(position)[0] else "ruler"):
            return None
    return None if _class_acts(view, position) else _fallback(types, topic)


def find_patient(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find what is told of: the nearest name of these types in subject position, whatever else acts."""
    for place, group in _subjects(view, position, topic):
        things = group.things(types)
        if things:
            return Filler(things, place)
    return _fallback(types, topic)


def find_carrier(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find where something is: a zone or park, a place only where it is said to hold it."""
    start, _ = view.sentence(position)
    for place, group in reversed(view.groups_in(start, position)):
        things = group.things(types)
        if len(group.members) == 1 and things and _holds(view, place, group, position):
            return Filler(things, place)
    for place, group in _heading(view, position):
        if group.things(types):
            return Filler(group.things(types), place)
    for place, group in _earlier_subjects(view, start, topic):
        things = group.things(types)
        if len(group.members) == 1 and things:
            return Filler(things, place)
    return _fallback(types, topic)


def find_near(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find the last name of these types in the sentence, whatever it does there."""
    start, _ = view.sentence(position)
    for place, group in reversed(view.groups_in(start, position)):
        things = group.things(types)
        if things:
            return Filler(things, place)
    return None


def find_here(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find what 此 or 这里 points to: the last site named in the line."""
    start, _ = view.line(position)
    for wanted in (types & type_set("carrier"), types):
        for place, group in reversed(view.groups_in(start, position)):
            things = group.things(wanted)
            if things:
                return Filler(things[-1:], place)
    return _fallback(types, topic)


_HEADED: Final = re.compile(f"[{ALL_MARKS}](?:[-—–]+|：)")
_HOLDER: Final = re.compile(f"[^，。；、：{ALL_MARKS}]{{1,12}}[{mark_class(type_set('Person'))}]")
_ATTRIBUTE: Final = re.compile(f"[^，。；、：{ALL_MARKS}]{{1,16}}的")
_RELATIVE: Final = re.compile(f"[^，。；、：{ALL_MARKS}]{{2,16}}的[{ALL_MARKS}]+")
_COUNTED: Final = re.compile("[两二三四五六七八九十\\d]+(?:家|个|所)")


def _fallback(types: frozenset[str], topic: Thing | None) -> Filler | None:
    return Filler((topic,), None) if topic and topic.type in types else None


def find_above(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find the last name of these types above, in any line not too far (for 地址：, 主办单位：)."""
    for place, group in reversed(view.groups_in(max(0, position - ABOVE), position)):
        things = group.things(types)
        if things:
            return Filler(things[-1:], place)
    return None


def find_title(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find the first name of these types at the top of the article."""
    for place, group in view.groups_in(0, min(TOP, position)):
        things = group.things(types)
        if things:
            return Filler(things[:1], place)
    return None


def find_signer(view: View, position: int, types: frozenset[str], topic: Thing | None) -> Filler | None:
    """Find who signs below: the last name that fills a line."""
    for place, group in reversed(view.groups_in(position, len(view.text))):
        things = group.things(types)
        if things and view.line(place) in ((place, place + 1), (place, place + 2)):
            return Filler(things, place)
    return None


FINDERS: Final[dict[str, Callable[[View, int, frozenset[str], Thing | None], Filler | None]]] = {
    "agent": find_agent,
    "patient": find_patient,
    "carrier": find_carrier,
    "near": find_near,
    "here": find_here,
    "above": find_above,
    "title": find_title,
    "signer": find_signer,
}


def _holds(view: View, place: int, group: Group, position: int) -> bool:
    words, (start, _) = _words(), view.clause(place)
    if words["within"].search(view.text, max(start, place - BEFORE), place):
        return True
    if not group.types & type_set("carrier"):
        return False
    return position - place <= CLOSE or ("Zone" in group.types and _is_lead(view, start, place))


def _subjects(view: View, position: int, topic: Thing | None) -> Iterator[tuple[int, Group]]:
    """Lists in subject position left of a position, nearest first; of a sentence's first clause also the next one's."""
    sentence, end = view.sentence(position)
    start, after = view.clause(position)
    if _is_class(view, position):
        return
    for place, group in reversed(view.groups_in(start, position)):
        if _acts(view, place, start):
            yield place, group
    yield from _clause_subjects(view, sentence, start)
    if _class_acts(view, position):
        return
    for place, group in view.groups_in(sentence, start):
        if group.types & type_set("carrier") and _words()["within"].search(
            view.text, max(sentence, place - 4), place
        ):
            yield place, group
    if _words()["ahead"].match(view.text, start):
        yield from _next_subject(view, after, end)
    yield from _heading(view, position)
    yield from _earlier_subjects(view, sentence, topic)


def _next_subject(view: View, start: int, end: int) -> Iterator[tuple[int, Group]]:
    """The first subject of the clauses that follow (聚焦新材料产业，甲高新区…)."""
    for begin in view.clauses_in(start, end):
        found = next(_clause_subjects(view, begin, view.clause(begin)[1]), None)
        if found:
            yield found
            return


def _heading(view: View, position: int) -> Iterator[tuple[int, Group]]:
    """The name that heads the line (甲园区——…), if it does."""
    start, _ = view.line(position)
    if _HEADED.match(view.text, start):
        yield start, view.groups[start]


def _earlier_subjects(view: View, sentence: int, topic: Thing | None) -> Iterator[tuple[int, Group]]:
    """The first subject of each sentence before this one in its line; beside a zone as topic, parks do not lead on."""
    line, _ = view.line(sentence)
    for _ in range(SENTENCES_BACK):
        if sentence <= line:
            return
        end = sentence
        sentence, _ = view.sentence(end - 1)
        found = list(_clause_subjects(view, sentence, end))
        if found and not (topic and topic.type == "Zone" and found[-1][1].types == {"Park"}):
            yield found[-1]


def _clause_subjects(view: View, start: int, end: int) -> Iterator[tuple[int, Group]]:
    """The subjects of the clauses between two positions, last clause first, as far as an unnamed class acts."""
    while end > start:
        begin, _ = view.clause(end - 1)
        first = _first_subject(view, begin, end)
        if first:
            yield first
        elif _is_class_clause(view, begin, end):
            return
        end = begin


def _first_subject(view: View, start: int, end: int) -> tuple[int, Group] | None:
    """The name a clause begins with; behind a relative clause the name it describes (甲建设的乙)."""
    groups = [one for one in view.groups_in(start, end) if not _words()["head"].match(view.text, one[0] + 1)]
    if not groups or not _is_lead(view, start, groups[0][0]):
        return None
    described = _RELATIVE.match(view.text, groups[0][0] + 1, end)
    if not described:
        return None if _is_bearer(view, *groups[0]) else groups[0]
    last = described.end() - 1
    return (last, view.groups[last]) if view.groups[last].types & type_set("doer") else groups[0]


def _class_acts(view: View, position: int) -> bool:
    """Whether an unnamed class acts at a position, as far as its sentence tells."""
    start, _ = view.clause(position)
    clauses = view.clauses_in(view.sentence(position)[0], start)
    return _is_class(view, position) or any(_is_class_clause(view, begin, start) for begin in clauses)


def _is_class_clause(view: View, start: int, end: int) -> bool:
    """Whether an unnamed class is the subject of a clause (这家企业, 相关部门)."""
    return _words()["unnamed"].match(view.text, start, end) is not None


def _acts(view: View, place: int, start: int) -> bool:
    words, head = _words(), place
    while head > start and ALL_MARKS[0] <= view.text[head - 1] <= ALL_MARKS[-1]:
        head -= 1
    low = max(start, head - BEFORE)
    governed = words["preposition"].search(view.text, low, head) or words["object"].search(
        view.text, low, head
    )
    return not governed and not _is_bearer(view, place, view.groups[place])


def _is_bearer(view: View, place: int, group: Group) -> bool:
    """Whether something of the name acts, not the name: 高新区75家企业, 市委书记某某."""
    if len(group.members) > 1 and _COUNTED.match(view.text, place + 1):
        return False
    return bool(_words()["bearer"].match(view.text, place + 1) or _HOLDER.match(view.text, place + 1))


def _is_lead(view: View, start: int, place: int) -> bool:
    while start < place and (mark := _HEADED.match(view.text, start, place)):
        start = mark.end()
    start = _lead_end(view, start, place)
    return start == place or _is_attribute(view, start, place)


def _lead_end(view: View, start: int, place: int) -> int:
    """Where adverbs and conjunctions end that open a clause."""
    lead = _words()["lead"].match(view.text, start, place)
    return lead.end() if lead else start


def _is_attribute(view: View, start: int, place: int) -> bool:
    """Whether only an attribute stands before a name (总投资9亿元的甲项目), no verb whose object it is."""
    attribute = _ATTRIBUTE.fullmatch(view.text, start, place)
    return attribute is not None and not _words()["opening"].match(view.text, start)


def _is_class(view: View, position: int) -> bool:
    """Whether an unnamed class (企业, 部门) stands between the last name of the clause and a position.

    Not where it sums up the names before it: 甲公司、乙公司等8家企业, 甲公司、乙公司两家企业.
    """
    start, _ = view.clause(position)
    last = max((place for place, _ in view.groups_in(start, position)), default=start - 1)
    group = view.groups.get(last)
    if group and (view.text[last + 1 : last + 2] == "等" or len(group.members) > 1):
        return False
    return _words()["class"].search(view.text, last + 1, position) is not None
