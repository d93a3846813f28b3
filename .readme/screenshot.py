"""Take the README's picture: ``python .readme/screenshot.py`` (needs the extra "browser" and Chromium)."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "outputs" / "graph.html"
SEARCHED = "青岛海尔生物医疗股份有限公司"


def main() -> None:
    """Open the page offline, choose one company, and save what a reader then sees."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(PAGE.as_uri())
        page.wait_for_selector("#graph canvas")
        page.wait_for_timeout(1500)
        page.screenshot(path=HERE / "graph.png")
        page.fill("#search", SEARCHED)
        page.press("#search", "Enter")
        page.wait_for_timeout(1500)
        page.screenshot(path=HERE / "proof.png")
        browser.close()


if __name__ == "__main__":
    main()
