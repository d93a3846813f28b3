"""The multigraph → GraphML, for Gephi, yEd, igraph and the like."""

from __future__ import annotations

from io import BytesIO

import networkx as nx


def to_graphml(graph: nx.MultiDiGraph) -> str:
    """Convert the graph of ``network.to_networkx`` to GraphML; the edge ids are the facts' ids.

    GraphML knows no missing values and no lists: what is None is left out, aliases are joined with " | ".
    """
    plain = nx.MultiDiGraph()
    for node, data in sorted(graph.nodes(data=True)):
        plain.add_node(node, **_flatten(data))
    for start, end, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        plain.add_edge(start, end, key=key, **_flatten(data))
    buffer = BytesIO()
    nx.write_graphml_xml(plain, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode("utf-8")


def _flatten(data: dict[str, object]) -> dict[str, object]:
    return {
        name: " | ".join(value) if isinstance(value, tuple) else value
        for name, value in data.items()
        if value is not None and value != ()
    }
