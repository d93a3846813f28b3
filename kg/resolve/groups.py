"""Entities of all articles with equal keys, gathered: the first and cheap step of resolution.

The key of an entity is its type, its core and its owner; a name that says too little gets the owner
that its article is about, or stays within its document. Linear in the number of entities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.forms.grammar import ANY, COMPLETE, NOBODY, Name, Owner, parse_name
from kg.forms.places import find_codes, pick_within
from kg.forms.words import fold
from kg.lexicon import load_words
from kg.records import Entity, Extraction, Key, Local
from kg.resolve.context import Context, choose_name, find_context


@dataclass(slots=True)
class Group:
    """All entities of one key. ``scoped``: the owner comes from the context, not from the name."""

    type: str
    key: str
    core: str
    owner: Owner
    scoped: bool
    kind: str
    numbers: frozenset[str]
    legal: bool = False
    bracket: bool = False
    members: set[Local] = field(default_factory=set)
    articles: set[tuple[str, int]] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)  # form → documents that call it so
    forms: set[str] = field(default_factory=set)
    aliases: dict[str, bool] = field(default_factory=dict)  # key → specific by itself

    @property
    def id(self) -> Key:
        """The type and key."""
        return self.type, self.key

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """What no other group of the same thing has differently: place, zone, kind, numbers."""
        marks = {
            "place": self.owner.place,
            "zone": self.owner.key if self.owner.zone else "",
            "kind": self.kind if self.kind not in load_words("resolve_words", "open kind") else "",
            "numbers": " ".join(sorted(self.numbers)),
        }
        return tuple((kind, mark) for kind, mark in marks.items() if mark)


def gather(extractions: Iterable[Extraction], *, apart: Collection[Key] = ()) -> Mapping[Key, Group]:
    """Gather the entities of all articles by their keys, in the order of the keys.

    Names in ``apart`` (type and folded form) are groups of their own, whatever the grammar makes of them.
    """
    groups: dict[Key, Group] = {}
    for extraction in extractions:
        context = find_context(extraction)
        for entity in extraction.entities:
            _add(groups, entity, context, apart)
    return dict(sorted(groups.items()))


def _add(groups: dict[Key, Group], entity: Entity, context: Context, apart: Collection[Key]) -> None:
    name = _place(choose_name(entity), entity.type, context)
    core, owner, scope = _complete(name, entity.type, context)
    if apart and (entity.type, fold(name.form)) in apart:
        core = f"{core}#{fold(name.form)}"
    key = f"{core}@{scope}"
    scoped = name.missing != COMPLETE
    group = groups.get((entity.type, key))
    if group is None:
        group = Group(entity.type, key, core, owner, scoped, name.kind, name.numbers)
        groups[group.id] = group
    group.legal |= name.legal
    group.bracket |= name.bracket
    group.scoped &= scoped
    group.members.add((context.document, context.article, entity.id))
    group.articles.add((context.document, context.article))
    group.topics |= context.topics
    group.places |= context.places
    group.names.setdefault(entity.name if scoped else name.form, set()).add(context.document)
    group.forms.update(entity.forms)
    for form in entity.forms:
        alias = _place(parse_name(form, entity.type), entity.type, context)
        alias_core, _, alias_scope = _complete(alias, entity.type, context)
        alias_key = f"{alias_core}@{alias_scope}"
        if alias.missing != NOBODY and alias_key != key:
            group.aliases[alias_key] = group.aliases.get(alias_key, True) and alias.missing == COMPLETE


def _place(name: Name, type_: str, context: Context) -> Name:
    """Read 发改委 as the nation's in an article that names no place of the country."""
    return name.in_the_nation(type_) if name.national and not context.local else name


def _complete(name: Name, type_: str, context: Context) -> tuple[str, Owner, str]:
    """Give the core, the owner and the owner's key of a name in its context.

    What is built has its place: a company's project of one name in two cities is two.
    """
    if type_ == "Project" and name.missing == COMPLETE and not name.owner.key and context.city:
        return name.core, Owner(place=context.city), context.city
    if name.missing == COMPLETE:
        return name.core, name.owner, name.owner.key
    if type_ == "Place" and name.missing == ANY and find_codes(name.core):
        code = pick_within(find_codes(name.core), context.places)
        return (code, Owner(), "") if code else (name.core, Owner(), f"doc:{context.document}")
    if name.missing == NOBODY:
        return name.core, Owner(), f"doc:{context.document}:{context.article}"
    owner = context.find_owner(name.missing)
    return (name.core, owner, owner.key) if owner else (name.core, Owner(), f"doc:{context.document}")
