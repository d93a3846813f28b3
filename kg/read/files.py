"""Which files a list of paths stands for, and their bytes. Formats and encodings are not known here."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from errno import ELOOP
from pathlib import Path

from kg.errors import InputError
from kg.read.failure import ReadError
from kg.records import Issue

MOST_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the name it goes by: the same wherever its folder lies."""

    path: Path
    name: str
    explicit: bool


def find_files(paths: Sequence[Path]) -> tuple[tuple[Found, ...], tuple[Issue, ...]]:
    """List the files of some paths by name, folders walked; unreadable folders become issues.

    Hidden files and folders are left out, links to folders not followed, a file reached twice
    listed once. Raises InputError naming every path that doesn't exist.
    """
    _check_paths(paths)
    issues: list[Issue] = []
    found: dict[str, Found] = {}
    for path in paths:
        files = _walk(path, issues) if path.is_dir() else [Found(path, _file_name(path), True)]
        for file in files:
            known = found.setdefault(os.path.realpath(file.path), file)
            if file.explicit and not known.explicit:
                found[os.path.realpath(file.path)] = Found(known.path, known.name, True)
    return tuple(sorted(found.values(), key=lambda file: (file.name, str(file.path)))), tuple(issues)


def read_bytes(path: Path) -> bytes:
    """Read a regular file; raises ReadError instead of waiting for a pipe or filling the memory."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise ReadError("not_a_file", "neither a file nor a folder")
        if state.st_size > MOST_BYTES:
            raise ReadError("too_large", f"{state.st_size:,} bytes; the limit is {MOST_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(_reason(error), _message(error)) from error


def to_name(parts: Iterable[str]) -> str:
    """Join path parts to a document name: "/" between them, NFC, always encodable."""
    name = "/".join(part for part in parts if part)
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", errors="replace"))


def _check_paths(paths: Sequence[Path]) -> None:
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing:
        raise InputError(f"no such file or folder: {', '.join(missing)}")


def _walk(folder: Path, issues: list[Issue]) -> Iterator[Found]:
    head = folder.resolve().name

    def note(error: OSError) -> None:
        name = to_name((head, *Path(error.filename).relative_to(folder).parts))
        issues.append(Issue("error", _reason(error), _message(error), name))

    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(place, name)
            if not name.startswith("."):
                yield Found(path, to_name((head, *path.relative_to(folder).parts)), False)


def _file_name(path: Path) -> str:
    return to_name((path.parent.resolve().name, path.name))


def _message(error: OSError) -> str:
    return error.strerror or "can't be read"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "vanished"
    if isinstance(error, PermissionError):
        return "permission"
    return "link_loop" if error.errno == ELOOP else "unreadable"
