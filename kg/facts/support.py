"""How many independent sources a fact has, and how sure all of them together make it.

A press release printed by five papers is one source: articles that are near-copies of each other count
once, and so do the articles of one document and proofs that quote the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from operator import attrgetter
from typing import Final

from kg.records import ArticleKey, Copy, Evidence, Observation, Relation, Source
from kg.shingles import find_copies
from kg.text import fold

SUREST: Final = 0.99  # no number of newspapers makes a fact certain
TELLING: Final = 16  # characters from which equal quotes are copied, not worded alike by chance
UNDATED: Final = "9999"

Claim = Relation | Observation


@dataclass(frozen=True, slots=True)
class Support:
    """Which article each article is a copy of; one that is no copy is its own."""

    origins: Mapping[ArticleKey, ArticleKey]

    def count(self, claims: Iterable[Claim]) -> int:
        """Count the independent sources of equal claims."""
        return len({*self._find_origins(claims).values()})

    def combine(self, claims: Sequence[Claim]) -> float:
        """Combine confidences by noisy-or over independent sources; in each the surest claim counts."""
        surest: dict[object, float] = {}
        origins = self._find_origins(claims)
        for claim in claims:
            for proof in claim.evidence:
                origin = origins[proof]
                surest[origin] = max(surest.get(origin, 0.0), claim.confidence)
        return round(min(SUREST, 1 - prod(1 - sure for sure in sorted(surest.values()))), 4)

    def _find_origins(self, claims: Iterable[Claim]) -> Mapping[Evidence, object]:
        """Give each proof what stands for all that share a text, a document or its words with it."""
        proofs = {proof for claim in claims for proof in claim.evidence}
        groups = _Groups()
        for proof in sorted(proofs, key=attrgetter("document", "article", "span")):
            origin = self.origins.get((proof.document, proof.article), (proof.document, proof.article))
            groups.join((proof.document,), (origin[0],))
            quote = fold(proof.quote)
            if len(quote) >= TELLING:
                groups.join((proof.document,), ("quote", quote))
        return {proof: groups.find((proof.document,)) for proof in proofs}


class _Groups:
    """Disjoint sets of keys; the least key stands for its set."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, ...], tuple[str, ...]] = {}

    def find(self, key: tuple[str, ...]) -> tuple[str, ...]:
        while (parent := self._parents.setdefault(key, key)) != key:
            key = parent
        return key

    def join(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low


def find_support(sources: Iterable[Source]) -> tuple[Support, tuple[Copy, ...]]:
    """Find the articles that are near-copies, and of which: the earliest by date, then by name."""
    known = {source.key: source for source in sorted(sources, key=_to_order)}
    origins = _find_origins(known)
    copies = sorted(
        (Copy(key, origin) for key, origin in origins.items() if key != origin), key=attrgetter("article")
    )
    return Support(origins), tuple(copies)


def _to_order(source: Source) -> tuple[str, str, str, int]:
    return source.date or UNDATED, source.name, source.document, source.article


def _find_origins(sources: Mapping[ArticleKey, Source]) -> dict[ArticleKey, ArticleKey]:
    """Give each article the first of those it is linked with as copies; the sources stand in order."""
    near: dict[ArticleKey, list[ArticleKey]] = defaultdict(list)
    for one, other in find_copies({key: source.sketch for key, source in sources.items()}):
        near[one].append(other)
        near[other].append(one)
    origins: dict[ArticleKey, ArticleKey] = {}
    for key in sources:
        waiting = [key]
        while waiting:
            each = waiting.pop()
            if each not in origins:
                origins[each] = key
                waiting += near[each]
    return origins
