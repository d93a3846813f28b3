"""Extractions against gold records: how much is right, what goes wrong, and what a confidence is worth.

``evaluate`` is the whole of it. Scores follow schema.md section 5: a document's articles are merged
first, then matched one to one and counted; the counts of all documents are summed (micro-average).
Where the records come from is not this room's business: it reads those of an ``Extraction`` and those
of a gold file alike. How taggers compare that know names only is said in ``coarse``,
how well the resolution tells things apart in ``identity``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.causes import Difference, find_differences
from kg.evaluate.matching import Statements, compare, fold, same_number, similar
from kg.evaluate.reliability import Reliability, measure_reliability
from kg.evaluate.scores import Interval, Kind, Score, Table, count, find_intervals, to_table, total

__all__ = [
    "Difference",
    "Evaluation",
    "Interval",
    "Kind",
    "Reliability",
    "Score",
    "evaluate",
    "fold",
    "same_number",
    "similar",
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a comparison with gold says.

    ``scores`` by kind and label ("all" first), ``intervals`` of their F1 likewise; ``differences`` in the
    order of the documents; ``reliability`` of the confidences of entities, relations and observations;
    ``missing`` are the documents without records.
    """

    scores: dict[Kind, dict[str, Score]]
    intervals: dict[Kind, dict[str, Interval]]
    differences: tuple[Difference, ...]
    reliability: tuple[Reliability, ...]
    missing: tuple[str, ...]


def evaluate(
    gold: Mapping[str, Sequence[Statements]], given: Mapping[str, Sequence[Statements]]
) -> Evaluation:
    """Score the given records of each document (by file name stem) that has gold.

    A gold document without records counts as missed; records without gold are left out.
    """
    compared = [compare(document, gold[document], given.get(document, ())) for document in sorted(gold)]
    tables: list[Table] = [count(each) for each in compared]
    return Evaluation(
        to_table(total(tables)),
        to_table(find_intervals(tables)),
        tuple(difference for each in compared for difference in find_differences(each)),
        measure_reliability(compared),
        tuple(sorted(gold.keys() - given.keys())),
    )
