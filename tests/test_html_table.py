"""The tables of graph.html: what they tell, filters of the page and their own, sorting, keys, many rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from kg.records import Knowledge, Relation
from tests.browser import Visit, open_page
from tests.hostile import HOSTILE, make_hostile, make_hostile_schema
from tests.knowledge import FIRST_ID, KANGTAI, KNOWLEDGE, SOFTWARE, ZONE
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser

ROWS: Final = "#table tbody tr[aria-rowindex]"
CELLS: Final = """(rows) => rows.map((row) => [...row.querySelectorAll("th, td:not(.do)")].map((cell) =>
  [...cell.children].filter((one) => one.className.startsWith && one.className.startsWith("tag"))
    .map((one) => one.textContent).join("；") || cell.textContent))"""
FOCUSED: Final = "() => document.activeElement.getAttribute('aria-rowindex')"
# Rows that are in sight but without content, and how many rows the page holds.
HOLES: Final = """() => {
  const scroller = document.querySelector("#table .scroller");
  const box = scroller.getBoundingClientRect();
  const row = document.elementFromPoint(box.left + 40, box.bottom - 30).closest("tr");
  return [row === null || row.className === "space", scroller.querySelectorAll("tbody tr").length];
}"""


def open_table(visit: Visit, folder: Path, knowledge: Knowledge = KNOWLEDGE, kind: str = "entities") -> None:
    open_page(visit, folder, knowledge)
    visit.page.click("#to-table")
    visit.page.click(f"#table-{kind}")


def read_rows(visit: Visit) -> list[list[str]]:
    """Read the rows that are in the page."""
    rows: list[list[str]] = visit.page.eval_on_selector_all(ROWS, CELLS)
    return rows


def read_column(visit: Visit, title: str) -> list[str]:
    titles = [one.rstrip("▲▼") for one in visit.page.locator("#table thead button").all_inner_texts()]
    return [row[titles.index(title)].strip() for row in read_rows(visit)]


def sort_by(visit: Visit, title: str) -> str:
    """Click a column's head, and tell how it is sorted then."""
    head = visit.page.locator("#table thead th", has_text=title).first
    head.locator("button").click()
    return str(visit.page.locator("#table thead th", has_text=title).first.get_attribute("aria-sort"))


def fill(visit: Visit, text: str) -> None:
    visit.page.fill("#table .bar input", text)


def count(visit: Visit) -> str:
    told: str = visit.page.inner_text("#table .bar [role='status']")
    return told


def counts(visit: Visit) -> dict[str, int]:
    """Read the counts of the tabs."""
    tabs = visit.page.locator("#table [role='tab']").all()
    return {str(tab.get_attribute("id"))[6:]: int(tab.locator(".count").inner_text()) for tab in tabs}


def state(visit: Visit) -> dict[str, Any]:
    found: dict[str, Any] = visit.page.evaluate("() => Store.state")
    return found


# ---------------------------------------------------------------- what is told


