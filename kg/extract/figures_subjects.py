"""Who a figure is about: the thing a clause speaks of, as named where the clause begins.

How long it is carried on, and how a figure is named, is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.draft import Thing
from kg.extract.figures_focus import BREADTH, CONTAINERS, SUBJECT_TYPES
from kg.extract.figures_view import JOINTS, QUOTES, Clause, Piece, Slot, View, matches, pattern

POINTED = frozenset(("Policy", "Event", "Project", "Park"))
OPENING_POS = ("d", "c", "u", "t", "y", "e", "o")
MOST = 4  # a longer list of names is no joint subject
SHORT = 8  # characters of a clause that says no more than that something opens or starts
SEGMENT_HEAD = re.compile(r"[”’]?(?:产业链|产业集群|产业|行业|领域|板块|业)")


@dataclass(frozen=True, slots=True)
class Actor:
    """The things that a clause speaks of; ``after`` is the piece behind their names.

    No things and no segment: something that the text does not name (这家企业). ``segment`` is an
    industry that the clause speaks of besides. ``passing``: said of it only that it opens or
    starts, so that it is not carried on. ``locative``: named as the site (在X).
    """

    things: tuple[Thing, ...]
    after: int
    segment: str = ""
    passing: bool = False
    locative: bool = False


def find_actor(view: View, first: int, clause: Clause, *, opens_sentence: bool = False) -> Actor | None:
    """The actor named where a clause, or the part of it from piece ``first``, begins."""
    i = skip_opening(view, first, clause.last)
    if i >= clause.last or _is_report(view, clause):
        return None
    if _is_unnamed(view, i, clause, opens_sentence=opens_sentence):
        return Actor((), i)
    pointed = _pointer(view, i, clause) or _whole_place(view, i) or _bare_class(view, i, clause)
    if pointed:
        return pointed
    i = _skip_class(view, i, clause.last)
    if view.pieces[i].text in QUOTES and i + 1 < clause.last:
        i += 1
    if view.pieces[i].reference is None or _is_oblique(view, first, i):
        return None
    actor = _chain(view, i, clause)
    if actor and any(view.pieces[k].text == "在" for k in range(first, i)):
        things = tuple(_owner(view, thing, ("Zone", "Place")) for thing in actor.things)
        return Actor(things, actor.after, actor.segment, actor.passing, locative=True)
    return actor


def find_adjacent(view: View, slot: Slot) -> Thing | None:
    """The thing named right before the noun of a figure: X成立的17个联合体, 新一批X中央投资50亿元."""
    i = slot.at - 1
    while i >= slot.left and _may_link(view.pieces[i]):
        i -= 1
    if i < slot.left or view.pieces[i].reference is None:
        return None
    thing = view.pieces[i].reference.thing
    before = view.pieces[i - 1] if i > slot.left else None
    free = before is None or before.sort == "time" or matches("lets", before.text)
    named = thing.type in SUBJECT_TYPES and view.pieces[i].reference.explicit
    return thing if free and named and view.pieces[i + 1].text not in ("、", "等") else None


def _may_link(piece: Piece) -> bool:
    return piece.sort == "word" and (
        piece.is_noun or piece.text == "的" or matches("link", piece.text) or matches("own_verb", piece.text)
    )


def find_holder(view: View, slot: Slot) -> Thing | None:
    """Whose the counted things are by their own name: 3家高新区企业."""
    if slot.noun is None or slot.figure.kind != "count":
        return None
    for i in range(slot.noun[0], slot.noun[1] - 1):
        reference = view.pieces[i].reference
        if reference and reference.thing.type in CONTAINERS and view.pieces[i + 1].text[0] not in "级、及以":
            return reference.thing
    return None


def find_arrival(view: View, slot: Slot) -> Thing | None:
    """Where the counted things go: 25个项目落户X."""
    for i in range(slot.right, min(slot.right + 3, slot.clause.last - 1)):
        reference = view.pieces[i + 1].reference
        if matches("arrive", view.pieces[i].text) and reference and reference.thing.type in CONTAINERS:
            return reference.thing
    return None


def skip_opening(view: View, first: int, last: int) -> int:
    """The first piece that is neither a time, an adverb, a joint nor a filler."""
    i = first
    while i < last and (view.pieces[i].sort == "time" or _opens(view.pieces[i])):
        i += 1
    return i


def _opens(piece: Piece) -> bool:
    if piece.sort != "word" or piece.text in QUOTES:
        return False
    return piece.pos in OPENING_POS or piece.pos == "x" or matches("filler", piece.text)


def _skip_class(view: View, i: int, last: int) -> int:
    """Go over a class or owner before the proper name: 园区企业X, 青岛高新区重点外资企业X."""
    k = i
    while k < min(last, i + 6):
        piece = view.pieces[k]
        owner = piece.reference is not None and piece.reference.thing.type in CONTAINERS
        if not owner and not (piece.sort == "word" and _is_class(piece.text)):
            break
        k += 1
    if i < k < last and view.pieces[k].reference and _is_class(view.pieces[k - 1].text):
        return k
    return i


def _pointer(view: View, i: int, clause: Clause) -> Actor | None:
    """该指标体系, 峰会: the last thing before whose name ends so."""
    k = i + 1 if matches("demonstrative", view.pieces[i].text) else i
    end = k
    while end < min(clause.last, k + 3) and view.pieces[end].is_noun:
        end += 1
        word = view.string(k, end)
        if len(word) < 2 or (k == i and not matches("event_noun", word)):
            continue
        named = [
            (name.start, thing)
            for thing in view.draft.things
            if thing.type in POINTED and any(form.strip("《》“”").endswith(word) for form in thing.forms)
            for name in thing.names
            if name.start < clause.start
        ]
        if named:
            return Actor((max(named, key=lambda pair: pair[0])[1],), end)
    pointing = k > i or (i > clause.first and matches("this_time", view.pieces[i - 1].text))
    lost = pointing and k < clause.last and matches("class_noun", view.pieces[k].text)
    return Actor((), k) if lost else None


def _bare_class(view: View, i: int, clause: Clause) -> Actor | None:
    """项目占地X亩, 公司年产值X: the last project, the company the article is about; else nobody named."""
    if view.pieces[i].reference is not None:
        return None
    text = view.text[view.pieces[i].start : clause.end]
    project = re.match(pattern("bare_thing"), text)
    firm = re.match(pattern("bare_firm"), text)
    if not project and not firm:
        return None
    found = project or firm
    assert found is not None
    after = i
    while after < clause.last and view.pieces[after].end <= view.pieces[i].start + found.end():
        after += 1
    if view.focus and view.focus.type == ("Project" if project else "Enterprise"):
        return Actor((view.focus,), after)
    return None if project else Actor((), after)


def _whole_place(view: View, i: int) -> Actor | None:
    """全国, 全市, 我省: the place of that rank named last before; nobody if there is none."""
    piece = view.pieces[i]
    if piece.reference is not None or not matches("whole_place", piece.text):
        return None
    following = view.pieces[i + 1] if i + 1 < len(view.pieces) else None
    if following is None or following.figure or matches("rank_class", following.text):
        return None  # a scope: 全国第13位, 全国高新区排名第二
    if i and matches("source", view.pieces[i - 1].text):
        return None
    if piece.text[-1] == "国":
        nation = [thing for thing in view.draft.things if set(thing.forms) & set(BREADTH)]
        return Actor(tuple(nation[:1]), i + 1)
    topic = view.draft.topic
    if topic and topic.type == "Place":
        return Actor((topic,), i + 1)
    places = [
        (name.start, thing)
        for thing in view.draft.things
        if thing.type == "Place" and any(form.endswith(piece.text[-1]) for form in thing.forms)
        for name in thing.names
        if name.start < piece.start
    ]
    return Actor((max(places, key=lambda pair: pair[0])[1],) if places else (), i + 1)


def _is_class(text: str) -> bool:
    return re.fullmatch(f"{pattern('class_prefix')}+", text) is not None


def _is_unnamed(view: View, i: int, clause: Clause, *, opens_sentence: bool) -> bool:
    if view.pieces[i].reference is not None:
        return False
    text = view.text[view.pieces[i].start : clause.end].lstrip("“‘")
    return bool(
        re.match(pattern("unnamed"), text) or (opens_sentence and re.match(pattern("national_class"), text))
    )


def _is_oblique(view: View, first: int, i: int) -> bool:
    """Whether a preposition before the name makes it no actor: 与X, 依托X, 据X."""
    return any(matches("oblique", view.pieces[k].text) for k in range(first, i))


def _is_report(view: View, clause: Clause) -> bool:
    """记者从X获悉, X的统计显示: who speaks, not what is spoken of."""
    text = view.text[clause.start : clause.end]
    return re.search(rf"{pattern('reporting')}$", text[-8:]) is not None or text.startswith("记者")


def _chain(view: View, i: int, clause: Clause) -> Actor | None:
    """The names joined by 、 or 和 from piece ``i`` on; none where they only make a list (A、B等8家)."""
    things: list[Thing] = []
    segment, k = "", i
    while k < clause.last and (reference := view.pieces[k].reference):
        end = view.pieces[k].end
        k += 1
        if reference.thing.type == "Industry":
            head = SEGMENT_HEAD.match(view.text, end, clause.end)
            segment = view.text[view.pieces[k - 1].start : head.end() if head else end].replace("”", "")
            while head and k < clause.last and view.pieces[k].start < head.end():
                k += 1
        elif reference.thing.type in SUBJECT_TYPES and reference.thing not in things:
            things.append(reference.thing)
        following = _next_member(view, k, clause.last)
        if following is not None:
            if view.pieces[k].text == "与":
                break
            k = following
        elif k < clause.last and _owns_next(view, k, clause.last):
            things = []
            k += view.pieces[k].text == "的"
    rest = view.string(k, clause.last)
    if k >= clause.last and not things:
        return None  # a clause of nothing but industries
    if len(things) > 1 and not re.search(pattern("jointly"), rest):
        return None
    if len(things) > MOST or not (things or segment) or _only_listed(view, i, k, clause, len(things)):
        return None
    k = _skip_epithet(view, k, clause.last)
    rest = view.string(k, clause.last)
    if things and re.match(pattern("post"), rest):
        return None  # a person's office: X副市长
    if things and any(_is_title(piece) for piece in view.pieces[k : clause.last]):
        return Actor((), k)  # a work or paper of X
    passing = len(rest) <= SHORT and re.search(rf"{pattern('standing')}了?$", rest) is not None
    return Actor(tuple(_owner(view, thing) for thing in things), k, segment, passing=passing)


def _is_title(piece: Piece) -> bool:
    return piece.sort == "word" and len(piece.text) > 1 and piece.text.startswith("《")


def _owner(view: View, thing: Thing, types: tuple[str, ...] = ("Zone",)) -> Thing:
    """The zone in whose name a department acts: the figures of X高新区经贸局 are those of X高新区."""
    if thing.type != "GovernmentBody":
        return thing
    zones = [zone for zone in view.draft.things if zone.type in types]
    return next((zone for zone in zones if any(thing.forms[0].startswith(form) for form in zone.forms)), thing)


def _next_member(view: View, k: int, last: int) -> int | None:
    """The next name of a list, over its joint and quotes; None if the list ends here."""
    i = k
    while i < min(last, k + 4) and (view.pieces[i].text in JOINTS or view.pieces[i].text in "“”‘’"):
        i += 1
    joined = any(view.pieces[j].text in (*JOINTS, "“", "‘") for j in range(k, i))
    return i if joined and i < last and view.pieces[i].reference else None


def _only_listed(view: View, first: int, k: int, clause: Clause, count: int) -> bool:
    while k < clause.last and view.pieces[k].text in ("”", "’"):
        k += 1
    if k >= clause.last:
        return count > 1
    piece = view.pieces[k]
    apposed = piece.figure is not None and piece.figure.spelled and k - first > 1
    return piece.text in ("等", "等等", "、") or apposed or (piece.figure is not None and count > 1)


def _skip_epithet(view: View, k: int, last: int) -> int:
    """Go over what only qualifies the name before it: “一区多园”, （以下简称X）."""
    while k < last and view.pieces[k].text in ("“", "（", "("):
        close = {"“": "”", "（": "）", "(": ")"}[view.pieces[k].text]
        end = next((j for j in range(k, min(last, k + 12)) if view.pieces[j].text == close), None)
        if end is None:
            break
        k = end + 1
    return k


def _owns_next(view: View, k: int, last: int) -> bool:
    """Whether the name so far only owns the next: 青岛高新区(的)崂山园."""
    i = k + 1 if view.pieces[k].text == "的" else k
    reference = view.pieces[i].reference if i < last else None
    return reference is not None and reference.thing.type != "Industry"
