"""Knowledge and picture → the data island: what the page's scripts read, as JSON that stays in its element.

Whatever there may be thousands of stands in tables, told in rows.py. Rows refer to rows of other tables by
number: relations and figures to entities and proofs, proofs to articles, articles to documents.
scripts/data.js makes objects of them again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from operator import attrgetter
from typing import Final

from kg.indicators import to_concept
from kg.records import Fact, Knowledge, Observation, Relation
from kg.schema import BASE, VOCABULARY, Schema
from kg.write.html import rows
from kg.write.html.clusters import describe_clusters
from kg.write.html.kept import Part
from kg.write.html.picture import Json, Picture, Sign
from kg.write.html.rows import to_table

# "<", ">" and "&" could end the element or open a comment in it (reliability.md section 3); U+2028/9 end a
# line for old scripts; a lone surrogate can't be written as UTF-8.
_UNSAFE: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def to_island(whole: Knowledge, part: Part, schema: Schema, limits: Mapping[str, int]) -> str:
    """Convert everything the page tells to JSON that is safe inside a script element.

    Counts are those of the whole; where the page holds a part of it only, ``kept`` are the part's, and
    ``clusters`` tell of all. ``limits`` are handed on to the scripts. ``generation`` is a hash of all the
    rest: pages that tell the same have the same.
    """
    data = {"limits": dict(limits), **_describe_vocabulary(whole, schema, part.picture.signs)}
    data |= _describe_tables(part.knowledge, schema, part.picture)
    if part.clusters:
        types = rows.number(one.name for one in schema.types)
        data["kept"] = _count(part.knowledge)
        data["clusters"] = describe_clusters(part.clusters, types, part.picture.entities)
    text = escape(_write(data))
    generation = sha256(text.encode("utf-8")).hexdigest()[:12]
    return f'{{"generation":"{generation}",{text[1:]}'


def escape(text: str) -> str:
    """Write what HTML or a script could take for its own as ``\\uXXXX``; the JSON value stays the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _write(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _describe_vocabulary(knowledge: Knowledge, schema: Schema, signs: Mapping[str, Sign]) -> Json:
    """Describe types and predicates with how many there are of each in the whole graph."""
    types = Counter(one.type for one in knowledge.entities)
    predicates = Counter(
        one.statement.predicate for one in knowledge.facts if isinstance(one.statement, Relation)
    )
    return {
        "base": f"{BASE}id/",
        "vocabulary": VOCABULARY,
        "counts": _count(knowledge),
        "types": [
            {
                "name": one.name,
                "zh": one.label_zh,
                "en": one.label_en,
                "shape": signs[one.name].shape,
                "fill": signs[one.name].fill,
                "line": signs[one.name].line,
                "width": signs[one.name].width,
                "count": types[one.name],
            }
            for one in schema.types
        ],
        "predicates": [
            {
                "name": one.name,
                "zh": one.label_zh,
                "en": one.label_en,
                "symmetric": one.symmetric,
                "count": predicates[one.name],
            }
            for one in schema.predicates
        ],
    }


def _count(knowledge: Knowledge) -> dict[str, int]:
    relations = sum(isinstance(one.statement, Relation) for one in knowledge.facts)
    figures = len(knowledge.facts) - relations
    return {"entities": len(knowledge.entities), "relations": relations, "figures": figures}


def _describe_tables(knowledge: Knowledge, schema: Schema, picture: Picture) -> Json:
    figures = [one for one in knowledge.facts if isinstance(one.statement, Observation)]
    figures.sort(key=lambda one: (one.statement.subject, one.id))
    facts = (*picture.links, *figures)
    sources = sorted(knowledge.sources, key=attrgetter("name", "document", "article"))
    found = {proof for fact in facts for proof in fact.statement.evidence}
    proofs = sorted(found, key=attrgetter("document", "article", "span", "quote"))
    names = {one.key: one.name for one in knowledge.indicators}
    concepts = sorted({_concept(one) for one in figures})
    origins = sorted({one.statement.origin for one in facts})
    numbers = rows.Numbers(
        types=rows.number(one.name for one in schema.types),
        predicates=rows.number(one.name for one in schema.predicates),
        entities=rows.number(one.id for one in picture.entities),
        articles=rows.number(one.key for one in sources),
        proofs=rows.number(proofs),
        concepts=rows.number(concepts),
        origins=rows.number(origins),
    )
    return {
        "indicators": [names.get(one, one) for one in concepts],
        "indicatorIds": [rows.find_indicator_id(one) for one in concepts],
        "origins": origins,
        "documents": to_table(rows.DOCUMENT, rows.describe_documents(sources)),
        "articles": to_table(rows.ARTICLE, rows.describe_articles(sources, knowledge.copies, numbers)),
        "entities": to_table(
            rows.ENTITY, (rows.describe_entity(one, picture, numbers) for one in picture.entities)
        ),
        "proofs": to_table(rows.PROOF, (rows.describe_proof(one, numbers) for one in proofs)),
        "relations": to_table(rows.RELATION, (rows.describe_relation(one, numbers) for one in picture.links)),
        "figures": to_table(rows.FIGURE, (rows.describe_figure(one, numbers) for one in figures)),
        "contradictions": [
            {"id": one.id, "kind": one.kind, "facts": one.facts} for one in knowledge.contradictions
        ],
    }


def _concept(fact: Fact) -> str:
    if not isinstance(fact.statement, Observation):
        raise TypeError(f"fact {fact.id} is no observation")
    return to_concept(fact.statement.indicator)