def test_html_table_entities(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    assert count(visit) == "17 行"
    rows = {row[0]: row[1:] for row in read_rows(visit)}
    assert len(rows) == 17
    assert rows[ZONE.name] == ["开发区", "青岛高新区", "9", "5", "2", "2022年–2025年"]
    assert rows[KANGTAI.name] == ["企业", "康泰生物", "5", "0", "2", ""]


def test_html_table_relations(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, kind="relations")
    rows = {(row[0], row[1], row[2]): row[3:] for row in read_rows(visit)}
    assert len(rows) == 18
    recognized = rows[ZONE.name, "获评", "国家级绿色工业园区"]
    quote = "2024年9月，青岛高新区获评国家级绿色工业园区"
    assert recognized == ["", "2024年9月", "", "0.95", "1", quote, "市南软件园动态"]
    assert rows["王海", "任职", "青岛高新区管委会"][0] == "主任"
    assert rows[SOFTWARE.name, "引进", "海云数据"][2] == "否定"
    assert rows[ZONE.name, "合作", "青岛大学"][2] == "计划"
    assert rows[KANGTAI.name, "建设", "康泰创新药项目"][2] == "已开工"
    assert rows[SOFTWARE.name, "属于", ZONE.name][4:] == [
        "2",
        "市南软件园属于青岛高新区",
        "市南软件园动态 等 2 份",
    ]


def test_html_table_figures_contradicted_ones_are_marked(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, kind="figures")
    rows = {(row[0], row[1], row[2], row[5]): row for row in read_rows(visit)}
    assert len(rows) == 7
    grown = rows[ZONE.name, "营业收入", "6330", "2023年"]
    assert grown[3:8] == ["亿元", "+9%", "2023年", "", "⚠ 有矛盾"]
    assert rows[ZONE.name, "营业收入", "5800", "2022年"][7] == "⚠ 有矛盾"
    assert rows[ZONE.name, "营业收入", "8000", "2025年"][7] == "计划"
    assert rows[ZONE.name, "综合评价", "13", "2023年"][6:8] == ["全国", ""]
    assert rows["《青岛高新区促进科技创新若干政策》", "支持金额", "500", ""][7] == "约；至多"


def test_html_table_quotes_are_cut_after_a_sentence(visit: Visit, tmp_path: Path) -> None:
    long = "高新区" * 40
    statement = next(one.statement for one in KNOWLEDGE.facts if isinstance(one.statement, Relation))
    texts = ("第一句。第二句。", long)
    facts = tuple(
        replace(
            one, statement=replace(statement, evidence=(replace(proof, quote=text, span=span),)), id=text[:3]
        )
        for text in texts
        for one in KNOWLEDGE.facts[:1]
        for proof in statement.evidence[:1]
        for span in (replace(proof.span, start=0, end=len(text)),)
    )
    open_table(visit, tmp_path, replace(KNOWLEDGE, facts=facts, contradictions=()), "relations")
    assert sorted(read_column(visit, "原文")) == ["第一句。", f"{long[:60]}…"]
    titles = visit.page.eval_on_selector_all(
        f"{ROWS} td:nth-child(9)", "(cells) => cells.map((one) => one.title)"
    )
    assert sorted(titles) == sorted(texts)


def test_html_table_speaks_english(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    fill(visit, "康泰")
    visit.page.click("#language")
    assert visit.page.locator("#table [role='tab']").first.inner_text().split() == ["Entities", "17"]
    assert count(visit) == "2 of 17 rows"
    assert read_column(visit, "Type") == ["enterprise", "project"]


def test_html_table_hostile_strings_are_shown_as_they_stand(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, make_hostile(HOSTILE), make_hostile_schema(HOSTILE))
    visit.page.click("#to-table")
    for kind in ("entities", "relations", "figures"):
        visit.page.click(f"#table-{kind}")
        assert read_rows(visit)
        fill(visit, "<")
        assert any("<" in cell for row in read_rows(visit) for cell in row)
        fill(visit, "")
    assert visit.page.locator("#table img, #table script, #table a, #table iframe").count() == 0


# ---------------------------------------------------------------- filters of the page


@pytest.mark.parametrize(
    "patch",
    [
        {"hiddenTypes": ["Enterprise"]},
        {"hiddenPredicates": ["introduced", "hosted"]},
        {"documents": [FIRST_ID]},
        {"from": 12 * 2023, "to": 12 * 2023 + 11, "undated": False},
        {"removed": [ZONE.id]},
    ],
)
def test_html_table_agrees_with_the_filters(visit: Visit, tmp_path: Path, patch: dict[str, object]) -> None:
    open_table(visit, tmp_path)
    visit.page.evaluate("(patch) => Store.set(patch)", patch)
    kept = visit.page.evaluate(
        "() => Object.fromEntries(Object.keys(Columns.ALL).map((k) => [k, App.view().filter[k].length]))"
    )
    assert counts(visit) == kept and kept != {"entities": 17, "relations": 18, "figures": 7}
    for kind, number in kept.items():
        visit.page.click(f"#table-{kind}")
        assert len(read_rows(visit)) == number
        assert visit.page.get_attribute("#table table", "aria-rowcount") == str(number + 1)
    visit.page.click("#table-entities")
    figures = [int(number) for number in read_column(visit, "指标")]
    assert sum(figures) == kept["figures"]
    visit.page.evaluate("() => Actions.clearFilters()")
    assert counts(visit) == {"entities": 17, "relations": 18, "figures": 7}


def test_html_table_counts_of_an_entity_are_of_what_passes(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    visit.page.evaluate("() => Store.set({ hiddenPredicates: ['introduced', 'hasIndustry'] })")
    rows = {row[0]: row[1:] for row in read_rows(visit)}
    assert rows[ZONE.name][2] == "7" and rows[KANGTAI.name][2] == "3"
    assert count(visit) == f"{len(rows)} / 17 行"


def test_html_table_legend_and_table_count_alike(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(60, 90))
    for name, number in visit.page.evaluate("() => [...App.view().filter.types]"):
        visit.page.evaluate("(name) => { Actions.clearFilters(); Actions.onlyType(name); }", name)
        assert counts(visit)["entities"] == number


def test_html_table_of_nothing_says_so_and_offers_a_way_out(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    visit.page.evaluate("() => Store.set({ hiddenTypes: Data.types.map((one) => one.name) })")
    assert visit.page.inner_text("#table .none p") == "没有符合条件的行。"
    assert count(visit) == "0 / 17 行"
    visit.page.click("#table .none button")
    assert len(read_rows(visit)) == 17 and state(visit)["hiddenTypes"] == []
    fill(visit, "没有这样的")
    assert visit.page.inner_text("#table .none button") == "清除表内筛选"
    visit.page.click("#table .none button")
    assert len(read_rows(visit)) == 17 and not visit.page.is_visible("#table .none")
    assert visit.page.evaluate("() => document.activeElement.tagName") == "INPUT"


def test_html_table_of_an_empty_graph(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, Knowledge((), (), ()))
    assert visit.page.is_visible("#table .none p") and not visit.page.is_visible("#table .none button")


# ---------------------------------------------------------------- sorting


def test_html_table_sorts_names_by_pinyin_and_back(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    as_given = read_column(visit, "名称")
    assert sort_by(visit, "名称") == "ascending"
    names = read_column(visit, "名称")
    chosen = [
        "国家级绿色工业园区",
        "海云数据",
        "康泰创新药项目",
        "蓝色硅谷核心区",
        "青岛大学",
        "市南软件园",
        "王海",
    ]
    assert [one for one in names if one in chosen] == chosen
    assert sort_by(visit, "名称") == "descending"
    assert read_column(visit, "名称") == names[::-1]
    assert sort_by(visit, "名称") == "none"
    assert read_column(visit, "名称") == as_given


def test_html_table_sorts_numbers_as_numbers_the_largest_first(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(30, 60))
    assert sort_by(visit, "关系") == "descending"
    degrees = [int(one) for one in read_column(visit, "关系")]
    assert degrees == sorted(degrees, reverse=True) and degrees[0] > 9
    assert sort_by(visit, "关系") == "ascending"
    assert [int(one) for one in read_column(visit, "关系")] == sorted(degrees)
    assert visit.page.locator("#table thead th[aria-sort='none']").count() == 6


def test_html_table_sorts_values_by_what_they_amount_to(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, kind="figures")
    sort_by(visit, "数值")
    rows = [(row[2], row[3]) for row in read_rows(visit)]
    assert rows[:5] == [
        ("8000", "亿元"),
        ("6330", "亿元"),
        ("5800", "亿元"),
        ("14.5", "亿元"),
        ("500", "万元"),
    ]
    sort_by(visit, "变化")
    assert read_column(visit, "变化（%）")[0] == "+9%"


@pytest.mark.parametrize("times", [1, 2])
def test_html_table_sorts_by_time_the_undated_last_either_way(
    visit: Visit, tmp_path: Path, times: int
) -> None:
    open_table(visit, tmp_path, kind="relations")
    for _ in range(times):
        sort_by(visit, "时间")
    dated = ["2024年", "2024年9月"]
    assert read_column(visit, "时间") == (dated if times == 1 else dated[::-1]) + [""] * 16


def test_html_table_remembers_tab_sorting_and_filter_while_the_page_is_open(
    visit: Visit, tmp_path: Path
) -> None:
    open_table(visit, tmp_path, kind="figures")
    sort_by(visit, "数值")
    fill(visit, "营业收入")
    visit.page.click("#table-entities")
    visit.page.click("#to-graph")
    visit.page.click("#to-table")
    visit.page.click("#table-figures")
    assert read_column(visit, "数值") == ["8000", "6330", "5800"]
    assert visit.page.locator("#table thead th[aria-sort='descending']").inner_text().startswith("数值")


# ---------------------------------------------------------------- the table's own filter


FILTERS: Final = {
    "entities": (
        ("康泰", KANGTAI.name, 2),
        ("青岛高新区", ZONE.name, 3),  # an alias
        ("kangtai", KANGTAI.name, 2),
        ("qddx", "青岛大学", 1),
        ("KTSW", KANGTAI.name, 1),
        ("园区 市南", SOFTWARE.name, 1),
    ),
    "relations": (
        ("未能落户", SOFTWARE.name, 1),
        ("2024年9月 获评", ZONE.name, 1),
        ("2024-09", ZONE.name, 1),
        ("first.txt 主任", "王海", 1),
    ),
    "figures": (
        ("6330亿元", ZONE.name, 2),  # its own row, and that of the same sentence
        ("有矛盾", ZONE.name, 2),
        ("王海", None, 0),
    ),
}


@pytest.mark.parametrize("kind", list(FILTERS))
def test_html_table_filter_finds_in_all_cells_and_by_sound(visit: Visit, tmp_path: Path, kind: str) -> None:
    open_table(visit, tmp_path, kind=kind)
    whole = len(read_rows(visit))
    for text, first, number in FILTERS[kind]:
        fill(visit, text)
        rows = read_rows(visit)
        assert (len(rows), count(visit)) == (number, f"{number} / {whole} 行"), text
        assert not rows or rows[0][0] == first
        visit.page.press("#table .bar input", "Escape")
        assert len(read_rows(visit)) == whole


# ---------------------------------------------------------------- opening, and leading to the picture


def test_html_table_row_opens_the_panel_beside_the_table(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    visit.page.locator(ROWS, has_text="蓝色硅谷核心区").first.click()
    assert "蓝色硅谷核心区" in visit.text()
    assert state(visit)["view"] == "table" and state(visit)["focus"]["kind"] == "node"
    chosen = visit.page.locator(f"{ROWS}[aria-selected='true']")
    assert chosen.count() == 1 and "蓝色硅谷核心区" in chosen.inner_text()
    table, panel = (visit.page.locator(one).bounding_box() for one in ("#table .scroller", "#panel"))
    assert table and panel and table["x"] + table["width"] <= panel["x"] + 1
    visit.page.click("#table-relations")
    visit.page.locator(ROWS, has_text="国家级绿色工业园区").click()
    assert "2024年9月，青岛高新区获评国家级绿色工业园区" in visit.text()
    assert state(visit)["focus"]["kind"] == "edge"
    visit.page.click("#table-figures")
    visit.page.locator(ROWS, has_text="总投资").click()
    assert state(visit)["focus"]["kind"] == "node" and "康泰创新药项目" in visit.text()
    assert visit.page.locator(f"{ROWS}[aria-selected='true']").count() == 1


def test_html_table_row_leads_to_the_picture(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(500, 900))
    for kind, script in (
        ("entities", "() => [Store.state.focus.id]"),
        (
            "relations",
            "() => ['subject', 'object'].map((end) => Data.fact(Store.state.focus.id)[end].id)",
        ),
        ("figures", "() => [Store.state.focus.id]"),
    ):
        visit.page.evaluate("() => Actions.setView('table')")
        visit.page.click(f"#table-{kind}")
        visit.page.locator(f"{ROWS}[tabindex='0']").focus()
        visit.page.keyboard.press("End")
        visit.page.locator(f"{ROWS}[tabindex='0'] button").click()
        visit.wait_frame()
        assert state(visit)["view"] == "graph" and visit.page.is_visible("#panel")
        panel = visit.page.locator("#panel").bounding_box()
        assert panel
        for id_ in visit.page.evaluate(script):
            x, y = visit.where(id_)
            assert 200 < x < panel["x"] and 50 < y < 900


# ---------------------------------------------------------------- keys


def test_html_table_by_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press = visit.page.keyboard.press
    visit.page.focus("#to-table")
    press("Enter")
    visit.page.focus("#table-entities")
    press("ArrowRight")
    assert visit.page.evaluate("() => document.activeElement.id") == "table-relations"
    assert visit.page.get_attribute("#table-relations", "aria-selected") == "true"
    press("Tab")
    visit.page.keyboard.type("qingdao")
    for _ in range(11):
        press("Tab")
    assert visit.page.evaluate(FOCUSED) == "2"
    press("ArrowDown")
    press("ArrowDown")
    press("ArrowUp")
    assert visit.page.evaluate(FOCUSED) == "3"
    press("Enter")
    assert visit.page.is_visible("#panel") and visit.page.evaluate(FOCUSED) == "3"
    press("End")
    last = visit.page.get_attribute("#table table", "aria-rowcount")
    assert visit.page.evaluate(FOCUSED) == last
    press("Home")
    assert visit.page.evaluate(FOCUSED) == "2"
    press("Tab")
    assert visit.page.evaluate("() => document.activeElement.textContent") == "在图中显示"
    press("Enter")
    assert state(visit)["view"] == "graph" and state(visit)["focus"]["kind"] == "edge"


def test_html_table_keys_of_the_tabs_and_heads(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path)
    press = visit.page.keyboard.press
    chosen = "() => document.querySelector('#table [aria-selected=true]').id"
    for key, name in (
        ("ArrowLeft", "figures"),
        ("ArrowRight", "entities"),
        ("End", "figures"),
        ("Home", "entities"),
    ):
        press(key)
        assert visit.page.evaluate(chosen) == f"table-{name}"
    assert visit.page.get_attribute("#table-sheet", "aria-labelledby") == "table-entities"
    visit.page.locator("#table thead button").nth(3).focus()
    press("Enter")
    press("Enter")
    degrees = [int(one) for one in read_column(visit, "关系")]
    assert degrees == sorted(degrees)


def test_html_table_escape_closes_the_panel_and_the_row_keeps_the_keyboard(
    visit: Visit, tmp_path: Path
) -> None:
    open_table(visit, tmp_path)
    visit.page.locator(ROWS).nth(4).click()
    assert visit.page.is_visible("#panel")
    visit.page.focus("#panel .close")
    visit.page.keyboard.press("Escape")
    assert not visit.page.is_visible("#panel")
    assert visit.page.evaluate(FOCUSED) == "6"
    assert visit.page.locator(f"{ROWS}[aria-selected='true']").count() == 0


# ---------------------------------------------------------------- many rows


def test_html_table_holds_only_the_rows_in_sight(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(300, 900), "relations")
    assert count(visit) == "900 行"
    assert len(read_rows(visit)) <= 100
    rows = visit.page.locator(ROWS)
    rows.first.focus()
    seen = [row[0] for row in read_rows(visit)]
    for key, last in (("End", "901"), ("PageUp", None), ("Home", "2"), ("PageDown", None)):
        visit.page.keyboard.press(key)
        reached = visit.page.evaluate(FOCUSED)
        assert reached == last if last else 2 < int(reached) < 901
        assert visit.page.evaluate(HOLES)[0] is False and rows.count() <= 100
    visit.page.keyboard.press("Home")
    assert [row[0] for row in read_rows(visit)] == seen


def test_html_table_rows_come_as_it_is_scrolled(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(300, 900), "relations")
    visit.page.locator(ROWS).nth(1).click()
    reached = set()
    for top in (300, 5_000, 5_400, 16_000, 90_000, 700, 0):
        visit.page.eval_on_selector("#table .scroller", "(one, top) => (one.scrollTop = top)", top)
        visit.wait_frame()
        hole, number = visit.page.evaluate(HOLES)
        assert not hole and number <= 102
        reached |= {row.get_attribute("aria-rowindex") for row in visit.page.locator(ROWS).all()}
        if top == 16_000:
            visit.page.keyboard.press("ArrowDown")  # goes on from the row that the keyboard is on
            assert visit.page.evaluate(FOCUSED) == "4"
    assert {"2", "150", "901"} <= reached


def test_html_table_is_whole_on_paper(visit: Visit, tmp_path: Path) -> None:
    open_table(visit, tmp_path, make_knowledge(300, 1_200), "entities")
    visit.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert len(read_rows(visit)) == 300
    visit.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert len(read_rows(visit)) <= 100
    visit.page.click("#table-relations")
    assert visit.page.text_content("#table .printed") == "只打印前 1000 行"


def test_html_table_is_not_built_while_the_picture_is_shown(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("() => Actions.toggleType('Enterprise')")
    assert visit.page.locator(ROWS).count() == 0
    visit.page.click("#to-table")
    assert visit.page.locator(ROWS).count() == 14


# ---------------------------------------------------------------- small screens


def test_html_table_on_a_phone_keeps_the_name_in_sight(phone: Visit, tmp_path: Path) -> None:
    open_table(phone, tmp_path, make_knowledge(200, 300), "relations")
    phone.page.eval_on_selector("#table .scroller", "(one) => (one.scrollLeft = 400)")
    phone.wait_frame()
    name = phone.page.locator(f"{ROWS} th").first.bounding_box()
    assert name and name["x"] == 0 and name["width"] < 190 and name["height"] >= 36
    assert phone.page.evaluate("() => document.documentElement.scrollWidth") == 390
    phone.page.locator(f"{ROWS} th").nth(8).tap()
    phone.wait_frame()
    row = phone.page.locator(f"{ROWS}[aria-selected='true']").bounding_box()
    panel = phone.page.locator("#panel").bounding_box()
    button = phone.page.locator(f"{ROWS}[aria-selected='true'] button").bounding_box()
    assert row and panel and button
    assert row["y"] > 0 and row["y"] + row["height"] <= panel["y"] + 1
    assert button["x"] >= name["width"] and button["x"] + button["width"] <= 390 and button["height"] >= 36
    for one in phone.page.locator("#table [role='tab'], #table .bar input, #table thead button").all():
        box = one.bounding_box()
        assert box is None or box["height"] >= 36
