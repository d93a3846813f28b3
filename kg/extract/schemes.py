"""Proposals that hang on quotes and verbs: schemes, titles and honours, named in “” or after a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name
from kg.extract.grammar import Grammar
from kg.lexicon import guarded, load_words, one_of

QUOTE = re.compile(r"[“‘]([^“”‘’\n]{2,24})[”’]")
LONG_TITLE = 8  # characters: a title so long is one even if made of class words
STYLE = re.compile(r"[\d一二三四五六七八九十]{1,6}[项大].?$")
COUNTED = re.compile(r"[\d+一二三四五六七八九十NX]{1,9}(?:[项大个条]|$)")
BETWEEN = re.compile(r"(?:[、和及与]|以及)?")
CLOSE = re.compile(
    r"等(?![级奖])|(?<=”)(?:之后|后|以来)|(?<=....)(?=\d{1,9}[余多]?[家个项名](?:[，。；、）)]|$|以上))"
)
COUNTED_WINNERS = re.compile(r"\d[\d余多]{0,9}[家个]")
COUNTED_BEHIND = re.compile(r"(?:企业|单位|项目)?等?[近超约]?\d+[余多]?[家个项名]")
LISTED = re.compile(r"(?:名单|库|榜单?|行列)$")
CLASSES = re.compile(r"(?:企业|冠军|工厂|孵化器|中心|单位|产品|空间)$")  # many can have these at once
COMPANIES = re.compile(r"(?:企业|项目|产品)(?:称号|名单)?")
INNER = ("和", "与")
LONGEST_HONOUR = 24
REACH = 40  # characters before a verb of winning in which the winners are counted
CLAUSE = re.compile(r"[^，。；！？：:;\n]+")
QUOTED = re.compile(r"[“‘]([^“”‘’\n]+)[”’]")
SPLIT = re.compile(r"、|和(?=国家|省|市|全国|中国|首批)|以及|及(?=国家|省|全国)")


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
            yield Name(match.start(), end, "Policy", "scheme-head", 0.96)
            yield from (Name(m.start(), m.end(), "Policy", "scheme-list", 0.8) for m in run[:-1])
        elif patterns["inner"].search(match[1]):
            yield Name(match.start(), match.end(), "Policy", "scheme-inner", 0.85)
        elif asked and patterns["object"].match(draft.text, match.end()):
            yield Name(match.start(), match.end(), "Policy", "scheme-verb", 0.5)


def find_honours(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield titles, lists, pilot statuses and prizes behind 获批, 入选, 荣获, 被认定为, 获 …"""
    words = _honour_words()
    for clause in CLAUSE.finditer(borders.text):
        triggers = list(words.won.finditer(borders.text, clause.start(), clause.end()))
        ends = [*(later.start() for later in triggers[1:]), clause.end()]
        for trigger, stop in zip(triggers, ends, strict=False):
            counted = COUNTED_WINNERS.search(
                borders.text, max(clause.start(), trigger.start() - REACH), trigger.start()
            )
            for begin, end in _parts(borders.text, trigger.end(), stop):
                yield from _find_honour(_Honour(borders, grammar, trigger, bool(counted), begin, end), words)


@dataclass(frozen=True, slots=True)
class _HonourWords:
    """How honours are told; see the head of honours.tsv."""

    won: re.Pattern[str]
    head: re.Pattern[str]
    prize: re.Pattern[str]
    leading: re.Pattern[str]
    rank: re.Pattern[str]
    bar: re.Pattern[str]
    shame: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Honour:
    """What stands behind a verb of winning, up to the end of its part of a list."""

    borders: Borders
    grammar: Grammar
    trigger: re.Match[str]
    counted: bool  # 12家企业获评…: a class, unless its name says more
    begin: int
    end: int


