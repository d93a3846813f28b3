"""What an evaluation says, as tables of rows; how they are printed is not known here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate import Difference, Evaluation
from kg.evaluate.identity import Identity, Judged, Thing, score_pairs
from kg.evaluate.scores import Interval, Score, Table, find_intervals, total

Row = tuple[str | int | float | None, ...]

RATES = ("P", "R", "F1")
COUNTS = (*RATES, "low", "high", "right", "given", "wanted")
KINDS = ("entity", "relation", "observation")


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its name."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def to_sections(
    result: Evaluation, coarse: Mapping[str, Sequence[Table] | None], errors: int
) -> tuple[Section, ...]:
    """Give the tables of an evaluation, with ``errors`` differences of each cause; all if it is negative."""
    sections = (
        Section("scores", ("kind", "label", *COUNTS), tuple(_to_scores(result))),
        Section("causes", ("kind", "cause", "missed", "wrong"), tuple(_to_causes(result.differences))),
        Section(
            "confidence",
            ("kind", "from", "to", "count", "confidence", "right"),
            tuple(_to_bins(result)),
        ),
        Section("comparison", ("system", "group", *COUNTS), tuple(_to_comparison(coarse))),
        Section(
            "differences",
            ("kind", "cause", "what", "document", "label", "text"),
            tuple(_to_listed(result.differences, errors)),
        ),
    )
    return tuple(each for each in sections if each.rows)


def to_identity(result: Identity) -> tuple[Section, ...]:
    """Give the tables of a measurement of resolution: pairs, B-cubed, and every pair judged wrong."""
    sections = (
        Section("pairs", ("group", *RATES, "joined", "same", "pairs"), tuple(_to_pairs(result.pairs))),
        Section(
            "b-cubed",
            ("mentions of", *RATES, "mentions"),
            tuple((n, b.precision, b.recall, b.f1, b.mentions) for n, b in result.clusters.items()),
        ),
        Section(
            "wrong",
            ("verdict", "case", "type", "name", "about", "other", "other about", "part"),
            tuple(_to_wrong(each) for each in result.pairs if not each.right),
        ),
    )
    return tuple(each for each in sections if each.rows)


def _to_pairs(judged: Sequence[Judged]) -> Iterator[Row]:
    groups: dict[str, list[Judged]] = {"all": list(judged)} if judged else {}
    for name in ("part", "type"):
        for each in sorted(judged, key=lambda each: _to_group(each, name)):
            groups.setdefault(_to_group(each, name), []).append(each)
    for group, some in groups.items():
        s = score_pairs(some)
        yield group, s.precision, s.recall, s.f1, s.given, s.wanted, len(some)


def _to_group(judged: Judged, name: str) -> str:
    return judged.pair.part if name == "part" else judged.pair.one.type


def _to_wrong(judged: Judged) -> Row:
    pair = judged.pair
    verdict = "falsely one" if judged.joined else "falsely two"
    named = (pair.one.name, _to_about(pair.one), pair.other.name, _to_about(pair.other))
    return verdict, pair.case, pair.one.type, *named, pair.part


def _to_about(thing: Thing) -> str:
    return " ".join((*(f"={alias}" for alias in thing.aliases), *(name for _, name in thing.about)))


def _to_scores(result: Evaluation) -> Iterator[Row]:
    for kind, table in result.scores.items():
        for label, s in table.items():
            yield kind, label, *_to_cells(s, result.intervals[kind][label])


def _to_cells(score: Score, interval: Interval) -> Row:
    """Give the cells of COUNTS."""
    rates = score.precision, score.recall, score.f1, interval.low, interval.high
    return (*rates, score.right, score.given, score.wanted)


def _to_causes(differences: Sequence[Difference]) -> Iterator[Row]:
    """Count the differences by cause, the most frequent of each kind first."""
    counts = Counter((each.kind, each.cause, each.what) for each in differences)
    causes = {(each.kind, each.cause) for each in differences}
    sums = {
        (kind, cause): counts[kind, cause, "missed"] + counts[kind, cause, "wrong"] for kind, cause in causes
    }
    for kind, cause in sorted(sums, key=lambda key: (KINDS.index(key[0]), -sums[key], key[1])):
        yield kind, cause, counts[kind, cause, "missed"], counts[kind, cause, "wrong"]


def _to_bins(result: Evaluation) -> Iterator[Row]:
    for table in result.reliability:
        for each in table.bins:
            yield table.kind, each.low, each.high, each.count, each.confidence, each.right
        yield f"{table.kind}: calibration error", None, None, table.count, table.error, None


def _to_comparison(coarse: Mapping[str, Sequence[Table] | None]) -> Iterator[Row]:
    for system, tables in coarse.items():
        if tables is None:
            yield system, "not installed", *[None] * len(COUNTS)
            continue
        intervals = find_intervals(tables)
        for (_, group), s in sorted(total(tables).items(), key=lambda item: (item[0][1] != "all", item[0])):
            yield system, group, *_to_cells(s, intervals["coarse", group])


def _to_listed(differences: Sequence[Difference], errors: int) -> Iterator[Row]:
    groups: dict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for each in differences:
        groups[each.kind, each.cause, each.what].append(each)
    for key in sorted(groups, key=lambda key: (KINDS.index(key[0]), key)):
        for each in groups[key] if errors < 0 else groups[key][:errors]:
            yield *key, each.document, each.label, each.text
