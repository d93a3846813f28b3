"""The panel of graph.html: figures with their charts, and what contradicts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.records import Observation
from tests.browser import Visit, open_page
from tests.knowledge import KNOWLEDGE, POLICY, SAP, SECOND_ID, ZONE, entity
from tests.panel import FOCUSED_FACT, choose, find_section, make_figure, make_known, make_relation

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- figures and charts
def circles(panel: Locator) -> list[tuple[float, float]]:
    points = panel.locator(".trend-area circle.point").all()
    return [(float(one.get_attribute("cx") or 0), float(one.get_attribute("cy") or 0)) for one in points]


def ticks(panel: Locator) -> list[str]:
    texts: list[str] = panel.locator(".trend-area text.tick").all_text_contents()
    return texts


def test_html_panel_chart_has_a_point_for_each_dated_value(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, ZONE)
    block = panel.locator("section.indicator", has_text="营业收入")
    points = circles(block)
    assert len(points) == 3
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)  # more is higher
    years = points[1][0] - points[0][0], points[2][0] - points[1][0]
    assert years[1] == pytest.approx(2 * years[0], rel=0.01)  # 2022, 2023 and 2025
    assert ticks(block) == ["5800 亿元", "8000 亿元", "2022", "2023", "2024", "2025"]
    assert block.locator("svg .point.hollow").count() == 2  # the aim for 2025, and its sign in the legend
    assert block.locator(".trend-area .ring").count() == 2
    assert block.locator("polyline").count() == 1
    said = block.locator(".said").all_inner_texts()
    assert [" ".join(one.split()) for one in said] == [
        "2022年 5800 亿元 ⚠ 有矛盾",
        "2023年 6330 亿元 +9% ⚠ 有矛盾",
        "2025年 8000 亿元 计划",
    ]


def test_html_panel_chart_of_ranks_has_the_first_place_on_top(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    block = choose(visit, ZONE).locator("section.indicator", has_text="综合评价")
    (_, earlier), (_, later) = circles(block)
    assert later < earlier  # from place 15 to place 13
    assert ticks(block)[:2] == ["第13位", "第15位"]
    assert block.locator("strong").all_inner_texts() == ["第15位", "第13位"]


def test_html_panel_chart_needs_two_dates(visit: Visit, tmp_path: Path) -> None:
    change, denied = make_figure("3 家", "2021"), make_figure("4 家", "2022")
    assert isinstance(change.statement, Observation)
    stated = replace(change.statement, value=None, unit=None, change=3.0)
    facts = (
        make_figure("5 家", "2020"),
        make_figure("7 家", None),
        replace(change, statement=stated),
        replace(denied, statement=replace(denied.statement, modality="negated")),
    )
    open_page(visit, tmp_path, make_known((ZONE,), facts))
    panel = choose(visit, ZONE)
    assert panel.locator(".indicator .fact").count() == 4
    assert panel.locator(".trend").count() == 0


def test_html_panel_chart_greys_what_is_filtered(visit: Visit, tmp_path: Path) -> None:
    facts = tuple(make_figure(f"{value} 家", str(2015 + value)) for value in range(5, 9))
    open_page(visit, tmp_path, make_known((ZONE,), facts))
    panel = choose(visit, ZONE)
    assert panel.locator(".trend-area .point.out").count() == 0
    visit.page.evaluate("Actions.setTime({ from: 12 * 2022 })")
    assert panel.locator(".trend-area .point.out").count() == 2
    assert len((panel.locator("polyline").get_attribute("points") or "").split()) == 2
    assert panel.locator(".trend-legend").inner_text() == "被筛选隐藏"
    assert panel.locator(".indicator .fact.out").count() == 2


def test_html_panel_charts_have_one_base_unit_each(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_figure("3 亿元", "2020"),
        make_figure("45000 万元", "2021"),
        make_figure("1 亿美元", "2020"),
        make_figure("2 亿美元", "2022"),
        make_figure("12 %", "2022"),
    )
    open_page(visit, tmp_path, make_known((ZONE,), facts))
    panel = choose(visit, ZONE)
    charts = panel.locator(".trend").all()
    assert sorted(ticks(chart)[:2] for chart in charts) == [["1 亿美元", "2 亿美元"], ["3 亿元", "4.5 亿元"]]
    assert [len(circles(chart)) for chart in charts] == [2, 2]
    panel.locator(".fact", has_text="45,000 万元").locator("button.toggle").click()
    assert "换算值 450,000,000 元" in " ".join(
        panel.locator(".fact dl.facts:not(:empty)").inner_text().split()
    )


def test_html_panel_chart_tells_scopes_and_lengths_of_time_apart(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_figure("20 位", "2020", indicator="排名", scope="全国"),
        make_figure("13 位", "2023", indicator="排名", scope="全国"),
        make_figure("1 位", "2023", indicator="排名", scope="山东省"),
        make_figure("9 位", "2021-H1", indicator="排名", scope="全国"),
    )
    open_page(visit, tmp_path, make_known((ZONE,), facts))
    panel = choose(visit, ZONE)
    assert panel.locator(".trend").count() == 1
    assert panel.locator(".trend-area circle.point").count() == 3
    assert panel.locator(".trend-area polygon.point").count() == 1
    assert panel.locator(".trend-legend span").all_inner_texts() == ["全国", "山东省"]
    assert panel.locator("polyline").count() == 1  # 2020 with 2023, not with half of 2021
    assert len((panel.locator("polyline").get_attribute("points") or "").split()) == 2
    spans = panel.locator(".trend-area line.span").all()
    widths = [float(one.get_attribute("x2") or 0) - float(one.get_attribute("x1") or 0) for one in spans]
    assert min(widths) == pytest.approx(max(widths) / 2)


def test_html_panel_chart_is_read_by_mouse_keyboard_and_screen_reader(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, ZONE)
    block = panel.locator("section.indicator", has_text="营业收入")
    chart = block.get_by_role("img")
    assert chart.get_attribute("aria-label") == (
        "营业收入：3 个值，从2022年的 5800 亿元 到2025年的 8000 亿元；各值见下方列表"
    )
    points, tip = block.locator("button.trend-point"), block.locator(".trend-tip")
    assert [one.get_attribute("tabindex") for one in points.all()] == ["0", "-1", "-1"]
    points.nth(2).hover()
    assert tip.inner_text() == "2025年 · 8000 亿元 · 计划 · 青岛高新区综合评价列全国第13位"
    points.nth(0).focus()
    assert tip.inner_text().startswith("2022年 · 5800 亿元")
    visit.page.keyboard.press("ArrowRight")
    assert tip.inner_text().startswith("2023年 · 6330 亿元 · +9% · ⚠ 有矛盾")
    visit.page.keyboard.press("Enter")
    row = panel.locator(".fact", has_text="6330 亿元").first
    quote = row.locator(".unfolded > .proof blockquote")
    assert "同比增长9%" in quote.inner_text()
    assert quote.locator("mark.value").all_inner_texts() == ["6330亿元", "9%"]
    assert "营业收入" in row.locator("mark").all_inner_texts()
    assert visit.page.evaluate("() => document.activeElement.closest('.fact') !== null")


def test_html_panel_figure_keeps_what_is_approximate_or_a_bound(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, POLICY)
    assert panel.locator(".indicator strong").inner_text() == "至多 约 500 万元"
    visit.page.evaluate("Words.use('en')")
    assert panel.locator(".indicator strong").inner_text() == "at most about 500 万元"


# ---------------------------------------------------------------- contradictions


def test_html_panel_contradicting_values_stand_side_by_side(visit: Visit, tmp_path: Path) -> None:
    facts = (make_figure("300 家", "2023"), make_figure("482 家", "2023", document=SECOND_ID))
    open_page(visit, tmp_path, make_known((ZONE,), facts))
    panel = choose(visit, ZONE)
    section = find_section(panel, "相互矛盾的说法")
    assert section.locator(".warn").last.inner_text() == "同一时期数值不同"
    assert {one.split()[-2] for one in section.locator("button.name").all_inner_texts()} == {"300", "482"}
    assert section.locator("blockquote").count() == 2
    row = panel.locator(f".fact[data-fact='{facts[0].id}']")
    assert "与之矛盾：同一时期数值不同" in row.inner_text()
    row.locator(".rival button.name").click()
    focused = visit.page.evaluate(FOCUSED_FACT)
    assert focused == facts[1].id


def test_html_panel_relation_links_to_what_contradicts_it(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_relation(ZONE, "introduced", SAP),
        replace(make_relation(ZONE, "introduced", SAP, denied=True), sources=2),
    )
    open_page(visit, tmp_path, make_known((ZONE, SAP), facts))
    panel = choose(visit, facts[0].id)
    assert panel.locator(".dispute .warn").inner_text() == "与之矛盾：一处述为事实，一处否定"
    assert panel.locator(".dispute blockquote").count() == 1
    panel.locator(".dispute button.name").click()
    assert panel.locator("h2 .tag").inner_text() == "否定"


def test_html_panel_rank_claimed_by_two_leads_to_the_other(visit: Visit, tmp_path: Path) -> None:
    other = entity("Zone", "合肥高新区")
    facts = tuple(
        make_figure("5 位", "2023", indicator="排名", scope="全国", subject=one) for one in (ZONE, other)
    )
    open_page(visit, tmp_path, make_known((ZONE, other), facts))
    panel = choose(visit, ZONE)
    section = find_section(panel, "相互矛盾的说法")
    assert section.locator(".warn").last.inner_text() == "不同主体占同一名次"
    section.locator("button.name", has_text=other.name).click()
    assert panel.locator("h2").inner_text() == other.name
    focused = visit.page.evaluate(FOCUSED_FACT)
    assert focused == facts[1].id
