"""A weighted graph → its communities: nodes that are linked among themselves more than chance would have it.

A graph is a list, by node number, of {neighbour: weight}, the same both ways; a loop counts twice. Weights
are integers and nodes are taken in their order, so that there is neither chance nor rounding: the same graph
has the same communities everywhere.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

Graph = Sequence[Mapping[int, int]]


def find_communities(graph: Graph) -> list[int]:
    """Give each node the number of its community; they are numbered from 0 as their first nodes come.

    The method of Louvain (Blondel et al. 2008): nodes move to the neighbouring community that raises the
    modularity most until none gains, then communities become nodes, until nothing joins any more.
    """
    found = list(range(len(graph)))
    while True:
        moved = _number(_move(graph))
        found = [moved[community] for community in found]
        size = len(graph)
        graph = merge(graph, moved)
        if len(graph) == size:
            return found


def join_communities(graph: Graph, communities: Sequence[int], most: int) -> list[int]:
    """Join the smallest community to the one it is best linked with, until ``most`` of those linked are left.

    What is linked with no other stays as it is and isn't counted.
    """
    links = merge(graph, communities)
    weights = [sum(near.values()) for near in links]
    total = sum(weights)
    sizes = Counter(communities)
    into = list(range(len(links)))
    waiting = [(sizes[one], one) for one in into if links[one].keys() - {one}]
    heapify(waiting)
    left = len(waiting)
    while waiting and left > most:
        size, one = heappop(waiting)
        if into[one] != one or size != sizes[one]:
            continue  # it has grown since, or is part of another
        other = _find_best(one, links, weights, total)
        _join(one, other, links)
        into[one] = other
        weights[other] += weights[one]
        sizes[other] += size
        left -= 1
        if links[other].keys() - {other}:
            heappush(waiting, (sizes[other], other))
    return _number([_follow(into, community) for community in communities])


def merge(graph: Graph, communities: Sequence[int]) -> list[dict[int, int]]:
    """Make a graph whose nodes are the communities; what is linked within one becomes its loop."""
    merged: list[dict[int, int]] = [{} for _ in range(max(communities, default=-1) + 1)]
    for node, near in enumerate(graph):
        links = merged[communities[node]]
        for other, weight in near.items():
            links[communities[other]] = links.get(communities[other], 0) + weight
    return merged


def _move(graph: Graph) -> list[int]:
    """Move nodes one by one; when one has moved, its neighbours are looked at again."""
    weights = [sum(near.values()) for near in graph]
    total = sum(weights)
    sums = list(weights)
    communities = list(range(len(graph)))
    waiting = deque(communities)
    is_waiting = [True] * len(graph)
    while waiting:
        node = waiting.popleft()
        is_waiting[node] = False
        own, near = communities[node], graph[node]
        sums[own] -= weights[node]
        best = _choose(own, _weigh(node, near, communities), weights[node], (total, sums))
        sums[best] += weights[node]
        if best != own:
            communities[node] = best
            again = [one for one in near if communities[one] != best and not is_waiting[one]]
            waiting.extend(again)
            for one in again:
                is_waiting[one] = True
    return communities


def _weigh(node: int, near: Mapping[int, int], communities: Sequence[int]) -> dict[int, int]:
    """Sum the weights of a node's links by community."""
    found: dict[int, int] = {}
    for other, weight in near.items():
        if other != node:
            community = communities[other]
            found[community] = found.get(community, 0) + weight
    return found


def _choose(own: int, near: Mapping[int, int], weight: int, whole: tuple[int, Sequence[int]]) -> int:
    """Choose the community that raises the modularity most; where none does more than the own, that one."""
    total, sums = whole
    best, most = own, near.get(own, 0) * total - weight * sums[own]
    for community, linked in near.items():
        gain = linked * total - weight * sums[community]
        if gain > most:
            best, most = community, gain
    return best


def _find_best(one: int, links: Graph, weights: Sequence[int], total: int) -> int:
    """Find the community whose joining costs the modularity least, ties by number."""
    others = (community for community in links[one] if community != one)
    return max(others, key=lambda other: (links[one][other] * total - weights[one] * weights[other], -other))


def _join(one: int, other: int, links: Sequence[dict[int, int]]) -> None:
    """Move all links of one community to another."""
    for community, weight in links[one].items():
        end = other if community == one else community
        links[other][end] = links[other].get(end, 0) + weight
        if community != one:
            links[community][other] = links[community].get(other, 0) + weight
            links[community].pop(one, None)
    links[one].clear()
    links[other].pop(one, None)


def _follow(into: Sequence[int], community: int) -> int:
    while into[community] != community:
        community = into[community]
    return community


def _number(communities: Sequence[int]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(one, len(numbers)) for one in communities]
