"""Article → Extraction: a spaCy pipeline of small components over jieba words and a tagger.

The stages in order: words and tags → names → things and references → relations → figures. They
share one ``Draft`` (clean offsets) that hangs on the spaCy Doc; ``finish`` turns it into records
with source offsets. This is the only room that imports spaCy, jieba or the tagger.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.records import Article, Extraction


def make_extractor() -> Callable[[Article], Extraction]:
    """Load the models once and return the function that extracts from an article.

    The function is pure: equal articles give equal extractions.
    """
    from kg.extract.components import make_pipeline  # noqa: PLC0415 - spaCy takes two seconds
    from kg.extract.finish import finish  # noqa: PLC0415

    pipeline = make_pipeline()
    return lambda article: finish(pipeline(article))
