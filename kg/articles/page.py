"""The lines of a page: which are text, which the page prints around it, and what those say of the text.

Knows the conventions of pages (dates, sources, bylines, menus, footers) from the table ``articles``.
Where one article ends and the next begins is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.articles.dates import FULL, find_date, find_path_date, to_date
from kg.lexicon import load_table, load_words, one_of
from kg.records import Document
from kg.text import BYLINE_END, CLAUSE_END, HAN, SENTENCE_END, Line, clean_lines, join_spaces

Kind = Literal["text", "start", "byline", "stamp", "label", "links", "legal", "closing", "number"]

BODY_LENGTH = 60  # characters; a longer line is running text even without a full stop
CALL_LENGTH = 40  # characters; a headline so long may call out or ask
HEAD_LENGTH = 4  # characters; less before a page's fields is no headline
FIELD_LENGTH = 120  # characters; a longer line is no field of the page
TAIL = 100  # characters at the end of a paragraph in which its credits stand
ALONE = ("label", "path", "closing", "number", "links", "bulletin")  # lines that are joined to no other
WAY = 6  # a headline printed twice within so many lines ends the way to it
FLAT_HEAD = 80  # characters; a headline on one line with its text is no longer
MENU_LENGTH, MENU_RUN = 8, 4  # so many lines in a row, none longer, none with a stop: a menu
TITLE_LINES = 4  # into so many lines the title of a notice is set
BULLET = re.compile(r"(?:[•·●◆■▲◇□○*>›»] ?)*")
COMMA = re.compile(r"[，,](?!\d)")
NUMBERED = re.compile(r"\d{1,2}(?:、|[.．](?!\d))")
HAS_HAN = re.compile(f"[{HAN}A-Za-z]{{2}}|[{HAN}]")
TITLE_END = re.compile(
    r"(?:的|》|方案|办法)(?:若干|实施)?(?:通知|意见|决定|措施|办法|规定|批复|复?函|公告|通告|方案|细则|政策)$"
)
ISSUER = re.compile(f"[{HAN}、]{{2,40}}(?:政府|委员会|管委会|办公[厅室]|[厅局部委])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the page and what it is; ``names`` are authors, ``date`` is ISO (of a URL: ``weak``)."""

    kind: Kind
    line: Line
    names: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines of a document say, in order; a ``bulletin`` is a programme of short items."""

    pieces: tuple[Piece, ...]
    bulletin: bool


def read_page(document: Document) -> Page:
    """Read the lines of a document that say something."""
    lines = clean_lines(document.text, alone=_alone())
    pieces = [piece for line in _without_way(lines) for piece in _read_line(line)]
    bulletin = any(match("bulletin", line.text) for line in lines[:WAY])
    return Page(tuple(_join_titles(_without_menus(pieces))), bulletin)


def is_body(text: str) -> bool:
    """Whether a line is running text, not a headline."""
    if match("recipient", text):
        return True
    if TITLE_END.search(text) and not COMMA.search(text) and "。" not in text:
        return False
    ended = "。" in text or (len(text) > CALL_LENGTH and SENTENCE_END.search(text))
    return bool(ended) or len(text) >= BODY_LENGTH or len(COMMA.findall(text)) > 1


def is_name(text: str) -> bool:
    """Whether a text looks like a person's name and nothing else."""
    return bool(re.fullmatch(_name(), text))


def match(kind: str, text: str) -> re.Match[str] | None:
    """Match the patterns of a kind at the start of a text."""
    return next((found for pattern in patterns(kind) if (found := pattern.match(text))), None)


