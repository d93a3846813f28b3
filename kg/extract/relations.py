"""The relations of one article: rules of relations.tsv applied to its masked text, then names and posts.

``find_relations`` is the whole of it. Entities are not proposed here, figures neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.extract.draft import Draft, RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence, find_modality
from kg.extract.relations_names import find_in_names
from kg.extract.relations_posts import find_posts
from kg.extract.relations_rules import Rule, load_rules
from kg.extract.relations_slots import Filler, find_agent, find_carrier
from kg.extract.relations_view import View, mask_text

Allows = Callable[[str, str, str], bool]
SYMMETRIC = frozenset({"cooperatesWith"})


def find_relations(draft: Draft, allows: Allows) -> list[RelationDraft]:
    """Find the relations that the article states between its things.

    Reads ``text``, ``references``, ``things`` and ``topic``. ``allows`` tells by subject type, predicate and object
    type what the schema admits. The result is sorted by evidence and holds each statement once.
    """
    view = mask_text(draft.text, draft.references)
    found = [statement for rule in load_rules() for statement in _apply(rule, view, draft)]
    found += find_in_names(view, draft)
    found += find_posts(view)
    types = {thing.key: thing.type for thing in draft.things}
    return _merge(
        one
        for one in found
        if one.subject != one.object and allows(types[one.subject], one.predicate, types[one.object])
    )


def _apply(rule: Rule, view: View, draft: Draft) -> Iterator[RelationDraft]:
    for match in rule.pattern.finditer(view.text):
        start, end = match.span()
        slots = {name: match.start(name) for name in match.groupdict()}
        if "b" in slots:
            things = view.groups[slots["b"]].things(rule.subject)
            fillers = [
                (Filler((one,), slots["b"]), Filler(things[i + 1 :], slots["b"]))
                for i, one in enumerate(things)
            ]
        else:
            subject = _fill(rule, "s", slots, view, draft)
            object_ = _fill(rule, "o", slots, view, draft)
            fillers = [(subject, object_)] if subject and object_ else []
        for subject, object_ in fillers:
            yield from _state(rule, view, (start, end), subject, object_)


def _fill(rule: Rule, slot: str, slots: dict[str, int], view: View, draft: Draft) -> Filler | None:
    types = rule.subject if slot == "s" else rule.object
    if slot in slots:
        return Filler(view.groups[slots[slot]].things(types), slots[slot])
    find = find_agent if rule.missing == "agent" else find_carrier
    return find(view, min(slots.values()), types, draft.topic)


def _state(
    rule: Rule, view: View, span: tuple[int, int], subject: Filler, object_: Filler
) -> Iterator[RelationDraft]:
    places = [place for place in (subject.place, object_.place) if place is not None]
    evidence = find_evidence(view, span, places)
    modality = find_modality(view, span, rule.modality)
    for one in subject.things:
        for other in object_.things:
            yield RelationDraft(
                one.key,
                rule.predicate,
                other.key,
                evidence,
                rule.id,
                rule.confidence,
                modality=modality,
            )


def _merge(found: Iterable[RelationDraft]) -> list[RelationDraft]:
    """One statement for all that say the same: the best confidence, every piece of evidence."""
    merged: dict[tuple[int, str, int], RelationDraft] = {}
    for one in found:
        ends = (one.subject, one.object)
        key = (
            (min(ends), one.predicate, max(ends))
            if one.predicate in SYMMETRIC
            else (ends[0], one.predicate, ends[1])
        )
        known = merged.get(key)
        if known is None:
            merged[key] = one
            continue
        best = max(known, one, key=lambda item: item.confidence)
        merged[key] = replace(best, evidence=tuple(sorted({*known.evidence, *one.evidence})))
    return sorted(merged.values(), key=lambda one: (one.evidence[0], one.predicate, one.subject, one.object))
