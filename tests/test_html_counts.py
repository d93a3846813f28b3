"""The numbers of graph.html are those of graph.ttl: what its legend counts, SPARQL counts in the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kg.store import load_store, run_query
from tests.browser import OUTPUTS, SCHEMA, Visit

pytestmark = pytest.mark.browser

PREFIXES: Final = dict(SCHEMA.prefixes)
BY_TYPE: Final = "SELECT ?kind (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?kind } GROUP BY ?kind"
BY_PREDICATE: Final = """
SELECT ?kind (COUNT(DISTINCT ?statement) AS ?count)
{ ?statement a kg:Statement ; rdf:predicate ?kind } GROUP BY ?kind
"""
FIGURES: Final = "SELECT (COUNT(DISTINCT ?figure) AS ?count) { ?figure a kg:Observation }"
LEGEND: Final = """(section) => Object.fromEntries(
  [...document.querySelectorAll(`#kinds .${section} button[data-name]`)]
    .map((one) => [one.dataset.name, Number(one.querySelector('.count').textContent)])
)"""


def count(query: str) -> dict[str, int]:
    """Count in the committed graph, by the last part of the kind's IRI."""
    answer = run_query(load_store(OUTPUTS / "graph.ttl"), query, prefixes=PREFIXES)
    return {str(kind).rpartition("#")[2]: int(number or 0) for kind, number in answer.rows}


def test_html_counts_in_the_legend_are_those_of_sparql(visit: Visit, seeds_page: Path) -> None:
    visit.open(seeds_page)
    types, predicates = count(BY_TYPE), count(BY_PREDICATE)
    there = {one.name: types[one.name] for one in SCHEMA.types if one.name in types}
    assert visit.page.evaluate(LEGEND, "types") == there
    assert visit.page.evaluate(LEGEND, "predicates") == predicates
    assert len(there) == 12 and len(predicates) > 8


def test_html_counts_of_all_are_those_of_sparql(visit: Visit, seeds_page: Path) -> None:
    visit.open(seeds_page)
    told = visit.page.evaluate("Data.counts")
    [[figures]] = run_query(load_store(OUTPUTS / "graph.ttl"), FIGURES, prefixes=PREFIXES).rows
    types = count(BY_TYPE)
    entities = sum(types.get(one.name, 0) for one in SCHEMA.types)
    relations = sum(count(BY_PREDICATE).values())
    assert told == {"entities": entities, "figures": int(figures or 0), "relations": relations}
    assert (
        visit.page.inner_text("#badge") == f"{entities} / {entities} 个实体，{relations} / {relations} 条关系"
    )
