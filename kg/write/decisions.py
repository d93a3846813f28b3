"""Decisions → rows of decisions.tsv. What they mean is not known here; read back by kg/read/decisions.py."""

from __future__ import annotations

import re
from typing import Final

from kg.records import Decision

HEADER: Final = "decision\ttype\tname\tother\twho\twhen\twhy\n"
_BREAKS: Final = re.compile(r"\s+")


def add_decision(text: str, decision: Decision) -> str:
    """Add a row to the text of a file of decisions; what is there stays as it is."""
    cells = (
        *(decision.verb, decision.type, decision.name, decision.other),
        *(decision.who, decision.when, decision.why),
    )
    row = "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells)
    before = text if not text or text.endswith("\n") else f"{text}\n"
    return f"{before}{'' if _has_rows(before) else HEADER}{row}\n"


def _has_rows(text: str) -> bool:
    lines = (line.strip("\ufeff \r") for line in text.split("\n"))
    return any(line and not line.startswith("#") for line in lines)
