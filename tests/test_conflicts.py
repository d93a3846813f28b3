"""Contradictions as rows: every fact that disagrees, with its proof."""

from __future__ import annotations

from kg.write.conflicts import COLUMNS, to_conflicts
from tests.knowledge import KNOWLEDGE


def test_conflicts_give_each_fact_with_its_proof() -> None:
    first, second = (dict(zip(COLUMNS, row, strict=True)) for row in to_conflicts(KNOWLEDGE))
    assert {first["says"], second["says"]} == {"5800亿元", "6330亿元（+9%）"}
    assert (first["conflict"], first["kind"], first["about"]) == (
        1,
        "数值不一",
        "青岛国家高新技术产业开发区 营业收入",
    )
    assert (first["document"], first["date"]) == ("news/first.txt", "2024-03-05")
    assert "营业收入5800亿元" in str(first["quote"])
