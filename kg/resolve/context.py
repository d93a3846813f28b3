"""What one article is about: the zone and city that names without an owner belong to.

Only the entities and statements of the extraction are looked at, no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

from kg.forms.grammar import ANY, COMPLETE, Name, Owner, parse_name
from kg.forms.places import find_namesakes, find_ranked, is_city, pick_within
from kg.forms.words import fold
from kg.records import Entity, Extraction

_About = TypeVar("_About", Owner, str)

_CLEAR = 2  # the first is what the article is about when it weighs so many times the second
_ANY_ZONE = "开发区"  # short for a zone of whatever kind


@dataclass(frozen=True, slots=True)
class Context:
    """What a name of this article may leave unsaid. ``places`` are codes below the province."""

    document: str
    article: int
    zone: Owner | None
    zones: tuple[tuple[str, Owner], ...]  # kind and zone
    city: str | None
    places: frozenset[str]
    local: bool  # whether any name tells a place or zone of the country

    @property
    def topics(self) -> frozenset[str]:
        """The zone and the city that the article is about, as keys."""
        return frozenset(filter(None, (self.zone.key if self.zone else None, self.city)))

    def find_owner(self, missing: str) -> Owner | None:
        """Give the owner that a name leaves unsaid, if the article makes it clear."""
        kind, _, what = missing.partition(":")
        if missing == ANY:
            return self.zone or (Owner(place=self.city) if self.city else None)
        if kind == "zone":
            return self._find_zone(what)
        if kind == "rank":
            return self._find_ranked(what)
        if kind == "name":
            code = pick_within(find_namesakes(what), self.places)
            return Owner(place=code) if code else None
        return None

    def _find_zone(self, kind: str) -> Owner | None:
        fits = [zone for each, zone in self.zones if each == kind]
        if len(fits) == 1:
            return fits[0]
        return self.zone if self.zone in fits or kind == _ANY_ZONE else None

    def _find_ranked(self, rank: str) -> Owner | None:
        around = (self.city,) if self.city else self.places
        codes = {find_ranked(code, rank) for code in around if code} - {None}
        if not codes:
            codes = {code for code in self.places if find_ranked(code, rank) == code}
        return Owner(place=codes.pop()) if len(codes) == 1 else None


def choose_name(entity: Entity) -> Name:
    """Parse the name of an entity, or its longest alias that says whose it is where the name doesn't."""
    name = parse_name(entity.name, entity.type)
    if name.missing == COMPLETE:
        return name
    others = (parse_name(form, entity.type) for form in entity.aliases)
    full = [other for other in others if other.missing == COMPLETE and other.owner.key]
    return max(full, key=lambda other: (len(fold(other.form)), other.form), default=name)


def find_context(extraction: Extraction) -> Context:
    """Find what an article is about: what its title names, else what is named and stated most."""
    weights = _weigh(extraction)
    title = fold(extraction.source.title or "")
    zones: Counter[Owner] = Counter()
    cities: Counter[str] = Counter()
    kinds: dict[Owner, str] = {}
    titled: set[Owner | str] = set()
    local = False
    for entity in extraction.entities:
        name = choose_name(entity)
        local |= bool(name.owner.key) or (entity.type == "Place" and name.core.isdigit())
        about = _find_subject(entity, name)
        if isinstance(about, Owner):
            zones[about] += weights[entity.id]
            kinds[about] = name.kind
        elif about is not None:
            cities[about] += weights[entity.id]
        if about is not None and any(fold(form) in title for form in entity.forms):
            titled.add(about)
    zone = _find_main(zones, titled)
    city = zone.place if zone and zone.place else _find_main(cities, titled)
    named = frozenset(cities) | frozenset(owner.place for owner in zones if owner.place)
    ordered = tuple(sorted(((kinds[owner], owner) for owner in zones), key=lambda pair: pair[1].key))
    source = extraction.source
    return Context(source.document, source.article, zone, ordered, city, named, local)


def _find_subject(entity: Entity, name: Name) -> Owner | str | None:
    if name.missing != COMPLETE:
        return None
    if entity.type == "Zone":
        return Owner(name.core, name.owner.place)
    if entity.type == "Place" and name.core.isdigit() and is_city(name.core):
        return name.core
    return None


def _weigh(extraction: Extraction) -> Mapping[str, int]:
    weights = Counter({entity.id: 1 + len(entity.mentions) for entity in extraction.entities})
    weights.update(relation.subject for relation in extraction.relations)
    weights.update(relation.object for relation in extraction.relations)
    weights.update(observation.subject for observation in extraction.observations)
    return weights


def _find_main(weights: Mapping[_About, int], titled: Set[object]) -> _About | None:
    named = [one for one in weights if one in titled]
    if len(named) == 1:
        return named[0]
    ranked = sorted(weights.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0] < _CLEAR * ranked[1]):
        return None
    return max(weights, key=lambda one: weights[one])
