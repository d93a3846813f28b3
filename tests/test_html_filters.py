"""The filters of graph.html in headless Chromium: legend, documents, chips. The time: test_html_time.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import to_graph
from kg.records import Source
from kg.schema import VOCABULARY
from tests.browser import SCHEMA, Visit, open_page
from tests.filters import chips, count, kind, passing, state, undo_once
from tests.knowledge import FIRST_ID, KANGTAI, KNOWLEDGE, SECOND_ID
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- legend


def test_html_filters_counts_are_those_of_sparql(visit: Visit, tmp_path: Path) -> None:
    knowledge = make_knowledge(300, 800)
    open_page(visit, tmp_path, knowledge)
    graph = to_graph(knowledge, SCHEMA)
    head = f"PREFIX kg: <{VOCABULARY}> "
    types = graph.query(head + "SELECT ?t (COUNT(?e) AS ?n) { ?e a ?t } GROUP BY ?t")
    spoken = "SELECT ?p (COUNT(?s) AS ?n) { ?s a kg:Statement ; rdf:predicate ?p } GROUP BY ?p"
    predicates = graph.query(head + spoken)
    told = {str(row[0]).rpartition("/")[2].rpartition("#")[2]: int(row[1]) for row in (*types, *predicates)}
    rows = visit.page.locator("#legend .kind")
    names = [one.get_attribute("data-name") or "" for one in rows.all()]
    assert len(names) == 24
    assert {name: count(visit, name) for name in names} == {name: str(told[name]) for name in names}


def test_html_filters_legend_hides_a_type_and_says_what_is_left(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    assert count(visit, "locatedIn") == "2" and count(visit, "Enterprise") == "3"
    kind(visit, "Enterprise").click()
    assert kind(visit, "Enterprise").get_attribute("aria-pressed") == "false"
    assert count(visit, "Enterprise") == "3" and count(visit, "locatedIn") == "0 / 2"
    assert visit.page.inner_text("#badge").startswith("14 / 17 ")
    assert chips(visit) == ["不看类型：企业"]
    kind(visit, "Enterprise").press("Enter")
    assert kind(visit, "Enterprise").get_attribute("aria-pressed") == "true"
    assert count(visit, "locatedIn") == "2" and visit.page.locator("#chips").is_hidden()


def test_html_filters_double_click_is_one_step(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    kind(visit, "Park").dblclick()
    assert visit.page.inner_text("#badge").startswith("2 / 17 ")
    assert chips(visit) == ["只看类型：园区"]
    undo_once(visit)
    assert visit.page.inner_text("#badge").startswith("17 / 17 ")
    visit.page.click("#redo")
    assert chips(visit) == ["只看类型：园区"]


def test_html_filters_only_by_keyboard(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    kind(visit, "introduced").focus()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.getAttribute('aria-label')") == "只看引进"
    assert visit.page.evaluate("getComputedStyle(document.activeElement).opacity") == "1"
    visit.page.keyboard.press("Enter")
    assert chips(visit) == ["只看关系：引进"] and passing(visit)[0] == 3
    undo_once(visit)


def test_html_filters_turn_a_whole_section_and_explain_the_empty_picture(
    visit: Visit, tmp_path: Path
) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    turn = visit.page.locator("#legend .types .turn")
    assert turn.inner_text() == "全部隐藏"
    turn.click()
    assert visit.page.inner_text("#empty-text") == "所有实体都被筛选条件隐藏。"
    assert chips(visit) == ["只看类型：（无）"] and turn.inner_text() == "全部显示"
    visit.page.click("#empty-clear")
    assert visit.page.locator("#empty").is_hidden() and turn.inner_text() == "全部隐藏"


def test_html_filters_say_so_when_what_is_left_is_out_of_sight(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("App.canvas.moveTo({ x: 9000, y: 0, scale: 1 }, { animated: false })")
    visit.page.wait_for_selector("#empty:not([hidden])")
    assert visit.page.inner_text("#empty-text") == "全部 17 个实体都在画面之外。"
    visit.page.click("#empty-fit")
    visit.page.wait_for_selector("#empty", state="hidden")


def test_html_filters_sections_fold_and_stay_folded(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.locator("#legend .types .fold").press("Enter")
    assert kind(visit, "Park").is_hidden() and kind(visit, "partOf").is_visible()
    visit.page.click("#language")
    assert kind(visit, "Park").is_hidden()
    fold = visit.page.locator("#legend .types .fold")
    assert fold.inner_text() == "Types" and fold.get_attribute("aria-expanded") == "false"
    fold.click()
    assert kind(visit, "Park").inner_text().split() == ["park", "2"]


# ---------------------------------------------------------------- documents


def test_html_filters_documents_choose_what_is_told(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    rows = visit.page.locator("#documents li")
    assert rows.locator(".title").all_inner_texts() == ["市南软件园动态", "青岛高新区综合评价列全国第13位"]
    assert visit.page.locator("#documents .find").count() == 0
    mine = [
        {
            document
            for document in (FIRST_ID, SECOND_ID)
            if document in {e.document for e in one.statement.evidence}
        }
        for one in KNOWLEDGE.facts
    ]
    notes = rows.locator(".note").all_inner_texts()
    assert notes[0] == f"2024-10 · {sum(SECOND_ID in one for one in mine)} 条"
    rows.nth(0).locator("input").check()
    assert sum(passing(visit)) == sum(SECOND_ID in one for one in mine)
    assert chips(visit) == ["文档：市南软件园动态"]
    rows.nth(1).locator("input").press("Space")
    assert sum(passing(visit)) == len(mine) and len(chips(visit)) == 2
    visit.page.click("#documents .turn")
    assert rows.locator("input:checked").count() == 0 and visit.page.locator("#chips").is_hidden()


def test_html_filters_two_thousand_documents(visit: Visit, tmp_path: Path) -> None:
    many = (Source(f"{number:016x}", f"news/{number:04}.txt", 0) for number in range(2000))
    open_page(visit, tmp_path, replace(KNOWLEDGE, sources=(*KNOWLEDGE.sources, *many)))
    rows, more = visit.page.locator("#documents li"), visit.page.locator("#documents .more")
    assert rows.count() == 50 and more.inner_text() == "另有 1952 份，显示更多"
    more.press("Enter")
    assert rows.count() == 100
    assert (
        visit.page.evaluate(
            "[...document.querySelectorAll('#documents input[type=checkbox]')]"
            ".indexOf(document.activeElement)"
        )
        == 50
    )
    visit.page.fill("#documents .find", "NEWS/012")
    assert rows.count() == 10 and more.is_hidden()
    for at in range(4):
        rows.nth(at).locator("input").check()
    assert chips(visit) == ["4 份文档"]
    visit.page.fill("#documents .find", "没有这个")
    assert visit.page.inner_text("#documents li") == "没有匹配的文档"


# ---------------------------------------------------------------- chips


def test_html_filters_chips_hand_the_focus_on(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("(id) => Actions.remove(Data.entity(id))", KANGTAI.id)
    kind(visit, "Park").click()
    kind(visit, "partOf").click()
    assert chips(visit) == ["不看类型：园区", "不看关系：属于", "隐藏了 1 个实体"]
    first = visit.page.locator("#chips .chip").first
    assert first.get_attribute("aria-label") == "取消筛选：不看类型：园区"
    focused = "document.activeElement.textContent"
    first.press("Enter")
    assert visit.page.evaluate(focused) == "不看关系：属于×" and state(visit, "hiddenTypes") == []
    visit.page.locator("#chips .chip").last.press("Enter")
    assert state(visit, "removed") == [] and visit.page.evaluate(focused) == "不看关系：属于×"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "search"
    assert visit.page.locator("#chips").is_hidden()


def test_html_filters_clear_all_is_one_step(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    kind(visit, "Park").click()
    visit.page.evaluate("(to) => Actions.setTime({ to, undated: false, clock: 'reported' })", 12 * 2024 + 4)
    visit.page.locator("#documents input").first.check()
    assert len(chips(visit)) == 5
    visit.page.locator("#chips .clear").press("Enter")
    assert visit.page.locator("#chips").is_hidden() and state(visit, "clock") == "said"
    assert visit.page.inner_text("#badge").startswith("17 / 17 ")
    visit.page.click("#undo")
    assert len(chips(visit)) == 5


# ---------------------------------------------------------------- small screens


def test_html_filters_sheet_on_a_phone(phone: Visit, tmp_path: Path) -> None:
    open_page(phone, tmp_path, KNOWLEDGE)
    page = phone.page
    assert page.locator("#legend").is_hidden() and page.locator("#time .histogram").is_hidden()
    page.click("#filters")
    assert page.get_attribute("#filters", "aria-expanded") == "true"
    small = (
        "[...document.querySelectorAll('#legend button, #legend label')].filter((one) =>"
        " one.offsetParent && one.offsetHeight < 36).map((one) => one.className)"
    )
    assert page.evaluate(small) == []
    kind(phone, "Park").click()
    page.keyboard.press("Escape")
    assert page.locator("#legend").is_hidden() and page.evaluate("document.activeElement.id") == "filters"
    assert chips(phone) == ["不看类型：园区"]
    page.click("#filters")
    page.click("#filters-close")
    assert page.locator("#legend").is_hidden()
    page.click("#time .fold")
    assert page.locator("#time .histogram").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
