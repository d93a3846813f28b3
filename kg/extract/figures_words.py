"""The words of ``figures.tsv`` as patterns; what a kind of word means is told in that file."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load_table

KIND = re.compile(r"<<(\w+)>>")


@cache
def words(template: str) -> re.Pattern[str]:
    """Compile a pattern in which ``<<kind>>`` stands for any word of a kind: ``"<<growth_up>>了?$"``."""
    return re.compile(KIND.sub(lambda kind: _any(kind[1]), template))


@cache
def is_word(kind: str, text: str) -> bool:
    """Whether the whole text is a word of a kind."""
    return words(f"<<{kind}>>").fullmatch(text) is not None


@cache
def _any(kind: str) -> str:
    """The alternation of the patterns of a kind, longest first."""
    rows = [row["pattern"] for row in load_table("figures", patterns=("pattern",)) if row["kind"] == kind]
    return "(?:" + "|".join(sorted(rows, key=lambda row: (-len(row), row))) + ")"
