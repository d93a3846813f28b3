"""Where a statement is proved, when it holds, and whether the text asserts, plans or denies it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kg.extract.relations_view import View
from kg.lexicon import load_table
from kg.periods import Period
from kg.records import Modality

MARKS: Final = "，,；;。：:\n 、"
TOLD: Final = frozenset({"at", "since"})
OPENING: Final = 4  # characters that may stand before the time that opens a sentence
TOGETHER: Final = 160  # characters; farther evidence is given as two pieces


def find_evidence(view: View, span: tuple[int, int], places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The clean spans of the clauses that hold trigger and slots: one, or two if they stand far apart."""
    start, end = _clauses(view, *span)
    for place in sorted(places, reverse=True):
        low, high = _clauses(view, place, place + 1)
        same = view.line(low)[0] == view.line(start)[0]
        if same and end - low <= TOGETHER:
            start, end = min(start, low), max(end, high)
        elif not start <= low < end:
            return tuple(sorted((_trim(view, low, high), _trim(view, start, end))))
    return (_trim(view, start, end),)


def find_modality(view: View, span: tuple[int, int], reading: str) -> Modality | None:
    """Read whether a match is planned or negated; ``reading`` "planned" and "asserted" say it beforehand."""
    if reading != "read":
        return "planned" if reading == "planned" else None
    before = view.text[view.clause(span[0])[0] : span[1]]
    patterns = _patterns()
    if patterns["negated", "clause"].search(before):
        return "negated"
    if patterns["planned", "clause"].search(before):
        return "planned"
    opening = view.text[view.sentence(span[0])[0] : span[0]]
    return "planned" if patterns["planned", "sentence"].search(opening) else None


def find_time(view: View, span: tuple[int, int], periods: Sequence[Period]) -> str | None:
    """The time of a match: the last one named before its end in its clause, else the one that opens its sentence."""
    start, end = view.clean(*span)
    clause = view.starts[view.clause(span[0])[0]]
    sentence = view.starts[view.sentence(span[0])[0]]
    low = bisect_left(periods, sentence, key=lambda period: period.start)
    high = bisect_left(periods, end, key=lambda period: period.start)
    told = [one for one in periods[low:high] if one.value and not one.is_now and one.role in TOLD]
    told = [one for one in told if not view.is_masked(one.start)]
    near = [one for one in told if clause <= one.start]
    opening = [one for one in told if one.start - sentence <= OPENING]
    return near[-1].value if near else opening[0].value if opening else None


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    rows = load_table("modality", patterns=("pattern",))
    keys = {(row["kind"], row["scope"]) for row in rows}
    return {
        key: re.compile("|".join(row["pattern"] for row in rows if (row["kind"], row["scope"]) == key))
        for key in keys
    }


def _clauses(view: View, start: int, end: int) -> tuple[int, int]:
    return view.clause(start)[0], view.clause(end - 1)[1]


def _trim(view: View, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and view.text[end - 1] in MARKS:
        end -= 1
    while start < end - 1 and view.text[start] in MARKS:
        start += 1
    return view.clean(start, end)
