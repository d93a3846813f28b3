"""Knowledge → one HTML page that opens from disk without a network: the graph to explore, and every proof.

What can be drawn and where is said in picture.py, how much of it the page holds in kept.py and clusters.py,
what is told in island.py and rows.py, what readers without scripts are told in summary.py; page.py puts it
together. The page itself is page.html, styles/ and scripts/, readable as they stand; vis-network, the camera
of the picture, comes with pyvis.
"""

from __future__ import annotations

from typing import Final

from kg.records import Knowledge
from kg.schema import Schema
from kg.write.html.island import to_island
from kg.write.html.kept import Room, keep
from kg.write.html.page import make_page
from kg.write.html.picture import draw
from kg.write.html.summary import make_summary

TITLE: Final = "高新区知识图谱"
MOST_NODES: Final = 400
MOST_EDGES: Final = 1200
MOST_EXPANDED: Final = 50
ROOM: Final = Room()


def to_html(
    knowledge: Knowledge,
    schema: Schema,
    *,
    title: str = TITLE,
    most_nodes: int = MOST_NODES,
    most_edges: int = MOST_EDGES,
    room: Room = ROOM,
) -> str:
    """Convert everything known to a self-contained page.

    Drawn at first are at most ``most_nodes`` entities, the best connected, and ``most_edges`` relations
    between these, the best proven. All can be searched for which there is ``room``; a larger graph is told as
    clusters, too. The same input gives the same text.
    """
    picture = draw(knowledge, schema, most_nodes=most_nodes, most_edges=most_edges)
    limits = {"nodes": most_nodes, "edges": most_edges, "expand": MOST_EXPANDED}
    island = to_island(knowledge, keep(knowledge, picture, room), schema, limits)
    return make_page(title, make_summary(knowledge, schema, picture.entities), island)
