"""Work on batches in several processes: the results come in the order of the batches.

A process that dies (out of memory, a fault in a library) costs its batch one more try, item by item; what
kills its process again is reported, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]  # one result an item; importable by name


def map_batches(
    work: Work[Item, Result],
    batches: Iterable[Sequence[Item]],
    *,
    workers: int,
    give_up: Callable[[Item], Result],
) -> Iterator[Result]:
    """Give the result of every item in order; ``give_up`` makes that of an item whose process died twice."""
    with _start(workers) as pool:
        waiting = [(batch, _submit(pool, work, batch)) for batch in batches]
        for batch, future in waiting:
            try:
                yield from _result(future)
            except BrokenProcessPool:
                for item in batch:
                    yield _retry(work, item, give_up)


def _start(workers: int) -> ProcessPoolExecutor:
    """Start fresh processes: a fork of one with threads may hang, and spawning works everywhere."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _submit(
    pool: ProcessPoolExecutor, work: Work[Item, Result], batch: Sequence[Item]
) -> Future[Sequence[Result]] | None:
    try:
        return pool.submit(work, batch)
    except BrokenProcessPool:  # one of those before has died already
        return None


def _result(future: Future[Sequence[Result]] | None) -> Sequence[Result]:
    if future is None:
        raise BrokenProcessPool
    return future.result()


def _retry(work: Work[Item, Result], item: Item, give_up: Callable[[Item], Result]) -> Result:
    try:
        with _start(1) as pool:
            return pool.submit(work, [item]).result()[0]
    except BrokenProcessPool:
        return give_up(item)
