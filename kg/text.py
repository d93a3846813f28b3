"""Pure string work: clean text that remembers its source places, lines, sentences, comparison forms.

Knows nothing of articles, names or figures. A ``Line`` is clean text with one source offset per
character; every function here keeps that correspondence.
"""

from __future__ import annotations

import html
import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
TERMINAL = "。！？!?"
CLOSERS = "”’」』）)】》"
SENTENCE_END = re.compile(rf"[。！？!?\n]+[{re.escape(CLOSERS)}]*")
CLAUSE_END = re.compile(r"[，,；;。！？!?：:\n]|——|……")
LINE_BREAK = re.compile(r"\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]")
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
SPACE = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
LATIN = re.compile(r"[A-Za-z]")
# Punctuation typed half-width beside a 汉字 or its quotes: one and the same mark, one form of it.
NARROW = re.compile(rf"(?<=[{HAN}”’》）)%])[,;:!?]|[,;:!?](?=[{HAN}“‘《（])")
WIDE = dict(zip(",;:!?", "，；：！？", strict=True))
FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
MARKUP = re.compile(
    r"<!--(?:(?!<!--).)*?-->|<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>|<(?P<tag>/?[A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]*|/)?>"
    r"|<https?://[^<>\s]*>|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)",
    re.DOTALL | re.IGNORECASE,
)
LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
HEADING_MARK = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
CHARACTER_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
INLINE_TAGS = frozenset(
    ("a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
)
FOLDED = re.compile(r"[\s“”\"'‘’《》〈〉「」·•．.,，、（）()\-—]+")
ITEM = re.compile(
    r"\d{1,2}(?:、|[.．](?!\d))|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,4}[条章节]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
)
BYLINE_END = re.compile(rf"[。！？!?”）)] ([{HAN}]{{2,4}}(?: [{HAN}]{{2,4}})*)$")
ASIDE = 80  # characters; what stands in brackets behind a sentence (its author, its source) is no longer
ENDED = re.compile(rf"[{TERMINAL}][{re.escape(CLOSERS)}]*(?: ?[（(][^（）()]*[）)])?$")
# A wrapped column of print: its median line is this wide (terminal columns, 汉字 count two).
COLUMN = range(24, 101)
FULL_LINE, OVERLONG = 0.82, 1.3
INDENT = 8  # a paragraph's first line may be so much shorter: two 汉字 and a stop at either end
NEIGHBOURS = 6
REMEMBERED = 20_000  # folded names
SHORT = 8  # a line no wider, without any stop, is no end of a sentence


@dataclass(frozen=True, slots=True)
class Line:
    """Clean text and, per character, its source offset."""

    text: str
    offsets: tuple[int, ...]

    def __getitem__(self, part: slice) -> Line:
        return Line(self.text[part], self.offsets[part])

    def __add__(self, other: Line) -> Line:
        return Line(self.text + other.text, self.offsets + other.offsets)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class RawLine:
    """A visible line of the source before joining; ``gap`` counts the line breaks before it."""

    line: Line
    gap: int


def clean_lines(text: str, *, alone: re.Pattern[str] | None = None) -> tuple[Line, ...]:
    """Turn a document into clean lines: paragraphs and headings, in source order.

    Front matter, markup (HTML, the links and headings of Markdown) and invisible characters go,
    lines that a printed column broke are joined again. A run of spaces is kept as one, because it
    may set off a byline: ``join_spaces`` removes those inside Chinese. Lines that ``alone`` matches
    at their start are joined to no other.
    """
    raw = list(_raw_lines(_visible(text)))
    return tuple(_join_wrapped(raw, alone))


def join_spaces(line: Line) -> Line:
    """Remove the spaces of a line, save those between two Latin words."""
    text = line.text
    if " " not in text:
        return line
    keep = [
        i
        for i, char in enumerate(text)
        if char != " " or (0 < i < len(text) - 1 and LATIN.match(text[i - 1]) and LATIN.match(text[i + 1]))
    ]
    return Line("".join(text[i] for i in keep), tuple(line.offsets[i] for i in keep))


def tidy(quote: str) -> str:
    """Make a source slice readable: no markup, line breaks or spaces inside Chinese.

    A slice with nothing else in it is given as it stands: a quote is never shown as nothing.
    """
    lines = _raw_lines(_visible(quote))
    parts = [join_spaces(raw.line).text for raw in lines]
    return "".join(parts).strip() or quote


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """The comparison form of a name: NFKC, lower case, without space, quotes, brackets, dots."""
    return FOLDED.sub("", unicodedata.normalize("NFKC", text)).lower()


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open intervals of the sentences of a clean text; closing quotes belong to theirs."""
    return tuple(_pieces(text, SENTENCE_END))


def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Half-open intervals of the clauses of ``text[start:end]``, cut at commas and stops."""
    return tuple((start + a, start + b) for a, b in _pieces(text[start:end], CLAUSE_END))


def display_width(text: str) -> int:
    """Terminal columns: wide and full-width characters count two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _pieces(text: str, end: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in end.finditer(text):
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _visible(text: str) -> Line:
    """Drop markup and invisible characters, decode character references.

    All spaces become ' ', half-width punctuation in Chinese becomes full-width: 产值,税收 is 产值，税收.
    """
    shown, offsets = "", list[int]()
    for part, places in _without_markup(text):
        shown += part
        offsets += places
    if INVISIBLE.search(shown):
        keep = [i for i, char in enumerate(shown) if not INVISIBLE.match(char)]
        shown, offsets = "".join(shown[i] for i in keep), [offsets[i] for i in keep]
    return Line(NARROW.sub(lambda mark: WIDE[mark[0]], SPACE.sub(" ", shown)), tuple(offsets))


def _without_markup(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The parts of a text that are shown, with their source offsets."""
    hidden: dict[int, tuple[int, str]] = {}  # start → (end, what stands there instead)
    front = FRONT_MATTER.match(text)
    body = front.end() if front else 0
    if front:
        hidden[0] = (body, "")
    for match in MARKUP.finditer(text, body):
        tag = (match["tag"] or "").lstrip("/").lower()
        hidden[match.start()] = (match.end(), "\n" if tag and tag not in INLINE_TAGS else "")
    for match in LINK.finditer(text, body):
        hidden.setdefault(match.start(), (match.start(1), ""))
        hidden.setdefault(match.end(1), (match.end(), ""))
    for match in HEADING_MARK.finditer(text, body):
        hidden.setdefault(match.start(), (match.end(), ""))
    for match in CHARACTER_REFERENCE.finditer(text, body):
        hidden.setdefault(match.start(), (match.end(), html.unescape(match[0])))
    position = 0
    for start, (end, instead) in sorted(hidden.items()):
        if start >= position:
            yield text[position:start], range(position, start)
            yield instead, [start] * len(instead)
            position = end
    yield text[position:], range(position, len(text))


def _raw_lines(visible: Line) -> Iterator[RawLine]:
    """Cut into lines that show something, stripped, runs of spaces as one."""
    start, gap = 0, 0
    for match in [*LINE_BREAK.finditer(visible.text), None]:
        line = _strip(visible[start : match.start() if match else len(visible.text)])
        if line:
            yield RawLine(line, gap)
            gap = 0
        gap += 1
        start = match.end() if match else start


def _strip(line: Line) -> Line:
    text = line.text
    if "  " not in text and text == text.strip(" "):
        return line
    keep = [i for i, char in enumerate(text) if char != " " or (i and text[i - 1] != " ")]
    while keep and text[keep[-1]] == " ":
        keep.pop()
    return Line("".join(text[i] for i in keep), tuple(line.offsets[i] for i in keep))


def _join_wrapped(raw: list[RawLine], alone: re.Pattern[str] | None) -> Iterator[Line]:
    """Join the lines of printed columns: a full line without a closing stop goes on in the next."""
    widths = [_print_width(item.line.text) for item in raw]
    spaced = _is_double_spaced(raw)
    line = Line("", ())
    for i, item in enumerate(raw):
        line = line + item.line
        following = raw[i + 1] if i + 1 < len(raw) else None
        goes_on = following and _goes_on(item.line.text, following, spaced) and _is_full_line(widths, i)
        if goes_on and following and not _stand_alone(alone, item.line.text, following.line.text):
            continue
        yield line
        line = Line("", ())


def _stand_alone(alone: re.Pattern[str] | None, *texts: str) -> bool:
    return alone is not None and any(alone.match(text) for text in texts)


def _is_double_spaced(raw: list[RawLine]) -> bool:
    """Whether most lines stand apart by an empty line (so an empty line separates nothing)."""
    gaps = [item.gap for item in raw[1:]]
    return bool(gaps) and sum(gap == 2 for gap in gaps) > len(gaps) / 2


def _goes_on(text: str, following: RawLine, spaced: bool) -> bool:
    if ENDED.search(text, max(0, len(text) - ASIDE)) or BYLINE_END.search(text):
        return False
    if ITEM.match(following.line.text):
        return False
    if display_width(following.line.text) <= SHORT and not CLAUSE_END.search(following.line.text):
        return False
    if spaced and following.gap == 1:  # a block ends here, unless a figure was cut off from its unit
        return text[-1].isascii()
    return spaced or following.gap == 1


def _is_full_line(widths: list[int], i: int) -> bool:
    """Whether line ``i`` fills the column that it and the next line stand in."""
    around = sorted(widths[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1])
    median = statistics.median_low(around)
    alike = sum(abs(width - median) <= 0.15 * median for width in around)
    column = median in COLUMN and 5 * alike >= 2 * len(around) and widths[i + 1] <= OVERLONG * median
    return column and widths[i] >= min(FULL_LINE * median, median - INDENT)


def _print_width(text: str) -> int:
    """Columns of a printed line; a line that was spread out counts half its spaces."""
    return display_width(text) - text.count(" ") // 2
