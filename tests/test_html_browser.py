"""graph.html in headless Chromium, from disk and with the network off, as its readers open it.

Skipped where Chromium or playwright is missing; failed there if the variable CI is set.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.records import Entity, Evidence, Fact, Knowledge, Relation, Source, Span
from kg.schema import load_schema
from kg.text import tidy
from kg.write.html import to_html
from tests.browser import Visit, open_page
from tests.knowledge import (
    CITY,
    FIRST_ID,
    HAIYUN,
    KANGTAI,
    KNOWLEDGE,
    SAP,
    SOFTWARE,
    TITLED,
    ZONE,
    digest,
    entity,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SCHEMA = load_schema()
COLOUR = """(id) => {
  const canvas = document.querySelector('#graph canvas');
  const frame = canvas.getBoundingClientRect();
  const { x, y } = App.canvas.whereIs(id);
  const ratio = canvas.width / frame.width;
  const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, (x - frame.left) * ratio, (y - frame.top) * ratio, 1, 1, 0, 0, 1, 1);
  const pixel = [...copy.getImageData(0, 0, 1, 1).data];
  const hexes = pixel.slice(0, 3).map((n) => n.toString(16).padStart(2, '0'));
  return pixel[3] === 0 ? 'none' : '#' + hexes.join('');
}"""
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    '<a href="javascript:alert(1)">href</a>',
    "<!--<script>",
    "{{7*7}}${7*7}",
    "甲&amp;乙&lt;b&gt;",
)


def find_fact(subject: Entity, object_: Entity, predicate: str) -> str:
    return next(
        fact.id
        for fact in KNOWLEDGE.facts
        if isinstance(fact.statement, Relation)
        and (fact.statement.subject, fact.statement.predicate, fact.statement.object)
        == (subject.id, predicate, object_.id)
    )


def make_fact(subject: Entity, predicate: str, object_: Entity, quote: str) -> Fact:
    evidence = (Evidence(FIRST_ID, 0, Span(0, len(quote)), quote),)
    statement = Relation(subject.id, predicate, object_.id, evidence, quote, 0.5, role=quote, time=quote)
    return Fact(digest(subject.id, predicate, object_.id), statement, 1)


def test_html_browser_shows_legend_and_nodes(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    rows = visit.page.locator("#legend button[data-type]")
    assert rows.count() == 12
    assert rows.first.inner_text().split() == ["开发区", "1"]
    assert visit.page.inner_text("#badge") == "17 / 17 个实体，18 / 18 条关系"
    assert visit.colour(ZONE.id) == SCHEMA.entity_type("Zone").colour
    assert visit.colour(KANGTAI.id) == SCHEMA.entity_type("Enterprise").colour
    assert visit.page.evaluate("App.canvas.labelsShown()") == 17


def test_html_browser_nothing_moves_by_itself(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    before = visit.page.screenshot()
    visit.page.wait_for_timeout(700)
    assert visit.page.screenshot() == before


def test_html_browser_edge_opens_its_proof(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(find_fact(SOFTWARE, ZONE, "partOf"))
    text = visit.text()
    assert "市南软件园属于青岛高新区" in text and "包含市南软件园、蓝色硅谷核心区在内" in text
    assert "青岛高新区综合评价列全国第13位" in text and "2024-03-05" in text and "news/first.txt" in text
    facts = visit.page.locator("#panel dl.facts").inner_text().split()
    assert facts[facts.index("置信度") + 1] == "0.95" and facts[facts.index("来源数") + 1] == "2"
    assert "市南软件园" in visit.page.locator("#panel mark").all_inner_texts()


def test_html_browser_proof_shows_the_title_of_its_own_article(visit: Visit, tmp_path: Path) -> None:
    """Of the second document's two articles the second alone speaks of 海云数据 in 青岛市."""
    open_page(visit, tmp_path, TITLED)
    visit.click(find_fact(HAIYUN, CITY, "locatedIn"))
    caption = visit.page.locator("#panel > figure figcaption").inner_text()
    assert "海云数据落户青岛 · 2023-05" in caption and "news/second.txt" in caption
    assert "市南软件园动态" not in visit.text() and "2024-10" not in visit.text()
    visit.page.locator("#panel button.name", has_text="青岛市").click()
    assert visit.page.locator("#panel > ul li").all_inner_texts() == [
        "海云数据落户青岛 · 2023-05\nnews/second.txt"
    ]
    visit.page.fill("#search", SOFTWARE.name)
    visit.page.press("#search", "Enter")
    listed = visit.page.locator("#panel > ul li").all_inner_texts()
    assert "文章（3）" in visit.text() and len(listed) == 3


def test_html_browser_edges_between_one_pair_can_be_told_apart(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_fact(ZONE, "introduced", KANGTAI, "甲句"),
        make_fact(ZONE, "cooperatesWith", KANGTAI, "乙句"),
        make_fact(KANGTAI, "locatedIn", ZONE, "丙句"),
    )
    known = Knowledge((Source(FIRST_ID, "a.txt", 0),), (KANGTAI, ZONE), facts)
    open_page(visit, tmp_path, known)
    for fact, quote in zip(facts, ("甲句", "乙句", "丙句"), strict=True):
        visit.click(fact.id)
        assert visit.page.locator("#panel > figure blockquote").all_inner_texts() == [quote]


