"""The whole of a graph too large for a page → its clusters: who belongs together, how many, how linked.

What a page draws of them is an overview: a circle for each cluster, with the name of its best connected
entity, and lines between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Final

import networkx as nx

from kg.network import layout
from kg.records import Entity, Relation
from kg.write.html.communities import find_communities, join_communities
from kg.write.html.picture import Json, Picture, Place, wrap
from kg.write.html.rows import Index, to_table

MOST: Final = 60
GROUP: Final = ("name", "label", "type", "entities", "relations", "types", "x", "y", "radius")
LINK: Final = ("from", "to", "relations")
_STRONGEST: Final = 3  # links of a cluster that draw it to its place
_RADIUS: Final = (14.0, 2.2)  # of a circle in pixels: at least, and by the root of the number of entities
_GAP: Final = 44.0  # between circles, for their names
_ROUNDS: Final = 1000

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The groups of a graph, the largest first, each with its entities, the best connected first.

    ``links`` are the numbers of relations within a group (n, n) and between two (n < m). What has no
    relation, or only within a small circle of its own, is the ``rest``.
    """

    groups: tuple[tuple[Entity, ...], ...]
    links: Mapping[Pair, int]
    rest: tuple[Entity, ...]


def find_clusters(picture: Picture, *, most: int = MOST) -> Clusters:
    """Find at most so many clusters among all entities by their relations, the largest; one is no cluster."""
    rows = {one.id: row for row, one in enumerate(picture.entities)}
    said = (one.statement for one in picture.links)
    pairs = Counter(_sort(rows[one.subject], rows[one.object]) for one in said if isinstance(one, Relation))
    graph = _to_graph(len(rows), pairs)
    found = join_communities(graph, find_communities(graph), most)
    sizes = Counter(found)
    ranked = sorted(sizes, key=lambda community: (-sizes[community], community))
    numbers = {one: number for number, one in enumerate(ranked[:most]) if sizes[one] > 1}
    groups: list[list[Entity]] = [[] for _ in numbers]
    rest: list[Entity] = []
    for entity, community in zip(picture.entities, found, strict=True):
        (groups[numbers[community]] if community in numbers else rest).append(entity)
    places = [numbers.get(community) for community in found]
    return Clusters(tuple(map(tuple, groups)), _count_links(pairs, places), tuple(rest))


def describe_clusters(clusters: Clusters, types: Index, kept: Sequence[Entity]) -> Json:
    """Tell the groups and how they are linked, the most linked first.

    ``types`` of a group are [type, number of entities], the most frequent first. ``of`` tells for each of the
    ``kept`` entities the number of its group. Places and radii are in pixels, y downwards; no two circles
    touch.
    """
    numbers = {one.id: number for number, group in enumerate(clusters.groups) for one in group}
    places = place_clusters(clusters)
    between = [(*pair, count) for pair, count in clusters.links.items() if pair[0] != pair[1]]
    groups = (
        [
            *(group[0].name, wrap(group[0].name), types[group[0].type], len(group)),
            *(clusters.links.get((number, number), 0), _count_types(group, types), round(x), round(y)),
            round(to_radius(len(group))),
        ]
        for number, (group, (x, y)) in enumerate(zip(clusters.groups, places, strict=True))
    )
    return {
        "groups": to_table(GROUP, groups),
        "links": to_table(LINK, map(list, sorted(between, key=lambda row: (-row[2], row)))),
        "of": [numbers.get(one.id) for one in kept],
        "rest": {"entities": len(clusters.rest), "types": _count_types(clusters.rest, types)},
    }


def place_clusters(clusters: Clusters) -> list[Place]:
    """Place the circles near those that they are most linked with, none touching another."""
    graph = nx.MultiDiGraph()
    names = [group[0].id for group in clusters.groups]
    graph.add_nodes_from(names)
    graph.add_edges_from((names[one], names[other]) for one, other in sorted(_find_strongest(clusters)))
    places = layout(graph)
    return _push_apart([places[name] for name in names], [to_radius(len(group)) for group in clusters.groups])


def to_radius(entities: int) -> float:
    """Give the radius of a cluster's circle in pixels."""
    least, growth = _RADIUS
    return least + growth * sqrt(entities)


def _sort(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _to_graph(size: int, pairs: Mapping[Pair, int]) -> list[dict[int, int]]:
    graph: list[dict[int, int]] = [{} for _ in range(size)]
    for (one, other), weight in sorted(pairs.items()):
        graph[one][other] = graph[other][one] = weight
    return graph


def _count_links(pairs: Mapping[Pair, int], groups: Sequence[int | None]) -> dict[Pair, int]:
    links: Counter[Pair] = Counter()
    for (one, other), count in pairs.items():
        first, last = groups[one], groups[other]
        if first is not None and last is not None:
            links[_sort(first, last)] += count
    return dict(links)


def _count_types(entities: Sequence[Entity], types: Index) -> list[Pair]:
    counts = Counter(types[one.type] for one in entities)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _find_strongest(clusters: Clusters) -> set[Pair]:
    """Find the links that are among the strongest of one of their ends."""
    ends: dict[int, list[tuple[int, Pair]]] = {}
    for pair, count in clusters.links.items():
        if pair[0] != pair[1]:
            for end in pair:
                ends.setdefault(end, []).append((-count, pair))
    return {pair for links in ends.values() for _, pair in sorted(links)[:_STRONGEST]}


def _push_apart(places: Sequence[Place], radii: Sequence[float]) -> list[Place]:
    """Push apart circles that touch, widening the whole by a hundredth each time, until none does."""
    points = list(places)
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(range(len(points)), 2):
            (x, y), (u, v) = points[one], points[other]
            length = sqrt((u - x) ** 2 + (v - y) ** 2)
            short = radii[one] + radii[other] + _GAP - length
            if short > 0:
                dx, dy = (short / 2) * (u - x) / length, (short / 2) * (v - y) / length
                points[one], points[other] = (x - dx, y - dy), (u + dx, v + dy)
                moved = True
        if not moved:
            break
        points = [(x * 1.01, y * 1.01) for x, y in points]
    return points
