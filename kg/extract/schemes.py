"""Proposals that hang on quotes and verbs: schemes, titles and honours, named in “” or after a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name
from kg.extract.grammar import Grammar
from kg.lexicon import load_words, one_of

QUOTE = re.compile(r"[“‘]([^“”‘’\n]{2,24})[”’]")
LONG_TITLE = 8  # characters: a title so long is one even if made of class words
STYLE = re.compile(r"[\d一二三四五六七八九十]+[项大个]")
COUNTED = re.compile(r"[\d+一二三四五六七八九十NX]+(?:[项大个条]|$)")
BETWEEN = re.compile(r"(?:[、和及与]|以及)?")
CLAUSE = re.compile(r"[^，。；！？\n]+")
QUOTED = re.compile(r"[“‘]([^“”‘’\n]+)[”’]")
SPLIT = re.compile(r"、|和(?=国家|省|市|全国|山东|中国|首批)|以及|及(?=国家|省|全国)")


def find_schemes(draft: Draft) -> Iterator[Name]:
    """Yield quoted names of schemes, every member of a list of quotes.

    A scheme has a scheme's head behind the quotes (“沃土”计划) or inside (“沃土计划”), or is the object
    of a verb that carries out schemes (推行“揭榜挂帅”); a weak head (模式, 服务) needs that verb too.
    """
    patterns = _scheme_patterns()
    run: list[re.Match[str]] = []
    for match in QUOTE.finditer(draft.text):
        if run and not BETWEEN.fullmatch(draft.text[run[-1].end() : match.start()]):
            run = []
        run.append(match)
        asked = patterns["trigger"].search(draft.text, max(0, run[0].start() - 8), run[0].start())
        strong = patterns["strong"].match(draft.text, match.end())
        weak = patterns["weak"].match(draft.text, match.end()) if asked else None
        if COUNTED.match(match[1]) and (not strong or STYLE.match(match[1])):
            continue
        if strong or weak:
            head = strong or weak
            assert head
            end = match.end() if head[0].startswith("等") else head.end()
            yield Name(match.start(), end, "Policy", "scheme-head", 0.85)
            yield from (Name(m.start(), m.end(), "Policy", "scheme-list", 0.8) for m in run[:-1])
        elif patterns["inner"].search(match[1]):
            yield Name(match.start(), match.end(), "Policy", "scheme-inner", 0.85)
        elif asked and patterns["object"].match(draft.text, match.end()):
            yield Name(match.start(), match.end(), "Policy", "scheme-verb", 0.5)


def find_honours(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield titles, lists and pilot statuses behind 获批, 入选, 荣获, 被认定为 …"""
    won, head, leading = _honour_patterns()
    text = borders.text
    for clause in CLAUSE.finditer(text):
        trigger = won.search(clause[0])
        if not trigger:
            continue
        start = clause.start() + trigger.end()
        for begin, end in _parts(text, start, clause.end()):
            yield from _honour(borders, grammar, begin, end, head, leading)


def _honour(
    borders: Borders,
    grammar: Grammar,
    begin: int,
    end: int,
    head: re.Pattern[str],
    leading: re.Pattern[str],
) -> Iterator[Name]:
    first = leading.match(borders.text, begin, end)
    begin = first.end() if first else begin
    quoted = QUOTED.search(borders.text, begin, end)
    if quoted and quoted.end() >= end - 4:
        yield Name(quoted.start(), quoted.end(), "Recognition", "honour-quoted", 0.7)
        return
    closing = [match.end() for match in head.finditer(borders.text, begin, end)]
    if not closing:
        return
    if borders.text[closing[-1] - 2 : closing[-1]] == "名单" and borders.text[begin - 2 : begin] == "首批":
        begin -= 2  # the first batch of a list is part of its name
    length = closing[-1] - begin
    if length >= LONG_TITLE or (length >= 5 and not grammar.is_generic(borders.text[begin : closing[-1]])):
        yield Name(begin, closing[-1], "Recognition", "honour", 0.85)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of an enumeration between two offsets."""
    position = start
    for match in SPLIT.finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


@cache
def _scheme_patterns() -> dict[str, re.Pattern[str]]:
    words = {kind: one_of(load_words("policies", kind)) for kind in ("after", "weak", "trigger")}
    within = r"[^，。、；：的“”\n对让和等]{0,6}?"
    return {
        "trigger": re.compile(rf"{words['trigger']}(?:了|的|并|企业|服务)*$"),
        "strong": re.compile(rf"(?:等|{within}){words['after']}(?!项目|实施|开)"),
        "weak": re.compile(rf"(?:等|{within}){words['weak']}(?!项目|实施|开|品牌)"),
        "inner": re.compile(
            r"(?:计划|工程|制度|机制|制|\d+条|[一二三四五六七八九十]条|政策|贷|规划|战略|改革)$"
        ),
        "object": re.compile(r"[，。；、]|等|两|三|和|及|与"),
    }


@cache
def _honour_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    won = one_of(load_words("honours", "won"))
    head = one_of(load_words("honours", "head"))
    leading = one_of(load_words("honours", "leading"))
    return (
        re.compile(won),
        re.compile(rf"(?:{head}|TOP ?\d+|\d+强(?:企业)?|前\d+(?:强|名)(?:单)?)(?:名单|称号|榜单|行列)?"),
        re.compile(rf"(?:{leading}|、|[^，。、首唯]{{0,5}}(?:首[个批家座]|唯一|惟一)的?)*"),
    )
