"""A built graph in an embedded Oxigraph store, and SPARQL over it: read-only, and without the network.

Oxigraph follows SERVICE by itself and can't be told not to, so that a query with this word never gets
as far as the engine. Everything else it would refuse or ignore is refused here for a clear message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

MOST_CHARACTERS = 100_000
# The word anywhere but in a variable or a local name, strings and comments included: "<" is both an operator
# and the start of an IRI, so that only a parser knows where SPARQL's strings and comments begin.
SERVICE = re.compile(r"[:?$]\w*|(SERVICE)", re.IGNORECASE)
OPAQUE = re.compile(
    r"""
    <[^<>"{}|^`\\\x00-\x20]*>                       # IRI; first, because "#" begins no comment in it
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*                                    # comment
    | [?$@][\w-]+                                   # variable, language tag
    | [\w.-]*:[\w.:-]*                              # prefixed name
    """,
    re.VERBOSE | re.DOTALL,
)
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
REFUSED = re.compile(rf"\b(FROM|{'|'.join(UPDATES)})\b", re.IGNORECASE)
LONGEST_REASON = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: IRIs and lexical forms, None where a variable is unbound.

    The triples of a graph answer are written as in N-Triples.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def load_store(path: Path) -> ox.Store:
    """Load a Turtle file into memory; raises InputError naming the line of a syntax error."""
    store = ox.Store()
    try:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; run `kg build` first") from error
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno or 1}: {_one_line(error)}") from error
    return store


def run_query(store: ox.Store, query: str, *, prefixes: Mapping[str, str] | None = None) -> Answer:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes need no declaration in it.

    A yes/no answer is one cell, a graph three columns. Raises InputError for a query that is wrong,
    writes, or reaches beyond the store (SERVICE, FROM).
    """
    refuse_unsafe(query)
    try:
        result = store.query(query, prefixes=dict(prefixes or {}))
        return _to_answer(result)
    except SyntaxError as error:
        raise InputError(f"query: {_one_line(error)}") from error


def refuse_unsafe(query: str) -> None:
    """Raise InputError for a query that holds SERVICE, FROM or an update, or is overlong."""
    if len(query) > MOST_CHARACTERS:
        raise InputError(f"query: {len(query):,} characters; the limit is {MOST_CHARACTERS:,}")
    if any(found[1] for found in SERVICE.finditer(query)):
        raise InputError("query: SERVICE is refused, even as a word in a string or comment")
    word = REFUSED.search(OPAQUE.sub(" ", query))
    if word:
        reads = "queries only read" if word[1].upper() in UPDATES else "a query sees the built graph alone"
        raise InputError(f"query: {word[1].upper()} is refused; {reads}")


def _to_answer(result: object) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), (("true" if result else "false",),))
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        rows = (tuple(_to_cell(solution[name]) for name in columns) for solution in result)
        return Answer(columns, tuple(rows))
    if isinstance(result, ox.QueryTriples):
        triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in result)
        return Answer(("subject", "predicate", "object"), tuple(triples))
    raise TypeError(f"unknown kind of query result: {type(result).__name__}")


def _to_cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _one_line(error: SyntaxError) -> str:
    """Shorten the engine's message: for some faults it lists every token there is."""
    place, _, reason = " ".join(str(error.msg).split()).partition(": ")
    return f"{place}: {reason if len(reason) <= LONGEST_REASON else 'not understood from here on'}"
