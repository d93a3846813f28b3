"""Pages in headless Chromium, opened from disk and with the network off, as their readers open them.

These are the fixtures that the browser tests share; what is looked at stands in tests/test_html_*.py.

Skipped where Chromium or playwright is missing; failed there if the variable CI is set. Motion is reduced, so
that a test waits for the next frame and never for an animation.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

from kg.pipeline import load_knowledge
from kg.records import Knowledge
from kg.schema import Schema, load_schema
from kg.write.html import to_html
from tests.synthetic_graph import make_knowledge

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

OUTPUTS: Final = Path(__file__).parent.parent / "outputs"
SCHEMA: Final = load_schema()
ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--enable-precise-memory-info",
)
DESK: Final = (1440, 900)
PHONE: Final = (390, 844)
READY: Final = "() => typeof App !== 'undefined' && App.view() !== null"
# Colours of the picture at some points of the page, as #rrggbb.
COLOURS: Final = """(points) => {
  const canvas = document.querySelector('#graph canvas');
  const { left, top, width } = canvas.getBoundingClientRect();
  const ratio = canvas.width / width;
  const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  copy.canvas.width = canvas.width;
  copy.canvas.height = canvas.height;
  copy.fillStyle = Theme.colours().paper;
  copy.fillRect(0, 0, canvas.width, canvas.height);
  copy.drawImage(canvas, 0, 0);
  return points.map(([x, y]) => {
    const pixel = copy.getImageData(Math.round((x - left) * ratio), Math.round((y - top) * ratio), 1, 1).data;
    return '#' + [...pixel.slice(0, 3)].map((n) => n.toString(16).padStart(2, '0')).join('');
  });
}"""
FRAMES: Final = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)


def miss(reason: str) -> NoReturn:
    """Skip, or fail where the browser tests are expected to run."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        miss("playwright is not installed: pip install 'zone-kg[browser]'")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        miss("Chromium is not installed: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page opened from disk, and everything it must not do, as it happens."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    path: Path | None = None

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._refuse)

    def open(self, path: Path) -> None:
        self.path = path
        self.page.goto(path.as_uri())
        self.page.wait_for_function(READY)
        self.wait_frame()

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def wait_frame(self) -> None:
        """Wait until what was done is drawn."""
        self.page.evaluate(FRAMES)

    def where(self, id_: str) -> tuple[float, float]:
        """Tell where a node, or the middle of an edge, stands on the page."""
        place = self.page.evaluate("(id) => App.canvas.whereIs(id)", id_)
        return place["x"], place["y"]

    def click(self, id_: str) -> None:
        """Click the node, or the middle of the edge, of this id."""
        self.wait_frame()
        self.page.mouse.click(*self.where(id_))
        self.wait_frame()

    def colours(self, *points: Sequence[float]) -> list[str]:
        """Give the colours of the picture at some points of the page, as ``#rrggbb``."""
        self.wait_frame()
        found: list[str] = self.page.evaluate(COLOURS, [list(point) for point in points])
        return found

    def search(self, text: str) -> None:
        """Type into the search box and take the first hit."""
        self.page.fill("#search", text)
        self.page.press("#search", "Enter")
        self.wait_frame()

    def text(self) -> str:
        """Give the text of the panel once it is there."""
        self.page.wait_for_selector("#panel:not([hidden])")
        shown: str = self.page.inner_text("#panel")
        return shown

    def check_quiet(self) -> None:
        """Check that nothing was complained about, and that the page itself is all that was ever loaded."""
        assert self.complaints == []
        loaded = {url.partition("#")[0] for url in self.requests if not url.startswith("blob:")}
        assert loaded == ({self.path.as_uri()} if self.path else set())


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Give a page on a desk's screen; afterwards it must have been quiet."""
    yield from visit_with(browser, DESK)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """Give a page on a phone's screen; afterwards it must have been quiet."""
    yield from visit_with(browser, PHONE, touch=True)


def visit_with(browser: Browser, size: tuple[int, int], touch: bool = False) -> Iterator[Visit]:
    """Open an empty page in a context of its own, without a network."""
    context = browser.new_context(
        offline=True,
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        has_touch=touch,
    )
    found = Visit(context.new_page())
    yield found
    context.close()
    found.check_quiet()


def write_page(folder: Path, knowledge: Knowledge, schema: Schema = SCHEMA, title: str = "图谱") -> Path:
    path = folder / "graph.html"
    path.write_text(to_html(knowledge, schema, title=title), encoding="utf-8", newline="\n")
    return path


def open_page(
    visit: Visit, folder: Path, knowledge: Knowledge, schema: Schema = SCHEMA, title: str = "图谱"
) -> Path:
    """Write the page of some knowledge into a folder, and open it there."""
    path = write_page(folder, knowledge, schema, title)
    visit.open(path)
    return path


@pytest.fixture(scope="session")
def seeds() -> Knowledge:
    """Give what the committed outputs know: the seeds'."""
    return load_knowledge(OUTPUTS)


@pytest.fixture(scope="session")
def seeds_page(seeds: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("seeds"), seeds)


@pytest.fixture(scope="session")
def big_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page of 5,000 entities and 15,000 relations."""
    return write_page(tmp_path_factory.mktemp("big"), make_knowledge(5_000, 15_000))


@pytest.fixture(scope="session")
def hub_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write such a page in which one entity has 3,000 neighbours."""
    return write_page(tmp_path_factory.mktemp("hub"), make_knowledge(5_000, 15_000, hub=3_000))
