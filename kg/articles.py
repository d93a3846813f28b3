"""Document → Articles: borders, headlines, dates, authors, furniture of the page.

Several articles may stand in one file, with headlines below or before the wrong text. What the
articles say is not read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.lexicon import load_table, load_words, one_of
from kg.records import Article, Document
from kg.text import BYLINE_END, CLAUSE_END, HAN, SENTENCE_END, Line, clean_lines, join_spaces

BODY_LENGTH = 60  # characters; a longer line is running text even without a full stop
BREADCRUMBS = 6  # a headline printed twice within so many lines ends the breadcrumbs
REPEATED = 0.8  # a text of which so many character pairs stand in another article is its pull quote
MENU_LENGTH, MENU_RUN = 8, 4  # so many lines in a row, none longer, none with a stop: a menu
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|（|\)|）|-H|年度|）)")
FUTURE = re.compile(r"到|至|力争|预计|规划|目标|计划|将|末")
NOTICE_END = re.compile(r"的(?:若干)?(?:通知|意见|决定|措施|办法|规定|批复|函|公告|通告|方案)$")
NUMBERED = re.compile(r"\d{1,2}(?:、|[.．](?!\d))")
BARE_NAME = re.compile(f"{one_of(load_words('surnames', 'single'))}[{HAN}]{{1,2}}")
HAS_HAN = re.compile(f"[{HAN}A-Za-z]{{2}}|[{HAN}]")


@dataclass(slots=True)
class Segment:
    """An article in the making."""

    lines: list[Line] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    title: Line | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def split_articles(document: Document) -> tuple[Article, ...]:
    """Split a document into its articles, in the order of their bodies.

    A document with no running text gives one article of its headings, or none if it is empty.
    """
    lines = _join_titles(_without_menus([join_spaces_keeping_byline(line) for line in _lines(document)]))
    splitter = Splitter(bulletin=_is_bulletin(document))
    for line in lines:
        splitter.read(line)
    splitter.finish()
    segments = _without_pull_quotes(splitter.segments)
    _place_authors(segments, splitter.authors)
    _place_headings(segments, splitter.floating)
    date = document.date or _stated_date(document) or _dated(segments)
    return tuple(_make_article(document, i, segment, date) for i, segment in enumerate(segments))


def join_spaces_keeping_byline(line: Line) -> Line:
    """Remove the spaces inside Chinese, but not the one that sets off a byline."""
    byline = BYLINE_END.search(line.text)
    if byline:
        return join_spaces(line[: byline.start(1) - 1]) + line[byline.start(1) - 1 :]
    return line if _match("byline", line.text) else join_spaces(line)


def _lines(document: Document) -> Iterator[Line]:
    """The lines that are not furniture, without datelines and without the way to a repeated headline."""
    lines = list(clean_lines(document.text))
    for i in range(min(BREADCRUMBS, len(lines) - 1)):
        if lines[i].text == lines[i + 1].text:
            lines = lines[i + 1 :]
            break
    for line in lines:
        if not _match("furniture", line.text) and HAS_HAN.search(line.text):
            dateline = None if _match("start", line.text) else _match("dateline", line.text)
            rest = line[dateline.end() :] if dateline else line
            if rest:
                yield rest


def _without_menus(lines: Sequence[Line]) -> list[Line]:
    """Drop runs of short entries (menus, link lists)."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in [*lines, Line("。", (0,))]:
        if _is_entry(line.text):
            run.append(line)
            continue
        kept += run if len(run) < MENU_RUN else []
        run = []
        kept.append(line)
    return kept[:-1]


def _is_bulletin(document: Document) -> bool:
    return any(_match("bulletin", line.text) for line in clean_lines(document.text)[:BREADCRUMBS])


def _join_titles(lines: Sequence[Line]) -> list[Line]:
    """Join the title of a notice that was set in two lines: 关于…地方 / 进一步…的通知."""
    joined: list[Line] = []
    for line in lines:
        open_title = joined and "关于" in joined[-1].text and not NOTICE_END.search(joined[-1].text)
        if open_title and NOTICE_END.search(line.text) and not _is_body(joined[-1].text):
            joined[-1] = joined[-1] + line
        else:
            joined.append(line)
    return joined


def _is_entry(text: str) -> bool:
    """Whether a line looks like an entry of a menu or of a numbered list of links."""
    if NUMBERED.match(text):
        return not SENTENCE_END.search(text)
    return len(text) <= MENU_LENGTH and not CLAUSE_END.search(text)


