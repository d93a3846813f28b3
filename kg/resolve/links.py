"""Which groups of different keys may be one thing: aliases, elided places, lawful short forms.

A link is proposed by a form in common; how it is scored is the business of features.py, what can't be in any
case that of clusters.py, and names that are only nearly the same that of near.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from kg.forms.places import find_ancestors, find_name
from kg.lexicon import load_words, one_of
from kg.records import Key, Link
from kg.resolve.clusters import Profile
from kg.resolve.features import MANY, make_link
from kg.resolve.groups import Group
from kg.resolve.near import find_near

_BY_KEY_ALONE = ("Person", "Industry", "Place")  # no name of another key is ever the same thing
_NO_ELISION = (*_BY_KEY_ALONE, "GovernmentBody", "Recognition")  # a city's office isn't its zone's
_LABELLED = ("Policy", "Event")  # whose label (“拿地即开工”) is one thing within a zone
_SHORTEST = 4  # characters of a company's short form that its parsed name allows


def find_links(groups: Mapping[Key, Group]) -> tuple[Link, ...]:
    """Find all links, the surest first; of two groups the surest alone."""
    found = (*_find_aliases(groups), *_find_elided(groups), *_find_short(groups), *find_near(groups))
    best: dict[tuple[Key, Key], Link] = {}
    for link in sorted(found, key=_order):
        best.setdefault((link.one, link.other), link)
    return tuple(best.values())


def _order(link: Link) -> tuple[object, ...]:
    return -link.score, link.one, link.other, link.features, link.form


def _find_aliases(groups: Mapping[Key, Group]) -> Iterator[Link]:
    claims: dict[Key, list[Group]] = defaultdict(list)
    for group in groups.values():
        if group.type not in _BY_KEY_ALONE:
            for key in group.aliases:
                claims[group.type, key].append(group)
    for (type_, key), claimants in sorted(claims.items()):
        labels = type_ not in _LABELLED and not all(each.aliases[key] for each in claimants)
        contested = len(claimants) > 1 and (labels or _disagree(claimants))
        bearer = groups.get((type_, key))
        core, _, owner = key.partition("@")
        form = f"{find_name(owner) or ''}{core}"
        if bearer and not _is_central(bearer):
            for each in claimants:
                yield make_link(each, bearer, form, "introduced", contested=contested)
        specific = [each for each in claimants if each.aliases[key] or type_ in _LABELLED]
        for one, two in pairwise(specific):
            yield make_link(one, two, form, "shared", contested=contested)


def _is_central(group: Group) -> bool:
    """Whether a group is a central body: all its forms stand in the table, so no text introduces another."""
    return group.type == "GovernmentBody" and bool(group.kind) and not group.owner.key


def _disagree(groups: Sequence[Group]) -> bool:
    profiles = [Profile.of(group.marks, group.articles) for group in groups]
    pairs = combinations(profiles, 2) if len(profiles) <= MANY else pairwise(profiles)
    return any(one.find_veto(two) for one, two in pairs)


def _find_elided(groups: Mapping[Key, Group]) -> Iterator[Link]:
    """青岛轨道交通产业示范区 and 轨道交通产业示范区 in an article about 青岛."""
    cores: dict[Key, list[Group]] = defaultdict(list)
    for group in groups.values():
        if group.type not in _NO_ELISION:
            cores[group.type, group.core].append(group)
    for same in cores.values():
        near = _find_near(same)
        heads: dict[Key, list[Group]] = defaultdict(list)
        for head, bare in near:
            for each in bare:
                heads[each.id].append(head)
        rivals = {key for key, claimants in heads.items() if len(claimants) > 1 and _disagree(claimants)}
        for head, bare in near:
            several = len(bare) > 1 and _disagree(bare)
            for each in bare:
                rival = several or each.id in rivals
                yield make_link(head, each, head.core, "elided", contested=rival)


def _find_near(same: Sequence[Group]) -> list[tuple[Group, list[Group]]]:
    """Find for each group headed by a zone or place those of the same core that leave it out thereabouts."""
    around: dict[str, list[Group]] = defaultdict(list)
    for bare in same:
        if bare.scoped or not bare.owner.key:
            for key in sorted(_find_surroundings(bare)):
                around[key].append(bare)
    near = []
    for head in same:
        if not head.scoped and head.owner.key and not head.bracket:
            near.append((head, [bare for bare in around[head.owner.key] if _may_leave_out(bare, head)]))
    return near


def _find_surroundings(bare: Group) -> set[str]:
    """Give the zones and places whose name may be left out: its context's, with the places above them."""
    if bare.owner.place:
        return {bare.owner.place}
    return bare.topics | {each for code in bare.places for each in find_ancestors(code)}


def _may_leave_out(bare: Group, head: Group) -> bool:
    """A name with an owner from its context leaves out that very place."""
    return not bare.owner.key or (not head.owner.zone and bare.owner.place == head.owner.place)


def _find_short(groups: Mapping[Key, Group]) -> Iterator[Link]:
    """海尔生物 for 青岛海尔生物医疗股份有限公司: the beginning of its own name, the rest mere trade words."""
    companies = [group for group in groups.values() if group.type == "Enterprise"]
    shorts: dict[str, list[Group]] = defaultdict(list)
    for group in companies:
        if len(group.core) >= _SHORTEST and not group.core.endswith(_parents()) and not group.scoped:
            shorts[group.core].append(group)
    claims: dict[str, list[Group]] = defaultdict(list)
    for group in companies:
        for length in range(_SHORTEST, len(group.core)):
            if group.core[:length] in shorts:
                claims[group.core[:length]].append(group)
    for core, claimants in sorted(claims.items()):
        longer = sorted({each.core for each in claimants}, key=lambda name: (len(name), name))
        contested = any(not two.startswith(one) for one, two in pairwise(longer))
        for full, short in ((full, short) for full in claimants for short in shorts[core]):
            if full.legal and not short.legal and _trade_words().fullmatch(full.core, len(core)):
                yield make_link(full, short, core, "short", contested=contested)


@lru_cache(maxsize=1)
def _parents() -> tuple[str, ...]:
    """What the name of a parent company ends in: it is no short form of another's."""
    return tuple(sorted(load_words("resolve_words", "parent")))


@lru_cache(maxsize=1)
def _trade_words() -> re.Pattern[str]:
    return re.compile(one_of(load_words("resolve_words", "trade")) + "+")
