"""Pairs of names that are left to a person → review.tsv, and the same cases for ``kg review``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from kg.records import Extraction, Link, Part, Resolution
from kg.text import tidy

COLUMNS: Final = (
    *("type", "name", "other", "score", "features", "form"),
    *("document", "quote", "other_document", "other_quote"),
)
_BREAKS: Final = re.compile(r"\s+")

_Place = tuple[str, int]  # document, article


@dataclass(frozen=True, slots=True)
class Example:
    """Where a thing is spoken of: a document and a sentence of it, or the bare name."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """Two parts that may be one thing, with an example of each."""

    one: Part
    other: Part
    link: Link
    example: Example
    other_example: Example


def find_cases(extractions: Sequence[Extraction], resolution: Resolution) -> tuple[Case, ...]:
    """Find the open cases, the likeliest first."""
    parts = {part.key: part for part in resolution.parts}
    articles = {(each.source.document, each.source.article): each for each in extractions}
    cases = []
    for link in (each.link for each in resolution.judgements if each.outcome == "open"):
        one, other = sorted((parts[link.one], parts[link.other]), key=attrgetter("name"))
        cases.append(Case(one, other, link, _find_example(one, articles), _find_example(other, articles)))
    return tuple(sorted(cases, key=_order))


def _order(case: Case) -> tuple[float, str, str, str]:
    return -case.link.score, case.one.key[0], case.one.name, case.other.name


def to_review(extractions: Sequence[Extraction], resolution: Resolution) -> str:
    """Convert the open cases to a table of tab-separated cells, the likeliest first."""
    rows = (COLUMNS, *map(_to_row, find_cases(extractions, resolution)))
    return "".join("\t".join(_BREAKS.sub(" ", cell).strip() for cell in row) + "\n" for row in rows)


def tell_features(link: Link) -> str:
    """Tell what speaks for and against a link: exact 0.15, context 0.3."""
    return ", ".join(f"{name} {weight:g}" for name, weight in link.features)


def _to_row(case: Case) -> tuple[str, ...]:
    return (
        *(case.one.key[0], case.one.name, case.other.name),
        *(f"{case.link.score:g}", tell_features(case.link), case.link.form),
        *(case.example.document, case.example.quote),
        *(case.other_example.document, case.other_example.quote),
    )


def _find_example(part: Part, articles: Mapping[_Place, Extraction]) -> Example:
    """Choose the shortest sentence that names the part; without one, a name as it is written."""
    found = [each for member in part.members for each in _find_quotes(member, articles)]
    named = [each for each in found if any(name in each.quote for name in part.names)]
    if named or found:
        return min(named or found, key=lambda each: (len(each.quote), each.document, each.quote))
    document, article, _ = part.members[0]
    return Example(articles[document, article].source.name, part.names[0])


def _find_quotes(member: tuple[str, int, str], articles: Mapping[_Place, Extraction]) -> Iterator[Example]:
    document, article, local = member
    extraction = articles[document, article]
    proofs = (
        *(each.evidence for each in extraction.relations if local in (each.subject, each.object)),
        *(each.evidence for each in extraction.observations if local == each.subject),
    )
    for evidence in proofs:
        for one in evidence:
            yield Example(extraction.source.name, tidy(one.quote))
