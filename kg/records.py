"""The frozen records that flow through the line; no logic but their invariants.

All spans are half-open intervals of Unicode code points in the *source* text as stored
(``Document.text``), never in the clean text and never in tokens. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal

Modality = Literal["planned", "negated"]
Bound = Literal["min", "max"]
Level = Literal["info", "warning", "error"]
Phase = Literal["signed", "started", "completed", "operating"]
Disagreement = Literal["value", "change", "rank", "modality"]
ArticleKey = tuple[str, int]  # document id, index of the article in it
Verb = Literal["same", "different", "retype", "rename", "reject"]
Outcome = Literal["joined", "decided", "agreed", "vetoed", "open", "weak"]
Local = tuple[str, int, str]  # document, article, id of an entity local to it
Key = tuple[str, str]  # type, and core@owner as the grammar of names has them


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open interval of source characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd in the input or the result: reported, never raised."""

    level: Level
    code: str
    message: str
    where: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    ``id`` is a hash of ``text``; ``name`` is the path below the folder given, with "/" and
    headed by that folder's name, so that it is the same wherever the folder lies.
    """

    id: str
    name: str
    text: str
    media_type: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One text inside a document, cleaned; ``offsets[i]`` is the source place of ``text[i]``.

    ``text`` is made of lines (paragraphs and headings) separated by "\\n". The offsets need not
    grow: a headline printed below its article stands above it here. Within a line they do.
    """

    document: Document
    index: int
    text: str
    offsets: tuple[int, ...]
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} clean characters, {len(self.offsets)} offsets")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place in the text.

    ``origin`` is the id of the rule or model that proposed it, ``score`` the probability of the entity named.
    """

    span: Span
    surface: str
    type: str
    origin: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document that proves a statement; ``quote`` is exactly the source slice.

    ``article`` is the index, within the document, of the article that says so; the span counts characters
    of the whole document.
    """

    document: str
    article: int
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise ValueError(f"quote of {len(self.quote)} characters for {self.span}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing. ``id`` is local to the extraction ("e1"), or stable and global after resolution.

    Resolution adds ``code``, the GB/T 2260 code of the division that it is or lies in, and ``listed``, its
    name in the reference table of its type: see anchors.py.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    code: str | None = None
    listed: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical name, then the aliases."""
        return (self.name, *self.aliases)

    @property
    def confidence(self) -> float | None:
        """The score of the surest mention; None where there is no mention."""
        return max((mention.score for mention in self.mentions), default=None)


@dataclass(frozen=True, slots=True)
class Relation:
    """One article says: subject predicate object (both entity ids)."""

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    origin: str
    confidence: float
    role: str | None = None
    time: str | None = None
    modality: Modality | None = None

    def __post_init__(self) -> None:
        check_claim(self.evidence, self.confidence)


@dataclass(frozen=True, slots=True)
class Observation:
    """A measured figure about ``subject``; schema.md section 3. ``change`` is in percent, signed."""

    subject: str
    indicator: str
    value: float | int | None
    unit: str | None
    period: str | None
    change: float | int | None
    evidence: tuple[Evidence, ...]
    origin: str
    confidence: float
    scope: str | None = None
    approx: bool = False
    bound: Bound | None = None
    modality: Modality | None = None

    def __post_init__(self) -> None:
        check_claim(self.evidence, self.confidence)
        if self.value is None and self.change is None:
            raise ValueError("an observation without value and change")
        if any(isinstance(number, float) and not isfinite(number) for number in (self.value, self.change)):
            raise ValueError(f"value {self.value} or change {self.change} is no number")


@dataclass(frozen=True, slots=True)
class Source:
    """What the right half of the line knows of a document and article: everything but the text.

    ``sketch`` stands for the text where copies are looked for (``kg.shingles``).
    """

    document: str
    name: str
    article: int
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()

    @property
    def key(self) -> ArticleKey:
        """The document and the index of the article in it."""
        return self.document, self.article


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says. Ids of entities are local to it."""

    source: Source
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided, a row of decisions.tsv; ``where`` is that row's file:line.

    same, different: ``name`` and ``other`` are two names of ``type``. retype: ``other`` is the new type.
    rename: ``other`` is the name shown. reject: ``other`` is what is said of ``name`` and wrong, as
    "predicate object" or "indicator = value unit".
    """

    verb: Verb
    type: str
    name: str
    other: str
    who: str = ""
    when: str = ""
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The local entities of one key, which the grammar of names takes for one thing.

    ``name`` tells it from every other of its type: one of ``names``, with "@" and where it is said if that
    alone says too little. ``marks`` are what one thing can't have twice: place, zone, kind, numbers.
    """

    key: Key
    name: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    members: tuple[Local, ...]
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two parts that may be one thing, the form in common, and what speaks for and against it, weighted."""

    one: Key
    other: Key
    form: str
    features: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return round(sum(weight for _, weight in self.features), 6)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a link.

    joined: it made two things one; decided: a person did; agreed: they are one by other links; vetoed:
    ``why`` forbids it; open: for a person to decide; weak: too little speaks for it.
    """

    link: Link
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Global entities, and which of them each local one is; then how it came to that."""

    entities: tuple[Entity, ...]
    index: dict[Local, str]
    parts: tuple[Part, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What the graph holds: one statement with all its proofs.

    ``sources`` is the number of independent documents behind it: copies of one text count once. ``id``
    hashes the content, not the proofs, so that it stays when a further document repeats it. ``phase`` is
    how far what is introduced or built has come.
    """

    id: str
    statement: Relation | Observation
    sources: int
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A concept that figures measure: its key, its preferred name and the other names texts have for it."""

    key: str
    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is nearly that of another; the ``origin`` is the earliest of them."""

    article: ArticleKey
    origin: ArticleKey


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts (their ids) that can't all be true, and in what they differ."""

    id: str
    kind: Disagreement
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the graph is made of, sorted; the whole input of ``graph.to_graph``."""

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    indicators: tuple[Indicator, ...] = ()
    copies: tuple[Copy, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def check_claim(evidence: tuple[Evidence, ...], confidence: float) -> None:
    """Refuse a statement that has no proof or no probability."""
    if not evidence:
        raise ValueError("a statement without evidence")
    if not 0.0 < confidence <= 1.0:
        raise ValueError(f"confidence {confidence} is not in (0, 1]")
