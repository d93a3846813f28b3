"""Draft → observations: for each figure its indicator, subject, value, change, period and scope.

The rules of what counts are schema.md, section 3. How figures are found, read, dated and whose they
are stands in the modules ``figures_*`` beside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.errors import DataError
from kg.extract.draft import Draft, ObservationDraft, Thing
from kg.extract.figures_focus import CONTAINERS, SUBJECT_TYPES
from kg.extract.figures_indicators import complete, indicators
from kg.extract.figures_names import skip_opening
from kg.extract.figures_near import find_near
from kg.extract.figures_pieces import JOINTS
from kg.extract.figures_reading import Reading, read_figure
from kg.extract.figures_state import (
    BEFORE,
    FOCUS,
    HERE,
    SENTENCE,
    State,
    close_clause,
    is_condition,
    last_found,
    open_clause,
    open_sentence,
    take_actor,
    take_group,
)
from kg.extract.figures_subjects import Actor, find_actor, find_announced, find_owner_ahead
from kg.extract.figures_times import find_period, is_planned
from kg.extract.figures_view import Clause, Sentence, Slot, View
from kg.extract.figures_words import is_word, words
from kg.lexicon import load_table
from kg.records import Bound

DISTANCE = (1.0, 0.97, 0.92, 0.9)  # what a subject named HERE, in the SENTENCE, BEFORE, or the FOCUS costs
NAMED_IN = ("Policy", "Event")  # things that a noun only carries in it: “X计划”入库企业16家
LATELY = 8  # of the observations found last, that a value may belong to


def find_observations(draft: Draft) -> list[ObservationDraft]:
    """Find the observations of an article; schema.md, section 3.

    Read ``words``, ``things``, ``references`` and ``topic`` of the draft. Evidence is in clean offsets, at
    clause borders, each span inside one line; the last holds the figure. A figure without a subject
    yields nothing.
    """
    view = View(draft)
    state = State(view.focus)
    for sentence in view.sentences():
        open_sentence(view, sentence, state)
        for clause, following in zip(sentence.clauses, (*sentence.clauses[1:], None), strict=True):
            actor = find_announced(view, clause, following) or find_actor(
                view, clause.first, clause, opens_sentence=clause is sentence.clauses[0]
            )
            if actor is None and clause is sentence.clauses[0]:
                actor = find_owner_ahead(view, sentence.clauses)
            open_clause(view, clause, actor, state)
            for slot in () if is_condition(view, clause) else view.slots(clause):
                actor = _read_slot(view, sentence, slot, actor, state) or actor
            close_clause(view, clause, actor, state)
    return _without_repeats(state.found)


def _read_slot(view: View, sentence: Sentence, slot: Slot, actor: Actor | None, state: State) -> Actor | None:
    """Add what a figure says to ``state.found``; return the actor that its own words name, if any."""
    if slot.noun and _is_group(view, slot):
        take_group(view.string(*slot.noun), state)
        return None
    inner = None
    begin, named = slot.left, False
    if actor and slot.left <= actor.after <= slot.at:
        begin, named = actor.after, bool(actor.things)
    elif slot.left > slot.clause.first:
        inner = _inner_actor(view, slot, state)
        begin, named = (inner.after, bool(inner.things)) if inner else (begin, False)
    reading = read_figure(view, slot, skip_opening(view, begin, slot.at))
    if actor and slot.at < actor.after and slot.figure.value == len(actor.things) > 1:
        return None  # A、B两个园区: part of the names
    if (
        slot.turn
        and state.run
        and reading.rule != "nothing"
        and not (reading.rule == "points" and reading.suffix)
    ):
        reading = _repeat(state.run, slot)
    bare = not named and reading.rule == "change" and bool(slot.turn or not reading.indicator)
    if bare and _attach(reading, slot, state):
        state.run = reading
    elif reading.rule != "nothing":
        _add(view, sentence, slot, reading, state, named=named)
    return inner


def _is_group(view: View, slot: Slot) -> bool:
    """Whether a count only opens what is measured of the counted: 6个高新区|工业总产值达到3934亿元."""
    opens = skip_opening(view, slot.clause.first, slot.at) == slot.at
    if not opens or slot.noun is None or not is_word("group", view.string(*slot.noun)):
        return False
    behind = view.pieces[slot.right : slot.clause.last]
    measured = next((i for i, piece in enumerate(behind) if piece.figure), None)
    return bool(measured) and behind[0].text not in JOINTS and not is_word("predicate", behind[0].text)


def _inner_actor(view: View, slot: Slot, state: State) -> Actor | None:
    """The actor named between two figures of a clause: A产值增长5%、B增长8%."""
    inner = find_actor(view, slot.left, slot.clause)
    if inner is None or inner.after > slot.at or any(thing.type in NAMED_IN for thing in inner.things):
        return None
    if not inner.things and not inner.segment:
        return None  # 1个仓库、一个车间: no 一个 that opens a clause
    if inner.after == slot.at and slot.figure.kind in ("rank", "percent", "fraction"):
        return None  # a scope: 居全国第13位、山东省第1位
    take_actor(inner, slot.clause, state)
    return inner


def _add(view: View, sentence: Sentence, slot: Slot, reading: Reading, state: State, *, named: bool) -> None:
    subjects = _subjects(view, sentence, slot, reading, state, named=named)
    if slot.turns > 1 and len(subjects) == slot.turns:
        subjects = subjects[slot.turn : slot.turn + 1]
    full = complete(reading, state, modifies=slot.modified is not None, named=named)
    state.previous, state.run = 0, full
    if not subjects or not full.indicator or _is_class_of_all(view, slot, subjects):
        return
    names = indicators(view, slot, full, state)
    if (slot.turn or not reading.indicator) and _fill(view, reading, slot, state, names[0]):
        return
    items = _observations(view, sentence, slot, full, state)
    items = [
        replace(item, subject=thing.key, indicator=name)
        for name in names
        for item in items
        for thing in subjects
    ]
    state.found += items
    state.previous = len(items)
    if reading.indicator or reading.rule not in ("points", "step", "share"):
        state.indicator = full.indicator
    if not is_word("dependent", reading.indicator) and not is_word("level", reading.indicator):
        state.base = full.indicator


def _repeat(first: Reading, slot: Slot) -> Reading:
    """The reading of a figure that only continues a run."""
    value = slot.figure.value
    if first.rule != "change":
        return replace(first, value=value)
    return replace(first, change=-value if (first.change or 0) < 0 else value)


def _attach(reading: Reading, slot: Slot, state: State) -> bool:
    """Give a bare change (同比增长9%) to the value before it; True also where that value was dropped."""
    places: Sequence[int] = last_found(state)
    if slot.turns > 1:
        first = len(state.found) - slot.turns
        places = [first + slot.turn] if first >= state.opened else []
    elif not places:
        return not state.indicator
    items = [state.found[place] for place in places]
    if not items or any(item.value is None or item.change is not None for item in items):
        return False
    for place, item in zip(places, items, strict=True):
        state.found[place] = replace(item, change=reading.change, evidence=_widen(item.evidence, slot.clause))
    return True


def _fill(view: View, reading: Reading, slot: Slot, state: State, name: str) -> bool:
    """Give a bare value to the change of the same indicator said before it: 增长48%，达到215家."""
    if reading.rule != "valued" or slot.figure.upper is not None:
        return False
    first = max(state.opened, len(state.found) - LATELY)
    places = [i for i in range(first, len(state.found)) if state.found[i].indicator == name]
    if not places or any(state.found[i].value is not None for i in places):
        return False
    if any("均" in view.text[slice(*state.found[i].evidence[-1])] for i in places):
        return False  # a yearly mean is of other years
    for i in places:
        item = state.found[i]
        exact = replace(
            item, value=reading.value, unit=reading.unit, evidence=_widen(item.evidence, slot.clause)
        )
        state.found[i] = replace(exact, approx=slot.figure.approx, bound=slot.figure.bound)
    return True


def _widen(evidence: tuple[tuple[int, int], ...], clause: Clause) -> tuple[tuple[int, int], ...]:
    start, end = evidence[-1]
    return (*evidence[:-1], (start, max(end, clause.end)))


def _is_class_of_all(view: View, slot: Slot, subjects: Sequence[Thing]) -> bool:
    """178家国家高新区 told of a body or zone: a class of the whole country is nobody's figure."""
    noun = view.string(*slot.noun) if slot.noun else ""
    return subjects[0].type != "Place" and words("<<national_class>>").match(noun) is not None


