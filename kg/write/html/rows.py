"""Records → rows of the data island's tables. The cells stand in the order of the column names given here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite
from operator import attrgetter
from typing import Final

from kg.forms.sounds import spell_words
from kg.graph.terms import Things
from kg.indicators import to_concept
from kg.intervals import to_interval
from kg.measures import to_measure
from kg.records import Copy, Entity, Evidence, Fact, Observation, Relation, Source
from kg.schema import BASE
from kg.text import tidy
from kg.write.html.picture import Picture, Place, wrap

Row = list[object]
Index = Mapping[Hashable, int]

SAID: Final = ("confidence", "sources", "origin", "proofs", "modality")  # what relations and figures share
DOCUMENT: Final = ("id", "name")
ARTICLE: Final = ("id", "document", "title", "date", "publisher", "months", "copyOf")
PROOF: Final = ("id", "article", "start", "end", "quote")
ENTITY: Final = ("id", "type", "name", "size", "aliases", "sounds", "label", "x", "y")
RELATION: Final = ("id", "subject", "predicate", "object", *SAID, "time", "months", "role", "phase")
FIGURE: Final = (
    *("id", "subject", "indicator", "value", "unit", "change", *SAID, "time", "months"),
    *("wording", "scope", "approx", "bound", "base", "baseUnit"),
)
THINGS: Final = Things(BASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of the row that tells each thing: types and predicates by name, the rest by key or id."""

    types: Index
    predicates: Index
    entities: Index
    articles: Index
    proofs: Index
    concepts: Index
    origins: Index


def number(keys: Iterable[Hashable]) -> Index:
    """Number keys from 0 in their order."""
    return {key: index for index, key in enumerate(keys)}


def to_table(columns: Sequence[str], rows: Iterable[Row]) -> dict[str, object]:
    """Make a table; None, False and [] are null, and left out at a row's end."""
    return {"columns": columns, "rows": [_trim(row) for row in rows]}


def _trim(row: Row) -> Row:
    cells = [None if cell is False or cell == [] else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def describe_documents(sources: Iterable[Source]) -> Iterator[Row]:
    """Tell each document once; the ``sources`` of one stand together."""
    for document, group in groupby(sources, attrgetter("document")):
        yield [document, next(group).name]


def describe_articles(sources: Sequence[Source], copies: Iterable[Copy], numbers: Numbers) -> Iterator[Row]:
    documents = number(dict.fromkeys(source.document for source in sources))
    origins = {one.article: numbers.articles[one.origin] for one in copies}
    for one in sources:
        months = find_months(one.date)
        head = [one.article, documents[one.document], one.title, one.date, one.publisher]
        yield [*head, months, origins.get(one.key)]


def find_indicator_id(concept: str) -> str:
    """Give the end of an indicator's IRI, which its name does not tell."""
    held = concept.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is in no IRI
    return THINGS.hashed("indicator", held).rpartition("/")[2]


def describe_proof(evidence: Evidence, numbers: Numbers) -> Row:
    """Tell a quote: the end of its IRI, its article, its place in the document in source characters."""
    key = THINGS.evidence(evidence).rpartition("/")[2]
    article = numbers.articles[evidence.document, evidence.article]
    return [key, article, evidence.span.start, evidence.span.end, tidy(evidence.quote)]


def describe_entity(entity: Entity, picture: Picture, numbers: Numbers) -> Row:
    """Tell an entity; ``sounds`` are the syllables of its names, ``label`` its name if that takes lines."""
    label = wrap(entity.name)
    return [
        *(entity.id, numbers.types[entity.type], entity.name, picture.sizes[entity.id]),
        *(list(entity.aliases), [" ".join(spell_words(form)) for form in entity.forms]),
        *(None if label == entity.name else label, *_round(picture.places.get(entity.id))),
    ]


def _round(place: Place | None) -> Row:
    return [round(place[0]), round(place[1])] if place else []


def describe_relation(fact: Fact, numbers: Numbers) -> Row:
    relation = fact.statement
    if not isinstance(relation, Relation):
        raise TypeError(f"fact {fact.id} is no relation")
    return [
        *(fact.id, numbers.entities[relation.subject], numbers.predicates[relation.predicate]),
        *(numbers.entities[relation.object], *_describe_said(fact, numbers)),
        *(relation.time, find_months(relation.time), relation.role, fact.phase),
    ]


def describe_figure(fact: Fact, numbers: Numbers) -> Row:
    """Tell a figure; ``wording`` is what the text calls the indicator, ``base`` its value in base units."""
    figure = fact.statement
    if not isinstance(figure, Observation):
        raise TypeError(f"fact {fact.id} is no observation")
    base, base_unit = _find_base(figure)
    return [
        *(fact.id, numbers.entities[figure.subject], numbers.concepts[to_concept(figure.indicator)]),
        *(figure.value, figure.unit, figure.change, *_describe_said(fact, numbers)),
        *(figure.period, find_months(figure.period), figure.indicator),
        *(figure.scope, figure.approx, figure.bound),
        *(base, base_unit),
    ]


def _find_base(figure: Observation) -> tuple[float | None, str | None]:
    """Give value and unit in base units; nothing for what is past every number of a script."""
    if figure.value is None:
        return None, None
    measure = to_measure(figure.value, figure.unit)
    value = float(measure.value)
    return (int(value) if value.is_integer() else value, measure.unit) if isfinite(value) else (None, None)


def _describe_said(fact: Fact, numbers: Numbers) -> Row:
    said = fact.statement
    proofs = [numbers.proofs[one] for one in said.evidence]
    return [said.confidence, fact.sources, numbers.origins[said.origin], proofs, said.modality]


def find_months(period: str | None) -> list[int] | None:
    """Find the first and the last month of a period, counted from the year 0; one if they are equal."""
    interval = to_interval(period) if period else None
    if interval is None:
        return None
    months = [12 * day.year + day.month - 1 for day in (interval.begin, interval.end)]
    return months[:1] if months[0] == months[1] else months
