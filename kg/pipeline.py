"""The line: documents → articles → extractions | → entities → facts → graph → outputs.

The bar is the only barrier: left of it one article is known at a time, right of it no text. Both halves
run alone; ``extractions.jsonl`` is what passes between them. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kg.articles import split_articles
from kg.check import check_graph, check_quotes
from kg.errors import DataError, InputError, KgError
from kg.evaluate import Evaluation, evaluate
from kg.evaluate.coarse import names_to_items, score_coarse, to_items
from kg.evaluate.identity import Identity, judge_pairs, measure_clusters
from kg.evaluate.scores import Table
from kg.extract import make_extractor
from kg.extract.baselines import load_baselines
from kg.facts import check_statements, make_knowledge
from kg.graph import to_graph
from kg.parallel import map_batches
from kg.read import read_documents
from kg.read.decisions import find_decisions
from kg.read.extractions import read_extractions
from kg.read.gold import find_sources, read_gold, to_extractions
from kg.read.graph import read_graph
from kg.read.identity import read_clusters, read_pairs
from kg.records import Article, Decision, Document, Extraction, Issue, Knowledge, Resolution, Source
from kg.resolve import drop_rejected, resolve
from kg.schema import load_schema
from kg.write import DEFAULT, WRITERS, Build
from kg.write.files import write_text

if TYPE_CHECKING:
    from rdflib import Graph

Track = Callable[[Sequence[Document]], Iterable[Document]]
Extract = Callable[[Sequence[Article]], Iterator[Extraction]]
Outcome = tuple[Extraction, ...] | Issue  # what came of a document

BATCH = 50_000  # characters of the documents that are extracted together


@dataclass(frozen=True, slots=True)
class Extracted:
    """The left half of the line: the documents that could be read, and what each article says."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is one thing and what is said of it, with a person's decisions applied."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    issues: tuple[Issue, ...]


def build_graph(
    paths: Sequence[Path], *, decisions: Sequence[Decision] = (), track: Track = iter, workers: int = 1
) -> Build:
    """Build everything from some documents; ``track`` may watch the documents go by.

    Raises InputError where nothing is readable or decisions contradict each other, DataError where the
    lexicon or ontology is at fault or a quote doesn't stand in its text: there is no fact without proof.
    """
    schema = load_schema()
    extracted = extract_documents(paths, track=track, workers=workers)
    settled = settle(extracted.extractions, decisions)
    knowledge = make_knowledge(settled.extractions, settled.resolution)
    _prove(knowledge, extracted.documents)
    graph = to_graph(knowledge, schema)
    issues = check_statements(settled.extractions, settled.resolution) + check_graph(graph, schema)
    issues = extracted.issues + settled.issues + issues
    return Build(extracted.extractions, settled.resolution, knowledge, schema, graph, issues)


def _prove(knowledge: Knowledge, documents: Iterable[Document]) -> None:
    """Refuse knowledge with a quote that isn't in its text."""
    unproven = check_quotes(knowledge, {document.id: document.text for document in documents})
    if unproven:
        raise DataError([f"{issue.where}: {issue.message}" for issue in unproven])


def extract_documents(paths: Sequence[Path], *, track: Track = iter, workers: int = 1) -> Extracted:
    """Read and extract; a document that fails becomes an issue, and the others go on."""
    documents, issues = read_documents(paths)
    batches = _make_batches(track(documents))
    if workers == 1:
        outcomes = [outcome for batch in batches for outcome in extract_batch(batch)]
    else:
        outcomes = list(map_batches(extract_batch, batches, workers=workers, give_up=_give_up))
    extractions = tuple(each for outcome in outcomes if not isinstance(outcome, Issue) for each in outcome)
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Issue))
    return Extracted(documents, extractions, (*issues, *failures, *_issues(documents), *_issues(extractions)))


def _make_batches(documents: Iterable[Document]) -> Iterator[Sequence[Document]]:
    """Put some documents together: the longer a batch, the faster its tagging."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if sum(len(each.text) for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def extract_batch(documents: Sequence[Document], extract: Extract | None = None) -> Sequence[Outcome]:
    """Extract some documents together; where that fails, each by itself, to know which of them it is."""
    try:
        articles = [split_articles(document) for document in documents]
        pipe = extract or make_extractor().pipe
        extractions = pipe([article for some in articles for article in some])
        return [tuple(islice(extractions, len(some))) for some in articles]
    except KgError as error:
        if len(documents) == 1:
            return [Issue("error", "extract", str(error), documents[0].name)]
        return [outcome for document in documents for outcome in extract_batch([document], extract)]


def _give_up(document: Document) -> Outcome:
    return Issue("error", "extract:worker", "its process died twice, the document is left out", document.name)


def settle(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Settled:
    """Resolve what is one thing, and drop what a person rejects; raises InputError for a contradiction."""
    resolution = resolve(extractions, decisions)
    kept, issues = drop_rejected(extractions, resolution, decisions, load_schema())
    return Settled(kept, resolution, resolution.issues + issues)


def assemble(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Knowledge:
    """Run the right half of the line as far as the facts."""
    settled = settle(extractions, decisions)
    return make_knowledge(settled.extractions, settled.resolution)


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


def load_knowledge(folder: Path, decisions: Path | None = None) -> Knowledge:
    """Assemble what a folder's ``extractions.jsonl`` says, with the decisions of a file or of the folder."""
    return assemble(read_extractions(folder / "extractions.jsonl"), find_decisions(folder, decisions))


