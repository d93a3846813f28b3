"""Which forms of a name are one, and which shortens which: by the grammar of names, and by its characters.

What stands around a name is looked at only to give a bare organ (管委会, 市政府) its owner.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extract.draft import Draft, Name
from kg.extract.grammar import Grammar
from kg.forms.grammar import COMPLETE, parse_name
from kg.lexicon import load_table, load_words
from kg.text import HAN, fold

BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
QUOTE = re.compile('[“”"]')
QUOTED = re.compile(r"[“\"]([^”\"]{4,60})[”\"]")
EDITION = re.compile(r"(?:(?:19|20)\d\d年?(?:度|（?第[^届]{1,3}届）?)?|第[^届]{1,3}届|首届)")
LIST_REACH = 12  # characters before a bare organ in which the list it belongs to goes on
ORGAN_REACH = 200  # characters before a bare organ in which its owner stands
TRADE_NAME = 4  # characters that two full names of one company begin with: its place and trade name
NATION = load_words("words", "nation")
RANKED = "rank:"  # what a body lacks that is named by the rank of its place alone


def are_one(kind: str, one: str, other: str, grammar: Grammar) -> bool:
    """Whether two forms of one type are one name by the grammar of that type."""
    if kind == "Place" and {one, other} <= NATION:
        return True
    a, b = grammar.known.get(one), grammar.known.get(other)
    if a and b and a.type == kind:
        return a.name == b.name
    if kind == "Zone":
        return _are_one_zone(one, other)
    if kind == "GovernmentBody":
        name, namesake = parse_name(one, kind), parse_name(other, kind)
        return (name.key, name.missing) == (namesake.key, namesake.missing)
    return kind == "Industry" and _industry(one) == _industry(other)


def _are_one_zone(one: str, other: str) -> bool:
    """The same own name and kind, in one place or in one that a form leaves out: 甲新区 and 乙市甲新区."""
    a, b = parse_name(one, "Zone"), parse_name(other, "Zone")
    own, others = a.core.removesuffix(a.kind), b.core.removesuffix(b.kind)
    if own != others or _family(a.kind) != _family(b.kind) or COMPLETE not in (a.missing, b.missing):
        return False
    return a.owner == b.owner or (bool(own) and None in (a.owner.place, b.owner.place))


def _family(kind: str) -> str:
    return "family" if any(pattern.fullmatch(kind) for pattern in _patterns("family")) else kind


def _industry(name: str) -> str:
    ending = next((m for p in _patterns("industry") if (m := re.search(f"(?:{p.pattern})$", name))), None)
    return name[: ending.start()] if ending and ending.start() > 1 else name


def shortens(kind: str, short: str, full: str, grammar: Grammar) -> bool:
    """Whether a name plainly shortens another of its type, if no other name of the article does.

    星海生物 shortens 安徽星海生物医疗股份有限公司; 甲谷核心区 shortens 甲色硅谷核心区; 省委 shortens 甲省委.
    """
    if full.endswith(short) and grammar.is_place(full.removesuffix(short)):
        return True
    if kind == "GovernmentBody" and _lacks_rank(short, full):
        return True
    if kind == "Event":
        return _shortens_event(short, full)
    short, full = BRACKETED.sub("", short), BRACKETED.sub("", full)
    core = _legal().sub("", full)
    if core != full:
        return _shortens_company(short, full, core)
    return _abbreviates(kind, short, full)


def _shortens_event(short: str, full: str) -> bool:
    """The same quoted theme; without one, the name less its edition (2024年, 第三届), or abbreviated."""
    quoted, others = ({match[1] for match in QUOTED.finditer(form)} for form in (short, full))
    if QUOTE.search(short + full):
        return quoted == others != set()
    edition = EDITION.match(full)
    whole = full[edition.end() :] if edition and not EDITION.match(short) else full
    return short == whole or _abbreviates("Event", short, whole)


def _lacks_rank(short: str, full: str) -> bool:
    """Whether a body named by the rank of its place alone is a body of such a place: 省委 of 甲省委."""
    a, b = parse_name(short, "GovernmentBody"), parse_name(full, "GovernmentBody")
    same = a.core == b.core and short[0] in full
    return same and a.missing.startswith(RANKED) and b.missing == COMPLETE


def _shortens_company(short: str, full: str, core: str) -> bool:
    """The trade name alone, with words of the core behind it, or the full name less a word of its trade."""
    if short == core:
        return len(short) > 1
    if not 2 < len(short) < len(full):
        return False
    own = _legal().sub("", short)
    if own != short:
        if core.startswith(own) and len(own) > 1:  # 甲公司 of 甲电器公司; a 甲集团 is another
            return short[-2:] == full[-2:] and ("集团" in short) == ("集团" in full)
        return own[:TRADE_NAME] == core[:TRADE_NAME] and own[-2:] == core[-2:] and _is_subsequence(own, core)
    return short in core or (short[:2] in core and _is_subsequence(short, core[core.find(short[:2]) :]))


def _abbreviates(kind: str, short: str, full: str) -> bool:
    """Characters of the full name in their order, its first and its end among them."""
    if not 2 < len(short) < len(full) or short[0] != full[0] or not _is_subsequence(short, full):
        return False
    if kind == "Institution" and short[-1] == full[-1] and len(short) * 3 >= len(full):
        return True
    return short[-2:] == full[-2:] and len(short) * 2 >= len(full)


def _is_subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)


def full_form(draft: Draft, name: Name, zone: str | None, grammar: Grammar) -> str | None:
    """Give a body or park that lacks its place or zone its full form, None if it lacks nothing.

    市政府 behind 甲市委、 is 甲市政府; a bare 管委会 belongs to the zone of the organ named before it in its
    sentence, else to ``zone``, the zone the article is about.
    """
    form = draft.text[name.start : name.end]
    if form in grammar.known:
        return None
    before = draft.text[draft.sentence_at(name.start)[0] : name.start]
    if re.fullmatch(_alternatives("rank_body"), form):
        body = _coordinated().search(before)
        place = _place_in(body["place"], grammar) if body else None
        return place + form[1:] if place else None
    if not _bare_organ().fullmatch(form):
        return None
    organs = [match["zone"] for match in zone_organ().finditer(before[-ORGAN_REACH:])]
    named = _zone_in(organs[-1], grammar) if organs and "、" in before[-LIST_REACH:] else None
    owner = named or zone
    return owner + re.sub(f"^(?:{_alternatives('pointer')})", "", form) if owner else None


def _place_in(text: str, grammar: Grammar) -> str | None:
    """The place that a text ends in: 甲市 of 代表甲市."""
    return next((text[i:] for i in range(len(text) - 1) if grammar.is_place(text[i:])), None)


def _zone_in(text: str, grammar: Grammar) -> str | None:
    """The zone's name at the end of a text, from its place on; None if it has none."""
    places = [
        (i, j) for i in range(len(text) - 3) for j in range(i + 2, len(text)) if grammar.is_place(text[i:j])
    ]
    return text[places[0][0] :] if places else None


