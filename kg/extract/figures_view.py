"""Where figures stand: the text as pieces, its sentences and clauses, and the words of each figure.

A piece is a reference, a time, a figure or a jieba word. What a figure measures, and of whom, is
decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.extract.draft import Draft, Reference, Word
from kg.extract.figures_focus import find_focus
from kg.lexicon import load_table
from kg.numbers import Figure, find_figures
from kg.periods import Period, find_periods

Sort = Literal["word", "reference", "time", "figure"]

NOUNS = ("vn", "an", "j", "l", "i", "s", "eng", "f", "b", "a", "k", "g", "h", "zg")
HEADS = ("vn", "an", "j", "l", "i", "s", "eng", "g", "k", "q", "zg")
MODIFIERS = ("v", "vd", "ad", "m", "q", "d", "z", "t")
AHEAD = 4  # modifiers that may stand in a row before a noun
OWNERS = ("Place", "Industry", "Zone")  # names that may stand inside a noun phrase: 8家北京市重点实验室
JOINTS = ("、", "和", "及", "与", "以及")
QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}
CLAUSE_MARKS = "，,；;。！？!?：:—….\n"
LONGEST_NOUN = 14  # pieces
TITLE = re.compile(r"《[^《》\n]{0,80}》")
# A heading or menu line: nothing in it ends or joins a clause.
STOP = re.compile(r"[。；！？]|[，,].{8}|……")


@dataclass(frozen=True, slots=True)
class Piece:
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
    def is_noun(self) -> bool:
        """Whether a noun phrase may hold it."""
        return self.sort == "word" and (self.pos.startswith("n") or self.pos in NOUNS)

    @property
    def is_head(self) -> bool:
        """Whether a noun phrase may end with it."""
        if self.reference is not None:
            return self.reference.thing.type == "Industry"
        return self.sort == "word" and (self.pos.startswith("n") or self.pos in HEADS or self.text == "”")


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure and the pieces that may belong to it: ``view.pieces[left:at]`` before, up to ``right`` behind.

    ``noun``: the counted noun behind the figure, as piece indices. ``modified``: the thing that the
    figure qualifies (总投资7亿美元的X), ``right`` the first piece that no longer belongs to the figure.
    ``turn`` of ``turns``: its place in a run of figures that share their words (增长15%和22%).
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
class Clause:
    """Pieces ``first`` to ``last`` (exclusive, without the closing mark); ``start``, ``end`` in the text."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The clauses of a sentence in order; ``line`` is where its paragraph starts."""

    start: int
    end: int
    line: int
    clauses: tuple[Clause, ...]


