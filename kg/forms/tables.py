"""The words of the grammar of names, from tables: resolve_rewrites, resolve_names, bodies, heads, places.

Everything is folded, in an order that holds for every run: the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from kg.forms.words import fold
from kg.lexicon import load_table, load_words, one_of

DROPPED: Final = "-"


@cache
def find_rewrites(type_: str, *where: str) -> tuple[tuple[str, str], ...]:
    rows = (row for row in load_table("resolve_rewrites") if row["type"] == type_ and row["where"] in where)
    pairs = [(row["from"], "" if row["to"] == DROPPED else row["to"]) for row in rows]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def find_variants(type_: str) -> Mapping[str, str]:
    rows = (row for row in load_table("resolve_names") if row["type"] == type_)
    return {fold(each): fold(row["name"]) for row in rows for each in row["variants"].split("|")}


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    variants = find_variants("Zone")
    return tuple(sorted({*variants, *variants.values()}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def find_bodies() -> Mapping[str, str]:
    """Central bodies by each of their forms; a name that is also a mere head (建设部) is left out."""
    return {form: full for form, full in _all_bodies().items() if form not in _heads()}


@lru_cache(maxsize=1)
def find_bare_bodies() -> Mapping[str, str]:
    """Central bodies by those of their forms that are mere heads: 发改委, 建设部."""
    return {form: full for form, full in _all_bodies().items() if form in _heads()}


@lru_cache(maxsize=1)
def _all_bodies() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in load_table("bodies"):
        shorts = row["short"].split("|") if row["short"] != DROPPED else []
        for form in (row["name"], *shorts):
            found.setdefault(fold(form), fold(row["name"]))
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(fold(row["head"]) for row in load_table("heads"))


@lru_cache(maxsize=1)
def body_heads() -> Mapping[str, str]:
    """Bodies and institutions that longer names begin with, bodies first, the longest first."""
    institutions = sorted(find_variants("Institution").items(), key=lambda item: (-len(item[0]), item[0]))
    return {short: full for short, full in (*find_bodies().items(), *institutions) if len(short) >= 3}


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    return tuple(sorted(place_names("country"), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    return frozenset(full for _, full in find_rewrites("GovernmentBody", "suffix", "whole"))


@cache
def place_names(kind: str | None = None) -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in load_table("places") if kind in (None, row["kind"]))


@lru_cache(maxsize=1)
def nationwide() -> frozenset[str]:
    return frozenset(map(fold, load_words("resolve_words", "national")))


@lru_cache(maxsize=1)
def standalone() -> frozenset[str]:
    return frozenset(row["head"] for row in load_table("heads") if row["needs"] == DROPPED)


@lru_cache(maxsize=1)
def zone_kind() -> re.Pattern[str]:
    return re.compile(one_of(frozenset(written for written, _ in find_rewrites("Zone", "head"))))
