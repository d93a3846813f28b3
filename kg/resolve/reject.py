"""Statements that don't hold once a person has decided: the rejected, and those a new type makes senseless.

A rejected statement is told by what it says, "predicate object" or "indicator = value unit", of a thing by
its type and name; role, period and proofs don't matter. Statements of extractions are dropped, so that what
makes facts of them needn't know of decisions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kg.forms.words import fold
from kg.indicators import to_concept
from kg.measures import to_measure
from kg.records import Decision, Extraction, Issue, Observation, Relation, Resolution
from kg.resolve.decide import report_idle, select
from kg.resolve.parts import Directory, make_directory
from kg.schema import Schema

_FIGURE: Final = re.compile(r"([+-]?)(\d+(?:\.\d+)?)(.*)")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reject says of its subject: predicate and object's name, or indicator and figure."""

    word: str
    what: str
    measured: bool


_Rejected = tuple[str, str, str]  # subject, predicate, object; or subject, concept, figure in base units


def parse_claim(text: str, predicates: Collection[str]) -> Claim | None:
    """Parse "introduced 海尔生物" or "营业收入 = 6330亿元"; a change alone is written "营业收入 = +9%"."""
    predicate, _, name = text.strip().partition(" ")
    if predicate in predicates and name.strip():
        return Claim(predicate, name.strip(), measured=False)
    indicator, _, written = text.rpartition("=")
    figure = _FIGURE.fullmatch(re.sub(r"[\s,，]", "", written))
    if not indicator.strip() or not figure:
        return None
    sign, number, unit = figure.groups()
    less = "-" if sign == "-" else ""
    told = _tell(Decimal(less + number), unit)
    return Claim(to_concept(indicator), f"+{told}" if sign == "+" else told, measured=True)


def drop_rejected(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    decisions: Sequence[Decision],
    schema: Schema,
) -> tuple[tuple[Extraction, ...], tuple[Issue, ...]]:
    """Drop the statements that a person rejects, and those that the schema doesn't allow with a new type."""
    rejected = _find_rejected(resolution, select(decisions, "reject"), schema)
    if not rejected and not select(decisions, "retype"):
        return tuple(extractions), ()
    filter_ = _Filter(resolution, {key for keys in rejected.values() for key in keys}, schema)
    kept = tuple(filter_.apply(each) for each in extractions)
    idle = (
        report_idle(each, f"reject: no article says {each.name} {each.other}")
        for each, keys in rejected.items()
        if not filter_.used & keys
    )
    return kept, (*idle, *filter_.issues)


class _Filter:
    """Drops statements, and remembers which decisions that served."""

    def __init__(self, resolution: Resolution, rejected: set[_Rejected], schema: Schema) -> None:
        self.used: set[_Rejected] = set()
        self.issues: list[Issue] = []
        self._index = resolution.index
        self._types = {entity.id: entity.type for entity in resolution.entities}
        self._rejected = rejected
        self._schema = schema

    def apply(self, extraction: Extraction) -> Extraction:
        """Give the extraction without what doesn't hold."""
        article = extraction.source.document, extraction.source.article
        ids = {each.id: self._index[(*article, each.id)] for each in extraction.entities}
        moved = {each.id for each in extraction.entities if self._types[ids[each.id]] != each.type}
        return replace(
            extraction,
            relations=tuple(
                each
                for each in extraction.relations
                if not self._hits((ids[each.subject], each.predicate, ids[each.object]))
                and not ({each.subject, each.object} & moved and self._is_senseless(each, extraction, ids))
            ),
            observations=tuple(
                each
                for each in extraction.observations
                if not self._hits((ids[each.subject], to_concept(each.indicator), _tell_figure(each)))
            ),
        )

    def _hits(self, key: _Rejected) -> bool:
        if key in self._rejected:
            self.used.add(key)
            return True
        return False

    def _is_senseless(self, relation: Relation, extraction: Extraction, ids: Mapping[str, str]) -> bool:
        """Whether the types of a relation's ends don't allow it any more; that is reported."""
        ends = self._types[ids[relation.subject]], self._types[ids[relation.object]]
        if self._schema.allows(ends[0], relation.predicate, ends[1]):
            return False
        where = f"{extraction.source.name} #{extraction.source.article}"
        what = f"{ends[0]} {relation.predicate} {ends[1]}, by a decision: left out"
        self.issues.append(Issue("info", "statement:retyped", what, where))
        return True


def _find_rejected(
    resolution: Resolution, decisions: Iterable[Decision], schema: Schema
) -> dict[Decision, set[_Rejected]]:
    """Find what each decision rejects, in global ids."""
    directory = make_directory(resolution.parts)
    predicates = {one.name for one in schema.predicates}
    types = [one.name for one in schema.types]
    found: dict[Decision, set[_Rejected]] = {}
    for each in decisions:
        claim = parse_claim(each.other, predicates)
        subjects = _find_things(resolution, directory, each.name, [each.type])
        if claim is None:
            found[each] = set()
        elif claim.measured:
            found[each] = {(subject, claim.word, claim.what) for subject in subjects}
        else:
            ends = _find_things(resolution, directory, claim.what, types)
            pairs = [(subject, end) for subject in subjects for end in ends]
            if claim.word in schema.symmetric:
                pairs.extend([(end, subject) for subject, end in pairs])
            found[each] = {(subject, claim.word, end) for subject, end in pairs}
    return found


def _find_things(
    resolution: Resolution, directory: Directory, name: str, types: Sequence[str]
) -> tuple[str, ...]:
    """Find the entities that a name means, be it one that a decision has given."""
    shown = {each.id for each in resolution.entities if each.name == name and each.type in types}
    meant = {part.entity for part in directory.find(name, *types)}
    return tuple(sorted(shown | meant))


def _tell_figure(figure: Observation) -> str:
    """Write a figure as a reject does, in base units; a change alone has its sign: +9%."""
    if figure.value is None:
        change = Decimal(str(figure.change))
        return _tell(change, "%") if change < 0 else f"+{_tell(change, '%')}"
    return _tell(Decimal(str(figure.value)), figure.unit or "")


def _tell(number: Decimal, unit: str) -> str:
    measure = to_measure(number, unit or None)
    base = measure.unit or ""
    return f"{measure.value.normalize():f}{fold(base) or base}"
