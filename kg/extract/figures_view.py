"""Where figures stand: the sentences and clauses of an article, and the words of each figure.

What a figure measures, and of whom, is decided elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.draft import Draft, Reference
from kg.extract.figures_focus import find_focus
from kg.extract.figures_nouns import noun_end
from kg.extract.figures_pieces import JOINTS, QUOTES, Piece, find_spans, make_pieces
from kg.extract.figures_words import is_word, words
from kg.numbers import Figure

CLAUSE_MARKS = "，,；;。！？!?：:—….\n"


@dataclass(frozen=True, slots=True)
class Clause:
    """Pieces ``first`` to ``last`` (exclusive, without the closing mark); ``start``, ``end`` in the text."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, piece ``at``, and the pieces that may belong to it: ``left`` up to ``right`` (exclusive).

    ``noun``: the counted noun behind it, as piece indices. ``modified``: the thing that it qualifies
    (总投资7亿美元的X). ``turn`` of ``turns``: its place in a run that shares its words (增长15%和22%).
    """

    figure: Figure
    clause: Clause
    left: int
    at: int
    right: int
    noun: tuple[int, int] | None = None
    modified: Reference | None = None
    turn: int = 0
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """The clauses of a sentence in order; ``line`` is where its paragraph starts."""

    start: int
    line: int
    clauses: tuple[Clause, ...]


class View:
    """The pieces of the paragraphs that hold figures, and what their readers share."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.focus = find_focus(draft)
        spans = find_spans(draft)
        starts = [span.start for span in spans]
        pieces: list[Piece] = []
        self._lines: list[int] = []
        for low, high in _lines(draft.text):
            inside = spans[bisect_left(starts, low) : bisect_left(starts, high)]
            if any(span.figure for span in inside) and self._is_prose(low, high):
                pieces += make_pieces(draft, inside, low, high)
                self._lines.append(low)
        self.pieces = tuple(pieces)
        self._starts = [piece.start for piece in pieces]

    def _is_prose(self, low: int, high: int) -> bool:
        """Neither the title nor a heading, nor an article of a law that the text only cites."""
        line = self.text[low:high]
        law = words("<<clause_of_law>>").match(line) and not (self.focus and self.focus.type == "Policy")
        return line != self.draft.article.title and not law and words("<<prose>>").search(line) is not None

    def sentences(self) -> Iterator[Sentence]:
        """The sentences of paragraphs that hold figures."""
        at = 0
        for start, end in self.draft.sentences:
            while at + 1 < len(self._lines) and self._lines[at + 1] <= start:
                at += 1
            low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
            clauses = tuple(self._clauses(low, high))
            if clauses:
                yield Sentence(start, self._lines[at], clauses)

    def slots(self, clause: Clause) -> Iterator[Slot]:
        """The figures of a clause with their words; one inside the name of the next is left out."""
        run: list[Slot] = []
        for slot in self._slots(clause):
            if run and not self._goes_with(run[-1], slot):
                yield from _numbered(run)
                run = []
            run.append(slot)
        yield from _numbered(run)

    def string(self, first: int, last: int) -> str:
        """The text of pieces ``first`` to ``last`` (exclusive)."""
        return self.text[self.pieces[first].start : self.pieces[last - 1].end] if first < last else ""

    def _slots(self, clause: Clause) -> Iterator[Slot]:
        left, at = clause.first, clause.first
        while at < clause.last:
            figure = self.pieces[at].figure
            if figure is None:
                at += 1
                continue
            end = self._own_end(at, clause.last)
            if at + 1 < end < clause.last and self.pieces[end].figure and self._is_name(at + 1, end):
                at = end  # a qualifier of what the next figure counts: 50亿元以上项目2个
                continue
            target = self._modified(at, end, clause.last)
            noun = (at + 1, end) if end > at + 1 and not self._is_use(figure, at + 1, end) else None
            right = end if target is None else target + 1
            modified = None if target is None else self.pieces[target].reference
            yield Slot(figure, clause, left, at, right, noun, modified)
            left = at = right

    def _goes_with(self, slot: Slot, following: Slot) -> bool:
        """Whether a figure only continues the one before: 分别增长15%和22%."""
        between = self.pieces[slot.right : following.at]
        alike = slot.figure.kind == following.figure.kind and not slot.noun and not following.noun
        return alike and bool(between) and all(piece.text in JOINTS for piece in between)

    def _own_end(self, at: int, last: int) -> int:
        """The end of the noun behind the figure; what follows its last 、 belongs to the next figure."""
        end = noun_end(self.pieces, at + 1, last)
        if end == at + 1 or end >= last or not self.pieces[end].figure:
            return end
        joints = [i for i in range(at + 1, end) if self.pieces[i].text in JOINTS]
        return joints[-1] if joints else end

    def _is_name(self, first: int, last: int) -> bool:
        return all(piece.is_noun or piece.sort == "reference" for piece in self.pieces[first:last])

    def _is_use(self, figure: Figure, first: int, last: int) -> bool:
        """Whether what follows tells what money is for (10亿元设立基金), not what is counted."""
        verb = self.pieces[first].pos == "v" and figure.kind == "money"
        return verb or all(is_word("building", piece.text) for piece in self.pieces[first:last])

    def _modified(self, at: int, end: int, last: int) -> int | None:
        """The piece that names what the figure qualifies: 5亿元(建设)的X, 100亿元X基金, 5届X."""
        near = at + 1
        while near < last and (is_word("building", self.pieces[near].text) or self.pieces[near].text == "”"):
            near += 1
        figure = self.pieces[at].figure
        may_touch = figure is not None and (figure.kind == "money" or figure.unit == "届")
        for i in (near, end):
            linked = i < last and self.pieces[i].text == "的"
            if linked or (i == near and may_touch):
                found = self._named(i + linked, last)
                if found is not None:
                    return found
        return None

    def _named(self, i: int, last: int) -> int | None:
        if i < last and self.pieces[i].text in QUOTES:
            i += 1
        piece = self.pieces[i] if i < last else None
        explicit = piece is not None and piece.reference is not None and piece.reference.explicit
        return i if piece and explicit and piece.type not in ("Place", "Industry") else None

    def _clauses(self, first: int, last: int) -> Iterator[Clause]:
        begin = first
        for i in range(first, last + 1):
            if i < last and not _is_mark(self.pieces[i]):
                continue
            if begin < i:
                yield Clause(begin, i, self.pieces[begin].start, self.pieces[i - 1].end)
            begin = i + 1


def _numbered(run: list[Slot]) -> list[Slot]:
    if len(run) < 2:
        return run
    return [replace(slot, turn=turn, turns=len(run)) for turn, slot in enumerate(run)]


def _is_mark(piece: Piece) -> bool:
    return piece.sort == "word" and piece.text[0] in CLAUSE_MARKS and piece.text != "—"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
