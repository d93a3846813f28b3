"""Take pictures of outputs/graph.html as its readers see it: ``python .readme/screenshot.py [FOLDER]``.

All of them go to the folder (by default a new temporary one), the README's two beside this file. Needs the
extra "browser" and Chromium.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

HERE: Final = Path(__file__).resolve().parent
PAGE: Final = HERE.parent / "outputs" / "graph.html"
SIZES: Final = {"desk": (1440, 900), "phone": (390, 844)}
README: Final = {"desk-first": "graph.png", "desk-proof": "proof.png"}
SEARCHED: Final = "hesw"  # the initials of a company's short name


def search(page: Page) -> None:
    page.fill("#search", SEARCHED)
    page.wait_for_selector("#hits li")


def prove(page: Page) -> None:
    """Choose the best proven relation, as a click on its edge does."""
    page.evaluate("Actions.chooseRelation(Data.relations[0])")


def choose_time(page: Page) -> None:
    """Leave what is said of the year that most is said of."""
    page.evaluate("""() => {
      const years = Data.relations.filter((one) => one.months).map((one) => Math.floor(one.months[0] / 12));
      const count = (year) => years.filter((one) => one === year).length;
      const best = years.reduce((one, other) => (count(other) > count(one) ? other : one));
      Actions.setTime({ from: 12 * best, to: 12 * best + 11, undated: false });
    }""")


def list_table(page: Page) -> None:
    page.evaluate("Actions.setView('table')")


VIEWS: Final[dict[str, Callable[[Page], object]]] = {
    "first": lambda page: page,
    "search": search,
    "proof": prove,
    "time": choose_time,
    "table": list_table,
}


def take(browser: Browser, folder: Path) -> Iterator[Path]:
    """Open the page offline for each view and size, and save what is seen."""
    for size, (width, height) in SIZES.items():
        for view, act in VIEWS.items():
            context = browser.new_context(
                offline=True, viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(PAGE.as_uri())
            page.wait_for_function("() => typeof App !== 'undefined' && App.view() !== null")
            act(page)
            page.wait_for_timeout(400)
            path = folder / f"{size}-{view}.png"
            page.screenshot(path=path)
            context.close()
            yield path


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else mkdtemp(prefix="kg-"))
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in take(browser, folder):
            if path.stem in README:
                shutil.copy(path, HERE / README[path.stem])
            sys.stdout.write(f"{path}\n")
        browser.close()


if __name__ == "__main__":
    main()