def _find_honour(honour: _Honour, words: _HonourWords) -> Iterator[Name]:
    text, end = honour.borders.text, honour.end
    first = words.leading.match(text, honour.begin, end)
    begin = first.end() if first else honour.begin
    close = CLOSE.search(text, begin, end)
    end = close.start() if close else end
    quoted = QUOTED.search(text, begin, end)
    ranked = quoted and quoted.start() - begin > 1 and words.rank.match(text, begin)
    if quoted and ranked and COMPANIES.fullmatch(text, quoted.end(), end):
        yield Name(begin, end, "Recognition", "honour", 0.85)  # 国家级专精特新“小巨人”企业
        return
    if quoted and quoted.end() >= end - 4 and not words.head.search(text, quoted.end(), end):
        if not COUNTED_BEHIND.match(text, quoted.end()):
            yield Name(quoted.start(), quoted.end(), "Recognition", "honour-quoted", 0.7)
        return
    got = honour.trigger.lastgroup == "got"
    closing = [match.end() for match in (words.prize if got else words.head).finditer(text, begin, end)]
    if words.shame.search(text, begin, end):
        return
    if closing:
        yield from _with_head(honour, begin, closing[-1])
    elif not got:
        yield from _without_head(honour, words, begin, end)


def _with_head(honour: _Honour, begin: int, stop: int) -> Iterator[Name]:
    """An honour that ends in a noun of honours."""
    text = honour.borders.text
    if text[stop - 2 : stop] == "名单" and text[begin - 2 : begin] == "首批":
        begin -= 2  # the first batch of a list is part of its name
    name = text[begin:stop]
    generic, listed = honour.grammar.is_generic(name), LISTED.search(name) is not None
    if COUNTED_BEHIND.match(text, stop) and not listed:
        return
    if honour.counted and CLASSES.search(name):
        yield Name(begin, stop, "Recognition", "honour-class", 0.35)
    elif (
        len(name) >= LONG_TITLE
        or (len(name) >= 3 and name.endswith("奖"))
        or (len(name) >= 5 and not generic)
    ):
        yield Name(begin, stop, "Recognition", "honour", 0.85)
    elif len(name) >= 4:
        yield Name(begin, stop, "Recognition", "honour-class", 0.5)


def _without_head(honour: _Honour, words: _HonourWords, begin: int, end: int) -> Iterator[Name]:
    """An honour whose noun says nothing: behind a verb that takes honours alone, or with a rank."""
    text = honour.borders.text
    strong = honour.trigger.lastgroup == "strong"
    ranked = words.rank.match(text, begin)
    plain = not words.bar.search(text, begin, end) and not COUNTED_BEHIND.match(text, end)
    if plain and 4 <= end - begin <= LONGEST_HONOUR and (ranked or (strong and not honour.counted)):
        inside = honour.borders.draft.words_in(begin, end)
        if all(honour.borders.may_stand(word) or word.text in INNER for word in inside):
            yield Name(begin, end, "Recognition", "honour-object", 0.75 if ranked else 0.55)


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
            r"(?:计划|工程|制度|机制|制|\d{1,4}条|[一二三四五六七八九十]条|政策|贷|规划|战略|改革)$"
        ),
        "object": re.compile(r"[，。；、]|等|两|三|和|及|与"),
    }


@cache
def _honour_words() -> _HonourWords:
    words = {
        kind: one_of(load_words("honours", kind))
        for kind in ("won", "strong", "got", "head", "prize", "leading", "rank", "bar", "shame")
    }
    closing = r"(?:名单|称号|榜单|行列)?"
    return _HonourWords(
        won=re.compile(
            guarded(f"(?P<strong>{words['strong']})|(?P<won>{words['won']})|(?P<got>(?<!收){words['got']})")
        ),
        head=re.compile(
            rf"(?:{words['head']}|TOP ?\d{{1,5}}|\d{{1,5}}强(?:企业)?|前\d{{1,5}}(?:强|名)(?:单)?){closing}"
        ),
        prize=re.compile(rf"{words['prize']}(?!金|励|项|补|牌|台|学|状|杯)"),
        leading=re.compile(rf"(?:{words['leading']}|、|[^，。、首唯]{{0,5}}(?:首[个批家座]|唯一|惟一)的?)*"),
        rank=re.compile(words["rank"]),
        bar=re.compile(words["bar"]),
        shame=re.compile(words["shame"]),
    )
