"""Lists: where “A、B、C等8家企业” begins and ends, its members, and what its closing noun says they are."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.borders import Borders
from kg.extract.grammar import Grammar
from kg.extract.industries import industry_ends
from kg.lexicon import load_table, load_words, one_of

STOP = re.compile(r"[，。；：！？…\n]|——")
COMMA = "、"
LAST = re.compile(r"以及|和|及|与")
COUNT = (
    r"(?:近|约|超|逾)?[\d一二三四五六七八九十百千万两多余几数]*(?:多|余)?(?:个|家|名|所|项|位|大|类|款|座)?"
)
LONGEST_MEMBER = 26
INTRODUCE = re.compile(
    r"引进|引入|吸引|签约|落户|落地|入驻|推进|推动|争取|确保|开工|竣工|投产|启动|在建|续建|拟建|实施|建设"
)
SINGLE = re.compile(r"(?:引进|引入|吸引|签约)了?([^，。；、：“”等]{3,20}?)等\d+[余多]?个[^，。；、]{0,6}项目")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text: member spans, and the type its tail names ("" if none)."""

    members: tuple[tuple[int, int], ...]
    type: str
    origin: str
    introduced: bool = False  # a verb of bringing in opens it
    common: str = ""  # the type most of its known members have


def find_enumerations(borders: Borders, grammar: Grammar) -> Iterator[Enumeration]:
    """Yield the lists of a text, clause by clause; a list ends at its 等."""
    position = 0
    for stop in [*STOP.finditer(borders.text), None]:
        end = stop.start() if stop else len(borders.text)
        while position < end and ("等" in borders.text[position:end] or COMMA in borders.text[position:end]):
            position = yield from _in_clause(borders, position, end)
        position = stop.end() if stop else end


def _in_clause(borders: Borders, start: int, end: int) -> Generator[Enumeration, None, int]:
    """Yield the first list of a clause; return where to look on."""
    text = borders.text
    cuts = [i for i in range(start, end) if text[i] == COMMA and not _is_inside(text, start, i)]
    if not cuts:
        single = SINGLE.search(text, start, end)
        if single:
            yield Enumeration(((single.start(1), single.end(1)),), "Project", "list-Project", introduced=True)
        return end
    tail = next(
        (m for m in _tails()[0].finditer(text, cuts[0] + 1, end) if not _is_inside(text, start, m.start())),
        None,
    )
    stop = tail.start() if tail else end
    cuts = [cut for cut in cuts if cut < stop]
    members = [(_behind_modifier(text, a + 1, b), b) for a, b in pairwise(cuts)]
    members.insert(0, (_first_member(borders, start, cuts[0]), cuts[0]))
    members += _last_members(borders, cuts[-1] + 1, stop, bool(tail))
    kind, origin = _tail_type(tail)
    if not kind and (stripped := _industry_end(text, members[-1])):
        members[-1], kind, origin = stripped, "Industry", "list-Industry"
    introduced = bool(INTRODUCE.search(text, start, members[0][0]) or INTRODUCE.search(text, stop, end))
    kept = tuple(m for m in members if 1 < m[1] - m[0] <= LONGEST_MEMBER)
    yield Enumeration(kept, kind, origin, introduced)
    return tail.end() if tail else end


def _industry_end(text: str, member: tuple[int, int]) -> tuple[int, int] | None:
    """The last member without a closing 产业, 领域, if it has one: then all are industries."""
    found = industry_ends().search(text[member[0] : member[1]])
    return (member[0], member[0] + found.start()) if found and found.start() > 1 else None


def _behind_modifier(text: str, start: int, end: int) -> int:
    """Where a member's name begins behind its relative clause: 投资8亿元的甲项目."""
    cut = text.rfind("的", start, end - 2)
    return cut + 1 if cut > start and not _is_inside(text, start, cut) else start


def _is_inside(text: str, start: int, position: int) -> bool:
    """Whether an offset of a clause lies in quotes or brackets."""
    before = text[start:position]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）", "‘’"))


def _first_member(borders: Borders, start: int, end: int) -> int:
    """Where the first member begins: behind the verb or particle that opens the list.

    A verb that also stands inside names (建设, 发展) opens a list only where no other word does.
    """
    begins = [start, start]
    for match in _openers().finditer(borders.text, start, end):
        inside = _is_inside(borders.text, start, match.start()) or borders.cuts_word(match.end())
        if not inside and match.end() < end - 1:
            begins[match[0] not in borders.grammar.nominal] = match.end()
    begin = begins[1] if begins[1] > start else begins[0]
    return borders.trim(begin if begin > start else max(borders.left_edge(end), start), end)


def _last_members(borders: Borders, start: int, end: int, closed: bool) -> list[tuple[int, int]]:
    """The last member, or the last two that a conjunction joins; without 等 only as far as a name goes."""
    text = borders.text
    if not closed:
        end = _name_end(borders, start, end)
    for joint in LAST.finditer(text, start + 1, end):
        inside = (
            _is_inside(text, start, joint.start())
            or borders.cuts_word(joint.start())
            or borders.cuts_word(joint.end())
        )
        if not inside and joint.end() < end:
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _name_end(borders: Borders, start: int, end: int) -> int:
    """How far a name goes from its beginning: to the first word that can't stand in one."""
    position = start
    while position < end:
        word = borders.word_at(position)
        if word is None or (
            not borders.may_stand(word) and word.text[0].isalnum() and word.text not in ("和", "与")
        ):
            break
        position = word.end
    return min(position, end)


def _tail_type(tail: re.Match[str] | None) -> tuple[str, str]:
    noun = tail and next((noun for noun in tail.groups() if noun), None)
    return (_tails()[1][noun], f"list-{_tails()[1][noun]}") if noun else ("", "")


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(one_of(load_words("lists", "opener")))


@cache
def _tails() -> tuple[re.Pattern[str], dict[str, str]]:
    types = {row["word"]: row["type"] for row in load_table("list_tails")}
    noun = one_of(frozenset(types))
    within = r"[^，。；、“‘\n的]{0,12}?"
    return re.compile(
        rf"等(?:{COUNT}{within}({noun})(?![园区]|基地|城))?"
        rf"|为(?:代表|主|核心|龙头|重点|支撑|引领)的?(?:{within}({noun}))?"
        rf"|[两三四五六七八九十\d]+大{within}({noun})(?!园)"
    ), types
