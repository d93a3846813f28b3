"""Contradictions → rows: each fact that disagrees, with what it says, where and when it was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.records import Knowledge
from kg.text import tidy
from kg.wording import put_in_words

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
            for proof in fact.statement.evidence:
                source = sources[proof.document, proof.article]
                told = (number, KINDS[each.kind], *put_in_words(fact, names), fact.sources)
                rows.append((*told, source.date, source.name, tidy(proof.quote)))
        yield from sorted(rows, key=lambda row: [str(cell or "") for cell in row[2:]])
