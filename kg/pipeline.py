"""The line: documents → articles → extractions | → entities → facts → graph → outputs.

The bar is the only barrier: left of it one article is known at a time, right of it no text. Both halves
run alone; ``extractions.jsonl`` is what passes between them. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kg.articles import split_articles
from kg.check import check_graph, check_quotes
from kg.errors import InputError, KgError
from kg.evaluate import Evaluation, evaluate
from kg.extract import make_extractor
from kg.facts import check_statements, make_knowledge
from kg.graph import to_graph
from kg.read import read_documents
from kg.read.extractions import read_extractions
from kg.read.gold import read_gold
from kg.read.graph import read_graph
from kg.records import Article, Document, Extraction, Issue, Knowledge
from kg.resolve import resolve
from kg.schema import load_schema
from kg.write import DEFAULT, WRITERS, Build
from kg.write.files import write_text

if TYPE_CHECKING:
    from rdflib import Graph

Track = Callable[[Sequence[Document]], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The left half of the line: the documents that could be read, and what each article says."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    issues: tuple[Issue, ...]


def build_graph(paths: Sequence[Path], *, track: Track = iter) -> Build:
    """Build everything from some documents; ``track`` may watch the documents go by.

    Raises InputError where nothing is readable, DataError where the lexicon or ontology is at fault.
    """
    schema = load_schema()
    extracted = extract_documents(paths, track=track)
    resolution = resolve(extracted.extractions)
    knowledge = make_knowledge(extracted.extractions, resolution)
    graph = to_graph(knowledge, schema)
    issues = check_statements(extracted.extractions, resolution) + check_graph(graph, schema)
    return Build(extracted.extractions, knowledge, schema, graph, extracted.issues + issues)


def extract_documents(paths: Sequence[Path], *, track: Track = iter) -> Extracted:
    """Read and extract; a document that fails becomes an issue, and the others go on."""
    documents, issues = read_documents(paths)
    extractor = make_extractor()
    outcomes = [extract_document(document, extractor) for document in track(documents)]
    extractions = tuple(each for outcome in outcomes if not isinstance(outcome, Issue) for each in outcome)
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Issue))
    return Extracted(documents, extractions, (*issues, *failures, *_issues(documents), *_issues(extractions)))


def extract_document(
    document: Document, extractor: Callable[[Article], Extraction]
) -> tuple[Extraction, ...] | Issue:
    """Extract a document's articles, or say why that failed."""
    try:
        return tuple(extractor(article) for article in split_articles(document))
    except KgError as error:
        return Issue("error", "extract", str(error), document.name)


def assemble(extractions: Sequence[Extraction]) -> Knowledge:
    """Run the right half of the line as far as the facts."""
    return make_knowledge(extractions, resolve(extractions))


def write_outputs(build: Build, folder: Path, *, names: Iterable[str] = DEFAULT) -> tuple[Path, ...]:
    """Write some of WRITERS' outputs into a folder and give their paths; all are made before one is written.

    Raises InputError for an unknown name, and where the system refuses.
    """
    unknown = sorted(set(names) - set(WRITERS))
    if unknown:
        raise InputError(f"unknown output: {', '.join(unknown)}; there are {', '.join(WRITERS)}")
    outputs = {folder / file: to_text(build) for name, (file, to_text) in WRITERS.items() if name in names}
    for path, text in outputs.items():
        write_text(path, text)
    return tuple(outputs)


def load_knowledge(folder: Path) -> Knowledge:
    """Assemble what a folder's ``extractions.jsonl`` says."""
    return assemble(read_extractions(folder / "extractions.jsonl"))


def check_outputs(folder: Path, paths: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """Check a folder's graph against shapes and records, and its quotes against the documents.

    Without paths the documents are looked for under their names, below the current folder.
    """
    knowledge, graph, schema = load_knowledge(folder), read_graph(folder / "graph.ttl"), load_schema()
    documents = _find_documents(knowledge, paths)
    texts = {document.id: document.text for document in documents}
    quotes = (issue for issue in check_quotes(knowledge, texts) if issue.code != "quote:document")
    return (
        *check_graph(graph, schema),
        *_compare(graph, to_graph(knowledge, schema)),
        *(
            Issue(
                "error",
                "document:missing",
                "not found, its quotes are not checked: give its path",
                source.name,
            )
            for source in knowledge.sources
            if source.document not in texts and source.article == 0
        ),
        *quotes,
    )


def score(extractions: Iterable[Extraction], gold: Path) -> Evaluation:
    """Score extractions against a folder of gold files, matched by file name stem."""
    records: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        records.setdefault(PurePosixPath(extraction.source.name).stem, []).append(extraction)
    return evaluate(read_gold(gold), records)


def _find_documents(knowledge: Knowledge, paths: Sequence[Path]) -> tuple[Document, ...]:
    named = sorted({Path(source.name) for source in knowledge.sources})
    found = tuple(paths) or tuple(path for path in named if path.is_file())
    return read_documents(found)[0] if found else ()


def _compare(written: Graph, expected: Graph) -> Iterator[Issue]:
    more, less = len(set(written) - set(expected)), len(set(expected) - set(written))
    if more or less:
        message = f"{more} triples that the records don't give, {less} missing: run kg build again"
        yield Issue("error", "graph:records", message, "graph.ttl")


def _issues(records: Iterable[Document | Extraction]) -> tuple[Issue, ...]:
    return tuple(issue for record in records for issue in record.issues)
