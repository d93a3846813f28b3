"""The command line: commands and exit codes. No other room prints.

Exit codes: 0 fine, 1 finished with failed documents or findings, 2 wrong use, input or settings, 130
interrupted. Data goes to stdout, messages to stderr. What is heavy is imported by the command that
needs it, so that help and mistakes answer at once.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.identity import review, why
from kg.cli.options import (
    GOLD,
    OUTPUTS,
    DecisionsOption,
    FormatOption,
    OutputsOption,
    PathsArgument,
    QuietOption,
    SourcesArgument,
)
from kg.cli.printing import Format, choose_tracker, make_console, note, print_rows, print_sections
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.evaluate import Evaluation
    from kg.evaluate.scores import Table
    from kg.records import Issue

FAILED, WRONG, INTERRUPTED = 1, 2, 130
MOST_ISSUES = 20
ENGINES = ("spacy", "jieba", "cutword", "rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis")

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; a user's mistake is told without a traceback."""
    _use_utf8()
    try:
        return app(args=arguments, prog_name="kg", standalone_mode=False) or 0
    except typer.TyperException as error:
        return _fail(f"{error.format_message()} Try kg --help.")
    except KgError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the versions of kg and its engines.")
    ] = False,
) -> None:
    """Knowledge graphs from Chinese reports about high-tech zones.

    \b
    kg build seeds                       read documents, write the graph to outputs/
    kg view                              look at the graph in the browser
    kg query ontology/questions/x.rq     ask the graph
    kg check                             check it against its shapes and its sources
    """
    if show_version:
        typer.echo(_versions())
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def build(
    paths: PathsArgument,
    outputs: OutputsOption = OUTPUTS,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="A further output, such as graphml.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, max=64, metavar="N", help="Processes that extract.")
    ] = 1,
    decisions: DecisionsOption = None,
    quiet: QuietOption = False,
) -> int:
    """Read documents; write graph, page, records and report.

    Formats: .txt and .md, in UTF-8, UTF-16 with byte order mark, or GB18030.
    """
    from kg.pipeline import build_graph, write_outputs
    from kg.read.decisions import find_decisions
    from kg.write import DEFAULT

    decided = find_decisions(outputs, decisions)
    result = build_graph(paths, decisions=decided, track=choose_tracker(quiet), workers=workers)
    for path in write_outputs(result, outputs, names=(*DEFAULT, *(also or ()))):
        typer.echo(path)
    known = result.knowledge
    if not quiet:
        note(
            f"{len({source.document for source in known.sources})} documents, {len(known.sources)} articles, "
            f"{len(known.entities)} entities, {len(known.facts)} facts, {len(result.graph)} triples"
        )
    return _report(result.issues)


@app.command()
def view(
    outputs: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder of the outputs.")] = OUTPUTS,
) -> int:
    """Open the page of the graph in the browser. It needs no network."""
    page = outputs / "graph.html"
    if not page.is_file():
        raise InputError(f"{page}: no such file; run kg build first")
    typer.echo(page)
    return 0 if _open_browser(page.resolve().as_uri()) else FAILED


