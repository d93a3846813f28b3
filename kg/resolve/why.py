"""Why two names are one thing or two, read from what resolution says of itself; nothing is decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from kg.errors import InputError
from kg.forms.sounds import spell
from kg.forms.words import fold
from kg.records import Judgement, Key, Part, Resolution
from kg.resolve.clusters import Profile
from kg.resolve.features import find_threshold
from kg.resolve.parts import make_directory

_SUGGESTIONS: Final = 3
_SIMILAR: Final = 0.5  # of difflib, from which a name is suggested
_JOINING: Final = ("joined", "decided")


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: two parts, or one alone, and what makes them one thing or two."""

    verdict: Literal["one", "two"]
    one: Part
    other: Part
    outcome: str
    judgement: Judgement | None = None


def explain(resolution: Resolution, name: str) -> tuple[Step, ...]:
    """Tell what a thing is called, how that came together, and what is left open or was forbidden.

    Raises InputError for a name that no document has.
    """
    steps: list[Step] = []
    things = dict.fromkeys(part.entity for part in _find(resolution, name))
    for thing in things:
        parts = [part for part in resolution.parts if part.entity == thing]
        steps.extend(Step("one", part, part, "key") for part in parts)
        keys = {part.key for part in parts}
        told = [
            each
            for each in resolution.judgements
            if each.outcome != "weak" and {each.link.one, each.link.other} & keys
        ]
        steps.extend(_to_steps(resolution, told))
    return tuple(steps)


def explain_pair(resolution: Resolution, name: str, other: str) -> tuple[Step, ...]:
    """Tell why two names are one thing, or two.

    Where a name means several things, those that are one with a thing of the other name are told, else all.
    Raises InputError for a name that no document has.
    """
    ones, others = _find(resolution, name), _find(resolution, other)
    pairs = [(a, b) for a in ones for b in others if a.key[0] == b.key[0]]
    if not pairs:
        return (Step("two", ones[0], others[0], "types: they are things of different types"),)
    alike = [(a, b) for a, b in pairs if a.entity == b.entity]
    if alike:
        return tuple(step for a, b in alike for step in _tell_alike(resolution, a, b, (name, other)))
    return tuple(_find_difference(resolution, a, b) for a, b in pairs)


def _find(resolution: Resolution, name: str) -> tuple[Part, ...]:
    directory = make_directory(resolution.parts)
    types = sorted({part.key[0] for part in resolution.parts})
    renamed = {each.id for each in resolution.entities if each.name == name}
    given = tuple(part for part in resolution.parts if part.entity in renamed)
    found = directory.find(name, *types) or given
    if not found:
        near = ", ".join(_find_near(resolution, name))
        raise InputError(f"no {name} in the documents" + (f"; near it: {near}" if near else ""))
    return found


def _find_near(resolution: Resolution, name: str) -> list[str]:
    """Find the names that sound like this one, then those that are spelt like it."""
    forms = {fold(form): form for part in resolution.parts for form in (*part.aliases, *part.names)}
    sounding = sorted(form for folded, form in forms.items() if spell(folded) == spell(fold(name)))
    spelt = get_close_matches(fold(name), sorted(forms), _SUGGESTIONS, _SIMILAR)
    return list(dict.fromkeys((*sounding, *(forms[folded] for folded in spelt))))[:_SUGGESTIONS]


def _tell_alike(resolution: Resolution, one: Part, other: Part, names: tuple[str, str]) -> tuple[Step, ...]:
    """Tell why two parts are one thing: the grammar, a text that calls it both, or links."""
    if one.key != other.key:
        return _find_chain(resolution, one, other)
    introduced = {fold(alias) for alias in one.aliases} & {fold(name) for name in names}
    return (Step("one", one, other, "alias: a text calls it both" if introduced else "key"),)


def _find_chain(resolution: Resolution, one: Part, other: Part) -> tuple[Step, ...]:
    """Find the links that lead from a part to another of the same thing."""
    neighbours: dict[Key, list[tuple[Key, Judgement]]] = defaultdict(list)
    for each in resolution.judgements:
        if each.outcome in _JOINING:
            neighbours[each.link.one].append((each.link.other, each))
            neighbours[each.link.other].append((each.link.one, each))
    ways: list[tuple[Key, tuple[Judgement, ...]]] = [(one.key, ())]
    seen = {one.key}
    for key, way in ways:
        if key == other.key:
            return tuple(_to_steps(resolution, way))
        for there, judgement in neighbours[key]:
            if there not in seen:
                seen.add(there)
                ways.append((there, (*way, judgement)))
    raise ValueError(f"{one.key} and {other.key} are one, and no link says why")


def _find_difference(resolution: Resolution, one: Part, other: Part) -> Step:
    """Find the best link between two things, else what would forbid any, else nothing."""
    entities = {part.key: part.entity for part in resolution.parts}
    between = [
        each
        for each in resolution.judgements
        if {entities[each.link.one], entities[each.link.other]} == {one.entity, other.entity}
    ]
    if between:
        best = max(between, key=lambda each: (each.outcome == "vetoed", each.link.score))
        return next(_to_steps(resolution, [best]))
    veto = _unite(resolution.parts, one.entity).find_veto(_unite(resolution.parts, other.entity))
    nothing = "nothing speaks for it"
    return Step("two", one, other, f"{nothing}; vetoed: {veto}" if veto else nothing)


def _unite(parts: Iterable[Part], entity: str) -> Profile:
    profile = Profile(set(), {})
    for part in parts:
        if part.entity == entity:
            profile.absorb(Profile.of(part.marks, (member[:2] for member in part.members)))
    return profile


def _to_steps(resolution: Resolution, judgements: Sequence[Judgement]) -> Iterator[Step]:
    parts: Mapping[Key, Part] = {part.key: part for part in resolution.parts}
    for each in judgements:
        one, other = parts[each.link.one], parts[each.link.other]
        yield Step("one" if one.entity == other.entity else "two", one, other, _tell(each), each)


def _tell(judgement: Judgement) -> str:
    accept, review = find_threshold("accept"), find_threshold("review")
    told = {
        "joined": f"joined: at least {accept:g}",
        "open": f"open: {review:g} to {accept:g}",
        "weak": f"weak: below {review:g}",
        "agreed": "agreed: one by other links",
    }
    return told.get(judgement.outcome) or f"{judgement.outcome}: {judgement.why}"
