"""Contradictions → rows: each fact that disagrees, with what it says, where and when it was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.indicators import find_preferred, to_concept
from kg.records import Fact, Knowledge, Relation
from kg.text import tidy

COLUMNS: Final = ("conflict", "kind", "about", "period", "says", "sources", "date", "document", "quote")
KINDS: Final = {"value": "数值不一", "change": "增幅不符", "rank": "名次重复", "modality": "一是一否"}

Row = tuple[str | int | float | None, ...]


def to_conflicts(knowledge: Knowledge) -> Iterator[Row]:
    """Give a row for each proof of each fact that disagrees; ``conflict`` numbers the contradictions."""
    facts = {fact.id: fact for fact in knowledge.facts}
    names = {entity.id: entity.name for entity in knowledge.entities}
    sources = {source.key: source for source in knowledge.sources}
    for number, each in enumerate(knowledge.contradictions, 1):
        rows: list[Row] = []
        for fact in (facts[key] for key in each.facts):
            about, period, says = _tell(fact, names)
            for proof in fact.statement.evidence:
                source = sources[proof.document, proof.article]
                told = (number, KINDS[each.kind], about, period, says, fact.sources)
                rows.append((*told, source.date, source.name, tidy(proof.quote)))
        yield from sorted(rows, key=lambda row: [str(cell or "") for cell in row[2:]])


def _tell(fact: Fact, names: dict[str, str]) -> tuple[str, str | None, str]:
    """Tell what a fact is about, when, and what it says."""
    one = fact.statement
    if isinstance(one, Relation):
        about = f"{names[one.subject]} {one.predicate} {names[one.object]}"
        return about, one.time, one.modality or "asserted"
    concept = find_preferred(to_concept(one.indicator)) or one.indicator
    vague = {"min": "≥", "max": "≤"}.get(one.bound or "", "") + ("约" if one.approx else "")
    value = "" if one.value is None else f"{vague}{one.value}{one.unit or ''}"
    change = "" if one.change is None else f"（{one.change:+g}%）"
    return f"{names[one.subject]} {concept}", one.period, value + change
