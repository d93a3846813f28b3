"""Words and their classes as jieba.posseg gives them, word for word, in a fifth of its time.

jieba's dictionary and the tables of its hidden Markov model (HMM) are read as they are, once; what jieba
works out anew for each text, is worked out while they load. Not here: what the classes mean (ICTCLAS: n, nr,
ns, nt, nz, v, vn, a, m, q …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from math import log
from pathlib import Path
from typing import Any

import jieba

from kg.errors import InputError

State = tuple[str, str]  # B, M, E or S of a word; its class
Pair = tuple[str, str]  # a word; its class

BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._]+)")
MARK = re.compile(r"\r\n|.", re.DOTALL)
HANZI = re.compile(r"([\u4E00-\u9FD5]+)")
LATIN = re.compile(r"([.0-9]+|[a-zA-Z0-9]+)")
NUMBER = re.compile(r"[.0-9]")
LETTER = re.compile(r"[a-zA-Z0-9]")
UNSEEN = -3.14e100  # jieba's logarithm of what it has not seen
IMPOSSIBLE = float("-inf")
RARE = 20  # characters unknown to jieba in one line
REMEMBERED = 20_000  # guesses


class Cutter:
    """Cuts texts into words. Immutable once loaded, but for what it remembers."""

    def __init__(self) -> None:
        self._weights, self._lowest, self._classes = _read_dictionary()
        self._guesser = Guesser()

    def cut(self, text: str) -> list[Pair]:
        """Cut a text into words, line by line; the words joined are the text."""
        return [pair for line in text.splitlines(keepends=True) for pair in self._cut_line(line)]

    def _cut_line(self, line: str) -> Iterator[Pair]:
        cut = self._cut_guessing if self._guesser.is_common(line) else self._cut_known
        for i, block in enumerate(BLOCK.split(line)):
            if i % 2:
                yield from cut(block)
            else:
                yield from ((mark, "x") for mark in MARK.findall(block))

    def _cut_guessing(self, block: str) -> Iterator[Pair]:
        """Cut along the best route; where it goes by single characters, guess."""
        start = single = 0  # single: where the row of single characters before ``start`` begins
        for end in self._route(block):
            if end - start > 1:
                if single < start:
                    yield from self._cut_single(block[single:start])
                word = block[start:end]
                yield word, self._classes.get(word, "x")
                single = end
            start = end
        if single < start:
            yield from self._cut_single(block[single:])

    def _cut_single(self, chars: str) -> Iterator[Pair]:
        if len(chars) > 1 and not self._weights.get(chars):
            return self._guesser.cut(chars)
        return ((char, self._classes.get(char, "x")) for char in chars)

    def _cut_known(self, block: str) -> Iterator[Pair]:
        """Cut along the best route and guess nothing; single Latin letters and digits stay together."""
        start, latin = 0, ""
        for end in self._route(block):
            word, start = block[start:end], end
            if len(word) == 1 and LETTER.match(word):
                latin += word
                continue
            if latin:
                yield latin, "eng"
                latin = ""
            yield word, self._classes.get(word, "x")
        if latin:
            yield latin, "eng"

    def _route(self, block: str) -> list[int]:
        """The ends of the words of the most probable cut; among equals, of that with the longer word."""
        weights, size = self._weights, len(block)
        best, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            top, chosen, end = IMPOSSIBLE, start + 1, start
            while end < size:
                end += 1
                weight = weights.get(block[start:end])
                if weight is None:
                    break
                if weight and weight + best[end] >= top:
                    top, chosen = weight + best[end], end
            best[start] = self._lowest + best[start + 1] if top == IMPOSSIBLE else top
            ends[start] = chosen
        route, end = [], 0
        while end < size:
            end = ends[end]
            route.append(end)
        return route


class Guesser:
    """jieba's HMM over places in a word with its class: cuts what the dictionary does not hold.

    States are numbers in the order of their names, as jieba gives the greater name among equals.
    """

    def __init__(self) -> None:
        start, after, emit = (_read_table(f"prob_{name}") for name in ("start", "trans", "emit"))
        self._names: list[State] = sorted(after)
        numbers = {name: number for number, name in enumerate(self._names)}
        self._start: list[float] = [start[name] for name in self._names]
        self._emit: list[Mapping[str, float]] = [emit[name] for name in self._names]
        self._after: list[dict[int, float]] = [
            {numbers[target]: weight for target, weight in after[name].items()} for name in self._names
        ]
        self._before: list[list[tuple[int, float]]] = [
            [(state, targets[number]) for state, targets in enumerate(self._after) if number in targets]
            for number in range(len(self._names))
        ]
        self._states: Mapping[str, tuple[State, ...]] = _read_table("char_state_tab")
        self._numbers = numbers
        self._guess = lru_cache(REMEMBERED)(self._guess_now)

    def is_common(self, line: str) -> bool:
        """Whether guessing is worth its time: each Chinese character never seen has 256 states, not ten."""
        return sum("\u4e00" <= char <= "\u9fff" and char not in self._states for char in line) <= RARE

    def cut(self, chars: str) -> Iterator[Pair]:
        """Cut characters that are in no word; what is not Chinese is a number, Latin or a mark."""
        for i, part in enumerate(HANZI.split(chars)):
            if i % 2:
                yield from self._guess(part)
            else:
                yield from ((piece, _class(piece)) for piece in LATIN.split(part) if piece)

    def _guess_now(self, chars: str) -> tuple[Pair, ...]:
        pairs: list[Pair] = []
        begin = done = 0
        path = self._path(chars)
        for i, (place, word_class) in enumerate(path):
            if place == "B":
                begin = i
            elif place in "ES":
                pairs.append((chars[begin if place == "E" else i : i + 1], word_class))
                done = i + 1
        if done < len(chars):
            pairs.append((chars[done:], path[done][1]))
        return tuple(pairs)

    def _path(self, chars: str) -> list[State]:
        """The most probable states of the characters (Viterbi); of equals the greater one."""
        first = self._known(chars[0]) or range(len(self._names))
        scores = {state: self._start[state] + self._emit[state].get(chars[0], UNSEEN) for state in first}
        back: list[dict[int, int]] = []
        for char in chars[1:]:
            ways = self._ways(scores, char, self._known(char))
            if not ways:
                ways = self._ways(scores, char, {after for state in scores for after in self._after[state]})
            scores = {state: score for state, (score, _) in ways.items()}
            back.append({state: before for state, (_, before) in ways.items()})
        state = max((score, state) for state, score in scores.items())[1]
        path = [state]
        for step in reversed(back):
            state = step[state]
            path.append(state)
        return [self._names[state] for state in reversed(path)]

    def _known(self, char: str) -> list[int]:
        """The states that jieba knows of a character."""
        return [self._numbers[name] for name in self._states.get(char, ())]

    def _ways(
        self, scores: Mapping[int, float], char: str, states: Iterable[int]
    ) -> dict[int, tuple[float, int]]:
        """The best way into each of the states that can follow: its score, and from where."""
        best = {}
        from_here = [(score, before, self._after[before]) for before, score in scores.items()]
        for state in states:
            emission = self._emit[state].get(char, UNSEEN)
            if len(self._before[state]) < len(scores):
                found = [
                    (scores[before] + weight + emission, before)
                    for before, weight in self._before[state]
                    if before in scores
                ]
            else:
                found = [
                    (score + weights[state] + emission, before)
                    for score, before, weights in from_here
                    if state in weights
                ]
            if found:
                best[state] = max(found)
        return best


def _class(piece: str) -> str:
    return "m" if NUMBER.match(piece) else "eng" if LETTER.match(piece) else "x"


def _read_dictionary() -> tuple[dict[str, float], float, dict[str, str]]:
    """The logarithms of the words' shares, that of a word seen once, and the words' classes.

    Where words begin alike, what they begin with stands there, too: with 0, if it is no word.
    """
    with jieba.dt.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    words, counts = fields[::3], fields[1::3]
    total = log(sum(map(int, counts)))
    shares = {count: log(int(count)) - total for count in set(counts)}
    weights = dict.fromkeys((word[:end] for word in words for end in range(1, len(word))), 0.0)
    weights.update(zip(words, map(shares.__getitem__, counts), strict=True))
    return weights, log(1) - total, dict(zip(words, fields[2::3], strict=True))


def _read_table(name: str) -> Any:  # noqa: ANN401 - the tables differ
    """Read a table of jieba's HMM; its package is not imported, as that reads the dictionary once more."""
    path = Path(jieba.__file__).parent / "posseg" / f"{name}.py"
    spec = spec_from_file_location(f"jieba_posseg_{name}", path)
    if not spec or not spec.loader or not path.is_file():
        raise InputError(f"jieba has no {path.name}: pip install 'jieba>=0.42.1,<0.43'")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


@cache
def load_cutter() -> Cutter:
    """Load the dictionary once a process."""
    return Cutter()
