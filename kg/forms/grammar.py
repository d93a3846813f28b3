"""The grammar of names: a form and its type → what it is called, whose it is, what is left unsaid.

青岛国家高新技术产业开发区管委会 is 管理委员会 of the zone 高新区 of 370200. Tables give the words
(resolve_rewrites, resolve_names, bodies, divisions); the context that fills gaps is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.forms.places import Located, find_ambiguous_head, find_codes, split_place
from kg.forms.tables import (
    body_heads,
    countries,
    find_bare_bodies,
    find_bodies,
    find_rewrites,
    find_variants,
    nationwide,
    offices,
    place_names,
    standalone,
    zone_kind,
    zone_names,
)
from kg.forms.words import find_numbers, fold, is_generic
from kg.lexicon import load_words

# What a name leaves to its context: nothing, an owner of any kind; besides zone:, rank: and name: what is
# missing is a zone of a kind, a place of a rank, one of the places of that name.
COMPLETE: Final = ""
ANY: Final = "any"
DOCUMENT: Final = "document"  # a person: the same at most within one document
NOBODY: Final = "nobody"  # a bare 高新区: no context makes it a name
_BRACKETED: Final = re.compile(r"[（(]([^（）()]{2,8})[）)]")
_RANKED: Final = re.compile(
    r"(市|省|区|县|州)(?=.{0,12}(?:委|局|厅|院|办|府|部|会|组|室|人大|政协)$)(?!场|域|级|直|政(?!府|协|法))"
)
_SHORT_NAME: Final = {
    "Policy": 8,
    "Event": 6,
    "Institution": 3,
}  # characters up to which a name is a mere label
_NO_NUMBERS: Final[frozenset[str]] = frozenset()
_NUMBERED: Final = ("Park", "Institution", "Policy", "Project", "Recognition", "Event")
_CLASSES: Final = (
    "Zone",
    "Park",
    "GovernmentBody",
    "Institution",
    "Project",
    "Event",
    "Policy",
    "Enterprise",
)
_LONG_TITLE, _SHORT_TITLE = (
    14,
    8,
)  # a policy of so many characters is told by its title alone; set off by 《》
_SESSION: Final = re.compile(
    r"第[一二三四五六七八九十百\d]+届(?=人大|人民代表)"
)  # of one and the same congress
_TOWN: Final = ("镇", "乡", "村", "街道", "路", "街")
_DISTRICT: Final = ("区", "县", "市", "旗")
_LOCAL: Final = ("GovernmentBody", "Park", "Project")
_RAW_HEAD: Final = range(2, 5)  # characters of a zone's own name that is no division (莱芜, 中关村)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a name is headed by: a zone (its kind with its own name) and/or a division's code."""

    zone: str = ""
    place: str | None = None

    @property
    def key(self) -> str:
        """The owner as text: 高新区@370200, 370200, or nothing."""
        return f"{self.zone}@{self.place or ''}" if self.zone else self.place or ""


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed form. ``kind`` (of a zone, of an office) tells apart what has one owner."""

    form: str
    core: str
    owner: Owner = Owner()
    missing: str = COMPLETE
    kind: str = ""
    numbers: frozenset[str] = frozenset()
    links: int = 0
    national: str = ""  # what it is called where the context is the whole country: 发改委, “十四五”规划
    legal: bool = False  # a company's full name
    bracket: bool = False  # the place stands in brackets: perhaps a branch

    def in_the_nation(self, type_: str) -> Name:
        """Give the name as it is meant where no smaller place is spoken of."""
        kind = self.national if type_ == "GovernmentBody" else ""
        return replace(self, core=self.national, owner=Owner(), missing=COMPLETE, kind=kind)

    @property
    def key(self) -> str:
        """What equal names share: core and owner."""
        return f"{self.core}@{self.owner.key}"


@lru_cache(maxsize=1 << 18)
def parse_name(form: str, type_: str) -> Name:
    """Parse one form of an entity of this type."""
    folded = find_variants(type_).get(fold(form), fold(form))
    if type_ == "Enterprise":
        name = _parse_company(form)
    elif type_ == "Person":
        famous = folded in load_words("resolve_words", "person")
        name = Name(form, folded, missing=COMPLETE if famous else DOCUMENT)
    elif type_ in ("Industry", "Recognition"):
        name = Name(form, _strip_prefix(type_, _strip_suffix(type_, folded)))
    elif type_ == "Place":
        name = _parse_place(folded)
    elif type_ == "Zone":
        name = _parse_zone(folded)
    elif type_ == "GovernmentBody":
        name = _parse_body(folded)
    else:
        name = _parse_headed(type_, folded, title="《" in form)
    return replace(name, form=form, numbers=_numbers(type_, folded))


def _numbers(type_: str, folded: str) -> frozenset[str]:
    return (find_numbers(folded) if type_ in _NUMBERED else None) or _NO_NUMBERS


def _parse_zone(folded: str) -> Name:
    """place + own name + rank + kind; without place and own name it is nobody."""
    for written, kind in find_rewrites("Zone", "head", "suffix"):
        if folded.endswith(written):
            head = _drop_rank(folded.removesuffix(written))
            place = split_place(head, county_shorts=True)
            missing = COMPLETE if head else NOBODY
            core = place.rest + kind
            return Name(folded, core, Owner(place=place.code), missing, kind, links=place.links)
    place = split_place(folded, county_shorts=True)
    missing = NOBODY if is_generic(folded) else COMPLETE
    return Name(folded, place.rest or folded, Owner(place=place.code), missing, links=place.links)


def _parse_body(folded: str) -> Name:
    """A central body by its name, or owner + office."""
    text = folded
    for written, _ in find_rewrites("GovernmentBody", "prefix"):
        text = text if text in find_bodies() else text.removeprefix(written) or text
    if full := find_bodies().get(text):
        return Name(folded, full, kind=full)
    text = text.removeprefix("国家税务总局") or text
    owner, rest, missing, links = _split_owner(text, known_zones=True)
    if missing == COMPLETE and not owner.key:
        if body := _split_body(text):
            return Name(folded, body)
        ranked = _RANKED.match(text)
        if place := _split_namesake("GovernmentBody", text):
            missing, rest = f"name:{place}", text.removeprefix(place)
        elif ranked:
            missing, rest = f"rank:{ranked[1]}", text[1:]
        elif is_generic(text) or text in offices():
            missing = ANY
    office = _rewrite_office(_SESSION.sub("", rest).replace("与", "和"))
    national = find_bare_bodies().get(text, "") if missing == ANY else ""
    kind = office if office in offices() else ""
    return Name(folded, office, owner, missing, kind, links=links, national=national)


def _parse_headed(type_: str, folded: str, *, title: bool) -> Name:
    """Parks, institutions, projects, policies, events: owner + a name of its own, or mere class words."""
    if folded in find_variants(type_).values():
        everywhere = type_ != "Policy" or folded in nationwide()  # a city has its “十四五”规划 too
        return Name(folded, folded) if everywhere else Name(folded, folded, missing=ANY, national=folded)
    stripped = _strip_prefix(type_, _strip_suffix(type_, folded))
    if full := _split_body(stripped):
        return Name(folded, full)
    owner, rest, missing, links = _split_owner(stripped)
    if missing == COMPLETE and not owner.key and (place := _split_namesake(type_, stripped)):
        return Name(folded, stripped.removeprefix(place), missing=f"name:{place}")
    if missing == COMPLETE and not owner.key and _is_label(type_, stripped, title=title):
        missing = ANY
    return Name(folded, rest or stripped, owner, missing, links=links)


def _parse_company(form: str) -> Name:
    """place + trade name + trade + legal form; the place may stand in brackets."""
    bracket = next((m for m in _BRACKETED.finditer(form) if _is_division(m[1])), None)
    folded = fold(form[: bracket.start()] + form[bracket.end() :] if bracket else form)
    folded = find_variants("Enterprise").get(folded, folded)
    stem = _strip_country(_strip_suffix("Enterprise", folded))
    head = split_place(stem)
    place = head.code if len(head.rest) >= 2 else None
    core = head.rest if place else stem
    if bracket:
        place = split_place(fold(bracket[1]), county_shorts=True).code or place
    missing = ANY if is_generic(stem) else COMPLETE
    legal = not folded.endswith(stem)
    return Name(form, core, Owner(place=place), missing, legal=legal, bracket=bool(bracket))


def _is_division(text: str) -> bool:
    """Whether a text is a place and nothing else; a country isn't: 微软（中国） is told from 微软 by it."""
    located = split_place(fold(text), county_shorts=True)
    return located.code is not None and not located.rest


