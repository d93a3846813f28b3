"""Counting: right, given and wanted items by kind and label, and how far another sample might differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.matching import Compared, Link, Merged, fold

SAMPLES = 1000
SEED = 0
TAIL = 0.025  # of the samples at either end, which leaves 95 %

Kind = Literal["entities", "relations", "roles", "observations"]
KINDS: tuple[Kind, ...] = ("entities", "relations", "roles", "observations")
Key = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the given items are right, and how many were wanted; rates to four digits."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return round(self.right / self.given, 4) if self.given else 0.0

    @property
    def recall(self) -> float:
        return round(self.right / self.wanted, 4) if self.wanted else 0.0

    @property
    def f1(self) -> float:
        if not self.right:
            return 0.0
        precision, recall = self.right / self.given, self.right / self.wanted
        return round(2 * precision * recall / (precision + recall), 4)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where 95 % of the bootstrap samples' F1 lie."""

    low: float
    high: float


Table = Mapping[Key, Score]


def count(compared: Compared) -> dict[Key, Score]:
    """Count one document by kind and label; ``"all"`` sums up a kind."""
    counts: dict[Key, Score] = defaultdict(Score)
    wanted, found = compared.wanted, compared.found
    _count(
        counts, "entities", ([t.type for t in wanted.things], [t.type for t in found.things]), compared.things
    )
    _count(counts, "relations", (_predicates(wanted), _predicates(found)), compared.links)
    figures = ["figure"] * len(wanted.figures), ["figure"] * len(found.figures)
    _count(counts, "observations", figures, compared.figures)
    for index, partner in compared.links.items():
        counts["roles", "role"] += _score_role(wanted.links[partner], found.links[index])
    sums = {(kind, "all"): sum((counts[key] for key in counts if key[0] == kind), Score()) for kind in KINDS}
    return counts | sums


def total(tables: Sequence[Table]) -> dict[Key, Score]:
    """Sum the counts of all documents."""
    counts: dict[Key, Score] = defaultdict(Score)
    for table in tables:
        for key, score in table.items():
            counts[key] += score
    return counts


def to_table(counts: Mapping[Key, T]) -> dict[Kind, dict[str, T]]:
    """Arrange by kind and label; roles and observations have no labels but "all"."""
    table: dict[Kind, dict[str, T]] = {}
    for kind in KINDS:
        labels = sorted(label for each, label in counts if each == kind and label != "all")
        shown = ("all", *labels) if kind in ("entities", "relations") else ("all",)
        table[kind] = {label: counts[kind, label] for label in shown if (kind, label) in counts}
    return table


def find_intervals(tables: Sequence[Table]) -> dict[Key, Interval]:
    """Bootstrap F1 over documents: as many drawn with replacement, a thousand times (Efron 1979).

    The draws are seeded, so that the same documents always give the same intervals.
    """
    keys = sorted({key for table in tables for key in table})
    counts = np.array([[_numbers(table.get(key, Score())) for key in keys] for table in tables])
    sums = np.tensordot(_draw(len(tables)), counts, axes=1) if keys else counts
    return {key: _interval(sums[:, place]) for place, key in enumerate(keys)}


def _interval(sums: NDArray[np.int64]) -> Interval:
    """The bounds of F1 over the samples that hold something of a label at all."""
    some = sums[sums[:, 1:].any(axis=1)]
    rates = np.sort(2 * some[:, 0] / some[:, 1:].sum(axis=1))
    tail = int(TAIL * len(rates))
    bounds = (rates[tail], rates[-1 - tail]) if len(rates) else (0.0, 0.0)
    return Interval(round(float(bounds[0]), 4), round(float(bounds[1]), 4))


def _draw(size: int) -> NDArray[np.int64]:
    """How often each document is drawn in each sample."""
    dice = Random(SEED)
    draws = (Counter(dice.choices(range(size), k=size)) for _ in range(SAMPLES))
    return np.array([[draw[place] for place in range(size)] for draw in draws], dtype=np.int64)


def _numbers(score: Score) -> tuple[int, int, int]:
    return score.right, score.given, score.wanted


def _predicates(merged: Merged) -> list[str]:
    return [link.predicate for link in merged.links]


def _count(
    counts: dict[Key, Score], kind: Kind, labels: tuple[list[str], list[str]], pairs: Mapping[int, int]
) -> None:
    wanted, found = labels
    for index, label in enumerate(found):
        counts[kind, label] += Score(right=index in pairs, given=1)
    for label in wanted:
        counts[kind, label] += Score(wanted=1)


def _score_role(wanted: Link, found: Link) -> Score:
    one, other = fold(wanted.role), fold(found.role)
    if not one:
        return Score()
    return Score(bool(other) and (one in other or other in one), bool(other), 1)
