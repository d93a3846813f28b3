"""Draft → observations: for each figure its indicator, subject, value, change, period and scope.

The rules of what counts are schema.md, section 3. How figures are found, read and whose they are
stands in the modules beside: ``figures_view``, ``figures_reading``, ``figures_subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import DataError
from kg.extract.draft import Draft, ObservationDraft, Thing
from kg.extract.figures_reading import Reading, read_figure
from kg.extract.figures_subjects import (
    Actor,
    find_actor,
    find_adjacent,
    find_arrival,
    find_holder,
    skip_opening,
)
from kg.extract.figures_focus import BREADTH, CONTAINERS
from kg.extract.figures_view import Clause, Piece, Sentence, Slot, View, matches, pattern
from kg.lexicon import load_table
from kg.periods import Period
from kg.records import Modality

MONTH = len("2020-05")
DISTANCE = (1.0, 0.97, 0.9, 0.85)
MODIFIED = frozenset("Project Park Zone Enterprise Institution Policy Event".split())
SEGMENT = re.compile(r"(?![对为在以从聚围瞄主面依加重发打推培做])([^、和及等]{2,16}(?:产业链?|行业|(?<!企)业))(?:板块|方面|领域)?")
BENEFICIARY = re.compile(r"对(.{2,20})")


@dataclass(slots=True)
class State:
    """What is carried from clause to clause while an article is read."""

    topic: Thing | None
    line: int = -1
    subjects: tuple[Thing, ...] = ()
    earlier: tuple[Thing, ...] = ()  # the subjects before these
    unnamed: bool = False
    distance: int = 0  # 0 named in this clause, 1 in this sentence, 2 before, 3 the topic
    place: tuple[int, int] | None = None  # the clause that named the subject
    segment: str = ""
    actors: set[int] = field(default_factory=set)  # who acted in this sentence
    beneficiary: str = ""
    run: Reading | None = None
    policy: Thing | None = None
    project: Thing | None = None  # the one project named as object in the clause before
    act: Thing | None = None  # the event or policy that the clause before held or issued
    indicator: str = ""
    base: str = ""  # the indicator that 总投资 and the like depend on
    period: str | None = None
    is_now: bool = False
    found: list[ObservationDraft] = field(default_factory=list)
    opened: int = 0  # how many were found before this sentence
    previous: int = 0  # how many of the last found come from the figure before


def find_observations(draft: Draft) -> list[ObservationDraft]:
    """Find the observations of an article; schema.md, section 3.

    Read ``words``, ``things``, ``references``, ``topic`` of the draft. Evidence is in clean offsets, at
    clause borders; it holds the figure. A figure without a subject yields nothing.
    """
    view = View(draft)
    state = State(view.focus)
    for sentence in view.sentences():
        _read_sentence(view, sentence, state)
    return _without_repeats(state.found)


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


def _read_sentence(view: View, sentence: Sentence, state: State) -> None:
    _open_sentence(view, sentence, state)
    for number, clause in enumerate(sentence.clauses):
        state.distance = max(state.distance, 1) if number else state.distance
        if view.text[clause.start - 1 : clause.start] in (";", "；"):
            state.segment = ""
        actor = find_actor(view, clause.first, clause, opens_sentence=not number)
        _take_actor(actor, clause, state)
        for slot in view.slots(clause):
            actor = _read_slot(view, sentence, slot, actor, state) or actor
        _close_clause(view, clause, actor, state)
    _close_sentence(view, sentence, state)


def _open_sentence(view: View, sentence: Sentence, state: State) -> None:
    if sentence.line != state.line:
        state.subjects, state.unnamed = (), False
        state.policy = state.topic if state.topic and state.topic.type == "Policy" else None
        state.line, state.period = sentence.line, None
    if state.subjects and not _is_carried(view, sentence, state):
        state.subjects = ()
    state.actors = set()
    state.distance = 2
    state.segment, state.act, state.indicator, state.base, state.previous = "", None, "", "", 0
    state.beneficiary, state.opened, state.project = "", len(state.found), None
    if state.is_now and not re.match(rf"[“]?{pattern('continuing')}", view.text[sentence.start : sentence.start + 6]):
        state.period = None


def _note_growth(view: View, clause: Clause, actor: Actor | None, state: State) -> None:
    """Remember what a clause without figures says to grow: 经营主体稳定增长，连续3年增长率超过10%."""
    first = actor.after if actor and actor.things else skip_opening(view, clause.first, clause.last)
    if state.indicator or any(piece.figure for piece in view.pieces[clause.first : clause.last]):
        return
    grown = re.fullmatch(pattern("grown"), view.string(first, clause.last))
    if grown:
        state.indicator = grown["what"]


def _object_project(view: View, clause: Clause, actor: Actor | None) -> Thing | None:
    """The one project or park that a clause names behind its actor: 引进X项目."""
    if re.search("、|等", view.text[clause.start : clause.end]):
        return None
    named = [
        piece.reference.thing
        for piece in view.pieces[(actor.after if actor else clause.first) : clause.last]
        if piece.reference and piece.reference.thing.type == "Project"
    ]
    return named[0] if len(named) == 1 else None


def _close_sentence(view: View, sentence: Sentence, state: State) -> None:
    """Remember the last time said, for the sentences that name none."""
    pieces = view.pieces[sentence.clauses[0].first : sentence.clauses[-1].last]
    times = [
        piece.period
        for piece in pieces
        if piece.period and piece.period.role != "base" and piece.period.value and not _is_founding(view, piece.start)
    ]
    if times:
        state.period, state.is_now = _month(times[-1].value), times[-1].is_now or len(times[-1].value or "") > MONTH


def _is_carried(view: View, sentence: Sentence, state: State) -> bool:
    """Whether a subject goes on in the next sentence: a zone or place does.

    Others do, unless they were one of several, or the sentence begins with a topic of its own.
    """
    subject = state.subjects[0]
    if subject.forms[0] in BREADTH:
        return False
    if subject.type in CONTAINERS or state.topic is None or state.topic.type not in CONTAINERS:
        return True
    if subject.type == "GovernmentBody":
        return False
    clause = sentence.clauses[0]
    first = skip_opening(view, clause.first, clause.last)
    has_figure = any(piece.figure for piece in view.pieces[clause.first : clause.last])
    opening = view.pieces[min(first, clause.last - 1)]
    own_topic = (opening.is_noun or opening.sort == "reference") and not has_figure
    return len(state.actors) <= 1 and not own_topic


def _take_actor(actor: Actor | None, clause: Clause, state: State) -> None:
    if actor is None:
        return
    if actor.things:
        if actor.locative and state.subjects and state.distance < 2:
            return
        state.earlier = state.subjects
        state.actors |= {thing.key for thing in actor.things}
        state.subjects, state.unnamed, state.distance = actor.things, False, 0
        state.place = (clause.start, clause.end)
        state.act = None
    elif not actor.segment:
        state.unnamed = True
    state.segment = actor.segment or state.segment


def _close_clause(view: View, clause: Clause, actor: Actor | None, state: State) -> None:
    """Remember the policy issued or the event held in a clause, and the segment it opened."""
    for piece in view.pieces[clause.first : clause.last]:
        thing = piece.reference.thing if piece.reference else None
        if thing is None or thing.type not in ("Policy", "Event"):
            continue
        before = view.text[max(clause.start, piece.start - 16) : piece.start]
        document = view.text[piece.start - 1 : piece.start + 1].find("《") >= 0
        if thing.type == "Policy" and (document or state.policy is None):
            state.policy = thing
        if re.search(pattern("issue_act" if thing.type == "Policy" else "event_act"), before):
            state.act = thing
    state.project = _object_project(view, clause, actor) or (state.project if actor is None else None)
    _note_growth(view, clause, actor, state)
    given = BENEFICIARY.fullmatch(view.text[clause.start : clause.end])
    if given:
        state.beneficiary = given[1]
    segment = SEGMENT.fullmatch(view.text[clause.start : clause.end])
    if segment and not any(piece.figure for piece in view.pieces[clause.first : clause.last]):
        state.segment = segment[1]
    if actor and actor.passing and state.earlier:
        state.subjects, state.earlier = state.earlier, ()


def _read_slot(
    view: View, sentence: Sentence, slot: Slot, actor: Actor | None, state: State
) -> Actor | None:
    """Add what a figure says to ``state.found``; return the actor that its own words name, if any."""
    inner = None
    begin, named = slot.left, False
    if actor and slot.left <= actor.after <= slot.at:
        begin, named = actor.after, bool(actor.things)
    elif slot.left > slot.clause.first:
        inner = find_actor(view, slot.left, slot.clause)
        if inner and inner.after == slot.at and slot.figure.kind in ("rank", "percent", "fraction"):
            inner = None  # 居全国第13位、山东省第1位: a scope
        if inner and inner.after <= slot.at:
            _take_actor(inner, slot.clause, state)
            begin, named = inner.after, bool(inner.things)
    reading = read_figure(view, slot, skip_opening(view, begin, slot.at))
    if reading.rule == "nothing":
        return inner
    if slot.turn and state.run:
        reading = _repeat(state.run, slot)
    if not named and reading.rule == "change" and (slot.turn or not reading.indicator):
        if _attach(reading, slot, state):
            state.run = reading
            return inner
    subjects = _subjects(view, slot, reading, state, named=named)
    if slot.turns > 1 and len(subjects) == slot.turns:
        subjects = subjects[slot.turn : slot.turn + 1]
    full = _complete(reading, state)
    state.previous = 0
    if subjects and full.indicator and not _is_class_of_all(view, slot, subjects):
        items = [
            item
            for name in _parts(view, slot, full, reading.suffix)
            for item in _observations(view, sentence, slot, replace(full, indicator=name), state, subjects)
        ]
        state.found += items
        state.previous = len(items)
        if reading.indicator or reading.rule not in ("points", "step", "share"):
            state.indicator = full.indicator
        if not matches("dependent", reading.indicator):
            state.base = full.indicator
    state.run = full
    return inner


def _is_class_of_all(view: View, slot: Slot, subjects: Sequence[Thing]) -> bool:
    """178家国家高新区 told of a body or zone: a class of the whole country is nobody's figure."""
    noun = view.string(*slot.noun) if slot.noun else ""
    return subjects[0].type != "Place" and re.match(pattern("national_class"), noun) is not None


