"""GraphML: reads back as the same multigraph, Chinese legible, independent of insertion order."""

from __future__ import annotations

import networkx as nx

from kg.network import to_networkx
from kg.schema import load_schema
from kg.write.graphml import to_graphml
from tests.knowledge import KNOWLEDGE, RELATIONS, SOFTWARE, ZONE, fact

GRAPH = to_networkx(KNOWLEDGE, load_schema())


def test_graphml_reads_back_as_the_same_multigraph() -> None:
    text = to_graphml(GRAPH)
    read = nx.parse_graphml(text.split("\n", 1)[1], force_multigraph=True)
    assert set(read.nodes) == set(GRAPH.nodes)
    assert set(read.edges(keys=True)) == set(GRAPH.edges(keys=True))
    assert read.nodes[ZONE.id] == {"type": "Zone", "name": ZONE.name, "aliases": "青岛高新区"}
    assert read.edges[SOFTWARE.id, ZONE.id, fact(RELATIONS[0]).id] == {
        "predicate": "partOf",
        "label": "属于",
        "confidence": 0.95,
        "sources": 2,
    }


def test_graphml_is_legible_utf8() -> None:
    text = to_graphml(GRAPH)
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?>\n<graphml")
    assert "市南软件园" in text
    assert text.endswith("</graphml>\n")


def test_graphml_does_not_depend_on_order() -> None:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(GRAPH.nodes(data=True))))
    other.add_edges_from(reversed(list(GRAPH.edges(keys=True, data=True))))
    assert to_graphml(other) == to_graphml(GRAPH)


def test_graphml_escapes_markup() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", type="Zone", name='</data><script>"&', aliases=())
    (data,) = nx.parse_graphml(to_graphml(graph).split("\n", 1)[1]).nodes.values()
    assert data["name"] == '</data><script>"&'
