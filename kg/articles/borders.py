"""Pieces of a page → articles in the making: where one ends and the next begins, whose headline is whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

from kg.articles.page import Page, Piece, is_body, is_name
from kg.text import CLOSERS, Line

REPEATED = 0.8  # a text of which so many character pairs stand in another article is its pull quote
SHARED, SHARED_PAIRS = (
    0.2,
    2,
)  # a headline shares so many of its character pairs with its article, at least so many

BEHIND = ("ended", "links")  # where only a whole sentence is text again
State = Literal["open", "closed", "ended", "links", "legal"]


@dataclass(slots=True)
class Dates:
    """The dates a page prints: of publication, of a notice's signing, the year in its number."""

    stamp: str | None = None
    closing: str | None = None
    number: str | None = None


@dataclass(slots=True)
class Segment:
    """An article in the making."""

    lines: list[Line] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    title: Line | None = None
    dates: Dates = field(default_factory=Dates)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def find_segments(page: Page) -> list[Segment]:
    """Find the articles of a page, in the order of their bodies, each with its headline and authors."""
    splitter = Splitter(bulletin=page.bulletin)
    for piece in page.pieces:
        splitter.read(piece)
    splitter.finish()
    segments = _without_pull_quotes(splitter.segments)
    _place_authors(segments, splitter.authors)
    _place_headings(segments, splitter.floating)
    for segment in segments:
        _settle_title(segment)
    return segments


