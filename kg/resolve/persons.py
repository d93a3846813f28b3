"""Persons of different documents: one when name and organization are the same, otherwise two.

Offices of one zone or place count as one organization: 青岛高新区工委, its 管委会 and the zone itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.lexicon import load_words
from kg.records import Extraction, Key, Local
from kg.resolve.groups import Group


def find_seats(extractions: Iterable[Extraction], things: Mapping[Local, Group]) -> Mapping[Local, set[str]]:
    """Find the organizations in which each person holds a post, as keys."""
    seats: dict[Local, set[str]] = {}
    for extraction in extractions:
        source = extraction.source
        for relation in extraction.relations:
            person = (*source.key, relation.subject)
            who = things.get(person)
            where = things.get((*source.key, relation.object))
            if relation.predicate == "holdsPosition" and where and who and who.type == "Person":
                seats.setdefault(person, set()).add(_to_seat(where))
    return seats


def find_same(persons: Iterable[Group], seats: Mapping[Local, set[str]]) -> Iterator[tuple[Key, Key, str]]:
    """Find the pairs of persons of one name that share an organization, with the name."""
    first: dict[tuple[str, str], Key] = {}
    for person in persons:
        for seat in sorted(set().union(*(seats.get(member, set()) for member in person.members))):
            known = first.setdefault((person.core, seat), person.id)
            if known != person.id:
                yield known, person.id, person.core


def _to_seat(where: Group) -> str:
    offices = load_words("resolve_words", "office")
    if where.type == "GovernmentBody" and where.kind in offices and where.owner.key:
        return where.owner.key
    if where.type == "Place":
        return where.core
    return where.key if where.type == "Zone" else f"{where.type}:{where.key}"
