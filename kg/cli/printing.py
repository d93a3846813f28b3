"""How the command line prints: rows as a table, CSV or JSON to stdout, messages and progress to stderr.

Nothing of a source is obeyed by the terminal. The commands are in __init__.py and identity.py.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from kg.pipeline import Track
    from kg.records import Document
    from kg.write.scores import Section

Cell = str | int | float | None
Row = Sequence[Cell]

SCHEMA_VERSION = 1
SECONDS_BETWEEN_LINES = 10
PIPED_WIDTH = 100_000
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def print_sections(sections: Sequence[Section], form: Format) -> None:
    """Print tables one below the other; as JSON, each is a member."""
    if form is Format.JSON:
        print_json(**{each.name: {"columns": each.columns, "rows": each.rows} for each in sections})
        return
    for place, each in enumerate(sections):
        if place:
            typer.echo()
        print_rows(each.columns, each.rows, form)


def print_rows(columns: Sequence[str], rows: Iterable[Row], form: Format) -> None:
    """Print rows to stdout. CSV and JSON are given as they are, a table without control characters."""
    if form is Format.CSV:
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])
    elif form is Format.JSON:
        print_json(columns=columns, rows=list(rows))
    else:
        _print_table(columns, rows)


def print_json(**members: object) -> None:
    typer.echo(json.dumps({"schema_version": SCHEMA_VERSION} | members, ensure_ascii=False))


def _print_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print a table: folded to the terminal, or one line a row where it is piped on; figures to the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    filled = list(rows)
    for place, name in enumerate(columns):
        figures = all(isinstance(row[place], int | float) for row in filled)
        table.add_column(Text(to_plain(name)), justify="right" if figures else "left", overflow="fold")
    for row in filled:
        table.add_row(*(Text(to_plain(_to_text(cell))) for cell in row))
    make_console().print(table)


def make_console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPED_WIDTH)


def _to_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.4f}" if isinstance(cell, float) else str(cell)


def to_plain(text: str) -> str:
    """Replace what a terminal would obey: a source may hold escape sequences."""
    return CONTROL.sub("\ufffd", text)


def choose_tracker(quiet: bool = False) -> Track:
    """Choose how progress is shown: a bar on a terminal, else a line every ten seconds."""
    if quiet:
        return iter
    return _bar if sys.stderr.isatty() else _lines


def _bar(documents: Sequence[Document]) -> Iterator[Document]:
    from rich.console import Console
    from rich.progress import track

    yield from track(documents, "documents", console=Console(stderr=True), transient=True)


def _lines(documents: Sequence[Document]) -> Iterator[Document]:
    last = monotonic()
    for done, document in enumerate(documents):
        if monotonic() - last >= SECONDS_BETWEEN_LINES:
            note(f"{done} of {len(documents)} documents")
            last = monotonic()
        yield document


def note(message: str) -> None:
    typer.echo("\n".join(map(to_plain, message.split("\n"))), err=True)
