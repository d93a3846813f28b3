"""Document → Articles: borders, headlines, dates, authors; the furniture of the page goes.

Several articles may stand in one file, with headlines below or before the wrong text. What the
articles say is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.articles.borders import Segment, find_segments
from kg.articles.dates import to_date
from kg.articles.page import is_body, match, patterns, read_page
from kg.records import Article, Document

__all__ = ("split_articles",)

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|（|\)|）|-H|年度|）)")
FUTURE = re.compile(r"到|至|力争|预计|规划|目标|计划|将|末")


def split_articles(document: Document) -> tuple[Article, ...]:
    """Split a document into its articles, in the order of their bodies.

    A document with no running text gives one article of its headings, or none if it is empty.
    """
    segments = find_segments(read_page(document))
    printed = document.date or next(
        (segment.dates.stamp for segment in segments if segment.dates.stamp), None
    )
    return tuple(
        _make_article(document, i, segment, _date(document, segment, printed) or _dated(segments))
        for i, segment in enumerate(segments)
    )


def _date(document: Document, segment: Segment, printed: str | None) -> str | None:
    """The date the page gives: a notice's own before that of the page that shows it."""
    if document.date:
        return document.date
    stamp = segment.dates.stamp or printed
    if segment.dates.number and (not stamp or stamp[:4] != segment.dates.number[:4]):
        return segment.dates.closing or segment.dates.number
    return segment.dates.closing or stamp


def _dated(segments: Sequence[Segment]) -> str | None:
    """The year spoken of as running, if none later is reached, with the day a text calls its own."""
    lines = [line.text for segment in segments for line in [*segment.headings, *segment.lines]]
    day = next(_find_all("day", lines), None)
    lead = match("lead", next((line for line in lines if is_body(line)), ""))
    kinds = ("year",) if lead and not day else ("year", "annual")
    years = [found["y"] for kind in kinds for found in _find_all(kind, lines)]
    running = max(years, default=None)
    if running is None or running < max(_reached(lines), default=running):
        return None
    if day:
        return to_date(running, day["m"], day["d"])
    return to_date(running, lead["m"], "") if lead else running


def _reached(lines: Sequence[str]) -> Iterator[str]:
    """Every year that is spoken of as reached."""
    for line in lines:
        for found in YEAR.finditer(line):
            if not FUTURE.search(line[max(0, found.start() - 4) : found.start()]):
                yield found[1]


def _find_all(kind: str, lines: Sequence[str]) -> Iterator[re.Match[str]]:
    for pattern in patterns(kind):
        for line in lines:
            for found in pattern.finditer(line):
                if not FUTURE.search(line[max(0, found.start() - 4) : found.start()]):
                    yield found


def _title(document: Document, segment: Segment) -> str | None:
    if segment.title:
        return segment.title.text
    if segment.headings:
        first = segment.headings[0].text
        if first.endswith(("：", ":")) and len(segment.headings) > 1:
            return first + segment.headings[1].text
        return first
    return document.title


def _make_article(document: Document, index: int, segment: Segment, date: str | None) -> Article:
    text, offsets = "", []
    for line in [*segment.headings, *segment.lines]:
        if text:
            text += "\n"
            offsets.append(line.offsets[0])
        text += line.text
        offsets += line.offsets
    return Article(
        document=document,
        index=index,
        text=text,
        offsets=tuple(offsets),
        title=_title(document, segment),
        date=date,
        authors=segment.authors,
    )
