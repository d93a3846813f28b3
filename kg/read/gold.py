"""Gold files → what their articles are said to say, for ``kg.evaluate``.

A gold file is one document: ``{"doc", "articles": [record, …]}`` in the shape of schema.md section 4
without offsets. It is outside data, so pydantic checks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import DataError, InputError
from kg.read import READERS
from kg.records import Entity, Evidence, Extraction, Observation, Relation, Source, Span

Number = Annotated[int | float, Field(allow_inf_nan=False)]


class GoldEntity(BaseModel):
    """An entity of a gold article; ``id`` is local to it."""

    model_config = ConfigDict(frozen=True)

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    confidence: None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical name, then the aliases."""
        return (self.name, *self.aliases)


class GoldRelation(BaseModel):
    """A relation between two local entity ids."""

    model_config = ConfigDict(frozen=True)

    subject: str
    predicate: str
    object: str
    role: str | None = None
    confidence: None = None


class GoldObservation(BaseModel):
    """A figure about a local entity id."""

    model_config = ConfigDict(frozen=True)

    subject: str
    indicator: str
    value: Number | None = None
    unit: str | None = None
    period: str | None = None
    change: Number | None = None
    confidence: None = None


class GoldArticle(BaseModel):
    """The record of one article."""

    model_config = ConfigDict(frozen=True)

    title: str | None = None
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    observations: tuple[GoldObservation, ...] = ()


class GoldFile(BaseModel):
    """The records of one document."""

    model_config = ConfigDict(frozen=True)

    articles: tuple[GoldArticle, ...]


def read_gold(folder: Path) -> dict[str, tuple[GoldArticle, ...]]:
    """Read a folder's ``*.json`` by file name stem; raises InputError, or DataError with all faults."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"no gold file (*.json) in {folder}")
    faults: list[str] = []
    gold: dict[str, tuple[GoldArticle, ...]] = {}
    for path in paths:
        try:
            gold[path.stem] = GoldFile.model_validate_json(path.read_bytes()).articles
        except (ValidationError, OSError) as error:
            faults.append(f"{path}: {_first_line(error)}")
    if faults:
        raise DataError(faults)
    return gold


def to_extractions(gold: Mapping[str, Sequence[GoldArticle]]) -> tuple[Extraction, ...]:
    """Take gold for what an extractor says, as the resolution sees it: all but times, roles and quotes."""
    return tuple(
        _to_extraction(Source(document, document, number, article.title), article)
        for document, articles in gold.items()
        for number, article in enumerate(articles)
    )


def find_sources(folder: Path) -> tuple[Path, ...]:
    """Find the documents that lie beside a folder's gold files: 003.txt beside 003.json."""
    beside = (path.with_suffix(suffix) for path in sorted(folder.glob("*.json")) for suffix in READERS)
    return tuple(path for path in beside if path.is_file())


def _to_extraction(source: Source, article: GoldArticle) -> Extraction:
    entities = (Entity(e.id, e.type, e.name, e.aliases) for e in article.entities)
    return Extraction(
        source,
        tuple(entities),
        tuple(_to_relations(source, article)),
        tuple(_to_observations(source, article)),
    )


def _to_relations(source: Source, article: GoldArticle) -> Iterator[Relation]:
    for r in article.relations:
        yield Relation(r.subject, r.predicate, r.object, (_to_proof(source, r.predicate),), "gold", 1.0)


def _to_observations(source: Source, article: GoldArticle) -> Iterator[Observation]:
    for o in article.observations:
        if o.value is not None or o.change is not None:
            proof = (_to_proof(source, o.indicator),)
            yield Observation(o.subject, o.indicator, o.value, o.unit, o.period, o.change, proof, "gold", 1.0)


def _to_proof(source: Source, word: str) -> Evidence:
    """Stand in for the quote: gold says what it is, not where."""
    quote = word or "-"
    return Evidence(source.document, source.article, Span(0, len(quote)), quote)


def _first_line(error: ValidationError | OSError) -> str:
    if isinstance(error, OSError):
        return error.strerror or "can't be read"
    fault = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}"
