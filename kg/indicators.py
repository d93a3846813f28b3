"""What an indicator is called in a text → the concept that it is: 营收, 营业总收入 and 营业收入 are one.

Which names mean the same stands in indicators.tsv. Pure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import load_table
from kg.text import fold

PLACES = {"whole": r"^{}$", "part": r"{}", "start": r"^{}", "end": r"{}$"}
LEAVE_OUT = "-"
SHORTEST = 2  # characters that must be left of a name
# 航线数 counts 航线; 指数, 人数 … are words of their own.
COUNTED = re.compile(r"(?<=[^指系倍基人户次级负正位])数$")


@lru_cache(65_536)
def to_concept(indicator: str) -> str:
    """Give the key of the concept that an indicator's name stands for: its preferred name, folded."""
    name = fold(indicator)
    for pattern, replacement in _rewrites():
        changed = pattern.sub(replacement, name)
        if len(changed) >= SHORTEST:
            name = changed
    shortened = COUNTED.sub("", name)
    return shortened if len(shortened) >= SHORTEST else name


def find_preferred(concept: str) -> str | None:
    """Give the preferred name of a concept by its key, where the table has one."""
    return _preferred().get(concept)


@cache
def _preferred() -> dict[str, str]:
    return {fold(row["name"]): row["name"] for row in load_table("indicators") if row["name"] != LEAVE_OUT}


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rows as patterns. What is part of a preferred name already stays as it is."""
    rewrites = []
    for row in load_table("indicators"):
        name, variant = "" if row["name"] == LEAVE_OUT else fold(row["name"]), fold(row["variant"])
        kept = "".join(_keep(variant, preferred) for preferred in _preferred() if variant in preferred)
        rewrites.append((re.compile(PLACES[row["where"]].format(kept + re.escape(variant))), name))
    return tuple(rewrites)


def _keep(variant: str, preferred: str) -> str:
    """Refuse the place where a preferred name that holds the variant would be cut up."""
    before, _, after = map(re.escape, preferred.partition(variant))
    return f"(?!(?<={before}){re.escape(variant)}{after})" if before else f"(?!{re.escape(variant)}{after})"
