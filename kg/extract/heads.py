"""Names by their heads: what a name ends in tells its type, what stands before tells whether it is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from kg.extract.borders import ZONE_NAME, Borders
from kg.extract.draft import Name
from kg.extract.grammar import Grammar, Head
from kg.lexicon import load_words, one_of

ORDINAL = re.compile(r"(?:(?:\d{4}年?)?(?:第[一二三四五六七八九十百\d]+[届次]|首届|新一届))$")
MUNICIPALITIES = ("11", "12", "31", "50")  # Beijing, Tianjin, Shanghai, Chongqing: provinces with city zones
CITY_ZONES = load_words("words", "city zone")
ZONE_POINTERS = load_words("words", "zone pointer")
DATED = frozenset({"Event", "Recognition"})  # the types whose names may begin with a year or a number
CLASS_INSIDE = re.compile(r".*(?:企业|公司)(?=.{2})")  # 重点外资企业 before a company's own name
RANKED = ("国家", "全国", "省级")  # what an honour's name begins with, class words or not
# behind a head in one word, yet not of the name: 园内, or what jieba guesses: 推进|组从
INSIDE = frozenset("内外里中从在对于将为与和以向把被及是自由按")
INVESTED = re.compile(r"(?:投资|占地|承建|建设|打造)[^，。；、]{0,14}的$")  # what stands before a work's name
CONGRESSES = load_words("words", "congress")
TIERS = tuple(sorted(load_words("words", "tier")))
REACH = 20
PLACE_POS = ("ns", "nr", "nz")  # jieba's classes of proper names
LOCATED = re.compile(
    r"(?:位于|地处|坐落于|坐落在|毗邻|紧邻|邻近|靠近|濒临|途经|贯穿|沿着?|[东西南北][起至到临接靠])$"
)
SURE, UNSURE = 0.8, 0.7
SETTLED = load_words("words", "settled")
LONGEST_SITE = 10  # characters of a road's or a village's name
JOINED_HEADS = load_words("words", "joined")
BARE = frozenset({"-", "zone", "bare"})  # what these heads need may be nothing

Candidate = tuple[int, int, int, Head]
Condition = Callable[[Borders, int, int, Head], bool]


def find_headed(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield the names that end in a head: zones, parks, bodies, companies, institutions, events …"""
    for edge, start, end, head in find_candidates(borders, grammar):
        if edge == start and head.needs not in BARE:
            continue
        if satisfies(borders, edge, start, head):
            score = UNSURE if head.needs == "site" else SURE
            yield Name(edge, borders.right_edge(end), head.type, f"head-{head.type}", score)


def find_candidates(borders: Borders, grammar: Grammar) -> tuple[Candidate, ...]:
    """Find (left edge, start of the head, end, head) wherever a head ends, name or not."""
    return _find_candidates(borders)


@lru_cache(maxsize=1)  # the proposer and the labeller ask for the same ones
def _find_candidates(borders: Borders) -> tuple[Candidate, ...]:
    return tuple(_candidates(borders, borders.grammar))


def _candidates(borders: Borders, grammar: Grammar) -> Iterator[Candidate]:
    for begin, stop, head in _longest_heads(borders, grammar):
        start, end = begin, stop
        if _goes_on_as_word(borders, start, end):
            continue
        if borders.text[start - 1 : start] == "“" and borders.text[end : end + 1] == "”":
            start, end = start - 1, end + 1  # 甲市“国际客厅”
        edge = _edge(borders, start, head)
        if head.needs == "site" and (edge == start or borders.text[edge:end] in grammar.known):
            continue
        if head.type == "Event" and (edge < start or head.needs in BARE):
            edge = _with_ordinal(borders, edge)
        yield edge, start, end, head


def _edge(borders: Borders, start: int, head: Head) -> int:
    if head.type == "Zone":
        return borders.last_link(_zone_edge(borders, start), start + len(head.text))
    if head.needs == "site":
        return _site_edge(borders, start, start + len(head.text))
    edge = borders.left_edge(
        start,
        zones=head.type == "GovernmentBody",
        times=head.type in DATED or head.text in CONGRESSES,
        chains=head.type == "Enterprise",
    )
    if head.type == "Park" and borders.grammar.is_generic(borders.text[edge:start]):
        edge = borders.left_edge(start)  # 甲高新区北部园区
    if head.type == "Park":
        return borders.last_link(edge, start + len(head.text))
    if head.text in JOINED_HEADS:
        return _over_conjunction(borders, edge)
    behind_class = CLASS_INSIDE.match(borders.text, edge, start)
    return behind_class.end() if behind_class and head.type == "Enterprise" else edge


