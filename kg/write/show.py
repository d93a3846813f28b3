"""A document's text with its entities marked: as a page (displaCy) or for a terminal (rich).

Shows the text as stored, since mentions count its characters; nothing is extracted here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from kg.records import Document, Extraction, Span
from kg.schema import Schema
from kg.write.html.picture import mix

if TYPE_CHECKING:
    from rich.text import Text

# displaCy's own mark puts spaces inside the text, which Chinese does not have.
_MARK: Final = '<mark style="background: {bg}">{text}<span>{label}</span></mark>'
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TINT: Final = 0.6  # so much white goes into a type's colour, for black text on it


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the text and the type that it is marked with."""

    span: Span
    type: str


def to_page(document: Document, extractions: Iterable[Extraction], schema: Schema) -> str:
    """Convert a document and what its articles say to a page that needs no network."""
    from spacy import displacy  # noqa: PLC0415 - two seconds

    marks = _find_marks(document, extractions)
    labels = {one.name: one.label_zh for one in schema.types}
    manual = {
        "text": _show_controls(document.text),
        "ents": [
            {"start": one.span.start, "end": one.span.end, "label": escape(labels[one.type])} for one in marks
        ],
    }
    options = {
        "colors": {escape(one.label_zh): _tint(one.colour) for one in schema.types},
        "template": _MARK,
    }
    body: str = displacy.render(manual, style="ent", manual=True, jupyter=False, options=options)
    page = Template(files(__package__).joinpath("show.html").read_text(encoding="utf-8"))
    return page.substitute(title=escape(document.name), legend=_make_legend(marks, schema), text=body)


def to_terminal(document: Document, extractions: Iterable[Extraction], schema: Schema) -> Text:
    """Convert a document and what its articles say to coloured text; each name is followed by its type."""
    from rich.text import Text  # noqa: PLC0415 - only where shown

    types = {one.name: one for one in schema.types}
    text = _show_controls(document.text)
    shown = Text()
    end = 0
    for mark in _find_marks(document, extractions):
        one = types[mark.type]
        shown.append(text[end : mark.span.start])
        shown.append(text[mark.span.start : mark.span.end], f"#000000 on {_tint(one.colour)}")
        shown.append(f"〔{one.label_zh}〕", "dim")
        end = mark.span.end
    return shown.append(text[end:])


def _find_marks(document: Document, extractions: Iterable[Extraction]) -> tuple[_Mark, ...]:
    """Find the mentions of all entities in text order; of two that overlap the first, longer one."""
    found = {
        _Mark(mention.span, entity.type)
        for extraction in extractions
        if extraction.source.document == document.id
        for entity in extraction.entities
        for mention in entity.mentions
    }
    ordered = sorted(found, key=lambda one: (one.span.start, -one.span.end, one.type))
    return tuple(_drop_overlaps(ordered))


def _drop_overlaps(marks: Sequence[_Mark]) -> Iterator[_Mark]:
    end = 0
    for one in marks:
        if one.span.start >= end:
            yield one
            end = one.span.end


def _make_legend(marks: Sequence[_Mark], schema: Schema) -> str:
    counts = Counter(one.type for one in marks)
    item = '<li><mark style="background: {}">{}</mark> {}</li>'
    return "".join(
        item.format(_tint(one.colour), escape(one.label_zh), counts[one.name])
        for one in schema.types
        if counts[one.name]
    )


def _show_controls(text: str) -> str:
    """Put a sign for what could steer a terminal or turn the reading direction; every offset stays.

    A carriage return becomes a space: it comes before a line feed, or ends a line that the text goes on in.
    """
    return _CONTROL.sub(lambda found: " " if found[0] in "\x0b\x0c\r\x85" else "\ufffd", text)


def _tint(colour: str) -> str:
    return mix(colour, "#ffffff", _TINT)
