"""Lists: where “A、B、C等8家企业” begins and ends, its members, and what its closing noun says they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kg.extract.borders import Borders
from kg.extract.grammar import Grammar
from kg.extract.industries import industry_ends
from kg.lexicon import load_table, load_words, one_of

STOP = re.compile(r"[，。；：！？…\n]|——|[,;:](?!\d)")
COMMA = "、"
ENCLOSED = re.compile(
    r"“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|（[^（）\n]{0,60}）|\([^()\n]{0,60}\)|‘[^‘’\n]{0,40}’"
)
LAST = re.compile(r"和|及|与")
OUTER_LAST = re.compile(r"以及")  # where it stands, the others join the parts of one member
COUNT = (
    r"(?:近|约|超|逾)?[\d一二三四五六七八九十百千万两多余几数]{0,9}(?:多|余)?"
    r"(?:个|家|名|所|项|位|大|类|款|座)?"
)
LONGEST_MEMBER = 26
LONGEST_CLAUSE = 400  # characters: a longer one is read in pieces
LONG_SIDE, SHORT_SIDE = 5, 3  # characters: a conjunction between such sides joins no members
LONGEST_OPENING = 12  # characters: a clause that begins so shortly with a list begins with its member
JOINED = r"领域|[产行]业|企业|项目|服务|园|方向|[和及、与]"  # behind a noun that names nothing: it is no tail
NO_NAMES = "-"  # the type of a list whose members name nothing


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text: member spans, and the type its tail names ("" if none)."""

    members: tuple[tuple[int, int], ...]
    type: str
    origin: str
    open: bool = True  # any name may be a member; else only what is a name for other reasons
    verb: str = ""  # the kind of the verb that opens or closes it: "bring" things in, "carry" works out
    common: str = ""  # the type most of its known members have


def find_enumerations(borders: Borders, grammar: Grammar) -> tuple[Enumeration, ...]:
    """Find the lists of a text, clause by clause; a list ends at its 等."""
    return _find_enumerations(borders)


@lru_cache(maxsize=1)  # the proposer and the labeller ask for the same ones
def _find_enumerations(borders: Borders) -> tuple[Enumeration, ...]:
    return tuple(_enumerations(borders, borders.grammar))


