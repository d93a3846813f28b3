"""How fast graph.html is: the seeds, 5,000 entities with 15,000 relations, a hub with 3,000 neighbours.

Times are taken in the page, from what a reader does to the frame that shows it; the bars are those of
explorer.md. Other work on the machine only adds to a time: the shortest of three tries counts, and a time
that is too long on a busy machine is no result at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser import DESK, Visit, visit_with
from tests.synthetic_graph import HUB

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES: Final = ("seeds_page", "big_page")
FIRST_NAME: Final = 2_000  # milliseconds
SEARCH, LIST, TOGGLE, TASK, STEP, SMOOTH = 200, 50, 100, 200, 200, 33
TABLE: Final = {"show": 100, "sort": 150, "type": 200}  # typing: what any task may take, over 15,000 rows
HEAP: Final = 300_000_000  # bytes
TRIES: Final = 3
BUSY: Final = 1.5  # processes that want to run, for each core: more than the browser and the test

# Runs before the page: when the first name was seen, every long task since, and the time to the next frame.
STOPWATCH: Final = """
window.watch = { named: null, tasks: [] };
new PerformanceObserver((list) => list.getEntries().forEach((one) => watch.tasks.push(one)))
  .observe({ type: 'longtask', buffered: true });
watch.frame = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done();
  port2.postMessage(null);
}));
watch.time = async (action) => {
  const start = performance.now();
  action();
  await watch.frame();
  return performance.now() - start;
};
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...given) {
  CanvasRenderingContext2D.prototype.fillText = write;
  watch.frame().then(() => (watch.named = performance.now()));
  return write.apply(this, given);
};
"""
# Searches for fifty names from all parts of the list, and tells how long each took and where it led.
SEARCHES: Final = """async () => {
  const [input, panel, graph] = ['search', 'panel', 'graph'].map((id) => document.getElementById(id));
  const results = [];
  for (let number = 0; number < 50; number += 1) {
    const { name } = Data.entities[Math.floor((number * Data.entities.length) / 50)];
    const start = performance.now();
    input.value = name;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const listed = performance.now() - start;
    input.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Enter' }));
    await watch.frame();
    const took = performance.now() - start;
    const { x, y } = App.canvas.whereIs(Store.state.focus.id);
    const box = graph.getBoundingClientRect();
    const [aside, below] = [(box.left + panel.getBoundingClientRect().left) / 2, box.top + box.height / 2];
    const isCentred = Math.hypot(x - aside, y - below) < 3;
    results.push([took, listed, isCentred && panel.querySelector('h2').textContent === name]);
  }
  return results;
}"""
TOGGLES: Final = """async () => {
  const times = [];
  for (const button of document.querySelectorAll('#kinds button[data-name]')) {
    times.push(await watch.time(() => button.click()), await watch.time(() => button.click()));
  }
  return times;
}"""
PANS: Final = """async () => {
  const { x, y, scale } = App.canvas.camera();
  const times = [];
  let last = null;
  for (let step = 0; step < 60; step += 1) {
    App.canvas.moveTo({ x: x + 3 * step, y, scale }, { animated: false });
    await new Promise((done) => requestAnimationFrame(done));
    if (last !== null) times.push(performance.now() - last);
    last = performance.now();
  }
  return times;
}"""
# Shows the tables, sorts the relations by every column, types into the filter; the times of each of these.
TABLES: Final = """async () => {
  const find = (selector) => document.querySelector(`#table ${selector}`);
  const times = { show: [], sort: [], type: [] };
  times.show.push(await watch.time(() => Actions.setView('table')));
  times.show.push(await watch.time(() => find('#table-figures').click()));
  times.show.push(await watch.time(() => find('#table-relations').click()));
  for (let at = 0; at < Columns.ALL.relations.length; at += 1) {
    times.sort.push(await watch.time(() => document.querySelectorAll('#table thead button')[at].click()));
  }
  for (const text of ['g', 'gx', 'gxq', '引', '引进', '引进 2023', '']) {
    const input = find('.bar input');
    input.value = text;
    times.type.push(await watch.time(() => input.dispatchEvent(new Event('input'))));
  }
  return times;
}"""


@pytest.fixture
def timed(browser: Browser) -> Iterator[Visit]:
    """Give a page with a stopwatch in it; afterwards it must have been quiet."""
    visits = visit_with(browser, DESK)
    visit = next(visits)
    visit.page.add_init_script(STOPWATCH)
    yield visit
    next(visits, None)


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def check(measure: Callable[[], float], bar: float) -> None:
    """Check that a measured time is within the bar, in one of three tries."""
    times: list[float] = []
    while len(times) < TRIES and (not times or times[-1] > bar):
        times.append(measure())
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if min(times) > bar and load > BUSY * cores:
        pytest.skip(f"{min(times):.0f} ms instead of {bar}, but the machine is busy ({load:.0f}/{cores})")
    assert min(times) <= bar


def find_long_tasks(visit: Visit) -> list[float]:
    """Give how long each task took that was too long, once the names were to be seen."""
    tasks: list[float] = visit.page.evaluate(
        "watch.tasks.filter((one) => one.startTime > watch.named).map((one) => one.duration)"
    )
    return [task for task in tasks if task > TASK]


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_names_are_read_within_two_seconds(timed: Visit, page: Path) -> None:
    def measure() -> float:
        timed.open(page)
        timed.page.wait_for_function("() => watch.named !== null")
        named: float = timed.page.evaluate("watch.named")
        return named

    check(measure, FIRST_NAME)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_search_to_centred_node_with_open_panel(timed: Visit, page: Path) -> None:
    def measure() -> float:
        timed.open(page)
        results = timed.page.evaluate(SEARCHES)
        assert all(is_right for *_, is_right in results)
        listed.append(p95([time for _, time, _ in results]))
        return p95([time for time, *_ in results])

    listed: list[float] = []
    check(measure, SEARCH)
    assert min(listed) <= LIST


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_a_filter_is_toggled(timed: Visit, page: Path) -> None:
    timed.open(page)
    check(lambda: p95(timed.page.evaluate(TOGGLES)), TOGGLE)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_panning_is_smooth(timed: Visit, page: Path) -> None:
    timed.open(page)
    check(lambda: median(timed.page.evaluate(PANS)), SMOOTH)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_nothing_moves_and_nothing_is_painted_by_itself(timed: Visit, page: Path) -> None:
    timed.open(page)
    timed.page.evaluate("window.painted = App.canvas.names()")
    before = timed.page.screenshot()
    timed.page.wait_for_timeout(1000)
    assert timed.page.evaluate("window.painted === App.canvas.names()")
    assert timed.page.screenshot() == before


@pytest.mark.parametrize("step", list(TABLE))
def test_html_speed_of_the_tables(timed: Visit, big_page: Path, step: str) -> None:
    def measure() -> float:
        timed.open(big_page)
        times: list[float] = timed.page.evaluate(TABLES)[step]
        return max(times)

    check(measure, TABLE[step])


SESSION: Final[tuple[str, ...]] = (
    "App.goTo(Data.entities[3])",
    "Actions.setHops(2)",
    "Actions.setHops(3)",
    "Actions.expand(Data.entities[3], App.view().scene)",
    "Actions.remove(Data.entities[3])",
    "App.goTo(Data.entities.at(-1))",
    "Actions.chooseRelation(App.view().scene.edges[0].relation)",
    "Actions.onlyType('Enterprise')",
    "Actions.clearFilters()",
    "Actions.toggleDocument(Data.documents[0].id)",
    "Actions.clearFilters()",
    "Actions.setTime({ from: 12 * 2024, to: 12 * 2024 + 11, undated: false })",
    "Actions.clearFilters()",
    "Actions.setView('table')",
    "Actions.setView('graph')",
    "Actions.toggleCompact()",
    "App.canvas.zoom(2)",
    "App.canvas.fit()",
    "Theme.choose('dark')",
    "Words.use('en')",
    *("Store.undo()" for _ in range(13)),
    *("Store.redo()" for _ in range(13)),
)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_html_speed_no_task_of_a_session_blocks_the_page(timed: Visit, page: Path) -> None:
    """Each step a task of its own, at most 200 ms; and the memory of it all."""

    def measure() -> float:
        timed.open(page)
        for step in SESSION:
            timed.page.evaluate(f"() => {{ setTimeout(() => {{ {step}; }}); }}")
            timed.wait_frame()
        box = timed.page.locator("#graph").bounding_box()
        assert box is not None
        timed.page.mouse.move(box["x"] + 300, box["y"] + 300)
        timed.page.mouse.wheel(0, 300)
        timed.wait_frame()
        return max(find_long_tasks(timed), default=0)

    check(measure, TASK)
    assert timed.page.evaluate("performance.memory.usedJSHeapSize") < HEAP


def test_html_speed_a_hub_stays_usable(timed: Visit, hub_page: Path) -> None:
    hub = f"Data.entity('{HUB.id}')"
    steps = (
        f"App.goTo({hub})",
        f"Actions.expand({hub}, App.view().scene)",
        "Actions.setHops(2)",
        "Actions.setHops(3)",
        f"Actions.expand({hub}, App.view().scene)",
        f"Actions.remove({hub})",
    )

    def measure() -> float:
        timed.open(hub_page)
        times: list[float] = [timed.page.evaluate(f"watch.time(() => {{ {step}; }})") for step in steps]
        return max(times)

    check(measure, STEP)