@app.command()
def query(
    question: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, or a .rq file.")],
    outputs: OutputsOption = OUTPUTS,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ask the graph in SPARQL.

    The prefixes of the ontology need no declaration. Updates, SERVICE and FROM are refused.

    \b
    kg query 'SELECT ?name { ?zone a kg:Zone ; rdfs:label ?name }'
    """
    from kg.schema import load_schema
    from kg.store import load_store, run_query

    text = _read_query(question)
    answer = run_query(load_store(outputs / "graph.ttl"), text, prefixes=dict(load_schema().prefixes))
    print_rows(answer.columns, answer.rows, form)


@app.command()
def check(
    paths: SourcesArgument = None, outputs: OutputsOption = OUTPUTS, decisions: DecisionsOption = None
) -> int:
    """Check a built graph, and its quotes against the documents.

    Without PATH the documents are looked for under their names, in the current folder.
    """
    from kg.pipeline import check_outputs

    issues = check_outputs(outputs, paths or (), decisions=decisions)
    if not issues:
        note("the graph conforms; every quote stands in its place")
    return _report(issues)


@app.command()
def stats(
    outputs: OutputsOption = OUTPUTS, decisions: DecisionsOption = None, form: FormatOption = Format.TABLE
) -> None:
    """Count what was found, by type and predicate."""
    from kg.pipeline import load_knowledge
    from kg.schema import load_schema
    from kg.write.counts import to_counts

    print_rows(("kind", "label", "count"), to_counts(load_knowledge(outputs, decisions), load_schema()), form)


@app.command()
def conflicts(
    outputs: OutputsOption = OUTPUTS,
    decisions: DecisionsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List what can't all be true, with the proofs.

    Values that no rounding reconciles, changes that don't follow from the values, one rank given twice,
    and what one text states and another denies.
    """
    from kg.pipeline import load_knowledge
    from kg.write.conflicts import COLUMNS, to_conflicts

    print_rows(COLUMNS, list(to_conflicts(load_knowledge(outputs, decisions))), form)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold files (*.json).")] = GOLD,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help="Documents to extract from now.")
    ] = None,
    extractions: Annotated[
        Path | None, typer.Option("--extractions", "-e", metavar="FILE", help="Records to score.")
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", help="List N differences of each cause; -1 for all.")
    ] = 0,
    identity: Annotated[
        bool, typer.Option("--identity", help="Score what is taken for one thing: pairs.tsv, clusters.tsv.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> int:
    """Score against gold: F1 by type, causes of errors, confidence.

    Without PATH and --extractions the documents beside the gold files are extracted now (003.txt beside
    003.json); where none is, the records in outputs/ are scored. Low and high: 95 % of bootstrap samples of
    the documents have their F1 between. Persons, places, organizations are compared with jieba and LAC.

    \b
    kg evaluate gold                     what lies beside the gold, else outputs/
    kg evaluate gold reports --errors 3  extract reports/ now, list three errors of each cause
    kg evaluate --identity               are names of one thing one entity, and others apart?
    """
    from kg.pipeline import (
        extract_documents,
        find_records,
        load_records,
        score,
        score_baselines,
        score_identity,
    )
    from kg.write.scores import to_identity, to_sections

    if identity:
        print_sections(to_identity(score_identity(gold)), form)
        return 0
    if paths:
        extracted = extract_documents(paths, track=choose_tracker())
    elif extractions:
        extracted = load_records(extractions)
    else:
        extracted = find_records(gold, OUTPUTS / "extractions.jsonl", track=choose_tracker())
    result, coarse = score(extracted.extractions, gold), score_baselines(extracted, gold)
    _note_gaps(result, coarse)
    print_sections(to_sections(result, coarse, errors), form)
    return _report(extracted.issues)


@app.command()
def show(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page instead of printing.")
    ] = None,
) -> None:
    """Show a document with its entities marked."""
    from kg.pipeline import extract_documents
    from kg.schema import load_schema
    from kg.write.files import write_text
    from kg.write.show import to_page, to_terminal

    if document.is_dir():
        raise InputError(f"{document}: one document at a time, not a folder")
    extracted = extract_documents([document])
    if html:
        write_text(html, to_page(extracted.documents[0], extracted.extractions, load_schema()))
        typer.echo(html)
    else:
        make_console().print(to_terminal(extracted.documents[0], extracted.extractions, load_schema()))


app.command()(why)
app.command()(review)


def _open_browser(address: str) -> bool:
    """Open a page in the user's browser; where there is none, tell how to do without."""
    import webbrowser

    opened = webbrowser.open(address)
    if not opened:
        note(f"no browser was found; open this address in one: {address}")
    return opened


def _read_query(question: str) -> str:
    """Take the text of a .rq file, or the question itself."""
    if not question.endswith(".rq"):
        return question
    try:
        return Path(question).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{question}: {reason}") from error


def _report(issues: Sequence[Issue]) -> int:
    """Tell the issues on stderr, errors first; infos are left to the report. Gives the exit code."""
    told = sorted((each for each in issues if each.level != "info"), key=lambda each: each.level)
    for issue in told[:MOST_ISSUES]:
        note(f"{issue.level}: {issue.where}: {issue.message} [{issue.code}]")
    if len(told) > MOST_ISSUES:
        note(f"… and {len(told) - MOST_ISSUES} more; see the report")
    return FAILED if any(issue.level == "error" for issue in issues) else 0


def _note_gaps(result: Evaluation, coarse: Mapping[str, Sequence[Table] | None]) -> None:
    """Tell what was not scored or not compared."""
    if result.missing:
        note(f"no records, counted as missed: {', '.join(result.missing)}")
    if not coarse["kg"]:
        note("no comparison with taggers: none of the documents was found")
    for name in (name for name, tables in coarse.items() if tables is None):
        note(f"no comparison with {name}: it is not installed (pip install 'zone-kg[{name.lower()}]')")


def _versions() -> str:
    return f"kg {_version('zone-kg')} (Python {sys.version.split()[0]}, " + (
        ", ".join(f"{name} {_version(name)}" for name in ENGINES) + ")"
    )


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"


def _fail(message: str) -> int:
    note(f"kg: {message}")
    return WRONG


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale; a path with undecodable bytes may still stand in a message."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
