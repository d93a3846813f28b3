"""Industries: what stands before 产业, 产业链, 领域, 行业, 集群, and the known ones before 企业, 项目."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Automaton, Grammar
from kg.lexicon import load_words, one_of

LONGEST_INDUSTRY = 16
TRAILING = re.compile(
    r"(?:相关|上下游|全|新型|主导|支柱|新兴|特色|优势|现代|各个|核心|重点|[两三四五六七八九十\d]{1,4}[大个条类]){1,9}$"
)
STYLE = re.compile(r"[“”‘’\d+N]+")
VERBS = ("v", "vd", "vi")
JOINTS = ("及", "与", "和")
CLUSTER = "集群"  # with its place it is part of the name: 甲市轨道交通装备集群

Pieces = dict[int, tuple[int, str]]  # where a piece begins → where it ends, its kind


def find_industries(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield industries: known ones (weakly), and what stands before 产业, 产业链, 领域, 行业, 集群."""
    head, kind_noun = _industry_patterns()
    for start, end in _find_known(borders):
        if not borders.cuts_word(end) or kind_noun.match(borders.text, end):
            score = 0.8 if kind_noun.match(borders.text, end) else 0.35
            yield Name(start, end, "Industry", "industry-known", score)
    for pattern, find in ((head, _before_head), (_own_heads(), _with_head)):
        for match in pattern.finditer(borders.text):
            edge = borders.left_edge(match.start(), zones=False)
            yield from find(borders, grammar, _behind_verbs(borders, edge, match.start()), match)


def _before_head(borders: Borders, grammar: Grammar, start: int, head: re.Match[str]) -> Iterator[Name]:
    """The industry before a head; with the head, if it is a cluster of a place."""
    placed = _place_length(borders, grammar, start)
    if placed and head[0].endswith(CLUSTER) and head.start() - start - placed > 1:
        yield Name(start, head.end(), "Industry", "industry-cluster", 0.6)
    start = borders.trim(start + placed, head.start())
    text = borders.text[start : head.start()]
    bare = TRAILING.sub("", text)
    text = text if borders.cuts_word(start + len(bare)) else bare
    if text[:1] in "“‘" and text[-1:] in "”’":
        start, text = start + 1, text[1:-1]
    if 2 <= len(text) <= LONGEST_INDUSTRY and _is_named(grammar, text):
        yield Name(start, start + len(text), "Industry", "industry-head", 0.55)


def _with_head(borders: Borders, grammar: Grammar, start: int, head: re.Match[str]) -> Iterator[Name]:
    """The industry that a head is part of: 柴油机|制造业."""
    start = borders.trim(start + _place_length(borders, grammar, start), head.start())
    named = _is_named(grammar, borders.text[start : head.start()])
    known = start < head.start() and borders.text[start : head.end()] in grammar.industries
    if 2 <= head.start() - start <= LONGEST_INDUSTRY and (named or known):
        yield Name(start, head.end(), "Industry", "industry-own", 0.75)


def _place_length(borders: Borders, grammar: Grammar, start: int) -> int:
    return next((i for i in range(8, 1, -1) if grammar.is_place(borders.text[start : start + i])), 0)


def _is_named(grammar: Grammar, text: str) -> bool:
    other = _no_industry().search(text) is not None
    return not (other or grammar.is_generic(text) or grammar.is_place(text) or STYLE.fullmatch(text))


@cache
def industry_ends() -> re.Pattern[str]:
    """The heads that close an industry's name or a list of industries."""
    return re.compile(f"{one_of(load_words('industries', 'head'))}+$")


def industry_forms(form: str) -> tuple[str, ...]:
    """An industry's name with and without its 业: 装备制造业, 装备制造."""
    return (form, form[:-1]) if form.endswith(("制造业", "服务业", "加工业")) and len(form) > 4 else (form,)


def _behind_verbs(borders: Borders, start: int, end: int) -> int:
    """Move an industry's left edge behind the last verb or owner that no industry's name has."""
    inner, owners = load_words("industries", "verb"), load_words("industries", "owner")
    for word in borders.draft.words_in(start, end):
        verb = word.text in borders.grammar.verbal or (
            word.pos in VERBS and word.text not in borders.grammar.nominal
        )
        if ((verb and word.text not in inner) or word.text in owners) and word.end < end:
            start = word.end
    return borders.trim(start, end)


def _find_known(borders: Borders) -> Iterator[tuple[int, int]]:
    """Yield the known industries, and the longer names that grow from them: 高端|船舶|装备, 汽车|及|部件."""
    pieces: Pieces = {}
    longest: dict[int, int] = defaultdict(int)
    for start, end, kind in _pieces().find(borders.text):
        if end > longest[start]:
            longest[start] = end
            pieces[start] = (end, str(kind))
        if kind == "name":
            yield start, end
    reached = 0
    for start in sorted(pieces):
        if start >= reached and pieces[start][1] != "tail":
            reached, named = _grow(borders.text, pieces, start)
            if named and reached - start <= LONGEST_INDUSTRY and reached > pieces[start][0]:
                yield start, reached


def _grow(text: str, pieces: Pieces, start: int) -> tuple[int, bool]:
    """Where the row of pieces from ``start`` ends, and whether a known industry is among them."""
    end, named, joined = start, False, False
    while True:
        if end in pieces:
            end, kind = pieces[end]
            named = named or kind == "name"
        elif not joined and named and text[end : end + 1] in JOINTS and end + 1 in pieces:
            end, joined = end + 1, True
        else:
            return end, named


@cache
def _pieces() -> Automaton:
    """What industries' names are made of, each with its kind; a name is also what another's begins with."""
    kinds = ("modifier", "tail", "name")
    return Automaton({word: kind for kind in kinds for word in load_words("industries", kind)})


@cache
def _own_heads() -> re.Pattern[str]:
    return re.compile(one_of(load_words("industries", "own")))


@cache
def _no_industry() -> re.Pattern[str]:
    """What says of a field of work that it is no industry: 旧 anywhere, or the whole of a word."""
    return re.compile(f"^{one_of(load_words('industries', 'none'))}$|^(?:旧|闲置|现有)|(?:旧|闲置)$")


@cache
def _industry_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = one_of(load_words("industries", "head"))
    after = f"(?!{one_of(load_words('industries', 'after'))})"
    return re.compile(head + after), re.compile(
        f"(?:{head}|类?企业|类?项目|为(?:龙头|主导|支柱|特色|主攻)){after}"
    )
