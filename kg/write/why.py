"""The reasons why names are one thing or two → rows, for ``kg why``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.records import Extraction, Part
from kg.resolve.why import Step
from kg.write.review import tell_features

COLUMNS: Final = (
    *("verdict", "type", "one", "other", "outcome", "score", "features", "form"),
    *("documents", "other_documents"),
)
_MOST: Final = 3  # documents named
Row = tuple[str | float | None, ...]


def to_rows(steps: Iterable[Step], extractions: Sequence[Extraction]) -> tuple[Row, ...]:
    """Convert the reasons to rows."""
    documents = {each.source.document: each.source.name for each in extractions}
    return tuple(_to_row(step, documents) for step in steps)


def _to_row(step: Step, documents: dict[str, str]) -> Row:
    link = step.judgement.link if step.judgement else None
    alone = step.one.key == step.other.key
    key = step.one.key[1]
    return (
        *(step.verdict, step.one.key[0], step.one.name, "" if alone else step.other.name),
        f"key: {key}" if step.outcome == "key" else step.outcome,
        link.score if link and link.features else None,
        tell_features(link) if link else "",
        ", ".join((*step.one.names, *step.one.aliases)) if alone else link.form if link else "",
        _tell_documents(step.one, documents),
        "" if alone else _tell_documents(step.other, documents),
    )


def _tell_documents(part: Part, documents: dict[str, str]) -> str:
    names = sorted({documents[document] for document, _, _ in part.members})
    more = f" +{len(names) - _MOST}" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
