"""The sequence labeller: a trained linear-chain CRF that decides which characters are names of which type.

It weighs what all proposers say of a character and its surroundings (``observe``). The weights are
integers, so every sum is exact and the same text gets the same labels on any machine, alone or among others.
They are made by ``tests/train/labeller.py``; how they were measured stands in the README.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate, chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.observe import Observed, Values
from kg.schema import load_schema

Scores = NDArray[np.float32]
Numbers = NDArray[np.int32]
Span = tuple[int, int, str]  # start, end, type

# The offsets at which each column is looked at, in characters or in words.
CHAR_OFFSETS = {"char": 3, "pair": 1, "part": 3, "tag": 3, "name": 3, "before": 0, "after": 0}
WORD_OFFSETS = {"word": 2, "pos": 2}
MARK_OFFSET = 2
SCALE = 1000  # weights are stored as thousandths
IMPOSSIBLE = -1e6
BEGIN, INNER = slice(1, None, 2), slice(2, None, 2)  # the B- and the I- labels; O is the first
GAP = max(*CHAR_OFFSETS.values(), *WORD_OFFSETS.values(), MARK_OFFSET)  # around a text: no neighbours
WINDOW = 16_000  # characters that are scored and decoded together: their scores stay in the cache
ROWS = 128  # sentences of like length that go on together


@dataclass(frozen=True, slots=True)
class Column:
    """The weights of one column: ``rows`` maps a value to its row; row 0 is any other value."""

    rows: dict[str, int]
    weights: Scores  # (offsets, values + 1, labels)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts in a row, with a gap before, between and behind them: the rows of their values, their marks."""

    chars: dict[str, Numbers]
    words: dict[str, Numbers]
    word_of: Numbers
    marks: tuple[Numbers, Numbers, Numbers]  # starts, ends and numbers of the marked spans, by start
    reached: Numbers  # how far these spans and all before them go


