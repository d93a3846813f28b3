"""Which forms of a name are one: by the grammar of zones, bodies and companies, and by what stands around."""

from __future__ import annotations

import re

from kg.extract.draft import Draft, Name
from kg.extract.grammar import DIVISION_END, Grammar
from kg.text import HAN

COMPANY_FORM = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?$|集团$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
ORGANS = (
    ("管理委员会|管委(?!会)", "管委会"),
    ("专题委员会|专委(?!会)", "专委会"),
    ("党工委|工作委员会", "工委"),
)
POINTER_HEAD = re.compile("^(?:高新区|开发区|园区)")
LIST_REACH = 12  # characters before a bare organ in which the list it belongs to goes on
BODY_ENDS = ("专委会", "管委会")
BARE_BODIES = ("市委", "市政府", "省委", "省政府", "区委", "区政府", "县委", "县政府")
COORDINATED = re.compile(rf"(?P<place>[{HAN}]{{2,6}}?[省市区县])(?:委|政府)[、和]$")
ORGAN = re.compile(
    r"(?:高新区|开发区|园区)?(?:管委会|管委|工委|党工委|专委会|纪工委|主园区|[经科建行招财][\u4e00-\u9fff]{0,5}部|税务局|[\u4e00-\u9fff]{2,6}服务部)"
)
ZONE_ORGAN = re.compile(
    rf"(?P<zone>[{HAN}]{{2,12}}?(?:高新区|开发区|经开区|新区|园区))(?:党工委|工委|管委会|管委|专委会|纪工委|[{HAN}]{{2,5}}[部局])"
)
KINDS = (  # what a zone's name says of its kind
    ("高新", "高新"),
    ("新技术", "高新"),
    ("高技术", "高新"),
    ("经济技术", "经开"),
    ("经济开发", "经开"),
    ("经开", "经开"),
)


def are_one(kind: str, one: str, other: str, grammar: Grammar) -> bool:
    """Whether two forms of one type are one name by the grammar of that type."""
    if kind == "Place" and {one, other} <= {"我国", "全国", "中国"}:
        return True
    a, b = grammar.known.get(one), grammar.known.get(other)
    if a and b and a.type == kind:
        return a.name == b.name
    if kind == "Zone":
        (place, sort), (elsewhere, other_sort) = zone_key(one), zone_key(other)
        short, long = sorted((place, elsewhere), key=len)
        return sort == other_sort and (place == elsewhere or (len(short) > 1 and long.endswith(short)))
    return kind == "GovernmentBody" and body_key(one) == body_key(other)


def body_key(name: str) -> str:
    """A body's name with its organ in the short form: 管理委员会, 管委 and 管委会 are one."""
    for full, short in ORGANS:
        name = re.sub(full, short, name)
    return name


def zone_key(name: str) -> tuple[str, str]:
    """Place and kind of a zone's name: 青岛国家高新技术产业开发区 and 青岛高新区 have one key."""
    cut = min((name.find(sign) for sign, _ in KINDS if sign in name), default=-1)
    kind = next((kind for sign, kind in KINDS if sign in name and name.find(sign) == cut), name)
    if cut < 0 or "试验" in name or "示范" in name:
        return name, name
    place = name[:cut].removesuffix("国家级").removesuffix("国家")
    return DIVISION_END.sub("", place) or place, kind


def shortens(short: str, full: str) -> bool:
    """Whether a name plainly shortens another: its characters in order, its core kept, its end alike.

    星海生物 shortens 安徽星海生物医疗股份有限公司; 甲谷核心区 shortens 甲色硅谷核心区.
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


def full_form(draft: Draft, name: Name, zone: str | None, grammar: Grammar) -> str | None:
    """Give a body or park that lacks its place or zone its full form, None if it lacks nothing.

    市政府 behind 甲市委、 is 甲市政府; a bare 管委会 belongs to the zone of the organ named before it in its
    sentence, else to ``zone``, the zone the article is about.
    """
    form = draft.text[name.start : name.end]
    if form in grammar.known:
        return None
    before = draft.text[draft.sentence_at(name.start)[0] : name.start]
    if form in BARE_BODIES:
        place = COORDINATED.search(before)
        return place["place"] + form[1:] if place else None
    if not ORGAN.fullmatch(form):
        return None
    organs = [match["zone"] for match in ZONE_ORGAN.finditer(before)]
    named = _zone_in(organs[-1], grammar) if organs and "、" in before[-LIST_REACH:] else None
    owner = named or zone
    return owner + POINTER_HEAD.sub("", form) if owner else None


def _zone_in(text: str, grammar: Grammar) -> str | None:
    """The zone's name at the end of a text, from its place on; None if it has none."""
    places = [
        (i, j) for i in range(len(text) - 3) for j in range(i + 2, len(text)) if grammar.is_place(text[i:j])
    ]
    return text[places[0][0] :] if places else None
