"""The graph for networkx: nodes and edges with attributes, positions to draw them at, the best connected.

The positions come from sums, products, quotients and roots in a fixed order only, which IEEE 754 rounds
alike on every machine: no random start, no BLAS, no trigonometry. The same graph gives the same picture.
Drawing is done by the writers.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import ceil, sqrt
from typing import Final

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.records import Knowledge, Relation
from kg.schema import Schema, load_schema

Points = npt.NDArray[np.float64]
Edges = npt.NDArray[np.int64]

WIDTH: Final = 110.0  # the box that no other node's centre may enter: a label of some eight characters,
HEIGHT: Final = 55.0  # in the pixels of the unscaled picture
_BOX: Final = np.array([WIDTH, HEIGHT])
_EDGE: Final = 130.0  # length of an edge at rest, in the same pixels
_GRAVITY: Final = np.array([1.2, 2.6])  # pull to the middle; the more, the denser; uneven for a wide picture
_GAP: Final = 2.0  # free boxes between components
_ASPECT: Final = 1.6  # width of the picture over its height
_BLOCK: Final = 256  # columns of the distance matrix held at a time
_PAIRS: Final = 40_000_000  # distances computed at most, within the bounds of _STEPS
_STEPS: Final = (30, 250)
_ROUNDS: Final = 1000


def to_networkx(knowledge: Knowledge, schema: Schema | None = None) -> nx.MultiDiGraph:
    """Convert entities and relations to a directed multigraph.

    Nodes are entity ids with ``type``, ``name``, ``aliases``. Edges have the fact's id as key, and
    ``predicate``, ``label`` (zh), ``confidence``, ``modality``, ``time``, ``role``, ``sources``. Planned and
    negated relations are among them. The labels are those of the schema, by default the ontology's.
    """
    known = schema or load_schema()
    graph = nx.MultiDiGraph()
    for entity in knowledge.entities:
        graph.add_node(entity.id, type=entity.type, name=entity.name, aliases=entity.aliases)
    for fact in knowledge.facts:
        relation = fact.statement
        if isinstance(relation, Relation):
            graph.add_edge(
                relation.subject,
                relation.object,
                key=fact.id,
                predicate=relation.predicate,
                label=known.predicate(relation.predicate).label_zh,
                confidence=relation.confidence,
                modality=relation.modality,
                time=relation.time,
                role=relation.role,
                sources=fact.sources,
            )
    return graph


def central(graph: nx.MultiDiGraph, count: int) -> tuple[tuple[str, float], ...]:
    """Give the best connected nodes with their PageRank, best first, ties by id.

    Computed on asserted relations without direction (Brin and Page 1998, damping 0.85), a pair weighing as
    much as it has relations; scores are rounded to six digits.
    """
    simple = nx.Graph()
    simple.add_nodes_from(graph)
    for start, end, modality in graph.edges(data="modality"):
        if modality is None and start != end:
            weight = simple.get_edge_data(start, end, {"weight": 0})["weight"]
            simple.add_edge(start, end, weight=weight + 1)
    scores = ((node, round(float(score), 6)) for node, score in nx.pagerank(simple).items())
    return tuple(sorted(scores, key=lambda one: (-one[1], one[0]))[:count])


def layout(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Give every node its place in pixels, y downwards, the picture's middle at (0, 0).

    Connected components are laid out by the forces of Fruchterman and Reingold (1991) and a pull to the
    middle, then packed in rows, the largest first; nodes without edges stand in rows below. Any two nodes are
    WIDTH apart sideways or HEIGHT apart upwards. Only ids, types and edges count, not their order. Quadratic
    in the number of nodes: half a second for 400, ten for 2,000.
    """
    nodes, components = _find_components(graph)
    placed = [(one, _place_component(one, graph)) for one in components if len(one) > 1]
    singles = sorted((one[0] for one in components if len(one) == 1), key=lambda one: (nodes[one], one))
    width = _find_width([points for _, points in placed], len(singles))
    if singles:
        placed.append((singles, _place_rows(len(singles), width)))
    return _pack(placed, width)


def _find_components(graph: nx.MultiDiGraph) -> tuple[dict[str, str], list[list[str]]]:
    """Find the types of the nodes, and the connected components, the largest first, each sorted."""
    found = [sorted(one) for one in nx.weakly_connected_components(graph)]
    return dict(graph.nodes(data="type", default="")), sorted(found, key=lambda one: (-len(one), one))


def _place_component(nodes: Sequence[str], graph: nx.MultiDiGraph) -> Points:
    """Lay out one component; the unit is the box, WIDTH by HEIGHT."""
    number = {node: index for index, node in enumerate(nodes)}
    pairs = {
        tuple(sorted((number[start], number[end])))
        for start, end in graph.subgraph(nodes).edges()
        if start != end
    }
    points = _spring(_start(nodes), np.array(sorted(pairs), dtype=np.int64))
    return _spread(points * (_EDGE / _BOX))