def _subjects(
    view: View, sentence: Sentence, slot: Slot, reading: Reading, state: State, *, named: bool
) -> Sequence[Thing]:
    """Whose figure it is; sets ``state.distance`` to how far away that was said."""
    near = find_near(view, slot, named=named, distance=state.distance)
    if near and near.type in SUBJECT_TYPES:
        if (slot.modified and not _is_listed(view, slot)) or not state.subjects:
            state.subjects, state.unnamed = (near,), False
            state.place = (slot.clause.start, slot.clause.end)
        state.distance = HERE
        return (near,)
    given = _built_next(view, sentence, slot, reading) or _given(view, slot, reading, state)
    if given:
        return (given,)
    if state.unnamed:
        return ()
    other = state.subjects and state.subjects[0].type not in CONTAINERS and state.distance > HERE
    if other and state.focus and _sums_up(view, slot):
        return (state.focus,)
    if not state.subjects:
        state.distance = FOCUS
    return state.subjects or ((state.focus,) if state.focus else ())


def _sums_up(view: View, slot: Slot) -> bool:
    """Whether a count sums up a list that a clause begins with, and nobody is said to have it: A、B等8家."""
    first = skip_opening(view, slot.clause.first, slot.at)
    listed = slot.at > first and is_word("listed", view.pieces[slot.at - 1].text)
    return listed and not view.pieces[first].pos.startswith("v")


