"""Extractions → JSON Lines: the record of schema.md section 4, one article a line.

Beside the keys of that record stand those that make it loss-free (document, publisher, authors, surfaces,
sketch, origins, scores, quotes, issues). Read back by kg/read/extractions.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kg.records import Entity, Evidence, Extraction, Issue, Observation, Relation, Source

Record = dict[str, object]


def to_jsonl(extractions: Sequence[Extraction]) -> str:
    """Convert extractions to JSON Lines, sorted by document name and article.

    Raises ValueError for a number that JSON can't hold and for evidence out of another article.
    """
    ordered = sorted(
        extractions, key=lambda each: (each.source.name, each.source.article, each.source.document)
    )
    lines = (json.dumps(_to_record(each), ensure_ascii=False, allow_nan=False) for each in ordered)
    return "".join(f"{line}\n" for line in lines)


def _to_record(extraction: Extraction) -> Record:
    source = extraction.source
    return {
        "doc": source.name,
        "article": source.article,
        "title": source.title,
        "date": source.date,
        "document": source.document,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "sketch": "".join(f"{number:08x}" for number in source.sketch),
        "entities": [_entity(each) for each in extraction.entities],
        "relations": [_relation(each, source) for each in extraction.relations],
        "observations": [_observation(each, source) for each in extraction.observations],
        "issues": [_issue(each) for each in extraction.issues],
    }


def _entity(entity: Entity) -> Record:
    mentions = entity.mentions
    record: Record = {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [[each.span.start, each.span.end] for each in mentions],
        "surfaces": [each.surface for each in mentions],
        "origins": [each.origin for each in mentions],
        "scores": [each.score for each in mentions],
    }
    if any(each.type != entity.type for each in mentions):
        record["types"] = [each.type for each in mentions]
    return record


def _relation(relation: Relation, source: Source) -> Record:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "role": relation.role,
        "time": relation.time,
        "modality": relation.modality,
        **_proof(relation.evidence, source),
        "confidence": relation.confidence,
        "origin": relation.origin,
    }


def _observation(observation: Observation, source: Source) -> Record:
    marks: Mapping[str, object] = {
        "approx": observation.approx or None,
        "bound": observation.bound,
        "modality": observation.modality,
    }
    return {
        "subject": observation.subject,
        "indicator": observation.indicator,
        "value": observation.value,
        "unit": observation.unit,
        "period": observation.period,
        "change": observation.change,
        "scope": observation.scope,
        **{key: mark for key, mark in marks.items() if mark is not None},
        **_proof(observation.evidence, source),
        "confidence": observation.confidence,
        "origin": observation.origin,
    }


def _proof(evidence: Sequence[Evidence], source: Source) -> Record:
    foreign = {(each.document, each.article) for each in evidence} - {(source.document, source.article)}
    if foreign:
        places = ", ".join(f"{document} #{article}" for document, article in sorted(foreign))
        raise ValueError(f"evidence out of {places} in {source.document} #{source.article}")
    return {
        "evidence": [[each.span.start, each.span.end] for each in evidence],
        "quotes": [each.quote for each in evidence],
    }


def _issue(issue: Issue) -> Record:
    return {"level": issue.level, "code": issue.code, "message": issue.message, "where": issue.where}
