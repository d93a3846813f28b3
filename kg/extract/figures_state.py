"""What is carried from clause to clause while the figures of an article are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.draft import ObservationDraft, Thing
from kg.extract.figures_focus import BREADTH, CONTAINERS
from kg.extract.figures_names import skip_opening
from kg.extract.figures_reading import Reading
from kg.extract.figures_subjects import Actor, find_quoted
from kg.extract.figures_times import Times
from kg.extract.figures_view import Clause, Sentence, View
from kg.extract.figures_words import is_word, words

# How far away a subject was named: in the figure's clause, its sentence, before, or it is the focus.
HERE, SENTENCE, BEFORE, FOCUS = range(4)
ACT = 16  # characters before a name that tell what is done with it
SEGMENT = re.compile(
    r"(?![对为在以从聚围瞄主面依加重发打推培做])([^、和及等]{2,16}(?:产业链?|行业|(?<!企)业))(?:板块|方面|领域)?"
)
BENEFICIARY = re.compile(r"(?:对于?|凡是?)(.{2,40})")


@dataclass(slots=True)
class State:
    """The subject and what else a clause may leave out, since it was said before."""

    focus: Thing | None
    line: int = -1
    subjects: tuple[Thing, ...] = ()
    earlier: tuple[Thing, ...] = ()  # the subjects before these
    actors: set[int] = field(default_factory=set)  # who acted in this sentence
    unnamed: bool = False
    distance: int = BEFORE
    place: tuple[int, int] | None = None  # the clause that named the subject
    segment: str = ""
    beneficiary: str = ""
    speaker: Thing | None = None  # for whom one speaks whose words follow: 我们, 公司
    policy: Thing | None = None
    passed: Thing | None = None  # the last subject, where all that was said of it is that it opens
    project: Thing | None = None  # the one project named as object in the clause before
    document: Thing | None = None  # the policy by which, as this sentence says, something is done
    act: Thing | None = None  # the event held or policy issued in a clause before
    indicator: str = ""
    base: str = ""  # the indicator that 总投资 and the like depend on
    run: Reading | None = None
    parts: tuple[str, ...] = ()  # the indicators that a run of figures is of, one each
    times: Times = field(default_factory=Times)
    found: list[ObservationDraft] = field(default_factory=list)
    opened: int = 0  # how many were found before this sentence
    previous: int = 0  # how many of the last found come from the figure before


def open_sentence(view: View, sentence: Sentence, state: State) -> None:
    """Forget what does not reach beyond a sentence or a paragraph."""
    if sentence.line != state.line:
        state.line, state.subjects, state.unnamed, state.speaker = sentence.line, (), False, None
        state.times = state.times.next_line()
        state.policy = state.focus if state.focus and state.focus.type == "Policy" else None
    if state.subjects and not _is_carried(view, sentence, state):
        state.subjects = ()
    quoted = find_quoted(view, sentence.start)
    if quoted:
        state.speaker, state.subjects, state.unnamed = quoted, (quoted,), False
    state.actors, state.distance = set(), BEFORE
    state.segment = state.beneficiary = state.indicator = state.base = ""
    state.act = state.project = state.run = state.document = None
    if state.passed and state.focus and state.focus.type in CONTAINERS and state.subjects == (state.passed,):
        state.subjects, state.project = (), state.passed
    state.passed = None
    state.opened, state.previous = len(state.found), 0
    state.times.open(goes_on=words("“?<<continuing>>").match(view.text, sentence.start) is not None)


def open_clause(view: View, clause: Clause, actor: Actor | None, state: State) -> None:
    """Take up the actor and the times of a clause."""
    if view.text[clause.start - 1 : clause.start] in (";", "；"):
        state.segment = state.beneficiary = ""
    state.distance = max(state.distance, SENTENCE)
    if actor and actor.speaking:
        state.speaker = actor.things[0]
    if actor and state.speaker and words("[“”：:]?<<we>>").match(view.text, clause.start):
        actor = replace(actor, things=actor.things or (state.speaker,))
    take_actor(actor, clause, state)
    state.times.take(view, clause)


def take_actor(actor: Actor | None, clause: Clause, state: State) -> None:
    """Make the things of an actor the subject; a site (在X) only where nobody acts yet."""
    if actor is None or (actor.locative and state.subjects and state.distance < BEFORE):
        return
    if actor.things:
        state.earlier, state.subjects, state.unnamed = state.subjects, actor.things, False
        state.actors |= {thing.key for thing in actor.things}
        state.distance, state.place, state.act = HERE, (clause.start, clause.end), None
    elif not actor.segment:
        state.unnamed = True
    state.segment = actor.segment or state.segment


def take_group(noun: str, state: State) -> None:
    """Speak of the members of a whole together: zones are a place's, other members the subject's so far."""
    state.segment = noun
    whole = state.subjects[0] if len(state.subjects) == 1 else state.focus
    if whole and is_word("zones", noun) and whole.type in ("Zone", "Park"):
        whole = state.focus if state.focus and state.focus.type == "Place" else None
    state.subjects, state.unnamed = (whole,) if whole else (), whole is None


def is_condition(view: View, clause: Clause) -> bool:
    """Whether a clause only tells who is granted something: 对营业收入首次突破10亿元的企业，给予…."""
    text = view.text[clause.start : clause.end]
    return words("<<condition>>").fullmatch(text) is not None and not words("<<amount>>").search(text)


def close_clause(view: View, clause: Clause, actor: Actor | None, state: State) -> None:
    """Remember what a clause leaves for the next: policy, event, project, segment, beneficiary."""
    text = view.text[clause.start : clause.end]
    _remember_acts(view, clause, state)
    measured = any(piece.figure for piece in view.pieces[clause.first : clause.last])
    given = BENEFICIARY.fullmatch(text) if not measured or is_condition(view, clause) else None
    state.beneficiary = given[1] if given else state.beneficiary
    state.project = _object_project(view, clause, actor, text) or (state.project if actor is None else None)
    if not measured:
        _remember_growth(view, clause, actor, state)
        state.segment = _segment_of(view, clause, actor) or state.segment
    if actor and actor.things:
        state.passed = actor.things[0] if actor.passing else None
    if actor and actor.passing and state.earlier:
        state.subjects, state.earlier = state.earlier, ()


def _is_carried(view: View, sentence: Sentence, state: State) -> bool:
    """Whether a subject goes on in the next sentence: a zone or place does, and all where none is in focus.

    Others do, unless they were one of several, or the sentence begins with a topic of its own.
    """
    subject = state.subjects[0]
    if subject.forms[0] in BREADTH:
        return False
    if subject.type in CONTAINERS or state.focus is None or state.focus.type not in CONTAINERS:
        return True
    clause = sentence.clauses[0]
    opening = view.pieces[min(skip_opening(view, clause.first, clause.last), clause.last - 1)]
    has_figure = any(piece.figure for piece in view.pieces[clause.first : clause.last])
    own_topic = (opening.is_noun or opening.sort == "reference") and not has_figure
    return subject.type not in ("GovernmentBody", "Policy") and len(state.actors) <= 1 and not own_topic


def _remember_acts(view: View, clause: Clause, state: State) -> None:
    for piece in view.pieces[clause.first : clause.last]:
        if piece.type not in ("Policy", "Event"):
            continue
        document = "《" in view.text[piece.start - 1 : piece.start + 1]
        if piece.type == "Policy" and (document or state.policy is None):
            state.policy = piece.thing
        before = view.text[max(clause.start, piece.start - ACT) : piece.start]
        if piece.type == "Policy" and (
            words("<<according>>[“《]?$").search(before)
            or words("<<document_says>>").match(view.text, piece.end, clause.end)
        ):
            state.document = piece.thing
        if words("<<issue_act>>" if piece.type == "Policy" else "<<event_act>>").search(before):
            state.act = piece.thing


def _object_project(view: View, clause: Clause, actor: Actor | None, text: str) -> Thing | None:
    """The one project that a clause names behind its actor: 引进X项目."""
    first = actor.after if actor else clause.first
    named = [piece.thing for piece in view.pieces[first : clause.last] if piece.type == "Project"]
    return named[0] if len(named) == 1 and not re.search("[、等]", text) else None


def _segment_of(view: View, clause: Clause, actor: Actor | None) -> str:
    """The industry that a clause without figures ends with: 医疗器械产业板块; 发力|医疗器械产业."""
    first = max(actor.after if actor and actor.things else clause.first, clause.first)
    start = clause.last
    while start > first and (view.pieces[start - 1].is_noun or view.pieces[start - 1].type == "Industry"):
        start -= 1
    found = SEGMENT.fullmatch(view.string(start, clause.last))
    aimed = start > first and is_word("focus_on", view.pieces[start - 1].text)
    return found[1] if found and (start == first or aimed) else ""


def _remember_growth(view: View, clause: Clause, actor: Actor | None, state: State) -> None:
    """Remember what a clause without figures says to grow: 经营主体稳定增长，连续3年增长率超过10%."""
    first = actor.after if actor and actor.things else skip_opening(view, clause.first, clause.last)
    grown = words("<<grown>>").fullmatch(view.string(first, clause.last))
    if grown and not state.indicator:
        state.indicator = grown["what"]


def last_found(state: State) -> Sequence[int]:
    """The places in ``found`` of what the figure before said."""
    return range(len(state.found) - state.previous, len(state.found))