def _parts(view: View, slot: Slot, reading: Reading, suffix: str) -> list[str]:
    """The indicators that share a figure: 产业规模和企业数量|均占全市2/3."""
    base = reading.indicator.removesuffix(suffix)
    parts = re.split("和|与|及", base)
    if reading.rule in ("share", "rank", "change") and len(parts) == 2 and all(len(part) > 1 for part in parts):
        if re.search("[均都]|双双", view.string(slot.left, slot.at)):
            return [part + reading.indicator[len(base) :] for part in parts]
    return [reading.indicator]


def _repeat(first: Reading, slot: Slot) -> Reading:
    """The reading of a figure that only continues a run."""
    value = slot.figure.value
    if first.rule != "change":
        return replace(first, value=value)
    return replace(first, change=-value if (first.change or 0) < 0 else value)


def _attach(reading: Reading, slot: Slot, state: State) -> bool:
    """Give a bare change (同比增长9%) to the value before it; True also where that value was dropped."""
    if slot.turns > 1:
        open_values = state.found[state.opened :][-slot.turns :]
        places = [len(state.found) - len(open_values) + slot.turn] if len(open_values) == slot.turns else []
    else:
        places = list(range(len(state.found) - state.previous, len(state.found)))
        if not places:
            return not state.indicator
    items = [state.found[place] for place in places]
    if not items or any(item.value is None or item.change is not None for item in items):
        return False
    for place, item in zip(places, items, strict=True):
        state.found[place] = replace(item, change=reading.change, evidence=_widen(item.evidence, slot.clause))
    return True


