"""graph.html for everybody: no serious fault found by axe-core, and room for fingers on every screen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.browser import Visit, miss, open_page
from tests.knowledge import KNOWLEDGE

pytestmark = pytest.mark.browser

SERIOUS: Final = {"serious", "critical"}
# What a reader may have before him, one after the other, and how he gets there.
STATES: Final = {
    "first view": "",
    "entity": "Actions.chooseEntity(Data.entities[0])",
    "relation": "Actions.chooseRelation(Data.relations[0])",
    "path": """Store.set({ focus: { kind: 'path', edges: [Data.relations[0].id],
                 nodes: [Data.relations[0].subject.id, Data.relations[0].object.id] } })""",
    "filters": "Actions.toggleType('Person'); Actions.toggleDocument(Data.documents[0].id)",
    "search": """const box = document.getElementById('search'); box.value = '区'; box.focus();
                 box.dispatchEvent(new Event('input'))""",
    "table": "document.activeElement.blur(); Actions.reset(); Actions.setView('table')",
    "table and entity": "Actions.chooseEntity(Data.entities[1])",
    "help": "document.getElementById('help').click()",
    "export": "document.querySelector('dialog[open]').close(); document.getElementById('export').click()",
    "message": "document.querySelector('dialog[open]').close(); Notice.show(Words.t('outdated'))",
    "nothing left": "Actions.reset(); Store.set({ hiddenTypes: Data.types.map((type) => type.name) })",
}
SHEETS: Final = {
    "filters sheet": "Actions.reset(); document.getElementById('filters').click()",
    "menu": "document.getElementById('filters').click(); document.getElementById('more').click()",
}
SETTINGS: Final = (("light", "zh"), ("dark", "en"))
SMALL: Final = """(least) => {
  const isIn = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const sized = (one) => (one.labels?.length ? one.labels[0] : one).getBoundingClientRect();
  const controls = document.querySelectorAll('button, input, summary, select, [role=option]');
  const small = 'p button, li button, dd button, td button, blockquote button, .chart input';
  return [...controls]
    .filter((one) => isIn(one) && !one.matches(small))
    .map((one) => [one.id || one.className || one.textContent, sized(one)])
    .filter(([, { width, height }]) => width < least - 0.5 || height < least - 0.5)
    .map(([name, { width, height }]) => `${name}: ${Math.round(width)} × ${Math.round(height)}`);
}"""
WIDE: Final = """() => [...document.querySelectorAll('body, #bar, main, #stage, #panel, #legend')]
  .filter((one) => one.checkVisibility() && one.scrollWidth > Math.ceil(one.clientWidth))
  .map((one) => `${one.id || one.tagName}: ${one.scrollWidth} in ${one.clientWidth}`)"""
OUTSIDE: Final = """() => [...document.querySelectorAll('#bar > *, #tools button')]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.id || one.className || one.tagName, one.getBoundingClientRect()])
  .filter(([, { left, right }]) => left < 0 || right > window.innerWidth)
  .map(([name]) => name)"""


def find_faults(visit: Visit) -> list[str]:
    """Let axe-core look at the page as it is now; no rule is turned off."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415
    except ImportError:
        miss("axe-playwright-python is not installed: pip install 'zone-kg[browser]'")
    violations = Axe().run(visit.page).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['failureSummary']}"
        for one in violations
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def go(visit: Visit, script: str) -> None:
    visit.page.evaluate(f"() => {{ {script} }}")
    visit.wait_frame()


def check_states(visit: Visit, folder: Path, states: dict[str, str], theme: str, language: str) -> None:
    open_page(visit, folder, KNOWLEDGE)
    go(visit, f"Theme.choose('{theme}'); Words.use('{language}')")
    for name, script in states.items():
        go(visit, script)
        assert (name, find_faults(visit)) == (name, [])


@pytest.mark.parametrize(("theme", "language"), SETTINGS)
def test_html_access_axe_finds_nothing_serious(
    visit: Visit, tmp_path: Path, theme: str, language: str
) -> None:
    check_states(visit, tmp_path, STATES, theme, language)