def _site_edge(borders: Borders, start: int, end: int) -> int:
    """Where the name of a road, village or lake begins: with the tagged place, else the word before."""
    word, tag = borders.word_at(start), borders.tag_at(start)
    if tag is not None and tag.label not in ("LOC", "ORG"):
        return start
    if word is not None and word.start < start and word.pos not in PLACE_POS:
        return start  # 道路
    if tag is None:
        word = borders.word_at(start - 1)
        return word.start if word and word.end >= start and borders.may_stand(word) else start
    zones = (i for i in range(start - 1, tag.start + 2, -1) if ZONE_NAME.search(borders.text, tag.start, i))
    edge = borders.last_site(borders.trim(next(zones, tag.start), start), end)
    return edge if end - edge <= LONGEST_SITE else start


def _is_located(borders: Borders, start: int) -> bool:
    return bool(LOCATED.search(borders.text, max(0, start - 4), start))


def _over_conjunction(borders: Borders, edge: int) -> int:
    """Take in what a conjunction joins to a laboratory's field, up to a border: 甲乙管理与控制实验室."""
    if borders.text[edge - 1 : edge] not in ("与", "和"):
        return edge
    before = borders.left_edge(edge - 1)
    at_border = before == 0 or borders.text[before - 1] in "\n，、。；：“”（）的在由于入"
    return before if at_border and edge - before > 3 else edge


def satisfies(borders: Borders, edge: int, start: int, head: Head) -> bool:
    """Whether what stands from ``edge`` to ``start`` before a head makes the whole a name."""
    if head.type == "Zone":
        return _names_zone(borders, edge, start, head)
    return CONDITIONS[head.needs](borders, edge, start, head)


def _longest_heads(borders: Borders, grammar: Grammar) -> Iterator[tuple[int, int, Head]]:
    """For each end the longest head that ends there."""
    by_end: dict[int, tuple[int, Head]] = {}
    for start, end, head in grammar.head_forms.find(borders.text):
        if isinstance(head, Head) and (end not in by_end or start < by_end[end][0]):
            by_end[end] = (start, head)
    for end, (start, head) in by_end.items():
        if head.type != "-":
            yield start, end, head


def _goes_on_as_word(borders: Borders, start: int, end: int) -> bool:
    """Whether the head is only the beginning of a longer word (公司 in 公司法), or the 局 of 局长."""
    if borders.text[end - 1] == borders.text[end : end + 1]:
        return False  # 科技局局长
    if borders.text[start - 1 : start] == borders.text[start]:
        return True
    word = borders.word_at(end)
    if word is None or not start <= word.start < end < word.end:
        return False
    rest = borders.text[end : word.end]
    return rest not in INSIDE and rest not in load_words("persons", "post")


def _with_ordinal(borders: Borders, edge: int) -> int:
    before = ORDINAL.search(borders.text, max(0, edge - 12), edge)
    return before.start() if before else edge


def _zone_edge(borders: Borders, start: int) -> int:
    """Where a zone's name begins: at the chain of places, or the tagged or unknown word, before its rank."""
    edge = borders.left_edge(start)
    for i in range(edge, start):
        if borders.grammar.is_place(_without_rank(borders.text[i:start])):
            return i
    return edge


def _names_zone(borders: Borders, edge: int, start: int, head: Head) -> bool:
    """Whether a zone's name has a place or a proper part; a province and the bare kind are a class."""
    grammar = borders.grammar
    modifier = _without_rank(borders.text[edge:start])
    if grammar.is_place(modifier):
        return not _is_province(modifier, grammar) or head.text not in CITY_ZONES
    places = [i for i in range(2, len(modifier) - 1) if grammar.is_place(modifier[:i])]
    rest = modifier[places[-1] :] if places else modifier
    verbs = any(word.text in grammar.verbal | grammar.stopper for word in borders.draft.words_in(edge, start))
    return 1 < len(rest) <= 6 and not verbs and not grammar.is_generic(rest)


def _without_rank(text: str) -> str:
    return text.removesuffix("国家级").removesuffix("国家")


def _is_province(text: str, grammar: Grammar) -> bool:
    known = grammar.known.get(text)
    if known is None or known.code[:2] in MUNICIPALITIES:
        return False
    return known.kind.split()[0] in ("province", "country", "region")