class Splitter:
    """Reads lines in order and cuts them at the signs of a new article."""

    def __init__(self, *, bulletin: bool) -> None:
        self.segments: list[Segment] = []
        self.floating: list[Line] = []  # headings that stand outside of the bodies
        self.authors: list[tuple[str, ...]] = []  # bylines that stand apart
        self._bulletin = bulletin
        self._waiting: list[Line] = []  # headings since the last running text
        self._closed = True

    def read(self, line: Line) -> None:
        """Take the next line: a byline, a heading, or running text."""
        names = _byline(line.text, top=not self.segments)
        if names:
            self._take_byline(names)
        elif _is_body(line.text):
            self._take_body(line)
        else:
            self._waiting.append(line)

    def finish(self) -> None:
        """Place what stands below the last running text; in a lone article it is its end."""
        if len(self.segments) == 1 and not self._closed:
            self.segments[0].lines += self._waiting
        else:
            self.floating += self._waiting
        if not self.segments and self.floating:
            self.segments.append(Segment())

    def _take_byline(self, names: tuple[str, ...]) -> None:
        if self.segments and not self._closed:
            self.segments[-1].authors = names
            self.segments[-1].title = self._waiting[-1] if self._waiting else None
        else:
            self.authors.append(names)
        self.floating += self._waiting
        self._waiting, self._closed = [], True

    def _take_body(self, line: Line) -> None:
        if self._closed or _match("start", line.text) or (self._bulletin and self._waiting):
            self._begin()
        text, names = _cut_byline(line)
        segment = self.segments[-1]
        segment.lines += [*self._waiting, _cut_start(text)]
        segment.authors = names or segment.authors
        self._waiting, self._closed = [], bool(names)

    def _begin(self) -> None:
        self.segments.append(Segment())
        if self._bulletin:
            self.segments[-1].headings, self._waiting = self._waiting[-1:], self._waiting[:-1]
        self.floating += self._waiting
        self._waiting = []


def _without_pull_quotes(segments: list[Segment]) -> list[Segment]:
    """Drop what an article's own text repeats: it would be a second proof from the same pen."""
    pairs = [_pairs(segment.text) for segment in segments]
    return [
        segment
        for i, segment in enumerate(segments)
        if not any(
            len(pairs[i]) < len(other) and sum((pairs[i] & other).values()) >= REPEATED * len(pairs[i])
            for other in pairs
        )
    ]


def _is_body(text: str) -> bool:
    return bool(SENTENCE_END.search(text)) or len(text) >= BODY_LENGTH or text.count("，") > 1


def _byline(text: str, *, top: bool) -> tuple[str, ...]:
    """The names of a line that is a byline; above the text a bare name is one."""
    marked = _match("byline", text)
    if marked:
        return tuple(marked["names"].split())
    return (text,) if top and BARE_NAME.fullmatch(text) else ()


def _cut_start(line: Line) -> Line:
    start = _match("start", line.text)
    return line[start.end() :] if start else line


def _cut_byline(line: Line) -> tuple[Line, tuple[str, ...]]:
    byline = BYLINE_END.search(line.text)
    if not byline:
        return line, ()
    return line[: byline.start(1) - 1], tuple(byline[1].split())


def _place_authors(segments: Sequence[Segment], authors: Sequence[tuple[str, ...]]) -> None:
    """Give a byline that stood apart to the first article that has none."""
    free = [segment for segment in segments if not segment.authors]
    for segment, names in zip(free, authors, strict=False):
        segment.authors = names


def _place_headings(segments: Sequence[Segment], floating: Sequence[Line]) -> None:
    """Give each floating headline to the article with which it shares most character pairs."""
    pairs = [_pairs(segment.text) for segment in segments]
    for line in floating:
        own = _pairs(line.text)
        shared = [sum((own & theirs).values()) for theirs in pairs]
        segments[shared.index(max(shared))].headings.append(line)


def _pairs(text: str) -> Counter[str]:
    return Counter({text[i : i + 2]: 1 for i in range(len(text) - 1)})


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
    lines = [*segment.headings, *segment.lines]
    text, offsets = "", []
    for line in lines:
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


def _stated_date(document: Document) -> str | None:
    """The date of publication that the page itself prints."""
    for pattern in _patterns("date"):
        for line in clean_lines(document.text):
            found = pattern.search(line.text)
            if found:
                return f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}"
    return None


def _dated(segments: Sequence[Segment]) -> str | None:
    """The latest year spoken of, with the day that a text calls today."""
    year = _latest_year(segments)
    text = "\n".join(segment.text for segment in segments)
    day = next((found for pattern in _patterns("day") if (found := pattern.search(text))), None)
    return f"{year}-{int(day['m']):02d}-{int(day['d']):02d}" if year and day else year


def _latest_year(segments: Sequence[Segment]) -> str | None:
    """The latest year a text speaks of as reached: the best guess where nothing is printed."""
    years = [
        match[1]
        for segment in segments
        for line in [*segment.headings, *segment.lines]
        for match in YEAR.finditer(line.text)
        if not FUTURE.search(line.text[max(0, match.start() - 4) : match.start()])
    ]
    return max(years, default=None)


def _match(kind: str, text: str) -> re.Match[str] | None:
    return next((found for pattern in _patterns(kind) if (found := pattern.match(text))), None)


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    rows = load_table("articles", patterns=("pattern",))
    return tuple(re.compile(row["pattern"]) for row in rows if row["kind"] == kind)
