"""Paths → Documents: one function per format, in a literal table.

What a text means is not known here, and it isn't changed: ``Document.text`` is the file as decoded,
because every offset of the graph counts in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.read.encoding import Decoded, decode
from kg.read.failure import ReadError
from kg.read.files import Found, find_files, read_bytes
from kg.read.markdown import parse_front_matter
from kg.records import Document, Issue

__all__ = ["READERS", "find_files", "read_document", "read_documents"]


def read_text(data: bytes, name: str) -> Document:
    """Read a plain text file, with front matter if it has some; raises ReadError."""
    return _with_front_matter(_to_document(decode(data), name, "text/plain"))


def read_markdown(data: bytes, name: str) -> Document:
    """Read a Markdown file with its front matter; raises ReadError."""
    return _with_front_matter(_to_document(decode(data), name, "text/markdown"))


def _with_front_matter(document: Document) -> Document:
    matter = parse_front_matter(document.text)
    return replace(document, title=matter.title, date=matter.date, publisher=matter.publisher)


READERS: dict[str, Callable[[bytes, str], Document]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def read_document(path: Path, name: str) -> Document:
    """Read one file in its suffix's format; raises ReadError."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError("format", f"unknown format {path.suffix!r}; readable: {', '.join(READERS)}")
    return reader(read_bytes(path), name)


def read_documents(paths: Sequence[Path]) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """Read all files of some paths, sorted by name; what can't be read becomes an issue.

    The same text under two names is one document, by its first name. Raises InputError where a path
    doesn't exist or nothing at all is readable.
    """
    files, issues = find_files(paths)
    outcomes = [_read_found(file) for file in files]
    documents, repeats = _drop_repeats([each for each in outcomes if isinstance(each, Document)])
    issues += tuple(each for each in outcomes if isinstance(each, Issue)) + repeats
    if not documents:
        raise InputError(_nothing(paths, issues))
    return documents, tuple(sorted(issues, key=lambda issue: (issue.where, issue.code)))


def _read_found(file: Found) -> Document | Issue:
    try:
        document = read_document(file.path, file.name)
    except ReadError as error:
        passed_over = error.code == "format" and not file.explicit
        return Issue("info" if passed_over else "error", error.code, str(error), file.name)
    if not document.text.strip():
        return Issue("warning", "empty", "no text", file.name)
    return document


def _drop_repeats(documents: Sequence[Document]) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    kept: dict[str, Document] = {}
    issues: list[Issue] = []
    for document in documents:
        first = kept.setdefault(document.id, document)
        if first is not document:
            issues.append(Issue("info", "repeated", f"same text as {first.name}", document.name))
    return tuple(kept.values()), tuple(issues)


def _to_document(decoded: Decoded, name: str, media_type: str) -> Document:
    issues = (
        (Issue("warning", "damaged", f"{decoded.damaged} unreadable characters", name),)
        if decoded.damaged
        else ()
    )
    identity = sha256(decoded.text.encode("utf-8")).hexdigest()[:16]
    return Document(identity, name, decoded.text, media_type, issues=issues)


def _nothing(paths: Sequence[Path], issues: Sequence[Issue]) -> str:
    places = ", ".join(map(str, paths))
    reasons = "; ".join(f"{issue.where}: {issue.message}" for issue in issues[:3] if issue.level != "info")
    return f"no readable document in {places} ({reasons or 'looked for ' + ', '.join(READERS)})"
