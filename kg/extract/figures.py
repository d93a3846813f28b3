"""Draft → observations: for each figure its indicator, subject, value, change, period and scope.

The rules of what counts are schema.md, section 3. How figures are found, read, dated and whose they
are stands in the modules ``figures_*`` beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.errors import DataError
from kg.extract.draft import Draft, ObservationDraft, Thing
from kg.extract.figures_focus import SUBJECT_TYPES
from kg.extract.figures_names import skip_opening
from kg.extract.figures_reading import Reading, read_figure
from kg.extract.figures_state import (
    FOCUS,
    HERE,
    SENTENCE,
    State,
    close_clause,
    last_found,
    open_clause,
    open_sentence,
    take_actor,
)
from kg.extract.figures_subjects import Actor, find_actor, find_near
from kg.extract.figures_times import find_period, is_planned
from kg.extract.figures_view import Clause, Sentence, Slot, View
from kg.extract.figures_words import is_word, words
from kg.lexicon import load_table
from kg.records import Bound

DISTANCE = (1.0, 0.97, 0.92, 0.9)  # what a subject named HERE, in the SENTENCE, BEFORE, or the FOCUS costs
FRESH = re.compile("^(?:累计|新增|新)")
SEGMENT_HEAD = re.compile("(?:产业链?|行业|业)$")


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
        for clause in sentence.clauses:
            actor = find_actor(view, clause.first, clause, opens_sentence=clause is sentence.clauses[0])
            open_clause(view, clause, actor, state)
            for slot in view.slots(clause):
                actor = _read_slot(view, sentence, slot, actor, state) or actor
            close_clause(view, clause, actor, state)
    return _without_repeats(state.found)


def _read_slot(view: View, sentence: Sentence, slot: Slot, actor: Actor | None, state: State) -> Actor | None:
    """Add what a figure says to ``state.found``; return the actor that its own words name, if any."""
    inner = None
    begin, named = slot.left, False
    if actor and slot.left <= actor.after <= slot.at:
        begin, named = actor.after, bool(actor.things)
    elif slot.left > slot.clause.first:
        inner = _inner_actor(view, slot, state)
        begin, named = (inner.after, bool(inner.things)) if inner else (begin, False)
    reading = read_figure(view, slot, skip_opening(view, begin, slot.at))
    if slot.turn and state.run and reading.rule != "nothing":
        reading = _repeat(state.run, slot)
    bare = not named and reading.rule == "change" and bool(slot.turn or not reading.indicator)
    if bare and _attach(reading, slot, state):
        state.run = reading
    elif reading.rule != "nothing":
        _add(view, sentence, slot, reading, state, named=named)
    return inner


def _inner_actor(view: View, slot: Slot, state: State) -> Actor | None:
    """The actor named between two figures of a clause: A产值增长5%、B增长8%."""
    inner = find_actor(view, slot.left, slot.clause)
    if inner is None or inner.after > slot.at:
        return None
    if inner.after == slot.at and slot.figure.kind in ("rank", "percent", "fraction"):
        return None  # a scope: 居全国第13位、山东省第1位
    take_actor(inner, slot.clause, state)
    return inner


def _add(view: View, sentence: Sentence, slot: Slot, reading: Reading, state: State, *, named: bool) -> None:
    subjects = _subjects(view, slot, reading, state, named=named)
    if slot.turns > 1 and len(subjects) == slot.turns:
        subjects = subjects[slot.turn : slot.turn + 1]
    full = _complete(reading, state)
    state.previous, state.run = 0, full
    if not subjects or not full.indicator or _is_class_of_all(view, slot, subjects):
        return
    items = _observations(view, sentence, slot, full, state)
    items = [
        replace(item, subject=thing.key, indicator=name)
        for name in _parts(view, slot, full)
        for item in items
        for thing in subjects
    ]
    state.found += items
    state.previous = len(items)
    if reading.indicator or reading.rule not in ("points", "step", "share"):
        state.indicator = full.indicator
    if not is_word("dependent", reading.indicator):
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


def _widen(evidence: tuple[tuple[int, int], ...], clause: Clause) -> tuple[tuple[int, int], ...]:
    start, end = evidence[-1]
    return (*evidence[:-1], (start, max(end, clause.end)))


def _complete(reading: Reading, state: State) -> Reading:
    """Fill in what the text leaves out of an indicator, from the figure before and the segment."""
    own = reading.indicator
    if not own:
        own = _elided(reading, state)
    elif is_word("dependent", own) and words("<<invested>>$").search(state.base):
        own = state.base.rpartition("等")[2] + own
    elif is_word("level", own) and state.base:
        own += FRESH.sub("", state.base)
    elif is_word("totals", own) and state.base:
        own = FRESH.sub("", state.base) + own
    elif reading.rule == "amount" and state.beneficiary:
        own = state.beneficiary + own
    if state.segment and own and SEGMENT_HEAD.sub("", state.segment) not in own:
        own = state.segment + own
    return replace(reading, indicator=own)


def _elided(reading: Reading, state: State) -> str:
    """The indicator of the figure before, with what this one adds: GDP|增速排名, |累计|X, X|占全市比重."""
    base, bare = state.indicator, FRESH.sub("", state.indicator)
    if not base:
        return reading.suffix if reading.rule == "rank" else ""
    if reading.rule == "rank" and base.endswith("排名"):
        return base
    if (
        reading.rule == "rank"
        and reading.suffix == "排名"
        and state.previous
        and state.found[-1].value is None
    ):
        return f"{base}增速排名"
    if reading.suffix == "累计":
        return f"累计{bare}"
    return (bare if reading.rule == "share" else base) + reading.suffix


def _parts(view: View, slot: Slot, reading: Reading) -> list[str]:
    """The indicators that share a figure: 产业规模和企业数量|均占全市2/3."""
    base = reading.indicator.removesuffix(reading.suffix)
    parts = re.split("和|与|及", base)
    shared = reading.rule in ("share", "rank", "change") and re.search(
        "[均都]", view.string(slot.left, slot.at)
    )
    if shared and len(parts) == 2 and all(len(part) > 1 for part in parts):
        return [part + reading.indicator[len(base) :] for part in parts]
    return [reading.indicator]


def _is_class_of_all(view: View, slot: Slot, subjects: Sequence[Thing]) -> bool:
    """178家国家高新区 told of a body or zone: a class of the whole country is nobody's figure."""
    noun = view.string(*slot.noun) if slot.noun else ""
    return subjects[0].type != "Place" and words("<<national_class>>").match(noun) is not None


def _subjects(view: View, slot: Slot, reading: Reading, state: State, *, named: bool) -> Sequence[Thing]:
    """Whose figure it is; sets ``state.distance`` to how far away that was said."""
    near = find_near(view, slot, named=named, distance=state.distance)
    if near and near.type in SUBJECT_TYPES:
        if slot.modified or not state.subjects:
            state.subjects, state.unnamed = (near,), False
            state.place = (slot.clause.start, slot.clause.end)
        state.distance = HERE
        return (near,)
    given = _given(view, slot, reading, state)
    if given:
        return (given,)
    if state.unnamed:
        return ()
    if not state.subjects:
        state.distance = FOCUS
    return state.subjects or ((state.focus,) if state.focus else ())


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
    return state.act if contains or draws else None


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
