"""The picture of graph.html in Chromium: what is drawn and where; clicks, drags, the legend, undo.

How the browser is started and what every page must not do stands in tests/browser.py; searching is in
test_html_search.py, the panel, filters, table and exports in files of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from kg.records import Entity, Evidence, Fact, Knowledge, Modality, Relation, Source, Span
from kg.write.html import to_html
from tests.browser import SCHEMA, Visit, open_page
from tests.knowledge import (
    CITY,
    FIRST_ID,
    HAIYUN,
    KANGTAI,
    KNOWLEDGE,
    SAP,
    SOFTWARE,
    ZONE,
    digest,
    entity,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAPER: Final = "#ffffff"
PLACES: Final = "() => App.view().scene.nodes.map(({ entity, x, y }) => [entity.id, x, y])"
SEEN: Final = """() => {
  const { scene, state } = App.view();
  const { camera: _, ...chosen } = state;
  const nodes = scene.nodes.map(({ entity, faded, x, y }) => [entity.id, faded, x, y]);
  return [chosen, nodes, scene.edges.map((edge) => [edge.relation.id, edge.faded])];
}"""
# Where points of an edge stand on the page, by shares of its curve.
ALONG: Final = """([id, shares]) => {
  const edge = App.view().scene.edges.find(({ relation }) => relation.id === id);
  const { start, control, end } = Shapes.curve(edge);
  const { left, top, width, height } = document.getElementById("graph").getBoundingClientRect();
  const { x, y, scale } = App.canvas.camera();
  const at = (t, axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * control[axis] + t ** 2 * end[axis];
  const [middle, centre] = [left + width / 2, top + height / 2];
  return shares.map((t) => [(at(t, "x") - x) * scale + middle, (at(t, "y") - y) * scale + centre]);
}"""


def find_fact(subject: Entity, object_: Entity, predicate: str) -> str:
    return next(
        fact.id
        for fact in KNOWLEDGE.facts
        if isinstance(fact.statement, Relation)
        and (fact.statement.subject, fact.statement.predicate, fact.statement.object)
        == (subject.id, predicate, object_.id)
    )


def make_fact(
    subject: Entity, predicate: str, object_: Entity, quote: str, modality: Modality | None = None
) -> Fact:
    evidence = (Evidence(FIRST_ID, 0, Span(0, len(quote)), quote),)
    statement = Relation(
        subject.id, predicate, object_.id, evidence, "rule", 0.5, role=quote, modality=modality
    )
    return Fact(digest(subject.id, predicate, object_.id, quote), statement, 1)


def make_known(entities: Sequence[Entity], facts: Sequence[Fact]) -> Knowledge:
    return Knowledge((Source(FIRST_ID, "a.txt", 0),), tuple(entities), tuple(facts))


def places(visit: Visit) -> dict[str, tuple[float, float]]:
    return {id_: (x, y) for id_, x, y in visit.page.evaluate(PLACES)}


def test_html_browser_shows_the_whole_with_its_counts(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    assert visit.page.inner_text("#badge") == "17 / 17 个实体，18 / 18 条关系"
    assert visit.page.locator("#kinds .types button[data-name]").count() == 12
    first = visit.page.locator("#kinds .types button[data-name]").first
    assert first.inner_text().split() == ["开发区", "1"]
    for one in (ZONE, KANGTAI, SOFTWARE):
        assert visit.colours(visit.where(one.id)) == [SCHEMA.entity_type(one.type).colour]
    assert len(visit.page.evaluate("App.canvas.names()")) == 17


def test_html_browser_nothing_moves_by_itself(visit: Visit, tmp_path: Path) -> None:
    """Within a second nothing is even painted: every painting makes a new list of names."""
    open_page(visit, tmp_path, KNOWLEDGE)
    before = visit.page.screenshot()
    visit.page.evaluate("window.painted = App.canvas.names()")
    visit.page.wait_for_timeout(1000)
    assert visit.page.evaluate("window.painted === App.canvas.names()")
    assert visit.page.screenshot() == before


def test_html_browser_edge_opens_its_proof(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(find_fact(SOFTWARE, ZONE, "partOf"))
    text = visit.text()
    assert "市南软件园属于青岛高新区" in text and "包含市南软件园、蓝色硅谷核心区在内" in text
    assert "青岛高新区综合评价列全国第13位" in text and "news/first.txt" in text
    marks = visit.page.locator("#panel mark").all_inner_texts()
    assert "市南软件园" in marks and "青岛高新区" in marks


def test_html_browser_node_opens_its_panel_and_empty_paper_closes_it(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(ZONE.id)
    assert visit.page.inner_text("#panel h2") == ZONE.name
    faded = {id_ for id_, is_faded, *_ in visit.page.evaluate(SEEN)[1] if is_faded}
    assert CITY.id in faded and not {ZONE.id, SOFTWARE.id} & faded
    box = visit.page.locator("#graph").bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 6, box["y"] + box["height"] - 6)
    assert visit.page.locator("#panel").is_hidden()
    assert visit.page.evaluate("Store.state.focus") is None


def test_html_browser_whole_is_shown_beside_the_details(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(KANGTAI.id)
    visit.page.click("#fit")  # nothing lies over it
    visit.page.wait_for_function("() => App.canvas.names().length > 0")
    left = visit.page.evaluate("document.getElementById('panel').getBoundingClientRect().left")
    places = visit.page.evaluate("App.view().scene.nodes.map((node) => App.canvas.whereIs(node.entity.id).x)")
    assert max(places) < left


def test_html_browser_points_under_the_mouse_tell_what_they_are(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.mouse.move(*visit.where(KANGTAI.id))
    assert visit.page.inner_text("#tip").split("\n") == [KANGTAI.name, "企业"]
    edge = find_fact(SOFTWARE, ZONE, "partOf")
    [aside] = visit.page.evaluate(ALONG, [edge, [0.3]])
    plain = visit.colours(aside)
    visit.page.mouse.move(*visit.where(edge))
    assert visit.page.inner_text("#tip").split("\n") == [SOFTWARE.name, f"属于 → {ZONE.name}"]
    assert visit.colours(aside) != plain, "the edge under the mouse is not brought out"
    visit.page.mouse.move(5, 5)
    assert visit.page.locator("#tip").is_hidden()


def test_html_browser_edges_between_one_pair_can_be_told_apart(visit: Visit, tmp_path: Path) -> None:
    """Three of one pair, one the other way: seen with paper in between, and each opens its own proof."""
    facts = (
        make_fact(ZONE, "introduced", KANGTAI, "甲句"),
        make_fact(ZONE, "cooperatesWith", KANGTAI, "乙句"),
        make_fact(KANGTAI, "locatedIn", ZONE, "丙句"),
    )
    open_page(visit, tmp_path, make_known((KANGTAI, ZONE), facts))
    middles = sorted(visit.where(fact.id) for fact in facts)
    assert PAPER not in visit.colours(*middles)
    between = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(middles)]
    assert min(dist(one, other) for one, other in combinations(middles, 2)) > 12
    assert visit.colours(*between) == [PAPER, PAPER]
    for fact, quote in zip(facts, ("甲句", "乙句", "丙句"), strict=True):
        visit.click(fact.id)
        assert visit.page.locator("#panel blockquote").all_inner_texts() == [quote]


def test_html_browser_arrows_show_the_direction(visit: Visit, tmp_path: Path) -> None:
    facts = (make_fact(ZONE, "introduced", KANGTAI, "甲"), make_fact(HAIYUN, "cooperatesWith", SAP, "乙"))
    open_page(visit, tmp_path, make_known((KANGTAI, ZONE, SAP, HAIYUN), facts))
    directed, symmetric = ([measure(visit, fact.id, share) for share in (0.03, 0.97)] for fact in facts)
    assert directed[1] >= directed[0] + 2 > 2
    assert symmetric[0] == symmetric[1] > 0


def measure(visit: Visit, edge: str, share: float) -> float:
    """Measure how broad an edge is at a place, in pixels across it."""
    (x, y), (ahead, down) = visit.page.evaluate(ALONG, [edge, [share, share + 0.01]])
    length = dist((x, y), (ahead, down))
    across = ((y - down) / length, (ahead - x) / length)
    steps = [step / 2 for step in range(-12, 13)]
    colours = visit.colours(*((x + across[0] * step, y + across[1] * step) for step in steps))
    return sum(colour != PAPER for colour in colours) / 2


def test_html_browser_modalities_differ_in_colour_and_dashes(visit: Visit, tmp_path: Path) -> None:
    """Along the edge: the colour of its modality, broken by paper unless it is asserted."""
    modalities: tuple[Modality | None, ...] = (None, "planned", "negated")
    facts = [make_fact(ZONE, "introduced", KANGTAI, f"{one}", one) for one in modalities]
    open_page(visit, tmp_path, make_known((KANGTAI, ZONE), facts))
    seen = [look_along(visit, fact.id) for fact in facts]
    assert len({colour for colour, _ in seen}) == 3
    assert [is_broken for _, is_broken in seen] == [False, True, True]


def look_along(visit: Visit, edge: str) -> tuple[str, bool]:
    """Tell the darkest colour in the middle of an edge, and whether there is paper between its dashes."""
    points = visit.page.evaluate(ALONG, [edge, [share / 200 for share in range(60, 140)]])
    around = [(x + dx, y + dy) for x, y in points for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    colours = visit.colours(*around)
    places = [colours[at : at + 9] for at in range(0, len(colours), 9)]
    return min(colours), any(set(place) == {PAPER} for place in places)


def test_html_browser_draws_a_loop_where_it_can_be_chosen(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_fact(KANGTAI, "subOrganizationOf", KANGTAI, "自环"),
        make_fact(ZONE, "introduced", KANGTAI, "边"),
    )
    open_page(visit, tmp_path, make_known((KANGTAI, ZONE), facts))
    assert visit.colours(visit.where(facts[0].id)) != [PAPER]
    visit.click(facts[0].id)
    assert visit.page.locator("#panel blockquote").all_inner_texts() == ["自环"]


def test_html_browser_keeps_things_of_one_name_apart(visit: Visit, tmp_path: Path) -> None:
    one, other = (replace(entity("Person", "王海"), id=f"person/{number}") for number in "12")
    facts = (make_fact(one, "holdsPosition", KANGTAI, "甲"), make_fact(other, "holdsPosition", SAP, "乙"))
    open_page(visit, tmp_path, make_known((one, other, KANGTAI, SAP), facts))
    for id_, quote in ((one.id, "甲"), (other.id, "乙")):
        visit.click(id_)
        assert visit.page.inner_text("#panel h2") == "王海"
        assert quote in visit.text()
    visit.page.fill("#search", "王海")
    assert visit.page.locator("#hits li[id]").count() == 2


def test_html_browser_dragging_a_node_moves_it_alone(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    before, (x, y) = places(visit), visit.where(KANGTAI.id)
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + 60, y + 30, steps=4)
    visit.page.mouse.up()
    visit.wait_frame()
    after = places(visit)
    assert {id_ for id_ in after if after[id_] != before[id_]} == {KANGTAI.id}
    assert visit.where(KANGTAI.id) == pytest.approx((x + 60, y + 30), abs=2)
    assert list(visit.page.evaluate("Store.state.moved")) == [KANGTAI.id]
    visit.page.click("#undo")
    visit.wait_frame()
    assert places(visit) == before and visit.where(KANGTAI.id) == pytest.approx((x, y))


def test_html_browser_legend_hides_and_shows_a_type(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    place = visit.where(KANGTAI.id)
    shown = visit.colours(place)
    button = visit.page.locator('#kinds button[data-name="Enterprise"]')
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert visit.colours(place) != shown
    assert visit.page.inner_text("#badge").startswith("14 / 17 ")
    assert visit.colours(visit.where(ZONE.id)) == [SCHEMA.entity_type("Zone").colour]
    button.click()
    assert visit.colours(place) == shown


def test_html_browser_legend_hides_and_shows_a_predicate(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    edge = visit.where(find_fact(SOFTWARE, ZONE, "partOf"))
    shown = visit.colours(edge)
    button = visit.page.locator('#kinds button[data-name="partOf"]')
    assert button.inner_text().split() == ["属于", "2"]
    button.click()
    assert visit.colours(edge) == [PAPER] != shown
    assert "16 / 18 条关系" in visit.page.inner_text("#badge")
    button.click()
    assert visit.colours(edge) == shown


def test_html_browser_says_so_when_all_is_hidden(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    for button in visit.page.locator("#kinds .types button[data-name]").all():
        button.click()
    assert "所有实体都被筛选条件隐藏" in visit.page.inner_text("#empty")
    visit.page.click("#empty-clear")
    assert visit.page.locator("#empty").is_hidden()
    assert visit.page.inner_text("#badge").startswith("17 / 17 ")


def test_html_browser_of_nothing_says_so(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    assert visit.page.inner_text("#empty").strip() == "没有可画的实体"


def test_html_browser_shows_a_single_thing(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, make_known((ZONE,), ()))
    assert visit.page.inner_text("#badge") == "1 / 1 个实体，0 / 0 条关系"
    visit.click(ZONE.id)
    assert visit.page.inner_text("#panel h2") == ZONE.name


def test_html_browser_bears_a_name_of_ten_thousand_characters(visit: Visit, tmp_path: Path) -> None:
    long = entity("Zone", "高" * 10_000)
    open_page(visit, tmp_path, make_known((long, SAP), [make_fact(long, "introduced", SAP, "引进")]))
    visit.page.mouse.move(*visit.where(long.id))
    box, tip = visit.page.locator("#graph").bounding_box(), visit.page.locator("#tip").bounding_box()
    assert box is not None and tip is not None
    assert tip["x"] + tip["width"] <= box["x"] + box["width"]
    visit.click(long.id)
    assert visit.page.inner_text("#panel h2") == long.name
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert visit.page.locator("#panel .close").is_visible()


def test_html_browser_compact_layout_brings_what_is_left_together(visit: Visit, tmp_path: Path) -> None:
    """Nearer than on the whole map, no two on one place; the button pressed again gives the map back."""
    open_page(visit, tmp_path, KNOWLEDGE)
    for kind in ("Policy", "Industry", "Park", "Event", "Recognition"):
        visit.page.click(f'#kinds button[data-name="{kind}"]')
    before = places(visit)
    visit.page.click("#compact")
    after = places(visit)
    assert after.keys() == before.keys()
    assert measure_area(after) < 0.8 * measure_area(before)
    assert min(dist(one, other) for one, other in combinations(after.values(), 2)) >= 50
    visit.page.click("#compact")
    assert places(visit) == before


def measure_area(points: dict[str, tuple[float, float]]) -> float:
    across, down = ([place[axis] for place in points.values()] for axis in (0, 1))
    return (max(across) - min(across)) * (max(down) - min(down))


ACTIONS: Final[tuple[Callable[[Visit], Any], ...]] = (
    lambda visit: visit.click(ZONE.id),
    lambda visit: visit.page.click('#kinds button[data-name="Policy"]'),
    lambda visit: visit.page.click('#kinds button[data-name="hosted"]'),
    lambda visit: visit.search("康泰生"),
    lambda visit: visit.page.evaluate("Actions.setHops(2)"),
    lambda visit: drag(visit, KANGTAI),
    lambda visit: visit.page.evaluate("Actions.remove(Data.entity(Store.state.focus.id))"),
    lambda visit: visit.search("SAP"),
    lambda visit: visit.click(find_fact(SOFTWARE, ZONE, "partOf")),
    lambda visit: visit.page.keyboard.press("Escape"),
    lambda visit: visit.page.click("#to-table"),
    lambda visit: visit.page.click("#kinds button[data-name='Industry']"),
    lambda visit: visit.page.click("#to-graph"),
    lambda visit: visit.page.evaluate("Actions.toggleDocument(Data.documents[0].id)"),
    lambda visit: visit.page.click("#compact"),
    lambda visit: visit.page.evaluate("Actions.setTime({ undated: !Store.state.undated })"),
)


def drag(visit: Visit, one: Entity) -> None:
    x, y = visit.where(one.id)
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 40, y + 25, steps=3)
    visit.page.mouse.up()


def look(visit: Visit) -> tuple[Any, Any]:
    """Tell all that is seen, and from where."""
    visit.wait_frame()
    camera = visit.page.evaluate("App.canvas.camera()")
    return visit.page.evaluate(SEEN), {key: round(value, 6) for key, value in camera.items()}


def test_html_browser_twenty_undos_restore_the_view_step_by_step(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    seen = [look(visit)]
    for action in (*ACTIONS, *ACTIONS[:4]):
        action(visit)
        seen.append(look(visit))
    assert all(one[0] != other[0] for one, other in pairwise(seen))
    for expected in reversed(seen[:-1]):
        visit.page.click("#undo")
        assert look(visit) == expected
    assert visit.page.locator("#undo").is_disabled()
    for expected in seen[1:]:
        visit.page.click("#redo")
        assert look(visit) == expected
    assert visit.page.locator("#redo").is_disabled()


def test_html_browser_without_scripts_still_tells_what_is_there(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(to_html(KNOWLEDGE, SCHEMA), encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    text = page.inner_text("body")
    context.close()
    assert ZONE.name in text and "党政机构" in text
