"""Knowledge → rows of counts, for ``kg stats``. What the report says in words is report.py's business."""

from __future__ import annotations

from collections import Counter

from kg.records import Knowledge, Observation, Relation
from kg.schema import Schema

Counts = tuple[tuple[str, str, int], ...]


def to_counts(knowledge: Knowledge, schema: Schema) -> Counts:
    """Convert knowledge to rows (kind, label, count): for each kind the sum ("all"), then its labels.

    Types and predicates stand in display order, those without an entity or a fact too.
    """
    types = Counter(entity.type for entity in knowledge.entities)
    statements = [fact.statement for fact in knowledge.facts]
    predicates = Counter(each.predicate for each in statements if isinstance(each, Relation))
    return (
        ("documents", "all", len({source.document for source in knowledge.sources})),
        ("articles", "all", len(knowledge.sources)),
        ("entities", "all", types.total()),
        *(("entities", one.name, types[one.name]) for one in schema.types),
        ("relations", "all", predicates.total()),
        *(("relations", one.name, predicates[one.name]) for one in schema.predicates),
        ("observations", "all", sum(isinstance(each, Observation) for each in statements)),
    )
