"""Groups as the rest of the line sees them, and which of them a name means that a person has written.

A name means the parts that are called so; failing that, the part that the grammar makes of it; failing that,
those that have it as an alias. Several parts may be called so (建设部): ``Part.name`` tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.forms.grammar import parse_name
from kg.forms.places import find_name
from kg.forms.words import fold
from kg.records import Extraction, Key, Part
from kg.resolve.groups import Group
from kg.resolve.labels import choose_label

_AT: Final = "@"
_DOCUMENT: Final = "doc"


@dataclass(frozen=True, slots=True)
class Directory:
    """Parts by what they are called: type and folded form, or type and full name."""

    parts: Mapping[Key, Part]
    full: Mapping[tuple[str, str], tuple[Part, ...]]
    names: Mapping[tuple[str, str], tuple[Part, ...]]
    aliases: Mapping[tuple[str, str], tuple[Part, ...]]

    def find(self, name: str, *types: str) -> tuple[Part, ...]:
        """Find the parts of some types that a name means, in the order of their keys."""
        folded = fold(name)
        steps = (
            (self.full.get((type_, name), ()) for type_ in types if _AT in name),
            (self.names.get((type_, folded), ()) for type_ in types),
            (self._parse(type_, name) for type_ in types),
            (self.aliases.get((type_, folded), ()) for type_ in types),
        )
        for step in steps:
            if found := tuple(part for parts in step for part in parts):
                return found
        return ()

    def _parse(self, type_: str, name: str) -> tuple[Part, ...]:
        parsed = self.parts.get((type_, parse_name(name, type_).key))
        return (parsed,) if parsed else ()


def to_parts(groups: Iterable[Group], extractions: Iterable[Extraction]) -> tuple[Part, ...]:
    """Convert groups to parts, not yet of an entity."""
    documents = {each.source.document: each.source.name for each in extractions}
    return tuple(_to_part(group, documents) for group in groups)


def make_directory(parts: Sequence[Part]) -> Directory:
    """Make the directory of some parts."""
    return Directory(
        {part.key: part for part in parts},
        _index(parts, lambda part: (part.name,)),
        _index(parts, lambda part: map(fold, part.names)),
        _index(parts, lambda part: map(fold, part.aliases)),
    )


def _to_part(group: Group, documents: Mapping[str, str]) -> Part:
    label = choose_label((group,))[1]
    told = parse_name(label, group.type).key == group.key  # by the name alone
    scope = "" if told else group.key.partition(_AT)[2]
    return Part(
        group.id,
        f"{label}{_AT}{_tell_scope(scope, documents)}" if scope else label,
        tuple(sorted(group.names)),
        tuple(sorted(group.forms - set(group.names))),
        group.marks,
        tuple(sorted(group.members)),
    )


def _tell_scope(scope: str, documents: Mapping[str, str]) -> str:
    """Tell where a name belongs: 青岛市高新区, or a document, with its article where that matters."""
    kind, _, rest = scope.partition(":")
    if kind == _DOCUMENT:
        document, *article = rest.split(":")
        return "#".join((documents[document], *article))
    zone, _, place = scope.rpartition(_AT)
    return (find_name(place) or place) + zone


def _index(
    parts: Sequence[Part], call: Callable[[Part], Iterable[str]]
) -> Mapping[tuple[str, str], tuple[Part, ...]]:
    found: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        for name in sorted(set(call(part))):
            found[part.key[0], name].append(part)
    return {called: tuple(same) for called, same in found.items()}
