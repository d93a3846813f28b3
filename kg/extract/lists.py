"""Coordination: the references of a text grouped into lists (A、B和C等8家企业).

A lone reference is a group of one. What a list does in its sentence is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final

from kg.extract.draft import Reference, Thing
from kg.lexicon import load_table

WITHIN: Final = 3  # characters of a word for being somewhere
FARTHEST: Final = 40  # characters between two members of one list


@dataclass(frozen=True, slots=True)
class Group:
    """References in coordination; ``start``/``end`` are clean offsets and take in quotation marks."""

    members: tuple[Reference, ...]
    start: int
    end: int

    @property
    def types(self) -> frozenset[str]:
        """The entity types among the members."""
        return frozenset(member.thing.type for member in self.members)

    def things(self, types: frozenset[str]) -> tuple[Thing, ...]:
        """The members of these types, in order, each once."""
        found = {member.thing.key: member.thing for member in self.members if member.thing.type in types}
        return tuple(found.values())


def find_groups(text: str, references: Sequence[Reference]) -> tuple[Group, ...]:
    """Group the references (sorted, without overlap) of a clean text; linear in both."""
    return tuple(_join(text, list(_singles(text, references))))


@lru_cache(maxsize=1)
def families() -> tuple[tuple[str, ...], ...]:
    """The entity types that may stand in one list, from lists.tsv."""
    return tuple(
        tuple(row["pattern"].split()) for row in load_table("relation_lists") if row["kind"] == "family"
    )


@lru_cache(maxsize=1)
def _family() -> dict[str, int]:
    return {type_: i for i, family in enumerate(families()) for type_ in family}


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    """The patterns of relation_lists.tsv by kind; separators with what may stand before and behind them."""
    part = {row["kind"]: row["pattern"] for row in load_table("relation_lists", patterns=("pattern",))}
    separators = {
        kind: f"{part['tail']}(?:{part[kind]}){part['modifier']}" for kind in ("join", "loose", "comma")
    }
    separators["loose"] = f"(?!等){separators['loose']}"  # 甲、乙等与丙: no list of three
    part |= separators | {"attribute": f"(?:{part['join']}|{part['comma']})"}
    return {kind: re.compile(pattern) for kind, pattern in part.items()}


def _singles(text: str, references: Sequence[Reference]) -> Iterator[Group]:
    """Groups of one, each with its quotation marks and the brackets that belong to it."""
    grammar, done = _grammar(), 0
    for i, reference in enumerate(references):
        if reference.start < done or _is_class_word(reference, references[i - 1] if i else None):
            continue
        start, end = _quotes(text, reference.start, reference.end)
        bracket = grammar["bracket"].match(text, end)
        if bracket and _is_own(references, i, bracket.end()):
            end = bracket.end()
        done = end
        yield Group((reference,), start, end)


def _is_class_word(reference: Reference, before: Reference | None) -> bool:
    """Whether a pointer right behind a place is none (山东省开发区)."""
    return bool(
        not reference.explicit and before and before.end == reference.start and before.thing.type == "Place"
    )


def _quotes(text: str, start: int, end: int) -> tuple[int, int]:
    grammar = _grammar()
    if start and grammar["opener"].match(text, start - 1):
        closer = grammar["closer"].match(text, end)
        if closer:
            return start - 1, closer.end()
    return start, end


def _is_own(references: Sequence[Reference], i: int, end: int) -> bool:
    """Whether no reference between the ith and ``end`` denotes another thing."""
    within = takewhile(lambda other: other.start < end, islice(references, i + 1, None))
    return all(other.thing.key == references[i].thing.key for other in within)


def _join(text: str, singles: Sequence[Group]) -> Iterator[Group]:
    current: Group | None = None
    attributed = False
    for i, single in enumerate(singles):
        if current is None:
            current = single
        elif i + 1 < len(singles) and _is_attribute(text, current, single, singles[i + 1]):
            attributed = True
        elif attributed or _is_joined(text, current, single):
            current = Group(current.members + single.members, current.start, single.end)
            attributed = False
        else:
            yield current
            current = single
    if current is not None:
        yield current


def _is_attribute(text: str, current: Group, single: Group, following: Group) -> bool:
    """Whether a place only says where the next member is from (…、韩国的甲公司)."""
    return (
        single.types == {"Place"}
        and not _is_site(text, current)
        and current.members[-1].thing.type not in ("Place", "Zone")
        and _family()[following.members[0].thing.type] == _family()["Place"]
        and following.types != {"Place"}
        and _grammar()["of"].fullmatch(text, single.end, following.start) is not None
        and _grammar()["attribute"].fullmatch(text, current.end, single.start) is not None
    )


def _is_site(text: str, group: Group) -> bool:
    """Whether a name stands behind a word for being somewhere (在甲园，…)."""
    within = _grammar()["within"]
    return len(group.members) == 1 and bool(
        within.search(text, max(0, group.start - WITHIN), group.start)
        and text[group.end : group.end + 1] == "，"
    )


def _is_joined(text: str, current: Group, single: Group) -> bool:
    last, new = current.members[-1].thing, single.members[0].thing
    if _family()[last.type] != _family()[new.type] or last.key == new.key:
        return False
    if current.end == single.start:
        return last.type == new.type and bool(_grammar()["closer"].match(text, current.end - 1))
    return _is_separated(text, current, single)


def _is_separated(text: str, current: Group, single: Group) -> bool:
    start, end = current.end, single.start
    if not 0 <= end - start <= FARTHEST:
        return False
    grammar = _grammar()
    if grammar["join"].fullmatch(text, start, end):
        return True
    if grammar["loose"].fullmatch(text, start, end):
        return len(current.members) > 1 or not grammar["apart"].match(text, single.end)
    if grammar["comma"].fullmatch(text, start, end):
        alike = single.types <= current.types | {"Place"}
        return alike and not _is_site(text, current) and grammar["onward"].match(text, single.end) is not None
    return False
