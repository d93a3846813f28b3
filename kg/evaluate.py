"""Extractions against gold records: precision, recall and F1 as schema.md section 5 defines them.

A document's articles are merged first, then matched one to one and counted; the counts of all
documents are summed (micro-average). Where the records come from is not this module's business: it
reads those of an ``Extraction`` and those of a gold file alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol, TypeVar

SYMMETRIC = frozenset({"cooperatesWith"})
IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」·•．.,，、（）()\-—]+")
LEAST_DICE = 0.5

Kind = Literal["entities", "relations", "roles", "observations"]
ItemKind = Literal["entity", "relation", "observation"]
Item = tuple[ItemKind, str, str]
Figure = tuple[int, str, float | None, str | None, str | None, float | None]
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


class Statements(Protocol):
    """What one article says: an ``Extraction``, or the article of a gold file."""

    @property
    def entities(self) -> Sequence[NamedEntity]: ...
    @property
    def relations(self) -> Sequence[StatedRelation]: ...
    @property
    def observations(self) -> Sequence[StatedObservation]: ...


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the given items are right, and how many were wanted; rates to four digits."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return round(self.right / self.given, 4) if self.given else 0.0

    @property
    def recall(self) -> float:
        return round(self.right / self.wanted, 4) if self.wanted else 0.0

    @property
    def f1(self) -> float:
        if not self.right:
            return 0.0
        precision, recall = self.right / self.given, self.right / self.wanted
        return round(2 * precision * recall / (precision + recall), 4)


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is missing from the records (missed) or from the gold (wrong)."""

    document: str
    what: Literal["missed", "wrong"]
    kind: ItemKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by kind and label ("all" first), and every difference in the order of the documents."""

    scores: dict[Kind, dict[str, Score]]
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class _Thing:
    """An entity merged from the articles of one document; ``forms`` are folded."""

    type: str
    name: str
    forms: set[str]


@dataclass(frozen=True, slots=True)
class _Link:
    """A relation between indexes of things."""

    subject: int
    predicate: str
    object: int
    role: str | None

    @property
    def triple(self) -> tuple[int, str, int]:
        return self.subject, self.predicate, self.object


@dataclass(frozen=True, slots=True)
class _Merged:
    """One document: its articles' entities merged, the statements between them without repeats."""

    things: list[_Thing]
    links: list[_Link]
    figures: list[Figure]


def evaluate(
    gold: Mapping[str, Sequence[Statements]], given: Mapping[str, Sequence[Statements]]
) -> Evaluation:
    """Score the given records of each document (by file name stem) that has gold.

    A gold document without records counts as missed; records without gold are left out.
    """
    counts: dict[tuple[Kind, str], Score] = defaultdict(Score)
    differences: list[Difference] = []
    for document in sorted(gold):
        wanted, found = _merge(gold[document]), _merge(given.get(document, ()))
        things = _match_things(wanted.things, found.things)
        links = _match(wanted.links, found.links, partial(_same_link, things=things))
        figures = _match(wanted.figures, found.figures, partial(_same_figure, things=things))
        _count(counts, "entities", [t.type for t in wanted.things], [t.type for t in found.things], things)
        _count(counts, "relations", _predicates(wanted), _predicates(found), links)
        _count(counts, "observations", ["all"] * len(wanted.figures), ["all"] * len(found.figures), figures)
        _count_roles(counts, wanted.links, found.links, links)
        differences += _differences(document, (wanted, found), (things, links, figures))
    return Evaluation(_to_table(counts), tuple(differences))


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


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter([text])


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _merge(articles: Iterable[Statements]) -> _Merged:
    merged = _Merged([], [], [])
    for article in articles:
        local = {entity.id: _add_thing(merged.things, entity) for entity in article.entities}
        for relation in article.relations:
            if relation.subject in local and relation.object in local:
                subject, object_ = local[relation.subject], local[relation.object]
                _add_link(merged.links, _Link(subject, relation.predicate, object_, relation.role or None))
        for observation in article.observations:
            if observation.subject in local:
                _add_figure(merged.figures, local[observation.subject], observation)
    return merged


def _add_thing(things: list[_Thing], entity: NamedEntity) -> int:
    forms = {fold(form) for form in entity.forms} - {""}
    for index, thing in enumerate(things):
        if thing.type == entity.type and thing.forms & forms:
            thing.forms |= forms
            return index
    things.append(_Thing(entity.type, entity.name, forms))
    return len(things) - 1


