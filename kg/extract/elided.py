"""Lists of places that share one head with a number before it: 甲、乙、丙3个国家高新区 are three zones.

Where the head stands on the last member alone (甲、乙、丙高新区) ``members`` restores it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Grammar
from kg.lexicon import load_table, one_of
from kg.text import HAN

BARE = 2  # characters; a head so short is a class word unless a trade stands before it: 医药园区
LONGEST = 8  # characters of a place in such a list; the first may have more before it
SEPARATOR = re.compile(r"[、和及与]")


def find_elided(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield every place of such a list as the zone or park it stands for, with its full form."""
    if not _tail_pattern().search(borders.text):
        return
    for found in _list_pattern().finditer(borders.text):
        members = list(_members(borders.text, found.start("list"), found.end("list"), grammar))
        rank = "国家" if found["rank"].startswith("国家") else ""
        head = found["head"]
        kind = _shared_heads().get(head, "Park")
        for start, end in members:
            yield Name(start, end, kind, "list-elided", 0.98, form=borders.text[start:end] + rank + head)


def _members(text: str, start: int, end: int, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """The places of a list, none if one of its members is no place; the first may have words before it."""
    cuts = [start - 1, *(start + mark.start() for mark in SEPARATOR.finditer(text[start:end])), end]
    spans = [(left + 1, right) for left, right in itertools.pairwise(cuts)]
    first, last = spans[0]
    begin = next((i for i in range(first, last - 1) if grammar.is_place(text[i:last])), None)
    if begin is not None and len(spans) > 1 and all(grammar.is_place(text[a:b]) for a, b in spans[1:]):
        yield from [(begin, last), *spans[1:]]


@cache
def _shared_heads() -> dict[str, str]:
    """The heads that zones and parks share, with their types."""
    rows = load_table("heads")
    return {row["head"]: row["type"] for row in rows if row["type"] in ("Zone", "Park")}


@cache
def _list_pattern() -> re.Pattern[str]:
    member = f"(?:(?![和及与])[{HAN}]){{2,{LONGEST}}}"  # no joint in a member: one way to read it
    return re.compile(rf"(?P<list>{member}(?:[、和及与]{member}){{1,30}})等?{_tail_pattern().pattern}")


@cache
def _tail_pattern() -> re.Pattern[str]:
    """What stands behind such a list: the number and the head."""
    heads = frozenset(head for head in _shared_heads() if len(head) > BARE)
    return re.compile(
        rf"(?:\d{{1,3}}|[两三四五六七八九十]{{1,3}})[个家大](?P<rank>(?:国家级?|省级|市级|自治区级?|县级)?)"
        rf"(?P<head>{one_of(heads)}|[{HAN}]{{2,4}}(?:园区|产业园|工业园))"
    )