class View:
    """The pieces of an article, its sentences, and the reading helpers that need both."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.focus = find_focus(draft)
        self.pieces = tuple(_pieces(draft))
        self._starts = [piece.start for piece in self.pieces]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences of paragraphs that may hold figures: neither the title nor a heading."""
        for start, end in self.draft.sentences:
            low, high = self.draft.line_at(start)
            line = self.text[low:high]
            law = re.match(pattern("clause_of_law"), line) and not (self.focus and self.focus.type == "Policy")
            if line == self.draft.article.title or law or not STOP.search(line):
                continue
            clauses = tuple(self._clauses(bisect_left(self._starts, start), bisect_left(self._starts, end)))
            if clauses:
                yield Sentence(start, end, low, clauses)

    def slots(self, clause: Clause) -> tuple[Slot, ...]:
        """The figures of a clause with their words; a figure inside the name of the next is left out."""
        slots = tuple(self._slots(clause))
        runs: list[list[Slot]] = []
        for slot in slots:
            if runs and self._goes_with(runs[-1][-1], slot):
                runs[-1].append(slot)
            else:
                runs.append([slot])
        return tuple(
            replace(slot, turn=turn, turns=len(run)) for run in runs for turn, slot in enumerate(run)
        )

    def _goes_with(self, slot: Slot, following: Slot) -> bool:
        """Whether a figure only continues the one before: 分别增长15%和22%."""
        between = self.pieces[slot.right : following.at]
        alike = slot.figure.kind == following.figure.kind and not slot.noun and not following.noun
        return alike and bool(between) and all(piece.text in JOINTS for piece in between)

    def _slots(self, clause: Clause) -> Iterator[Slot]:
        left, at = clause.first, clause.first
        while at < clause.last:
            figure = self.pieces[at].figure
            if figure is None:
                at += 1
                continue
            end = self._own_end(at, clause.last)
            if end > at + 1 and end < clause.last and self.pieces[end].figure and self._is_name(at + 1, end):
                at = end  # a qualifier of what the next figure counts: 50亿元以上项目2个
                continue
            target = self._modified(at, end, clause.last)
            noun = (at + 1, end) if end > at + 1 and not self._is_use(figure, at + 1, end) else None
            right = target + 1 if target is not None else end
            modified = self.pieces[target].reference if target is not None else None
            yield Slot(figure, clause, left, at, right, noun, modified)
            left = at = right

    def string(self, first: int, last: int) -> str:
        """The text of pieces ``first`` to ``last`` (exclusive)."""
        return self.text[self.pieces[first].start : self.pieces[last - 1].end] if first < last else ""

    def noun_end(self, first: int, last: int) -> int:
        """The end of the noun phrase that begins at piece ``first``; ``first`` if there is none."""
        i, end = first, first
        while i < min(last, first + LONGEST_NOUN):
            piece = self.pieces[i]
            if piece.text in QUOTES:
                close = self._closing(i, last)
                if close is None or (close == i + 2 and self.pieces[i + 1].sort == "reference"):
                    break
                i = end = close + 1
            elif self._goes_on(i, last, begun=end > first):
                i += 1
                if piece.is_head or (piece.pos == "v" and i == last and i - 1 > first):
                    end = i
            else:
                break
        return end

    def _own_end(self, at: int, last: int) -> int:
        """The end of the noun behind the figure at ``at``; what stands behind its last 、 belongs to the next."""
        end = self.noun_end(at + 1, last)
        if end == at + 1 or end >= last or not self.pieces[end].figure:
            return end
        joints = [i for i in range(at + 1, end) if self.pieces[i].text in JOINTS]
        return joints[-1] if joints else end

    def _is_name(self, first: int, last: int) -> bool:
        return all(piece.is_noun or piece.sort == "reference" for piece in self.pieces[first:last])

    def _is_use(self, figure: Figure, first: int, last: int) -> bool:
        """Whether what follows tells what money is for (10亿元设立基金), not what is counted."""
        verb = self.pieces[first].pos == "v" and figure.kind == "money"
        return verb or all(matches("building", piece.text) for piece in self.pieces[first:last])

    def _goes_on(self, i: int, last: int, *, begun: bool) -> bool:
        piece = self.pieces[i]
        ahead = self._noun_ahead(i + 1, last)
        if piece.reference is not None:
            industry = piece.reference.thing.type == "Industry"
            return industry or (ahead and (not piece.reference.explicit or piece.reference.thing.type in OWNERS))
        if piece.sort != "word":
            return False
        if piece.text == "等":
            return ahead and any(self.pieces[k].text == "、" for k in range(max(i - LONGEST_NOUN, 0), i))
        if matches("predicate", piece.text):
            return False
        if piece.text == "的":
            return ahead and not (begun and self.pieces[i - 1].is_head)
        if piece.text in JOINTS:
            return begun and ahead
        if piece.pos == "v" and i + 1 < last and self.pieces[i + 1].pos in ("l", "i"):
            return False
        return piece.is_noun or (piece.pos in MODIFIERS and (ahead or (piece.pos == "v" and i + 1 == last)))

    def _noun_ahead(self, i: int, last: int) -> bool:
        """Whether a noun follows, directly or behind modifiers."""
        for k in range(i, min(last, i + AHEAD)):
            piece = self.pieces[k]
            if piece.is_noun or piece.text in QUOTES or piece.sort == "reference":
                return True
            if piece.sort != "word" or piece.pos not in MODIFIERS or matches("predicate", piece.text):
                return False
            if piece.pos == "v" and k + 1 == last:
                return True  # 务实举措: jieba knows the noun as a verb
        return False

    def _closing(self, i: int, last: int) -> int | None:
        close = QUOTES[self.pieces[i].text]
        return next((k for k in range(i + 1, min(last, i + 12)) if self.pieces[k].text == close), None)

    def _modified(self, at: int, end: int, last: int) -> int | None:
        """The piece that names what the figure at ``at`` qualifies: 5亿元(建设)的X, 100亿元X基金, 5届X."""
        near = at + 1
        while near < last and (matches("building", self.pieces[near].text) or self.pieces[near].text == "”"):
            near += 1
        for i in (near, end):
            linked = i < last and self.pieces[i].text == "的"
            if linked or (i == near and self._may_touch(self.pieces[at])):
                found = self._named(i + linked, last)
                if found is not None:
                    return found
        return None

    def _named(self, i: int, last: int) -> int | None:
        if i < last and self.pieces[i].text in QUOTES:
            i += 1
        reference = self.pieces[i].reference if i < last else None
        wanted = reference and reference.explicit and reference.thing.type not in ("Place", "Industry")
        return i if wanted else None

    @staticmethod
    def _may_touch(piece: Piece) -> bool:
        return piece.figure is not None and (piece.figure.kind == "money" or piece.figure.unit == "届")

    def _clauses(self, first: int, last: int) -> Iterator[Clause]:
        begin = first
        for i in range(first, last + 1):
            if i < last and not (self.pieces[i].sort == "word" and _is_mark(self.pieces[i].text)):
                continue
            if begin < i:
                yield Clause(begin, i, self.pieces[begin].start, self.pieces[i - 1].end)
            begin = i + 1


