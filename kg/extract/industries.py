"""Industries: what stands before 产业, 产业链, 领域, 行业, 集群, and the known ones before 企业, 项目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Automaton, Grammar
from kg.lexicon import load_words, one_of

LONGEST_INDUSTRY = 16
TRAILING = re.compile(
    r"(?:相关|上下游|全|新型|主导|支柱|新兴|特色|优势|现代|各个|[两三四五六七八九十\d]+大)+$"
)
STYLE = re.compile(r"[“”‘’\d+N]+")
VERBS = ("v", "vd", "vi")
OWNERS = ("省", "市", "县", "区", "本市", "我市", "我省", "全省", "全市", "全国", "我国", "本省")
INDUSTRY_VERBS = frozenset(
    {"制造", "服务", "检验", "检测", "设计", "研发", "生产", "维修", "应用", "保护", "管理"}
)


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


@cache
def industry_ends() -> re.Pattern[str]:
    """The heads that close an industry's name or a list of industries."""
    return re.compile(f"{one_of(load_words('industries', 'head'))}+$")


def _behind_verbs(borders: Borders, start: int, end: int) -> int:
    """Move an industry's left edge behind the last verb that no industry's name has."""
    for word in borders.draft.words_in(start, end):
        verb = word.text in borders.grammar.verbal or (
            word.pos in VERBS and word.text not in borders.grammar.nominal
        )
        if (verb and word.text not in INDUSTRY_VERBS) or word.text in OWNERS:
            start = word.end
    return borders.trim(start, end)


@cache
def _known_industries() -> Automaton:
    return Automaton({word: word for word in load_words("industries", "name")})


@cache
def _industry_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = one_of(load_words("industries", "head"))
    after = f"(?!{one_of(load_words('industries', 'after'))})"
    return re.compile(head + after), re.compile(f"(?:{head}|类?企业|类?项目){after}")
