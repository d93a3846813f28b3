"""What the members of a list are: by the noun that closes it, by their own heads, by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.enumerations import NO_NAMES, Enumeration, find_enumerations
from kg.extract.grammar import Grammar
from kg.extract.heads import satisfies
from kg.extract.industries import LONGEST_INDUSTRY, industry_ends
from kg.lexicon import load_words, one_of
from kg.text import HAN

SHARE = 0.5  # of the members of a list known to be of one type: the rest are too
OPEN_TYPES = ("Enterprise", "Industry", "Institution")  # the types whose names need no head
TITLE_TYPES = ("Event", "Policy", "Recognition")
TAIL_TYPES = (*OPEN_TYPES, *TITLE_TYPES, "Park")  # the types that a list's own noun may give
SHORTEST_TITLE = 4
LONG_WORK = 8  # characters: a company's name is shorter, a company and its product are not
COMPANY = re.compile(r"公司|集团|股份$")
NAMEABLE = re.compile(rf"[{HAN}A-Za-z0-9（）()“”‘’·+&—-]{{2,26}}")


def find_enumerated(borders: Borders, grammar: Grammar, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the members of lists as names, by the tail of the list or by their known neighbours.

    ``names`` are the proposals so far.
    """
    known = {(name.start, name.end): name for name in sorted(names, key=lambda n: (n.score, n.type))}
    begun = {name.start: name for name in sorted(names, key=lambda n: (n.end, n.score))}
    for found in find_enumerations(borders, grammar):
        enumeration = _fit_last(found, begun)
        yield from _elided(borders, grammar, enumeration, begun)
        types = [
            "Industry" if borders.text[slice(*span)] in grammar.industries else known[span].type
            for span in enumeration.members
            if span in known
        ]
        enumeration = replace(enumeration, common=max(sorted(set(types)), key=types.count, default=""))
        shared = _shared_type(types, len(enumeration.members))
        for start, end in enumeration.members:
            yield from _member(
                borders, grammar, Name(start, end, enumeration.type or shared, "", 0), known, enumeration
            )


def _member(
    borders: Borders,
    grammar: Grammar,
    member: Name,
    known: dict[tuple[int, int], Name],
    enumeration: Enumeration,
) -> Iterator[Name]:
    """What one member of a list is, ``member.type`` being what the list says of it."""
    if enumeration.type == NO_NAMES:
        return
    member = _without_country(borders, grammar, member)
    text = borders.text[member.start : member.end]
    head = grammar.head_of(text)
    has_head = head is not None and head.type != "-" and len(head.text) < len(text)
    if grammar.is_generic(text) and text not in grammar.industries:
        return
    if member.type == "Industry" and (not has_head or text in grammar.industries):
        end = member.start + len(industry_ends().sub("", text))
        if 1 < end - member.start <= LONGEST_INDUSTRY and not grammar.is_place(text):
            yield Name(member.start, end, "Industry", enumeration.origin or "list-neighbours", 0.75)
    elif text in grammar.industries:
        yield Name(member.start, member.end, "Industry", "list-known", 0.6)
    elif has_head and head and head.needs != "zone":
        if head.type == enumeration.common or satisfies(
            borders, member.start, member.end - len(head.text), head
        ):
            yield Name(member.start, member.end, head.type, "list-head", 0.7)
    elif NAMEABLE.fullmatch(text):
        yield from _headless(grammar, text, member, known, enumeration)