def _add_link(links: list[_Link], link: _Link) -> None:
    """Add a link unless it stands there; one with a role replaces the same one without."""
    if link.role:
        links[:] = [each for each in links if each.role or each.triple != link.triple]
        known = link in links
    else:
        known = any(each.triple == link.triple for each in links)
    if not known:
        links.append(link)


def _add_figure(figures: list[Figure], subject: int, seen: StatedObservation) -> None:
    figure = (subject, seen.indicator, seen.value, seen.unit, seen.period, seen.change)
    if figure not in figures:
        figures.append(figure)


def _match_things(wanted: Sequence[_Thing], found: Sequence[_Thing]) -> dict[int, int]:
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


def _same_link(wanted: _Link, found: _Link, *, things: Mapping[int, int]) -> bool:
    ends = things.get(found.subject), things.get(found.object)
    straight = ends == (wanted.subject, wanted.object)
    turned = found.predicate in SYMMETRIC and ends == (wanted.object, wanted.subject)
    return wanted.predicate == found.predicate and (straight or turned)


def _same_figure(wanted: Figure, found: Figure, *, things: Mapping[int, int]) -> bool:
    subject, indicator, value, unit, period, change = wanted
    if things.get(found[0]) != subject or not similar(indicator, found[1]):
        return False
    if value is None:
        number = same_number(change, found[5])
    else:
        number = same_number(value, found[2]) and fold(unit) == fold(found[3])
    return number and (not period or fold(period) == fold(found[4]))


def _predicates(merged: _Merged) -> list[str]:
    return [link.predicate for link in merged.links]


def _count(
    counts: dict[tuple[Kind, str], Score],
    kind: Kind,
    wanted: Sequence[str],
    found: Sequence[str],
    pairs: Mapping[int, int],
) -> None:
    for index, label in enumerate(found):
        counts[kind, label] += Score(right=index in pairs, given=1)
    for label in wanted:
        counts[kind, label] += Score(wanted=1)


def _count_roles(
    counts: dict[tuple[Kind, str], Score],
    wanted: Sequence[_Link],
    found: Sequence[_Link],
    pairs: Mapping[int, int],
) -> None:
    for index, partner in pairs.items():
        one, other = fold(wanted[partner].role), fold(found[index].role)
        if one:
            agreed = bool(other) and (one in other or other in one)
            counts["roles", "role"] += Score(agreed, bool(other), 1)


def _to_table(counts: Mapping[tuple[Kind, str], Score]) -> dict[Kind, dict[str, Score]]:
    kinds: tuple[Kind, ...] = ("entities", "relations", "roles", "observations")
    table: dict[Kind, dict[str, Score]] = {}
    for kind in kinds:
        rows = {label: score for (each, label), score in sorted(counts.items()) if each == kind}
        table[kind] = {"all": sum(rows.values(), Score())}
        if kind in ("entities", "relations"):
            table[kind] |= rows
    return table


def _differences(
    document: str, sides: tuple[_Merged, _Merged], pairs: Sequence[Mapping[int, int]]
) -> Iterator[Difference]:
    """List the items of both sides that have no partner."""
    for wanted, found, partners in zip(*map(_items, sides), pairs, strict=True):
        hit = set(partners.values())
        yield from (Difference(document, "missed", *each) for i, each in enumerate(wanted) if i not in hit)
        yield from (Difference(document, "wrong", *each) for i, each in enumerate(found) if i not in partners)


def _items(merged: _Merged) -> tuple[list[Item], list[Item], list[Item]]:
    names = [thing.name for thing in merged.things]
    return (
        [("entity", thing.type, thing.name) for thing in merged.things],
        [("relation", x.predicate, f"{names[x.subject]} → {names[x.object]}") for x in merged.links],
        [("observation", figure[1], _describe(names[figure[0]], figure)) for figure in merged.figures],
    )


def _describe(name: str, figure: Figure) -> str:
    _, _, value, unit, period, change = figure
    number = "" if value is None else f" {value}{unit or ''}"
    return f"{name}{number}{f' {change:+}%' if change is not None else ''}{f' ({period})' if period else ''}"
