"""Lists: “A、B、C等8家企业” carries the type from its head and its known members to the unknown ones.

Industries live here too: they stand in lists before 产业, 领域, 行业, 集群, or behind 聚焦, 主攻.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Grammar
from kg.lexicon import load_table, load_words, one_of
from kg.text import HAN

STOP = re.compile(r"[，。；：！？\n]|——")
COMMA = "、"
LAST = re.compile(r"以及|和|及|与")
COUNT = (
    rf"(?:近|约|超|逾)?[\d一二三四五六七八九十百千万两多余几数]*(?:多|余)?(?:个|家|名|所|项|位|大|类|款|座)?"
)
LONGEST_MEMBER = 26
SHARE = 0.5  # of the members of a list known to be of one type: the rest are too
NAMEABLE = re.compile(rf"[{HAN}A-Za-z0-9（）()“”‘’·+&—-]{{2,26}}")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text: member spans, and the type its tail names ("" if none)."""

    members: tuple[tuple[int, int], ...]
    type: str
    origin: str


def find_enumerated(borders: Borders, grammar: Grammar, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the members of lists as names, by the tail of the list or by their known neighbours.

    ``names`` are the proposals so far.
    """
    known = {(name.start, name.end): name for name in sorted(names, key=lambda n: n.score)}
    starts: dict[int, Name] = {
        name.end: name for name in sorted(names, key=lambda n: (n.end - n.start) * n.score)
    }
    for enumeration in find_enumerations(borders, grammar):
        kind, origin = enumeration.type, enumeration.origin
        types = [known[span].type for span in enumeration.members if span in known]
        for start, end in enumeration.members:
            member = known.get((start, end))
            text = borders.text[start:end]
            if member:
                if kind == "Industry" and member.type in ("Enterprise", "Place"):
                    yield Name(start, end, "Industry", origin, 0.9)
                continue
            head = grammar.head_of(text)
            if head and head.type != "-" and kind != "Industry":
                yield Name(start, end, head.type, "list-head", 0.75)
            elif kind and _is_nameable(text, grammar, kind):
                yield Name(start, end, kind, origin, 0.7)
            elif (
                not kind
                and _is_shared(types, len(enumeration.members))
                and _is_nameable(text, grammar, types[0])
            ):
                if end not in starts:
                    yield Name(start, end, types[0], "list-neighbours", 0.6)


def find_enumerations(borders: Borders, grammar: Grammar) -> Iterator[Enumeration]:
    """Yield the lists of a text, clause by clause."""
    position = 0
    for stop in [*STOP.finditer(borders.text), None]:
        end = stop.start() if stop else len(borders.text)
        if COMMA in borders.text[position:end]:
            yield from _in_clause(borders, grammar, position, end)
        position = stop.end() if stop else end


def find_industries(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield industries named by their own head: X产业, X产业链, X领域, X行业, X集群."""
    head, verbs = _industry_patterns()
    for match in head.finditer(borders.text):
        if (
            borders.cuts_word(match.start())
            and (word := borders.word_at(match.start()))
            and word.text in grammar.generic
        ):
            continue
        start = borders.left_edge(match.start())
        text = borders.text[start : match.start()]
        if 2 <= len(text) <= 16 and not grammar.is_generic(text) and not _names_place(text, grammar):
            yield Name(start, match.start(), "Industry", "industry-head", 0.55)


def _in_clause(borders: Borders, grammar: Grammar, start: int, end: int) -> Iterator[Enumeration]:
    text = borders.text
    cuts = [i for i in range(start, end) if text[i] == COMMA and not _is_inside(text, start, i)]
    if not cuts:
        return
    tail = _tail(text, cuts[-1] + 1, end)
    members = [(a + 1, b) for a, b in zip(cuts, cuts[1:], strict=False)]
    first = _first_member(borders, start, cuts[0])
    if first < cuts[0]:
        members.insert(0, (first, cuts[0]))
    members += _last_members(borders, cuts[-1] + 1, tail.start() if tail else end, bool(tail))
    kind = _tail_type(tail, text, end)
    yield Enumeration(tuple(m for m in members if 1 < m[1] - m[0] <= LONGEST_MEMBER), *kind)


def _is_inside(text: str, start: int, position: int) -> bool:
    """Whether an offset of a clause lies in quotes or brackets."""
    before = text[start:position]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）", "‘’"))


def _first_member(borders: Borders, start: int, end: int) -> int:
    """Where the first member begins: behind the verb or particle that opens the list."""
    opener = _openers()
    begin = start
    for match in opener.finditer(borders.text, start, end):
        if not _is_inside(borders.text, start, match.start()):
            begin = match.end()
    edge = borders.left_edge(end)
    return borders.trim(begin, end) if begin > start else max(edge, start)


def _last_members(borders: Borders, start: int, end: int, closed: bool) -> list[tuple[int, int]]:
    """The last member, or the last two that a conjunction joins; without 等 only as far as a name goes."""
    text = borders.text
    if not closed:
        end = _name_end(borders, start, end)
    joints = [m for m in LAST.finditer(text, start + 1, end) if not _is_inside(text, start, m.start())]
    for joint in reversed(joints):
        if not borders.cuts_word(joint.start()) and joint.end() < end:
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _name_end(borders: Borders, start: int, end: int) -> int:
    """How far a name goes from its beginning: to the first word that can't stand in one."""
    position = start
    while position < end:
        word = borders.word_at(position)
        if word is None or (not borders._may_stand(word, conjunctions=True) and word.text[0].isalnum()):
            break
        position = word.end
    return min(position, end)


def _tail(text: str, start: int, end: int) -> re.Match[str] | None:
    found = [m for m in _tails()[0].finditer(text, start, end) if not _is_inside(text, start, m.start())]
    return found[-1] if found else None


def _tail_type(tail: re.Match[str] | None, text: str, end: int) -> tuple[str, str]:
    if not tail:
        return "", ""
    noun = tail["noun"]
    if not noun:
        return "", ""
    rows = _tails()[1]
    return rows[noun], f"list-{rows[noun]}"


def _is_shared(types: Sequence[str], members: int) -> bool:
    return (
        bool(types)
        and len(set(types)) == 1
        and types[0] in ("Enterprise", "Industry")
        and len(types) >= SHARE * members
    )


def _is_nameable(text: str, grammar: Grammar, kind: str) -> bool:
    if not NAMEABLE.fullmatch(text) or grammar.is_generic(text):
        return False
    return kind == "Industry" or text not in grammar.known


def _names_place(text: str, grammar: Grammar) -> bool:
    return grammar.is_place(text)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(one_of(load_words("lists", "opener")))


@cache
def _tails() -> tuple[re.Pattern[str], dict[str, str]]:
    types = {row["word"]: row["type"] for row in load_table("list_tails")}
    noun = one_of(frozenset(types))
    return re.compile(rf"等(?:{COUNT}[^，。；、\n]{{0,14}}?(?P<noun>{noun})(?![{HAN}]?[园区]))?"), types


@cache
def _industry_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = one_of(load_words("industries", "head"))
    return re.compile(
        rf"{head}(?!园|基地|城|示范|化|政策|投资|基金|工人|开发|研究|联盟|协会|技术)"
    ), re.compile(one_of(load_words("lists", "opener")))
