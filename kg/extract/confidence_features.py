"""What is looked at to tell how probable a thing, a relation or an observation is.

A feature is a name with a number, 1 for what merely holds. Their weights are not known here. Looked at is
what every article has: who proposed a name, borders, kinds, distances; no word of a text but the unit of a
figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from math import log
from typing import Final

from kg.extract.draft import Draft, Name, ObservationDraft, Reference, RelationDraft, Thing
from kg.extract.grammar import load_grammar
from kg.lexicon import load_words, one_of

Features = dict[str, float]
NUMBERS: Final = ("score", "prior", "sure")  # the features that are no flags

LENGTHS: Final = (2, 3, 4, 6, 9, 14)  # upper bounds of classes of lengths in characters
COUNTS: Final = (1, 2, 3, 5)
GAPS: Final = (0, 4, 12, 30, 80)
SURE: Final = 0.98  # the farthest from even that a probability counts
STOPS: Final = frozenset("。！？；，,;")
QUOTES: Final = frozenset("“”‘’《》")
ODD: Final = frozenset(",，、；;：: ")
TIME: Final = re.compile(r"[年月]|季度|[今去前]年|上半|目前|同期")
REACH: Final = 120  # characters before a figure that are looked at
PLACE: Final = range(2, 6)  # characters of a place that a name may begin with
SMALL: Final = 10


@dataclass(slots=True)
class Seen:
    """A draft with what is looked up often; ``sure`` are the probabilities of its things by key."""

    draft: Draft
    sure: dict[int, float] = field(default_factory=dict)
    things: dict[int, Thing] = field(init=False)
    tags: dict[tuple[int, int], str] = field(init=False)
    tag_starts: list[int] = field(init=False)
    tag_ends: list[int] = field(init=False)
    places: list[int] = field(init=False)
    mentions: dict[int, list[Reference]] = field(init=False)
    rivals: Counter[tuple[str, int]] = field(init=False)
    related: frozenset[int] = field(init=False)
    lines: list[int] = field(init=False)
    prose: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        draft = self.draft
        self.things = {thing.key: thing for thing in draft.things}
        self.tags = {(tag.start, tag.end): tag.label for tag in draft.tags}
        self.tag_starts = sorted(start for start, _ in self.tags)
        self.tag_ends = sorted(end for _, end in self.tags)
        self.places = [reference.start for reference in draft.references]
        self.mentions = {thing.key: [] for thing in draft.things}
        for reference in draft.references:
            self.mentions[reference.thing.key].append(reference)
        self.rivals = Counter((one.predicate, one.object) for one in draft.relations)
        self.related = frozenset(key for one in draft.relations for key in (one.subject, one.object))
        lines = draft.text.splitlines(keepends=True)
        self.lines = list(accumulate(map(len, lines), initial=0))
        self.prose = [not STOPS.isdisjoint(line) for line in (*lines, "")]

    def references(self, start: int, end: int) -> list[Reference]:
        """The references that begin in a clean span."""
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return self.draft.references[low:high]

    def last_mention(self, key: int, end: int) -> Reference | None:
        """The last reference to a thing that begins before a clean offset."""
        place = bisect_left(self.mentions[key], end, key=lambda reference: reference.start)
        return self.mentions[key][place - 1] if place else None

    def is_tagged(self, name: Name) -> bool:
        """Whether a span of the tagger touches a name; the tagger's spans don't overlap."""
        place = bisect_right(self.tag_ends, name.start)
        return place < len(self.tag_ends) and self.tag_starts[place] < name.end

    def line_start(self, position: int) -> int:
        """Where the line of a clean offset begins."""
        return self.lines[bisect_right(self.lines, position) - 1]

    def is_prose(self, position: int) -> bool:
        """Whether the line of a clean offset has a stop or comma: a menu has none."""
        return self.prose[bisect_right(self.lines, position) - 1]


def describe_thing(seen: Seen, thing: Thing) -> Features:
    """Describe a thing by who proposed its mentions, by its form and by what stands around the surest one."""
    best = max(thing.names, key=lambda name: (name.score, -name.start), default=None)
    if best is None:
        return _flags(["bias", f"type={thing.type}", "no mention"])
    origins = {name.origin for name in thing.names} - {"repeated"}
    flags = [
        "bias",
        f"type={thing.type}",
        *(f"origin={origin}" for origin in origins),
        f"origin={best.origin} type={thing.type}",
        f"mentions={_class(len(thing.names), COUNTS)}",
        *_holding(
            {
                "several origins": len(origins) > 1,
                "several forms": len(thing.forms) > 1,
                "in statements": thing.key in seen.related,
            }
        ),
        *_form(thing),
        *_surroundings(seen, best),
    ]
    return {**_flags(flags), "score": _logit(best.score)}


def describe_relation(seen: Seen, one: RelationDraft) -> Features:
    """Describe a relation by its rule, its ends and how they stand in the evidence."""
    commas = sum(seen.draft.text[start:end].count("，") for start, end in one.evidence)
    flags = [
        "bias",
        f"rule={one.origin}",
        f"predicate={one.predicate}",
        f"subject {_way(seen, one, one.subject)}",
        f"object {_way(seen, one, one.object)}",
        f"gap={_gap(seen, one)}",
        f"commas={_class(commas, COUNTS)}",
        f"said={_class(len(one.evidence), COUNTS)}",
        f"modality={one.modality}",
        f"rivals={_class(seen.rivals[one.predicate, one.object], COUNTS)}",
    ]
    sure = min(seen.sure[one.subject], seen.sure[one.object])
    return {**_flags(flags), "prior": _logit(one.confidence), "sure": _logit(sure)}


def describe_observation(seen: Seen, one: ObservationDraft) -> Features:
    """Describe an observation by its rule, its subject, its time and the form of its parts."""
    draft, subject = seen.draft, seen.things[one.subject]
    start, end = one.evidence[-1]
    flags = [
        "bias",
        f"rule={one.origin}",
        f"subject={subject.type}",
        f"subject {_subject_way(seen, one)}",
        f"others={_others(seen, one)}",
        f"unit={one.unit}",
        f"period={_period_way(draft, one)}",
        f"modality={one.modality}",
        f"number={_number(one)}",
        f"indicator={_class(len(one.indicator), LENGTHS)}",
        *_holding(
            {
                "verbatim": one.indicator in draft.text[max(start, end - REACH) : end],
                "joined": any(char in one.indicator for char in "、和及与"),
                "approx": one.approx,
                "bound": one.bound is not None,
                "scope": one.scope is not None,
                "dated": draft.article.date is not None,
            }
        ),
    ]
    sure = seen.sure[one.subject]
    return {**_flags(flags), "prior": _logit(one.confidence), "sure": _logit(sure)}


def _form(thing: Thing) -> Iterator[str]:
    """What a name looks like by itself: its length and head, and what a name rarely holds."""
    form, grammar = thing.forms[0], load_grammar()
    head = grammar.head_of(form)
    yield f"length={_class(len(form), LENGTHS)}"
    yield f"head={'none' if head is None else 'same' if head.type == thing.type else 'other'}"
    yield from _holding(
        {
            "known": form in grammar.known,
            "place inside": any(grammar.is_place(form[:length]) for length in PLACE if length < len(form)),
            "verb inside": any(form[start : start + 2] in grammar.verbal for start in range(len(form) - 1)),
            "post inside": _posts().search(form) is not None,
            "mark inside": not ODD.isdisjoint(form),
            "digit inside": any(char.isdigit() for char in form),
        }
    )


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(one_of(load_words("persons", "post")))


def _surroundings(seen: Seen, name: Name) -> Iterator[str]:
    """What stands around a mention: the tagger's span, a list, quotes, a line of prose."""
    text = seen.draft.text
    label = seen.tags.get((name.start, name.end), "other" if seen.is_tagged(name) else "none")
    before, behind = text[max(0, name.start - 1) : name.start], text[name.end : name.end + 1]
    yield f"tag={label} type={name.type}"
    yield from _holding(
        {
            "listed": before == "、" or behind in ("、", "等"),
            "quoted": before in QUOTES or text[name.start] in QUOTES,
            "prose": seen.is_prose(name.start),
        }
    )


