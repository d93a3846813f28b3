"""Names → things of the article: aliases, short forms, the topic, and the pointers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.extract.draft import Draft, Name, Reference, Thing
from kg.extract.grammar import DIVISION_END, Grammar
from kg.lexicon import load_table
from kg.text import HAN, fold

INTRODUCED = re.compile(
    r"[（(][^（）()]{0,6}?(?:以下|下)?(?:简称|称|又称|又名)(?:为|[:：])?[“\"]?(?P<form>[^”“\"（）()，。]{2,16})[”\"]?[）)]"
)
ZONE_PARTS = re.compile(
    r"^(?P<place>.*?)(?P<rank>国家级|国家|省级)?(?P<kind>高新|经济|经|新|自创|自主|综合|综|保税|自贸|自由)?"
    r"(?:技术|新技术|高技术)?(?:产业)?(?:技术)?(?:园|开发|示范|试验|创新|贸易|保税)*区$"
)
COMPANY_FORM = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?$|集团$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
ORGANS = (
    ("管理委员会|管委(?!会)", "管委会"),
    ("专题委员会|专委(?!会)", "专委会"),
    ("党工委|工作委员会", "工委"),
)
BARE_BODIES = ("市委", "市政府", "省委", "省政府", "区委", "区政府", "县委", "县政府")
COORDINATED = re.compile(rf"(?P<place>[{HAN}]{{2,6}}?[省市区县])(?:委|政府)[、和]$")
ORGAN = re.compile(
    r"(?:高新区|开发区|园区)?(?:管委会|管委|工委|党工委|专委会|纪工委|主园区|[经科建行招财][\u4e00-\u9fff]{0,5}部|税务局|[\u4e00-\u9fff]{2,6}服务部)"
)
BODY_ENDS = ("专委会", "管委会")
TOPIC_TYPES = ("Zone", "Park", "Place", "Enterprise", "Institution")
REACH = 12  # characters between a name and the bracket that introduces its short form
EARLY = 0.35  # of the text: what is named there first weighs double as a topic


def find_things(draft: Draft, grammar: Grammar) -> None:
    """Group the names into things; fill ``things``, ``topic`` and ``references``."""
    for name in draft.names:
        form = draft.text[name.start : name.end]
        thing = next((thing for thing in draft.things if _is_same(thing, name.type, form, grammar)), None)
        if thing is None:
            thing = Thing(len(draft.things), name.type, [])
            draft.things.append(thing)
        thing.names.append(name)
        for one in (form, "中国") if form in ("我国", "全国") else (form,):
            if one not in thing.forms:
                thing.forms.append(one)
    _add_issuers(draft, grammar)
    _restore_bodies(draft, grammar)
    _merge_short_forms(draft, grammar)
    _add_introduced(draft)
    _join_chains(draft, grammar)
    for thing in draft.things:
        thing.forms.sort(key=lambda form: (-len(_bare(form)), form))
    for key, thing in enumerate(draft.things):
        thing.key = key
    draft.topic = find_topic(draft)
    draft.references = sorted(
        [*_explicit(draft), *_pointers(draft)], key=lambda reference: (reference.start, reference.end)
    )


def find_topic(draft: Draft) -> Thing | None:
    """The thing the article is about: a zone if one is named, else by type and number of mentions."""
    early = len(draft.text) * EARLY
    for kind in TOPIC_TYPES:
        things = [thing for thing in draft.things if thing.type == kind and _can_be_topic(thing)]
        if things:
            return max(things, key=lambda t: (sum(1 + (n.start < early) for n in t.names), -t.key))
    return None


def _can_be_topic(thing: Thing) -> bool:
    return not (thing.type == "Place" and thing.forms[0] in ("中国", "我国"))


def _is_same(thing: Thing, kind: str, form: str, grammar: Grammar) -> bool:
    return thing.type == kind and any(
        fold(form) == fold(other) or _same_by_grammar(kind, form, other, grammar) for other in thing.forms
    )


def _same_by_grammar(kind: str, one: str, other: str, grammar: Grammar) -> bool:
    if kind == "Place" and {one, other} <= {"我国", "全国", "中国"}:
        return True
    a, b = grammar.known.get(one), grammar.known.get(other)
    if a and b and a.type == kind:
        return a.name == b.name
    if kind == "Zone":
        return zone_key(one) == zone_key(other)
    return kind == "GovernmentBody" and body_key(one) == body_key(other)


def body_key(name: str) -> str:
    """A body's name with its organ in the short form: 管理委员会, 管委 and 管委会 are one."""
    for full, short in ORGANS:
        name = re.sub(full, short, name)
    return name


def zone_key(name: str) -> tuple[str, str]:
    """Place and kind of a zone's name: 青岛国家高新技术产业开发区 and 青岛高新区 have one key."""
    kinds = (
        ("高新", "高新"),
        ("新技术", "高新"),
        ("高技术", "高新"),
        ("经济技术", "经开"),
        ("经济开发", "经开"),
        ("经开", "经开"),
    )
    cut = min((name.find(sign) for sign, _ in kinds if sign in name), default=-1)
    kind = next((kind for sign, kind in kinds if sign in name and name.find(sign) == cut), name)
    if cut < 0 or "试验" in name or "示范" in name:
        return name, name
    place = name[:cut].removesuffix("国家级").removesuffix("国家")
    return DIVISION_END.sub("", place) or place, kind


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


