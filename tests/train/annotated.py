"""Documents whose names are known: gold folders, and texts of our own with their names marked in line.

A marked text has ``{Type:name}`` around each mention. Gold has names without places: every occurrence of a
form is a mention, the longest form first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.articles import split_articles
from kg.read import read_document
from kg.records import Article, Document
from kg.text import fold

Spans = list[tuple[int, int, str]]
MARK = re.compile(r"\{(?P<type>[A-Z][A-Za-z]+):(?P<name>[^{}\n]{2,120})\}")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its mentions: (start, end, type) in clean offsets. ``group`` is its document."""

    group: str
    article: Article
    mentions: Spans
    entities: tuple[tuple[str, frozenset[str]], ...]  # (type, folded forms) of the whole document


def read_gold(folder: Path, sources: Sequence[Path] = ()) -> Iterator[Annotated]:
    """Yield the articles of a gold folder; the texts stand beside the gold or in one of the sources."""
    for path in sorted(folder.glob("[0-9]*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = next(found for place in (folder, *sources) if (found := place / f"{path.stem}.txt").exists())
        entities = tuple(
            (entity["type"], frozenset(filter(None, map(fold, [entity["name"], *entity["aliases"]]))))
            for article in record["articles"]
            for entity in article["entities"]
        )
        for article in split_articles(read_document(text, text.name)):
            yield Annotated(path.stem, article, _occurrences(article.text, entities), entities)


def read_marked(folder: Path) -> Iterator[Annotated]:
    """Yield the articles of the marked texts of a folder."""
    for path in sorted(folder.glob("*.txt")):
        text, spans = strip_marks(path.read_text(encoding="utf-8"))
        entities = tuple((kind, frozenset([fold(text[start:end])])) for start, end, kind in spans)
        for article in split_articles(Document(path.stem, path.name, text, "text/plain")):
            clean = {offset: i for i, offset in enumerate(article.offsets)}
            mentions = [
                (clean[start], clean[end - 1] + 1, kind)
                for start, end, kind in spans
                if start in clean and end - 1 in clean
            ]
            yield Annotated(path.stem, article, mentions, entities)


def strip_marks(marked: str) -> tuple[str, Spans]:
    """A marked text without its marks, and the spans they stood around."""
    parts: list[str] = []
    spans: Spans = []
    size, position = 0, 0
    for match in MARK.finditer(marked):
        parts += [marked[position : match.start()], match["name"]]
        size += match.start() - position
        spans.append((size, size + len(match["name"]), match["type"]))
        size += len(match["name"])
        position = match.end()
    return "".join([*parts, marked[position:]]), spans


def _occurrences(text: str, entities: Sequence[tuple[str, frozenset[str]]]) -> Spans:
    """Where the forms of the entities stand in a text, the longest first, without overlap."""
    places = [i for i, char in enumerate(text) for _ in fold(char)]
    folded = "".join(map(fold, text))
    forms = {(form, kind) for kind, known in entities for form in known if len(form) >= SHORTEST}
    taken = [False] * len(folded)
    spans: Spans = []
    for form, kind in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(re.escape(form), folded):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * len(form)
                spans.append((places[match.start()], places[match.end() - 1] + 1, kind))
    return sorted(spans)
