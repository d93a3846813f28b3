"""Two sides of one document: its articles merged, and which found item is which wanted one.

The rules are those of schema.md section 5. What the pairs are used for is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple, Protocol, TypeVar

SYMMETRIC = frozenset({"cooperatesWith"})
IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」·•．.,，、（）()\-—]+")
LEAST_DICE = 0.5

ItemKind = Literal["entity", "relation", "observation"]
T = TypeVar("T")


class NamedEntity(Protocol):
    """An entity of one article; ``forms`` are its name and aliases."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def forms(self) -> tuple[str, ...]: ...
    @property
    def confidence(self) -> float | None: ...


class StatedRelation(Protocol):
    """A relation of one article between local entity ids."""

    @property
    def subject(self) -> str: ...
    @property
    def predicate(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def confidence(self) -> float | None: ...


class StatedObservation(Protocol):
    """A figure of one article about a local entity id."""

    @property
    def subject(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def change(self) -> float | None: ...
    @property
    def confidence(self) -> float | None: ...


class Statements(Protocol):
    """What one article says: an ``Extraction``, or the article of a gold file."""

    @property
    def entities(self) -> Sequence[NamedEntity]: ...
    @property
    def relations(self) -> Sequence[StatedRelation]: ...
    @property
    def observations(self) -> Sequence[StatedObservation]: ...


@dataclass(slots=True)
class Thing:
    """An entity merged from the articles of one document; ``forms`` are folded."""

    type: str
    name: str
    forms: set[str]


class Link(NamedTuple):
    """A relation between indexes of things."""

    subject: int
    predicate: str
    object: int
    role: str | None

    @property
    def triple(self) -> tuple[int, str, int]:
        """What is said, without the role."""
        return self[:3]


class Figure(NamedTuple):
    """An observation about the thing of an index."""

    subject: int
    indicator: str
    value: float | None
    unit: str | None
    period: str | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One record of one article: its place there, and the thing, link or figure it became."""

    kind: ItemKind
    article: int
    position: int
    item: int | Link | Figure
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Merged:
    """One document: its articles' entities merged, the statements between them without repeats."""

    things: list[Thing] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compared:
    """One document's gold and records; ``things``, ``links``, ``figures`` map found → wanted indexes."""

    document: str
    wanted: Merged
    found: Merged
    things: Mapping[int, int]
    links: Mapping[int, int]
    figures: Mapping[int, int]


def compare(document: str, gold: Sequence[Statements], given: Sequence[Statements]) -> Compared:
    """Match what the articles of a document say with what its gold says."""
    wanted, found = merge(gold), merge(given)
    things = _match_things(wanted.things, found.things)
    links = _match(wanted.links, found.links, partial(_same_link, things=things))
    figures = _match(wanted.figures, found.figures, partial(_same_figure, things=things))
    return Compared(document, wanted, found, things, links, figures)


def judge_claims(compared: Compared) -> Iterator[tuple[Claim, bool]]:
    """Give every record of the found side, and whether it is right; one said twice is judged twice."""
    found = compared.found
    places = {link: index for index, link in enumerate(found.links)}
    triples = {found.links[index].triple for index in compared.links}
    figures = {found.figures[index] for index in compared.figures}
    for claim in found.claims:
        if isinstance(claim.item, Link):
            place = places.get(claim.item)  # none: without a role, and merged into one that has it
            yield claim, claim.item.triple in triples if place is None else place in compared.links
        elif isinstance(claim.item, Figure):
            yield claim, claim.item in figures
        else:
            yield claim, claim.item in compared.things


def fold(text: str | None) -> str:
    """Fold a name for comparison: NFKC, lower case, no white space, quotes, dots or brackets."""
    return IGNORED.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def similar(one: str, other: str) -> bool:
    """Compare indicator names: one contains the other, or their bigrams' Dice coefficient is ≥ 0.5."""
    one, other = fold(one), fold(other)
    if not one or not other:
        return False
    return one in other or other in one or _dice(_bigrams(one), _bigrams(other)) >= LEAST_DICE


def same_number(wanted: float | None, found: float | None) -> bool:
    """Compare two figures: fractions to two digits, anything else to nine."""
    if wanted is None or found is None:
        return False
    slack = 0.005 if 0 < abs(wanted) < 1 else 1e-9 * abs(wanted)
    return abs(wanted - found) <= slack


def same_amount(wanted: Figure, found: Figure) -> bool:
    """Compare value and unit of two figures, or their changes where there is no value."""
    if wanted.value is None:
        return same_number(wanted.change, found.change)
    return same_number(wanted.value, found.value) and fold(wanted.unit) == fold(found.unit)


def same_period(wanted: Figure, found: Figure) -> bool:
    """Compare the periods of two figures; where gold has none, any will do."""
    return not wanted.period or fold(wanted.period) == fold(found.period)


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter([text])


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def merge(articles: Sequence[Statements]) -> Merged:
    """Merge what the articles of one document say."""
    merged = Merged()
    for number, article in enumerate(articles):
        local = {entity.id: _add_thing(merged.things, entity) for entity in article.entities}
        for place, entity in enumerate(article.entities):
            merged.claims.append(Claim("entity", number, place, local[entity.id], entity.confidence))
        for place, relation in enumerate(article.relations):
            if relation.subject in local and relation.object in local:
                ends = local[relation.subject], local[relation.object]
                link = Link(ends[0], relation.predicate, ends[1], relation.role or None)
                _add_link(merged.links, link)
                merged.claims.append(Claim("relation", number, place, link, relation.confidence))
        for place, seen in enumerate(article.observations):
            if seen.subject in local:
                figure = _to_figure(local[seen.subject], seen)
                if figure not in merged.figures:
                    merged.figures.append(figure)
                merged.claims.append(Claim("observation", number, place, figure, seen.confidence))
    return merged


def _add_thing(things: list[Thing], entity: NamedEntity) -> int:
    forms = {fold(form) for form in entity.forms} - {""}
    for index, thing in enumerate(things):
        if thing.type == entity.type and thing.forms & forms:
            thing.forms |= forms
            return index
    things.append(Thing(entity.type, entity.name, forms))
    return len(things) - 1


def _add_link(links: list[Link], link: Link) -> None:
    """Add a link unless it stands there; one with a role replaces the same one without."""
    if link.role:
        links[:] = [each for each in links if each.role or each.triple != link.triple]
        known = link in links
    else:
        known = any(each.triple == link.triple for each in links)
    if not known:
        links.append(link)


def _to_figure(subject: int, seen: StatedObservation) -> Figure:
    return Figure(subject, seen.indicator, seen.value, seen.unit, seen.period, seen.change)


def _match_things(wanted: Sequence[Thing], found: Sequence[Thing]) -> dict[int, int]:
    """Found index → wanted index, one to one, by type and a shared form; the first free one wins."""
    return _match(wanted, found, lambda one, other: one.type == other.type and bool(one.forms & other.forms))


def _match(wanted: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> dict[int, int]:
    free = dict.fromkeys(range(len(wanted)))
    pairs: dict[int, int] = {}
    for index, item in enumerate(found):
        partner = next((each for each in free if same(wanted[each], item)), None)
        if partner is not None:
            del free[partner]
            pairs[index] = partner
    return pairs


def _same_link(wanted: Link, found: Link, *, things: Mapping[int, int]) -> bool:
    ends = things.get(found.subject), things.get(found.object)
    straight = ends == (wanted.subject, wanted.object)
    turned = found.predicate in SYMMETRIC and ends == (wanted.object, wanted.subject)
    return wanted.predicate == found.predicate and (straight or turned)


def _same_figure(wanted: Figure, found: Figure, *, things: Mapping[int, int]) -> bool:
    return (
        things.get(found.subject) == wanted.subject
        and similar(wanted.indicator, found.indicator)
        and same_amount(wanted, found)
        and same_period(wanted, found)
    )
