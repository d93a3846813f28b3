"""Proposals of names: every function here yields ``Name`` candidates from one kind of evidence.

Which of them stand is decided in ``judge``. The order of the proposers does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.borders import ZONE_NAME, Borders
from kg.extract.draft import Draft, Name, Tag
from kg.extract.grammar import DIVISION_END, Grammar, Head
from kg.extract.heads import CLASS_INSIDE, SETTLED, satisfies
from kg.lexicon import load_table, load_words, one_of
from kg.text import HAN

TITLE = re.compile(r"《([^《》\n]{2,60})》")
QUOTE = re.compile(r"[“‘]([^“”‘’\n]{2,24})[”’]")
NATURE = re.compile(r"(?:湾|岛|半岛|山|河|江|湖|海|海峡|高原|平原|盆地|流域|沿海地区|地区|镇|乡|街道|村|路)$")
NATURE_TAIL = re.compile(r"[湾岛江河湖]|港(?!口|区|城|珠|澳|股)")
PERSON = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}A-Za-z]+(?:[·•][{HAN}A-Za-z]+)+")
GROWTH = re.compile(
    rf"(?:(?<=[，、；。：])|(?P<class>企业))(?P<name>[{HAN}]{{3,8}}?)(?:产值|营业收入|营收|销售额|产量|订单)?(?:同比)?增长\d"
)
POST_INSIDE = re.compile(
    r"(?<=[^副总正]{2})副?(?:书记|[省市区县镇局厅部处院校会行厂]长|主任|总经理|董事长|总裁|秘书长|常委|副局|副市)(?!会|团|单位)"
)
DOCUMENT_NUMBER = re.compile(r"[发办字函电规]{1,2}[〔\[（(【]\d{4}")  # 国办发〔2020〕 names no body
COUNTED = re.compile(
    r"(?<=..)等?(?:\d{1,3}|[两三四五六七八九十]{1,3})个?[省市州县区镇]{1,3}$"
)  # 甲乙等三县市
BEARING = re.compile(r"[角侧部方段向面门]")  # 西南角 is no region
DIRECTIONS = "东南西北中"
HALVED = frozenset({"v", "d", "p", "c", "r"})
NO_NAME = frozenset("〔〕【】，。；：！？")
TITLED = tuple(sorted(load_words("words", "courtesy")))
BRAND = re.compile(r"[”’]?(?:服务)?品牌")  # a service brand is no company
LONGEST_POINTER = 4  # characters of a title that only points to one: 《实施办法》
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
    (("委", "办", "署", "局", "厅", "专班"), "GovernmentBody"),
)


def find_known(borders: Borders) -> Iterator[Name]:
    """Yield places, central bodies and national zones of the gazetteer."""
    for start, end, known in borders.known:
        text = borders.text[start:end]
        if DOCUMENT_NUMBER.match(borders.text, end) or (
            known.kind == "region" and BEARING.match(borders.text, end)
        ):
            continue
        short = len(text) == 2 and known.kind != "country"
        cut = borders.cuts_word(start) or (short and borders.cuts_word(end))
        if cut and not _is_tagged(borders.draft, start, end, "LOC"):
            continue
        if (
            known.kind == "region"
            and text[0] in DIRECTIONS
            and (outer := borders.place_start(start)) is not None
        ):
            yield Name(outer, end, "Place", "known-part", 0.95)  # 甲省东部地区
        elif known.type == "Place" and known.name != text and _is_nature(borders, end):
            yield Name(start, end + 1, "Place", "known-nature", 0.9)  # 胶州湾 is not 胶州
        else:
            yield Name(start, end, known.type, f"known-{known.kind.split()[0]}", 0.9)


def _is_nature(borders: Borders, end: int) -> bool:
    """Whether a bay, island or river is named after the place that ends here: 胶州|湾, not 重庆|江津."""
    return NATURE_TAIL.match(borders.text, end) is not None and not borders.place_end(end)


def find_tagged(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield what the statistical tagger takes for an organization, a place, a person, an event."""
    for tag in borders.draft.tags:
        text = borders.text[tag.start : tag.end]
        if tag.label == "PERSON":
            text = _post_behind().sub("", _whole_person(borders, tag))
            quoted = borders.text[tag.start - 1 : tag.start] in ("“", "‘")
            if (
                PERSON.fullmatch(text)
                and not quoted
                and _is_person(borders, tag.start, tag.start + len(text), grammar)
            ):
                yield Name(tag.start, tag.start + len(text), "Person", "tagger", 0.8)
        elif tag.label in ("ORG", "LOC", "INCIDENT"):
            start, end = _inside_tag(borders, grammar, tag)
            kind = _type_of_tagged(borders, tag, start, end)
            odd = set(borders.text[start:end]) & NO_NAME
            if odd or (kind == "Enterprise" and BRAND.match(borders.text, end)):
                continue
            if kind == "Enterprise" and not grammar.head_of(borders.text[start:end]):
                start = _behind_country(borders, start, end)
            if kind and not grammar.is_generic(borders.text[start:end]):
                end = end if kind == "Place" else borders.right_edge(end)
                yield Name(start, end, kind, "tagger", 0.7)


