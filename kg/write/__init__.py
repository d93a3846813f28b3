"""The outputs of a build: one pure function each, all in one table. Writing the files is files.py's business.

A further output is a further row; the contract in tests/test_write.py holds for every row: the same bytes for
the same build, a line end at the end, nothing of the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.network import to_networkx
from kg.records import Extraction, Issue, Knowledge, Resolution
from kg.schema import Schema
from kg.write.graphml import to_graphml
from kg.write.html import to_html
from kg.write.jsonl import to_jsonl
from kg.write.report import to_report
from kg.write.review import to_review
from kg.write.turtle import to_turtle

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Build:
    """All that an output can be made of."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    knowledge: Knowledge
    schema: Schema
    graph: Graph
    issues: tuple[Issue, ...]


Writer = tuple[str, Callable[[Build], str]]

WRITERS: Final[Mapping[str, Writer]] = {
    "jsonl": ("extractions.jsonl", lambda build: to_jsonl(build.extractions)),
    "turtle": ("graph.ttl", lambda build: to_turtle(build.graph)),
    "html": ("graph.html", lambda build: to_html(build.knowledge, build.schema)),
    "report": ("report.md", lambda build: to_report(build.knowledge, build.schema, build.issues)),
    "review": ("review.tsv", lambda build: to_review(build.extractions, build.resolution)),
    "graphml": ("graph.graphml", lambda build: to_graphml(to_networkx(build.knowledge, build.schema))),
}
DEFAULT: Final = ("jsonl", "turtle", "html", "report", "review")  # what a build writes unless told otherwise