def _start(nodes: Sequence[str]) -> Points:
    """Give each node a first place by the hash of its id, in a square of side sqrt(n)."""
    digests = (sha256(node.encode()).digest() for node in nodes)
    parts = [[int.from_bytes(one[:4], "big"), int.from_bytes(one[4:8], "big")] for one in digests]
    return np.array(parts, dtype=np.float64) / 2.0**32 * sqrt(len(nodes))


def _spring(points: Points, edges: Edges) -> Points:
    """Let nodes repel each other by 1/d and edges draw by d², with falling step length (edge at rest: 1)."""
    fewest, most = _STEPS
    steps = min(most, max(fewest, _PAIRS // len(points) ** 2))
    for step in range(steps):
        force = _repulsion(points) + _attraction(points, edges) - points * _GRAVITY
        length = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2)
        longest = 0.1 * sqrt(len(points)) * (1 - step / steps)
        points = points + force * (np.minimum(length, longest) / np.maximum(length, 1e-9))[:, None]
    return points


def _repulsion(points: Points) -> Points:
    """Sum (p - q) / |p - q|² over all q. Summing along the first axis keeps the order of additions fixed."""
    force = np.empty_like(points)
    x, y = np.ascontiguousarray(points.T)
    for start in range(0, len(points), _BLOCK):
        end = start + _BLOCK
        across, down = x[None, start:end] - x[:, None], y[None, start:end] - y[:, None]
        square = np.maximum(across**2 + down**2, 1e-9)
        force[start:end, 0] = (across / square).sum(axis=0)
        force[start:end, 1] = (down / square).sum(axis=0)
    return force


def _attraction(points: Points, edges: Edges) -> Points:
    apart = points[edges[:, 1]] - points[edges[:, 0]]
    length = np.sqrt(apart[:, 0] ** 2 + apart[:, 1] ** 2)
    force = np.zeros_like(points)
    np.add.at(force, edges[:, 0], apart * length[:, None])
    np.add.at(force, edges[:, 1], apart * -length[:, None])
    return force


def _spread(points: Points) -> Points:
    """Push apart what stands in one box, widening the whole by a hundredth each time, until nothing does."""
    for _ in range(_ROUNDS):
        push = _overlap(points)
        if not push.any():
            break
        points = (points + push) * 1.01
    lowest: Points = points.min(axis=0)
    return points - lowest


def _overlap(points: Points) -> Points:
    """Sum, for each node, half the way out of every box it shares, along the axis where that is shorter."""
    push = np.zeros_like(points)
    for start in range(0, len(points), _BLOCK):
        block = points[start : start + _BLOCK]
        apart = block[None, :, :] - points[:, None, :]
        room = 1.0 - np.abs(apart)
        shared = (room[:, :, 0] > 0) & (room[:, :, 1] > 0)
        shared[np.arange(start, start + len(block)), np.arange(len(block))] = False
        flat = room[:, :, 0] < room[:, :, 1]
        for axis, chosen in ((0, shared & flat), (1, shared & ~flat)):
            way = np.where(apart[:, :, axis] < 0, -0.5, 0.5) * room[:, :, axis]
            push[start : start + _BLOCK, axis] = np.where(chosen, way, 0.0).sum(axis=0)
    return push


def _find_width(components: Sequence[Points], singles: int) -> float:
    """Find the width in boxes at which all of it has the wanted shape."""
    sizes = [one.max(axis=0) + _GAP for one in components]
    area = sum(float(size[0] * size[1]) for size in sizes) + singles
    return max([sqrt(area * _ASPECT * HEIGHT / WIDTH), *(float(size[0]) for size in sizes)])


def _place_rows(count: int, width: float) -> Points:
    """Place nodes without edges in rows, in boxes and a half, by their order."""
    columns = min(count, max(1, ceil(width / 1.5)))
    return np.array([[index % columns * 1.5, index // columns * 1.5] for index in range(count)])


def _pack(placed: Sequence[tuple[Sequence[str], Points]], width: float) -> dict[str, tuple[float, float]]:
    """Set the components in rows from left to right, and move the middle to (0, 0)."""
    left = top = height = 0.0
    nodes: list[str] = []
    parts: list[Points] = []
    for names, points in placed:
        size = points.max(axis=0) + _GAP
        if left and left + float(size[0]) > width:
            left, top, height = 0.0, top + height, 0.0
        nodes += names
        parts.append(points + np.array([left, top]))
        left, height = left + float(size[0]), max(height, float(size[1]))
    if not parts:
        return {}
    whole = np.concatenate(parts)
    pixels = (whole - whole.max(axis=0) / 2) * _BOX
    return {
        node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, pixels, strict=True)
    }