def _inside_tag(borders: Borders, grammar: Grammar, tag: Tag) -> tuple[int, int]:
    """The name in a tagged span: without words before it, without what holds it."""
    start, end = _cut_tag(borders, tag)
    text = borders.text[tag.start : tag.end]
    start = borders.trim(start, end - 1)
    if (inside := CLASS_INSIDE.match(borders.text, start, end)) and not text.endswith("企业"):
        start = inside.end()
    zone = next((i for i in range(end - 3, start + 2, -1) if ZONE_NAME.search(borders.text[start:i])), 0)
    head = grammar.head_of(borders.text[start:end])
    if zone and head and head.type in ("Institution", "Enterprise", "Park", "Project"):
        start = zone
    elif head and head.type in ("Zone", "Park"):
        start = borders.last_link(start, end)
    if head and head.needs == "site" and (tag.label == "LOC" or head.text in SETTLED):
        return borders.last_site(start, end), end
    for cut in range(end - 1, start, -1):  # 芬兰萨洛市: the place that holds it is another name
        if (
            text[-1] in "市县镇"
            and borders.text[start:cut] in grammar.known
            and grammar.is_place(borders.text[start:cut])
        ):
            return (cut, end) if end - cut > 1 else (start, end)
    return start, end


def _cut_tag(borders: Borders, tag: Tag) -> tuple[int, int]:
    """A tagged span without the rest of a list, a post or half a verb behind it, a preposition before it."""
    start, end = tag.start, tag.end
    text = borders.text[start:end]
    if counted := COUNTED.search(text):
        end = start + counted.start()
    if "等" in text[2:]:
        end = start + text.index("等", 2)
    if text[0] in borders.grammar.function and borders.place_end(start + 1):
        start += 1
    start, end = _off_words(borders, start, end)
    start = max(start, borders.text.rfind("丨", start, end) + 1)  # a column's title before the headline
    post = POST_INSIDE.search(borders.text, start, end)
    return start, post.start() if post else end


def _behind_country(borders: Borders, start: int, end: int) -> int:
    """Where a foreign company's trade name begins; a country before it is a place of its own: 德国|甲乙."""
    stop = borders.place_end(start) or start
    known = borders.grammar.known.get(borders.text[start:stop])
    return stop if known and known.kind == "country" and end - stop > 1 else start


def _off_words(borders: Borders, start: int, end: int) -> tuple[int, int]:
    """A tagged span without the halves of verbs and adverbs that the tagger cut: 甲科技投|资."""
    first, last = borders.word_at(start), borders.word_at(end)
    if first and first.start < start and first.pos in HALVED and first.end < end - 1:
        start = first.end
    if last and last.start < end and last.pos in HALVED and last.start > start + 1:
        end = last.start
    return start, end


