"""kg: knowledge graphs from Chinese reports about high-tech zones.

The public Python API is ``__all__``; nothing else of the package is promised to stay. A name is imported when
it is first asked for (PEP 562), because what stands behind it takes seconds to load. Only what no room has a
place for is written here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.network import to_networkx
    from kg.pipeline import build_graph, write_outputs
    from kg.read import read_documents
    from kg.read.decisions import read_decisions
    from kg.records import Document, Extraction

    __version__: str

__all__ = [
    "__version__",
    "build_graph",
    "extract_text",
    "read_decisions",
    "read_documents",
    "to_networkx",
    "write_outputs",
]

_HOMES: Final = {
    "build_graph": "kg.pipeline",
    "read_decisions": "kg.read.decisions",
    "read_documents": "kg.read",
    "to_networkx": "kg.network",
    "write_outputs": "kg.pipeline",
}


def extract_text(text: str | Document) -> tuple[Extraction, ...]:
    """Extract what a text, or a document as read, says: one extraction for each of its articles.

    Spans count the characters of the text. The models are loaded at the first call. Raises InputError for a
    string of control characters.
    """
    from kg.articles import split_articles  # noqa: PLC0415 - see above
    from kg.read import read_text  # noqa: PLC0415

    document = read_text(text.encode("utf-8"), "text") if isinstance(text, str) else text
    return tuple(_load_extractor().pipe(split_articles(document)))


@cache
def _load_extractor() -> Extractor:
    from kg.extract import make_extractor  # noqa: PLC0415 - see above

    return make_extractor()


def _find_version() -> str:
    from importlib import metadata  # noqa: PLC0415 - half of what the rest takes together

    try:
        return metadata.version("zone-kg")
    except metadata.PackageNotFoundError:
        return "0+unknown"  # run from a checkout that is not installed


if not TYPE_CHECKING:  # a type checker would take it that every name exists

    def __getattr__(name: str) -> object:
        """Import a public name; raises AttributeError for any other."""
        if name == "__version__":
            return _find_version()
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
