"""How probable each thing, relation and observation of a draft is: a logistic model over what is seen of it.

The weights stand in confidence.tsv, made from gold files by tests/train/confidence.py; what is looked at, in
confidence_features.py. Nothing is found or dropped here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import exp, fsum

from kg.errors import DataError
from kg.extract.confidence_features import (
    Features,
    Seen,
    describe_observation,
    describe_relation,
    describe_thing,
)
from kg.extract.draft import Draft
from kg.lexicon import load_table

LEAST, MOST = 0.01, 0.99


def rate(draft: Draft) -> Draft:
    """Give every mention the probability of its thing, and every relation and observation its own."""
    weights, seen = _weights(), Seen(draft)
    for thing in draft.things:
        sure = to_probability(weights["entity"], describe_thing(seen, thing))
        thing.names = [replace(name, score=sure) for name in thing.names]
        seen.sure[thing.key] = sure
    draft.relations = [
        replace(one, confidence=to_probability(weights["relation"], describe_relation(seen, one)))
        for one in draft.relations
    ]
    draft.observations = [
        replace(one, confidence=to_probability(weights["observation"], describe_observation(seen, one)))
        for one in draft.observations
    ]
    return draft


def to_probability(weights: Mapping[str, float], features: Features) -> float:
    """Turn features into a probability with two digits; a feature without a weight counts nothing."""
    # fsum: the same bytes whatever the order
    total = fsum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(min(MOST, max(LEAST, 1 / (1 + exp(-total)))), 2)


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {"entity": {}, "relation": {}, "observation": {}}
    faults = []
    for row in load_table("confidence"):
        try:
            weights[row["kind"]][row["feature"]] = float(row["weight"])
        except (KeyError, ValueError):
            faults.append(f"kg/lexicon/confidence.tsv: {row['kind']} {row['feature']}: no kind, or no number")
    if faults:
        raise DataError(faults)
    return weights
