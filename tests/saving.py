"""Saving what a page shows, as a reader does by its export dialog; and reading the files again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from rdflib import Graph

from tests.browser import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Download

AROUND: Final = "([id, hops]) => Actions.chooseEntity(Data.entity(id), { hops })"
END: Final = {"png": "png", "svg": "svg", "json": "json", "ttl": "ttl"}  # of files; the others are tables


def start(visit: Visit) -> None:
    visit.page.click("#export")
    visit.page.wait_for_selector("#export-dialog[open]")


def choose(visit: Visit, name: str, value: str) -> None:
    visit.page.check(f'#export-dialog [data-name="{name}"] input[value="{value}"]')


def save(visit: Visit, format_: str) -> bytes:
    """Save what is visible in a format; the dialog is open."""
    with visit.page.expect_download() as found:
        visit.page.click(f"#export-{format_}")
    saved: Download = found.value
    end = END.get(format_, "csv")
    what = format_ if end == "csv" else "graph"
    generation = visit.page.evaluate("Data.generation")
    assert saved.suggested_filename == f"kg-{what}-{generation}.{end}"
    visit.page.wait_for_function(
        "(name) => document.querySelector('#export-dialog .said').textContent.includes(name)",
        arg=saved.suggested_filename,
    )
    return Path(saved.path()).read_bytes()


def save_json(visit: Visit) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(save(visit, "json"))
    return told


def read_turtle(data: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}


def to_triples(graph: Graph) -> set[ox.Triple]:
    return {
        quad.triple for quad in ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    }
