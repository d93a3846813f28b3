"""The masked text that relation rules are matched on: a list of names is one character that tells its types.

Quotation marks are left out, clause and sentence borders stay. Positions here are masked positions;
``View.clean`` leads back to clean offsets. What a pattern means is the rules' business.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.extract.draft import Reference
from kg.extract.lists import Group, families, find_groups

FIRST_MARK: Final = 0xE000  # private use: FIRST_MARK + bits for lists of the first family
QUOTES: Final = frozenset('“”‘’《》「」『』〈〉"')
WIDE: Final = dict(zip(",;:!?()", "，；：！？（）", strict=True))  # rules know one width
NARROW: Final = re.compile(r"(?<!\d),|,(?!\d)|[;:!?()\ue000-\uf8ff]")
CLAUSE: Final = re.compile(r"[，；。！？：\n]|…+")
SENTENCE: Final = re.compile(r"[。！？\n]|…+")
LINE: Final = re.compile(r"\n")
# Borders of clauses, sentences and lines, with the most characters of one: longer ones are no Chinese prose.
UNITS: Final = ((CLAUSE, 500), (SENTENCE, 2_000), (LINE, 20_000))


@dataclass(frozen=True, slots=True)
class View:
    """A masked text. ``starts``/``ends`` are clean offsets per character, ``borders`` where units begin."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    groups: dict[int, Group]
    places: tuple[int, ...]  # masked positions of the groups, sorted
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    lines: tuple[int, ...]

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of a non-empty masked span."""
        return self.starts[start], self.ends[end - 1]

    def is_masked(self, offset: int) -> bool:
        """Whether a clean offset lies in a list of names."""
        i = bisect_right(self.starts, offset) - 1
        return i in self.groups and offset < self.ends[i]

    def clause(self, position: int) -> tuple[int, int]:
        """The clause that holds a masked position, with its closing mark."""
        return _unit(self.clauses, position, len(self.text))

    def clauses_in(self, start: int, end: int) -> tuple[int, ...]:
        """Where the clauses of a masked span begin, for a span that begins with a clause."""
        return self.clauses[bisect_left(self.clauses, start) : bisect_left(self.clauses, end)]

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence that holds a masked position, with its closing mark."""
        return _unit(self.sentences, position, len(self.text))

    def line(self, position: int) -> tuple[int, int]:
        """The line that holds a masked position."""
        return _unit(self.lines, position, len(self.text))

    def is_line(self, place: int) -> bool:
        """Whether the list at a masked position fills its line."""
        start, end = self.line(place)
        return start == place and not self.text[place + 1 : end].strip()

    def groups_in(self, start: int, end: int) -> list[tuple[int, Group]]:
        """The groups in a masked span with their positions, in order."""
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return [(place, self.groups[place]) for place in self.places[low:high]]


def mask_text(text: str, references: Sequence[Reference]) -> View:
    """Mask a clean text whose references are sorted and do not overlap; linear in both."""
    wide = NARROW.sub(lambda match: WIDE.get(match[0], "?"), text)
    chars: list[str] = []
    starts, ends, groups = list[int](), list[int](), dict[int, Group]()
    for first, last, group in _pieces(len(text), find_groups(text, references)):
        kept = [i for i in range(first, last) if wide[i] not in QUOTES]
        chars += [wide[i] for i in kept]
        starts += kept
        ends += [i + 1 for i in kept]
        if group:
            groups[len(chars)] = group
            chars.append(_mark(group.types))
            starts.append(group.start)
            ends.append(group.end)
    masked = "".join(chars)
    return View(
        masked,
        tuple(starts),
        tuple(ends),
        groups,
        tuple(sorted(groups)),
        *(tuple(_begins(masked, border, longest)) for border, longest in UNITS),
    )


@cache
def mark_class(types: frozenset[str]) -> str:
    """The inside of a character class that matches any list with a member of these types."""
    bits = sum(1 << i for i, type_ in enumerate(families()[0]) if type_ in types)
    codes = [code for code in range(1, 1 << len(families()[0])) if code & bits]
    lone = len(families()[0])
    codes += [(1 << lone) + i for i, family in enumerate(families()[1:]) if types & set(family)]
    return "".join(f"{chr(FIRST_MARK + low)}-{chr(FIRST_MARK + high)}" for low, high in _ranges(codes))


ALL_MARKS: Final = "\ue000-\ue0ff"


@cache
def _mark(types: frozenset[str]) -> str:
    """The character that stands for a list with members of these types."""
    first = families()[0]
    bits = sum(1 << i for i, type_ in enumerate(first) if type_ in types)
    if bits:
        return chr(FIRST_MARK + bits)
    number = next(i for i, family in enumerate(families()[1:]) if types & set(family))
    return chr(FIRST_MARK + (1 << len(first)) + number)


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    low = high = -1
    for code in codes:
        if code != high + 1:
            if low >= 0:
                yield low, high
            low = code
        high = code
    if low >= 0:
        yield low, high


def _pieces(length: int, groups: Sequence[Group]) -> Iterator[tuple[int, int, Group | None]]:
    """The spans between lists, each with the list behind it."""
    position = 0
    for group in groups:
        yield position, group.start, group
        position = group.end
    yield position, length, None


def _begins(text: str, border: re.Pattern[str], longest: int) -> Iterator[int]:
    """Where units begin: behind each border, and every so many characters in one too long to be one."""
    last = 0
    yield last
    for end in (*(match.end() for match in border.finditer(text)), len(text)):
        yield from range(last + longest, end, longest)
        if end < len(text):
            yield end
        last = end


def _unit(begins: tuple[int, ...], position: int, length: int) -> tuple[int, int]:
    i = bisect_right(begins, position)
    return begins[i - 1], begins[i] if i < len(begins) else length
