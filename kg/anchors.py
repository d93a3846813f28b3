"""Anchors in the world: what reference tables know of the things that texts name.

A place is anchored by its GB/T 2260 code, a national-level high-tech zone by its row in the table of zones, a
central body by its name in the table of bodies. What follows from that for the things of one graph is
derived here: containment, status, succession. No thing is added that no text names. No RDF here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kg.forms.grammar import Owner, parse_name
from kg.forms.places import find_ancestors, find_name
from kg.forms.words import fold
from kg.lexicon import Row, load_table
from kg.records import Entity

DIVISIONS: Final = "divisions"
ZONES: Final = "zones"
SUCCESSIONS: Final = "successions"
NATIONAL: Final = "nationalHighTechZone"  # the concept of kg.ttl that a zone of the table falls under
RENAMED: Final = "renamed"  # the succession that leaves the body what it was
_UNKNOWN: Final = "-"


@dataclass(frozen=True, slots=True)
class Anchor:
    """``code``: of the division that a thing is or lies in; ``listed``: its name in the table of its type."""

    code: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A link that no text states but reference ``tables`` give; ``date`` is the year since when, if known.

    The object of type is a concept of kg.ttl, that of the others an entity's id.
    """

    subject: str
    predicate: Literal["locatedIn", "type", "isReplacedBy"]
    object: str
    tables: tuple[str, ...]
    date: str | None = None


def find_anchor(type_: str, core: str, owner: Owner) -> Anchor | None:
    """Find what a thing is anchored to by its parsed name, its owner made complete by the context."""
    if type_ == "Place" and not owner.key and find_name(core):
        return Anchor(code=core)
    if type_ == "Zone" and (row := _zones().get((core, owner.place))):
        return Anchor(row["code"], row["name"])
    if type_ == "GovernmentBody" and not owner.key and (name := _bodies().get(core)):
        return Anchor(listed=name)
    return None


def derive(entities: Sequence[Entity]) -> tuple[Derived, ...]:
    """Derive from the tables what holds among the things of one graph, in the order of the entities."""
    places = {each.code: each.id for each in entities if each.type == "Place" and each.code}
    bodies = {each.listed: each.id for each in entities if each.type == "GovernmentBody" and each.listed}
    zones = {row["name"]: row for row in load_table("zones")}
    return tuple(
        link
        for entity in entities
        for link in (
            *_derive_containment(entity, places),
            *_derive_status(entity, zones),
            *_derive_succession(entity, bodies),
        )
    )


def find_table(entity: Entity) -> str:
    """Name the table that gives an entity its code."""
    return DIVISIONS if entity.type == "Place" else ZONES


def find_successor(name: str, known: Callable[[str], bool]) -> tuple[str, str] | None:
    """Find the next body in the line of successors that is ``known``, and the year the body itself ended."""
    first = step = _successions().get(name)
    while step and not known(step["successor"]):
        step = _successions().get(step["successor"])
    return (step["successor"], first["year"]) if first and step else None


def _derive_containment(entity: Entity, places: Mapping[str, str]) -> Iterator[Derived]:
    """Place a division or zone in the nearest division around it that is a thing of the graph."""
    if not entity.code:
        return
    around = [code for code in find_ancestors(entity.code) if places.get(code, entity.id) != entity.id]
    if around:
        tables = dict.fromkeys((find_table(entity), ZONES if around[0] == entity.code else DIVISIONS))
        yield Derived(entity.id, "locatedIn", places[around[0]], tuple(tables))


def _derive_status(entity: Entity, zones: Mapping[str, Row]) -> Iterator[Derived]:
    if entity.type == "Zone" and entity.listed:
        since = zones[entity.listed]["since"]
        yield Derived(entity.id, "type", NATIONAL, (ZONES,), None if since == _UNKNOWN else since)


def _derive_succession(entity: Entity, bodies: Mapping[str, str]) -> Iterator[Derived]:
    listed = entity.listed if entity.type == "GovernmentBody" else None
    if listed and (found := find_successor(listed, bodies.__contains__)):
        yield Derived(entity.id, "isReplacedBy", bodies[found[0]], (SUCCESSIONS,), found[1])


@lru_cache(maxsize=1)
def _zones() -> Mapping[tuple[str, str | None], Row]:
    """The rows by core and place of each name; a name of its own also stands under the divisions above."""
    found: dict[tuple[str, str | None], Row] = {}
    for row in load_table("zones"):
        for name in (row["name"], *_split(row["also"])):
            for key in _find_keys(name, row["code"]):
                found.setdefault(key, row)
    return found


def _find_keys(name: str, code: str) -> Iterable[tuple[str, str | None]]:
    parsed = parse_name(name, "Zone")
    yield parsed.core, parsed.owner.place
    if parsed.kind and parsed.core != parsed.kind:  # 武进高新区 is also 常州武进高新区
        yield from ((parsed.core, each) for each in find_ancestors(code))


@lru_cache(maxsize=1)
def _bodies() -> Mapping[str, str]:
    """Central bodies by the core of their names; what is named like any department (建设部) is none."""
    names = (row["name"] for row in load_table("bodies"))
    return {fold(name): name for name in names if parse_name(name, "GovernmentBody").kind}


@lru_cache(maxsize=1)
def _successions() -> Mapping[str, Row]:
    return {row["body"]: row for row in load_table("successions") if row["how"] != RENAMED}


def _split(cell: str) -> tuple[str, ...]:
    return () if cell == _UNKNOWN else tuple(cell.split("|"))
