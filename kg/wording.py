"""Facts in words, for titles and tables: what a fact is about, of when, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kg.indicators import find_preferred, to_concept
from kg.records import Fact, Observation, Relation

BOUNDS: Final = {"min": "≥", "max": "≤", None: ""}
MODALITIES: Final = {None: "已述", "planned": "计划", "negated": "否定"}


class Wording(NamedTuple):
    """A fact in words."""

    about: str
    period: str | None
    says: str


def put_in_words(fact: Fact, names: Mapping[str, str]) -> Wording:
    """Put a fact in words; ``names`` are those of the entities by id."""
    one = fact.statement
    if isinstance(one, Relation):
        about = f"{names[one.subject]} {one.predicate} {names[one.object]}"
        return Wording(about, one.time, MODALITIES[one.modality])
    concept = find_preferred(to_concept(one.indicator)) or one.indicator
    return Wording(f"{names[one.subject]} {concept}", one.period, _value(one))


def _value(figure: Observation) -> str:
    vague = BOUNDS[figure.bound] + ("约" if figure.approx else "")
    value = "" if figure.value is None else f"{vague}{figure.value}{figure.unit or ''}"
    change = "" if figure.change is None else f"（{figure.change:+g}%）"
    return value + change