@dataclass(frozen=True, slots=True)
class Labeller:
    """A loaded model. Immutable."""

    labels: tuple[str, ...]
    chars: dict[str, Column]
    words: dict[str, Column]
    marks: dict[str, int]
    mark_weights: Scores  # (marks, offsets · labels)
    transitions: Scores  # (from, to)

    def find(
        self, texts: Sequence[Observed], sentences: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Span]]:
        """The names of each text, in order. The more texts at once, the faster."""
        firsts = list(accumulate((len(text.word_of) + GAP for text in texts), initial=GAP))
        numbered = self.number(texts)
        places = [
            (start + first, end + first)
            for first, some in zip(firsts, sentences, strict=False)
            for start, end in some
        ]
        found: list[Span] = []
        for some in _windows(places):
            low, high = some[0][0], some[-1][1]
            names = self.decode(
                self.score_range(numbered, low, high), [(start - low, end - low) for start, end in some]
            )
            found += [(start + low, end + low, kind) for start, end, kind in names]
        cuts = [bisect_left(found, (first,)) for first in firsts]
        return [
            [(start - first, end - first, kind) for start, end, kind in found[low:high]]
            for first, low, high in zip(firsts, cuts, cuts[1:], strict=False)
        ]

    def score(self, observed: Observed) -> Scores:
        """The score of each label at each character, transitions left out: (characters, labels)."""
        return self.score_range(self.number([observed]), GAP, GAP + len(observed.word_of))

    def number(self, texts: Sequence[Observed]) -> Numbered:
        """Turn values into the rows of their weights."""
        words = list(accumulate((len(text.words["pos"]) + GAP for text in texts), initial=GAP))
        starts, ends, numbers = self._number_marks(texts)
        word_of = (
            [number + first for number in text.word_of] for first, text in zip(words, texts, strict=False)
        )
        return Numbered(
            {
                name: _rows(column, (text.chars[name] for text in texts))
                for name, column in self.chars.items()
            },
            {
                name: _rows(column, (text.words[name] for text in texts))
                for name, column in self.words.items()
            },
            np.maximum.accumulate(_in_a_row(word_of)),
            (starts, ends, numbers),
            np.maximum.accumulate(ends),
        )

    def _number_marks(self, texts: Sequence[Observed]) -> tuple[Numbers, Numbers, Numbers]:
        """The starts, ends and numbers of the marked spans that have weights, by start."""
        firsts = accumulate((len(text.word_of) + GAP for text in texts), initial=GAP)
        flat: list[Any] = list(chain.from_iterable(chain.from_iterable(text.marks for text in texts)))
        numbers = np.fromiter(map(self.marks.get, flat[::3], repeat(-1)), np.int32)
        first = np.repeat([*firsts][:-1], [len(text.marks) for text in texts])
        starts, ends = (np.array(flat[i::3], np.int32) + first for i in (1, 2))
        order = starts.argsort(kind="stable")
        order = order[numbers[order] >= 0]
        return starts[order], ends[order], numbers[order]

    def score_range(self, texts: Numbered, low: int, high: int) -> Scores:
        """The scores of the characters from ``low`` to ``high``."""
        scores = np.zeros((high - low, len(self.labels)), np.float32)
        if low >= high:
            return scores
        for name, column in self.chars.items():
            _add(scores, column, texts.chars[name], low)
        word_of = texts.word_of[low:high]
        by_word = np.zeros((int(word_of[-1] - word_of[0]) + 1, len(self.labels)), np.float32)
        for name, column in self.words.items():
            _add(by_word, column, texts.words[name], int(word_of[0]))
        scores += by_word.take(word_of - word_of[0], 0)
        self._add_marks(scores, texts, low)
        return scores

    def _add_marks(self, scores: Scores, texts: Numbered, low: int) -> None:
        """Add the weights of the marks. Characters next to each other often have the same ones."""
        run_of, present = _draw(texts, low - MARK_OFFSET, len(scores) + 2 * MARK_OFFSET, len(self.marks))
        weights = (present @ self.mark_weights).reshape(len(present), -1, len(self.labels))
        for i in range(2 * MARK_OFFSET + 1):
            scores += weights[:, i].take(run_of[i : i + len(scores)], 0)

    def decode(self, scores: Scores, sentences: Sequence[tuple[int, int]]) -> list[Span]:
        """The names (start, end, type) of the best labelling of each sentence (Viterbi), in order."""
        order = sorted((span for span in sentences if span[0] < span[1]), key=lambda span: span[0] - span[1])
        path = np.zeros(len(scores) + 1, np.intp)
        for low in range(0, len(order), ROWS):
            self._label(scores, order[low : low + ROWS], path)
        return list(self.spans(path, [start for start, _ in order]))

    def _label(self, scores: Scores, spans: Sequence[tuple[int, int]], path: NDArray[np.intp]) -> None:
        """Write the best labels of some spans, by falling length, into the path; they go on step by step.

        An inner label follows only the two labels of its type, so only these are compared.
        """
        starts = np.array([start for start, _ in spans])
        lengths = np.array([end - start for start, end in spans])
        live = (lengths > np.arange(lengths[0])[:, None]).sum(1).tolist()
        best = [np.ascontiguousarray((scores[starts] + self._opening()).T)]
        free = np.delete(self.transitions, INNER, 1)[:, :, None]
        begun, going = (np.diagonal(self.transitions[part, INNER])[:, None] for part in (BEGIN, INNER))
        for step, n in enumerate(live[1:], 1):
            before = best[-1][:, :n]
            here = np.ascontiguousarray(scores[starts[:n] + step].T)
            highest = (before[:, None] + free).max(0)
            here[0] += highest[0]
            here[BEGIN] += highest[1:]
            here[INNER] += np.maximum(before[BEGIN] + begun, before[INNER] + going)
            best.append(here)
        into = np.ascontiguousarray(self.transitions.T)  # (to, from)
        label = np.zeros(0, np.intp)
        for step in range(len(live) - 1, -1, -1):
            totals = np.ascontiguousarray(best[step].T)
            totals[: len(label)] += into[label]
            label = totals.argmax(1)
            path[starts[: live[step]] + step] = label

    def _opening(self) -> Scores:
        return np.array([IMPOSSIBLE if label[0] == "I" else 0 for label in self.labels], np.float32)

    def spans(self, path: NDArray[np.intp], starts: Sequence[int]) -> Iterator[Span]:
        """Read the names from the labels of characters; none goes beyond where a sentence starts."""
        inner = (path > 0) & (path % 2 == 0)
        inner[np.array(starts, np.intp)] = False
        stops = np.append(np.flatnonzero(~inner), len(path))
        begins = np.flatnonzero(path % 2)
        ends = stops[np.searchsorted(stops, begins, "right")]
        for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
            yield start, end, self.labels[path[start]][2:]