def _headless(
    grammar: Grammar,
    text: str,
    member: Name,
    known: dict[tuple[int, int], Name],
    enumeration: Enumeration,
) -> Iterator[Name]:
    """A member that no head types: a place, a company among projects, or what the list says."""
    witness = known.get((member.start, member.end))
    if member.type == "Place" and grammar.is_place(text):
        yield Name(member.start, member.end, "Place", "list-Place", 0.7)
    elif member.type == "Project":
        sure = enumeration.verb or (
            len(enumeration.members) > 1 and any(span in known for span in enumeration.members)
        )
        if sure and (not witness or witness.type == "Enterprise"):
            company = (witness and enumeration.verb != "carry") or COMPANY.search(text)
            told = enumeration.verb == "carry" or len(text) >= LONG_WORK
            work = _works().search(text) or (told and not company)
            kind = "Project" if work else "Enterprise"
            other = "Enterprise" if work else "Project"
            yield Name(member.start, member.end, kind, "list-Project", 0.65)
            yield Name(member.start, member.end, other, "list-Project-weak", 0.3)
    elif member.type in TITLE_TYPES:
        if enumeration.open and _may_be_title(text, enumeration):
            yield Name(member.start, member.end, member.type, enumeration.origin, 0.6)
    elif member.type in (TAIL_TYPES if enumeration.type else OPEN_TYPES) and text not in grammar.known:
        score = 0.7 if enumeration.type else 0.65
        yield Name(member.start, member.end, member.type, enumeration.origin or "list-neighbours", score)


def _may_be_title(text: str, enumeration: Enumeration) -> bool:
    """Whether a member of a list of campaigns, schemes or honours is long enough to be the name of one."""
    text = text.strip("“”")
    return len(enumeration.members) > 1 and len(text) >= SHORTEST_TITLE and not set(text) & set("“”")


def _without_country(borders: Borders, grammar: Grammar, member: Name) -> Name:
    """The company of 韩国甲: the country is a place of its own."""
    text = borders.text[member.start : member.end]
    for cut in range(2, len(text) - 1):
        known = grammar.known.get(text[:cut])
        if known and known.kind == "country" and member.type == "Enterprise":
            return Name(member.start + cut, member.end, member.type, member.origin, member.score)
    return member


def _elided(
    borders: Borders, grammar: Grammar, enumeration: Enumeration, begun: dict[int, Name]
) -> Iterator[Name]:
    """Yield the zones or parks of 甲、乙、丙高新区: every place with the head that only the last one has."""
    *places, last = [(start, borders.text[start:end]) for start, end in enumeration.members] or [(0, "")]
    name = begun.get(last[0])
    if not places or name is None or name.type not in ("Zone", "Park"):
        return
    full = borders.text[name.start : name.end]
    cut = next((i for i in range(len(full) - 2, 1, -1) if grammar.is_place(full[:i])), 0)
    if cut and all(grammar.is_place(text) for _, text in places):
        for start, text in places:
            link = next((i for i in range(len(text) - 2, 0, -1) if _is_chain(grammar, text, i)), 0)
            place = text[link:]
            yield Name(
                start + link, start + len(text), name.type, "list-elided", 0.98, form=place + full[cut:]
            )


def _is_chain(grammar: Grammar, text: str, cut: int) -> bool:
    """Whether a text is a place and, from ``cut`` on, one that lies in it: 新疆乌鲁木齐."""
    outer, inner = grammar.known.get(text[:cut]), grammar.known.get(text[cut:])
    return outer is not None and inner is not None and outer.holds(inner)


def _fit_last(enumeration: Enumeration, begun: dict[int, Name]) -> Enumeration:
    """Cut the last member of a list without 等 to the name it begins with: 丙公司产值分别增长."""
    if enumeration.type or not enumeration.members:
        return enumeration
    start, end = enumeration.members[-1]
    name = begun.get(start)
    if name is None or name.type in ("Place", "Industry") or name.end >= end:
        return enumeration
    return replace(enumeration, members=(*enumeration.members[:-1], (start, name.end)))


def _shared_type(types: Sequence[str], members: int) -> str:
    """The type that a list's known members share, if they are enough."""
    common = max(sorted(set(types)), key=types.count, default="")
    return common if common in (*OPEN_TYPES, "Place") and types.count(common) >= SHARE * members else ""


@cache
def _works() -> re.Pattern[str]:
    """What tells a work from a company: its capacity (年产5万吨), or what it ends in (二期, 扩建)."""
    unit, end = (one_of(load_words("lists", kind)) for kind in ("unit", "work"))
    return re.compile(rf"\d{{1,12}}(?:多|余)?(?:万|亿)?{unit}|{end}$")
