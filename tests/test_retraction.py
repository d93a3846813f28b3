"""A build is a function of its set of documents: order, company, workers and what was before leave no trace.

Any subset, in any order, read and extracted together, gives the bytes that its documents give when each is
extracted alone and the records are put together in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import to_graph
from kg.pipeline import assemble, extract_documents
from kg.records import Extraction
from kg.schema import load_schema
from kg.write.jsonl import to_jsonl
from kg.write.turtle import to_turtle

ROOT = Path(__file__).resolve().parents[1]
SEEDS = tuple(sorted((ROOT / "seeds").glob("*.txt")))
OTHERS = tuple(sorted((ROOT.parent / "shared" / "gold" / "dev").glob("*.txt")))  # where they are at hand
SUBSETS = 50
MOST = 4  # documents of a subset

pytestmark = pytest.mark.slow


@cache
def extract_alone(path: Path) -> tuple[Extraction, ...]:
    return extract_documents([path]).extractions


def write(extractions: Sequence[Extraction]) -> tuple[str, str]:
    """Write the records and the graph."""
    return to_jsonl(extractions), to_turtle(to_graph(assemble(extractions), load_schema()))


@settings(max_examples=SUBSETS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SEEDS + OTHERS), min_size=1, max_size=MOST, unique=True))
def test_retraction_leaves_no_trace_and_order_none(paths: list[Path]) -> None:
    alone = [each for path in sorted(paths) for each in extract_alone(path)]
    assert write(extract_documents(paths).extractions) == write(alone)


def test_retraction_leaves_no_trace_with_four_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.BATCH", 1)  # a batch for each document
    together = extract_documents(SEEDS[::-1], workers=4).extractions
    assert write(together) == write([each for path in SEEDS for each in extract_alone(path)])
