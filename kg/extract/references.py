"""Names → things of the article: aliases, short forms, the topic, and the pointers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from kg.extract.draft import Draft, Name, Reference, Thing
from kg.extract.grammar import Grammar
from kg.extract.industries import industry_forms
from kg.extract.pointers import class_names, count_zone_words, find_pointers, names_post
from kg.extract.short_forms import are_one, full_form, opening_zone, shortens, unify_types, zone_organ
from kg.text import fold

INTRODUCED = re.compile(
    r"[（(][^（）()]{0,6}?(?:以下|下)?(?:简称|称|又称|又名)(?:为|[:：])?[“\"]?(?P<form>[^”“\"（）()，。]{2,16})[”\"]?[）)]"
)
ACRONYM = re.compile(r"[（(](?P<form>[A-Z][A-Za-z]{1,9})[）)]")
NAMED_ABROAD = frozenset(("Enterprise", "Institution", "Park", "Zone", "Project", "Event", "Policy"))
NESTED = ("nested", "decree-issuer")  # origins of mentions that lie inside another thing's name
ELIDED = ("GovernmentBody", "Park")  # the types whose names may lack the zone or place they belong to
TOPIC_TYPES = ("Zone", "Park", "Place", "Enterprise", "Institution")
SHORTENED = frozenset(  # the types whose names an article shortens as it pleases
    ("Zone", "Park", "Enterprise", "Institution", "GovernmentBody", "Project", "Event")
)
REACH, BESIDE = 12, 2  # characters between a name and the bracket that introduces its short form; any form
POINTED = 2  # times that 开发区 and the like stand alone where they point to a zone
EARLY = 0.35  # of the text: what is named there first weighs double as a topic


def find_things(draft: Draft, grammar: Grammar) -> None:
    """Group the names into things; fill ``things``, ``topic`` and ``references``."""
    draft.names = unify_types(draft)
    classes = class_names(draft)
    bodies = [name for name in draft.names if name.type in ELIDED and name not in classes]
    for name in draft.names:
        if name.type not in ELIDED and not (names_post(draft, name) or name in classes):
            form = name.form or draft.text[name.start : name.end]
            _add(draft, name, [*(industry_forms(form) if name.type == "Industry" else [form])], grammar)
    topic = find_topic(draft)
    zone = min(topic.forms, key=len) if topic and topic.type == "Zone" else None
    for name in bodies:
        full = full_form(draft, name, zone, grammar)
        _add(draft, name, [full or name.form or draft.text[name.start : name.end]], grammar)
    _add_issuers(draft, grammar)
    _add_nested_zones(draft, grammar)
    _merge_short_forms(draft, grammar)
    _add_introduced(draft)
    _join_chains(draft, grammar)
    for thing in draft.things:
        thing.forms.sort(key=lambda form: (-len(_bare(form)), form))
    for key, thing in enumerate(draft.things):
        thing.key = key
    draft.topic = find_topic(draft)
    draft.references = sorted(
        [*_explicit(draft), *find_pointers(draft)], key=lambda reference: (reference.start, reference.end)
    )


def _add(draft: Draft, name: Name, forms: list[str], grammar: Grammar) -> None:
    """Add a mention to the thing that has one of these forms, or to a new one."""
    surface = draft.text[name.start : name.end]
    alike = (thing for thing in draft.things if thing.type == name.type)
    thing = next((t for t in alike if any(_is_same(t, name.type, f, grammar) for f in forms)), None)
    if thing is None:
        thing = Thing(len(draft.things), name.type, [])
        draft.things.append(thing)
    thing.names.append(name)
    nation = ["中国"] if surface in ("我国", "全国") else []
    own = [] if name.form else [surface]  # 昌吉 for 昌吉高新区 is no form of it
    thing.forms += [form for form in dict.fromkeys([*own, *forms, *nation]) if form not in thing.forms]


def _add_nested_zones(draft: Draft, grammar: Grammar) -> None:
    """Add the zone that an article names only inside its own organ: 甲高新区 of 甲高新区管委会.

    An article that points to a zone (开发区) and names none points to the one that other names open with.
    """
    for name in [name for thing in draft.things if thing.type == "GovernmentBody" for name in thing.names]:
        organ = zone_organ().match(draft.text, name.start, name.end)
        if organ and not organ["zone"].startswith(("高新区", "开发区")):
            nested = Name(name.start, organ.end("zone"), "Zone", "nested", 0.8)
            if not any(_is_same(thing, "Zone", organ["zone"], grammar) for thing in draft.things):
                _add(draft, nested, [organ["zone"]], grammar)
    if count_zone_words(draft) >= POINTED and all(thing.type != "Zone" for thing in draft.things):
        for name in sorted(draft.names, key=lambda name: name.start):
            zone = opening_zone(draft.text[name.start : name.end])
            if zone:
                _add(draft, Name(name.start, name.start + len(zone), "Zone", "nested", 0.8), [zone], grammar)


def find_topic(draft: Draft) -> Thing | None:
    """The thing the article is about: a zone if there is one, else by type; in the title, or named most."""
    for kind in TOPIC_TYPES:
        things = [thing for thing in draft.things if thing.type == kind and _can_be_topic(thing)]
        if things:
            return max(things, key=partial(_prominence, draft))
    return None


def _prominence(draft: Draft, thing: Thing) -> tuple[bool, int, int]:
    early = len(draft.text) * EARLY
    in_title = any(form in (draft.article.title or "") for form in thing.forms)
    return in_title, sum(1 + (name.start < early) for name in thing.names), -thing.key


def _can_be_topic(thing: Thing) -> bool:
    return not (thing.type == "Place" and thing.forms[0] in ("中国", "我国"))


def _is_same(thing: Thing, kind: str, form: str, grammar: Grammar) -> bool:
    return thing.type == kind and any(
        fold(form) == fold(other) or are_one(kind, form, other, grammar) for other in thing.forms
    )


def _add_issuers(draft: Draft, grammar: Grammar) -> None:
    """Add the body that a title without 《》 begins with: it issued what it names."""
    for decree in [name for thing in draft.things for name in thing.names if name.origin == "decree"]:
        end = draft.text.index("关于", decree.start)
        issuer = draft.text[decree.start : end]
        thing = next(
            (thing for thing in draft.things if _is_same(thing, "GovernmentBody", issuer, grammar)), None
        )
        if thing is None:
            thing = Thing(len(draft.things), "GovernmentBody", [issuer])
            draft.things.append(thing)
        thing.names.append(Name(decree.start, end, "GovernmentBody", "decree-issuer", 0.9))


def _join_chains(draft: Draft, grammar: Grammar) -> None:
    """Make a chain of places an alias of its last link: 湖北鄂州 of 鄂州."""
    places = sorted(
        (n.start, n.end, thing) for thing in draft.things if thing.type == "Place" for n in thing.names
    )
    for (start, end, first), (begin, stop, last) in pairwise(places):
        chain = draft.text[start:stop]
        outer, inner = grammar.known.get(draft.text[start:end]), grammar.known.get(draft.text[begin:stop])
        held = outer and (outer.holds(inner) if inner else outer.kind == "country")
        if end == begin and held and first is not last and chain not in last.forms:
            last.forms.append(chain)


def _merge_short_forms(draft: Draft, grammar: Grammar) -> None:
    """Join a short form to the one thing of its type that it plainly shortens."""
    for thing in list(draft.things):
        if thing.type not in SHORTENED:
            continue
        longer = [
            other
            for other in draft.things
            if other is not thing
            and other.type == thing.type
            and shortens(thing.type, thing.forms[0], other.forms[0], grammar)
        ]
        if len(longer) == 1:
            _absorb(draft, longer[0], thing)


def _add_introduced(draft: Draft) -> None:
    """Take up the short forms that a text introduces: X（以下简称“Y”）, X（ABC）."""
    for match in [*INTRODUCED.finditer(draft.text), *ACRONYM.finditer(draft.text)]:
        ended = [
            (name.end, thing.key, thing)
            for thing in draft.things
            for name in thing.names
            if _may_be_called(thing, match, match.start() - name.end)
        ]
        if ended:
            _introduce(draft, max(ended, key=lambda found: found[:2])[2], match["form"], match.end())


def _may_be_called(thing: Thing, match: re.Match[str], gap: int) -> bool:
    """Whether a thing named so far before a bracket is what the bracket names: right before it whatever the
    form, farther off if half of its characters stand in the thing's name."""
    form = _bare(match["form"])
    if match.re is ACRONYM:
        return gap == 0 and thing.type in NAMED_ABROAD
    alike = 2 * sum(char in thing.forms[0] for char in form) >= len(form)
    return 0 <= gap <= (REACH if alike else BESIDE)


