"""Proposals of names: every function here yields ``Name`` candidates from one kind of evidence.

Which of them stand is decided in ``judge``. The order of the proposers does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name
from kg.extract.grammar import DIVISION_END, Grammar, Head, Known
from kg.lexicon import load_words, one_of
from kg.text import HAN

TITLE = re.compile(r"《([^《》\n]{2,60})》")
QUOTE = re.compile(r"[“‘]([^“”‘’\n]{2,24})[”’]")
ORDINAL = re.compile(r"(?:(?:\d{4}年?)?(?:第[一二三四五六七八九十百\d]+[届次]|首届|新一届))$")
NATURE = re.compile(r"(?:湾|岛|半岛|山|河|江|湖|海|海峡|高原|平原|盆地|流域|沿海地区|地区|镇|乡|街道|村|路)$")
NATURE_TAIL = re.compile(r"[湾岛江河湖]|港(?!口|区|城|珠|澳|股)")
PERSON = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}A-Za-z]+(?:[·•][{HAN}A-Za-z]+)+")
MUNICIPALITIES = ("11", "12", "31", "50")  # Beijing, Tianjin, Shanghai, Chongqing: provinces with city zones
CITY_ZONES = frozenset({"高新区", "开发区", "经开区", "高新技术开发区", "经济开发区", "功能区"})
ZONE_POINTERS = frozenset({"高新区", "开发区", "经开区", "园区", "新区"})
GROWTH = re.compile(
    rf"(?:(?<=[，、；。：])|(?P<class>企业))(?P<name>[{HAN}]{{3,8}}?)(?:产值|营业收入|营收|销售额|产量|订单)?(?:同比)?增长\d"
)
GROWTH_ROW = 80  # characters between the results of one row
NATION = re.compile(
    r"(?:^|[，。；\n]|目前，?|年，?)(?:在)?(?P<nation>我国|全国)(?!各|范围|首|性|重点|人大|政协|高新|两会)",
    re.MULTILINE,
)
DECREE = re.compile(
    r"关于[^，。；：《》“”\n]{4,60}?的(?:若干)?(?:意见|通知|决定|措施|办法|规定|批复|函|公告|通告|方案)"
)
TAGGED_ENDS = (
    (("院", "所", "馆", "台", "校", "中心", "团队", "实验室"), "Institution"),
    (("委", "办", "署", "局", "厅", "处", "科", "专班"), "GovernmentBody"),
)


def find_known(borders: Borders) -> Iterator[Name]:
    """Yield places, central bodies and national zones of the gazetteer."""
    for start, end, known in borders.known:
        text = borders.text[start:end]
        cut = borders.cuts_word(start) or (len(text) == 2 and borders.cuts_word(end))
        if (cut or known.kind == "county short") and not _is_tagged(borders.draft, start, end, "LOC"):
            continue
        if known.type == "Place" and NATURE_TAIL.match(borders.text, end) and not known.name == text:
            end += 1  # 胶州湾 is not 胶州
        yield Name(start, end, known.type, f"known-{known.kind.split()[0]}", 0.9)


def find_headed(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield the names that end in a head: zones, parks, bodies, companies, institutions, events …"""
    for start, end, head in _longest_heads(borders, grammar):
        if _goes_on_as_word(borders, start, end):
            continue
        edge = borders.left_edge(start) if head.type != "Zone" else _zone_edge(borders, grammar, start)
        if edge == start and head.needs not in ("-", "zone", "bare"):
            continue
        edge = _with_ordinal(borders, edge) if head.type == "Event" else edge
        if _satisfies(borders, grammar, edge, start, head):
            yield Name(edge, borders.right_edge(end), head.type, f"head-{head.type}", 0.8)


