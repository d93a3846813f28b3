"""Why one file could not be read. Reading turns it into an issue; the other files go on."""

from __future__ import annotations

from kg.errors import InputError


class ReadError(InputError):
    """A file that gives no document; ``code`` is the stable reason that stands in the report."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
