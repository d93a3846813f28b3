"""What a resolved thing is called, and its id: both functions of its names and keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kg.forms.grammar import COMPLETE, DOCUMENT, Name, parse_name
from kg.forms.places import find_name
from kg.forms.words import fold
from kg.records import Entity
from kg.resolve.groups import Group

_DIGITS = 16  # of the hash in an id: 64 bits
_LISTED = ("GovernmentBody", "Place")  # whose proper name is that of a table, not the longest
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_Claim = tuple[bool, bool, int, int, int, bool, str]


def to_entity(groups: Sequence[Group], *, key: str | None = None, preferred: str | None = None) -> Entity:
    """Convert a cluster to an entity; its mentions stay with the articles.

    ``key`` is what the id is made of, by default the key of the group that gives the name; ``preferred`` is
    shown instead of that name, and changes nothing else.
    """
    group, label = choose_label(groups)
    name = preferred or label
    forms = {form for each in groups for form in each.forms}
    return Entity(make_id(group.type, key or group.key), group.type, name, tuple(sorted(forms - {name})))


def choose_label(groups: Iterable[Group]) -> tuple[Group, str]:
    """Choose the name shown: the longest that says whose it is, without a chain of places before it."""
    claims = [(group, form) for group in groups for form in sorted(group.names)]
    return max(claims, key=lambda claim: _rate(claim[1], claim[0]))


def make_id(type_: str, key: str) -> str:
    """Make the stable id of a thing: ``government-body/<hash>``."""
    digest = sha256(f"{type_}\n{key}".encode()).hexdigest()
    return f"{_CAMEL.sub('-', type_).lower()}/{digest[:_DIGITS]}"


def _rate(form: str, group: Group) -> _Claim:
    name: Name = parse_name(form, group.type)
    whole = name.missing in (COMPLETE, DOCUMENT)
    listed = group.type in _LISTED and fold(form) == fold(find_name(group.core) or group.core)
    chain = -name.links if group.type == "Place" else -max(name.links, 1)
    return whole, listed, chain, len(fold(form)), len(group.names[form]), "《" in form or "“" in form, form