def find_quoted(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield names that stand whole between quotes: “甲省乙与丙研究中心”."""
    for match in QUOTE.finditer(borders.text):
        head = grammar.head_of(match[1])
        if not head or head.type in ("-", "Policy", "Project") or grammar.is_generic(match[1]):
            continue
        if len(match[1]) > len(head.text) + 1 and not set(match[1]) & set("，、"):
            yield Name(match.start(1), match.end(1), head.type, "quoted", 0.8)


def find_nation(draft: Draft) -> Iterator[Name]:
    """Yield 我国 and 全国 where they are the subject of a figure: the place 中国."""
    for match in NATION.finditer(draft.text):
        _, end = draft.sentence_at(match.start())
        if any(char.isdigit() for char in draft.text[match.end() : end]):
            yield Name(match.start("nation"), match.end("nation"), "Place", "nation", 0.6)


def find_decrees(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield titles of documents without 《》 that begin with their issuer: 国务院关于…的意见."""
    for match in DECREE.finditer(draft.text):
        head = match.start()
        for length in range(min(16, head), 2, -1):
            issuer = draft.text[head - length : head]
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
        sure = len(near) > 1 and any(row.start("name") in tagged or row["class"] for row in near)
        name = match["name"]
        other = grammar.is_generic(name) or grammar.head_of(name) or name in grammar.industries
        if sure and not other and name not in grammar.known and not borders.cuts_word(match.start("name")):
            yield Name(match.start("name"), match.end("name"), "Enterprise", "growth-row", 0.6)


def find_fixed(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield names of fixed shape: congresses, plenary sessions, rankings of the largest."""
    for kind, pattern in _fixed():
        group = "name" if "name" in pattern.groupindex else 0
        for match in pattern.finditer(draft.text):
            if group == 0 or not grammar.is_generic(match[group]):
                yield Name(match.start(group), match.end(group), kind, "fixed", 0.85)


def find_after_class(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield the unknown company between a class noun and its verb: 园区企业甲乙入选…."""
    for match in _class_and_verb().finditer(borders.text):
        name = match["name"]
        cut = borders.cuts_word(match.start("name")) or borders.cuts_word(match.end("name"))
        if not cut and not grammar.is_generic(name) and not grammar.is_place(name):
            yield Name(match.start("name"), match.end("name"), "Enterprise", "class-noun", 0.6)


def find_persons(draft: Draft, grammar: Grammar) -> Iterator[Name]:
    """Yield persons by surname between a post and a verb of speech or a stop."""
    post = one_of(load_words("persons", "post"))
    after = one_of(load_words("persons", "after"))
    surname = one_of(grammar.surnames)
    pattern = re.compile(rf"{post}(?P<name>{surname}[{HAN}]{{1,2}}?)(?={after}|[，。、；：（”\n])")
    for match in pattern.finditer(draft.text):
        if not grammar.is_generic(match["name"]):
            yield Name(match.start("name"), match.end("name"), "Person", "post", 0.85)


def _whole_person(borders: Borders, tag: Tag) -> str:
    """A tagged person with the last character of the name, where jieba sees one that the tagger left out."""
    word = borders.word_at(tag.start)
    whole = word is not None and word.pos == "nr" and (word.start, word.end) == (tag.start, tag.start + 3)
    return borders.text[tag.start : max(tag.end, tag.start + 3 * whole)]


def _is_tagged(draft: Draft, start: int, end: int, label: str) -> bool:
    return any(tag.label == label and tag.start <= start and end <= tag.end for tag in draft.tags)


def _is_person(borders: Borders, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a tagged person bears a surname; one of two characters needs a post or a verb of speech."""
    text = borders.text[start:end]
    if text.endswith(TITLED) or _is_reporter(borders, start):
        return False
    if "·" in text or len(text) > 3:
        return "·" in text or text[:2] in grammar.surnames
    near = borders.text[max(0, start - 4) : start], borders.text[end : end + 4]
    post, after = (one_of(load_words("persons", kind)) for kind in ("post", "after"))
    spoken = bool(re.search(f"{post}$", near[0]) or re.match(after, near[1]))
    return text[0] in grammar.surnames and (spoken or (len(text) == 3 and not grammar.is_generic(text[1:])))


def _is_reporter(borders: Borders, start: int) -> bool:
    """Whether a person is named as who wrote the report: （记者 甲 通讯员 乙）."""
    reporter = one_of(load_words("persons", "reporter"))
    return re.search(f"{reporter}[：: ]?$", borders.text[max(0, start - 5) : start]) is not None


def _type_of_tagged(borders: Borders, tag: Tag, start: int, end: int) -> str | None:
    """What the name from ``start`` to ``end`` in a tagged span is."""
    text, grammar = borders.text[start:end], borders.grammar
    known = grammar.known.get(text)
    if known or borders.cuts_word(end):
        return known.type if known else None
    head = grammar.head_of(text)
    if (
        head
        and head.needs != "event"
        and (head.type != "Place" or tag.label == "LOC" or head.text in SETTLED)
    ):
        fits = len(text) > len(head.text) and satisfies(borders, start, end - len(head.text), head)
        return head.type if head.type != "-" and fits else None
    if tag.label == "LOC":
        last = borders.word_at(end - 1)
        named = NATURE.search(text) or DIVISION_END.search(text)
        common = (
            last is not None
            and last.end == end
            and last.pos == "n"
            and len(last.text) > 1
            and NATURE_TAIL.match(text[-1])
        )
        return "Place" if len(text) > 2 and named and not common and not grammar.is_place(text) else None
    if tag.label == "INCIDENT" or _is_clause(borders, tag.start, end):
        return None
    return next((kind for ends, kind in TAGGED_ENDS if text.endswith(ends)), "Enterprise")


def _is_clause(borders: Borders, start: int, end: int) -> bool:
    """Whether a tagged span without a head is a clause: with a verb that no name holds, or one at its end."""
    words = borders.draft.words_in(start, end)
    grammar = borders.grammar
    return any(
        word.text in grammar.verbal and (word.text not in grammar.nominal or word.end == end)
        for word in words
    )


def _is_policy_title(title: str, head: Head | None) -> bool:
    words = load_words("policies", "title")
    if len(title) <= LONGEST_POINTER:  # 《意见》 points to a policy named before
        return False
    return bool(head and head.type == "Policy") or any(word in title for word in words)


@cache
def _class_and_verb() -> re.Pattern[str]:
    noun, verb = (one_of(load_words("companies", kind)) for kind in ("noun", "verb"))
    return re.compile(f"{noun}[“]?(?P<name>[{HAN}A-Za-z]{{2,10}}?)[”]?(?={verb})")


@cache
def _fixed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load_table("fixed_names", patterns=("pattern",))
    return tuple((row["type"], re.compile(row["pattern"])) for row in rows)


@cache
def _post_behind() -> re.Pattern[str]:
    """A post that the tagger took in behind a person's name."""
    return re.compile(f"(?<=..){one_of(load_words('persons', 'post'))}$")