@cache
def patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of a kind."""
    rows = load_table("articles", patterns=("pattern",))
    return tuple(_compile(row["pattern"]) for row in rows if row["kind"] == kind)


def _compile(pattern: str) -> re.Pattern[str]:
    roles = one_of(load_words("articles_roles", "role"))
    return re.compile(pattern.replace("<role>", roles).replace("<name>", _name()))


@cache
def _name() -> str:
    return f"{one_of(load_words('surnames', 'single') | load_words('surnames', 'compound'))}[{HAN}]{{1,2}}"


@cache
def _alone() -> re.Pattern[str]:
    """Lines that neither go on in the next nor from the one before."""
    found = [pattern.pattern for kind in ALONE for pattern in patterns(kind)]
    unnamed = [re.sub(r"\?P<\w+>", "?:", pattern) for pattern in found]
    return re.compile("|".join(f"(?:{pattern})" for pattern in [*unnamed, "[•●◆■▲>›»]"]))


def _without_way(lines: Sequence[Line]) -> Sequence[Line]:
    """Drop what stands above a headline that is printed twice: the way to it through the site."""
    for i in range(min(WAY, len(lines) - 1)):
        if lines[i].text.lstrip(">›» ") == lines[i + 1].text:
            return lines[i + 1 :]
    return lines


def _read_line(line: Line) -> Iterator[Piece]:
    """Tell what a line is; a headline printed on one line with the page's fields is cut off from them."""
    text = line.text
    for kind in ("legal", "links"):
        if match(kind, text):
            yield Piece(kind, line)
            return
    flat = _flat().match(text) if len(text) > BODY_LENGTH else None
    if flat:  # a page without line breaks: its headline, its date, its text
        parts = (line[slice(*flat.span(group))] for group in ("head", "date"))
        yield from (piece for part in parts for piece in _read_line(part))
        yield from _read_text(line[flat.end() :])
        return
    field = _read_field(line) if len(text) <= FIELD_LENGTH and "。" not in text else None
    if field is not None:
        yield from field
    elif not match("furniture", text) and HAS_HAN.search(text):
        yield from _read_text(line)


@cache
def _flat() -> re.Pattern[str]:
    numeric = r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?: \d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
    return re.compile(
        rf"(?P<head>[^。！？]{{6,{FLAT_HEAD}}}?) (?P<date>{numeric}) (?:[\[【][^\[\]【】]{{0,40}}[\]】] ?)*"
    )


def _read_field(line: Line) -> Sequence[Piece] | None:
    """Read a line of the page's own fields (date, source, number, way); None if it has none."""
    text = line.text.lstrip("-•·* ")
    if match("path", text):
        return ()
    title = match("title", text)
    if title:
        begin = line.text.index(title["title"])
        return (Piece("text", join_spaces(line[begin : begin + len(title["title"])])),)
    piece = _read_date_line(line, text)
    return (piece,) if piece else _read_labels(line, text)


def _read_date_line(line: Line, text: str) -> Piece | None:
    """Read a line that holds a date alone: of a programme, of signing, of a notice's number."""
    closing, number = match("closing", text), match("number", text)
    if match("bulletin", text):
        printed = FULL.search(text)
        day = to_date(printed["y"], printed["m"], printed["d"]) if printed else None
        return Piece("stamp" if day else "label", line, date=day)
    if closing:
        day = to_date(closing["y"], closing["m"], closing["d"])
        return Piece("closing", line, date=day) if day else None
    return Piece("number", join_spaces(line), date=find_date(text) or number["y"]) if number else None


def _read_labels(line: Line, text: str) -> Sequence[Piece] | None:
    """Read time, source, author … of a text, with the headline that may stand before them."""
    labels = (found for pattern in patterns("label") for found in pattern.finditer(text))
    field = next((found for found in labels if _is_set_off(text, found)), None)
    date = None if match("effect", text) else find_date(text, labelled=field is not None)
    weak = None if date else find_path_date(text)
    if not (field or date or weak):
        return None
    head = text[: field.start()] if field else ""
    fields = Piece("stamp" if date else "label", line, date=date or weak)
    if len(head) < HEAD_LENGTH or find_date(head):
        return (fields,)
    return (Piece("text", join_spaces(line[: line.text.index(head) + len(head)])), fields)