def _is_named(borders: Borders, edge: int, start: int, head: Head) -> bool:
    """Two characters or more, not all class words, not a place and class words."""
    modifier = borders.text[edge:start]
    if head.type == "GovernmentBody" and modifier.startswith(TIERS):
        return len(modifier) > 2 or len(head.text) > 1  # 市科技局: of the place the article is about
    if head.type == "GovernmentBody" and _ends_in_body(borders, edge, start):
        return True
    if head.type == "Recognition" and len(modifier) > 3 and modifier.startswith(RANKED):
        return True
    if head.text.endswith("园区") and modifier.startswith(("全国", "国家级", "省级")):
        return False
    if head.text == "公司" and modifier in borders.grammar.industries:
        return False  # 半导体公司
    generic = borders.grammar.is_generic(modifier) or _is_class(modifier, head, borders.grammar)
    return len(modifier) > 1 and not generic


def _ends_in_body(borders: Borders, edge: int, start: int) -> bool:
    """Whether a body's name stands before its department: 甲管委会 of 甲管委会办公室."""
    inner = borders.grammar.head_of(borders.text[edge:start])
    return inner is not None and inner.type == "GovernmentBody" and start - edge > len(inner.text)


def _is_proper(borders: Borders, edge: int, start: int, head: Head) -> bool:
    inner = borders.grammar.head_of(borders.text[edge:start])  # 甲产业园 of 甲产业园项目
    headed = (
        inner is not None and inner.type != "-" and satisfies(borders, edge, start - len(inner.text), inner)
    )
    told = INVESTED.search(borders.text, max(0, edge - REACH), edge) is not None
    return _is_named(borders, edge, start, head) and (headed or told or borders.is_proper(edge, start))


def _is_placed(borders: Borders, edge: int, start: int, _: Head) -> bool:
    modifier, grammar = borders.text[edge:start], borders.grammar
    ends = range(max(0, len(modifier) - 6), len(modifier) - 1)
    if modifier in TIERS or any(map(grammar.is_place, (modifier, modifier + borders.text[start]))):
        return True  # 甲 + 区委: 甲区
    tag = borders.place_tag(edge)
    if tag is not None and tag.start == edge and tag.end in (start, start + 1):
        return not grammar.is_generic(modifier)
    return any(grammar.is_place(modifier[i:]) for i in ends)


def _is_bare_or_placed(borders: Borders, edge: int, start: int, head: Head) -> bool:
    return edge == start or _is_placed(borders, edge, start, head)


def _is_site(borders: Borders, edge: int, start: int, head: Head) -> bool:
    """Whether a road, village or lake has a name that is no class word, and stands as a place."""
    if edge == start or borders.grammar.is_generic(borders.text[edge:start]):
        return False
    tag, word = borders.tag_at(start), borders.word_at(edge)
    if tag is not None:
        return tag.label == "LOC" or head.text in SETTLED
    return _is_located(borders, edge) or (word is not None and word.pos == "ns")


def _is_of_zone(borders: Borders, edge: int, start: int, _: Head) -> bool:
    modifier = borders.text[edge:start]
    return not modifier or modifier in (*ZONE_POINTERS, *TIERS) or not borders.grammar.is_generic(modifier)


def _is_held(borders: Borders, edge: int, start: int, head: Head) -> bool:
    held = start - edge > 3 and bool(
        _verb_before("events", "verb").search(borders.text[max(0, edge - 5) : edge])
    )
    return _is_named(borders, edge, start, head) and (held or borders.is_proper(edge, start))


def _is_carried_out(borders: Borders, edge: int, start: int, head: Head) -> bool:
    before = borders.text[max(0, edge - 6) : edge]
    asked = bool(_verb_before("policies", "trigger").search(before))
    return asked and start - edge > 2 and _is_named(borders, edge, start, head)


def _is_class(modifier: str, head: Head, grammar: Grammar) -> bool:
    """Whether a modifier is a place and class words: 甲市重点 of 甲市重点项目."""
    rest = next(
        (modifier[i:] for i in range(len(modifier), 1, -1) if grammar.is_place(modifier[:i])), modifier
    )
    if head.type in ("Project", "Event", "Policy") or head.text == "实验室":
        return grammar.is_generic(rest) and rest != modifier
    return "级" in rest and grammar.is_generic(rest)


@cache
def _verb_before(table: str, kind: str) -> re.Pattern[str]:
    return re.compile(f"{one_of(load_words(table, kind))}(?:了|的|好|全)?$")


# What must stand before a head, by the column "needs" of heads.tsv.
CONDITIONS: dict[str, Condition] = {
    "-": lambda *_: True,
    "any": _is_named,
    "name": _is_named,
    "proper": _is_proper,
    "place": _is_placed,
    "bare": _is_bare_or_placed,
    "site": _is_site,
    "zone": _is_of_zone,
    "event": _is_held,
    "verb": _is_carried_out,
    "free": lambda _, edge, start, __: start - edge > 1,
}
