"""Knowledge and picture → the data island: what the page's scripts read, as JSON that stays in its element.

The same quote behind several facts is told once. What is None or empty is left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from kg.records import Evidence, Fact, Knowledge, Observation, Relation, Source
from kg.schema import Schema
from kg.text import tidy
from kg.write.html.picture import LINES, Json, Picture

# "<", ">" and "&" could end the element or open a comment in it (reliability.md section 3); U+2028/9 end a
# line for old scripts; a lone surrogate can't be written as UTF-8.
_UNSAFE: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def to_island(knowledge: Knowledge, schema: Schema, picture: Picture) -> str:
    """Convert everything the page tells to JSON that is safe inside a script element."""
    proofs = {one: index for index, one in enumerate(_collect_proofs(knowledge.facts))}
    links = [one for one in knowledge.facts if isinstance(one.statement, Relation)]
    figures = [one for one in knowledge.facts if isinstance(one.statement, Observation)]
    data = {
        "counts": {
            "entities": len(knowledge.entities),
            "links": len(links),
            "drawnNodes": len(picture.nodes),
            "drawnEdges": len(picture.edges),
        },
        "lines": LINES,
        "types": _describe_types(knowledge, schema, picture),
        "predicates": [_describe_predicate(one.name, schema) for one in schema.predicates],
        "documents": _describe_documents(knowledge.sources),
        "entities": [_describe_entity(one.id, one.type, one.forms) for one in knowledge.entities],
        "statements": [_describe_fact(one, proofs) for one in _by_predicate(links, schema)],
        "figures": [_describe_fact(one, proofs) for one in sorted(figures, key=_figure_order)],
        "proofs": [_describe_proof(one) for one in proofs],
        "network": {"nodes": picture.nodes, "edges": picture.edges, "options": picture.options},
    }
    return escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def escape(text: str) -> str:
    """Write what HTML or a script could take for its own as ``\\uXXXX``; the JSON value stays the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _present(record: Mapping[str, object]) -> Json:
    """Leave out what is None or False; zero and empty lists stay."""
    return {key: value for key, value in record.items() if value is not None and value is not False}


def _describe_types(knowledge: Knowledge, schema: Schema, picture: Picture) -> list[Json]:
    counts = Counter(one.type for one in knowledge.entities)
    drawn = Counter(str(one["group"]) for one in picture.nodes)
    return [
        {
            "name": one.name,
            "label": one.label_zh,
            "comment": one.comment_zh,
            "shape": picture.signs[one.name].shape,
            "fill": picture.signs[one.name].fill,
            "line": picture.signs[one.name].line,
            "width": picture.signs[one.name].width,
            "count": counts[one.name],
            "drawn": drawn[one.name],
        }
        for one in schema.types
    ]


def _describe_predicate(name: str, schema: Schema) -> Json:
    predicate = schema.predicate(name)
    return _present({"name": name, "label": predicate.label_zh, "symmetric": predicate.symmetric})


def _describe_documents(sources: Sequence[Source]) -> dict[str, Json]:
    ordered = sorted(sources, key=attrgetter("document", "article"))
    return {
        document: _describe_document(tuple(group))
        for document, group in groupby(ordered, attrgetter("document"))
    }


def _describe_document(sources: Sequence[Source]) -> Json:
    """Describe a document by its name and its articles; these stand under their index."""
    return {
        "name": sources[0].name,
        "articles": {str(one.article): _describe_article(one) for one in sources},
    }


def _describe_article(source: Source) -> Json:
    return _present({"title": source.title, "date": source.date, "publisher": source.publisher})


def _describe_entity(id_: str, type_: str, forms: tuple[str, ...]) -> Json:
    return {"id": id_, "type": type_, "name": forms[0], "aliases": list(forms[1:])}


def _by_predicate(links: Iterable[Fact], schema: Schema) -> list[Fact]:
    order = {one.name: index for index, one in enumerate(schema.predicates)}
    return sorted(links, key=lambda one: (_order_of(one, order), -one.sources, one.id))


def _order_of(fact: Fact, order: Mapping[str, int]) -> int:
    return order[fact.statement.predicate] if isinstance(fact.statement, Relation) else len(order)


def _figure_order(fact: Fact) -> tuple[str, str, str]:
    figure = fact.statement
    if not isinstance(figure, Observation):
        raise TypeError(f"fact {fact.id} is no observation")
    return figure.indicator, figure.period or "", fact.id


def _describe_fact(fact: Fact, proofs: Mapping[Evidence, int]) -> Json:
    statement = fact.statement
    shared = {
        "id": fact.id,
        "modality": statement.modality,
        "confidence": statement.confidence,
        "sources": fact.sources,
        "origin": statement.origin,
        "proofs": [proofs[one] for one in statement.evidence],
    }
    own = _describe_relation(statement) if isinstance(statement, Relation) else _describe_figure(statement)
    return _present({**shared, **own})


def _describe_relation(relation: Relation) -> Json:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "role": relation.role,
        "time": relation.time,
    }


def _describe_figure(figure: Observation) -> Json:
    return {
        "subject": figure.subject,
        "indicator": figure.indicator,
        "value": figure.value,
        "unit": figure.unit,
        "period": figure.period,
        "change": figure.change,
        "scope": figure.scope,
        "approx": figure.approx,
        "bound": figure.bound,
    }


def _collect_proofs(facts: Iterable[Fact]) -> list[Evidence]:
    found = {one for fact in facts for one in fact.statement.evidence}
    return sorted(found, key=attrgetter("document", "article", "span", "quote"))


def _describe_proof(evidence: Evidence) -> Json:
    return {
        "document": evidence.document,
        "article": evidence.article,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": tidy(evidence.quote),
    }