@pytest.mark.parametrize(("theme", "language"), SETTINGS)
def test_html_access_axe_finds_nothing_serious_on_a_phone(
    phone: Visit, tmp_path: Path, theme: str, language: str
) -> None:
    check_states(phone, tmp_path, STATES | SHEETS, theme, language)


def test_html_access_axe_would_find_a_fault(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    go(
        visit,
        "const one = document.getElementById('undo'); one.removeAttribute('aria-label'); one.title = ''",
    )
    go(visit, "document.getElementById('undo').textContent = ''")
    assert any("button-name" in fault for fault in find_faults(visit))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_access_fingers_have_room(phone: Visit, tmp_path: Path, language: str) -> None:
    """Controls are at least 36 pixels high and wide, but for names in a text and the chart's handles."""
    open_page(phone, tmp_path, KNOWLEDGE)
    go(phone, f"Words.use('{language}')")
    found = {}
    for name, script in (STATES | SHEETS).items():
        go(phone, script)
        found[name] = phone.page.evaluate(SMALL, 36)
    assert {name: small for name, small in found.items() if small} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 1180, 1024, 1000, 800, 701, 700, 390, 360])
def test_html_access_page_fits_every_width(visit: Visit, tmp_path: Path, width: int, language: str) -> None:
    """Nothing has to be scrolled sideways, the header has at most two rows, the counts are legible."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    open_page(visit, tmp_path, KNOWLEDGE, title="青岛高新区知识图谱：二〇二四年度报道与公报")
    go(visit, "Data.counts.entities = 5132; Data.counts.relations = 15000")
    go(visit, f"Words.use('{language}'); Store.set({{}})")
    for name in ("first view", "entity", "table"):
        go(visit, STATES[name])
        assert (name, visit.page.evaluate(WIDE)) == (name, [])
        assert (name, visit.page.evaluate(OUTSIDE)) == (name, [])
        header = visit.page.evaluate("() => document.getElementById('bar').offsetHeight")
        assert header <= (100 if width <= 700 else 60)
    badge = visit.page.locator("#badge")
    assert badge.is_visible() and "5132" in badge.inner_text()
    assert not badge.evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert badge.evaluate("(one) => one.offsetHeight") <= (46 if width < 390 else 40)


def test_html_access_panel_is_a_sheet_on_a_phone(phone: Visit, tmp_path: Path) -> None:
    """The details cover 60 % from below; what they are about stays in sight; a finger closes them."""
    open_page(phone, tmp_path, KNOWLEDGE)
    for entity in KNOWLEDGE.entities:
        phone.page.evaluate("(id) => App.goTo(Data.entity(id))", entity.id)
        phone.wait_frame()
        panel = phone.page.evaluate("() => document.getElementById('panel').getBoundingClientRect().toJSON()")
        main = phone.page.evaluate("() => document.querySelector('main').getBoundingClientRect().toJSON()")
        assert panel["height"] == pytest.approx(0.6 * main["height"], abs=1)
        assert (panel["left"], panel["right"], panel["bottom"]) == (0, 390, main["bottom"])
        x, y = phone.where(entity.id)
        assert 20 < x < 370
        assert main["top"] + 20 < y < panel["top"] - 20
    phone.page.locator("#panel .close").tap()
    assert phone.page.is_hidden("#panel")


def test_html_access_motion_is_reduced_on_demand(visit: Visit, tmp_path: Path) -> None:
    """The context asks for it: the camera is where it goes to at once."""
    open_page(visit, tmp_path, KNOWLEDGE)
    before = visit.page.evaluate("() => App.canvas.camera().scale")
    after = visit.page.evaluate("() => { App.canvas.zoom(2); return App.canvas.camera().scale; }")
    assert after == pytest.approx(2 * before)
    assert visit.page.evaluate("() => document.getAnimations()") == []