@cache
def load_labeller() -> Labeller:
    """Load the model once a process."""
    with as_file(files("kg.lexicon") / "labeller.npz") as path, np.load(path, allow_pickle=False) as stored:
        return read_model({name: stored[name] for name in stored.files})


def read_model(stored: dict[str, NDArray[np.generic]]) -> Labeller:
    """Build a labeller from the arrays of its file: values and weights of each column, marks, transitions."""
    columns = {
        name: Column(
            {str(value): i for i, value in enumerate(stored[f"{name}.values"], 1)},
            np.pad(stored[f"{name}.weights"].astype(np.float32), ((1, 0), (0, 0), (0, 0)))
            .transpose(1, 0, 2)
            .copy(),
        )
        for name in (*CHAR_OFFSETS, *WORD_OFFSETS)
    }
    marks = stored["marks.weights"].astype(np.float32)
    return Labeller(
        labels=label_names(),
        chars={name: columns[name] for name in CHAR_OFFSETS},
        words={name: columns[name] for name in WORD_OFFSETS},
        marks={str(value): i for i, value in enumerate(stored["marks.values"])},
        mark_weights=marks.reshape(len(marks), int(np.prod(marks.shape[1:]))),
        transitions=stored["transitions"].astype(np.float32) + _forbidden(label_names()),
    )


def label_names() -> tuple[str, ...]:
    """O, and B- and I- of each entity type, in the schema's order."""
    return ("O", *(f"{part}-{kind.name}" for kind in load_schema().types for part in "BI"))


def _forbidden(labels: Sequence[str]) -> Scores:
    """An inner label follows only the labels of its own type."""
    matrix = np.zeros((len(labels), len(labels)), np.float32)
    for i, before in enumerate(labels):
        for j, label in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                matrix[i, j] = IMPOSSIBLE
    return matrix


def _rows(column: Column, texts: Iterable[Values]) -> Numbers:
    return _in_a_row(map(column.rows.get, values, repeat(0)) for values in texts)


def _in_a_row(texts: Iterable[Iterable[int]]) -> Numbers:
    """The numbers of several texts with gaps of zeros."""
    gap = (0,) * GAP
    return np.fromiter(chain(gap, *(chain(numbers, gap) for numbers in texts)), np.int32)


def _add(scores: Scores, column: Column, rows: Numbers, low: int) -> None:
    """Add a column's weights to the scores of the characters or words from ``low`` on."""
    reach = column.weights.shape[0] // 2
    for i, weights in enumerate(column.weights):
        first = low + i - reach
        scores += weights.take(rows[first : first + len(scores)], 0)


def _draw(texts: Numbered, low: int, size: int, marks: int) -> tuple[Numbers, Scores]:
    """The characters from ``low`` on in runs with the same marks: the run of each, the marks of a run."""
    first, last = (
        np.searchsorted(texts.reached, low, "right"),
        np.searchsorted(texts.marks[0], low + size, "left"),
    )
    starts, ends, numbers = (each[first:last] for each in texts.marks)
    starts, ends = np.clip(starts - low, 0, size), np.clip(ends - low, 0, size)
    changes = np.zeros(size + 1, np.int32)
    changes[starts] = changes[ends] = 1
    changes[0] = 0
    run_of = np.cumsum(changes, dtype=np.int32)
    starts, lengths = run_of[starts], run_of[ends] - run_of[starts]
    places = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    present = np.zeros((run_of[-1] + 1, marks), np.float32)
    present[places, np.repeat(numbers, lengths)] = 1
    return run_of, present


def _windows(sentences: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Sentences together up to so many characters; a longer one alone."""
    window: list[tuple[int, int]] = []
    for sentence in sentences:
        if window and sentence[1] - window[0][0] > WINDOW:
            yield window
            window = []
        window.append(sentence)
    if window:
        yield window
