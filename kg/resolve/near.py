"""Pairs of names that are nearly the same: misprints, acronyms, one name said in two places.

None of them is enough to make two things one: what is found here goes to a person at most. Buckets that many
names share say nothing and are left out, so that the work grows with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from kg.forms.sounds import spell
from kg.forms.words import fold
from kg.lexicon import load_words
from kg.records import Key, Link
from kg.resolve.features import MANY, make_link
from kg.resolve.groups import Group

_BY_KEY_ALONE: Final = ("Industry", "Place")  # kinds and divisions: another name is another thing
_WITH_ACRONYMS: Final = ("Enterprise", "Institution", "GovernmentBody", "Event", "Policy")
_ABOUT: Final = "关于"  # begins the title of a policy, its issuer may stand before it
_SOUNDING: Final = 3  # characters from which equal sound says something
_SPELT: Final = 5  # characters from which all but one being equal says something
_ACRONYM: Final = range(3, 7)  # characters of an acronym
_SHORTER: Final = 2  # characters that it saves at least

_Named = tuple[Group, str]  # a group and one of its names, folded


def find_near(groups: Mapping[Key, Group]) -> Iterator[Link]:
    """Find the pairs of groups whose names are nearly the same."""
    named = [
        (group, form)
        for group in groups.values()
        if group.type not in _BY_KEY_ALONE
        for form in sorted(set(map(fold, group.names)))
    ]
    yield from _find_exact(groups.values())
    yield from _find_misprints(named)
    yield from _find_acronyms(groups.values())


def _find_exact(groups: Iterable[Group]) -> Iterator[Link]:
    """One name that two articles leave to their context (创业大厦), or two documents to a person.

    Likewise 康立泰生物医药 with and without （青岛）, and a policy's title with and without its issuer.
    """
    cores: dict[Key, list[Group]] = defaultdict(list)
    for group in groups:
        mere_class = group.type == "Zone" or group.kind  # a bare 高新区 or 管委会 is nobody
        if group.type not in _BY_KEY_ALONE and not mere_class:
            cores[group.type, _find_title(group)].append(group)
    for (_, title), same in cores.items():
        if len(same) <= MANY:
            for one, other in combinations(same, 2):
                if _leave_open(one, title) or _leave_open(other, title):
                    yield make_link(one, other, title, "exact")


def _find_title(group: Group) -> str:
    issuer, about, title = group.core.partition(_ABOUT)
    return about + title if group.type == "Policy" and issuer and about else group.core


def _leave_open(group: Group, title: str) -> bool:
    """Whether a name leaves it open whose it is."""
    return group.scoped or group.bracket or (group.core == title and title.startswith(_ABOUT))


def _find_misprints(named: Sequence[_Named]) -> Iterator[Link]:
    """海尔生物安全 and 海尔生物按全: equal sound, or all but one character equal."""
    pairs = dict.fromkeys((*_pair(named, _sound), *_pair(named, _leave_one_out)))
    seen: set[tuple[Key, Key]] = set()
    for (one, form), (other, second) in ((named[i], named[j]) for i, j in pairs):
        known = one is other or (one.id, other.id) in seen
        if not known and form != second and not _differ_in_series(form, second):
            seen.add((one.id, other.id))
            yield make_link(one, other, form, "misprint")


def _sound(group: Group, form: str) -> Iterator[str]:
    if len(form) >= _SOUNDING:
        yield " ".join((group.type, *spell(form)))


def _leave_one_out(group: Group, form: str) -> Iterator[str]:
    """Give a name without each of its characters in turn, where one says little."""
    if len(form) >= _SPELT and group.type != "Person":
        for place, character in enumerate(form):
            if character not in _series():
                yield f"{group.type} {form[:place]} {form[place + 1 :]}"


def _differ_in_series(one: str, other: str) -> bool:
    """Whether what differs counts or orders things: 东区 is no misprint of 西区."""
    return any({a, b} & _series() for a, b in zip(one, other, strict=True) if a != b)


def _series() -> frozenset[str]:
    return load_words("resolve_words", "series")


def _find_acronyms(groups: Iterable[Group]) -> Iterator[Link]:
    """中国信通院 and 中国信息通信研究院: some characters of the longer name, with its first and last."""
    buckets: dict[Hashable, list[_Named]] = defaultdict(list)
    for group in groups:
        if group.type in _WITH_ACRONYMS and len(group.core) >= _ACRONYM[0]:
            ends = group.core[0], group.core[-1]
            buckets[group.type, group.owner.key, *ends].append((group, group.core))
    for bucket in buckets.values():
        for (one, short), (other, long) in _pair_by_length(bucket):
            if _is_within(short, long):
                yield make_link(one, other, short, "acronym")


def _pair_by_length(bucket: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pair the short names of a bucket with its longer ones, where neither are too many."""
    short = [each for each in bucket if len(each[1]) in _ACRONYM]
    if len(short) <= MANY and len(bucket) <= MANY * MANY:
        for one in short:
            for other in bucket:
                if len(other[1]) >= len(one[1]) + _SHORTER and one[0] is not other[0]:
                    yield one, other


def _is_within(short: str, long: str) -> bool:
    """Whether a name's characters stand in the longer one in this order, its first or last word cut short.

    海尔生物医疗 is no acronym of 海尔生物安全医疗: whole words are left out.
    """
    rest = iter(long)
    whole = short[:2] == long[:2] and short[-2:] == long[-2:]
    return not whole and all(character in rest for character in short)


def _pair(
    named: Sequence[_Named], find_keys: Callable[[Group, str], Iterator[str]]
) -> Iterator[tuple[int, int]]:
    """Pair the names (by their places) that share a key with some others, but not with many."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for place, each in enumerate(named):
        for key in find_keys(*each):
            before = first.setdefault(key, place)
            if before != place:
                shared.setdefault(key, [before]).append(place)
    for places in shared.values():
        if len(places) <= MANY:
            yield from combinations(places, 2)