def _way(seen: Seen, one: RelationDraft, key: int) -> str:
    """How an end stands in the evidence: by name, by a pointer, or not at all."""
    found = [
        reference.explicit
        for start, end in one.evidence
        for reference in seen.references(start, end)
        if reference.thing.key == key
    ]
    return "elsewhere" if not found else "named" if any(found) else "pointed to"


def _gap(seen: Seen, one: RelationDraft) -> str:
    """The class of the smallest distance between the two ends in one piece of evidence."""
    gaps = []
    for start, end in one.evidence:
        last: dict[int, int] = {}  # where each end was named last
        for reference in seen.references(start, end):
            key = reference.thing.key
            other = one.object if key == one.subject else one.subject
            if key in (one.subject, one.object):
                last[key] = reference.end
                gaps += [max(0, reference.start - last[other])] if other in last else []
    return _class(min(gaps), GAPS) if gaps else "none"


def _subject_way(seen: Seen, one: ObservationDraft) -> str:
    """Where the subject of a figure was named last: clause, sentence, line, before, or not yet."""
    start, end = one.evidence[-1]
    last = seen.last_mention(one.subject, end)
    if last is None:
        return "not yet"
    bounds = {
        "clause": start,
        "sentence": seen.draft.sentence_at(start)[0],
        "line": seen.line_start(start),
    }
    way = next((name for name, bound in bounds.items() if last.start >= bound), "before")
    return way if last.explicit else f"{way}, pointed to"


def _others(seen: Seen, one: ObservationDraft) -> str:
    """How many other things the clause of a figure names before it."""
    start, end = one.evidence[-1]
    keys = {each.thing.key for each in seen.references(max(start, end - REACH), end)} - {one.subject}
    return _class(len(keys), (0, 1, 2, 4))


def _period_way(draft: Draft, one: ObservationDraft) -> str:
    """Whether an observation has a period, and whether its sentence names a time."""
    start, end = one.evidence[-1]
    near = draft.text[max(draft.sentence_at(start)[0], end - REACH) : end]
    told = "told" if TIME.search(near) else "not told"
    if one.period is None:
        return f"none, {told}"
    year = (draft.article.date or "")[:4]
    return f"{'of the article' if year and one.period.startswith(year) else 'other'}, {told}"


def _number(one: ObservationDraft) -> str:
    if one.value is None:
        return "change"
    if one.change is not None:
        return "value and change"
    whole = float(one.value).is_integer()
    return "small" if whole and abs(one.value) <= SMALL else "whole" if whole else "broken"


def _flags(names: list[str]) -> Features:
    return dict.fromkeys(names, 1.0)


def _holding(conditions: dict[str, bool]) -> Iterator[str]:
    return (name for name, holds in conditions.items() if holds)


def _class(number: int, bounds: tuple[int, ...]) -> str:
    """The class of a number: its upper bound, or ``more``."""
    return next((f"≤{bound}" for bound in bounds if number <= bound), "more")


def _logit(probability: float) -> float:
    bounded = min(SURE, max(1 - SURE, probability))
    return log(bounded / (1 - bounded))
