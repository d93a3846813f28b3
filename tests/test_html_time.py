"""The time filter of graph.html in headless Chromium: counts as in the records, handles, bars, clocks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from kg.intervals import to_interval
from kg.records import Fact, Knowledge, Observation, Relation
from tests.browser import Visit, open_page
from tests.filters import chips, kind, passing, state, undo_once
from tests.knowledge import KNOWLEDGE
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser

LARGE: Final = make_knowledge(300, 800)


def month(year: int, number: int = 1) -> int:
    return 12 * year + number - 1


def find_months(*times: str | None) -> tuple[int, int] | None:
    """Find the first and the last month of some times, as the page should."""
    found = [interval for time in times if time and (interval := to_interval(time))]
    days = [day for interval in found for day in (interval.begin, interval.end)]
    months = [month(day.year, day.month) for day in days]
    return (min(months), max(months)) if months else None


def said(fact: Fact) -> tuple[int, int] | None:
    statement = fact.statement
    return find_months(statement.time if isinstance(statement, Relation) else statement.period)


def reported(fact: Fact, knowledge: Knowledge) -> tuple[int, int] | None:
    dates = {one.key: one.date for one in knowledge.sources}
    return find_months(*(dates[one.document, one.article] for one in fact.statement.evidence))


def tally(facts: list[Fact]) -> tuple[int, int]:
    figures = sum(isinstance(one.statement, Observation) for one in facts)
    return len(facts) - figures, figures


def chart_point(visit: Visit, share: float) -> tuple[float, float]:
    """Give the point of the histogram that lies at a share of its width."""
    box = visit.page.locator("#time .histogram svg").bounding_box()
    assert box is not None
    return box["x"] + share * box["width"], box["y"] + 20


def test_html_filters_time_reconciles_with_the_records(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, LARGE)
    facts = list(LARGE.facts)
    assert passing(visit) == tally(facts)
    ends = [(None, None), (month(2020), month(2021, 12)), (month(2023, 5), None), (None, month(2018, 3))]
    for clock in ("said", "reported"):
        times = {one.id: said(one) if clock == "said" else reported(one, LARGE) for one in facts}
        visit.page.evaluate("(clock) => Actions.setTime({ clock })", clock)
        for from_, to in ends:
            inside = [
                one
                for one in facts
                if (months := times[one.id]) and months[1] >= (from_ or 0) and months[0] <= (to or 99_999)
            ]
            undated = [one for one in facts if times[one.id] is None]
            patch = {"from": from_, "to": to, "undated": False}
            visit.page.evaluate("(patch) => Actions.setTime(patch)", patch)
            assert passing(visit) == tally(inside)
            assert visit.page.inner_text("#time .undated") == f"含未注明时间的（{len(undated)}）"
            visit.page.locator("#time .undated input").check()
            assert passing(visit) == tally([*inside, *undated])


def test_html_filters_click_on_a_bar_chooses_its_year(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    ticks = visit.page.locator("#time .ticks span")
    assert ticks.all_inner_texts() == ["2022", "2023", "2024", "2025"]
    titles = visit.page.locator("#time .histogram title").all_text_contents()
    assert titles[2] == "2024：2 条关系，0 条指标" and titles[3] == "2025：0 条关系，1 条指标"
    visit.page.mouse.click(*chart_point(visit, 2.5 / 4))
    visit.wait_frame()
    assert (state(visit, "from"), state(visit, "to")) == (month(2024), month(2024, 12))
    assert visit.page.inner_text("#time .range") == "2024-01 … 2024-12"
    assert passing(visit) == (18, 2)  # all of them but five figures of other years
    assert chips(visit) == ["时间：2024-01 … 2024-12 或未注明"]
    visit.page.locator("#time .undated input").uncheck()
    assert passing(visit) == (2, 0)
    assert chips(visit) == ["时间：2024-01 … 2024-12", "不含未注明时间的"]
    assert visit.page.inner_text("#badge").startswith("3 / 17 个实体，2 / 18 ")
    visit.page.mouse.click(*chart_point(visit, 2.5 / 4))
    visit.wait_frame()
    assert state(visit, "from") is None and state(visit, "to") is None


def test_html_filters_drawing_over_bars_chooses_them_in_one_step(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.mouse.move(*chart_point(visit, 2.5 / 4))
    visit.page.mouse.down()
    for share in (2.2 / 4, 1.9 / 4, 1.5 / 4):
        visit.page.mouse.move(*chart_point(visit, share))
        visit.wait_frame()
    assert (state(visit, "from"), state(visit, "to")) == (month(2023), month(2024, 12))
    visit.page.mouse.up()
    undo_once(visit)
    assert state(visit, "from") is None and state(visit, "to") is None


def test_html_filters_dragged_handle_is_one_step(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.mouse.move(*chart_point(visit, 0))
    visit.page.mouse.down()
    for share in (0.2, 0.3, 0.5):
        visit.page.mouse.move(*chart_point(visit, share))
        visit.wait_frame()
    visit.page.mouse.up()
    visit.wait_frame()
    assert (state(visit, "from"), state(visit, "to")) == (month(2024), None)
    undo_once(visit)
    assert visit.page.input_value("#time input.left") == "0"


def test_html_filters_handles_by_keyboard(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    left, right = visit.page.locator("#time input.left"), visit.page.locator("#time input.right")
    assert left.get_attribute("aria-valuetext") == "2022-01"
    assert right.get_attribute("aria-valuetext") == "2025-12"
    right.press("ArrowLeft")
    assert state(visit, "to") == month(2024, 12)
    left.press("End")
    assert state(visit, "from") == month(2024) and left.input_value() == "2"
    assert left.get_attribute("aria-valuetext") == "2024-01"
    left.press("Home")
    right.press("Home")
    assert (state(visit, "from"), state(visit, "to")) == (None, month(2022, 12))
    left.press("ArrowRight")  # the handles may not pass each other
    assert state(visit, "from") is None and left.input_value() == "0"
    right.press("End")
    for _ in range(5):
        visit.page.click("#undo")
    assert state(visit, "to") is None and visit.page.is_disabled("#undo")


def test_html_filters_held_key_is_one_step_and_shows_once_a_frame(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, LARGE)
    visit.page.evaluate("() => { window.changes = 0; Store.on(() => (window.changes += 1)); }")
    visit.page.locator("#time input.left").focus()
    for _ in range(3):
        visit.page.keyboard.down("ArrowRight")
        visit.wait_frame()
    visit.page.keyboard.up("ArrowRight")
    assert visit.page.input_value("#time input.left") == "3" and state(visit, "from") is not None
    assert 1 <= visit.page.evaluate("window.changes") <= 3
    undo_once(visit)
    moved = """() => {
      const handle = document.querySelector("#time input.left");
      window.changes = 0;
      for (let at = 1; at < 6; at += 1) {
        handle.value = at;
        handle.dispatchEvent(new Event("input"));
      }
      return window.changes;
    }"""
    assert visit.page.evaluate(moved) == 0
    visit.wait_frame()
    assert visit.page.evaluate("window.changes") == 1
    assert visit.page.input_value("#time input.left") == "5"


def test_html_filters_clock_of_reports(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    button = visit.page.get_by_role("button", name="报道日期", exact=True)
    button.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert visit.page.evaluate("document.activeElement.textContent") == "报道日期"
    assert chips(visit) == ["按报道日期"]
    titles = visit.page.locator("#time .histogram title").all_text_contents()
    assert len(titles) == 8 and titles[0].startswith("2024-03：") and titles[-1].startswith("2024-10：")
    visit.page.locator("#chips .chip").click()
    assert state(visit, "clock") == "said" and len(visit.page.locator("#time .histogram g").all()) == 4


def test_html_filters_without_any_time_say_so(visit: Visit, tmp_path: Path) -> None:
    facts = tuple(one for one in KNOWLEDGE.facts if said(one) is None)
    sources = tuple(replace(one, date=None) for one in KNOWLEDGE.sources)
    open_page(visit, tmp_path, replace(KNOWLEDGE, facts=facts, sources=sources, contradictions=()))
    assert visit.page.inner_text("#time .none") == "没有注明时间的事实。"
    assert (
        visit.page.locator("#time .histogram").count() == 0
        and visit.page.locator("#time .undated").is_hidden()
    )
    visit.page.get_by_role("button", name="报道日期", exact=True).click()
    assert visit.page.inner_text("#time .none") == "没有注明日期的文章。"
    assert passing(visit) == tally(list(facts))


def test_html_filters_one_old_fact_leaves_the_bars_readable(visit: Visit, tmp_path: Path) -> None:
    old, relation = next(
        (one, one.statement)
        for one in KNOWLEDGE.facts
        if isinstance(one.statement, Relation) and one.statement.time
    )
    changed = replace(old, statement=replace(relation, time="1472"))
    facts = tuple(changed if one is old else one for one in KNOWLEDGE.facts)
    open_page(visit, tmp_path, replace(KNOWLEDGE, facts=facts))
    titles = visit.page.locator("#time .histogram title").all_text_contents()
    assert len(titles) < 60 and titles[0].startswith("至 ") and titles[0].endswith("：1 条关系，0 条指标")
    visit.page.mouse.click(*chart_point(visit, 0.8 / len(titles)))
    visit.page.locator("#time .undated input").uncheck()
    assert passing(visit) == (1, 0)


def test_html_filters_stay_in_view_of_the_table(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.click("#to-table")
    kind(visit, "Park").click()
    assert (
        visit.page.locator("#time .histogram").is_visible()
        and visit.page.locator("#chips .chip").is_visible()
    )
