"""Golden cases: short invented reports and the whole extraction they must give.

``KG_REWRITE_GOLDEN=1 pytest tests/test_golden.py`` writes the expectations anew; read the difference before
you commit it. Every zone, company, person and figure in the inputs is invented or used fictitiously.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.articles import split_articles
from kg.extract import make_extractor
from kg.records import Article, Document, Entity, Extraction, Observation, Relation

CASES = sorted(Path(__file__).with_name("golden").iterdir())


Extractor = Callable[[Article], Extraction]


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return make_extractor()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_case_gives_the_extraction_expected(case: Path, extract: Extractor) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8")
    document = Document("d", f"golden/{case.name}.txt", text, "text/plain", date="2024-05-10")
    found = [readable(extract(article)) for article in split_articles(document)]
    shown = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    expected = case / "extraction.json"
    if os.environ.get("KG_REWRITE_GOLDEN"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


def readable(extraction: Extraction) -> dict[str, Any]:
    """An extraction with names for ids, in lines that read well in a difference."""
    names = {entity.id: entity.name for entity in extraction.entities}
    return {
        "title": extraction.source.title,
        "authors": list(extraction.source.authors),
        "entities": sorted(_entity(entity) for entity in extraction.entities),
        "relations": sorted(_relation(relation, names) for relation in extraction.relations),
        "observations": sorted(_observation(one, names) for one in extraction.observations),
    }


def _entity(entity: Entity) -> str:
    return " ".join([entity.type, entity.name, *(f"= {alias}" for alias in entity.aliases)])


def _relation(relation: Relation, names: dict[str, str]) -> str:
    keys = ("role", "time", "modality")
    extra = [f"{key}={getattr(relation, key)}" for key in keys if getattr(relation, key)]
    parts = [names[relation.subject], relation.predicate, names[relation.object], *extra]
    return " ".join(parts) + " | " + " … ".join(proof.quote for proof in relation.evidence)


def _observation(one: Observation, names: dict[str, str]) -> str:
    keys = ("value", "unit", "period", "change", "scope", "approx", "bound", "modality")
    extra = [f"{key}={getattr(one, key)}" for key in keys if getattr(one, key) not in (None, False)]
    said = " … ".join(proof.quote for proof in one.evidence)
    return " ".join([names[one.subject], one.indicator, *extra]) + f" | {said}"