def _is_set_off(text: str, field: re.Match[str]) -> bool:
    return not field.start() or bool({*text[field.start() - 1 : field.start() + 1]} & {*" |】]）)"})


def _read_text(line: Line) -> Iterator[Piece]:
    byline = match("byline", line.text)
    if byline and not is_body(line.text):
        names = find_names(byline["names"] or "")
        yield from [Piece("byline", line, names=names)] if names else ()
        return
    line, names = _cut_credits(line)
    line, started = _cut_datelines(line)
    headed = started and line.text.startswith(("题：", "题:"))
    line = join_spaces(line[2:] if headed else line)
    if line:
        yield Piece("start" if started and not headed else "text", line, names=names)


def _cut_datelines(line: Line) -> tuple[Line, bool]:
    """Cut medium, place, day and reporter off the beginning; tell whether they begin an article."""
    start = match("start", line.text)
    line = line[start.end() if start else BULLET.match(line.text).end() :]  # type: ignore[union-attr]
    while cut := match("dateline", line.text):
        line = line[cut.end() :]
    while line.text.startswith(" "):
        line = line[1:]
    return line, bool(start)


def _cut_credits(line: Line) -> tuple[Line, tuple[str, ...]]:
    """Cut the authors and photographers off the end of a paragraph."""
    cut = max(0, len(line.text) - TAIL)
    for pattern in patterns("credit"):
        found = pattern.search(line.text, cut)
        if found:
            return line[: found.start()], ()
    for pattern in (*patterns("signed"), BYLINE_END):
        found = pattern.search(line.text, cut)
        if found:
            begin = found.start(1) - 1 if pattern is BYLINE_END else found.start()
            return line[:begin], find_names(found[0])
    return line, ()


def find_names(text: str) -> tuple[str, ...]:
    """The persons' names in a byline; where a part is none by its surname it counts as given."""
    parts = [part for part in re.split(rf"[^{HAN}]+", re.sub(_roles(), " ", text)) if part]
    return tuple(part for part in parts if 2 <= len(part) <= 4)


@cache
def _roles() -> str:
    return one_of(load_words("articles_roles", "role"))


def _without_menus(pieces: Sequence[Piece]) -> list[Piece]:
    """Drop runs of short entries (menus, link lists)."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, Piece("legal", Line("", ()))]:
        if piece.kind == "text" and _is_entry(piece.line.text):
            run.append(piece)
            continue
        kept += run if len(run) < MENU_RUN else []
        run = []
        kept.append(piece)
    return kept[:-1]


def _is_entry(text: str) -> bool:
    """Whether a line looks like an entry of a menu or of a numbered list of links."""
    if NUMBERED.match(text):
        return not SENTENCE_END.search(text)
    return len(text) <= MENU_LENGTH and not CLAUSE_END.search(text)


def _join_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the title of a notice that was set in several lines: 甲市人民政府 / 关于…地方 / 进一步…的通知."""
    joined: list[Piece] = []
    i = 0
    while i < len(pieces):
        length = next((n for n in range(TITLE_LINES, 1, -1) if _is_title(pieces[i : i + n], n)), 1)
        line = pieces[i].line
        for piece in pieces[i + 1 : i + length]:
            line = line + piece.line
        joined.append(pieces[i] if length == 1 else Piece("text", line))
        i += length
    return joined


def _is_title(parts: Sequence[Piece], length: int) -> bool:
    """Whether lines make up one title: 关于 or 《 in the first line, a kind of document at the very end."""
    texts = [part.line.text for part in parts]
    if len(parts) < length or any(part.kind != "text" or is_body(part.line.text) for part in parts):
        return False
    whole = "".join(texts)
    early = any(TITLE_END.search("".join(texts[:n])) for n in range(1, length))
    opened = (
        "关于" in texts[0] or "《" in texts[0] or (ISSUER.fullmatch(texts[0]) and texts[1].startswith("关于"))
    )
    return (
        bool(opened)
        and not early
        and bool(TITLE_END.search(whole))
        and whole.count("《") == whole.count("》")
    )