def _enumerations(borders: Borders, grammar: Grammar) -> Iterator[Enumeration]:
    text, position = borders.text, 0
    enclosed = [match.span() for match in ENCLOSED.finditer(text)]
    for stop in [*STOP.finditer(text), None]:
        end = stop.start() if stop else len(text)
        while position < end:
            close = min(end, position + LONGEST_CLAUSE)
            if any(text.find(sign, position, close) >= 0 for sign in ("等", COMMA, "为")):
                position = yield from _in_clause(_Clause(borders, grammar, enclosed, position, close))
            else:
                position = close
        position = stop.end() if stop else end


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a text without a stop, with the quotes and brackets of the text."""

    borders: Borders
    grammar: Grammar
    enclosed: list[tuple[int, int]]
    start: int
    end: int

    def encloses(self, position: int) -> bool:
        """Whether an offset lies in quotes or brackets."""
        before = bisect_right(self.enclosed, (position, position)) - 1
        return before >= 0 and self.enclosed[before][0] < position < self.enclosed[before][1]


def _in_clause(clause: _Clause) -> Generator[Enumeration, None, int]:
    """Yield the first list of a clause; return where to look on."""
    text, start, end = clause.borders.text, clause.start, clause.end
    cuts = [i for i in _all(COMMA, text, start, end) if not clause.encloses(i)]
    tail = next(
        (
            m
            for m in _tails()[0].finditer(text, start + 2, end)
            if ((cuts and m.start() > cuts[0]) or _opens_alone(m)) and not clause.encloses(m.start())
        ),
        None,
    )
    if not cuts and not tail:
        return end
    stop = tail.start() if tail else end
    cuts = [cut for cut in cuts if cut < stop]
    first = cuts[0] if cuts else stop
    members = [(_behind_modifier(clause, a + 1, b), b) for a, b in pairwise(cuts)]
    begin = _first_member(clause, first)
    if cuts:
        members.insert(0, (begin, first))
    members += _last_members(clause, cuts[-1] + 1 if cuts else begin, stop, bool(tail))
    kind, free = _tail_type(clause.grammar, tail)
    if not kind and (stripped := _industry_end(text, members[-1])):
        members[-1], kind = stripped, "Industry"
    members = [(a, b - (text[b - 1] in "“‘（")) for a, b in members if b > a]
    kept = tuple(m for m in members if 1 < m[1] - m[0] <= LONGEST_MEMBER)
    origin = f"list-{kind}" if kind else ""
    yield Enumeration(kept, kind, origin, free, _verb(text, start, begin, stop, end))
    return tail.end() if tail else end


def _opens_alone(tail: re.Match[str]) -> bool:
    """Whether a tail tells of a list even where no comma does: 甲和乙等企业, not 三大产业."""
    return tail.lastgroup is not None and tail["noun_sum"] is None


def _all(sign: str, text: str, start: int, end: int) -> Iterator[int]:
    position = text.find(sign, start, end)
    while position >= 0:
        yield position
        position = text.find(sign, position + 1, end)


def _verb(text: str, start: int, begin: int, stop: int, end: int) -> str:
    """What is done with the members: by the verb nearest before them, else by the first one behind."""
    before = list(_works_verbs().finditer(text, start, begin))
    found = before[-1] if before else _works_verbs().search(text, stop, end)
    return (found.lastgroup or "") if found else ""


def _industry_end(text: str, member: tuple[int, int]) -> tuple[int, int] | None:
    """The last member without a closing 产业, 领域, if it has one: then all are industries."""
    found = industry_ends().search(text[member[0] : member[1]])
    return (member[0], member[0] + found.start()) if found and found.start() > 1 else None


def _behind_modifier(clause: _Clause, start: int, end: int) -> int:
    """Where a member's name begins behind its relative clause: 投资8亿元的甲项目."""
    cut = clause.borders.text.rfind("的", start, end - 2)
    return cut + 1 if cut > start and not clause.encloses(cut) else start


def _first_member(clause: _Clause, end: int) -> int:
    """Where the first member begins: behind the verb or particle that opens the list.

    A verb that also stands inside names (建设, 发展) opens a list only where no other word does, a
    conjunction where no verb does. Where nothing opens it, the list begins with its clause.
    """
    borders, start = clause.borders, clause.start
    begins = {"conjunction": start, "inner": start, "verb": start}
    for match in _openers().finditer(borders.text, start, end):
        inside = clause.encloses(match.start()) or borders.cuts_word(match.end())
        if not inside and match.end() < end - 1:
            inner = "inner" if match[0] in borders.grammar.nominal else "verb"
            begins["conjunction" if LAST.fullmatch(match[0]) else inner] = match.end()
    begin = next((begins[kind] for kind in ("verb", "inner", "conjunction") if begins[kind] > start), start)
    short = end - start <= LONGEST_OPENING and _is_plain(borders, start, end)
    if begin == start and not short and not _is_phrase(borders, start, end):
        begin = max(borders.left_edge(end), start)
    return borders.trim(begin, end)


def _is_phrase(borders: Borders, start: int, end: int) -> bool:
    """Whether a piece of text holds no word that a name can't have."""
    words = borders.draft.words_in(start, end)
    return bool(words) and all(
        borders.may_stand(word) or word.pos == "m" or word.text == "年产" for word in words
    )


def _is_plain(borders: Borders, start: int, end: int) -> bool:
    """Whether a piece of text holds no particle, but for the 可 of 可再生."""
    return not any(
        word.text in borders.grammar.function and word.text != "可"
        for word in borders.draft.words_in(start, end)
    )


