"""Extractions for the tests of all that is right of the bar: made by hand, or out of the seeds' gold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.records import Entity, Evidence, Extraction, Observation, Relation, Source, Span

GOLD: Final = Path(__file__).parent / "gold"
Named = tuple[str, ...]  # type, name, aliases
Linked = tuple[str, str, str]  # name, predicate, name


def article(
    document: str, *things: Named, links: Sequence[Linked] = (), number: int = 0, title: str | None = None
) -> Extraction:
    """Make the extraction of an article; things are told by their names."""
    ids = {name: f"e{i}" for i, (_, name, *_) in enumerate(things, 1)}
    entities = (Entity(ids[name], type_, name, tuple(more)) for type_, name, *more in things)
    relations = (
        Relation(
            ids[subject], predicate, ids[object_], (proof(document, subject, article=number),), "test", 0.8
        )
        for subject, predicate, object_ in links
    )
    source = Source(digest(document), f"{document}.txt", number, title)
    return Extraction(source, tuple(entities), tuple(relations))


def digest(name: str) -> str:
    """Make the id of a document that stands for its text."""
    return sha256(name.encode()).hexdigest()[:12]


def proof(document: str, quote: str, start: int = 0, *, article: int = 0) -> Evidence:
    """Make an evidence at some place of a document."""
    return Evidence(digest(document), article, Span(start, start + len(quote)), quote)


def read_seeds() -> tuple[Extraction, ...]:
    """Read the gold of the five seeds; every quote is given the place 0."""
    found: list[Extraction] = []
    for path in sorted(GOLD.glob("*.json")):
        for number, record in enumerate(json.loads(path.read_text(encoding="utf-8"))["articles"]):
            found.append(_to_extraction(path.stem, number, record))
    return tuple(found)


def _to_extraction(document: str, number: int, record: dict[str, list[dict[str, str]]]) -> Extraction:
    source = Source(
        digest(document), f"seeds/{document}.txt", number, str(record["title"]), str(record["date"])
    )
    entities = (Entity(e["id"], e["type"], e["name"], tuple(e["aliases"])) for e in record["entities"])
    relations = (
        Relation(
            r["subject"],
            r["predicate"],
            r["object"],
            (proof(document, r["evidence"], article=number),),
            "gold",
            0.9,
            r["role"],
            r["time"],
            "planned" if r["modality"] == "planned" else None,
        )
        for r in record["relations"]
    )
    return Extraction(
        source, tuple(entities), tuple(relations), tuple(_observations(document, number, record))
    )


def _observations(document: str, number: int, record: dict[str, list[dict[str, str]]]) -> list[Observation]:
    return [
        Observation(
            o["subject"],
            o["indicator"],
            _number(o["value"]),
            o["unit"],
            o["period"],
            _number(o["change"]),
            (proof(document, o["evidence"], article=number),),
            "gold",
            0.9,
            o["scope"],
        )
        for o in record["observations"]
    ]


def _number(value: object) -> float | int | None:
    return value if isinstance(value, int | float) else None
