"""How far what a statement is about has come: signed, started, completed, operating.

These are steps of one life line, so that statements of different phases don't contradict each other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from kg.lexicon import load_table, one_of
from kg.records import Phase, Relation

PHASES: Final[tuple[Phase, ...]] = ("signed", "started", "completed", "operating")
AHEAD: Final = r"(?!之?[后前]|以[后前])"  # 建成后, 投产前: not there yet


def find_phase(relation: Relation) -> Phase | None:
    """Tell the phase by the verb of the statement's rule; the furthest where its quotes name several."""
    phases = _phases().get(relation.origin.partition("-")[0], {})
    found = {
        phase
        for phase, pattern in phases.items()
        if any(pattern.search(proof.quote) for proof in relation.evidence)
    }
    return max(found, key=PHASES.index, default=None)


@cache
def _phases() -> dict[str, dict[Phase, re.Pattern[str]]]:
    """The words of each phase by the frame whose verbs they are."""
    words: dict[str, dict[Phase, set[str]]] = {}
    for row in load_table("phases"):
        words.setdefault(row["frame"], {}).setdefault(cast(Phase, row["phase"]), set()).add(row["word"])
    return {
        frame: {phase: re.compile(one_of(frozenset(some)) + AHEAD) for phase, some in phases.items()}
        for frame, phases in words.items()
    }
