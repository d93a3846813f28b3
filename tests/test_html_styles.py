"""The colours of graph.html in both themes: text, controls and signs stand out from their ground (WCAG)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from kg.schema import load_schema
from kg.write.html.page import STYLES
from kg.write.html.picture import make_signs
from tests.test_html_island import luminance

HERE: Final = Path(__file__).parents[1] / "kg" / "write" / "html"
THEMES: Final = ("light", "dark")
TEXTS: Final = {
    "ink": ("paper", "wash", "hover", "chosen", "tag", "mark"),
    "soft": ("paper", "wash", "hover", "chosen"),
    "accent": ("paper", "wash", "hover"),
    "warn": ("paper", "wash"),
    "paper": ("accent", "ink"),
    "planned-ink": ("planned-wash",),
    "negated-ink": ("negated-wash", "paper", "wash"),
}
CONTROLS: Final = {"border": ("paper", "wash"), "accent": ("paper", "wash"), "ink": ("paper", "wash")}
PAINTED: Final = ("ring", "edge", "strong", "planned", "negated")


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def read_page_colours() -> dict[str, dict[str, str]]:
    """Give the colours of base.css by theme and name."""
    text = (HERE / "styles" / "base.css").read_text(encoding="utf-8")
    blocks = re.findall(r"^:root(?:\[data-theme=\"dark\"\])? \{(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(THEMES, found, strict=True))


def read_painted_colours() -> dict[str, dict[str, str]]:
    """Give the colours of the painter, in theme.js, by theme and name."""
    text = (HERE / "scripts" / "theme.js").read_text(encoding="utf-8")
    blocks = re.findall(r"(light|dark): \{(.*?)\}", text, re.DOTALL)
    return {theme: dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", block)) for theme, block in blocks}


@pytest.mark.parametrize("theme", THEMES)
def test_html_styles_text_and_controls_stand_out(theme: str) -> None:
    colours = read_page_colours()[theme]
    pairs = [
        (front, back, least)
        for table, least in ((TEXTS, 4.5), (CONTROLS, 3.0))
        for front, backs in table.items()
        for back in backs
    ]
    faint = {
        f"{front} on {back}": round(contrast(colours[front], colours[back]), 2)
        for front, back, least in pairs
        if contrast(colours[front], colours[back]) < least
    }
    assert faint == {}


@pytest.mark.parametrize("theme", THEMES)
def test_html_styles_signs_and_lines_stand_out(theme: str) -> None:
    """The outline of a sign or its inside; a line in its full colour."""
    colours = read_painted_colours()[theme]
    assert colours["paper"] == read_page_colours()[theme]["paper"]
    signs = {
        name: max(contrast(sign.fill, colours["paper"]), contrast(sign.line, colours["paper"]))
        for name, sign in make_signs(load_schema()).items()
    }
    lines = {name: contrast(colours[name], colours["paper"]) for name in PAINTED}
    assert {name: round(value, 2) for name, value in (signs | lines).items() if value < 3} == {}


def test_html_styles_have_the_same_colours_in_both_themes() -> None:
    text = "\n".join((HERE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    light, dark = read_page_colours().values()
    assert set(light) == set(dark)
    assert set(light) <= set(re.findall(r"var\(--([\w-]+)\)", text)), "all are used"


def test_html_styles_have_colours_in_one_place() -> None:
    """All others name those of base.css, so that a dark page has no light part; paper is always light."""
    for name in STYLES:
        text = (HERE / "styles" / f"{name}.css").read_text(encoding="utf-8")
        rules = text.partition("* { box-sizing")[2] if name == "base" else text
        found = re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])|\brgba?\([^)]*\)", rules)
        assert (name, found) == (name, [])
