"""Batches go to several processes; one that dies costs nothing but what kills it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kg.parallel import map_batches


def double(numbers: Sequence[int]) -> list[int]:
    """Double numbers; a negative one kills the process."""
    if min(numbers) < 0:
        os._exit(1)
    return [2 * number for number in numbers]


def give_up(number: int) -> int:
    return number


def test_parallel_results_come_in_order() -> None:
    batches = [[number, number + 1] for number in range(0, 20, 2)]
    results = list(map_batches(double, batches, workers=2, give_up=give_up))
    assert results == [2 * number for number in range(20)]


def test_parallel_gives_up_only_what_kills_its_process() -> None:
    results = list(map_batches(double, [[1, 2], [3, -4, 5], [6]], workers=2, give_up=give_up))
    assert results == [2, 4, 6, -4, 10, 12]


def test_parallel_of_nothing_is_nothing() -> None:
    assert list(map_batches(double, [], workers=2, give_up=give_up)) == []
