"""Union-find over groups with vetoes: what may never be one thing, whatever speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.forms.places import are_nested
from kg.records import Key
from kg.resolve.groups import Group

_TELLING: Final = ("zone", "kind", "numbers")  # marks that are equal in one thing; places may be nested


@dataclass(slots=True)
class Profile:
    """What tells the groups of a cluster apart from others. A mark that isn't there tells nothing."""

    articles: set[tuple[str, int]]
    marks: dict[str, set[str]]

    @classmethod
    def of(cls, marks: Iterable[tuple[str, str]], articles: Iterable[tuple[str, int]]) -> Profile:
        """Make the profile of one group."""
        return cls(set(articles), {kind: {mark} for kind, mark in marks})

    def find_veto(self, other: Profile) -> str | None:
        """Name what forbids that both are one thing, or None.

        siblings: one article names both as two things; place, zone, kind, numbers: they differ.
        """
        small, large = sorted((self.articles, other.articles), key=len)
        if any(article in large for article in small):
            return "siblings"
        places, other_places = self.marks.get("place", set()), other.marks.get("place", set())
        if any(not are_nested(one, two) for one in places for two in other_places):
            return "place"
        for veto in _TELLING:
            mine, theirs = self.marks.get(veto), other.marks.get(veto)
            if mine and theirs and mine != theirs:
                return veto
        return None

    def absorb(self, other: Profile) -> None:
        """Take over what the other has."""
        self.articles |= other.articles
        for kind, marks in other.marks.items():
            self.marks.setdefault(kind, set()).update(marks)


class Clusters:
    """Disjoint sets of groups; the same unions in the same order give the same sets."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Put every group into a cluster of its own."""
        self._groups = {group.id: group for group in groups}
        self._parents = {key: key for key in self._groups}
        self._profiles: dict[Key, Profile] = {}  # of the clusters that were looked at: few are
        self._apart: dict[Key, dict[Key, str]] = {}  # root → group that is decided to be another → why

    def find(self, key: Key) -> Key:
        """Give the key that stands for the cluster of a group."""
        root = key
        while self._parents[root] != root:
            root = self._parents[root]
        while self._parents[key] != root:
            self._parents[key], key = root, self._parents[key]
        return root

    def forbid(self, one: Key, other: Key, why: str) -> None:
        """Decide that two groups are two things; to be called before they are joined."""
        for here, there in ((one, other), (other, one)):
            self._apart.setdefault(self.find(here), {}).setdefault(there, why)

    def find_veto(self, one: Key, other: Key, *, decided: bool = False) -> str | None:
        """Name what forbids to make the clusters of two groups one, or None.

        With ``decided`` a person wants it, so that only another decision forbids it.
        """
        a, b = self.find(one), self.find(other)
        apart = sorted(why for key, why in self._apart.get(a, {}).items() if self.find(key) == b)
        if apart or decided:
            return apart[0] if apart else None
        return self._profile(a).find_veto(self._profile(b))

    def join(self, one: Key, other: Key) -> None:
        """Make two clusters one. Whether that may be, ``find_veto`` knows."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return
        self._profile(a).absorb(self._profile(b))
        del self._profiles[b]
        self._parents[b] = a
        if b in self._apart:
            self._apart.setdefault(a, {}).update(self._apart.pop(b))

    def _profile(self, root: Key) -> Profile:
        group = self._groups[root]
        if root not in self._profiles:
            self._profiles[root] = Profile.of(group.marks, group.articles)
        return self._profiles[root]

    def sets(self) -> tuple[tuple[Group, ...], ...]:
        """Give the clusters, their groups in the order of the keys."""
        found: dict[Key, list[Group]] = {}
        for key in sorted(self._groups):
            found.setdefault(self.find(key), []).append(self._groups[key])
        return tuple(tuple(groups) for _, groups in sorted(found.items()))
