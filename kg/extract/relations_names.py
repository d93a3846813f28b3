"""Relations that names themselves state: 甲高新区管委会 administers 甲高新区, 甲高新区建设局 belongs to it.

The table is relation_names.tsv. A body named by its bare office (管委会) or behind a pointer (高新区工委) belongs to
the article's zone; later members of a list of departments belong where the first does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.draft import Draft, RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence
from kg.extract.relations_rules import type_set
from kg.extract.relations_view import View
from kg.lexicon import load_table

POINTER: Final = re.compile("(?:全|该|本)?(?:国家)?(?:高新技术产业开发区|高新区|经开区|开发区|园区|新区|区)")
OWN_FORM: Final = "="
MARKS: Final = "《》“”〈〉"
SHORTEST: Final = 2  # characters; 纪委 may be anyone's
LIKEWISE: Final = 0.9  # how much surer a department's own name is than its place in a list


@dataclass(frozen=True, slots=True)
class NameRule:
    """A row of relation_names.tsv; ``owned`` tells that the thing is subject and its owner object."""

    id: str
    predicate: str
    about: frozenset[str]
    owners: frozenset[str]
    rest: re.Pattern[str]
    confidence: float

    @property
    def owned(self) -> bool:
        """Whether the thing is the subject: false where the owner did something to it."""
        return self.predicate != "issued"


@lru_cache(maxsize=1)
def _rules() -> tuple[NameRule, ...]:
    return tuple(
        NameRule(
            row["id"],
            row["predicate"],
            type_set(row["about"]),
            type_set(row["owners"]),
            re.compile(row["rest"]),
            float(row["confidence"]),
        )
        for row in load_table("relation_names", patterns=("rest",))
    )


def find_in_names(view: View, draft: Draft) -> list[RelationDraft]:
    """Find what the names of the article's things state about their owners."""
    found = [
        _state(view, rule, thing, owner, place)
        for place, thing in _first_places(view)
        for rule in _rules()
        if thing.type in rule.about
        for owner in _owners(rule, thing, draft)
    ]
    return found + list(_likewise(view, found))


def _first_places(view: View) -> list[tuple[int, Thing]]:
    """Every thing with the place of its first explicit mention."""
    seen: dict[int, tuple[int, Thing]] = {}
    for place in view.places:
        for member in view.groups[place].members:
            if member.explicit:
                seen.setdefault(member.thing.key, (place, member.thing))
    return list(seen.values())


def _owners(rule: NameRule, thing: Thing, draft: Draft) -> list[Thing]:
    for form in thing.forms:
        name = form.strip(MARKS)
        best = max(_prefixes(rule, name, thing, draft), key=lambda found: found[0], default=None)
        if best:
            return [best[1]]
    return []


def _prefixes(rule: NameRule, name: str, thing: Thing, draft: Draft) -> Iterator[tuple[int, Thing]]:
    for owner in draft.things:
        if owner.type in rule.owners and owner.key != thing.key:
            for form in owner.forms:
                prefix = form.strip(MARKS)
                if name.startswith(prefix) and _is_rest(rule, thing, name, len(prefix)):
                    yield len(prefix), owner
    topic = draft.topic
    if topic and topic.type == "Zone" and "Zone" in rule.owners and rule.owned:
        pointer = POINTER.match(name)
        length = pointer.end() if pointer else 0
        if rule.rest.fullmatch(name, length) and (length or rule.predicate == "administers"):
            yield 0, topic


def _is_rest(rule: NameRule, thing: Thing, name: str, start: int) -> bool:
    """Whether a name goes on as the rule says; for "its own form" as another form of the thing does."""
    if rule.rest.pattern == OWN_FORM:
        return any(name[start:].strip(MARKS) == form.strip(MARKS) for form in thing.forms)
    return rule.rest.fullmatch(name, start) is not None


def _state(view: View, rule: NameRule, thing: Thing, owner: Thing, place: int) -> RelationDraft:
    subject, object_ = (thing, owner) if rule.owned else (owner, thing)
    evidence = find_evidence(view, (place, place + 1), ())
    return RelationDraft(subject.key, rule.predicate, object_.key, evidence, rule.id, rule.confidence)


def _is_department(thing: Thing) -> bool:
    return thing.type == "GovernmentBody" and len(thing.forms[0]) > SHORTEST


def _likewise(view: View, found: list[RelationDraft]) -> Iterator[RelationDraft]:
    """Departments that follow another in a list and have no owner of their own."""
    owners = {one.subject: one for one in found if one.predicate == "subOrganizationOf"}
    known = {one.subject for one in found}
    for place in view.places:
        first: RelationDraft | None = None
        for member in view.groups[place].members:
            if member.thing.key in owners:
                first = owners[member.thing.key]
            elif first and member.thing.key not in known and _is_department(member.thing):
                evidence = find_evidence(view, (place, place + 1), ())
                yield RelationDraft(
                    member.thing.key,
                    first.predicate,
                    first.object,
                    evidence,
                    first.origin,
                    first.confidence * LIKEWISE,
                )
