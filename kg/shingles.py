"""Sketches of texts, and how much two texts have in common by them: for finding near-copies.

A sketch is the smallest hashes of all pieces of some characters (bottom-k; Cohen and Kaplan 2007). It is
small enough to stand in an extraction, so that copies are found where no text is known. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeVar
from zlib import crc32

from kg.text import fold

Sketch = tuple[int, ...]  # ascending, without repeats

LENGTH: Final = 8  # characters of a piece: two sentences about one thing seldom share so many
SIZE: Final = 64  # hashes kept; the share in common is known to about a sixteenth
COPIED: Final = 0.5  # share in common from which one text is a copy of the other
WIDE: Final = 4  # bytes of a character in UTF-32
COMMON: Final = 64  # texts that share a hash up to which it tells anything; above it is a stock phrase

_Key = TypeVar("_Key", bound=Hashable)


def make_sketch(text: str) -> Sketch:
    """Make the sketch of a text; one shorter than a piece has none."""
    plain = memoryview(fold(text).encode("utf-32-le"))
    width = LENGTH * WIDE
    hashes = {crc32(plain[i : i + width]) for i in range(0, len(plain) - width + 1, WIDE)}
    return tuple(sorted(hashes)[:SIZE])


def find_similarity(one: Sketch, other: Sketch) -> float:
    """Estimate the share (Jaccard) of the pieces of two texts that both have."""
    both = sorted({*one, *other})[:SIZE]
    return len(set(both) & set(one) & set(other)) / len(both) if both else 0.0


def find_copies(sketches: Mapping[_Key, Sketch]) -> tuple[tuple[_Key, _Key], ...]:
    """Find the pairs of texts that are copies of each other, in the order given."""
    return tuple(
        (one, other)
        for one, other in _find_candidates(sketches)
        if find_similarity(sketches[one], sketches[other]) >= COPIED
    )


def _find_candidates(sketches: Mapping[_Key, Sketch]) -> Iterator[tuple[_Key, _Key]]:
    """Pairs with a hash in common, each once; few texts are looked at for a hash, so that it stays linear."""
    holders: dict[int, list[_Key]] = defaultdict(list)
    for key, sketch in sketches.items():
        seen: set[_Key] = set()
        for number in sketch:
            seen.update(holders[number])
            if len(holders[number]) < COMMON:
                holders[number].append(key)
        yield from ((earlier, key) for earlier in _in_order(sketches, seen))


def _in_order(sketches: Mapping[_Key, Sketch], keys: set[_Key]) -> Sequence[_Key]:
    return sorted(keys, key=lambda key: (sketches[key], repr(key)))