def find_tagged(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield what the statistical tagger takes for an organization, a place, a person, an event."""
    for tag in borders.draft.tags:
        text = borders.text[tag.start : tag.end]
        if tag.label == "PERSON":
            text = _post_behind().sub("", text)
            quoted = borders.text[tag.start - 1 : tag.start] in ("“", "‘")
            if (
                PERSON.fullmatch(text)
                and not quoted
                and _is_person(borders, tag.start, tag.start + len(text), grammar)
            ):
                yield Name(tag.start, tag.start + len(text), "Person", "tagger", 0.8)
        elif tag.label in ("ORG", "LOC", "INCIDENT"):
            start, end = _inside_tag(borders, grammar, tag.start, tag.end)
            kind = _type_of_tagged(borders, start, end, tag.label, grammar)
            if kind and not grammar.is_generic(borders.text[start:end]):
                yield Name(start, borders.right_edge(end), kind, "tagger", 0.7)


def _inside_tag(borders: Borders, grammar: Grammar, start: int, end: int) -> tuple[int, int]:
    """The name in a tagged span: without words before it, without the rest of a list behind it."""
    text = borders.text[start:end]
    if "等" in text[2:]:
        end = start + text.index("等", 2)
    if text[0] in grammar.function and grammar.is_place(text[1:]):
        return start + 1, end
    start = borders.trim(start, end - 1)
    for cut in range(end - 1, start, -1):  # 芬兰萨洛市: the place that holds it is another name
        if (
            text[-1] in "市县镇"
            and borders.text[start:cut] in grammar.known
            and grammar.is_place(borders.text[start:cut])
        ):
            return (cut, end) if end - cut > 1 else (start, end)
    return start, end


def find_quoted(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield names that stand whole between quotes: “甲省乙与丙研究中心”."""
    for match in QUOTE.finditer(borders.text):
        head = grammar.head_of(match[1])
        if head and head.type not in ("-", "Policy", "Project") and not grammar.is_generic(match[1]):
            if len(match[1]) > len(head.text) + 1 and "，" not in match[1]:
                yield Name(match.start(1), match.end(1), head.type, "quoted", 0.8)


def find_nation(draft: Draft) -> Iterator[Name]:
    """Yield 我国 and 全国 where they are the subject of a figure: the place 中国."""
    for match in NATION.finditer(draft.text):
        start, end = draft.sentence_at(match.start())
        if any(char.isdigit() for char in draft.text[match.end() : end]):
            yield Name(match.start("nation"), match.end("nation"), "Place", "nation", 0.6)


def find_decrees(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield titles of documents without 《》 that begin with their issuer: 国务院关于…的意见."""
    for match in DECREE.finditer(draft.text):
        head = match.start()
        for length in range(16, 2, -1):
            issuer = draft.text[max(0, head - length) : head]
            known = grammar.known.get(issuer)
            if known and known.type == "GovernmentBody":
                yield Name(head - length, match.end(), "Policy", "decree", 0.95)
                break


def find_titles(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield what stands in 《》: policies, and media by their names."""
    for match in TITLE.finditer(draft.text):
        head = grammar.head_of(match[1])
        if head and head.type == "Institution":
            yield Name(match.start(1), match.end(1), "Institution", "title", 0.9)
        elif _is_policy_title(match[1], head):
            yield Name(match.start(), match.end(), "Policy", "title", 0.98)


def find_subjects(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield unknown companies of a row of results: “甲产值增长5%，乙增长8%” where 甲 is known to be one."""
    rows = list(GROWTH.finditer(borders.text))
    tagged = {tag.start for tag in borders.draft.tags if tag.label == "ORG"}
    for i, match in enumerate(rows):
        near = [row for row in rows[max(0, i - 3) : i + 4] if abs(row.start() - match.start()) < GROWTH_ROW]
        known = any(row.start("name") in tagged or row["class"] for row in near)
        name = match["name"]
        if (
            known
            and len(near) > 1
            and not grammar.is_generic(name)
            and not borders.cuts_word(match.start("name"))
        ):
            if not grammar.head_of(name) and name not in grammar.industries and name not in grammar.known:
                yield Name(match.start("name"), match.end("name"), "Enterprise", "growth-row", 0.6)


def find_persons(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield persons by surname between a post and a verb of speech or a stop."""
    post = one_of(load_words("persons", "post"))
    after = one_of(load_words("persons", "after"))
    surname = one_of(grammar.surnames)
    pattern = re.compile(rf"{post}(?P<name>{surname}[{HAN}]{{1,2}}?)(?={after}|[，。、；：（”\n])")
    for match in pattern.finditer(draft.text):
        if not grammar.is_generic(match["name"]):
            yield Name(match.start("name"), match.end("name"), "Person", "post", 0.85)


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
    """Whether the head is only the beginning of a longer word (公司 in 公司法)."""
    word = borders.word_at(end)
    return word is not None and start <= word.start < end < word.end


def _with_ordinal(borders: Borders, edge: int) -> int:
    before = ORDINAL.search(borders.text, max(0, edge - 12), edge)
    return before.start() if before else edge


def _zone_edge(borders: Borders, grammar: Grammar, start: int) -> int:
    """Where a zone's name begins: at the chain of places, or the tagged or unknown word, before its rank."""
    edge = borders.left_edge(start)
    places = [
        i
        for i in range(edge, start)
        if grammar.is_place(borders.text[i:start].removesuffix("国家级").removesuffix("国家"))
    ]
    return places[0] if places else edge


def _satisfies(borders: Borders, grammar: Grammar, edge: int, start: int, head: Head) -> bool:
    """Whether what stands before a head makes it a name."""
    modifier = borders.text[edge:start]
    if head.needs == "-":
        return True
    if head.needs in ("place", "bare"):
        bare = head.needs == "bare" and not modifier
        return bare or grammar.is_place(modifier) or bool(modifier and _ends_in_place(modifier, grammar))
    if head.needs == "zone":
        return not modifier or modifier in ZONE_POINTERS or not grammar.is_generic(modifier)
    if head.type == "Zone":
        return _names_zone(borders, grammar, edge, start, head)
    if head.needs == "free":
        return len(modifier) > 1
    if grammar.is_generic(modifier) or len(modifier) < 2 or _is_class(modifier, head, grammar):
        return False
    if head.needs == "verb":
        before = borders.text[max(0, edge - 6) : edge]
        return bool(_scheme_verb().search(before)) and len(modifier) > 2
    if head.needs == "event":
        before = borders.text[max(0, edge - 4) : edge]
        held = len(modifier) > 3 and bool(
            re.search(one_of(load_words("events", "verb")) + "(?:了)?$", before)
        )
        return held or borders.is_proper(edge, start)
    return head.needs != "proper" or borders.is_proper(edge, start)


def _is_class(modifier: str, head: Head, grammar: Grammar) -> bool:
    """Whether a modifier is a place and class words: 甲市重点 of 甲市重点项目."""
    rest = next(
        (modifier[i:] for i in range(len(modifier), 1, -1) if grammar.is_place(modifier[:i])), modifier
    )
    if head.type in ("Project", "Event", "Policy") or head.text == "实验室":
        return grammar.is_generic(rest) and rest != modifier
    return "级" in rest and grammar.is_generic(rest)


def _names_zone(borders: Borders, grammar: Grammar, edge: int, start: int, head: Head) -> bool:
    """Whether a zone's name has a place or a proper part; a province and the bare kind are a class."""
    modifier = borders.text[edge:start].removesuffix("国家级").removesuffix("国家")
    if grammar.is_place(modifier):
        return not _is_province(modifier, grammar) or head.text not in CITY_ZONES
    places = [i for i in range(2, len(modifier) - 1) if grammar.is_place(modifier[:i])]
    rest = modifier[places[-1] :] if places else modifier
    verbs = any(word.text in grammar.verbal for word in borders.draft.words_in(edge, start))
    return len(rest) > 1 and len(rest) <= 6 and not verbs and not grammar.is_generic(rest)


def _ends_in_place(text: str, grammar: Grammar) -> bool:
    return any(grammar.is_place(text[i:]) for i in range(max(0, len(text) - 6), len(text) - 1))


def _is_province(text: str, grammar: Grammar) -> bool:
    known = grammar.known.get(text)
    municipal = known is not None and known.code[:2] in MUNICIPALITIES
    return known is not None and not municipal and known.kind.split()[0] in ("province", "country", "region")


def _is_tagged(draft: Draft, start: int, end: int, label: str) -> bool:
    return any(tag.label == label and tag.start <= start and end <= tag.end for tag in draft.tags)


def _is_person(borders: Borders, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a tagged person bears a surname; one of two characters needs a post or a verb of speech."""
    text = borders.text[start:end]
    if "·" in text or len(text) > 3:
        return "·" in text or text[:2] in grammar.surnames
    near = borders.text[max(0, start - 4) : start], borders.text[end : end + 4]
    post, after = (one_of(load_words("persons", kind)) for kind in ("post", "after"))
    spoken = bool(re.search(f"{post}$", near[0]) or re.match(after, near[1]))
    return text[0] in grammar.surnames and (spoken or (len(text) == 3 and not grammar.is_generic(text[1:])))


def _type_of_tagged(borders: Borders, start: int, end: int, label: str, grammar: Grammar) -> str | None:
    text = borders.text[start:end]
    known = grammar.known.get(text)
    if known:
        return known.type
    head = grammar.head_of(text)
    if head and head.needs != "event":
        fits = len(text) > len(head.text) and _satisfies(borders, grammar, start, end - len(head.text), head)
        return head.type if head.type != "-" and fits else None
    if label == "LOC":
        named = NATURE.search(text) or DIVISION_END.search(text)
        return "Place" if len(text) > 2 and named and not grammar.is_place(text) else None
    if label == "INCIDENT":
        return None
    return next((kind for ends, kind in TAGGED_ENDS if text.endswith(ends)), "Enterprise")


def _is_policy_title(title: str, head: Head | None) -> bool:
    words = load_words("policies", "title")
    return bool(head and head.type == "Policy") or any(word in title for word in words)


@cache
def _post_behind() -> re.Pattern[str]:
    """A post that the tagger took in behind a person's name."""
    return re.compile(f"(?<=..){one_of(load_words('persons', 'post'))}$")


@cache
def _scheme_verb() -> re.Pattern[str]:
    return re.compile(one_of(load_words("policies", "trigger")) + r"(?:了|的|好|全)?$")