def _is_mark(text: str) -> bool:
    return text[0] in CLAUSE_MARKS and text not in ("—", "-")


def _pieces(draft: Draft) -> Iterator[Piece]:
    """Walk the text: spans first, between them the words, cut where a span begins."""
    words = iter([*draft.words, Word(len(draft.text), len(draft.text) + 1, "", "")])
    word = next(words)
    position = 0
    for span in [*_spans(draft), None]:
        border = span.start if span else len(draft.text)
        while position < border:
            while word.end <= position:
                word = next(words)
            end = min(word.end, border) if word.start <= position else min(word.start, border)
            text = draft.text[position:end]
            yield Piece(position, end, text, "word", word.pos if text == word.text else _guess(text))
            position = end
        if span:
            yield span
            position = span.end


def _guess(text: str) -> str:
    """The part of speech of a word that a span has cut: a noun, unless it is punctuation."""
    return "n" if text[0].isalnum() else "x"


def _spans(draft: Draft) -> list[Piece]:
    """References, times and figures without overlap; of two that overlap the former kind stays."""
    text = draft.text
    titles = [Piece(m.start(), m.end(), m[0], "word", "nz") for m in TITLE.finditer(text)]
    references = [
        Piece(item.start, item.end, text[item.start : item.end], "reference", reference=item)
        for item in draft.references
    ]
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
    for piece in (*references, *titles, *times, *figures):
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            chosen.append(piece)
    return sorted(chosen, key=lambda piece: piece.start)


@cache
def pattern(kind: str) -> str:
    """The alternation of the patterns of a kind in ``figures.tsv``, longest first."""
    rows = [row["pattern"] for row in load_table("figures", patterns=("pattern",)) if row["kind"] == kind]
    return "(?:" + "|".join(sorted(rows, key=lambda row: (-len(row), row))) + ")"


@cache
def matches(kind: str, text: str) -> bool:
    """Whether a word is one of a kind in ``figures.tsv``."""
    return re.fullmatch(pattern(kind), text) is not None
