"""The multigraph, its positions and its best connected nodes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.network import HEIGHT, WIDTH, central, layout, to_networkx
from kg.schema import load_schema
from tests.knowledge import HAIYUN, KNOWLEDGE, RELATIONS, SOFTWARE, WANG, ZONE, digest, fact

GRAPH = to_networkx(KNOWLEDGE, load_schema())


def graph_of(*edges: tuple[str, str], single: int = 0) -> nx.MultiDiGraph:
    """Make a graph of zones with these edges and some nodes without."""
    graph = nx.MultiDiGraph()
    nodes = [node for edge in edges for node in edge] + [f"single{number}" for number in range(single)]
    graph.add_nodes_from(nodes, type="Zone", name="高新区", aliases=())
    graph.add_edges_from(edges, predicate="partOf", modality=None)
    return graph


def star(leaves: int, hub: str = "hub") -> tuple[tuple[str, str], ...]:
    return tuple((f"{hub}-{number}", hub) for number in range(leaves))


def test_network_has_a_node_per_entity() -> None:
    assert set(GRAPH.nodes) == {one.id for one in KNOWLEDGE.entities}
    assert GRAPH.nodes[ZONE.id] == {"type": "Zone", "name": ZONE.name, "aliases": ("青岛高新区",)}


def test_network_has_an_edge_per_relation_keyed_by_its_fact() -> None:
    assert {key for _, _, key in GRAPH.edges(keys=True)} == {fact(one).id for one in RELATIONS}
    post = next(one for one in RELATIONS if one.subject == WANG.id)
    assert GRAPH.edges[post.subject, post.object, fact(post).id] == {
        "predicate": "holdsPosition",
        "label": "任职",
        "confidence": 0.9,
        "modality": None,
        "time": None,
        "role": "主任",
        "sources": 1,
    }


def test_network_takes_its_labels_from_the_ontology_unless_told_otherwise() -> None:
    schema = load_schema()
    other = tuple(replace(one, label_zh=f"{one.label_zh}了") for one in schema.predicates)
    graph = to_networkx(KNOWLEDGE, replace(schema, predicates=other))
    assert nx.utils.graphs_equal(to_networkx(KNOWLEDGE), GRAPH)
    assert {label for *_, label in graph.edges(data="label")} == {
        f"{label}了" for *_, label in GRAPH.edges(data="label")
    }


def test_network_keeps_planned_and_negated_relations_apart_by_modality() -> None:
    negated = next(iter(GRAPH.get_edge_data(SOFTWARE.id, HAIYUN.id).values()))
    assert negated["modality"] == "negated"


def check_layout(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Check the laws of every layout: each node placed, none on another, the middle at (0, 0)."""
    places = layout(graph)
    assert set(places) == set(graph.nodes)
    for (ax, ay), (bx, by) in combinations(places.values(), 2):
        assert abs(ax - bx) >= WIDTH - 0.2 or abs(ay - by) >= HEIGHT - 0.2
    for axis in (0, 1):
        values = [place[axis] for place in places.values()]
        assert abs(min(values) + max(values)) <= 0.2
    return places


@pytest.mark.parametrize(
    "graph",
    [
        GRAPH,
        graph_of(single=1),
        graph_of(single=25),
        graph_of(("a", "b")),
        graph_of(("a", "b"), ("b", "a"), ("a", "a")),
        graph_of(*star(150), single=10),
        graph_of(*star(40), *star(40, "two"), ("hub", "two"), *star(3, "three")),
        graph_of(*combinations([f"k{number}" for number in range(20)], 2)),
        graph_of(*zip([f"c{n}" for n in range(60)], [f"c{n + 1}" for n in range(60)], strict=True)),
        graph_of(*star(300)),
    ],
    ids=["fixture", "one", "singles", "pair", "loops", "star", "stars", "clique", "chain", "blocks"],
)
def test_network_layout_places_every_node_apart(graph: nx.MultiDiGraph) -> None:
    check_layout(graph)


def test_network_layout_of_nothing_is_empty() -> None:
    assert layout(nx.MultiDiGraph()) == {}


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_network_layout_does_not_depend_on_order(random: Random) -> None:
    edges = [*star(6), *star(4, "other")]
    shuffled = random.sample(edges, len(edges))
    turned = [random.choice([edge, edge[::-1]]) for edge in shuffled]
    assert layout(graph_of(*turned, single=3)) == layout(graph_of(*edges, single=3))


def test_network_layout_is_the_same_under_any_hash_seed() -> None:
    code = (
        "from kg.network import *; from kg.schema import load_schema; from tests.knowledge import KNOWLEDGE;"
        "g = to_networkx(KNOWLEDGE, load_schema()); print(list(layout(g).items()), central(g, 9))"
    )
    environments = ({"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)} for seed in ("1", "2"))
    assert len({subprocess.check_output([sys.executable, "-c", code], env=one) for one in environments}) == 1


def test_network_layout_is_the_same_on_every_machine() -> None:
    """Golden: these places were computed once; another processor or numpy must give the same."""
    places = layout(graph_of(*star(30), *star(3, "two"), single=4))
    assert digest(sorted(places.items())) == "1ce1fd1c03be"


def test_network_layout_keeps_components_apart() -> None:
    places = check_layout(graph_of(*star(20), *star(12, "two"), *star(5, "three"), single=8))
    boxes = []
    for name in ("hub", "two", "three", "single"):
        part = [place for node, place in places.items() if node.startswith(name)]
        (left, top), (right, bottom) = (
            tuple(pick(axis) for axis in zip(*part, strict=True)) for pick in (min, max)
        )
        boxes.append((left, top, right, bottom))
    for one, two in combinations(boxes, 2):
        assert one[2] < two[0] or two[2] < one[0] or one[3] < two[1] or two[3] < one[1]


def test_network_layout_puts_neighbours_nearer_than_others() -> None:
    places = layout(graph_of(*star(15), *star(15, "two"), ("hub", "two")))
    own = [
        abs(places[f"hub-{n}"][0] - places["hub"][0]) + abs(places[f"hub-{n}"][1] - places["hub"][1])
        for n in range(15)
    ]
    other = [
        abs(places[f"hub-{n}"][0] - places["two"][0]) + abs(places[f"hub-{n}"][1] - places["two"][1])
        for n in range(15)
    ]
    assert sum(own) < 0.7 * sum(other)


def test_network_layout_is_wider_than_high() -> None:
    places = layout(graph_of(*star(100)))
    width, height = (max(one) - min(one) for one in zip(*places.values(), strict=True))
    assert 1.0 < width / height < 2.5


def test_network_central_ranks_the_hub_first() -> None:
    ranked = central(GRAPH, 3)
    assert len(ranked) == 3
    assert ranked[0][0] == ZONE.id
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    assert sum(score for _, score in central(GRAPH, 100)) == pytest.approx(1.0, abs=1e-4)


def test_network_central_breaks_ties_by_id_and_counts_asserted_relations_only() -> None:
    graph = graph_of(*star(4), single=2)
    assert [node for node, _ in central(graph, 9)] == [
        "hub",
        *sorted(f"hub-{n}" for n in range(4)),
        "single0",
        "single1",
    ]
    graph.add_edges_from([("single0", f"hub-{n}", {"modality": "planned"}) for n in range(4)])
    assert central(graph, 1)[0][0] == "hub"
    assert central(graph, 9)[-2:] == central(graph_of(*star(4), single=2), 9)[-2:]


def test_network_central_of_nothing_is_empty() -> None:
    assert central(nx.MultiDiGraph(), 5) == ()
