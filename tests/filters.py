"""What the tests of the filters read off the page, and do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def state(visit: Visit, key: str) -> object:
    found: object = visit.page.evaluate("(key) => Store.state[key]", key)
    return found


def kind(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f'#legend .kind[data-name="{name}"]')


def count(visit: Visit, name: str) -> str:
    told: str = kind(visit, name).locator(".count").inner_text()
    return told


def chips(visit: Visit) -> list[str]:
    texts: list[str] = visit.page.locator("#chips .chip .text").all_inner_texts()
    return texts


def passing(visit: Visit) -> tuple[int, int]:
    """Read how many relations and figures the time strip says there are, having checked the filter agrees."""
    words = [visit.page.inner_text(f"#time .{name}") for name in ("relations", "figures")]
    shown = tuple(int("".join(filter(str.isdigit, one))) for one in words)
    counts = "(({ filter: { relations, figures } }) => [relations.length, figures.length])(App.view())"
    assert list(shown) == visit.page.evaluate(counts)
    return shown[0], shown[1]


def undo_once(visit: Visit) -> None:
    """Take back what must have been the only step."""
    visit.page.click("#undo")
    assert visit.page.is_disabled("#undo")