def _widen(evidence: tuple[tuple[int, int], ...], clause: Clause) -> tuple[tuple[int, int], ...]:
    return (*evidence[:-1], (evidence[-1][0], max(evidence[-1][1], clause.end)))


def _complete(reading: Reading, state: State) -> Reading:
    """Fill in what the text leaves out of an indicator, from the figure before and the segment."""
    own = reading.indicator
    if not own and state.indicator:
        own = _elided(reading, state)
    elif not own and reading.rule == "rank":
        own = reading.suffix
    elif matches("dependent", own) and re.search(rf"{pattern('invested')}$", state.base):
        own = state.base.rpartition("等")[2] + own
    elif matches("level", own) and state.base:
        own += re.sub("^(?:累计|新增|新)", "", state.base)
    elif matches("totals", own) and state.base:
        own = re.sub("^(?:累计|新增|新)", "", state.base) + own
    elif reading.rule == "amount" and state.beneficiary:
        own = state.beneficiary + own
    if state.segment and own and re.sub("(?:产业链?|行业|业)$", "", state.segment) not in own:
        own = state.segment + own
    return replace(reading, indicator=own)


def _elided(reading: Reading, state: State) -> str:
    base = state.indicator
    bare = re.sub("^(?:累计|新增|新)", "", base)
    if reading.rule == "rank":
        if base.endswith("排名"):
            return base
        changed = state.previous and state.found[-1].value is None and reading.suffix == "排名"
        return f"{base}{'增速' if changed else ''}{reading.suffix}"
    if reading.suffix == "累计":
        return f"累计{bare}"
    return (bare if reading.rule == "share" else base) + reading.suffix


