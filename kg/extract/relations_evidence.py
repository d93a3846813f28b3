"""Where a statement is proved, and whether the text asserts, plans or denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kg.extract.relations_view import View
from kg.lexicon import load_table
from kg.records import Modality

MARKS: Final = "，,；;。：:\n 、"
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
