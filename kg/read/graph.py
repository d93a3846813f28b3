"""A written graph.ttl → rdflib graph, for the checks. Queries go to ``kg.store``, which is faster."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from kg.errors import InputError
from kg.store import load_store


def read_graph(path: Path) -> Graph:
    """Read a Turtle file; raises InputError naming the line of a syntax error.

    Oxigraph judges first: rdflib takes some Turtle for valid that isn't.
    """
    expected = len(load_store(path))
    graph = Graph().parse(path, format="turtle")
    if len(graph) != expected:
        raise InputError(f"{path}: {expected} triples to one parser, {len(graph)} to another")
    return graph
