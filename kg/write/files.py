"""The one atomic file writer: a reader sees the old file or the whole new one, never a part.

UTF-8, and a line ends with "\\n" on every platform. Names and contents of outputs are not known here.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.errors import InputError

_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def write_text(path: Path, text: str) -> None:
    """Write text to a file in one step, making its folder where needed.

    The text goes to a new file in the same folder, is flushed to disk and then takes the place of ``path``.
    Raises InputError that names ``path`` where the system refuses; the old file is then untouched and no
    temporary file stays behind. Text that UTF-8 can't hold (a lone surrogate) raises UnicodeEncodeError.
    """
    content = text.encode("utf-8")
    # Random, so that two writers never share it; short, because 86 汉字 and a suffix exceed 255 bytes.
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(temporary, content)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise InputError(f"{path}: can't be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, _NEW, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows can't open a folder and does not need to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
