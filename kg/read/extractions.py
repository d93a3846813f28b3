"""JSON Lines of extraction records (schema.md, section 4) → Extractions.

Outside data: pydantic checks the shape of every line, the records check the rest. What the keys mean is
said in kg/write/jsonl.py, which writes them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kg.errors import InputError
from kg.records import (
    Bound,
    Entity,
    Evidence,
    Extraction,
    Issue,
    Level,
    Mention,
    Modality,
    Observation,
    Relation,
    Source,
    Span,
)

Offsets = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]]
Number = Annotated[int | float, Field(allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Entity(_Model):
    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Offsets, ...] = ()
    surfaces: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    types: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _check_parallel(self) -> _Entity:
        lengths = {len(self.mentions), len(self.surfaces), len(self.origins), len(self.scores)}
        if len(lengths | ({len(self.types)} if self.types is not None else set())) > 1:
            raise ValueError("mentions, surfaces, origins, scores of different length")
        return self

    def to_record(self) -> Entity:
        types = self.types or (self.type,) * len(self.mentions)
        mentions = (
            Mention(Span(*place), surface, type_, origin, score)
            for place, surface, type_, origin, score in zip(
                self.mentions, self.surfaces, types, self.origins, self.scores, strict=True
            )
        )
        return Entity(self.id, self.type, self.name, self.aliases, tuple(mentions))


class _Claim(_Model):
    evidence: tuple[Offsets, ...]
    quotes: tuple[str, ...]
    confidence: float
    origin: str
    subject: str

    @model_validator(mode="after")
    def _check_proof(self) -> _Claim:
        if len(self.evidence) != len(self.quotes):
            raise ValueError("evidence and quotes of different length")
        return self

    def find_evidence(self, source: Source) -> tuple[Evidence, ...]:
        """Give the proofs; a record holds those of its own article only, so it doesn't name it again."""
        places = zip(self.evidence, self.quotes, strict=True)
        return tuple(
            Evidence(source.document, source.article, Span(*place), quote) for place, quote in places
        )


class _Relation(_Claim):
    predicate: str
    object: str
    role: str | None = None
    time: str | None = None
    modality: Modality | None = None

    def to_record(self, source: Source) -> Relation:
        return Relation(
            self.subject,
            self.predicate,
            self.object,
            self.find_evidence(source),
            self.origin,
            self.confidence,
            self.role,
            self.time,
            self.modality,
        )


class _Observation(_Claim):
    indicator: str
    value: Number | None
    unit: str | None = None
    period: str | None = None
    change: Number | None = None
    scope: str | None = None
    approx: bool = False
    bound: Bound | None = None
    modality: Modality | None = None

    def to_record(self, source: Source) -> Observation:
        return Observation(
            self.subject,
            self.indicator,
            self.value,
            self.unit,
            self.period,
            self.change,
            self.find_evidence(source),
            self.origin,
            self.confidence,
            self.scope,
            self.approx,
            self.bound,
            self.modality,
        )


class _Issue(_Model):
    level: Level
    code: str
    message: str
    where: str


class _Record(_Model):
    doc: str
    article: Annotated[int, Field(ge=0)]
    title: str | None = None
    date: str | None = None
    document: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    sketch: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{8})*$")] = ""
    entities: tuple[_Entity, ...] = ()
    relations: tuple[_Relation, ...] = ()
    observations: tuple[_Observation, ...] = ()
    issues: tuple[_Issue, ...] = ()

    def to_extraction(self) -> Extraction:
        """Convert to the frozen record; its invariants raise ValueError."""
        sketch = tuple(int(self.sketch[i : i + 8], 16) for i in range(0, len(self.sketch), 8))
        source = Source(
            self.document, self.doc, self.article, self.title, self.date, self.publisher, self.authors, sketch
        )
        return Extraction(
            source,
            tuple(each.to_record() for each in self.entities),
            tuple(each.to_record(source) for each in self.relations),
            tuple(each.to_record(source) for each in self.observations),
            tuple(Issue(each.level, each.code, each.message, each.where) for each in self.issues),
        )

    @model_validator(mode="after")
    def _check_ids(self) -> _Record:
        known = {each.id for each in self.entities}
        if len(known) < len(self.entities):
            raise ValueError("two entities of one id")
        used = {each.subject for each in (*self.relations, *self.observations)}
        unknown = sorted((used | {each.object for each in self.relations}) - known)
        if unknown:
            raise ValueError(f"statements about {', '.join(unknown)}, which is no entity of the article")
        return self


def read_extractions(path: Path) -> tuple[Extraction, ...]:
    """Read a file of extraction records, in its order.

    Raises InputError: for the file, or for its bad lines, all at once as ``file:line: what was expected``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, byte {error.start} is not") from error
    extractions, faults = [], []
    for number, line in enumerate(text.split("\n"), 1):  # U+2028 ends no line of JSON
        if line.strip():
            try:
                extractions.append(_Record.model_validate_json(line).to_extraction())
            except ValueError as error:
                faults.append(f"{path}:{number}: {_explain(error)}")
    if faults:
        raise InputError("\n".join(faults))
    return tuple(extractions)


def _explain(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"expected an extraction record: {error}"
    fault = error.errors(include_url=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"expected an extraction record: {place + ': ' if place else ''}{fault['msg']}"
