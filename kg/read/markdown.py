"""Markdown documents: the metadata of a front matter block.

The text stays as stored, front matter and HTML included, because all offsets count in it; markup
is taken out by ``kg.text`` for the extractor's eyes only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.text import FRONT_MATTER

LINE = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?(?!\d)")
QUOTED = re.compile(r"""(["'])(.*)\1""")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter block says of its document; ``date`` is ISO, as precise as given."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None


def parse_front_matter(text: str) -> FrontMatter:
    """Read the simple ``key: value`` lines of a leading ``---`` block; nothing if there is none."""
    block = FRONT_MATTER.match(text)
    values = {key.lower(): _unquote(value) for key, value in LINE.findall(block["lines"])} if block else {}
    return FrontMatter(
        title=values.get("title"),
        date=to_iso_date(values.get("date", "")),
        publisher=values.get("publisher") or values.get("source"),
    )


def to_iso_date(value: str) -> str | None:
    """Convert "2022-02-23 10:30:09 +0800", "2022/2" or "2022年" to ISO; None for no or no real date."""
    found = DATE.match(value)
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    try:
        year, month, day = (*parts, 1, 1)[:3]
        whole = date(year, month, day).isoformat()
    except ValueError:
        return None
    return whole[: (4, 7, 10)[len(parts) - 1]]


def _unquote(value: str) -> str:
    quoted = QUOTED.fullmatch(value)
    return quoted[2] if quoted else value
