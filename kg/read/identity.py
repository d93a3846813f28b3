"""The two tables of ``kg evaluate --identity``: labelled pairs, and what of the gold is one thing.

Tab-separated, "#" begins a comment, the first other line names the columns, "-" stands for nothing.
Every fault is reported as ``file:line: what``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import DataError, InputError
from kg.evaluate.identity import Pair, Thing
from kg.records import Extraction, Local
from kg.schema import load_schema

_PAIR = (
    *("type", "name", "other", "verdict", "case"),
    *("about", "other_about", "aliases", "other_aliases", "other_type", "part"),
)
_CLUSTER = ("type", "thing", "members")
_VERDICTS = {"same": True, "different": False}
_Cells = dict[str, str]


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Read a pair file; raises InputError, or DataError with all faults."""
    faults: list[str] = []
    pairs: list[Pair] = []
    for line, cells in _read_rows(path, _PAIR, faults):
        found = _find_faults(cells)
        faults += [f"{path}:{line}: {fault}" for fault in found]
        if not found:
            pairs.append(_to_pair(cells))
    if faults:
        raise DataError(faults)
    return tuple(pairs)


def read_clusters(path: Path, extractions: Sequence[Extraction]) -> dict[Local, str]:
    """Read which entities of gold extractions are one thing; a member must be one of them, in one row."""
    faults: list[str] = []
    reference: dict[Local, str] = {}
    for line, cells in _read_rows(path, _CLUSTER, faults):
        for member in _split(cells["members"]):
            locals_ = _find_members(cells["type"], member, extractions)
            if len(locals_) != 1:
                what = f"{len(locals_)} such {cells['type']} in the gold, not one"
                faults.append(f"{path}:{line}: {member}: {what}")
            elif reference.setdefault(locals_[0], f"{line}") != f"{line}":
                faults.append(f"{path}:{line}: {member}: also in line {reference[locals_[0]]}")
    if faults:
        raise DataError(faults)
    return reference


def _read_rows(path: Path, columns: Sequence[str], faults: list[str]) -> Iterator[tuple[int, _Cells]]:
    header = True
    for number, line in enumerate(_read_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header and tuple(cells) != tuple(columns):
            faults.append(f"{path}:{number}: columns {', '.join(cells)}; expected {', '.join(columns)}")
            return
        if not header and len(cells) != len(columns):
            faults.append(f"{path}:{number}: {len(cells)} cells, expected {len(columns)}")
        elif not header:
            yield number, dict(zip(columns, cells, strict=True))
        header = False


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{path}: {reason}") from error


def _find_faults(cells: _Cells) -> list[str]:
    about = [thing for column in ("about", "other_about") for thing in _split(cells[column])]
    faults = [f"{thing!r}: expected type:name" for thing in about if not all(thing.partition(":"))]
    types = {cells["type"], cells["other_type"], *(thing.partition(":")[0] for thing in about)}
    known = {type_.name for type_ in load_schema().types}
    faults += [f"unknown type {type_!r}" for type_ in sorted(types - known - {"-"})]
    faults += [f"no {column}" for column in ("name", "other") if not cells[column].strip()]
    if cells["verdict"] not in _VERDICTS:
        faults.append(f"verdict {cells['verdict']!r}, expected {' or '.join(_VERDICTS)}")
    return faults


def _to_pair(cells: _Cells) -> Pair:
    other_type = cells["type"] if cells["other_type"] == "-" else cells["other_type"]
    return Pair(
        _to_thing(cells["type"], cells["name"], cells["aliases"], cells["about"]),
        _to_thing(other_type, cells["other"], cells["other_aliases"], cells["other_about"]),
        _VERDICTS[cells["verdict"]],
        cells["case"],
        cells["part"],
    )


def _to_thing(type_: str, name: str, aliases: str, about: str) -> Thing:
    things = (thing.partition(":") for thing in _split(about))
    return Thing(type_, name, _split(aliases), tuple((what, called) for what, _, called in things))


def _find_members(type_: str, member: str, extractions: Sequence[Extraction]) -> list[Local]:
    """Find the entities that a member like ``000/1 白银高新区`` means."""
    place, _, name = member.partition(" ")
    document, _, article = place.partition("/")
    return [
        (each.source.document, each.source.article, entity.id)
        for each in extractions
        if each.source.document.startswith(document) and str(each.source.article) == article
        for entity in each.entities
        if (entity.type, entity.name) == (type_, name)
    ]


def _split(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split("|"))
