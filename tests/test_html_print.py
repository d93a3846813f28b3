"""graph.html on paper: the picture or the table, and the proofs, in light colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.records import Relation
from tests.browser import Visit, open_page
from tests.knowledge import KNOWLEDGE, ZONE
from tests.saving import AROUND

pytestmark = pytest.mark.browser

UNFOLDED = "#panel details[open], #panel [aria-expanded=true]"

QUOTES = "#panel .fact > .unfolded > figure blockquote:visible"


def count_proofs(id_: str) -> int:
    """Count the proofs of all facts about an entity."""
    said = (fact.statement for fact in KNOWLEDGE.facts)
    ends = ((one, (one.subject, one.object) if isinstance(one, Relation) else (one.subject,)) for one in said)
    return sum(len(one.evidence) for one, about in ends if id_ in about)


def test_html_print_is_picture_and_proofs_in_light_colours(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("Theme.choose('dark')")
    visit.page.evaluate(AROUND, [ZONE.id, 1])
    unfolded = visit.page.locator(UNFOLDED).count()
    camera = visit.page.evaluate("App.canvas.camera()")
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate("Theme.name()") == "light"
    drawn = visit.page.locator("#print svg text").all_text_contents()
    assert ZONE.name[:8] in "".join(drawn) and "筛选：" in "".join(drawn)
    shown = visit.page.evaluate(
        """[...document.querySelectorAll('button, input, header, #legend, #picture, #time, dialog')]
          .filter((one) => one.checkVisibility() && !one.closest('#panel'))
          .map((one) => one.id || one.tagName)"""
    )
    assert shown == []
    assert visit.page.locator(QUOTES).count() == count_proofs(ZONE.id)
    assert visit.page.locator("#panel .close").is_hidden()
    visit.page.emulate_media(media="screen")
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("#print").count() == 0
    assert visit.page.locator(UNFOLDED).count() == unfolded
    assert visit.page.evaluate("Theme.name()") == "dark"
    visit.wait_frame()
    assert visit.page.evaluate("App.canvas.camera()") == pytest.approx(camera)


def test_html_print_makes_pages(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    whole = visit.page.pdf()
    assert len(re.findall(rb"/Type\s*/Page\b", whole)) == 1
    visit.page.evaluate(AROUND, [ZONE.id, 1])
    assert len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf())) >= 2
    assert visit.page.locator("#print").count() == 0
