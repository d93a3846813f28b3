"""The knowledge of the project as data files, and the one loader that reads and checks them.

A table is a UTF-8 file of tab-separated columns: comment lines begin with "#", the first other
line names the columns. What the rows mean is the business of the room that reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg.errors import DataError

Row = dict[str, str]


@cache
def load_table(name: str, *, patterns: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Read the table ``kg/lexicon/<name>.tsv``.

    Columns named in ``patterns`` must compile as regular expressions. Raise DataError that lists
    every faulty row as ``file:line: what``: a wrong number of cells, a repeated row, a bad pattern.
    """
    rows, faults = [], []
    seen: dict[tuple[str, ...], int] = {}
    lines = list(_content_lines(name))
    header = lines[0][1] if lines else []
    for number, cells in lines[1:]:
        fault = _find_fault(dict(zip(header, cells, strict=False)), cells, header, patterns)
        if not fault and tuple(cells) in seen:
            fault = f"repeats line {seen[tuple(cells)]}"
        if fault:
            faults.append(f"kg/lexicon/{name}.tsv:{number}: {fault}")
        seen.setdefault(tuple(cells), number)
        rows.append(dict(zip(header, cells, strict=False)))
    if faults:
        raise DataError(faults)
    return tuple(rows)


@cache
def load_words(name: str, kind: str) -> frozenset[str]:
    """The column ``word`` of the rows of a table whose column ``kind`` is ``kind``."""
    words = frozenset(row["word"] for row in load_table(name) if row["kind"] == kind)
    if not words:
        raise DataError([f"kg/lexicon/{name}.tsv: no row of kind {kind!r}"])
    return words


def guarded(pattern: str) -> str:
    """A pattern that is tried only at characters it names, and digits; it must not begin with any other."""
    return rf"(?=[\d{re.escape(''.join(sorted({*pattern})))}])(?:{pattern})"


@cache
def one_of(words: frozenset[str]) -> str:
    """A regular expression that matches any of the words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _content_lines(name: str) -> Iterator[tuple[int, list[str]]]:
    text = files("kg.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _find_fault(row: Row, cells: list[str], header: list[str], patterns: tuple[str, ...]) -> str | None:
    if len(cells) != len(header):
        return f"{len(cells)} cells, expected {len(header)} ({', '.join(header)})"
    for column in patterns:
        try:
            re.compile(row[column])
        except re.error as error:
            return f"{column}: not a regular expression: {error}"
    return None
