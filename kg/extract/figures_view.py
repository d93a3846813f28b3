"""Where figures stand: the sentences and clauses of an article, and the words of each figure.

What a figure measures, and of whom, is decided elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.draft import Draft, Reference
from kg.extract.figures_focus import find_focus
from kg.extract.figures_nouns import noun_end
from kg.extract.figures_pieces import JOINTS, QUOTES, Piece, find_spans, make_pieces
from kg.extract.figures_words import is_word, words
from kg.numbers import Figure

AHEAD = 40  # pieces behind a count that may hold what is measured of the counted
LINKS = 2  # words between the counted and their number: 项目|达到|共|39个
BORDERS = ("以上", "以下", "以内")  # what a figure ends in that bounds a class
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

    def line_start(self, position: int) -> int:
        """Where the line begins that holds a place of the text."""
        return self._lines[max(0, bisect_right(self._lines, position) - 1)]

    def at(self, position: int) -> int:
        """The piece that begins at a place of the text, else the next."""
        return bisect_left(self._starts, position)

    def _slots(self, clause: Clause) -> Iterator[Slot]:
        left, at = clause.first, clause.first
        while at < clause.last:
            figure = self.pieces[at].figure
            if figure is None:
                at += 1
                continue
            end = self._own_end(at, clause.last)
            group = self._group_end(at, end, clause.last)
            if group is not None:
                end = group
            elif self._is_ranked(at, end, clause.last):
                end = at + 1
            elif self._is_qualifier(at, end, clause.last):
                at = end  # … of what the next figure counts
                continue
            target = self._modified(at, end, clause.last)
            noun = (at + 1, end) if end > at + 1 and not self._is_use(figure, at + 1, end) else None
            right = end if target is None else target + 1
            modified = None if target is None else self.pieces[target].reference
            yield Slot(figure, clause, left, at, right, noun, modified)
            left = at = right

    def _is_ranked(self, at: int, end: int, last: int) -> bool:
        """Whether what follows a sum is but the scope of a rank behind it: 财政收入275万元|全市倒数|第一."""
        figure, rank = self.pieces[at].figure, self.pieces[end].figure if end < last else None
        counts = figure is None or figure.kind in ("count", "rank")
        return not counts and rank is not None and rank.kind == "rank"

    def _group_end(self, at: int, end: int, last: int) -> int | None:
        """The end of a class whose members are counted before what is measured of them: 6个高新区|企业数."""
        figure = self.pieces[at].figure
        if (
            figure is None
            or figure.kind != "count"
            or not any(p.figure for p in self.pieces[end : min(last, end + AHEAD)])
        ):
            return None
        if not words("<<measured>>$").search(self.string(at + 1, end)):
            return None
        return next((i for i in range(at + 2, end) if is_word("group", self.string(at + 1, i))), None)

    def _is_qualifier(self, at: int, end: int, last: int) -> bool:
        """Whether a figure only tells which are counted by the next: 50亿元以上项目2个."""
        border, k = self.pieces[at].text.endswith(BORDERS), end
        while border and k < min(last, end + LINKS) and is_word("link", self.pieces[k].text):
            k += 1
        if k >= last or self.pieces[k].figure is None:
            return False
        if end == at + 1:
            return border and self.pieces[k].text.endswith(BORDERS)  # 5亿元以上|10亿元以下
        return self._is_name(at + 1, end)

    def _goes_with(self, slot: Slot, following: Slot) -> bool:
        """Whether a figure only continues the one before: 分别增长15%和22%."""
        between = self.pieces[slot.right : following.at]
        alike = slot.figure.kind == following.figure.kind and not slot.noun and not following.noun
        return alike and bool(between) and all(piece.text in JOINTS for piece in between)

    def _own_end(self, at: int, last: int) -> int:
        """The end of the noun behind the figure; what follows its last 、 belongs to the next figure."""
        if words("<<change_to>>").match(self.text, self.pieces[at].end):
            return at + 1  # 由12份|精简到3份
        end = self._before_sum(at, noun_end(self.pieces, at + 1, last), last)
        if is_word("no_noun", self.string(at + 1, end)):
            return at + 1
        if end == at + 1 or end >= last or not self.pieces[end].figure:
            return end
        joints = [i for i in range(at + 1, end) if self.pieces[i].text in JOINTS]
        return joints[-1] if joints and len(self.string(at + 1, joints[-1])) > 1 else end

    def _before_sum(self, at: int, end: int, last: int) -> int:
        """The end of the counted, without the sum that is the next figure's: 30个项目|总投资达到126亿元."""
        figure = self.pieces[at].figure
        if (
            figure is None
            or figure.kind != "count"
            or not any(piece.figure for piece in self.pieces[end : min(last, end + LINKS + 1)])
        ):
            return end
        sums = (i for i in range(at + 2, end) if is_word("dependent", self.string(i, end)))
        return next(sums, end)

    def _is_name(self, first: int, last: int) -> bool:
        first += self.pieces[first].text == "的"  # 产值过亿元的企业|126家
        return all(piece.is_noun or piece.sort == "reference" for piece in self.pieces[first:last])

    def _is_use(self, figure: Figure, first: int, last: int) -> bool:
        """Whether what follows tells what money is for (10亿元设立基金), not what is counted."""
        opening = self.pieces[first].text
        used = is_word("transitive", opening) or is_word("building", opening)
        sum_of = not used and words("<<sum_noun>>$").search(self.string(first, last))
        verb = self.pieces[first].pos == "v" and figure.kind == "money" and not sum_of
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
                found = self._named(i + linked, last) or (self._placed(i + 1, last) if linked else None)
                if found is not None:
                    return found
        return None

    def _placed(self, i: int, last: int) -> int | None:
        """A carrier behind its place or what sets it apart: 占地百亩的|中国首家|植物工厂."""
        while i < last and (self.pieces[i].type == "Place" or is_word("only_one", self.pieces[i].text)):
            i += 1
        found = self._named(i, last)
        return found if found is not None and self.pieces[found].type in ("Park", "Project") else None

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
