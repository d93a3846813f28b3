"""decisions.tsv → Decisions: what a person has decided, one row each, kept beside the documents or outputs.

Tab-separated columns, named in the first line: decision, type, name, other, who, when, why; the last three
may be left out. Lines that begin with "#" are comments. The order of the rows doesn't matter. What the
columns mean is said at ``records.Decision``, what a name means in kg/resolve/parts.py, how a statement is
told in kg/resolve/reject.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, get_args

from kg.errors import DataError, InputError
from kg.forms.words import fold
from kg.records import Decision, Verb
from kg.resolve.reject import parse_claim
from kg.schema import Schema, load_schema

FILE: Final = "decisions.tsv"  # in the folder of the outputs, unless another is named
COLUMNS: Final = ("decision", "type", "name", "other", "who", "when", "why")
_NEEDED: Final = 4  # columns that a row must have
_VERBS: Final[dict[str, Verb]] = {verb: verb for verb in get_args(Verb)}

_Numbered = tuple[int, Decision]


def find_decisions(outputs: Path, given: Path | None = None) -> tuple[Decision, ...]:
    """Read the file given, else the one in the folder of the outputs, if there is one."""
    default = outputs / FILE
    if given is None and not default.exists():
        return ()
    return read_decisions(given or default)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a file of decisions; raises InputError for the file, DataError as ``parse_decisions``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, byte {error.start} is not") from error
    return parse_decisions(text, path)


def parse_decisions(text: str, path: Path) -> tuple[Decision, ...]:
    """Parse the text of a file of decisions.

    Raises DataError for its bad rows and those that contradict each other, all at once as
    ``file:line: what was expected``.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _says_something(line)]
    if lines and not _is_header(lines[0][1]):
        raise DataError([f"{path}:{lines[0][0]}: expected the columns {', '.join(COLUMNS)}, tab-separated"])
    faults: list[str] = []
    rows: list[_Numbered] = []
    schema = load_schema()
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        found = list(_find_faults(cells, schema))
        faults.extend(f"{path}:{number}: {fault}" for fault in found)
        if not found:
            rows.append((number, _to_decision(cells, f"{path.name}:{number}")))
    faults.extend(f"{path}:{number}: {fault}" for number, fault in sorted(_find_contradictions(rows)))
    if faults:
        raise DataError(faults)
    return tuple(decision for _, decision in rows)


def _is_header(line: str) -> bool:
    names = tuple(line.strip().split("\t"))
    return len(names) >= _NEEDED and names == COLUMNS[: len(names)]


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _to_decision(cells: Sequence[str], where: str) -> Decision:
    verb, type_, name, other, who, when, why = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    return Decision(_VERBS[verb], type_, name, other, who, when, why, where)


def _find_faults(cells: Sequence[str], schema: Schema) -> Iterator[str]:
    if not _NEEDED <= len(cells) <= len(COLUMNS):
        yield f"{len(cells)} cells, expected {_NEEDED} to {len(COLUMNS)} ({', '.join(COLUMNS)})"
        return
    verb, type_, name, other = cells[:_NEEDED]
    types = [one.name for one in schema.types]
    if verb not in _VERBS:
        yield f"decision {verb!r}, expected {', '.join(_VERBS)}"
    if type_ not in types:
        yield f"type {type_!r}, expected {', '.join(types)}"
    for column, cell in (("name", name), ("other", other)):
        if not cell:
            yield f"no {column}"
    if verb == "retype" and (other not in types or other == type_):
        yield f"retype to {other!r}, expected another type: {', '.join(types)}"
    if verb == "reject" and not parse_claim(other, {one.name for one in schema.predicates}):
        yield f"reject of {other!r}, expected 'predicate name' or 'indicator = value unit'"
    when = cells[COLUMNS.index("when")] if len(cells) > COLUMNS.index("when") else ""
    if when and not _is_date(when):
        yield f"when {when!r}, expected a date such as 2026-01-31"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _find_contradictions(rows: Sequence[_Numbered]) -> Iterator[tuple[int, str]]:
    """Find rows that say the opposite of others, or the same again."""
    first: dict[tuple[str, ...], _Numbered] = {}
    for number, each in rows:
        known, _ = first.setdefault((each.verb, each.type, each.name, each.other), (number, each))
        if known != number:
            yield number, f"repeats line {known}"
        if each.verb in ("retype", "rename"):
            known, before = first.setdefault((each.verb, each.type, fold(each.name)), (number, each))
            if before.other != each.other:
                yield number, f"{each.verb} to {each.other}, but line {known} to {before.other}"
    yield from _find_opposites(rows)


def _find_opposites(rows: Sequence[_Numbered]) -> Iterator[tuple[int, str]]:
    """Find what is decided to be different, though other rows make it the same, be it step by step."""
    neighbours: dict[tuple[str, str], list[tuple[tuple[str, str], int]]] = defaultdict(list)
    for number, each in rows:
        if each.verb == "same":
            one, other = _ends(each)
            neighbours[one].append((other, number))
            neighbours[other].append((one, number))
    for number, each in rows:
        if each.verb == "different":
            path = _find_path(neighbours, *_ends(each))
            if path:
                lines = ", ".join(map(str, sorted(set(path))))
                yield number, f"{each.name} and {each.other} different, but the same by line {lines}"


def _find_path(
    neighbours: dict[tuple[str, str], list[tuple[tuple[str, str], int]]],
    one: tuple[str, str],
    other: tuple[str, str],
) -> tuple[int, ...]:
    """Find the lines that lead from one name to another; of a name to itself, the line that says so."""
    ways: list[tuple[tuple[str, str], tuple[int, ...]]] = [(one, ())]
    seen = {one}
    for name, lines in ways:
        for there, number in neighbours.get(name, ()):
            if there == other:
                return (*lines, number)
            if there not in seen and one != other:
                seen.add(there)
                ways.append((there, (*lines, number)))
    return ()


def _ends(decision: Decision) -> tuple[tuple[str, str], tuple[str, str]]:
    return (decision.type, fold(decision.name)), (decision.type, fold(decision.other))
