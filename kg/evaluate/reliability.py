"""What a confidence is worth: of the items with a confidence about p, is a share of p right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from kg.evaluate.matching import Compared, ItemKind, judge_claims

BINS = 10
KINDS: tuple[ItemKind, ...] = ("entity", "relation", "observation")
Judged = tuple[float, bool]  # a confidence, and whether the item is right


@dataclass(frozen=True, slots=True)
class Bin:
    """The items with a confidence in [low, high): how many, their mean confidence, the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins of one kind of item that hold some.

    ``error`` is the expected calibration error (Naeini et al. 2015): the mean distance of confidence and
    share right, weighted by count. ``loss`` is the mean negative logarithm of the probability given to
    what is the case. ``count`` items carry a confidence.
    """

    kind: ItemKind
    count: int
    error: float
    loss: float
    bins: tuple[Bin, ...]


def measure_reliability(compared: Iterable[Compared]) -> tuple[Reliability, ...]:
    """Measure the confidences of entities, relations and observations; items without one are left out."""
    judged: dict[ItemKind, list[Judged]] = {kind: [] for kind in KINDS}
    for each in compared:
        for claim, right in judge_claims(each):
            if claim.confidence is not None:
                judged[claim.kind].append((claim.confidence, right))
    return tuple(to_reliability(kind, items) for kind, items in judged.items() if items)


def to_reliability(kind: ItemKind, judged: Sequence[Judged]) -> Reliability:
    """Sort judged items into bins of equal width."""
    bins = [_to_bin(place, list(items)) for place, items in groupby(sorted(judged), key=_place)]
    error = sum(each.count * abs(each.confidence - each.right) for each in bins) / len(judged)
    loss = sum(-log(max(sure if right else 1 - sure, 1e-6)) for sure, right in judged) / len(judged)
    shown = tuple(
        Bin(each.low, each.high, each.count, round(each.confidence, 4), round(each.right, 4)) for each in bins
    )
    return Reliability(kind, len(judged), round(error, 4), round(loss, 4), shown)


def _place(item: Judged) -> int:
    # a confidence of 0.7 is 0.7000000000000001 tenths to a computer: round before cutting
    return min(BINS - 1, int(round(item[0] * BINS, 6)))


def _to_bin(place: int, items: Sequence[Judged]) -> Bin:
    sure, right = (sum(values) / len(items) for values in zip(*items, strict=True))
    return Bin(place / BINS, (place + 1) / BINS, len(items), sure, right)
