"""What the sequence labeller sees of each character: values of its surroundings and marks of the proposals.

A column of values has one string a character (its part of speech, the tagger's label …) or one a word; a
mark is there or not (inside a proposed park, at the end of a known place …) and stands here as its spans.
Columns are built span by span, never character by character. Nothing here knows a weight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name
from kg.extract.enumerations import find_enumerations
from kg.extract.grammar import Automaton, Grammar, Head, Known
from kg.extract.heads import find_candidates
from kg.lexicon import load_words

Values = list[str]  # one a character, or one a word
Mark = tuple[str, int, int]  # a mark and a span that has it; the spans of a mark may overlap

BOUND = "^"  # the value beyond the first and the last character or word
OUTSIDE = "O"
CLASSES = ("generic", "nominal", "verbal", "function", "leading", "stopper")
NEAR = (4, 8, 14, 24)  # characters from here to a head's end
SET_OFF = re.compile(
    r"(?P<quote>[“‘][^“”‘’\n]{2,30}[”’])|(?P<title>《[^《》\n]{2,60}》)|(?P<bracket>[（(][^（）()\n]{1,30}[)）])"
)
BREAK = re.compile(r"[，。；：！？\n]")
REMEMBERED = 20_000  # words
FIGURE = re.compile(r"[\d.．%％]+")
LATIN = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Observed:
    """What is seen of one text: ``chars`` by character, ``words`` by word, ``word_of`` a character's word."""

    chars: dict[str, Values]
    words: dict[str, Values]
    word_of: list[int]
    marks: list[Mark]


def observe(
    borders: Borders, grammar: Grammar, proposals: Sequence[Name], chosen: Sequence[Name]
) -> Observed:
    """Observe a text with its words, tags, proposals and the names that the judge chose."""
    draft, size = borders.draft, len(borders.text)
    marks = Marker()
    for name in proposals:
        marks.span(name.type, name.start, name.end)
    _mark_candidates(marks, borders, grammar)
    _mark_lists(marks, borders, grammar)
    _mark_known(marks, draft, grammar)
    _mark_words(marks, draft)
    before, after = _mark_set_off(marks, borders)
    chars = _characters(draft.text)
    classes = [word.pos for word in draft.words]
    lengths = [word.end - word.start for word in draft.words]
    return Observed(
        chars={
            "char": chars,
            "pair": list(map(str.__add__, chars, [*chars[1:], BOUND])),
            "part": list(chain.from_iterable(map(_parts, classes, lengths))),
            "tag": _labels(size, [(tag.start, tag.end, tag.label) for tag in draft.tags]),
            "name": _labels(size, [(name.start, name.end, name.type) for name in chosen]),
            "before": before,
            "after": after,
        },
        words={
            "word": [_plain(word.text) for word in draft.words],
            "pos": classes,
        },
        word_of=list(chain.from_iterable(map(repeat, range(len(lengths)), lengths))),
        marks=marks.found,
    )


class Marker:
    """Collects the marks of a text."""

    def __init__(self) -> None:
        self.found: list[Mark] = []

    def inside(self, mark: str, start: int, end: int) -> None:
        """Mark every character of a span."""
        self.found.append((mark, start, end))

    def span(self, mark: str, start: int, end: int) -> None:
        """Mark a span's first character, all of them, and its last one."""
        first, last = _edges(mark)
        self.found += ((first, start, start + 1), (mark, start, end), (last, end - 1, end))


def _mark_candidates(marks: Marker, borders: Borders, grammar: Grammar) -> None:
    """Mark what ends in a head, whether or not its conditions hold, and how far the next head is."""
    for edge, start, end, head in find_candidates(borders, grammar):
        marks.span(f"{'bare' if start == edge else 'head'}-{head.type}", edge, end)
        floor = max((m.end() for m in BREAK.finditer(borders.text, max(0, end - NEAR[-1]), end)), default=0)
        near = 0
        for step, reach in enumerate(NEAR):
            begin = max(floor, end - reach, 0)
            if begin < end - near:
                marks.inside(f"next{step}-{head.type}", begin, end - near)
            near = reach
    for start, end, value in grammar.head_forms.find(borders.text):
        if isinstance(value, Head):
            marks.inside(f"noun-{value.type}", start, end)
            marks.inside(f"noun-{value.type}-last", end - 1, end)


def _mark_lists(marks: Marker, borders: Borders, grammar: Grammar) -> None:
    for enumeration in find_enumerations(borders, grammar):
        for start, end in enumeration.members:
            marks.span(f"member-{enumeration.type}", start, end)


def _mark_words(marks: Marker, draft: Draft) -> None:
    for word in draft.words:
        for kind in _word_classes().get(word.text, ()):
            marks.inside(kind, word.start, word.end)


def _mark_known(marks: Marker, draft: Draft, grammar: Grammar) -> None:
    for start, end, value in grammar.known_forms.find(draft.text):
        if isinstance(value, Known):
            marks.inside(f"known-{value.type}", start, end)
            marks.inside(f"known-{value.type}-first", start, start + 1)
    for start, end, _ in _industries().find(draft.text):
        marks.inside("industry", start, end)
        marks.inside("industry-first", start, start + 1)


def _mark_set_off(marks: Marker, borders: Borders) -> tuple[Values, Values]:
    """Mark quotes, titles and brackets; the words before and behind them, for their characters."""
    before, after = ([""] * len(borders.text) for _ in range(2))
    for match in SET_OFF.finditer(borders.text):
        start, end = match.span()
        marks.span(str(match.lastgroup), start, end)
        left, right = borders.word_at(start - 1), borders.word_at(end)
        before[start:end] = [f"{match.lastgroup} {left.text if left else BOUND}"] * (end - start)
        after[start:end] = [f"{match.lastgroup} {right.text if right else BOUND}"] * (end - start)
    return before, after


@lru_cache(REMEMBERED)
def _parts(pos: str, length: int) -> Sequence[str]:
    """Part of speech and place in the word (first, inner, last, only) of a word's characters."""
    pos = pos[:2]
    return (f"{pos}B", *[f"{pos}I"] * (length - 2), f"{pos}E") if length > 1 else (f"{pos}S",)


def _labels(size: int, spans: Sequence[tuple[int, int, str]]) -> Values:
    """B- and I- labels of spans, O elsewhere."""
    column = [OUTSIDE] * size
    for start, end, label in spans:
        column[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return column


def _characters(text: str) -> Values:
    """The characters, digits and Latin letters each as one."""
    alike = FIGURE.sub(lambda match: "0" * len(match[0]), text)
    return list(LATIN.sub(lambda match: "a" * len(match[0]), alike))


@lru_cache(REMEMBERED)
def _plain(word: str) -> str:
    """A word as a value: figures and Latin words are alike."""
    return "0" if FIGURE.fullmatch(word) else "a" if LATIN.fullmatch(word) else word


@cache
def _word_classes() -> dict[str, tuple[str, ...]]:
    """The marks of each word of words.tsv: the classes that say what it may be in a name."""
    classes: dict[str, tuple[str, ...]] = {}
    for kind in CLASSES:
        for word in sorted(load_words("words", kind)):
            classes[word] = (*classes.get(word, ()), f"class-{kind}")
    return classes


@cache
def _edges(mark: str) -> tuple[str, str]:
    return f"{mark}-first", f"{mark}-last"


@cache
def _industries() -> Automaton:
    return Automaton({word: word for word in load_words("industries", "name")})