def _introduce(draft: Draft, thing: Thing, form: str, position: int) -> None:
    same = (t for t in draft.things if t is not thing and fold(form) == fold(t.forms[0]))
    for other in list(same):
        _absorb(draft, thing, other)
    if form not in thing.forms:
        thing.forms.append(form)
        thing.names += _uses(draft, thing, form, position)


def _absorb(draft: Draft, thing: Thing, other: Thing) -> None:
    """Make another thing part of a thing: they are one."""
    thing.forms += [form for form in other.forms if form not in thing.forms]
    thing.names = sorted([*thing.names, *other.names], key=lambda name: name.start)
    draft.things.remove(other)


def _uses(draft: Draft, thing: Thing, form: str, start: int) -> Iterator[Name]:
    """The places behind ``start`` where a form stands that no name covers yet."""
    taken = [(name.start, name.end) for other in draft.things for name in other.names]
    for match in re.compile(re.escape(form)).finditer(draft.text, start):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            yield Name(match.start(), match.end(), thing.type, "introduced", 0.9)


def _explicit(draft: Draft) -> Iterator[Reference]:
    for thing in draft.things:
        for name in thing.names:
            if name.origin not in NESTED:
                yield Reference(name.start, name.end, thing)


def _bare(form: str) -> str:
    return form.strip("“”‘’《》")
