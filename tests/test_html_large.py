"""graph.html of much: what of 5,000 entities is drawn, names that keep clear of each other, a hub."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.browser import Visit
from tests.synthetic_graph import HUB

pytestmark = pytest.mark.browser

# The names that are drawn, as boxes of what their letters really take, and how many of them meet another.
NAMES: Final = """() => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `${Labels.SIZE}px ${Labels.FACE}`;
  const boxes = App.canvas.names().map((box) => {
    const { lines } = Labels.measure(box.owner.entity.label);
    const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2;
    const middle = (box.left + box.right) / 2;
    return { left: middle - half, right: middle + half, top: box.top, bottom: box.bottom };
  });
  const isApart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const isMet = (one) => boxes.some((other) => other !== one && !isApart(one, other));
  return [boxes.length, boxes.filter(isMet).length];
}"""
HUB_SHOWS: Final = """() => {
  const { nodeOf, nodes } = App.view().scene;
  const drawn = Data.neighbours(Data.entity(Store.state.focus.id)).filter(nodeOf).length;
  return [nodes.length, drawn, nodeOf(Data.entity(Store.state.focus.id)).more];
}"""


@pytest.mark.parametrize(("name", "least"), [("seeds_page", 120), ("big_page", 60), ("hub_page", 60)])
def test_html_large_names_do_not_cover_each_other(
    name: str, least: int, visit: Visit, request: pytest.FixtureRequest
) -> None:
    visit.open(request.getfixturevalue(name))
    names, meeting = visit.page.evaluate(NAMES)
    assert names >= least
    assert meeting <= 0.05 * names


def test_html_large_draws_the_best_connected_and_says_of_how_many(visit: Visit, big_page: Path) -> None:
    visit.open(big_page)
    assert visit.page.inner_text("#badge") == "400 / 5000 个实体，1200 / 15000 条关系"
    degrees = visit.page.evaluate("Data.entities.map((one) => one.relations.length)")
    drawn = visit.page.evaluate("App.view().scene.nodes.map((node) => node.entity.index)")
    assert sorted(drawn) == list(range(400))
    assert min(degrees[:400]) >= max(degrees[400:])


def test_html_large_filters_bring_others_into_the_room(visit: Visit, big_page: Path) -> None:
    visit.open(big_page)
    visit.page.evaluate("Actions.onlyType('Person')")
    types = visit.page.evaluate("App.view().scene.nodes.map((node) => node.entity.type.name)")
    assert set(types) == {"Person"} and len(types) == 400


def test_html_large_places_given_later_are_free_and_stay(visit: Visit, hub_page: Path) -> None:
    """What is brought in lies on nobody, moves nobody, and lies there again after it was gone."""
    visit.open(hub_page)
    visit.search(HUB.name)
    places = "Object.fromEntries(App.view().scene.nodes.map(({ entity, x, y }) => [entity.id, [x, y]]))"
    first = visit.page.evaluate(places)
    visit.page.mouse.dblclick(*visit.where(HUB.id))
    later = visit.page.evaluate(places)
    assert len({tuple(place) for place in later.values()}) == len(later) == len(first) + 50
    assert {id_: later[id_] for id_ in first} == first
    visit.page.click("#undo")
    visit.page.click("#redo")
    assert visit.page.evaluate(places) == later


def test_html_large_expanding_a_hub_adds_fifty_and_counts_the_rest(visit: Visit, hub_page: Path) -> None:
    visit.open(hub_page)
    visit.search(HUB.name)
    nodes, drawn, left = visit.page.evaluate(HUB_SHOWS)
    assert (nodes, drawn + left) == (400, 3000)
    visit.page.mouse.dblclick(*visit.where(HUB.id))
    visit.wait_frame()
    assert visit.page.evaluate(HUB_SHOWS) == [nodes + 50, drawn + 50, left - 50]
