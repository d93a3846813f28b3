"""Lists: “A、B、C等8家企业” carries the type from its head and its known members to the unknown ones.

Industries live here too: they stand in lists before 产业, 领域, 行业, 集群, or behind 聚焦, 主攻.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Automaton, Grammar
from kg.extract.heads import satisfies
from kg.lexicon import load_table, load_words, one_of
from kg.text import HAN

STOP = re.compile(r"[，。；：！？…\n]|——")
COMMA = "、"
LAST = re.compile(r"以及|和|及|与")
COUNT = (
    r"(?:近|约|超|逾)?[\d一二三四五六七八九十百千万两多余几数]*(?:多|余)?(?:个|家|名|所|项|位|大|类|款|座)?"
)
LONGEST_MEMBER = 26
LONGEST_INDUSTRY = 16
TRAILING = re.compile(
    r"(?:相关|上下游|全|新型|主导|支柱|新兴|特色|优势|现代|各个|[两三四五六七八九十\d]+大)+$"
)
STYLE = re.compile(r"[“”‘’\d+N]+")
INDUSTRY_VERBS = frozenset(
    {"制造", "服务", "检验", "检测", "设计", "研发", "生产", "维修", "应用", "保护", "管理"}
)
SHARE = 0.5  # of the members of a list known to be of one type: the rest are too
OPEN_TYPES = ("Enterprise", "Industry", "Institution")  # the types whose names need no head
TAIL_TYPES = (*OPEN_TYPES, "Park")  # the types that a list's own noun may give
WORKS = re.compile(r"(?:制造|生产|建设|改造|扩建|扩产|线|装置|配套|提升|总部|工厂|电站|[一二三]期)$")
INTRODUCE = re.compile(r"引进|引入|吸引|签约|落户|落地|入驻")
SINGLE = re.compile(r"(?:引进|引入|吸引|签约)了?([^，。；、：“”等]{3,20}?)等\d+[余多]?个[^，。；、]{0,6}项目")
NAMEABLE = re.compile(rf"[{HAN}A-Za-z0-9（）()“”‘’·+&—-]{{2,26}}")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text: member spans, and the type its tail names ("" if none)."""

    members: tuple[tuple[int, int], ...]
    type: str
    origin: str
    introduced: bool = False  # a verb of bringing in opens it


