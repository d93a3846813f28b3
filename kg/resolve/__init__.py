"""Extractions + decisions → Resolution: the same thing in several articles and documents is one entity.

Names of equal key are gathered (groups.py), groups of different keys linked by what speaks for it
(links.py, near.py) and joined unless something forbids it (clusters.py); what a person has decided comes
first (decide.py). No text, no RDF and no files here; the result doesn't depend on the order of the
extractions and decisions, and what one says leaves no trace without it.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from kg.records import Decision, Entity, Extraction, Judgement, Key, Link, Local, Outcome, Part, Resolution
from kg.resolve.clusters import Clusters
from kg.resolve.decide import apply_rulings, find_apart, find_renames, find_rulings, retype, select
from kg.resolve.features import find_threshold, name_link
from kg.resolve.groups import Group, gather
from kg.resolve.labels import to_entity
from kg.resolve.links import find_links
from kg.resolve.parts import make_directory, to_parts
from kg.resolve.persons import find_same, find_seats
from kg.resolve.reject import drop_rejected

__all__ = ["drop_rejected", "resolve"]


def resolve(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Resolution:
    """Find out which local entities are one thing; the entities come sorted by id.

    Raises InputError for decisions that contradict each other. Those that mean nothing are issues.
    """
    with _without_collector():
        return _resolve_retyped(extractions, decisions)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles: there are none, and it would walk the same records ever again.

    That walk is all that grows faster than the input (a third of the time with 100,000 entities).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _resolve_retyped(extractions: Sequence[Extraction], decisions: Sequence[Decision]) -> Resolution:
    retypes = select(decisions, "retype")
    if not retypes:
        return _resolve(extractions, decisions)
    known = _resolve(extractions, select(decisions, "same", "different"))
    retyped, issues = retype(extractions, known, retypes)
    resolution = _resolve(retyped, decisions)
    return replace(resolution, issues=(*issues, *resolution.issues))


def _resolve(extractions: Sequence[Extraction], decisions: Sequence[Decision]) -> Resolution:
    groups = gather(extractions, apart=find_apart(decisions))
    parts = to_parts(groups.values(), extractions)
    directory = make_directory(parts if decisions else ())
    clusters = Clusters(groups.values())
    rulings, idle = find_rulings(decisions, directory)
    links = find_links(groups)
    decided = apply_rulings(clusters, rulings, links)
    pairs = {(each.link.one, each.link.other) for each in decided}
    links = tuple(link for link in links if (link.one, link.other) not in pairs)
    joined = tuple(_join(clusters, (link for link in links if link.score >= find_threshold("accept"))))
    seats = find_seats(extractions, _find_roots(groups, clusters))
    persons = find_same((group for group in groups.values() if group.type == "Person"), seats)
    joined += tuple(_join(clusters, (name_link(*pair, "seat") for pair in persons)))
    names, unused = find_renames(decisions, directory, clusters)
    entities, index = _to_entities(clusters, seats, names)
    judged = _judge(clusters, (*decided, *joined), links)
    return Resolution(entities, index, _settle(parts, index), judged, (*idle, *unused))


def _find_roots(groups: Mapping[Key, Group], clusters: Clusters) -> Mapping[Local, Group]:
    """Give the group that stands for the thing each local entity is."""
    return {member: groups[clusters.find(group.id)] for group in groups.values() for member in group.members}


def _join(clusters: Clusters, links: Iterable[Link]) -> Iterator[Judgement]:
    """Make one what the links join, unless something forbids it."""
    for link in links:
        if clusters.find(link.one) == clusters.find(link.other):
            yield Judgement(link, "agreed")
            continue
        veto = clusters.find_veto(link.one, link.other)
        if veto is None:
            clusters.join(link.one, link.other)
        yield Judgement(link, "vetoed" if veto else "joined", veto or "")


def _judge(clusters: Clusters, done: Sequence[Judgement], links: Sequence[Link]) -> tuple[Judgement, ...]:
    """Add what becomes of the links that are not good enough, once all others have done their work."""
    seen = {(each.link.one, each.link.other) for each in done}
    rest = [link for link in links if (link.one, link.other) not in seen]
    judged = [*done, *(_judge_open(clusters, link) for link in rest)]
    return tuple(sorted(judged, key=lambda each: (each.link.one, each.link.other, -each.link.score)))


def _judge_open(clusters: Clusters, link: Link) -> Judgement:
    if clusters.find(link.one) == clusters.find(link.other):
        return Judgement(link, "agreed")
    if veto := clusters.find_veto(link.one, link.other):
        return Judgement(link, "vetoed", veto)
    outcome: Outcome = "open" if link.score >= find_threshold("review") else "weak"
    return Judgement(link, outcome)


def _to_entities(
    clusters: Clusters, seats: Mapping[Local, set[str]], names: Mapping[Key, str]
) -> tuple[tuple[Entity, ...], dict[Local, str]]:
    entities: list[Entity] = []
    index: dict[Local, str] = {}
    sets = clusters.sets()
    keys = {cluster[0].id: _find_person_key(cluster, seats) for cluster in sets}
    shared = Counter(keys.values())  # persons told apart by a decision: each keeps a key of its own
    for cluster in sets:
        preferred = names.get(clusters.find(cluster[0].id))
        key = keys[cluster[0].id]
        entity = to_entity(cluster, key=key if shared[key] == 1 else None, preferred=preferred)
        entities.append(entity)
        index.update({member: entity.id for group in cluster for member in group.members})
    return tuple(sorted(entities, key=lambda entity: entity.id)), {
        local: index[local] for local in sorted(index)
    }


def _settle(parts: Sequence[Part], index: Mapping[Local, str]) -> tuple[Part, ...]:
    """Say of each part which entity it belongs to."""
    return tuple(replace(part, entity=index[part.members[0]]) for part in parts)


def _find_person_key(cluster: Sequence[Group], seats: Mapping[Local, set[str]]) -> str | None:
    """Give a person's name with the first organization known: documents may come and go."""
    if cluster[0].type != "Person":
        return None
    members = [member for group in cluster for member in group.members]
    known = sorted(set().union(*(seats.get(member, set()) for member in members)))
    return f"{cluster[0].core}|{known[0]}" if known else None