def _parse_place(folded: str) -> Name:
    """A division by its code; another place by its name, a town or street also by where it lies."""
    codes = find_codes(folded)
    if len(codes) == 1:
        return Name(folded, codes[0])
    town = folded.endswith(_TOWN) and folded not in find_variants("Zone")  # 中关村 is no village
    located = split_place(folded, county_shorts=True)
    if located.code and not located.rest:
        return Name(folded, located.code, links=located.links - 1)
    if not town:
        located = split_place(folded)
    if len(located.rest) < 2 or (is_generic(located.rest) and not town):
        located = Located(None, folded, 0)
    if codes or town:
        return Name(
            folded,
            located.rest,
            Owner(place=located.code),
            COMPLETE if located.code else ANY,
            links=located.links,
        )
    core = _strip_country(located.rest)
    region = _strip_suffix("Place", core)
    return Name(
        folded, region if region in place_names() else core, links=located.links + (core != located.rest)
    )


def _split_owner(text: str, *, known_zones: bool = False) -> tuple[Owner, str, str, int]:
    """Split a name into owner and rest; tell what kind of owner is missing, and the places of the chain.

    ``known_zones``: a zone without a kind in its name (中关村管委会) counts as an owner too.
    """
    head = _find_known_zone(text, bare=known_zones) or _find_zone_head(text)
    if head is not None:
        zone, end = head
        if zone.missing == NOBODY:
            return Owner(), text[end:], f"zone:{zone.kind}", 0
        return Owner(zone.core, zone.owner.place), text[end:], COMPLETE, zone.links
    located = split_place(text)
    if located.code and located.rest:
        return Owner(place=located.code), located.rest, COMPLETE, located.links
    return Owner(), text, COMPLETE, 0