def find_enumerated(borders: Borders, grammar: Grammar, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the members of lists as names, by the tail of the list or by their known neighbours.

    ``names`` are the proposals so far.
    """
    known = {(name.start, name.end): name for name in sorted(names, key=lambda n: (n.score, n.type))}
    begun = {name.start: name for name in sorted(names, key=lambda n: (n.score, n.end - n.start))}
    for found in find_enumerations(borders, grammar):
        enumeration = _fit_last(found, begun)
        types = [known[span].type for span in enumeration.members if span in known]
        shared = _shared_type(types, len(enumeration.members))
        for start, end in enumeration.members:
            yield from _member(
                borders, grammar, Name(start, end, enumeration.type or shared, "", 0), known, enumeration
            )


def _fit_last(enumeration: Enumeration, begun: dict[int, Name]) -> Enumeration:
    """Cut the last member of a list without 等 to the company it begins with: 丙公司产值分别增长."""
    if enumeration.type or not enumeration.members:
        return enumeration
    start, end = enumeration.members[-1]
    name = begun.get(start)
    if name is None or name.type != "Enterprise" or name.end >= end:
        return enumeration
    return replace(enumeration, members=(*enumeration.members[:-1], (start, name.end)))


def _member(
    borders: Borders,
    grammar: Grammar,
    member: Name,
    known: dict[tuple[int, int], Name],
    enumeration: Enumeration,
) -> Iterator[Name]:
    """What one member of a list is, ``member.type`` being what the list says."""
    member = _without_country(borders, grammar, member)
    text = borders.text[member.start : member.end]
    head = grammar.head_of(text)
    has_head = head is not None and head.type != "-" and len(head.text) < len(text)
    witness = known.get((member.start, member.end))
    if grammar.is_generic(text) and text not in grammar.industries:
        return
    if member.type == "Industry" and (not has_head or text in grammar.industries):
        end = member.start + len(_industry_ends().sub("", text))
        if 1 < end - member.start <= LONGEST_INDUSTRY and not grammar.is_place(text):
            yield Name(member.start, end, "Industry", enumeration.origin or "list-neighbours", 0.75)
    elif text in grammar.industries:
        yield Name(member.start, member.end, "Industry", "list-known", 0.6)
    elif has_head and head and head.needs != "zone":
        if not satisfies(borders, member.start, member.end - len(head.text), head):
            return
        yield Name(member.start, member.end, head.type, "list-head", 0.6)
    elif member.type == "Project" and (enumeration.introduced or len(enumeration.members) > 1):
        kind = "Project" if WORKS.search(text) else "Enterprise"
        sure = enumeration.introduced or any(span in known for span in enumeration.members)
        if sure and NAMEABLE.fullmatch(text) and (not witness or witness.type == "Enterprise"):
            yield Name(member.start, member.end, kind, "list-Project", 0.65)
    elif (
        member.type in (TAIL_TYPES if enumeration.type else OPEN_TYPES)
        and NAMEABLE.fullmatch(text)
        and text not in grammar.known
    ):
        yield Name(member.start, member.end, member.type, enumeration.origin or "list-neighbours", 0.65)


def _without_country(borders: Borders, grammar: Grammar, member: Name) -> Name:
    """The company of 韩国甲: the country is a place of its own."""
    text = borders.text[member.start : member.end]
    for cut in range(2, len(text) - 1):
        known = grammar.known.get(text[:cut])
        if known and known.kind == "country" and member.type == "Enterprise":
            return Name(member.start + cut, member.end, member.type, member.origin, member.score)
    return member


def find_enumerations(borders: Borders, grammar: Grammar) -> Iterator[Enumeration]:
    """Yield the lists of a text, clause by clause; a list ends at its 等."""
    position = 0
    for stop in [*STOP.finditer(borders.text), None]:
        end = stop.start() if stop else len(borders.text)
        while position < end and ("等" in borders.text[position:end] or COMMA in borders.text[position:end]):
            position = yield from _in_clause(borders, position, end)
        position = stop.end() if stop else end


def find_industries(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield industries: known ones (weakly), and what stands before 产业, 产业链, 领域, 行业, 集群."""
    head, kind_noun = _industry_patterns()
    for start, end, _ in _known_industries().find(borders.text):
        if not borders.cuts_word(end) or kind_noun.match(borders.text, end):
            score = 0.8 if kind_noun.match(borders.text, end) else 0.35
            yield Name(start, end, "Industry", "industry-known", score)
    for match in head.finditer(borders.text):
        start = _behind_verbs(borders, borders.left_edge(match.start()), match.start())
        text = borders.text[start : match.start()]
        bare = TRAILING.sub("", text)
        text = text if borders.cuts_word(start + len(bare)) else bare
        if text[:1] in "“‘" and text[-1:] in "”’":
            start, text = start + 1, text[1:-1]
        named = not grammar.is_generic(text) and not grammar.is_place(text) and not STYLE.fullmatch(text)
        if 2 <= len(text) <= LONGEST_INDUSTRY and named:
            yield Name(start, start + len(text), "Industry", "industry-head", 0.55)


def _behind_verbs(borders: Borders, start: int, end: int) -> int:
    """Move an industry's left edge behind the last verb that no industry's name has."""
    for word in borders.draft.words_in(start, end):
        if word.text in borders.grammar.verbal and word.text not in INDUSTRY_VERBS:
            start = word.end
    return borders.trim(start, end)


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
    members = [(a + 1, b) for a, b in pairwise(cuts)]
    members.insert(0, (_first_member(borders, start, cuts[0]), cuts[0]))
    members += _last_members(borders, cuts[-1] + 1, stop, bool(tail))
    kind, origin = _tail_type(tail)
    if not kind and (stripped := _industry_end(text, members[-1])):
        members[-1], kind, origin = stripped, "Industry", "list-Industry"
    introduced = bool(INTRODUCE.search(text, start, members[0][0]))
    kept = tuple(m for m in members if 1 < m[1] - m[0] <= LONGEST_MEMBER)
    yield Enumeration(kept, kind, origin, introduced)
    return tail.end() if tail else end


def _industry_end(text: str, member: tuple[int, int]) -> tuple[int, int] | None:
    """The last member without a closing 产业, 领域, if it has one: then all are industries."""
    found = _industry_ends().search(text[member[0] : member[1]])
    return (member[0], member[0] + found.start()) if found and found.start() > 1 else None


def _is_inside(text: str, start: int, position: int) -> bool:
    """Whether an offset of a clause lies in quotes or brackets."""
    before = text[start:position]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）", "‘’"))


def _first_member(borders: Borders, start: int, end: int) -> int:
    """Where the first member begins: behind the verb or particle that opens the list."""
    begin = start
    for match in _openers().finditer(borders.text, start, end):
        if (
            not borders.cuts_word(match.end())
            and not _is_inside(borders.text, start, match.start())
            and match.end() < end - 1
        ):
            begin = match.end()
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


def _shared_type(types: Sequence[str], members: int) -> str:
    """The type that a list's known members share, if they are enough."""
    common = max(sorted(set(types)), key=types.count, default="")
    return common if common in OPEN_TYPES and types.count(common) >= SHARE * members else ""


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


@cache
def _industry_ends() -> re.Pattern[str]:
    return re.compile(f"{one_of(load_words('industries', 'head'))}+$")


@cache
def _known_industries() -> Automaton:
    return Automaton({word: word for word in load_words("industries", "name")})


@cache
def _industry_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = one_of(load_words("industries", "head"))
    after = f"(?!{one_of(load_words('industries', 'after'))})"
    return re.compile(head + after), re.compile(f"(?:{head}|类?企业|类?项目){after}")
