"""What speaks for and against two groups being one thing: named features, weighted by resolve_features.tsv.

Which pairs are looked at is the business of links.py and near.py, what can't be that of clusters.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from kg.forms.words import fold
from kg.lexicon import load_table
from kg.records import Key, Link
from kg.resolve.groups import Group

MANY: Final = 12  # claimants of one form up to which each pair of them is looked at
_LONG, _BRIEF = 5, 2  # characters of a form that says much, or little


def make_link(one: Group, other: Group, form: str, reason: str, *, contested: bool = False) -> Link:
    """Link two groups for a reason, with all else that speaks for and against it."""
    features = [reason, *_find_features(one, other)]
    if one.type != "Person":  # whose names are all short
        features.extend(_weigh_form(form))
    if contested:
        features.append("contested")
    return name_link(one.id, other.id, form, *features)


def name_link(one: Key, other: Key, form: str, *features: str) -> Link:
    """Link two groups by the features named."""
    first, second = sorted((one, other))
    return Link(first, second, form, tuple((each, _weights()[each]) for each in features))


def find_threshold(name: str) -> float:
    """Give the score from which links are accepted ("accept") or shown to a person ("review")."""
    return _weights()[name]


def _find_features(one: Group, other: Group) -> Iterator[str]:
    if one.topics & other.topics:
        yield "context"
    elif one.topics and other.topics:
        yield "foreign"
    if bool(one.numbers) != bool(other.numbers):
        yield "dated"


def _weigh_form(form: str) -> Iterator[str]:
    length = len(fold(form))
    if length >= _LONG:
        yield "long"
    elif length <= _BRIEF:
        yield "brief"


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in load_table("resolve_features")}