def _is_listed(view: View, slot: Slot) -> bool:
    """Whether what a figure qualifies is one of a list: 包括总投资3亿元的X、投资2亿元的Y等."""
    behind = view.pieces[slot.right].text if slot.right < slot.clause.last else ""
    before = view.string(slot.left, slot.at)
    if slot.left < slot.at and view.pieces[slot.left].text == "、":
        return True  # the last of a list
    return behind in (*JOINTS, "等") or words("<<comprises>>").search(before) is not None


def _built_next(view: View, sentence: Sentence, slot: Slot, reading: Reading) -> Thing | None:
    """What the next clause says is built with the money: 投资20亿元，|建设X产业园."""
    if (
        slot.figure.kind != "money"
        or slot.right < slot.clause.last
        or not is_word("invests", reading.indicator)
    ):
        return None
    at = bisect_right(sentence.clauses, slot.clause.first, key=lambda clause: clause.first)
    following = sentence.clauses[at] if at < len(sentence.clauses) else None
    if following is None or not is_word("building", view.pieces[following.first].text):
        return None
    built = [p.thing for p in view.pieces[following.first : following.last] if p.type in ("Project", "Park")]
    return built[0] if len(built) == 1 else None


def _given(view: View, slot: Slot, reading: Reading, state: State) -> Thing | None:
    """The policy that grants, the event that draws, the project that costs: said in a clause before."""
    own, noun = view.string(slot.left, slot.at).lstrip("、，"), view.string(*slot.noun) if slot.noun else ""
    act = state.act.type if state.act else ""
    if reading.rule == "amount":
        return state.act if act == "Policy" else state.policy
    if state.project and reading.rule == "valued" and words("<<attribute>>").match(own):
        return state.project
    contains = act == "Policy" and (is_word("policy_noun", noun) or "每" in own)
    draws = act == "Event" and words("(?:现场|累计|共)?<<event_verb>>").match(own)
    if state.document and is_word("policy_noun", noun):
        return state.document
    if state.distance >= BEFORE and (event := _taken_part_in(view, slot)):
        return event
    return state.act if contains or draws else None


def _taken_part_in(view: View, slot: Slot) -> Thing | None:
    """The event whose participants are counted, where nobody has them: 入围X大赛总决赛的项目共31个."""
    for i in range(slot.left + 1, slot.at):
        taken = view.pieces[i].type == "Event" and is_word("takes_part", view.pieces[i - 1].text)
        if taken and "的" in view.string(i + 1, slot.at):
            return view.pieces[i].thing
    return None


def _observations(
    view: View, sentence: Sentence, slot: Slot, reading: Reading, state: State
) -> list[ObservationDraft]:
    """One observation, or two for a range, still without a subject."""
    figure = slot.figure
    highest = figure.kind == "money" and "最高" in view.string(slot.left, slot.at)
    bound: Bound | None = "max" if highest else figure.bound
    item = ObservationDraft(
        subject=-1,
        indicator=reading.indicator,
        value=reading.value,
        unit=reading.unit,
        period=find_period(view, slot, state.times),
        change=reading.change,
        evidence=_evidence(sentence, slot, state),
        origin=f"figure-{reading.rule}",
        confidence=round(_confidences()[reading.rule] * DISTANCE[state.distance], 2),
        scope=reading.scope,
        approx=figure.approx,
        bound=bound,
        modality="planned" if is_planned(view, slot, sentence.start, state.times) else None,
    )
    if figure.upper is None or reading.value is None:
        return [item]
    return [replace(item, bound="min"), replace(item, value=figure.upper, bound="max")]


def _evidence(sentence: Sentence, slot: Slot, state: State) -> tuple[tuple[int, int], ...]:
    """The clause of the figure, and before it that of the subject if the sentence names it."""
    start, end = slot.clause.start, slot.clause.end
    place = state.place
    if place is None or state.distance > SENTENCE or not sentence.start <= place[0] < start:
        return ((start, end),)
    return ((place[0], end),) if start - place[1] <= 1 else (place, (start, end))


@cache
def _confidences() -> dict[str, float]:
    """The confidence of each rule of ``figures_reading`` where the figure's own clause names the subject."""
    rows = load_table("figure_rules")
    faults = [
        f"kg/lexicon/figure_rules.tsv: rule {row['rule']!r}: {row['confidence']!r} is not in (0, 1]"
        for row in rows
        if not re.fullmatch(r"0\.\d+|1(\.0+)?", row["confidence"]) or float(row["confidence"]) == 0
    ]
    if faults:
        raise DataError(faults)
    return {row["rule"]: float(row["confidence"]) for row in rows}


def _without_repeats(found: Sequence[ObservationDraft]) -> list[ObservationDraft]:
    """Drop what is said twice; of two that differ in the time alone, the one without it."""
    dated = {_core(item) for item in found if item.period}
    kept: dict[tuple[object, ...], ObservationDraft] = {}
    for item in found:
        if item.period or _core(item) not in dated:
            kept.setdefault((*_core(item), item.period), item)
    return list(kept.values())


def _core(item: ObservationDraft) -> tuple[object, ...]:
    return (item.subject, item.indicator, item.value, item.unit, item.change, item.scope)
