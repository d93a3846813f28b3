"""Article → Extraction: a spaCy pipeline of small components over jieba words and a tagger.

The stages in order: words and tags → names → things and references → relations → figures. They
share one ``Draft`` (clean offsets) that hangs on the spaCy Doc; ``finish`` turns it into records
with source offsets. This is the only room that imports spaCy, jieba or the tagger.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from kg.records import Article, Extraction

BATCH = 50_000  # characters of the articles that are extracted together


class Extractor:
    """Extracts from articles. Pure: equal articles give equal extractions, alone or in a batch."""

    def __init__(self) -> None:
        from kg.extract.components import make_pipeline  # noqa: PLC0415 - spaCy takes two seconds

        self._pipeline = make_pipeline()

    def __call__(self, article: Article) -> Extraction:
        """Extract from one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        """Extract from some articles as one batch: the same, but faster than one by one."""
        from kg.extract.confidence import rate  # noqa: PLC0415
        from kg.extract.finish import finish  # noqa: PLC0415

        for group in _groups(articles):
            with _uncollected():
                extractions = [finish(rate(draft)) for draft in self._pipeline.pipe(group)]
            yield from extractions


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for cyclic garbage: a draft is many small objects in no cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _groups(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Articles together up to so many characters: what is worked out about all of them is held at once."""
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


@cache
def make_extractor() -> Extractor:
    """Load the models once a process and return what extracts from articles."""
    return Extractor()
