"""Extractions → Resolution: the same thing in several articles and documents is one entity.

Names of equal key are gathered (groups.py), groups of different keys linked by what speaks for it
(links.py) and joined unless something forbids it (clusters.py). No text, no RDF and no files here; the
result doesn't depend on the order of the extractions, and what one says leaves no trace without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.records import Entity, Extraction, Resolution
from kg.resolve.clusters import Clusters
from kg.resolve.groups import Group, GroupKey, Local, gather
from kg.resolve.labels import to_entity
from kg.resolve.links import find_links
from kg.resolve.persons import find_same, find_seats

__all__ = ["resolve"]


def resolve(extractions: Sequence[Extraction]) -> Resolution:
    """Find out which local entities are one thing; the entities come sorted by id."""
    groups = gather(extractions)
    clusters = Clusters(groups.values())
    for link in find_links(groups):
        clusters.join(link.one, link.other)
    seats = find_seats(extractions, _find_roots(groups, clusters))
    for one, other in find_same((group for group in groups.values() if group.type == "Person"), seats):
        clusters.join(one, other)
    return _to_resolution(clusters, seats)


def _find_roots(groups: Mapping[GroupKey, Group], clusters: Clusters) -> Mapping[Local, Group]:
    """Give the group that stands for the thing each local entity is."""
    return {member: groups[clusters.find(group.id)] for group in groups.values() for member in group.members}


def _to_resolution(clusters: Clusters, seats: Mapping[Local, set[str]]) -> Resolution:
    entities: list[Entity] = []
    index: dict[Local, str] = {}
    for cluster in clusters.sets():
        entity = to_entity(cluster, _find_person_key(cluster, seats))
        entities.append(entity)
        index.update({member: entity.id for group in cluster for member in group.members})
    ordered = sorted(entities, key=lambda entity: entity.id)
    return Resolution(tuple(ordered), dict(sorted(index.items())))


def _find_person_key(cluster: Sequence[Group], seats: Mapping[Local, set[str]]) -> str | None:
    """Give a person's name with the first organization known: documents may come and go."""
    members = [member for group in cluster for member in group.members]
    known = sorted(set().union(*(seats.get(member, set()) for member in members)))
    return f"{cluster[0].core}|{known[0]}" if known and cluster[0].type == "Person" else None
