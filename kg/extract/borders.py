"""Where a name begins: the walk from its head to the left over words, tags, brackets and places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.draft import Draft, Tag, Word
from kg.extract.grammar import Grammar, Known
from kg.lexicon import load_words

NOMINAL_POS = frozenset("njbszkghf")
NAME_POS = frozenset({"a", "vn", "an", "eng", "vg", "ag", "x"})
STOP_POS = frozenset("cpuyewoqr")
NAME_LABELS = frozenset({"ORG", "LOC", "PERSON", "COMMERCIAL", "INCIDENT"})
OPENING = {"）": "（", ")": "(", "”": "“", "’": "‘", "」": "「", "》": "《"}
DATED = re.compile(
    r"(?:(?:19|20)\d\d年?度?)?(?:第?[一二三四五六七八九十百\d]{1,8}届|第[一二三四五六七八九十百\d]{1,8}(?:次|季度|批)|首届|首批)?$"
)
JOINTS = frozenset("·•&+—")
ZONE_NAME = re.compile(r"(?:高新|经开|开发|新|自贸|保税|示范)区$")
BEFORE_PLACE = load_words("words", "before place")
INNER = frozenset({"及"})  # a conjunction that joins the parts of one name
PROPER = re.compile(r"[“‘]|\d{0,9}[A-Za-z]")
LONGEST = 40
LONGEST_BRACKET = 24
LONGEST_TRADE = 4
OVERLAPPING = 4  # forms of the gazetteer that may end at one place
LISTING = "、和及与"
DIVISION = re.compile(r".{2,4}?(?:街道|[市县镇乡]|(?<![地社小校园山城厂])区(?!域))(?=.{2})")
BEARING = re.compile(r"[东南西北][临接邻靠起至抵到依倚濒望连](?=.{2})")  # 西接甲江
TIERS = frozenset({"省", "市", "区", "县"})  # the first word of 市科技局, whose city was named before


class Borders:
    """The places of one draft at which names may begin."""

    def __init__(self, draft: Draft, grammar: Grammar) -> None:
        self.draft, self.grammar, self.text = draft, grammar, draft.text
        self._word_at: list[Word | None] = [None] * len(self.text)
        for word in draft.words:
            self._word_at[word.start : word.end] = [word] * (word.end - word.start)
        self._tag_at: list[Tag | None] = [None] * len(self.text)
        for tag in draft.tags:
            self._tag_at[tag.start : tag.end] = [tag] * (tag.end - tag.start)
        self._tag_start = _longest(
            (tag.start, tag.end)
            for tag in draft.tags
            if tag.label in NAME_LABELS and not grammar.is_generic(self.text[tag.start : tag.end])
        )
        self._breaks = frozenset(
            tag.start
            for tag in draft.tags
            if self.cuts_word(tag.start) and self.text[tag.start - 1] in grammar.function
        )
        self.known = self._find_known()
        self._place_end: dict[int, int] = {}
        for start, end, value in self.known:
            if value.type == "Place" and end - start > 1:
                self._place_end[start] = max(end, self._place_end.get(start, 0))
        self._tag_ends = frozenset(self._tag_start.values())
        self._known_start = _longest((start, end) for start, end, value in self.known if end - start > 1)

    def _find_known(self) -> list[tuple[int, int, Known]]:
        """The forms of the gazetteer that stand in the text, by end.

        The short name of a county is a word too: it has to be tagged or to follow a place in a list.
        A form that begins inside another one and goes on behind it is none: 南美 in 湖南美术.
        """
        found: list[tuple[int, int, Known]] = []
        place_ends: set[int] = set()
        for start, end, value in self.grammar.known_forms.find(self.text):
            if not isinstance(value, Known) or any(
                begin < start < stop < end for begin, stop, _ in found[-OVERLAPPING:]
            ):
                continue
            listed = start - 1 in place_ends and self.text[start - 1] in LISTING
            if value.kind == "county short" and not listed and not self._is_tagged_place(start, end):
                continue
            found.append((start, end, value))
            if value.type == "Place":
                place_ends.add(end)
        return found

    def _is_tagged_place(self, start: int, end: int) -> bool:
        """Whether the tagger takes a span for (part of) a place: short names of counties are words too."""
        tag = self.place_tag(start)
        if tag is None or end > tag.end:
            return False
        return start == tag.start or end == tag.end or not (self.cuts_word(start) or self.cuts_word(end))

    def word_at(self, position: int) -> Word | None:
        """The word that covers a clean offset."""
        return self._word_at[position] if 0 <= position < len(self.text) else None

    def tag_at(self, position: int) -> Tag | None:
        """The tagged span that covers a clean offset."""
        return self._tag_at[position] if 0 <= position < len(self.text) else None

    def place_tag(self, position: int) -> Tag | None:
        """The tagged place that covers a clean offset."""
        tag = self.tag_at(position)
        return tag if tag is not None and tag.label == "LOC" else None

    def last_site(self, start: int, end: int) -> int:
        """Where the last of several places begins that are named outside in: 甲市乙街道丙村 is 丙村."""
        if bearing := BEARING.match(self.text, start, end):
            start = bearing.end()
        while (stop := self._place_end.get(start, end)) < end - 1:
            start = stop
        while link := DIVISION.match(self.text, start, end):
            if self.text[start:end] in self.grammar.known:
                break
            start = link.end()
        return start

    def place_start(self, end: int) -> int | None:
        """Where the longest form of the gazetteer begins that ends at a clean offset."""
        return self._known_start.get(end)

    def place_end(self, start: int) -> int | None:
        """Where the longest known place ends that begins at a clean offset."""
        return self._place_end.get(start)

    def cuts_word(self, position: int) -> bool:
        """Whether a position lies inside a word."""
        word = self.word_at(position)
        return word is not None and word.start < position

    def left_edge(self, head: int, *, zones: bool = True, times: bool = False, chains: bool = False) -> int:
        """The clean offset at which the name whose head begins at ``head`` begins; ``head`` if bare.

        ``zones``: a zone's name may be part of the name. ``times``: a year or a number may.
        ``chains``: so may several places, the outer ones first.
        """
        position, floor = head, max(self.draft.line_at(head)[0], head - LONGEST)
        placed = False
        while position > floor:
            before = self._step(position, placed=placed and not chains)
            if before is None and times:
                position = self._before_date(floor, position)
                break
            if before is None or before < floor:
                break
            if not zones and ZONE_NAME.search(self.text[before:position]):
                break
            placed = placed or self.grammar.is_place(self.text[before:position])
            tier = self.text[before:position] in TIERS
            position = before
            if tier or position in self._breaks:
                break
        if self.text[position] in "（(":
            position = self._before_bracket(position, floor)
        return self.trim(position, head)

    def _before_bracket(self, bracket: int, floor: int) -> int:
        """Take in the trade name before a bracket, whatever its characters mean: 中以（甲市）公司."""
        position = bracket
        while position > max(floor, bracket - LONGEST_TRADE):
            word = self.word_at(position - 1)
            if (
                word is None
                or not word.text[0].isalnum()
                or word.text in self.grammar.verbal
                or word.text == "的"
            ):
                break
            position = word.start
        return position

    def _before_date(self, floor: int, position: int) -> int:
        """Take in a year or an ordinal before a name, and the place it is counted in: 甲市第三次…."""
        dated = DATED.search(self.text, floor, position)
        if dated is None or dated.start() == position:
            return position
        place = self._known_start.get(dated.start())
        if place is not None and self.grammar.is_place(self.text[place : dated.start()]):
            return place
        return dated.start() - (self.text[dated.start() - 1 : dated.start()] in TIERS)  # 省第十届…

    def trim(self, start: int, head: int) -> int:
        """Move a left edge over words that stand before names but are not of them."""
        while start < head:
            word = self.word_at(start)
            if word is None or word.start != start or word.end > head:
                break
            if word.text in self.grammar.stopper:
                start = word.end
                continue
            pure = word.text in self.grammar.verbal and word.text not in self.grammar.nominal
            tagged = start in self._tag_ends and word.text not in self.grammar.outer and not pure
            if tagged or not (word.text in self.grammar.leading or word.text in self.grammar.verbal):
                break
            start = word.end
        return start

    def last_link(self, start: int, end: int) -> int:
        """Move a left edge to the last link of a chain of places: 江苏苏州太仓高新区 is 太仓高新区.

        A county with a proper name behind it is a link too: 甲县乙工业园 is 乙工业园.
        """
        for begin, stop, known in self.known:
            if begin != start or stop >= end or known.type != "Place":
                continue
            inner = [other for first, _, other in self.known if first == stop]
            if any(known.holds(other) for other in inner):
                return self.last_link(stop, end)
            rest = self.text[stop:end]
            head = self.grammar.head_of(rest)
            named = head is not None and len(rest) - len(head.text) > 1
            if known.kind == "county" and named and not self.grammar.is_generic(rest):
                return stop
        return start

    def right_edge(self, end: int) -> int:
        """Take in a bracket with a place directly behind a name: 创新中心（青岛）."""
        if self.text[end : end + 1] in ("（", "("):
            close = min(
                (i for i in (self.text.find("）", end), self.text.find(")", end)) if i > 0), default=-1
            )
            if 0 < close - end <= 6 and self.grammar.is_place(self.text[end + 1 : close]):
                return close + 1
        return end

    def is_proper(self, start: int, end: int) -> bool:
        """Whether a span holds what makes a name one: a tagged name, a place, a quote, Latin letters."""
        text = self.text[start:end]
        if PROPER.search(text) or any(start <= begin < end for begin in self._tag_start.values()):
            return True
        return any(start <= begin and stop <= end for stop, begin in self._known_start.items())

    def _step(self, position: int, *, placed: bool) -> int | None:
        """One unit to the left of ``position``, or None where no name goes on.

        Behind a place (``placed``) a name goes on only over another name: 甲大学青岛研究院.
        """
        char = self.text[position - 1]
        if char in OPENING:
            opening = self.text.rfind(OPENING[char], max(0, position - LONGEST_BRACKET), position)
            return opening if opening >= 0 and "。" not in self.text[opening:position] else None
        if char in JOINTS:
            joins = position > 1 and (self.text[position - 2].isalnum() or self.text[position - 2] in "）)")
            return position - 1 if joins else None
        start = self._tag_start.get(position, self._known_start.get(position))
        if start is not None:
            return None if placed and self._is_link(start, position) else start
        word = self.word_at(position - 1)
        stands = word is not None and (self.may_stand(word) or self._is_trade_name(word))
        if word and word.end > position and set(self.text[word.start : position]) <= self.grammar.function:
            return None  # 经|市政府, where jieba sees 经市
        if word is None or not stands or (placed and word.text not in BEFORE_PLACE):
            return None
        return max((cut for cut in self._breaks if word.start < cut < position), default=word.start)

    def _is_trade_name(self, word: Word) -> bool:
        """Whether what jieba takes for a verb begins a name: behind 的 or a stop, and no verb we know."""
        unknown = word.pos == "v" and len(word.text) == 2 and word.text not in self.grammar.verbal
        return unknown and self.text[word.start - 1 : word.start] in ("的", "、", "由", "“")

    def _is_link(self, start: int, position: int) -> bool:
        """Whether a place only tells where the place behind it lies: 江苏 before 苏州."""
        outer = self.grammar.known.get(self.text[start:position])
        following = (known for begin, _, known in self.known if begin == position)
        return outer is not None and any(outer.holds(inner) for inner in following)

    def may_stand(self, word: Word) -> bool:
        """Whether a word may be part of a name, by its class and by what it is."""
        if word.text in self.grammar.nominal or word.text in INNER:
            return True
        if word.text in self.grammar.stopper or word.text in self.grammar.verbal:
            return False
        if (
            word.text in self.grammar.function
            or not word.text[0].isalnum()
            or (word.pos[0] in STOP_POS and word.pos != "eng")
        ):
            return False
        if (
            word.pos in NAME_POS
            or word.pos[0] in NOMINAL_POS
            or len(word.text) == 1
            or PROPER.match(word.text)
        ):
            return True
        return word.text in self.grammar.generic and word.text not in self.grammar.verbal


def _longest(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each end the leftmost start."""
    starts: dict[int, int] = {}
    for start, end in spans:
        starts[end] = min(start, starts.get(end, start))
    return starts