class Splitter:
    """Reads pieces in order and cuts them at the signs of a new article.

    ``_state`` tells where the line before stood: in a text, behind its last line, behind the page's own
    fields below it, in a list of links, or in the footer of the site.
    """

    def __init__(self, *, bulletin: bool) -> None:
        self.segments: list[Segment] = []
        self.floating: list[Line] = []  # headings that stand outside of the bodies
        self.authors: list[tuple[str, ...]] = []  # bylines that stand apart
        self._bulletin = bulletin
        self._waiting: list[Line] = []  # headings since the last running text
        self._title: Line | None = None  # the headline that the date of publication stands below
        self._dates = Dates()  # the dates printed above the text to come
        self._state: State = "closed"

    def read(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.kind == "number" and piece.date and not self._is_open():
            self._dates.number = self._dates.number or piece.date
        if piece.kind in ("text", "start", "number"):
            self._take_text(piece)
        elif piece.kind == "byline":
            self._take_byline(piece.names or (piece.line.text,))
        elif piece.kind == "closing":
            self._take_closing(piece)
        elif piece.kind == "stamp" and (self._waiting or not self._is_open()):
            self._take_stamp(piece)
        elif self.segments and self._state != "legal":
            self._end(piece)
        elif piece.date:
            self._dates.stamp = self._dates.stamp or piece.date

    def finish(self) -> None:
        """Place what stands below the last running text; in a lone article it is its end."""
        if len(self.segments) == 1 and self._state == "open":
            self.segments[0].lines += self._waiting
        elif self._state in ("open", "closed"):
            self.floating += self._waiting
        if not self.segments and self.floating:
            self.segments.append(Segment(dates=self._dates))

    def _is_open(self) -> bool:
        return bool(self.segments) and self._state == "open"

    def _end(self, piece: Piece) -> None:
        """End a text at the fields or links of the page below it."""
        if self._state == "open":
            last = self.segments[-1]
            last.lines += self._waiting
            last.dates.stamp = last.dates.stamp or piece.date  # of the address of its source
        elif self._state == "closed":
            self.floating += self._waiting
        if self._state not in BEHIND or piece.kind != "label":
            self._waiting = []
        if piece.kind == "legal":
            self._state = "legal"
        elif self._state != "ended":
            self._state = "links" if piece.kind == "links" else "ended"

    def _take_byline(self, names: tuple[str, ...]) -> None:
        if self._is_open():
            self.segments[-1].authors = names
            self.segments[-1].title = self._waiting[-1] if self._waiting else None
        else:
            self.authors.append(names)
        self.floating += self._waiting
        self._waiting, self._state = [], "closed"

    def _take_closing(self, piece: Piece) -> None:
        """Take the day on which a notice was signed; above a text it is the day of its publication."""
        if self._is_open():
            segment = self.segments[-1]
            segment.lines += [*self._waiting, piece.line]
            segment.dates.closing = segment.dates.closing or piece.date
            self._waiting = []
        else:
            self._dates.stamp = self._dates.stamp or piece.date

    def _take_stamp(self, piece: Piece) -> None:
        """Take the date of publication: the headline stands right above it."""
        self._dates.stamp = piece.date
        if self._waiting:
            self._title = self._waiting.pop()
        self.floating += self._waiting
        self._waiting, self._state = [], "closed"

    def _take_text(self, piece: Piece) -> None:
        line = piece.line
        if piece.kind != "start" and not is_body(line.text):
            if not self.segments and is_name(line.text):
                self.authors.append((line.text,))
            elif self._state in (*BEHIND, "legal"):
                self._waiting = [line]
            else:
                self._waiting.append(line)
        elif piece.kind == "start" or self._state in ("open", "closed") or self._resumes(line.text):
            self._take_body(piece)

    def _resumes(self, text: str) -> bool:
        """Whether a text goes on, or another begins, behind a list of links."""
        return self._state in BEHIND and text.rstrip(CLOSERS).endswith("。")

    def _take_body(self, piece: Piece) -> None:
        if self._state == "links" and piece.kind != "start":
            self._waiting = []  # a box of links inside a text
        elif self._state != "open" or piece.kind == "start" or (self._bulletin and self._waiting):
            self._begin()
        segment = self.segments[-1]
        segment.lines += [*self._waiting, piece.line]
        segment.authors = piece.names or segment.authors
        self._waiting = []
        self._state = "closed" if piece.names else "open"

    def _begin(self) -> None:
        segment = Segment(title=self._title, dates=self._dates)
        self.segments.append(segment)
        if self._title:
            segment.headings = [self._title]
        elif self._bulletin:
            segment.headings, self._waiting = self._waiting[-1:], self._waiting[:-1]
        if not self._title:
            self.floating += self._waiting
            self._waiting = []
        self._title, self._dates = None, Dates()


def _without_pull_quotes(segments: list[Segment]) -> list[Segment]:
    """Drop what an article's own text repeats: it would be a second proof from the same pen."""
    if len(segments) < 2:
        return segments
    pairs = [_pairs(segment.text) for segment in segments]
    holders: dict[str, list[int]] = {}
    for i, own in enumerate(pairs):
        for pair in own:
            holders.setdefault(pair, []).append(i)
    return [
        segment for segment, own in zip(segments, pairs, strict=True) if not _is_repeated(own, pairs, holders)
    ]


def _is_repeated(
    own: frozenset[str], pairs: Sequence[frozenset[str]], holders: Mapping[str, Sequence[int]]
) -> bool:
    """Whether a longer text holds most of a text's pairs: it then holds one of the few rarest ones."""
    enough = REPEATED * len(own)
    rare = sorted(own, key=lambda pair: len(holders[pair]))[: len(own) - ceil(enough) + 1]
    others = {i for pair in rare for i in holders[pair]} if own else range(len(pairs))
    return any(len(own) < len(pairs[i]) and len(own & pairs[i]) >= enough for i in others)


def _place_authors(segments: Sequence[Segment], authors: Sequence[tuple[str, ...]]) -> None:
    """Give a byline that stood apart to the first article that has none."""
    free = [segment for segment in segments if not segment.authors]
    for segment, names in zip(free, authors, strict=False):
        segment.authors = names


def _place_headings(segments: Sequence[Segment], floating: Sequence[Line]) -> None:
    """Give each floating headline to the article with which it shares most character pairs.

    One that shares next to nothing is none, unless an article would be left without a headline.
    """
    pairs = [_pairs(segment.text) for segment in segments] if floating else []
    strangers: list[tuple[Segment, Line]] = []
    for line in floating:
        own = _pairs(line.text)
        shared = [len(own & theirs) for theirs in pairs]
        best = shared.index(max(shared))
        segment = segments[best]
        if not _belongs(line, pairs[best]):
            strangers.append((segment, line))
        elif not any(line.text in heading.text for heading in segment.headings):
            segment.headings.append(line)
    for segment, line in reversed(strangers):
        if not segment.headings:
            segment.headings.append(line)


def _settle_title(segment: Segment) -> None:
    """Take the headline from below the date where what stands above it has nothing to do with the text."""
    first = segment.lines[0] if segment.lines else None
    if segment.title and first and not is_body(first.text):
        rest = _pairs(segment.text.removeprefix(first.text))
        if not _belongs(segment.title, rest) and _belongs(first, rest):
            segment.lines.remove(first)
            segment.title, segment.headings = first, [first]


def _belongs(line: Line, text: frozenset[str]) -> bool:
    own = _pairs(line.text)
    return len(own & text) >= max(SHARED_PAIRS, SHARED * len(own))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(str.__add__, text, text[1:]))