def _subjects(
    view: View, slot: Slot, reading: Reading, state: State, *, named: bool
) -> Sequence[Thing]:
    """Whose figure it is; sets ``state.distance`` to how far away that was said."""
    near = slot.modified.thing if slot.modified and slot.modified.thing.type in MODIFIED else None
    near = near or find_arrival(view, slot)
    if near is None and not named and reading.rule not in ("rank", "share"):
        near = find_adjacent(view, slot)
    if near is None and not named and state.distance:
        near = find_holder(view, slot)
    if near:
        if slot.modified or not state.subjects:
            state.subjects, state.unnamed = (near,), False
            state.place = (slot.clause.start, slot.clause.end)
        state.distance = 0
        return (near,)
    given = _given(view, slot, reading, state)
    if given:
        return (given,)
    if state.unnamed:
        return ()
    if state.subjects:
        return state.subjects
    state.distance = 3
    return (state.topic,) if state.topic else ()


def _given(view: View, slot: Slot, reading: Reading, state: State) -> Thing | None:
    """The policy that grants or contains, the event that draws: said in a clause before."""
    noun = view.string(*slot.noun) if slot.noun else ""
    words = view.string(slot.left, slot.at)
    if reading.rule == "amount":
        return state.act if state.act and state.act.type == "Policy" else state.policy
    if state.project and re.match(rf"[、，]?{pattern('attribute')}", words) and reading.rule == "valued":
        return state.project
    if state.act and state.act.type == "Policy" and (matches("policy_noun", noun) or "每" in words):
        return state.act
    if state.act and state.act.type == "Event" and re.match(rf"[、，]?(?:现场|累计|共)?{pattern('event_verb')}", words):
        return state.act
    return None


def _observations(
    view: View, sentence: Sentence, slot: Slot, reading: Reading, state: State, subjects: Sequence[Thing]
) -> list[ObservationDraft]:
    figure = slot.figure
    period = _period(view, sentence, slot, state)
    modality: Modality | None = "planned" if _is_planned(view, sentence, slot) else None
    bound = "max" if figure.kind == "money" and "最高" in view.string(slot.left, slot.at) else figure.bound
    item = ObservationDraft(
        subjects[0].key,
        reading.indicator,
        reading.value,
        reading.unit,
        period,
        reading.change,
        _evidence(view, sentence, slot, state),
        f"figure-{reading.rule}",
        _confidence(reading, state),
        scope=reading.scope,
        approx=figure.approx,
        bound=bound,
        modality=modality,
    )
    items = [replace(item, subject=thing.key) for thing in subjects]
    if figure.upper is not None and reading.value is not None:
        upper = [replace(one, value=figure.upper, bound="max") for one in items]
        items = [replace(one, bound="min") for one in items] + upper
    return items


