"""The text as pieces: references, times, figures, and between them jieba's words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kg.extract.draft import Draft, Reference, Thing
from kg.numbers import Figure, find_figures
from kg.periods import Period, find_periods

Sort = Literal["word", "reference", "time", "figure"]

NOUN_POS = ("vn", "an", "j", "l", "i", "s", "eng", "f", "b", "a", "k", "g", "h", "zg")
HEAD_POS = ("vn", "an", "j", "l", "i", "s", "eng", "g", "k", "q", "zg")
QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}
JOINTS = ("、", "和", "及", "与", "以及")
TITLE = re.compile(r"《[^《》\n]{1,80}》")
ASIDE = re.compile(r"[（(][^（()）\n]{1,40}[)）]")
LONGEST = 64  # a cached word is no longer; what stands in a longer one is no word of ours


class Piece(NamedTuple):  # made three times as fast as a frozen dataclass
    """``text[start:end]``; ``pos`` is jieba's tag of a word, "" of other sorts."""

    start: int
    end: int
    text: str
    sort: Sort
    pos: str = ""
    reference: Reference | None = None
    period: Period | None = None
    figure: Figure | None = None

    @property
    def thing(self) -> Thing | None:
        """What a reference denotes."""
        return self.reference.thing if self.reference else None

    @property
    def type(self) -> str:
        """The type of the thing denoted, "" if there is none."""
        return self.reference.thing.type if self.reference else ""

    @property
    def is_noun(self) -> bool:
        """Whether a noun phrase may hold it."""
        return self.sort == "word" and (self.pos.startswith("n") or self.pos in NOUN_POS)

    @property
    def is_head(self) -> bool:
        """Whether a noun phrase may end with it."""
        if self.reference:
            return self.type in ("Industry", "Recognition") or not self.reference.explicit
        return self.sort == "word" and (self.pos.startswith("n") or self.pos in HEAD_POS or self.text == "”")

    @property
    def is_title(self) -> bool:
        """Whether it is the title of a work or paper that is no thing of the article."""
        return self.sort == "word" and len(self.text) > 1 and self.text[0] == "《"


def find_spans(draft: Draft) -> tuple[Piece, ...]:
    """References, titles, times and figures in order; of two that overlap the former sort stays."""
    text = draft.text
    references = [
        Piece(item.start, item.end, text[item.start : item.end], "reference", reference=item)
        for item in draft.references
    ]
    titles = [Piece(match.start(), match.end(), match[0], "word", "nz") for match in TITLE.finditer(text)]
    times = [
        Piece(item.start, item.end, text[item.start : item.end], "time", period=item)
        for item in find_periods(text, draft.article.date)
    ]
    figures = [
        Piece(item.start, item.end, text[item.start : item.end], "figure", figure=item)
        for item in find_figures(text)
    ]
    taken = bytearray(len(text))
    chosen: list[Piece] = []
    asides = list(_asides(text, times, figures))
    inside = {i for aside in asides for i in range(aside.start, aside.end)}
    spoken = [piece for piece in references if piece.start not in inside]
    for piece in (*spoken, *titles, *asides, *times, *figures):
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            chosen.append(piece)
    return tuple(sorted(chosen, key=lambda piece: piece.start))


def _asides(text: str, times: Sequence[Piece], figures: Sequence[Piece]) -> Iterator[Piece]:
    """What stands in brackets and measures nothing (含X工业园区), as one word that says nothing."""
    dated = {i for time in times for i in range(time.start, time.end)}
    measured = [piece for piece in figures if piece.figure and piece.figure.kind != "plain"]
    starts = [piece.start for piece in measured if piece.start not in dated]
    for match in ASIDE.finditer(text):
        if bisect_left(starts, match.start()) == bisect_left(starts, match.end()):
            yield Piece(match.start(), match.end(), match[0], "word", "x")


def make_pieces(draft: Draft, spans: tuple[Piece, ...], start: int, end: int) -> Iterator[Piece]:
    """The pieces of ``text[start:end]``: its spans, and words that are cut where a span begins."""
    index = max(0, bisect_right(draft.words, start, key=lambda word: word.start) - 1)
    position = start
    for span in (*spans, None):
        border = span.start if span else end
        while position < border:
            while index < len(draft.words) and draft.words[index].end <= position:
                index += 1
            piece = _word(draft, index, position, border)
            yield piece
            position = piece.end
        if span:
            yield span
            position = span.end


def _word(draft: Draft, index: int, position: int, border: int) -> Piece:
    """The word that holds ``position``, as far as ``border``; unknown text is one noun."""
    word = draft.words[index] if index < len(draft.words) else None
    if word is None or word.start > position:
        end = min(word.start if word else border, border)
    else:
        end = min(word.end, border)
    text = draft.text[position:end]
    if word and text == word.text:
        return Piece(position, end, text, "word", word.pos)
    return Piece(position, end, text, "word", "n" if text[0].isalnum() else "x")