def _split_namesake(type_: str, text: str) -> str | None:
    """Give the place that a name begins with and several bear: 朝阳区政府, 鼓楼广场, but not 长安大学."""
    place = find_ambiguous_head(text)
    short = type_ in _LOCAL and is_generic(text.removeprefix(place or ""))
    return place if place and (place.endswith(_DISTRICT) or short) else None


def _find_zone_head(text: str) -> tuple[Name, int] | None:
    """Find the zone that a longer name begins with: the parsed zone and where it ends."""
    match = zone_kind().search(text)
    if match is None or match.end() == len(text):
        return None
    before = text[: match.start()]
    if not before:
        return _parse_zone(text[: match.end()]), match.end()
    own = _drop_rank(before)
    located = split_place(own, county_shorts=True)
    short_enough = len(located.rest) <= _RAW_HEAD[-1] and (located.code or len(own) in _RAW_HEAD)
    if not own or not short_enough or (located.rest and is_generic(located.rest)):
        return None
    return _parse_zone(text[: match.end()]), match.end()


def _find_known_zone(text: str, *, bare: bool) -> tuple[Name, int] | None:
    """Find the listed zone that a name begins with; ``bare``: one without 区 in its name too (中关村)."""
    if not text.startswith(zone_names()):
        return None
    for variant in zone_names():
        if text.startswith(variant) and len(text) > len(variant) and (bare or variant.endswith("区")):
            return parse_name(variant, "Zone"), len(variant)
    return None


def _split_body(text: str) -> str | None:
    """Write a name that begins with a central body (工信部…平台) with that body's full name."""
    shorts = body_heads()
    if text.startswith(tuple(shorts)):
        short = next(short for short in shorts if text.startswith(short))
        return shorts[short] + text.removeprefix(short) if len(text) > len(short) else None
    return None


def _is_label(type_: str, folded: str, *, title: bool) -> bool:
    """Whether a name without an owner says too little to be one thing everywhere; ``title``: in 《》."""
    if type_ not in _CLASSES or folded in nationwide() or folded in find_variants(type_).values():
        return False
    if folded.isascii():  # COP15
        return False
    if folded.endswith(tuple(load_words("resolve_words", "proper"))) or folded in standalone():
        return False
    if any(word in folded for word in ("中国", "全国", "世界", "全球")):
        return False
    if type_ == "Policy" and len(folded) >= (_SHORT_TITLE if title else _LONG_TITLE):
        return False
    return is_generic(folded) or len(folded) <= _SHORT_NAME.get(type_, 0)


def _drop_rank(head: str) -> str:
    """Drop 国家级 before a zone's kind, or before its place (国家级合肥): 国家 there is part of a name."""
    for rank, _ in find_rewrites("Zone", "rank"):
        head = head.removesuffix(rank)
        head = head.removeprefix(rank) if rank.endswith("级") else head
    return head


def _strip_prefix(type_: str, folded: str) -> str:
    """Drop or rewrite the longest known beginning of a name, after its year, unless nothing would be left."""
    rest = folded.lstrip("0123456789")
    for written, instead in find_rewrites(type_, "prefix"):
        if rest.startswith(written) and len(rest) > len(written):
            return folded.removesuffix(rest) + instead + rest.removeprefix(written)
    return folded


def _strip_suffix(type_: str, folded: str) -> str:
    """Drop or rewrite the longest known end of a name, unless nothing would be left."""
    for written, instead in find_rewrites(type_, "suffix"):
        if folded.endswith(written) and len(folded) > len(written):
            return folded.removesuffix(written) + instead
    return folded


def _rewrite_office(rest: str) -> str:
    whole = dict(find_rewrites("GovernmentBody", "whole"))
    if rest in whole:
        return whole[rest]
    for written, full in find_rewrites("GovernmentBody", "suffix"):
        if rest.endswith(written):
            return rest.removesuffix(written) + full
    return rest


def _strip_country(text: str) -> str:
    """Drop a foreign country before a name (韩国斗山), unless it is part of it."""
    if not text.startswith(countries()):
        return text
    country = next(name for name in countries() if text.startswith(name))
    rest = text.removeprefix(country)
    return text if country == "中国" or len(rest) < 2 or is_generic(rest) else rest