def _restore_bodies(draft: Draft, grammar: Grammar) -> None:
    """Give a body that lacks its place or zone its full form: 市政府 behind 甲市委、; 工委 in a zone's."""
    zone = find_topic(draft)
    for thing in list(draft.things):
        form = thing.forms[0]
        if thing.type not in ("GovernmentBody", "Park") or form in grammar.known:
            continue
        if form in BARE_BODIES:
            before = next(
                (m for name in thing.names[:1] if (m := COORDINATED.search(draft.text[: name.start]))), None
            )
            full = before["place"] + form[1:] if before else None
        else:
            full = _with_zone(form, zone)
        if full:
            other = next(
                (t for t in draft.things if t is not thing and t.type == thing.type and full in t.forms), None
            )
            if other:
                _absorb(draft, other, thing)
            else:
                thing.forms.append(full)


def _with_zone(form: str, zone: Thing | None) -> str | None:
    """The form of a zone's organ with the zone's name before it, if it lacks it."""
    if zone is None or zone.type != "Zone" or not ORGAN.fullmatch(form):
        return None
    name = min(zone.forms, key=len)
    return name + form.removeprefix("高新区").removeprefix("开发区").removeprefix("园区")


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
        if thing.type not in ("Enterprise", "Institution", "GovernmentBody", "Park", "Project"):
            continue
        longer = [
            other
            for other in draft.things
            if other is not thing
            and other.type == thing.type
            and any(shortens(f, o) for f in thing.forms[:1] for o in other.forms[:1])
        ]
        if len(longer) == 1:
            _absorb(draft, longer[0], thing)


def shortens(short: str, full: str) -> bool:
    """Whether a name plainly shortens another: its characters in order, its core kept, its end alike.

    海尔生物 shortens 青岛海尔生物医疗股份有限公司; 蓝谷核心区 shortens 蓝色硅谷核心区.
    """
    short, full = BRACKETED.sub("", body_key(short)), BRACKETED.sub("", body_key(full))
    if not 2 < len(short) < len(full):
        return False
    core = COMPANY_FORM.sub("", full)
    if core != full:  # a company: the short form begins with the trade name and goes on within the core
        return short in core or (short[:2] in core and _is_subsequence(short, core[core.find(short[:2]) :]))
    if short[-3:] == full[-3:] and short[:3] in full and short[-3:] in BODY_ENDS:
        return True  # 甲高新区专委会, of 甲市国家高新区管理专题委员会
    return (
        short[-2:] == full[-2:]
        and short[0] == full[0]
        and _is_subsequence(short, full)
        and len(short) * 2 >= len(full)
    )


def _is_subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)


def _add_introduced(draft: Draft) -> None:
    """Take up the short forms that a text introduces: X（以下简称“Y”）."""
    for match in INTRODUCED.finditer(draft.text):
        ended = [
            (name.end, thing)
            for thing in draft.things
            for name in thing.names
            if match.start() - REACH <= name.end <= match.start()
        ]
        if not ended:
            continue
        thing, form = max(ended, key=lambda pair: pair[0])[1], match["form"]
        same = (t for t in draft.things if t is not thing and t.type == thing.type and form in t.forms)
        for other in list(same):
            _absorb(draft, thing, other)
        if form not in thing.forms:
            thing.forms.append(form)
            thing.names += _uses(draft, thing, form, match.end())


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
            yield Reference(name.start, name.end, thing)


def _pointers(draft: Draft) -> Iterator[Reference]:
    """高新区, 园区, 全区 denote the topic; 该公司, 该项目 the last thing of that type before."""
    taken = sorted((name.start, name.end) for thing in draft.things for name in thing.names)
    for match in _pointer_pattern().finditer(draft.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        types = _pointer_types()[match[0]]
        if "topic" in types:
            thing = draft.topic if draft.topic and draft.topic.type in ("Zone", "Park") else None
        else:
            thing = _last_before(draft, match.start(), types)
        if thing:
            yield Reference(match.start(), match.end(), thing, explicit=False)


def _last_before(draft: Draft, position: int, types: Sequence[str]) -> Thing | None:
    names = [
        (name, thing)
        for thing in draft.things
        if thing.type in types
        for name in thing.names
        if name.end <= position
    ]
    return max(names, key=lambda pair: pair[0].start)[1] if names else None


def _bare(form: str) -> str:
    return form.strip("“”‘’《》")


@cache
def _pointer_types() -> dict[str, tuple[str, ...]]:
    return {row["word"]: tuple(row["denotes"].split("|")) for row in load_table("pointers")}


@cache
def _pointer_pattern() -> re.Pattern[str]:
    words = sorted(_pointer_types(), key=lambda word: (-len(word), word))
    return re.compile(
        rf"(?<!国家)(?<!国家级)(?<!省级)(?<!个)(?<!家)(?<!各)(?:{'|'.join(words)})(?![{HAN}]?评价)"
    )