def opening_zone(form: str) -> str | None:
    """The zone with its place that a name opens with: 甲市开发区 of 甲市开发区建区20周年大会."""
    for match in _zone_ends().finditer(form):
        zone = parse_name(form[: match.end()], "Zone")
        if match.end() < len(form) and zone.missing == COMPLETE and zone.owner.place:
            return form[: match.end()]
    return None


def unify_types(draft: Draft) -> list[Name]:
    """The names with one type for each form: the one it has most often, then with the most assurance.

    A place that is called like a zone of the article is that zone (甲新区, 乙市甲新区).
    """
    scores: dict[str, dict[str, float]] = {}
    for name in draft.names:
        found = scores.setdefault(_surface(draft, name), {})
        found[name.type] = found.get(name.type, 0.0) + 1 + name.score
    best = {form: max(found.items(), key=lambda one: (one[1], one[0]))[0] for form, found in scores.items()}
    zones = [form for form, found in scores.items() if "Zone" in found]
    for form, type_ in best.items():
        if type_ == "Place" and any(form == zone or _are_one_zone(form, zone) for zone in zones):
            best[form] = "Zone"
    return [replace(name, type=best[_surface(draft, name)]) for name in draft.names]


def _surface(draft: Draft, name: Name) -> str:
    return name.form or fold(draft.text[name.start : name.end])


@cache
def _zone_ends() -> re.Pattern[str]:
    return re.compile(_alternatives("zone"))


@cache
def zone_organ() -> re.Pattern[str]:
    """A zone inside the name of its own organ: 甲高新区 of 甲高新区管委会."""
    return re.compile(
        rf"(?P<zone>[{HAN}]{{2,12}}?(?:{_alternatives('zone')}))(?:{_alternatives('department')})"
    )


@cache
def _bare_organ() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('pointer')})?(?:{_alternatives('organ')})")


@cache
def _coordinated() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>[{HAN}]{{2,6}}?[省市区县])(?:委|政府)[、和]$")


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(_alternatives("legal"))


def _alternatives(kind: str) -> str:
    return "|".join(pattern.pattern for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    rows = load_table("short_forms", patterns=("pattern",))
    return tuple(re.compile(row["pattern"]) for row in rows if row["kind"] == kind)