def _last_members(clause: _Clause, start: int, end: int, closed: bool) -> list[tuple[int, int]]:
    """The last member, or the last ones that a conjunction joins; without 等 only as far as a name goes."""
    borders, text = clause.borders, clause.borders.text
    if not closed:
        end = _name_end(borders, start, end)
    if text[start:end] in clause.grammar.industries:
        return [(start, end)]
    joints = OUTER_LAST if OUTER_LAST.search(text, start + 1, end) else LAST
    for joint in joints.finditer(text, start + 1, end):
        inside = (
            clause.encloses(joint.start())
            or borders.cuts_word(joint.start())
            or borders.cuts_word(joint.end())
        )
        rest = text[joint.end() : end]  # 光伏电池及组件, 汽车及零部件
        lame = joint.start() - start >= LONG_SIDE and len(rest) < SHORT_SIDE
        lame = lame or rest in load_words("industries", "tail")
        if not inside and not lame and joint.end() < end:
            first = (_behind_modifier(clause, start, joint.start()), joint.start())
            return [first, (_behind_modifier(clause, joint.end(), end), end)]
    return [(_behind_modifier(clause, start, end), end)]


def _name_end(borders: Borders, start: int, end: int) -> int:
    """How far a name goes from its beginning: to the first word that can't stand in one."""
    position = start
    while position < end:
        word = borders.word_at(position)
        if word is None or (
            not borders.may_stand(word) and word.text[0].isalnum() and word.text not in ("和", "与", "以及")
        ):
            break
        position = word.end
    return min(position, end)


def _tail_type(grammar: Grammar, tail: re.Match[str] | None) -> tuple[str, bool]:
    """What the tail says of the members, and whether any name can be one.

    NO_NAMES where they are the products of a named industry: 以甲、乙为重点的集成电路产业链.
    """
    found = [(key, value) for key, value in tail.groupdict().items() if value] if tail else []
    if not tail or not found:
        return "", True
    noun = next(value for key, value in found if key != "of")
    kind, members = _tails()[1][noun]
    if kind == "Industry" and tail["of"] and not grammar.is_generic(tail["of"] + noun):
        return NO_NAMES, False
    return kind, members == "any"


@cache
def _openers() -> re.Pattern[str]:
    kinds = ("opener", "bring", "carry")
    return re.compile(one_of(frozenset().union(*(load_words("lists", kind) for kind in kinds))))


@cache
def _works_verbs() -> re.Pattern[str]:
    bring, carry = (one_of(load_words("lists", kind)) for kind in ("bring", "carry"))
    return re.compile(f"(?P<bring>{bring})|(?P<carry>{carry})")


@cache
def _tails() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    types = {row["word"]: (row["type"], row["members"]) for row in load_table("list_tails")}
    noun = one_of(frozenset(word for word, (kind, _) in types.items() if kind != NO_NAMES))
    none = one_of(frozenset(word for word, (kind, _) in types.items() if kind == NO_NAMES))
    within = r"[^，。；、“‘\n对在将是被把向下]{0,16}?"
    return re.compile(
        rf"等(?:一批|众多|多个)[^，。；“\n]{{0,24}}?的(?P<noun_batch>{noun})"
        rf"|(?<![一二三四特同平])等(?!教育|学校|院校|职业)(?:{COUNT}(?:“[^”\n]{{1,6}}”类?)?"
        rf"(?:{within}(?P<noun>{noun})(?![园区]|基地|城)|[^，。；、\n的]{{0,4}}(?P<noun_none>{none})(?!{JOINED})))?"
        rf"|等?为(?:代表|主体?|核心|龙头|重点|支撑|引领|主导|支柱|骨干)的?"
        rf"(?:(?:“[^”\n]{{1,10}}”)?(?P<of>{within})(?P<noun_of>{noun}))?"
        rf"|(?<![、，\d])[两三四五六七八九十\d]{{1,8}}[大个条类家项所]{within}(?P<noun_sum>{noun})(?!园)"
    ), types
