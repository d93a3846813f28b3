"""Relations that names themselves state: 甲高新区管委会 administers 甲高新区, 甲高新区建设局 belongs to it.

The table is relation_names.tsv. A body named by its bare office (管委会) or behind a pointer (高新区工委)
belongs to the article's zone; later members of a list of departments belong where the first does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extract.draft import Draft, RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence
from kg.extract.relations_rules import type_set
from kg.extract.relations_subjects import clause_words
from kg.extract.relations_view import View
from kg.lexicon import load_table

OWN_FORM: Final = "="
MARKS: Final = "《》“”〈〉"
NATIONAL: Final = "国家"
UNRANKED: Final = re.compile("国家级?|省级|[省市]")
RANKS: Final = frozenset("省市县区")  # what the name of another's department may begin with (省科技厅)
SHORTEST: Final = 2  # characters; 纪委 may be anyone's
LIKEWISE: Final = 0.9  # how much less sure a department is that only follows another in a list


@dataclass(frozen=True, slots=True)
class NameRule:
    """A row of relation_names.tsv."""

    id: str
    predicate: str
    slot: str
    about: frozenset[str]
    owners: frozenset[str]
    rest: re.Pattern[str]
    pointed: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Owners:
    """The things of an article by their forms, and the zone it is about."""

    by_form: dict[str, list[Thing]]
    zones: dict[str, list[Thing]]  # by their forms without ranks: 甲高新区 for 甲市高新区
    zone: Thing | None

    def called(self, form: str) -> list[Thing]:
        """The things of a form, with or without 国家 before it (科技部, 国家科技部)."""
        found = self.by_form.get(form) or self.by_form.get(form.removeprefix(NATIONAL))
        return found or self.by_rank(form) or self.zones.get(_short(form), [])

    def by_rank(self, form: str) -> list[Thing]:
        """The things named by the rank of their place alone: 市政府 for 甲市政府."""
        start = next((i for i in range(1, len(form) - 1) if form[i] in RANKS), 0)
        return self.by_form.get(form[start:], []) if start else []


def find_in_names(view: View, draft: Draft) -> list[RelationDraft]:
    """Find what the names of the article's things state about their owners."""
    owners = _owners(draft)
    found = [
        _state(view, rule, (thing, owner), place)
        for place, thing in _first_places(view)
        for rule in _rules()
        if thing.type in rule.about
        for owner in _owner_of(thing, rule, owners)
    ]
    return found + list(_likewise(view, found))


@lru_cache(maxsize=1)
def _rules() -> tuple[NameRule, ...]:
    return tuple(
        NameRule(
            row["id"],
            row["predicate"],
            row["slot"],
            type_set(row["about"]),
            type_set(row["owners"]),
            re.compile(row["rest"]),
            row["pointed"],
            float(row["confidence"]),
        )
        for row in load_table("relation_names", patterns=("rest",))
    )


def _owners(draft: Draft) -> Owners:
    by_form: dict[str, list[Thing]] = {}
    for thing in draft.things:
        for form in thing.forms:
            by_form.setdefault(form.strip(MARKS), []).append(thing)
    zones = {_short(form): [thing] for thing in draft.things if thing.type == "Zone" for form in thing.forms}
    zone = draft.topic if draft.topic and draft.topic.type == "Zone" else None
    return Owners(by_form, zones, zone)


def _short(form: str) -> str:
    return UNRANKED.sub("", form)


def _first_places(view: View) -> list[tuple[int, Thing]]:
    """Every thing with the place of its first explicit mention."""
    seen: dict[int, tuple[int, Thing]] = {}
    for place in view.places:
        for member in view.groups[place].members:
            if member.explicit:
                seen.setdefault(member.thing.key, (place, member.thing))
    return list(seen.values())


def _owner_of(thing: Thing, rule: NameRule, owners: Owners) -> Iterator[Thing]:
    """The owner by the longest beginning of the first form that has one, else the zone pointed to."""
    names = [form.strip(MARKS) for form in thing.forms]
    for name in names:
        for length in range(len(name) - 1, 0, -1):
            if _is_rest(rule, names, name[length:]):
                for owner in owners.called(name[:length]):
                    if owner.type in rule.owners and owner.key != thing.key:
                        yield owner
                        return
        if owners.zone and _is_pointed(rule, name):
            yield owners.zone
            return


def _is_rest(rule: NameRule, names: list[str], rest: str) -> bool:
    if rule.rest.pattern == OWN_FORM:
        return rest.strip(MARKS) in names
    return rule.rest.fullmatch(rest) is not None


def _is_pointed(rule: NameRule, name: str) -> bool:
    """Whether a name opens with a pointer to the article's zone, or, for a bare office, with nothing."""
    if rule.pointed == "no":
        return False
    pointer = clause_words()["pointer"].match(name)
    length = pointer.end() if pointer else 0
    return bool(rule.rest.fullmatch(name, length)) and (length > 0 or rule.pointed == "bare")


def _state(view: View, rule: NameRule, ends: tuple[Thing, Thing], place: int) -> RelationDraft:
    subject, object_ = ends if rule.slot == "subject" else ends[::-1]
    evidence = find_evidence(view, (place, place + 1), ())
    return RelationDraft(subject.key, rule.predicate, object_.key, evidence, rule.id, rule.confidence)


def _likewise(view: View, found: list[RelationDraft]) -> Iterator[RelationDraft]:
    """Departments that follow another in a list and have no owner of their own."""
    owners = {one.subject: one for one in found if one.predicate == "subOrganizationOf"}
    known = {one.subject for one in found}
    for place in view.places:
        first: RelationDraft | None = None
        for member in view.groups[place].members:
            thing = member.thing
            if thing.key in owners:
                first = owners[thing.key]
            elif first and thing.key not in known and _is_department(thing):
                evidence = find_evidence(view, (place, place + 1), ())
                yield replace(
                    first, subject=thing.key, evidence=evidence, confidence=first.confidence * LIKEWISE
                )


def _is_department(thing: Thing) -> bool:
    name = thing.forms[0]
    return thing.type == "GovernmentBody" and len(name) > SHORTEST and name[0] not in RANKS
