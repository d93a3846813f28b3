"""The command line: arguments, progress, exit codes. The only module that prints.

Exit codes: 0 fine, 1 finished with failed documents or findings, 2 wrong use, input or settings, 130
interrupted. Data goes to stdout, messages to stderr. Whatever is heavy is imported by the command that
needs it, so that help and mistakes answer at once.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.evaluate import Evaluation
    from kg.records import Issue

T = TypeVar("T")
FAILED, WRONG, INTERRUPTED = 1, 2, 130
SCHEMA_VERSION = 1
SECONDS_BETWEEN_LINES = 10
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
ENGINES = ("spacy", "jieba", "cutword", "rdflib", "pyoxigraph", "pyshacl", "pyvis", "networkx")

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Documents and folders of documents.")]
SomePaths = Annotated[list[Path] | None, typer.Argument(metavar="[PATH...]")]
Outputs = Annotated[Path, typer.Option("--outputs", "-o", metavar="FOLDER", help="Where the outputs are.")]
Rows = Annotated[Format, typer.Option("--format", "-f", help="How the rows are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
DEFAULT_OUTPUTS = Path("outputs")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; a user's mistake is one line on stderr."""
    _use_utf8()
    try:
        return app(args=arguments, prog_name="kg", standalone_mode=False) or 0
    except typer.TyperException as error:
        return _fail(f"{error.format_message()} (kg --help)")
    except KgError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    except typer.Abort:
        return INTERRUPTED


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the versions of kg and its engines.")] = False,
) -> None:
    """Knowledge graphs from Chinese reports about high-tech zones.

    \b
    kg build seeds                  read documents, write the graph to outputs/
    kg query questions/parks.rq     ask the graph
    kg check                        hold the graph against its shapes and its sources
    """
    if version:
        typer.echo(_versions())
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def build(paths: Paths, outputs: Outputs = DEFAULT_OUTPUTS, quiet: Quiet = False) -> int:
    """Read documents and write the graph, its page, its records and a report."""
    from kg.pipeline import build_graph, write_outputs

    result = build_graph(paths, track=_track("documents", quiet))
    for path in write_outputs(result, outputs):
        typer.echo(path)
    if not quiet:
        _note(f"{len(result.documents)} documents, {len(result.knowledge.entities)} entities, ")
    return _report(result.issues)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale; a path with undecodable bytes may still stand in a message."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
