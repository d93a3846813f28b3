"""The workspace of one article while its extraction is made; clean offsets throughout.

Components fill it in order (tags → names → things → relations, figures); ``finish`` in this
package turns it into the frozen Extraction with source offsets. Nothing here knows a rule.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.records import Article, Bound, Issue, Modality
from kg.text import sentences


class Word(NamedTuple):  # there are many: a tuple is made three times as fast as a frozen dataclass
    """A jieba word with its part of speech (ICTCLAS tags: n, nr, ns, nt, nz, v, vn, a, m, q …)."""

    start: int
    end: int
    text: str
    pos: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A span of the statistical tagger: ``label`` is one of its own types (ORG, LOCATION, PERSON …)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed mention: ``type`` is an entity type of the schema.

    ``form`` is the full name where the text leaves out its head (乌鲁木齐、昌吉高新区), else empty.
    """

    start: int
    end: int
    type: str
    origin: str
    score: float
    form: str = ""


@dataclass(slots=True)
class Thing:
    """An entity of the article. ``forms[0]`` is its name; ``names`` are its own mentions."""

    key: int
    type: str
    forms: list[str]
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that denotes a thing: one of its names, or a pointer (该公司, 高新区, 园区, 全区).

    ``start``/``end`` are clean offsets; ``explicit`` tells a name from a pointer.
    """

    start: int
    end: int
    thing: Thing
    explicit: bool = True


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """subject and object are Thing keys; ``evidence`` are clean spans, each inside one line."""

    subject: int
    predicate: str
    object: int
    evidence: tuple[tuple[int, int], ...]
    origin: str
    confidence: float
    role: str | None = None
    time: str | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class ObservationDraft:
    """As records.Observation, with a Thing key as subject and clean evidence spans."""

    subject: int
    indicator: str
    value: float | int | None
    unit: str | None
    period: str | None
    change: float | int | None
    evidence: tuple[tuple[int, int], ...]
    origin: str
    confidence: float
    scope: str | None = None
    approx: bool = False
    bound: Bound | None = None
    modality: Modality | None = None


@dataclass(slots=True)
class Draft:
    """Everything known of one article so far.

    ``topic`` is the zone (else park, place, company …) the article is about: what 高新区, 园区,
    全区 and a missing subject denote. ``references`` are sorted by start and do not overlap.
    """

    article: Article
    words: list[Word] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    topic: Thing | None = None
    relations: list[RelationDraft] = field(default_factory=list)
    observations: list[ObservationDraft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    sentences: tuple[tuple[int, int], ...] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sentences = sentences(self.article.text)
        self._starts = [start for start, _ in self.sentences]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.article.text

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a clean offset."""
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def line_at(self, position: int) -> tuple[int, int]:
        """The line (paragraph or heading) that holds a clean offset, without its line break."""
        end = self.text.find("\n", position)
        return self.text.rfind("\n", 0, position) + 1, end if end >= 0 else len(self.text)

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that lie wholly in a clean span, in order."""
        low = bisect_right(self.words, start - 1, key=lambda word: word.start)
        high = bisect_right(self.words, end, key=lambda word: word.start)
        return [word for word in self.words[low:high] if word.end <= end]