def _period(view: View, sentence: Sentence, slot: Slot, state: State) -> str | None:
    """The time said last before the figure in its sentence, else behind it in its clause, else the one carried."""
    times = _times(view, sentence, slot)
    once = view.text[slot.clause.start : slot.figure.start]
    if re.search(pattern("once_built"), once) and all(start < slot.clause.start for start, _ in times):
        return None
    values = sorted({_month(period.value) or "" for _, period in times if period.value})
    if len(values) == 2 and (turn := _turn(view, slot)):
        return values[turn - 1]
    chosen: Period | None = None
    for start, period in times:
        late = start > slot.figure.end and chosen
        lasting = period.value is None and view.text.startswith("连续", start)
        if period.role != "base" and not late and not lasting and (period.value or start >= slot.clause.start):
            chosen = period
    if chosen is None:
        return state.period
    value, year = _month(chosen.value), view.draft.article.date
    if chosen.role == "since" and value and year and "年均" in view.text[slot.clause.start : slot.clause.end]:
        return f"{value[:4]}/{year[:4]}"
    return value


def _times(view: View, sentence: Sentence, slot: Slot) -> list[tuple[int, Period]]:
    pieces = view.pieces[sentence.clauses[0].first : slot.clause.last]
    times = [(piece.start, period) for piece in pieces if (period := piece.period or _named_year(piece))]
    return [(start, period) for start, period in times if not _is_founding(view, start)]


def _is_founding(view: View, start: int) -> bool:
    """成立于1992年: no time of the figures beside it."""
    return re.search(pattern("founded"), view.text[max(0, start - 8) : start]) is not None


def _turn(view: View, slot: Slot) -> int:
    """1 for the former, 2 for the latter value of a pair (由22个压缩为8个), 0 for any other."""
    words = view.string(slot.left, slot.at)
    rest = view.text[slot.figure.end : slot.clause.end]
    if re.search(pattern("change_to"), words) and not re.search(pattern("from"), words):
        return 2
    return 1 if re.search(pattern("from"), words) and re.match(f"[^，]{{0,8}}?{pattern('change_to')}", rest) else 0


def _named_year(piece: Piece) -> Period | None:
    """The year in the name of a list or contest: 2021年度X名单."""
    found = re.match(pattern("year_name"), piece.text) if piece.reference else None
    return Period(piece.start, piece.end, found["year"]) if found else None


def _month(value: str | None) -> str | None:
    """Observations know no days: 2020-05-26 → 2020-05."""
    return value[:MONTH] if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def _is_planned(view: View, sentence: Sentence, slot: Slot) -> bool:
    before = view.text[sentence.start : slot.figure.start]
    before = before[before.rfind("；") + 1 :]
    return re.search(pattern("planned"), before) is not None or any(
        piece.period and piece.period.role == "until" and piece.start >= slot.clause.start
        for piece in view.pieces[slot.clause.first : slot.at]
    )


def _evidence(view: View, sentence: Sentence, slot: Slot, state: State) -> tuple[tuple[int, int], ...]:
    """The clause of the figure, and before it that of the subject if the sentence names it."""
    start, end = slot.clause.start, slot.clause.end
    if state.place and state.distance < 2 and sentence.start <= state.place[0] < start:
        if start - state.place[1] <= 1:
            return ((state.place[0], end),)
        return (state.place, (start, end))
    return ((start, end),)


def _confidence(reading: Reading, state: State) -> float:
    base = next((row for row in load_table("figure_rules") if row["rule"] == reading.rule), None)
    if base is None:
        raise DataError([f"kg/lexicon/figure_rules.tsv: no row of rule {reading.rule!r}"])
    return round(float(base["confidence"]) * DISTANCE[state.distance], 2)
