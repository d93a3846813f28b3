"""Facts that can't all be true. Nothing is decided here: all of them stay, with their proofs.

value: one indicator of one subject, period and scope with values of two articles that no rounding reconciles.
Two values that one article gives are of two things, of before and after, or of parts: on 83 documents none of
eight such pairs was a contradiction.
change: a stated change that the values of the period and of the one before don't give.
rank: two subjects in one place of one list and edition.
modality: stated and denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from typing import Final, TypeVar

from kg.indicators import to_concept
from kg.intervals import to_interval
from kg.lexicon import load_words
from kg.measures import Range, find_range, to_measure
from kg.records import ArticleKey, Contradiction, Disagreement, Fact, Observation, Relation
from kg.text import fold

_DIGITS: Final = 16  # of the hash in an id: 64 bits
_HUNDRED: Final = Decimal(100)

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Figure:
    """An asserted value with all that says what it is a value of."""

    fact: str
    subject: str
    concept: str
    unit: str | None
    period: str
    scope: str
    range: Range
    change: float | None
    articles: frozenset[ArticleKey]
    exact: bool

    @property
    def series(self) -> tuple[object, ...]:
        """What figures of different periods share."""
        return self.subject, self.concept, self.unit, self.scope


def find_contradictions(facts: Iterable[Fact]) -> tuple[Contradiction, ...]:
    """Find all contradictions among facts, sorted by id."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    figures = [figure for fact in ordered if (figure := _to_figure(fact))]
    found = {
        *_find_values(figures),
        *_find_changes(figures),
        *_find_ranks(figures),
        *_find_denials(ordered),
    }
    return tuple(sorted(found, key=lambda each: each.id))


def _to_figure(fact: Fact) -> _Figure | None:
    """Take an asserted figure with value and period; what is planned or undated contradicts nothing."""
    figure = fact.statement
    if not isinstance(figure, Observation) or figure.modality or figure.value is None or not figure.period:
        return None
    unit = to_measure(figure.value, figure.unit).unit
    allowed = find_range(figure.value, figure.unit, approx=figure.approx, bound=figure.bound)
    articles = frozenset((proof.document, proof.article) for proof in figure.evidence)
    exact = figure.bound is None and not figure.approx
    concept, scope = to_concept(figure.indicator), fold(figure.scope or "")
    return _Figure(
        fact.id, figure.subject, concept, unit, figure.period, scope, allowed, figure.change, articles, exact
    )


def _find_values(figures: Sequence[_Figure]) -> Iterator[Contradiction]:
    for same in _group(figures, lambda each: (*each.series, each.period)):
        apart = [(one, other) for one, other in combinations(same, 2) if _disagree(one, other)]
        if apart:
            yield _make("value", {each.fact for pair in apart for each in pair})


def _disagree(one: _Figure, other: _Figure) -> bool:
    """Whether two articles give values that nothing reconciles."""
    return not one.range.meets(other.range) and len(one.articles | other.articles) > 1


def _find_changes(figures: Sequence[_Figure]) -> Iterator[Contradiction]:
    for series in _group(figures, lambda each: each.series):
        if any(word in series[0].concept for word in load_words("contradictions", "real")):
            continue
        periods: dict[str, list[_Figure]] = defaultdict(list)
        for figure in series:
            periods[figure.period].append(figure)
        for figure in series:
            for base in periods.get(_year_before(figure.period), []) if figure.change is not None else ():
                if _is_miscounted(figure, base):
                    yield _make("change", {figure.fact, base.fact})


def _is_miscounted(figure: _Figure, base: _Figure) -> bool:
    """Whether a stated change is none that the two values allow."""
    low, high, first, last = figure.range.low, figure.range.high, base.range.low, base.range.high
    if figure.change is None or low is None or high is None or not first or not last or first <= 0:
        return False
    ends = [(value / before - 1) * _HUNDRED for value in (low, high) for before in (first, last)]
    computed = Range(min(ends), max(ends))
    return not computed.meets(find_range(figure.change, "%"))


def _year_before(period: str) -> str:
    """The same part of the year before: 2023-H1 → 2022-H1; a span has none."""
    return f"{int(period[:4]) - 1}{period[4:]}" if to_interval(period) and "/" not in period else ""


def _find_ranks(figures: Sequence[_Figure]) -> Iterator[Contradiction]:
    ranks = [each for each in figures if each.exact and each.scope and _is_rank(each)]
    for same in _group(ranks, lambda each: (each.concept, each.period, each.scope, each.range.low)):
        if len({each.subject for each in same}) > 1:
            yield _make("rank", {each.fact for each in same})


def _is_rank(figure: _Figure) -> bool:
    return any(word in figure.concept for word in load_words("contradictions", "rank"))


def _find_denials(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """One triple asserted and denied, at one time where both tell it."""
    relations = [(fact.id, fact.statement) for fact in facts if isinstance(fact.statement, Relation)]
    for same in _group(
        relations, lambda each: (each[1].subject, each[1].predicate, each[1].object, each[1].role)
    ):
        denied = [(key, one) for key, one in same if one.modality == "negated"]
        asserted = [(key, one) for key, one in same if one.modality is None]
        for key, one in denied:
            against = {
                other for other, two in asserted if not (one.time and two.time) or one.time == two.time
            }
            if against:
                yield _make("modality", {key, *against})


_Item = TypeVar("_Item")


def _group(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> Iterator[list[_Item]]:
    """The items of equal key together, where there are several."""
    groups: dict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    yield from (group for group in groups.values() if len(group) > 1)


def _make(kind: Disagreement, facts: set[str]) -> Contradiction:
    ordered = tuple(sorted(facts))
    return Contradiction(sha256("\n".join((kind, *ordered)).encode()).hexdigest()[:_DIGITS], kind, ordered)
