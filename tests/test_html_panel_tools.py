"""The panel of graph.html: what can be done in it, paths, and the reader's place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from kg.records import Entity, Fact, Relation
from tests.browser import Visit, open_page
from tests.knowledge import KANGTAI, KNOWLEDGE, MEDICINE, ZONE, entity
from tests.panel import CHOOSE_ENTITY, FOCUSED_ID, FOCUSED_KEY, choose, find_button, make_known, make_relation
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser


def _ends(fact: Fact) -> set[str]:
    statement = fact.statement
    return {statement.subject, statement.object} if isinstance(statement, Relation) else {statement.subject}


# ---------------------------------------------------------------- what can be done
def test_html_panel_hops_are_pressed_buttons(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, ZONE)
    hops = panel.locator(".actions .group button")
    assert [one.get_attribute("aria-pressed") for one in hops.all()] == ["true", "false", "false"]
    hops.nth(1).click()
    assert [one.get_attribute("aria-pressed") for one in hops.all()] == ["false", "true", "false"]
    assert visit.page.evaluate("Store.state.focus.hops") == 2


def test_html_panel_expands_until_all_neighbours_are_drawn(visit: Visit, tmp_path: Path) -> None:
    hub = entity("Zone", "大高新区")
    firms = tuple(entity("Enterprise", f"第{number}号企业") for number in range(460))
    open_page(
        visit, tmp_path, make_known((hub, *firms), (make_relation(hub, "introduced", one) for one in firms))
    )
    panel = choose(visit, hub)
    expand = find_button(panel, "展开")
    assert expand.inner_text() == "展开 +50"
    expand.focus()
    visit.page.keyboard.press("Enter")
    assert expand.inner_text() == "展开 +11"
    assert visit.page.evaluate("() => document.activeElement.textContent") == "展开 +11"
    visit.page.keyboard.press("Enter")
    assert expand.count() == 0
    assert visit.page.evaluate("App.view().scene.nodes.length") == 461
    assert visit.page.evaluate(FOCUSED_ID) == "panel"  # no other button is at hand


def test_html_panel_hides_a_node(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, KANGTAI)
    find_button(panel, "隐藏").click()
    assert panel.is_hidden()
    assert visit.page.evaluate("(id) => App.view().scene.nodeOf(Data.entity(id))", KANGTAI.id) is None
    visit.page.evaluate("Store.undo()")
    assert panel.locator("h2").inner_text() == KANGTAI.name


def test_html_panel_pins_a_node_where_it_is(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    where = """(id) => {
      const { x, y, pinned } = App.view().scene.nodeOf(Data.entity(id));
      return [x, y, pinned];
    }"""
    panel = choose(visit, KANGTAI)
    x, y, pinned = visit.page.evaluate(where, KANGTAI.id)
    pin = find_button(panel, "固定")
    assert not pinned and pin.get_attribute("aria-pressed") == "false"
    pin.click()
    assert visit.page.evaluate(where, KANGTAI.id) == [x, y, True]
    assert pin.get_attribute("aria-pressed") == "true"
    pin.click()
    assert visit.page.evaluate("Store.state.moved") == {}


def test_html_panel_brings_in_what_is_not_drawn(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("Actions.toggleType('Enterprise')")
    panel = choose(visit, KANGTAI)
    assert "被筛选或隐藏" in panel.inner_text() and find_button(panel, "隐藏").count() == 0
    find_button(panel, "在图中显示").click()
    assert visit.page.evaluate("(id) => App.view().scene.nodeOf(Data.entity(id)) !== null", KANGTAI.id)
    assert find_button(panel, "隐藏").count() == 1


# ---------------------------------------------------------------- paths
FIND_PATH: Final = """([from, to]) => {
  const found = Path.find(App.view().filter.relations, Data.entity(from), Data.entity(to));
  return found && { edges: found.edges.map((one) => one.id), nodes: found.nodes.map((one) => one.name) };
}"""


def make_chain(count: int) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    zones = tuple(entity("Zone", f"{number}号高新区") for number in range(count))
    facts = tuple(
        make_relation(*((one, "cooperatesWith", other) if at % 2 else (other, "cooperatesWith", one)))
        for at, (one, other) in enumerate(pairwise(zones))
    )
    return zones, facts


def test_html_panel_path_is_found_and_proven_step_by_step(visit: Visit, tmp_path: Path) -> None:
    zones, facts = make_chain(6)
    open_page(visit, tmp_path, make_known(zones, facts))
    panel = choose(visit, zones[0])
    find_button(panel, "路径到").click()
    assert visit.page.evaluate(FOCUSED_ID) == "path-search"
    visit.page.keyboard.type("4号")
    assert panel.locator("#path-hits li").count() == 1
    visit.page.keyboard.press("Enter")
    assert panel.locator("h2").inner_text() == f"{zones[0].name} → {zones[4].name}（4 跳）"
    assert panel.locator(".end").all_inner_texts() == [one.name for one in zones[:5]]
    assert panel.locator("blockquote").count() == 4
    focus = visit.page.evaluate("Store.state.focus")
    assert focus == {
        "kind": "path",
        "nodes": [one.id for one in zones[:5]],
        "edges": [one.id for one in facts[:4]],
    }
    assert visit.page.evaluate("() => App.view().scene.edges.filter((edge) => edge.near).length") == 4
    assert visit.page.evaluate(FOCUSED_ID) == "panel"


def test_html_panel_says_when_there_is_no_path(visit: Visit, tmp_path: Path) -> None:
    zones, facts = make_chain(6)
    open_page(visit, tmp_path, make_known(zones, facts))
    panel = choose(visit, zones[0])
    find_button(panel, "路径到").click()
    status = panel.locator("[role=status]")
    visit.page.fill("#path-search", "5号")
    visit.page.keyboard.press("Enter")
    assert status.inner_text() == f"在当前筛选下，4 跳以内没有通往“{zones[5].name}”的路径。"
    visit.page.fill("#path-search", "0号")
    visit.page.keyboard.press("Enter")
    assert status.inner_text() == "请选择另一个实体。"
    assert panel.locator("h2").inner_text() == zones[0].name


def test_html_panel_path_is_the_shortest_and_then_the_surest(visit: Visit, tmp_path: Path) -> None:
    start, middle, other, end, far = (entity("Zone", f"{name}高新区") for name in "甲乙丙丁戊")
    weak = (make_relation(start, "partOf", middle, 0.9), make_relation(middle, "partOf", end, 0.4))
    sure = (make_relation(start, "partOf", other, 0.7), make_relation(end, "partOf", other, 0.7))
    long = (make_relation(start, "issued", far, 0.99), make_relation(far, "issued", middle, 0.99))
    denied = make_relation(start, "introduced", end, denied=True)
    doubled = make_relation(end, "cooperatesWith", other, 0.8)
    open_page(
        visit,
        tmp_path,
        make_known((start, middle, other, end, far), (*weak, *sure, *long, denied, doubled)),
    )
    found = visit.page.evaluate(FIND_PATH, [start.id, end.id])
    assert found == {"nodes": [start.name, other.name, end.name], "edges": [sure[0].id, doubled.id]}
    visit.page.evaluate("Actions.togglePredicate('cooperatesWith')")
    assert visit.page.evaluate(FIND_PATH, [start.id, end.id])["edges"] == [one.id for one in sure]
    visit.page.evaluate("(id) => Actions.remove(Data.entity(id))", other.id)
    assert visit.page.evaluate(FIND_PATH, [start.id, end.id])["edges"] == [one.id for one in weak]
    visit.page.evaluate("Actions.togglePredicate('partOf')")
    assert visit.page.evaluate(FIND_PATH, [start.id, end.id]) is None


def test_html_panel_path_draws_what_was_not_drawn(visit: Visit, tmp_path: Path) -> None:
    known = make_knowledge(900, 1500)
    open_page(visit, tmp_path, known)
    missing = """() => {
      const { filter, scene } = App.view();
      const ends = Data.entities.filter((entity) => !scene.nodeOf(entity) && entity.relations.length === 1);
      for (const from of ends) for (const to of ends) {
        const path = from === to ? null : Path.find(filter.relations, from, to);
        if (path && path.nodes.length > 2) {
          Actions.choosePath(path, scene);
          return path.nodes.map((one) => App.view().scene.nodeOf(one) !== null);
        }
      }
      return [];
    }"""
    drawn = visit.page.evaluate(missing)
    assert len(drawn) > 2 and all(drawn)


def test_html_panel_path_is_found_at_once_in_a_large_graph(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, make_knowledge(5000, 15000))
    best = visit.page.evaluate(
        """() => {
          const { relations } = App.view().filter;
          const times = Array.from({ length: 10 }, (_, at) => {
            const start = performance.now();
            Path.find(relations, Data.entities[4000 + at], Data.entities[4999 - at]);
            return performance.now() - start;
          });
          return Math.min(...times);
        }"""
    )
    assert best < 50


# ---------------------------------------------------------------- the reader's place


def test_html_panel_keeps_place_and_keyboard_while_it_is_made_anew(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, make_knowledge(60, 300, hub=50))
    hub = visit.page.evaluate("Data.entities[0].id")
    visit.page.evaluate(CHOOSE_ENTITY, hub)
    panel = visit.page.locator("#panel")
    visit.page.evaluate(
        "() => document.querySelectorAll('#panel details').forEach((one) => (one.open = true))"
    )
    panel.locator("details.section ul.rows").last.wait_for()
    toggle = panel.locator(".fact button.toggle").last
    toggle.scroll_into_view_if_needed()
    toggle.focus()
    visit.page.keyboard.press("Enter")
    key = visit.page.evaluate(FOCUSED_KEY)
    before = visit.page.evaluate("() => document.getElementById('panel').scrollTop")
    assert before > 0
    visit.page.evaluate("Actions.toggleType('Policy')")
    assert visit.page.evaluate(FOCUSED_KEY) == key
    assert visit.page.evaluate("() => document.activeElement.getAttribute('aria-expanded')") == "true"
    after = visit.page.evaluate("() => document.getElementById('panel').scrollTop")
    assert abs(after - before) < 40  # a line on what is filtered has come in
    visit.page.evaluate("Words.use('en')")
    assert visit.page.evaluate(FOCUSED_KEY) == key
    panel.locator("button.name").last.click()
    assert visit.page.evaluate("() => document.getElementById('panel').scrollTop") == 0
    assert visit.page.evaluate(FOCUSED_ID) == "panel"


def test_html_panel_is_reached_by_tab_alone(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.fill("#search", MEDICINE.name)
    visit.page.press("#search", "Enter")
    reached = []
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate("() => document.activeElement.textContent"))
    assert reached[:4] == ["×", "1 跳", "2 跳", "3 跳"]
    assert {"固定", "隐藏", "路径到…", KANGTAI.name, "原文 1"} <= set(reached)


def test_html_panel_has_room_for_fingers(phone: Visit, tmp_path: Path) -> None:
    open_page(phone, tmp_path, KNOWLEDGE)
    panel = choose(phone, KANGTAI)
    buttons = panel.locator("button:visible, details.section > summary:visible")
    heights = [box["height"] for one in buttons.all() if (box := one.bounding_box())]
    assert len(heights) > 10 and min(heights) >= 36
    size = panel.evaluate("({ clientWidth, scrollWidth }) => [clientWidth, scrollWidth]")
    assert size[1] <= size[0]


def test_html_panel_on_paper_has_all_its_sentences(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, ZONE)
    shown = panel.locator("blockquote").count()
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    facts = [one for one in KNOWLEDGE.facts if ZONE.id in _ends(one)]
    quotes = sum(len(one.statement.evidence) for one in facts)
    assert panel.locator(".fact").count() == len(facts) == 14
    assert panel.locator(".fact blockquote:visible").count() >= quotes
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert panel.locator("blockquote:visible").count() == shown


def test_html_panel_of_what_is_not_in_the_graph_says_so(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("Store.set({ focus: { kind: 'edge', id: 'nothing' } })")
    assert "此图谱中没有这一项" in visit.text()