def test_html_browser_node_opens_facts_and_figures(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(ZONE.id)
    text = visit.text()
    assert ZONE.name in text and "青岛高新区" in text and "发布 →（1）" in text and "← 属于（2）" in text
    for heading in visit.page.locator("#panel details.section > summary").all():
        if heading.locator("xpath=..").get_attribute("open") is None:
            heading.click()
    figure = visit.page.locator("#panel details.fact", has_text="6330 亿元")
    assert "+9%" in figure.inner_text() and "2023" in figure.inner_text()
    figure.locator("summary").click()
    assert "同比增长9%" in figure.locator("blockquote").inner_text()


def test_html_browser_panel_leads_on_and_escape_closes_it(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(find_fact(SOFTWARE, ZONE, "partOf"))
    visit.page.locator("#panel button.name", has_text="市南软件园").first.click()
    assert visit.page.inner_text("#panel h2") == "市南软件园"
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#panel").is_hidden()


def test_html_browser_legend_hides_and_shows_a_type(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    shown = visit.colour(KANGTAI.id)
    button = visit.page.locator('#legend button[data-type="Enterprise"]')
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert visit.colour(KANGTAI.id) != shown
    assert visit.page.evaluate("App.canvas.visibleNodes()") == 14
    assert visit.colour(ZONE.id) == SCHEMA.entity_type("Zone").colour
    visit.page.locator("#legend button.all").click()
    assert visit.colour(KANGTAI.id) == shown


def test_html_browser_says_so_when_all_is_hidden(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    for button in visit.page.locator("#legend button[data-type]").all():
        button.click()
    assert "所有类型都已隐藏" in visit.page.inner_text("#empty")


def test_html_browser_search_finds_an_alias_and_centres_it(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("康泰生")
    assert visit.page.locator("#hits li").count() == 1
    visit.page.keyboard.press("Enter")
    assert visit.page.inner_text("#panel h2") == KANGTAI.name
    visit.page.wait_for_timeout(400)
    box = visit.page.locator("#graph").bounding_box()
    assert box is not None
    place = visit.page.evaluate("(id) => App.canvas.whereIs(id)", KANGTAI.id)
    assert abs(place["y"] - box["y"] - box["height"] / 2) < 20
    assert abs(place["x"] - box["x"] - (box["width"] - 400) / 2) < 20


def test_html_browser_search_without_hit_says_so(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.fill("#search", "没有这个")
    assert visit.page.inner_text("#hits") == "没有匹配的名称"


def test_html_browser_shows_hostile_text_literally(visit: Visit, tmp_path: Path) -> None:
    entities = tuple(entity("Zone", text, f"又{text}") for text in HOSTILE)
    facts = tuple(make_fact(one, "introduced", SAP, one.name) for one in entities)
    source = Source(FIRST_ID, HOSTILE[0], 0, HOSTILE[1], HOSTILE[2], HOSTILE[3])
    open_page(visit, tmp_path, Knowledge((source,), (*entities, SAP), facts), HOSTILE[0])
    assert visit.page.title() == HOSTILE[0] == visit.page.inner_text("h1")
    for one, fact in zip(entities, facts, strict=True):
        visit.page.evaluate("(id) => App.canvas.fit()", one.id)
        visit.click(one.id)
        assert visit.page.inner_text("#panel h2") == one.name
        assert f"又{one.name}" in visit.text()
        visit.page.keyboard.press("Escape")
        visit.click(fact.id)
        assert visit.page.locator("#panel > figure blockquote").inner_text() == tidy(one.name)
        assert all(text in visit.text() for text in HOSTILE[:4])
        visit.page.fill("#search", one.name)
        assert visit.page.locator("#hits li span").first.inner_text() == one.name
        visit.page.keyboard.press("Escape")
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Escape")
    assert visit.page.locator("img, svg[onload], body script:not([type]) ~ img").count() == 0


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("https://example.org/a.html", 1),
        ("javascript:alert(1)", 0),
        ("data:text/html,x", 0),
        ("file:///etc", 0),
    ],
)
def test_html_browser_links_web_addresses_only(visit: Visit, tmp_path: Path, name: str, links: int) -> None:
    sources = tuple(replace(one, name=name) for one in KNOWLEDGE.sources)
    open_page(visit, tmp_path, replace(KNOWLEDGE, sources=sources))
    visit.click(find_fact(ZONE, KANGTAI, "introduced"))
    assert name in visit.text()
    assert visit.page.locator("#panel a").count() == links


def test_html_browser_of_nothing_says_so(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    assert visit.page.inner_text("#empty") == "没有可画的实体"


def test_html_browser_bears_a_hub_and_an_endless_name(visit: Visit, tmp_path: Path) -> None:
    hub = entity("Zone", "高" * 10_000)
    firms = tuple(entity("Enterprise", f"第{number}号企业") for number in range(3000))
    facts = tuple(make_fact(hub, "introduced", firm, "引进") for firm in firms)
    open_page(visit, tmp_path, Knowledge((Source(FIRST_ID, "a", 0),), (hub, *firms), facts))
    assert visit.page.inner_text("#badge") == "400 / 3001 个实体，399 / 3000 条关系"
    visit.click(hub.id)
    assert "引进 →（3000）" in visit.text()
    visit.page.fill("#search", firms[2500].name)
    visit.page.press("#search", "Enter")
    assert visit.page.inner_text("#panel h2") == firms[2500].name


def test_html_browser_without_scripts_still_tells_what_is_there(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(to_html(KNOWLEDGE, SCHEMA), encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    text = page.inner_text("body")
    context.close()
    assert ZONE.name in text and "党政机构" in text
