"""The errors that stop a run. Odd input text is an Issue, not an error."""

from __future__ import annotations


class KgError(Exception):
    """A mistake the user can mend; its text is the one line shown."""


class InputError(KgError):
    """A path, file or argument that can't be used."""


class DataError(KgError):
    """Faulty lexicon, ontology or rule data; every fault at once, as ``file:line: what``."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
