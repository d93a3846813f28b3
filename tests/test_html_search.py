"""Searching in graph.html: by name, alias, pinyin, initials, scattered characters; and where a hit leads."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kg.records import Entity, Evidence, Fact, Knowledge, Relation, Source, Span
from tests.browser import Visit, open_page
from tests.knowledge import FIRST_ID, KANGTAI, KNOWLEDGE, SAP, SOFTWARE, ZONE, digest, entity

pytestmark = pytest.mark.browser

HUB: Final = entity("Zone", "云州高新技术产业开发区")
FIRMS: Final = tuple(entity("Enterprise", f"第{number}号企业") for number in range(500))


def link(subject: Entity, object_: Entity) -> Fact:
    evidence = (Evidence(FIRST_ID, 0, Span(0, 2), "引进"),)
    statement = Relation(subject.id, "introduced", object_.id, evidence, "rule", 0.5)
    return Fact(digest(subject.id, object_.id), statement, 1)


def hits(visit: Visit, text: str) -> list[str]:
    """Type, and give the names that are offered."""
    visit.page.fill("#search", text)
    names: list[str] = visit.page.evaluate(
        "[...document.querySelectorAll('#hits [id^=hit] span:not(.note)')].map((one) => one.textContent)"
    )
    return names


def middle(visit: Visit) -> tuple[float, float]:
    """Tell the middle of what the panel leaves free of the picture."""
    box, panel = visit.page.locator("#graph").bounding_box(), visit.page.locator("#panel").bounding_box()
    assert box is not None and panel is not None
    return (box["x"] + panel["x"]) / 2, box["y"] + box["height"] / 2


FINDS: Final = (
    ("青岛国家高新技术产业开发区", ZONE),  # the name
    ("青岛高新区", ZONE),  # an alias
    ("康泰生", KANGTAI),  # the beginning of an alias
    ("软件", SOFTWARE),  # a part
    ("青国高新区", ZONE),  # scattered
    ("kangtai", KANGTAI),  # pinyin
    ("kang tai sheng", KANGTAI),
    ("ruanjian", SOFTWARE),  # from the beginning of a syllable
    ("snrjy", SOFTWARE),  # initials
    ("ＳＡＰ", SAP),  # full width
    ("sap", SAP),
)


def test_html_search_finds_names_and_sounds(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    assert {text: hits(visit, text)[0] for text, _ in FINDS} == {text: one.name for text, one in FINDS}


def test_html_search_says_so_when_nothing_is_found(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    assert hits(visit, "没有这个") == []
    assert visit.page.inner_text("#hits") == "没有匹配的名称"
    assert hits(visit, "inan") == [], "pinyin is matched from within a syllable"
    visit.page.fill("#search", "   ")
    assert visit.page.locator("#hits").is_hidden()


def test_html_search_ranks_sounds_below_characters(visit: Visit, tmp_path: Path) -> None:
    """The better connected come first among equals, and a hit by sound never before one by characters."""
    spelt = entity("Enterprise", "海尔")
    written = (entity("Enterprise", "haier"), entity("Enterprise", "甲haier乙"))
    facts = tuple(link(spelt, one) for one in (ZONE, SOFTWARE, KANGTAI))
    known = Knowledge(
        (Source(FIRST_ID, "a", 0),), (*written, spelt, ZONE, SOFTWARE, KANGTAI), (*facts, link(ZONE, KANGTAI))
    )
    open_page(visit, tmp_path, known)
    assert hits(visit, "haier") == ["haier", "甲haier乙", "海尔"]
    assert hits(visit, "ha") == ["haier", "甲haier乙", "海尔"]
    assert "海尔" not in hits(visit, "h"), "one letter says no sound"
    assert hits(visit, "区")[0] == ZONE.name, "of equal hits the better connected first"


def test_html_search_enter_centres_the_hit_and_opens_its_panel(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.search("康泰生")
    assert visit.page.inner_text("#panel h2") == KANGTAI.name
    assert visit.page.locator("#hits").is_hidden()
    assert visit.where(KANGTAI.id) == pytest.approx(middle(visit), abs=3)
    assert visit.page.evaluate("App.canvas.camera().scale") >= 0.8


def test_html_search_arrows_and_clicks_choose_another_hit(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    names = hits(visit, "高新区")
    assert len(names) > 2
    visit.page.keyboard.press("ArrowDown")
    chosen = visit.page.locator("#hits [aria-selected=true]")
    assert chosen.count() == 1 and names[1] in chosen.inner_text()
    assert visit.page.get_attribute("#search", "aria-activedescendant") == chosen.get_attribute("id")
    visit.page.keyboard.press("Enter")
    assert visit.page.inner_text("#panel h2") == names[1]
    hits(visit, "高新区")
    visit.page.locator("#hits li").nth(2).click()
    assert visit.page.inner_text("#panel h2") == names[2]


def test_html_search_brings_in_what_is_not_drawn_with_its_neighbours(visit: Visit, tmp_path: Path) -> None:
    """The hub's 500 firms have one of their own each; the last of these are beyond the 400 nodes drawn."""
    leaves = tuple(entity("Project", f"第{number}号项目") for number in range(500))
    facts = [*(link(HUB, firm) for firm in FIRMS), *(map(link, FIRMS, leaves))]
    known = Knowledge((Source(FIRST_ID, "a", 0),), (HUB, *FIRMS, *leaves), tuple(facts))
    open_page(visit, tmp_path, known)
    drawn = "(id) => App.canvas.scene().nodeOf(Data.entity(id)) !== null"
    assert visit.page.inner_text("#badge").startswith("400 / 1001 ")
    number = next(n for n in range(500) if not visit.page.evaluate(drawn, FIRMS[n].id))
    visit.search(leaves[number].name)
    assert visit.page.inner_text("#panel h2") == leaves[number].name
    assert visit.page.evaluate(drawn, leaves[number].id) and visit.page.evaluate(drawn, FIRMS[number].id)
    assert visit.page.inner_text("#badge").startswith("402 / 1001 ")
    assert visit.where(leaves[number].id) == pytest.approx(middle(visit), abs=3)
    edge = next(fact.id for fact in facts if fact.id == digest(FIRMS[number].id, leaves[number].id))
    assert visit.page.evaluate("(id) => App.view().scene.edges.some((one) => one.relation.id === id)", edge)


def test_html_search_shows_a_hit_of_a_hidden_type(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.click('#kinds button[data-name="Enterprise"]')
    visit.search("康泰生")
    assert visit.page.inner_text("#panel h2") == KANGTAI.name
    assert visit.page.get_attribute('#kinds button[data-name="Enterprise"]', "aria-pressed") == "true"
    assert visit.page.inner_text("#badge").startswith("17 / 17 ")
