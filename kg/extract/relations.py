"""The relations of one article: what its sentences, its names and its posts state.

``find_relations`` is the whole of it. Entities are not proposed here, figures neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.draft import Draft, RelationDraft
from kg.extract.figures_focus import find_focus
from kg.extract.relations_frames import load_frame_rules
from kg.extract.relations_match import find_by_rules, predicates_that
from kg.extract.relations_names import find_in_names
from kg.extract.relations_pointers import with_places
from kg.extract.relations_posts import find_posts
from kg.extract.relations_view import mask_text
from kg.lexicon import load_table

VAGUE: Final = "领导"
Allows = Callable[[str, str, str], bool]


def find_relations(draft: Draft, allows: Allows) -> list[RelationDraft]:
    """Find the relations that the article states between its things.

    Reads ``text``, ``references``, ``things`` and ``topic``. ``allows`` tells by subject type, predicate and
    object type what the schema admits. The result is sorted by evidence and holds each statement once.
    """
    view = mask_text(draft.text, with_places(draft))
    setting = find_focus(draft)
    found = [*find_by_rules(view, draft, setting), *find_in_names(view, draft), *find_posts(view, draft)]
    types = {thing.key: thing.type for thing in draft.things}
    admitted = [
        one
        for one in found
        if one.subject != one.object and allows(types[one.subject], one.predicate, types[one.object])
    ]
    return _merge(_without_overruled(_without_yielding(admitted)))


def _without_yielding(found: list[RelationDraft]) -> list[RelationDraft]:
    """Drop what a rule that yields says of an object where another rule says it of somebody else."""
    weak = _yielding()
    firm = {(one.predicate, one.object): one.subject for one in found if one.origin not in weak}
    return [
        one
        for one in found
        if one.origin not in weak or firm.get((one.predicate, one.object), one.subject) == one.subject
    ]


@cache
def _yielding() -> frozenset[str]:
    rows = (*load_table("relations"), *load_frame_rules(), *load_table("relation_names"))
    return frozenset(row["id"] for row in rows if row["yields"] == "yes")


def _without_overruled(found: list[RelationDraft]) -> list[RelationDraft]:
    """Drop what says less than another statement about the same pair: located in what it is part of."""
    over = {row["predicate"]: row["over"] for row in load_table("relation_predicates")}
    stated = {(one.subject, one.predicate, one.object) for one in found}
    return [one for one in found if (one.subject, over[one.predicate], one.object) not in stated]


def _merge(found: Iterable[RelationDraft]) -> list[RelationDraft]:
    """One statement for all that say the same: the asserted, then the surest, with all roles and evidence."""
    merged: dict[tuple[int, str, int], RelationDraft] = {}
    evidence: dict[tuple[int, str, int], set[tuple[int, int]]] = {}
    for one in found:
        known = merged.setdefault(_key(one), one)
        evidence.setdefault(_key(one), set()).update(one.evidence)
        best = max(known, one, key=lambda item: (item.modality is None, item.confidence))
        merged[_key(one)] = replace(
            best,
            role=_roles(known.role, one.role),
            time=best.time or known.time or one.time,
        )
    complete = [replace(one, evidence=tuple(sorted(evidence[key]))) for key, one in merged.items()]
    return sorted(complete, key=lambda one: (one.evidence[0], *_key(one)))


def _roles(known: str | None, other: str | None) -> str | None:
    """Two roles of one person at one place as one: 常委、秘书长; 领导 says no more than any other."""
    roles = [*(known or "").split("、"), *(other or "").split("、")]
    told = [role for role in dict.fromkeys(roles) if role]
    return "、".join([role for role in told if not role.endswith(VAGUE)] or told) or None


def _key(one: RelationDraft) -> tuple[int, str, int]:
    ends = one.subject, one.object
    if one.predicate in predicates_that("symmetric"):
        ends = min(ends), max(ends)
    return ends[0], one.predicate, ends[1]
