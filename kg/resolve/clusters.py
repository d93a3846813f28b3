"""Union-find over groups with vetoes: what may never be one thing, whatever speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.forms.places import are_nested
from kg.resolve.groups import Group, GroupKey

_OPEN_KINDS = {"开发区", "经济开发区"}  # a 经开区 was one before, and is still called so


@dataclass(slots=True)
class Profile:
    """What tells the groups of a cluster apart from others. An empty set tells nothing."""

    articles: set[tuple[str, int]]
    places: set[str]
    zones: set[str]
    kinds: set[str]
    numbers: set[frozenset[str]]

    @classmethod
    def of(cls, group: Group) -> Profile:
        """Make the profile of one group."""
        owner = group.owner
        return cls(
            set(group.articles),
            {owner.place} if owner.place else set(),
            {owner.key} if owner.zone else set(),
            {group.kind} - _OPEN_KINDS - {""},
            {group.numbers} if group.numbers else set(),
        )

    def find_veto(self, other: Profile) -> str | None:
        """Name what forbids that both are one thing, or None.

        siblings: one article names both as two things; place, zone, kind, numbers: they differ.
        """
        small, large = sorted((self.articles, other.articles), key=len)
        if any(article in large for article in small):
            return "siblings"
        if any(not are_nested(one, two) for one in self.places for two in other.places):
            return "place"
        for veto, mine, theirs in (
            ("zone", self.zones, other.zones),
            ("kind", self.kinds, other.kinds),
            ("numbers", self.numbers, other.numbers),
        ):
            if mine and theirs and mine != theirs:
                return veto
        return None

    def absorb(self, other: Profile) -> None:
        """Take over what the other has."""
        self.articles |= other.articles
        self.places |= other.places
        self.zones |= other.zones
        self.kinds |= other.kinds
        self.numbers |= other.numbers


class Clusters:
    """Disjoint sets of groups; the same unions in the same order give the same sets."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Put every group into a cluster of its own."""
        self._groups = {group.id: group for group in groups}
        self._parents = {key: key for key in self._groups}
        self._profiles = {key: Profile.of(group) for key, group in self._groups.items()}

    def find(self, key: GroupKey) -> GroupKey:
        """Give the key that stands for the cluster of a group."""
        root = key
        while self._parents[root] != root:
            root = self._parents[root]
        while self._parents[key] != root:
            self._parents[key], key = root, self._parents[key]
        return root

    def join(self, one: GroupKey, other: GroupKey) -> str | None:
        """Make two clusters one, unless something forbids it: then name that."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return None
        veto = self._profiles[a].find_veto(self._profiles[b])
        if veto is None:
            self._profiles[a].absorb(self._profiles.pop(b))
            self._parents[b] = a
        return veto

    def sets(self) -> tuple[tuple[Group, ...], ...]:
        """Give the clusters, their groups in the order of the keys."""
        found: dict[GroupKey, list[Group]] = {}
        for key in sorted(self._groups):
            found.setdefault(self.find(key), []).append(self._groups[key])
        return tuple(tuple(groups) for _, groups in sorted(found.items()))
