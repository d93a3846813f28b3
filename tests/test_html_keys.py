"""graph.html by keyboard alone: every key, the walk along neighbours, the help that lists them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser import Visit, open_page
from tests.knowledge import CITY, KNOWLEDGE, VALLEY, ZONE

pytestmark = pytest.mark.browser

NEIGHBOURS: Final = (
    "(id) => Data.neighbours(Data.entity(id)).filter((one) => one.id !== id).map((one) => one.name)"
)
# Pressing every key of the help once, in the order of the help, shall leave the page in working order.
KEYS: Final = (
    *("/", "n", "N", "Enter", "Esc", "1", "2", "3", "e", "h", "p", "u", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"),
    *("f", "+", "−", "↓", "←", "→", "↑", "g", "t", "?"),
)


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)
    visit.wait_frame()


def state(visit: Visit, name: str) -> Any:  # noqa: ANN401
    return visit.page.evaluate("(name) => Store.state[name]", name)


def focused(visit: Visit) -> str | None:
    """Give the name of the entity in focus."""
    script = "() => (Store.state.focus ? Data.entity(Store.state.focus.id).name : null)"
    name: str | None = visit.page.evaluate(script)
    return name


def voice(visit: Visit) -> str:
    return str(visit.page.evaluate("() => document.getElementById('voice').textContent.trim()"))


def holder(visit: Visit) -> str:
    """Give the id of the element that has the keyboard."""
    return str(visit.page.evaluate("() => document.activeElement.id"))


def camera(visit: Visit) -> dict[str, float]:
    found: dict[str, float] = visit.page.evaluate("() => App.canvas.camera()")
    return found


def test_html_keys_walk_along_the_neighbours(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "n")
    assert focused(visit) == ZONE.name
    count = visit.page.evaluate("(id) => Data.entity(id).relations.length", ZONE.id)
    assert voice(visit) == f"{ZONE.name}，开发区，{count} 条关系"
    names = visit.page.evaluate(NEIGHBOURS, ZONE.id)
    walked = []
    for number in range(1, len(names) + 1):
        press(visit, "n")
        walked.append(focused(visit))
        assert f"第 {number} 个，共 {len(names)} 个" in voice(visit)
        assert visit.page.inner_text("#panel h2") == focused(visit)
    assert walked == names
    press(visit, "n")
    assert focused(visit) == names[0]
    press(visit, "Shift+N", "Shift+N")
    assert focused(visit) == names[-2]
    press(visit, "Enter", "n")
    assert focused(visit) == visit.page.evaluate(
        "(name) => Data.neighbours(Data.entities.find((one) => one.name === name))[0].name", names[-2]
    )
    assert holder(visit) == "panel"


def test_html_keys_walk_is_one_step_back(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "n", "n", "n", "n")
    assert focused(visit) != ZONE.name
    press(visit, "u")
    assert focused(visit) == ZONE.name
    assert voice(visit) == "已撤销"
    press(visit, "u")
    assert focused(visit) is None


def test_html_keys_walk_brings_neighbours_into_sight(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "n")
    visit.page.evaluate("() => App.canvas.moveTo({ ...App.canvas.camera(), scale: 5 }, { animated: false })")
    panel = visit.page.evaluate("() => document.getElementById('panel').getBoundingClientRect().left")
    for _ in visit.page.evaluate(NEIGHBOURS, ZONE.id):
        press(visit, "n")
        x, y = visit.where(state(visit, "focus")["id"])
        assert 200 < x < panel
        assert 50 < y < 900


def test_html_keys_walk_tells_of_no_neighbour(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, replace(KNOWLEDGE, entities=(ZONE,), facts=()))
    press(visit, "n", "n")
    assert voice(visit) == f"{ZONE.name} 在图中没有相邻实体"


def test_html_keys_act_on_the_focus(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "2", "e", "h", "p")
    assert (state(visit, "focus"), state(visit, "removed"), state(visit, "moved")) == (None, [], {})
    press(visit, "n", "3")
    assert state(visit, "focus")["hops"] == 3
    assert voice(visit) == "显示 3 跳以内"
    press(visit, "p")
    assert list(state(visit, "moved")) == [ZONE.id]
    assert voice(visit) == f"已固定 {ZONE.name}"
    press(visit, "p")
    assert state(visit, "moved") == {}
    visit.page.evaluate("(id) => Actions.remove(Data.entity(id))", VALLEY.id)
    press(visit, "h")
    assert state(visit, "removed") == [VALLEY.id, ZONE.id]
    assert voice(visit) == f"已隐藏 {ZONE.name}"
    press(visit, "e")
    assert state(visit, "brought") == []


def test_html_keys_expand_draws_neighbours(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    open_page(visit, tmp_path, KNOWLEDGE)
    assert path.exists()
    visit.page.evaluate("() => { Data.limits.nodes = 1; Store.set({}); }")
    press(visit, "n", "e")
    count = len(visit.page.evaluate(NEIGHBOURS, ZONE.id))
    assert len(state(visit, "brought")) == count + 1
    assert voice(visit) == f"展开了 {count} 个实体"


def test_html_keys_undo_and_redo(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "Control+z")
    assert voice(visit) == "没有可撤销或重做的操作"
    press(visit, "n", "2", "h")
    for undo, redo in (("u", "Control+y"), ("Control+z", "Control+Shift+Z")):
        press(visit, undo)
        assert (state(visit, "removed"), state(visit, "focus")["hops"]) == ([], 2)
        press(visit, undo)
        assert state(visit, "focus")["hops"] == 1
        press(visit, redo, redo)
        assert state(visit, "removed") == [ZONE.id]
        assert voice(visit) == "已重做"


def test_html_keys_move_the_picture(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.focus("#graph")
    first = camera(visit)
    press(visit, "+")
    assert camera(visit)["scale"] == pytest.approx(first["scale"] * 1.25)
    press(visit, "=", "-")
    assert camera(visit)["scale"] == pytest.approx(first["scale"] * 1.25)
    press(visit, "ArrowRight", "ArrowDown", "ArrowDown")
    moved = camera(visit)
    assert (moved["x"] - first["x"]) * moved["scale"] == pytest.approx(80)
    assert (moved["y"] - first["y"]) * moved["scale"] == pytest.approx(160)
    press(visit, "ArrowLeft", "ArrowUp")
    assert camera(visit)["y"] < moved["y"]
    press(visit, "f")
    found = camera(visit)
    assert [found[key] for key in "xy"] == pytest.approx([first[key] for key in "xy"])
    visit.page.focus("#help")
    press(visit, "ArrowRight")
    assert camera(visit) == found, "arrow keys are the picture's in the picture alone"


def test_html_keys_change_the_view(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "t")
    assert state(visit, "view") == "table"
    assert visit.page.is_hidden("#graph")
    press(visit, "n", "+", "f")
    assert focused(visit) is None
    press(visit, "g")
    assert state(visit, "view") == "graph"
    assert visit.page.is_visible("#graph")


def test_html_keys_leave_typing_alone(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "/")
    assert holder(visit) == "search"
    press(visit, "n", "h", "e", "2", "?", "t", "/")
    assert visit.page.input_value("#search") == "nhe2?t/"
    assert (focused(visit), state(visit, "view")) == (None, "graph")
    assert visit.page.query_selector("dialog[open]") is None


def test_html_keys_leave_the_browser_its_own(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    taken = """(names) => names.filter((name) => {
      const [key, ...with_] = name.split('+').reverse();
      const options = { key, bubbles: true, cancelable: true };
      with_.forEach((one) => (options[`${one}Key`] = true));
      return !document.body.dispatchEvent(new KeyboardEvent('keydown', options));
    })"""
    free = [
        "ctrl+f",
        "ctrl+p",
        "alt+ArrowLeft",
        "ctrl+n",
        "ctrl+t",
        "ctrl+u",
        "ctrl+1",
        "alt+e",
        "Tab",
        "F5",
        " ",
    ]
    assert visit.page.evaluate(taken, free) == []
    assert visit.page.evaluate(taken, ["n", "ctrl+z"]) == ["n", "ctrl+z"]


def test_html_keys_escape_closes_what_is_topmost(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "n", "Enter")
    visit.page.evaluate("() => Notice.show('消息')")
    press(visit, "?")
    assert visit.page.is_visible("#help-dialog")
    press(visit, "Escape")
    assert visit.page.is_hidden("#help-dialog")
    assert visit.page.is_visible("#notice")
    press(visit, "Escape")
    assert visit.page.is_hidden("#notice")
    assert focused(visit) == ZONE.name
    press(visit, "Escape")
    assert focused(visit) is None
    assert holder(visit) == "graph", "what had the keyboard is gone"


def test_html_keys_escape_closes_the_search_first(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "n")
    visit.page.fill("#search", CITY.name)
    assert visit.page.is_visible("#hits")
    press(visit, "Escape")
    assert visit.page.is_hidden("#hits")
    assert focused(visit) == ZONE.name


def test_html_keys_escape_closes_the_sheets(phone: Visit, tmp_path: Path) -> None:
    open_page(phone, tmp_path, KNOWLEDGE)
    for button, sheet in (("filters", "legend"), ("more", "extras")):
        press(phone, "n")
        phone.page.click(f"#{button}")
        assert phone.page.is_visible(f"#{sheet}")
        assert phone.page.get_attribute(f"#{button}", "aria-expanded") == "true"
        press(phone, "Escape")
        assert phone.page.is_hidden(f"#{sheet}")
        assert phone.page.get_attribute(f"#{button}", "aria-expanded") == "false"
        assert holder(phone) == button
        assert focused(phone) is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_keys_help_lists_them_all(visit: Visit, tmp_path: Path, language: str) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("(language) => Words.use(language)", language)
    press(visit, "?")
    assert tuple(visit.page.locator("#help-dialog kbd").all_inner_texts()) == KEYS
    effects = visit.page.locator("#help-dialog tbody td:last-child").all_inner_texts()
    assert all(effects) and len(set(effects)) == len(effects)
    text = visit.page.inner_text("#help-dialog")
    for words in {
        "zh": ("怎样读这张图", "计划", "不访问网络", "开发区"),
        "en": ("How to read", "planned", "no network"),
    }[language]:
        assert words in text
    assert visit.page.evaluate("() => document.querySelector('#help-dialog').scrollTop") == 0


def test_html_keys_are_dead_under_a_dialog_and_can_be_turned_off(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    press(visit, "?", "n", "t")
    assert (focused(visit), state(visit, "view")) == (None, "graph")
    visit.page.uncheck("#help-dialog input[type=checkbox]")
    press(visit, "Escape", "n", "t")
    assert (focused(visit), state(visit, "view")) == (None, "graph")
    visit.page.evaluate("(id) => Actions.chooseEntity(Data.entity(id))", ZONE.id)
    press(visit, "Control+z")
    assert focused(visit) is None
    visit.page.click("#help")
    visit.page.check("#help-dialog input[type=checkbox]")
    press(visit, "Escape", "n")
    assert focused(visit) == ZONE.name


def test_html_keys_every_control_is_reached_and_seen(visit: Visit, tmp_path: Path) -> None:
    """Tab goes once round the page; whatever it stops at has a name and shows that it has the keyboard."""
    open_page(visit, tmp_path, KNOWLEDGE)
    stops: dict[str, str] = {}
    visit.page.evaluate("() => (window.passed = new Set())")
    for _ in range(200):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(
            """() => {
              const one = document.activeElement;
              const style = getComputedStyle(one);
              const label = one.getAttribute('aria-label') || one.labels?.[0]?.textContent;
              const name = label || one.textContent.trim();
              const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              const isSeen = isOutlined || one.type === 'range'; // whose handle shows it, seen by no script
              const isNew = one.tagName !== 'BODY' && !window.passed.has(one);
              window.passed.add(one);
              return [isNew ? one.id || name : '', name || '', isSeen ? 'seen' : 'unseen'];
            }"""
        )
        if not stop[0]:
            break
        stops[stop[0]] = stop[2]
        assert stop[1], f"{stop[0]} has no name"
    assert {"search", "to-table", "reset", "share", "help", "graph", "zoom-in", "fit"} <= set(stops)
    assert [one for one, seen in stops.items() if seen != "seen"] == []


def test_html_keys_have_names_of_both_cases_and_layouts(visit: Visit, tmp_path: Path) -> None:
    """Caps lock turns n into N without the shift key; a German keyboard types / with it."""
    open_page(visit, tmp_path, KNOWLEDGE)
    send = """([key, shiftKey]) => document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }))"""
    visit.page.evaluate(send, ["N", False])
    visit.page.evaluate(send, ["N", False])
    assert focused(visit) == visit.page.evaluate(NEIGHBOURS, ZONE.id)[0]
    visit.page.evaluate(send, ["/", True])
    assert holder(visit) == "search"
