"""Administrative divisions at the head of a name: 江苏苏州太仓高新区 → 太仓市 + 高新区.

A division is known by its GB/T 2260 code; what isn't in the table of divisions is no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.forms.words import fold
from kg.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Located:
    """A name split into its place and the rest; ``links`` counts the places of the chain."""

    code: str | None
    rest: str
    links: int


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    codes: dict[str, tuple[str, ...]]  # full or short name → codes
    parents: dict[str, str]
    names: dict[str, str]
    county_shorts: frozenset[str]
    longest: int


def split_place(folded: str, *, county_shorts: bool = False) -> Located:
    """Split off the chain of places that a folded name begins with, the finest one counts.

    County names without 市, 县, 区 (太仓) count only with ``county_shorts``: many begin other words.
    """
    code, rest, links = None, folded, 0
    if folded.startswith("中国") and _longest_step(folded[2:], None, county_shorts=county_shorts):
        rest, links = folded[2:], 1
    while step := _longest_step(rest, code, county_shorts=county_shorts):
        code, rest, links = step[0], rest[step[1] :], links + 1
    return Located(code, rest, links)


def find_codes(folded: str) -> tuple[str, ...]:
    """Give all divisions of this full or short name, those of the highest rank only."""
    codes = _gazetteer().codes.get(folded, ())
    best = min(map(_level, codes), default=0)
    return tuple(code for code in codes if _level(code) == best)


def find_ambiguous_head(folded: str) -> str | None:
    """Give the division that a name begins with where several bear that name (朝阳区政府), or None.

    Without 区, 县 it is given too (鼓楼广场): many begin other words.
    """
    for length in range(min(_gazetteer().longest, len(folded) - 1), 1, -1):
        if codes := find_namesakes(folded[:length]):
            return folded[:length] if len(codes) > 1 else None
    return None


def find_namesakes(folded: str) -> tuple[str, ...]:
    """Give all divisions of this name, with or without 区, 县."""
    return find_codes(folded) or find_codes(f"{folded}区") or find_codes(f"{folded}县")


def find_name(code: str) -> str | None:
    """Give the full name of a division, None for what is no code of one."""
    return _gazetteer().names.get(code)


def find_ancestors(code: str) -> tuple[str, ...]:
    """Give the division itself, then what it lies in, up to the province."""
    chain = [code]
    while parent := _gazetteer().parents.get(chain[-1]):
        chain.append(parent)
    return tuple(chain)


def are_nested(one: str, other: str) -> bool:
    """Whether one of two divisions lies in the other or is the other."""
    return one in find_ancestors(other) or other in find_ancestors(one)


def find_ranked(code: str, rank: str) -> str | None:
    """Give the division itself or the nearest above it whose name ends in this rank (省, 市 …)."""
    for each in find_ancestors(code):
        name = _gazetteer().names[each]
        if name.endswith(rank) or (rank == "省" and _level(each) == 0):
            return each
    return None


def is_city(code: str) -> bool:
    """Whether a division is smaller than a province, or a city of that rank."""
    return _level(code) > 0 or _gazetteer().names[code].endswith("市")


def _longest_step(text: str, within: str | None, *, county_shorts: bool) -> tuple[str, int] | None:
    """Find the longest division name that the text begins with: its code and its length."""
    table = _gazetteer()
    for length in range(min(table.longest, len(text)), 1, -1):
        name = text[:length]
        if name not in table.codes:
            continue
        codes = [code for code in table.codes[name] if _fits(code, within)]
        if name in table.county_shorts and not county_shorts:
            codes = [code for code in codes if _level(code) < 2]
        best = min(map(_level, codes), default=0)
        codes = [code for code in codes if _level(code) == best]
        if len(codes) > 1:  # several 朝阳区: not 朝阳 with a 区 after it
            return None
        if codes and not _cuts_district(codes[0], text, length):
            return codes[0], length
    return None


def _fits(code: str, within: str | None) -> bool:
    return within is None or (code != within and within in find_ancestors(code))


def _cuts_district(code: str, text: str, length: int) -> bool:
    """Whether 市 of 青岛市 is rather the beginning of one of its districts (青岛·市南软件园)."""
    following = text[length - 1 : length + 1]
    return text[length - 1] == "市" and len(following) == 2 and following in _district_heads().get(code, ())


def _level(code: str) -> int:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    rows = load_table("divisions")
    codes: dict[str, list[str]] = {}
    for row in rows:
        for name in sorted({fold(row["name"]), fold(row["short"]), _to_prefecture(row)} - {""}):
            codes.setdefault(name, []).append(row["code"])
    shorts = (fold(row["short"]) for row in rows if _level(row["code"]) == 2)
    return _Gazetteer(
        {name: tuple(found) for name, found in codes.items()},
        {row["code"]: row["parent"] for row in rows if row["parent"] != "-"},
        {row["code"]: row["name"] for row in rows},
        frozenset(filter(None, shorts)),
        max(map(len, codes)),
    )


def _to_prefecture(row: Mapping[str, str]) -> str:
    """Give 恩施州 for 恩施土家族苗族自治州."""
    return fold(f"{row['short']}州") if row["name"].endswith("自治州") else ""


@lru_cache(maxsize=1)
def _district_heads() -> dict[str, frozenset[str]]:
    heads: dict[str, set[str]] = {}
    for code, name in _gazetteer().names.items():
        if name.startswith("市"):
            heads.setdefault(find_ancestors(code)[1], set()).add(name[:2])
    return {code: frozenset(found) for code, found in heads.items()}


def pick_within(codes: Iterable[str], around: Iterable[str]) -> str | None:
    """Give the only one of some divisions that is nested with one of those around it."""
    near = tuple(around)
    fits = [code for code in codes if any(are_nested(code, each) for each in near)]
    return fits[0] if len(fits) == 1 else None
