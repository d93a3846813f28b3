"""Where a statement is proved, when it holds, and whether the text asserts, plans or denies it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kg.extract.relations_view import View
from kg.lexicon import load_table
from kg.periods import Period
from kg.records import Modality

MARKS: Final = "，,；;。：:\n 、"
TOLD: Final = frozenset({"at", "since"})
OPENING: Final = 2  # characters that may stand before a time that opens a clause
TOGETHER: Final = 160  # characters; farther evidence is given as two pieces


def find_evidence(view: View, span: tuple[int, int], places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Give the clean spans of the clauses that hold trigger and slots, each inside one line.

    One span, where all stand in one sentence and not far apart; else one for each sentence.
    """
    pieces = [_clauses(view, *span)]
    for place in sorted(places, reverse=True):
        start, end = pieces[0]
        low, high = _clauses(view, place, place + 1)
        if view.sentence(low) == view.sentence(start) and end - low <= TOGETHER:
            pieces[0] = min(start, low), max(end, high)
        elif not start <= low < end:
            pieces.append((low, high))
    return tuple(sorted({_trim(view, *part) for piece in pieces for part in _lines(view, *piece)}))


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
    """Read the time of a match: the last one named in its clause, else one that opens a clause or goes on.

    A time that goes on (2023年以来) may stand in the sentence before. Times inside names do not count.
    """
    end = view.clean(*span)[1]
    clause, sentence = view.clause(span[0])[0], view.sentence(span[0])[0]
    told = _periods_between(view, periods, view.starts[sentence], end)
    near = [one for one in told if view.starts[clause] <= one.start]
    opening = [one for one in told if one.role == "since" or _opens_clause(view, one)]
    if not (near or opening) and sentence > view.line(sentence)[0]:
        before = view.starts[view.sentence(sentence - 1)[0]]
        told = _periods_between(view, periods, before, view.starts[sentence])
        opening = [one for one in told if one.role == "since" and one.start == before]
    return (near or opening)[-1].value if near or opening else None


def find_named_time(view: View, place: int, periods: Sequence[Period]) -> str | None:
    """Give the time that a list of names begins with (2024年清江论坛)."""
    start, end = view.clean(place, place + 1)
    low = bisect_left(periods, start, key=lambda period: period.start)
    return next(
        (one.value for one in periods[low : low + 1] if one.start <= start + 1 and one.end < end), None
    )


def _periods_between(view: View, periods: Sequence[Period], start: int, end: int) -> list[Period]:
    low, high = (bisect_left(periods, offset, key=lambda period: period.start) for offset in (start, end))
    found = [one for one in periods[low:high] if one.value and not one.is_now and one.role in TOLD]
    return [one for one in found if not view.is_masked(one.start)]


def _opens_clause(view: View, period: Period) -> bool:
    place = bisect_left(view.starts, period.start)
    return place - view.clause(place)[0] <= OPENING


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    rows = load_table("modality", patterns=("pattern",))
    keys = {(row["kind"], row["scope"]) for row in rows}
    return {
        key: re.compile("|".join(row["pattern"] for row in rows if (row["kind"], row["scope"]) == key))
        for key in keys
    }


def _lines(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """A masked span cut at line breaks, without blank parts."""
    cuts = [start, *(line for line in view.lines if start < line < end), end]
    return [(low, high) for low, high in pairwise(cuts) if view.text[low:high].strip()]


def _clauses(view: View, start: int, end: int) -> tuple[int, int]:
    return view.clause(start)[0], view.clause(end - 1)[1]


def _trim(view: View, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and view.text[end - 1] in MARKS:
        end -= 1
    while start < end - 1 and view.text[start] in MARKS:
        start += 1
    return view.clean(start, end)
