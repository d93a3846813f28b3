"""The panel of graph.html: what it says of a relation and of an entity, and the sentences behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from kg.records import Knowledge, Relation
from tests.browser import Visit, open_page
from tests.knowledge import (
    CITY,
    COMMITTEE,
    CONTEST,
    HAIYUN,
    KANGTAI,
    KNOWLEDGE,
    LI,
    PROJECT,
    SAP,
    SOFTWARE,
    TITLED,
    WANG,
    ZONE,
    entity,
)
from tests.panel import FOCUSED_FACT, choose, find_fact, find_section, make_known, make_relation
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser


def test_html_panel_relation_shows_all_its_sentences_with_names_marked(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, find_fact(SOFTWARE, "partOf", ZONE))
    assert panel.locator("h2").inner_text().split() == [SOFTWARE.name, "↓", "属于", ZONE.name]
    quotes = panel.locator("blockquote").all_inner_texts()
    assert sorted(quotes) == ["包含市南软件园、蓝色硅谷核心区在内", "市南软件园属于青岛高新区"]
    assert set(panel.locator("mark").all_inner_texts()) == {"市南软件园", "青岛高新区"}
    captions = panel.locator("figcaption").all_inner_texts()
    assert any("市南软件园动态 · 2024年10月\nnews/second.txt · 第 " in one for one in captions)
    assert any("青岛日报 · 2024年3月5日\nnews/first.txt" in one for one in captions)
    told = panel.locator("dl.facts").inner_text().split()
    assert told == ["语气", "已述", "置信度", "0.95", "独立来源", "2"]


def test_html_panel_relation_says_role_time_modality_and_rule(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, find_fact(WANG, "holdsPosition", COMMITTEE))
    assert panel.locator("dl.facts").inner_text().split()[:2] == ["职务", "主任"]
    assert "主任" in "".join(panel.locator("mark").all_inner_texts())
    rule = panel.locator("details.origin")
    assert rule.get_attribute("open") is None
    rule.locator("summary").click()
    assert rule.locator("code").inner_text() == "post"
    panel = choose(visit, find_fact(SOFTWARE, "introduced", HAIYUN))
    assert panel.locator("h2 .tag").inner_text() == "否定"
    panel = choose(visit, find_fact(KANGTAI, "builds", PROJECT))
    assert "已开工" in panel.locator("dl.facts").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_panel_every_edge_drawn_has_a_proof(visit: Visit, tmp_path: Path, language: str) -> None:
    known = make_knowledge(300, 700)
    open_page(visit, tmp_path, known)
    quotes = visit.page.evaluate(
        """(language) => {
          Words.use(language);
          return App.view().scene.edges.map(({ relation }) => {
            Actions.chooseRelation(relation);
            const shown = [...document.querySelectorAll("#panel > figure.proof blockquote")];
            return shown.filter((one) => one.textContent.trim()).length;
          });
        }""",
        language,
    )
    assert len(quotes) == 700 and min(quotes) >= 1
    assert sum(quotes) == sum(
        len(set(one.statement.evidence)) for one in known.facts if isinstance(one.statement, Relation)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_panel_speaks_of_every_entity(visit: Visit, tmp_path: Path, language: str) -> None:
    """Words that are missing would be an error, and errors fail a visit."""
    open_page(visit, tmp_path, KNOWLEDGE)
    shown = visit.page.evaluate(
        """(language) => {
          Words.use(language);
          return Data.entities.map((entity) => {
            Actions.chooseEntity(entity);
            document.querySelectorAll("#panel button.toggle").forEach((button) => button.click());
            return document.querySelector("#panel h2").textContent;
          });
        }""",
        language,
    )
    assert sorted(shown) == sorted(one.name for one in KNOWLEDGE.entities)


def test_html_panel_names_the_title_of_the_proof_s_own_article(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, TITLED)
    panel = choose(visit, find_fact(HAIYUN, "locatedIn", CITY))
    caption = panel.locator("figcaption").inner_text()
    assert caption.startswith("海云数据落户青岛 · 2023年5月\nnews/second.txt")
    assert "同文" in caption
    panel.locator("button.name", has_text=CITY.name).click()
    assert [one.split("\n")[0] for one in panel.locator(".source").all_inner_texts()] == [
        "海云数据落户青岛 · 2023年5月"
    ]


def test_html_panel_lists_other_relations_of_the_pair(visit: Visit, tmp_path: Path) -> None:
    facts = (
        make_relation(ZONE, "introduced", KANGTAI),
        make_relation(KANGTAI, "locatedIn", ZONE),
        make_relation(ZONE, "introduced", SAP),
    )
    open_page(visit, tmp_path, make_known((ZONE, KANGTAI, SAP), facts))
    panel = choose(visit, facts[0].id)
    assert panel.locator("ul.rows .said").all_inner_texts() == [f"{KANGTAI.name} 位于 {ZONE.name}"]
    panel.locator("button.predicate").click()
    assert panel.locator("h2").inner_text().split() == [KANGTAI.name, "↓", "位于", ZONE.name]


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("https://example.org/a.html", 1),
        ("javascript:alert(1)", 0),
        ("data:text/html,x", 0),
        ("file:///etc", 0),
    ],
)
def test_html_panel_links_web_addresses_only(visit: Visit, tmp_path: Path, name: str, links: int) -> None:
    sources = tuple(replace(one, name=name) for one in KNOWLEDGE.sources)
    open_page(visit, tmp_path, replace(KNOWLEDGE, sources=sources))
    panel = choose(visit, find_fact(ZONE, "introduced", KANGTAI))
    assert name in panel.inner_text() and panel.locator("a").count() == links
    panel = choose(visit, KANGTAI)
    assert name in find_section(panel, "文章").inner_text()
    assert find_section(panel, "文章").locator("a").count() == 2 * links


VALUES: Final[
    list[tuple[str, float | None, str | None, float | None, list[str]]]
] = [  # quote, value, unit, change, what is marked as values
    ("位居全国第十八名", 18, "位", None, ["第十八名"]),
    ("排名全国第 18 位，共18家", 18, "位", None, ["第 18 位"]),
    ("营业收入６，３３０亿元", 6330, "亿元", None, ["６，３３０亿元"]),
    ("2023年营业收入2023亿元", 2023, "亿元", None, ["2023亿元"]),
    ("受理问题2,785个", 2785, "个", None, ["2,785个"]),
    ("吸引逾千名企业家", 1000, "名", None, ["千名"]),
    ("三百二十余家企业", 320, "家", None, ["三百二十余家"]),
    ("占青岛市近1/10", 0.1, None, None, ["1/10"]),
    ("增长 5.5%，列第5", None, None, 5.5, ["5.5%"]),
    ("下降3%", None, None, -3, ["3%"]),
    ("没有数字", 7, "家", None, []),
]


def test_html_panel_marks_the_value_in_the_quote(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    found = visit.page.evaluate(
        """(cases) => cases.map(([quote, value, unit, change]) => {
          const indicator = unit === "位" ? "排名" : "数量";
          const subject = { forms: [] };
          const figure = { change, indicator, scope: null, subject, unit, value, wording: null };
          return Proof.findMarks(quote, figure).values.map(([start, end]) => quote.slice(start, end));
        })""",
        [case[:4] for case in VALUES],
    )
    assert dict(zip((case[0] for case in VALUES), found, strict=True)) == {
        case[0]: case[4] for case in VALUES
    }


NAMES: Final = [  # quote, forms of a name, what is marked
    ("ＳＡＰ在高 新 区", ["SAP", "高新区"], ["ＳＡＰ", "高 新 区"]),
    ("“康泰（青岛）公司”", ["康泰青岛公司"], ["康泰（青岛）公司"]),
    ("青岛高新区管委会", ["青岛高新区", "高新区管委会"], ["青岛高新区管委会"]),
    ("𠮷林大学与吉林", ["𠮷林大学"], ["𠮷林大学"]),
    ("什么也没有", ["", "（）"], []),
]


def test_html_panel_marks_names_however_they_are_written(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    found = visit.page.evaluate(
        """(cases) => cases.map(([quote, forms]) => {
          const fact = { object: { forms: [] }, role: null, subject: { forms } };
          return Proof.findMarks(quote, fact).names.map(([start, end]) => quote.slice(start, end));
        })""",
        [case[:2] for case in NAMES],
    )
    assert found == [case[2] for case in NAMES]


# ---------------------------------------------------------------- an entity, its facts and posts


def test_html_panel_entity_tells_names_counts_and_documents(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, ZONE)
    assert panel.locator(".bar .kind").inner_text() == "开发区"
    assert panel.locator("h2").inner_text() == ZONE.name
    assert "又称：青岛高新区" in panel.inner_text()
    headings = [" ".join(one.split()) for one in panel.locator("details.section h3").all_inner_texts()]
    assert "← 属于 2" in headings and "发布 → 1" in headings and "↔ 合作 1" in headings
    assert "指标 5" in headings and "文章 2" in headings
    assert "news/second.txt · 4 条事实" in find_section(panel, "文章").inner_text()


def test_html_panel_shows_few_facts_with_their_sentences_at_once(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, CONTEST)
    assert panel.locator("blockquote").all_inner_texts() == ["青岛高新区举办首届蓝湾创新创业大赛"]
    panel = choose(visit, ZONE)
    section = find_section(panel, "发布")
    assert section.locator("blockquote").count() == 0
    toggle = section.locator("button.toggle")
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    assert "青岛高新区印发" in section.locator("blockquote").inner_text()
    section.locator("button.lead").click()
    assert panel.locator("h2 .predicate").inner_text() == "↓ 发布"


def test_html_panel_posts_are_a_section_of_their_own(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    said = find_section(choose(visit, WANG), "任职").locator(".said").all_inner_texts()
    assert said == [f"主任 {COMMITTEE.name}"]
    officers = find_section(choose(visit, KANGTAI), "任职人员")
    assert officers.locator(".said").all_inner_texts() == [f"总经理 {LI.name}"]
    assert "← 任职" not in visit.text()


def test_html_panel_facts_that_are_filtered_are_grey_and_last(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    panel = choose(visit, SOFTWARE)
    assert panel.locator(".fact.out").count() == 0
    visit.page.evaluate("Actions.toggleType('Enterprise')")
    assert "3 条事实中有 2 条被筛选隐藏" in panel.inner_text()
    section = find_section(panel, "引进")
    assert " ".join(section.locator("h3").inner_text().split()) == "引进 → 0 / 2"
    assert section.locator(".fact.out .tag.out").all_inner_texts() == ["被筛选隐藏"] * 2
    grey, plain = visit.page.evaluate(
        "() => ['.fact.out .name', '.fact:not(.out) .name'].map((one) =>"
        " getComputedStyle(document.querySelector(`#panel ${one}`)).color)"
    )
    assert grey != plain
    panel = choose(visit, find_fact(SOFTWARE, "introduced", SAP))
    assert "这条关系被当前筛选隐藏" in panel.inner_text()


def test_html_panel_of_a_hub_is_filled_page_by_page(visit: Visit, tmp_path: Path) -> None:
    hub = entity("Zone", "大高新区")
    firms = tuple(entity("Enterprise", f"第{number}号企业") for number in range(3000))
    open_page(
        visit, tmp_path, make_known((hub, *firms), (make_relation(hub, "introduced", one) for one in firms))
    )
    panel = choose(visit, hub)
    assert panel.locator(".fact").count() == 0
    section = find_section(panel, "引进")
    assert section.locator("h3 .count").inner_text() == "3000"
    assert section.locator(".fact").count() == 50
    more = section.locator("button.more")
    assert more.inner_text() == "再显示 50 条（余 2950 条）"
    more.focus()
    visit.page.keyboard.press("Enter")
    assert section.locator(".fact").count() == 100
    focused = visit.page.evaluate(FOCUSED_FACT)
    assert focused == section.locator(".fact").nth(50).get_attribute("data-fact")
    visit.page.evaluate("Actions.togglePredicate('partOf')")  # made anew, as long as before
    assert section.locator(".fact").count() == 100
