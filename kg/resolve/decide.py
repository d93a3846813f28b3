"""What a person has decided about identity, applied: same and different, retype, rename.

A decision names things by what they are called, so that it outlives rules and ids; one that means nothing any
more is an issue. Decisions that contradict each other raise, all at once. Rejected statements: reject.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.errors import InputError
from kg.forms.grammar import parse_name
from kg.forms.words import fold
from kg.records import (
    Decision,
    Entity,
    Extraction,
    Issue,
    Judgement,
    Key,
    Link,
    Local,
    Outcome,
    Part,
    Resolution,
    Verb,
)
from kg.resolve.clusters import Clusters
from kg.resolve.parts import Directory, make_directory

Thing = TypeVar("Thing", str, Key)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision about two groups."""

    one: Key
    other: Key
    decision: Decision

    def to_judgement(self, links: Mapping[tuple[Key, Key], Link]) -> Judgement:
        """Convert to what became of a link, be it one that nothing but a person proposes."""
        outcome: Outcome = "decided" if self.decision.verb == "same" else "vetoed"
        link = links.get((self.one, self.other), Link(self.one, self.other, "", ()))
        return Judgement(link, outcome, _tell(self.decision))


def select(decisions: Iterable[Decision], *verbs: Verb) -> tuple[Decision, ...]:
    """Select the decisions of some verbs, in the order of their content."""
    chosen = (each for each in decisions if each.verb in verbs)
    return tuple(sorted(chosen, key=lambda each: (each.verb, each.type, each.name, each.other, each.where)))


def find_apart(decisions: Iterable[Decision]) -> frozenset[Key]:
    """Find the names that are put apart from what the grammar takes for the same name (type, folded form)."""
    return frozenset(
        (each.type, fold(each.other))
        for each in select(decisions, "different")
        if fold(each.name) != fold(each.other)
        and parse_name(each.name, each.type).key == parse_name(each.other, each.type).key
    )


def find_rulings(
    decisions: Iterable[Decision], directory: Directory
) -> tuple[tuple[Ruling, ...], tuple[Issue, ...]]:
    """Find the pairs of groups that are decided to be the same or different, and report idle decisions."""
    rulings: list[Ruling] = []
    issues: list[Issue] = []
    for each in select(decisions, "same", "different"):
        ones, others = directory.find(each.name, each.type), directory.find(each.other, each.type)
        missing = [name for name, found in ((each.name, ones), (each.other, others)) if not found]
        issues.extend(_report_orphan(each, name) for name in dict.fromkeys(missing))
        pairs = [] if missing else sorted(_pair(each, ones, others))
        rulings.extend(Ruling(one, other, each) for one, other in pairs)
        if not (missing or pairs) and each.verb == "different" and fold(each.name) != fold(each.other):
            issues.append(report_idle(each, f"different: nothing tells {each.other} from {each.name}"))
    return tuple(rulings), tuple(issues)


def apply_rulings(
    clusters: Clusters, rulings: Sequence[Ruling], links: Iterable[Link]
) -> tuple[Judgement, ...]:
    """Keep apart and join what is decided; raises InputError where that contradicts itself.

    ``links`` say what else speaks for the pairs decided.
    """
    for ruling in rulings:
        if ruling.decision.verb == "different":
            clusters.forbid(ruling.one, ruling.other, _tell(ruling.decision))
    faults = []
    for ruling in rulings:
        if ruling.decision.verb == "same":
            veto = clusters.find_veto(ruling.one, ruling.other, decided=True)
            if veto:
                faults.append(f"{_tell(ruling.decision)}: same contradicts different, {veto}")
            else:
                clusters.join(ruling.one, ruling.other)
    _refuse(faults)
    known = {(link.one, link.other): link for link in links} if rulings else {}
    return tuple({(each.one, each.other): each.to_judgement(known) for each in rulings}.values())


def find_renames(
    decisions: Iterable[Decision], directory: Directory, clusters: Clusters
) -> tuple[Mapping[Key, str], tuple[Issue, ...]]:
    """Find the names given to things: representative group → name; raises InputError where one gets two."""
    names, issues = _settle(
        select(decisions, "rename"),
        lambda each: {clusters.find(part.key) for part in directory.find(each.name, each.type)},
        "renamed",
    )
    return names, issues


def retype(
    extractions: Sequence[Extraction], known: Resolution, decisions: Iterable[Decision]
) -> tuple[tuple[Extraction, ...], tuple[Issue, ...]]:
    """Give things another type wherever they are named; ``known`` tells where that is.

    Raises InputError where a thing gets two types.
    """
    directory = make_directory(known.parts)
    types, issues = _settle(
        decisions, lambda each: {part.entity for part in directory.find(each.name, each.type)}, "made a"
    )
    changed = {local: types[thing] for local, thing in known.index.items() if thing in types}
    return tuple(_retype(each, changed) for each in extractions), issues


def _settle(
    decisions: Iterable[Decision], find: Callable[[Decision], set[Thing]], made: str
) -> tuple[Mapping[Thing, str], tuple[Issue, ...]]:
    """Give what each thing becomes by decisions about single things, and report the idle ones.

    Raises InputError where one thing becomes two.
    """
    first: dict[Thing, Decision] = {}
    issues: list[Issue] = []
    faults: list[str] = []
    for each in decisions:
        things = find(each)
        if not things:
            issues.append(_report_orphan(each, each.name))
        for thing in sorted(things):
            known = first.setdefault(thing, each)
            if known.other != each.other:
                faults.append(f"{_tell(each)}: the thing is {made} {known.other} by {_tell(known)}")
    _refuse(faults)
    return {thing: each.other for thing, each in first.items()}, tuple(issues)


def _retype(extraction: Extraction, types: Mapping[Local, str]) -> Extraction:
    source = extraction.source
    entities: list[Entity] = []
    for each in extraction.entities:
        type_ = types.get((source.document, source.article, each.id))
        entities.append(replace(each, type=type_) if type_ else each)
    return replace(extraction, entities=tuple(entities))


def _pair(decision: Decision, ones: Sequence[Part], others: Sequence[Part]) -> Iterator[tuple[Key, Key]]:
    """Pair the parts of two names: each with each, or just enough to make them one."""
    if decision.verb == "same":
        ones, others = ones[:1], (*ones[1:], *others)
    for one, other in {tuple(sorted((one.key, other.key))) for one in ones for other in others}:
        if one != other:
            yield one, other


def report_idle(decision: Decision, message: str) -> Issue:
    """Report a decision that has no effect."""
    return Issue("warning", "decision:idle", message, decision.where)


def _report_orphan(decision: Decision, name: str) -> Issue:
    return report_idle(decision, f"{decision.verb}: no {decision.type} {name} in the documents")


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise InputError("\n".join(faults))


def _tell(decision: Decision) -> str:
    by = f" ({decision.who})" if decision.who else ""
    return f"{decision.where}{by}"
