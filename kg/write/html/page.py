"""Template, styles, scripts and data → the page. Nothing but what stands in it may run or be loaded.

Text that comes from outside is escaped here, once, for HTML; the data island is escaped by its maker.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

STYLES: Final = ("base", "panel", "filters", "table", "clusters", "export", "small", "print")
SCRIPTS: Final = (
    *(
        "words_zh",
        "words_en",
        "words",
        "theme",
        "dom",
        "dialog",
        "notice",
        "section",
        "data",
        "find",
        "store",
    ),
    *("months", "filter", "places", "layout", "scene"),
    *("shapes", "labels", "paint", "frame", "tip", "canvas"),
    *("actions", "search", "legend", "documents", "chips", "histogram", "timeline"),
    *("told", "unfolding", "proof", "chart", "path", "facts"),
    *("panel_tools", "panel_entity", "panel_relation", "panel"),
    *("columns", "sift", "grid", "table"),
    *("visible", "sheet", "svg", "csv", "json", "turtle", "export", "print"),
    *("link", "address", "drawer", "help", "walk", "keys", "clusters", "main"),
)
LIBRARY: Final = "lib/vis-9.1.2/vis-network.min.js"  # its licence (Apache-2.0 or MIT) heads the file
# Characters that HTML can't hold; line ends and tabs it can.
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def make_page(title: str, summary: str, island: str) -> str:
    """Fill the template; ``summary`` is HTML, ``island`` JSON safe inside a script element."""
    here = files(__package__)
    styles = "\n".join(_read(here / "styles" / f"{name}.css") for name in STYLES)
    scripts = [_read_library(), *(_read(here / "scripts" / f"{name}.js") for name in SCRIPTS)]
    return Template(_read(here / "page.html")).substitute(
        policy=_make_policy(styles, scripts),
        title=escape_text(title),
        styles=styles,
        summary=summary,
        data=island,
        scripts="\n".join(f"<script>{one}</script>" for one in scripts),
    )


def escape_text(text: str) -> str:
    """Write text as HTML; controls and lone surrogates, which it can't hold, become U+FFFD."""
    return escape(_NO_TEXT.sub("\ufffd", text))


def _make_policy(styles: str, scripts: list[str]) -> str:
    """Allow the page's own scripts and styles by their hashes, and nothing else at all."""
    allowed = " ".join(_hash(one) for one in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _read(file: Traversable) -> str:
    """Read a file of the package; line ends become "\\n", as a browser sees them when it hashes."""
    return file.read_text(encoding="utf-8")


def _read_library() -> str:
    """Read vis-network as pyvis carries it, without the pointer to a file that is not there."""
    return _SOURCE_MAP.sub("", _read(files("pyvis") / LIBRARY)).rstrip()