def load_settled(folder: Path, decisions: Path | None = None) -> Settled:
    """Resolve a folder's ``extractions.jsonl``, with the decisions of a file or of the folder."""
    return settle(read_extractions(folder / "extractions.jsonl"), find_decisions(folder, decisions))


def check_outputs(
    folder: Path, paths: Sequence[Path] = (), *, decisions: Path | None = None
) -> tuple[Issue, ...]:
    """Check a folder's graph against shapes and records, and its quotes against the documents.

    Without paths the documents are looked for under their names, below the current folder.
    """
    knowledge = load_knowledge(folder, decisions)
    graph, schema = read_graph(folder / "graph.ttl"), load_schema()
    documents = _find_documents(knowledge.sources, paths)
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
    return evaluate(read_gold(gold), _by_stem(extractions))


def score_identity(folder: Path) -> Identity:
    """Measure the resolution by a folder's ``pairs.tsv``, and by its ``clusters.tsv`` over its gold files."""
    pairs, clusters = folder / "pairs.tsv", folder / "clusters.tsv"
    if not pairs.is_file() and not clusters.is_file():
        raise InputError(f"neither {pairs.name} nor {clusters.name} in {folder}")
    judged = judge_pairs(read_pairs(pairs), resolve) if pairs.is_file() else ()
    if not clusters.is_file():
        return Identity(judged, {})
    extractions = to_extractions(read_gold(folder))
    return Identity(judged, measure_clusters(extractions, read_clusters(clusters, extractions), resolve))


def find_records(gold: Path, records: Path, *, track: Track = iter) -> Extracted:
    """Take what to score: the documents that lie beside the gold files, extracted now, else a file's records.

    Raises InputError where there are neither.
    """
    sources = find_sources(gold)
    if sources:
        return extract_documents(sources, track=track)
    if not records.is_file():
        raise InputError(f"no document beside the gold files in {gold}, and no {records}: name the documents")
    return load_records(records)


def load_records(records: Path) -> Extracted:
    """Take a file's records, and their documents where these are found under their names."""
    extractions = read_extractions(records)
    return Extracted(_find_documents([each.source for each in extractions], ()), extractions, ())


def score_baselines(extracted: Extracted, gold: Path) -> dict[str, list[Table] | None]:
    """Score kg and two taggers on persons, places and organizations: one table for each document at hand.

    None stands for a tagger that is not installed.
    """
    wanted, given = read_gold(gold), _by_stem(extracted.extractions)
    texts = {
        _stem(document.name): [article.text for article in split_articles(document)]
        for document in extracted.documents
        if _stem(document.name) in wanted.keys() & given.keys()
    }
    items = {stem: to_items(wanted[stem]) for stem in texts}
    scores: dict[str, list[Table] | None] = {
        "kg": [score_coarse(items[stem], to_items(given[stem])) for stem in texts]
    }
    for name, find in load_baselines().items():
        scores[name] = find and [
            score_coarse(items[stem], names_to_items(name for text in texts[stem] for name in find(text)))
            for stem in texts
        ]
    return scores


def _by_stem(extractions: Iterable[Extraction]) -> dict[str, list[Extraction]]:
    records: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        records.setdefault(_stem(extraction.source.name), []).append(extraction)
    return records


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _find_documents(sources: Sequence[Source], paths: Sequence[Path]) -> tuple[Document, ...]:
    named = sorted({Path(source.name) for source in sources})
    found = tuple(paths) or tuple(path for path in named if path.is_file())
    return read_documents(found)[0] if found else ()


def _compare(written: Graph, expected: Graph) -> Iterator[Issue]:
    more, less = len(set(written) - set(expected)), len(set(expected) - set(written))
    if more or less:
        message = f"{more} triples that the records don't give, {less} missing: run kg build again"
        yield Issue("error", "graph:records", message, "graph.ttl")


def _issues(records: Iterable[Document | Extraction]) -> tuple[Issue, ...]:
    return tuple(issue for record in records for issue in record.issues)
