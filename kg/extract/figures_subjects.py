"""Who a figure is about: the things that a clause names where it begins.

How long a subject is carried on is decided in ``figures_state``; pointers (该项目, 全市) stand in
``figures_pointers``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.draft import Thing
from kg.extract.figures_focus import CONTAINERS, SUBJECT_TYPES
from kg.extract.figures_names import skip_opening
from kg.extract.figures_pieces import JOINTS, QUOTES, Piece
from kg.extract.figures_pointers import Pointed, find_pointed
from kg.extract.figures_view import Clause, View
from kg.extract.figures_words import is_word, words

UNKNOWN_POS = ("nr", "nrt", "nrfg", "nz", "nt", "ng")  # jieba's tags of proper names
MOST = 8  # a longer list of names is no joint subject
SHORT = 8  # characters of a clause that says no more than that something opens or starts
SPEECH = 400  # characters of a speech before who speaks is named
NEAR = 40  # characters behind a name that are looked at
FAR = 14  # pieces of an address before a name
CLASSES = 6  # pieces of a class before a proper name
BRACKETS = {"“": "”", "（": "）", "(": ")"}
BRACKETED = 12  # pieces between brackets


@dataclass(frozen=True, slots=True)
class Actor:
    """The things that a clause speaks of; ``after`` is the piece behind their names.

    No things and no segment: something that the text does not name (这家企业). ``segment`` is an
    industry that the clause speaks of besides. ``passing``: said of it only that it opens or
    starts, so that it is not carried on. ``locative``: named as the site (在X). ``speaking``: named with
    one who speaks for it.
    """

    things: tuple[Thing, ...]
    after: int
    segment: str = ""
    passing: bool = False
    locative: bool = False
    speaking: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Names joined by 、 or 和: the things, the industry among them, and the piece behind."""

    things: tuple[Thing, ...]
    segment: str
    after: int


def find_actor(view: View, first: int, clause: Clause, *, opens_sentence: bool = False) -> Actor | None:
    """The actor named where a clause, or the part of it from piece ``first``, begins."""
    i = skip_opening(view, first, clause.last)
    if i >= clause.last:
        return None
    if _is_report(view, clause):
        return _speaker(view, clause) if first == clause.first else None
    pointed = find_pointed(view, i, clause.first, clause.last, opens_sentence=opens_sentence)
    if isinstance(pointed, Pointed):
        return Actor(pointed.things, pointed.after)
    opening = {view.pieces[k].text for k in range(first, i)}
    placed = any(is_word("placed", word) for word in opening)
    located = _located(view, i, clause) if placed else None
    i = _skip_class(view, located or i, clause.last)
    i += view.pieces[i].text in QUOTES and i + 1 < clause.last
    if view.pieces[i].reference is None or _is_oblique(view, first, i):
        return None
    chain = _chain(view, i, clause)
    unknown = placed and located is None and _is_unknown(view, chain.after, clause.last)
    actor = Actor((), chain.after) if unknown else _actor(view, chain, i, clause)
    if actor and located is None and any(is_word("site", word) for word in opening):
        things = tuple(_owner(view, thing, ("Zone", "Place")) for thing in actor.things)
        return replace(actor, things=things, locative=True)
    return actor


def _is_unknown(view: View, k: int, last: int) -> bool:
    """Whether a clause speaks of what only lies at the name before: 位于X的Y, where Y is no name known."""
    return k + 1 < last and view.pieces[k].text == "的" and view.pieces[k + 1].figure is None


def _is_oblique(view: View, first: int, i: int) -> bool:
    """Whether what opens a clause keeps the name behind it from acting: 与X, 也是X的首家企业."""
    opening = view.string(first, i)
    if first + 2 == i and view.pieces[first].sort == "time" and opening.endswith("是"):
        return False  # 今年是X的开局之年
    return any(is_word("oblique", view.pieces[k].text) for k in range(first, i)) or (
        words("<<copula>>$").search(opening) is not None
    )


def find_announced(view: View, clause: Clause, following: Clause | None) -> Actor | None:
    """The actor of the next clause, where this one only tells as what it acts: 作为全国第二个…的园区，X…."""
    if following is None or not words("<<as_what>>").match(view.text, clause.start):
        return None
    actor = find_actor(view, following.first, following)
    return replace(actor, after=clause.first) if actor and actor.things and not actor.locative else None


def find_owner_ahead(view: View, clauses: tuple[Clause, ...]) -> Actor | None:
    """Whose the counted are that open a sentence before their zone: 6家X落户，|11家Y投产，|园区已集聚Z家."""
    opening = view.pieces[clauses[0].first].figure
    counts = opening is not None and opening.kind == "count"
    named = (find_actor(view, clause.first, clause) for clause in (clauses[1:] if counts else ()))
    actor = next((actor for actor in named if actor and actor.things), None)
    held = actor and not actor.locative and all(thing.type in CONTAINERS for thing in actor.things)
    return replace(actor, after=clauses[0].first) if actor and held else None


def _located(view: View, i: int, clause: Clause) -> int | None:
    """The name behind its place: 位于高新区长江路7号的|天成电子."""
    for k in range(i, min(clause.last - 1, i + FAR)):
        named = k + 1 + (view.pieces[k + 1].text in QUOTES)
        if view.pieces[k].text == "的" and named < clause.last and view.pieces[named].reference:
            return k + 1
        if view.pieces[k].figure:
            break
    return None


def _skip_class(view: View, i: int, last: int) -> int:
    """Go over a class or owner before the proper name: 园区企业X, 青岛高新区重点外资企业X."""
    k = i
    while k < min(last, i + CLASSES) and (view.pieces[k].type in CONTAINERS or _is_class(view.pieces[k])):
        k += 1
    return k if i < k < last and view.pieces[k].reference and _is_class(view.pieces[k - 1]) else i


def _is_class(piece: Piece) -> bool:
    return piece.sort == "word" and words("<<class_prefix>>+").fullmatch(piece.text) is not None


def _is_report(view: View, clause: Clause) -> bool:
    """记者从X获悉, X的统计显示: who speaks, not what is spoken of."""
    tail = view.text[max(clause.start, clause.end - 8) : clause.end]
    return words("<<reporting>>$").search(tail) is not None or view.text.startswith("记者", clause.start)


def _speaker(view: View, clause: Clause) -> Actor | None:
    """Whose affairs a report tells of: X公司总经理介绍, 记者从X高新区管委会获悉."""
    for i in range(clause.last - 1, clause.first - 1, -1):
        thing = view.pieces[i].thing
        if thing and thing.type != "Person":
            speaker = _spoken_for(view, i, clause.end)
            return Actor((speaker,), clause.last, locative=True, speaking=True) if speaker else None
    return None


def _spoken_for(view: View, i: int, end: int) -> Thing | None:
    """For whom speaks who is named with the name at piece ``i``: a zone, or a firm whose officer it is."""
    thing = view.pieces[i].thing
    owner = _owner(view, thing, ("Zone",)) if thing else None
    if owner is None or owner.type in ("Zone", "Park"):
        return owner
    office = words("[”）]?<<post>>").match(view.text, view.pieces[i].end, end)
    return owner if office and owner.type in ("Enterprise", "Institution") else None


def find_quoted(view: View, start: int) -> Thing | None:
    """For whom speaks who is named behind the speech that begins a sentence: “…。”X公司总经理Y说."""
    end = view.text.find("\n", start, start + SPEECH)
    close = view.text.find("”", start, end if end >= 0 else start + SPEECH)
    if view.text[start : start + 1] != "“" or close < 0:
        return None
    first = view.at(close + 1)
    named = (i for i in range(first, min(first + CLASSES, len(view.pieces))) if view.pieces[i].thing)
    i = next(named, None)
    return None if i is None else _spoken_for(view, i, view.pieces[i].end + NEAR)


def _chain(view: View, i: int, clause: Clause) -> Chain:
    things: list[Thing] = []
    segment, k = "", i
    while k < clause.last and (thing := view.pieces[k].thing):
        k += 1
        if thing.type == "Industry":
            segment, k = _segment(view, k, clause)
        elif thing.type in SUBJECT_TYPES and thing not in things:
            things.append(thing)
        following = _next_member(view, k, clause.last)
        if following is not None and view.pieces[k].text != "与":
            k = following
        elif things and k < clause.last and _is_class_there(view, things[-1], k, clause):
            return Chain(tuple(things), view.pieces[k].text, k + 1)
        elif following is None and (owned := _owned_next(view, k, clause.last)) is not None:
            things, k = [], owned
        else:
            break
    return Chain(tuple(things), segment, k)


def _is_class_there(view: View, place: Thing, k: int, clause: Clause) -> bool:
    """Whether 高新区 behind a place is a class, not the zone of the article: 广西高新区产值."""
    piece, behind = view.pieces[k], view.pieces[k : min(clause.last, k + NEAR)]
    ranked = any(other.figure and other.figure.kind == "rank" for other in behind)
    if place.type != "Place" or piece.reference is None or piece.reference.explicit or ranked:
        return False
    return piece.type in ("Zone", "Park") and not any(
        form.startswith(own.rstrip("省市区县")) for form in piece.reference.thing.forms for own in place.forms
    )


def _segment(view: View, k: int, clause: Clause) -> tuple[str, int]:
    """The industry that ends at piece ``k`` with its head (产业链, 行业), and the piece behind."""
    named = view.pieces[k - 1]
    head = words("[”’]?<<segment_head>>").match(view.text, named.end, clause.end)
    end = head.end() if head else named.end
    while head and k < clause.last and view.pieces[k].start < end:
        k += 1
    return view.text[named.start : end].replace("”", ""), k


def _actor(view: View, chain: Chain, first: int, clause: Clause) -> Actor | None:
    """What a chain of names makes: an actor, or none where it only lists, or somebody's office."""
    things, k = chain.things, chain.after
    if not things and (not chain.segment or k >= clause.last):
        return None
    counted = _counted_up(view, k, clause, len(things))
    if counted:
        return Actor(things, counted)
    if not _acts(view, chain, first, clause):
        return None
    k = _skip_epithet(view, k, clause.last)
    rest = _rest(view, k, clause)
    if things and any(piece.is_title for piece in view.pieces[k : min(clause.last, k + BRACKETED)]):
        return Actor((), k)  # a work or paper of X
    passing = len(rest) <= SHORT and words("<<standing>>了?$").search(rest) is not None
    return Actor(tuple(_owner(view, thing, ("Zone",)) for thing in things), k, chain.segment, passing)


def _acts(view: View, chain: Chain, first: int, clause: Clause) -> bool:
    """Whether names do what a clause says: not so a list, a scope, an office (X副市长), one of many."""
    things, k = chain.things, chain.after
    if len(things) > MOST or _only_listed(view, first, k, clause.last, len(things)):
        return False
    if len(things) > 1 and not words("<<jointly>>").search(_rest(view, k, clause)):
        return False
    if (
        things
        and things[0].type == "Place"
        and (_is_scope_of(view, k, clause) or _is_longer(view, k, clause))
    ):
        return False
    k = _skip_epithet(view, k, clause.last)
    rest = _rest(view, k, clause)
    return not things or not (words("<<post>>").match(rest) or _is_member(view, k, clause, rest))


def _is_member(view: View, k: int, clause: Clause, rest: str) -> bool:
    """Whether a name only tells whose a listed thing is: X投资的A, Y投资的B等8个."""
    if not words("[^，、]{0,8}?<<made_by>>[^，、的]{0,10}的").match(rest):
        return False
    figures = [i for i in range(k, min(clause.last, k + NEAR)) if view.pieces[i].figure]
    return not figures or any(view.pieces[i - 1].text == "等" for i in figures)


def _counted_up(view: View, k: int, clause: Clause, count: int) -> int | None:
    """The piece behind a class that counts up the names before it, each with a figure: A、B两个园区分别…."""
    figure = view.pieces[k].figure if k + 1 < clause.last else None
    if figure is None or count < 2 or figure.value != count or not view.pieces[k + 1].is_head:
        return None
    return k + 2 if words("分别|各自").search(_rest(view, k + 2, clause)) else None


def _is_longer(view: View, k: int, clause: Clause) -> bool:
    """Whether a place only begins a name that nobody has found: 贵州|航飞, 成都|高新综合保税区."""
    if k >= clause.last or view.pieces[k].sort != "word":
        return False
    longer = words("<<longer_name>>").match(view.text, view.pieces[k].start, clause.end)
    return view.pieces[k].pos in UNKNOWN_POS or longer is not None


def _is_scope_of(view: View, k: int, clause: Clause) -> bool:
    """Whether a place is only where something is ranked: 湖东省|第2位, 在湖东省|开发区评价中列第5位."""
    figure = view.pieces[k].figure if k < clause.last else None
    if figure is not None and figure.kind in ("rank", "percent", "fraction"):
        return True
    behind = view.pieces[k : min(clause.last, k + NEAR)]
    ranked = any(piece.figure and piece.figure.kind == "rank" for piece in behind)
    return ranked and k < clause.last and is_word("rank_class", view.pieces[k].text)


def _rest(view: View, k: int, clause: Clause) -> str:
    start = view.pieces[k].start if k < clause.last else clause.end
    return view.text[start : min(clause.end, start + NEAR)]


def _owner(view: View, thing: Thing, types: tuple[str, ...]) -> Thing:
    """The zone in whose name a department acts: the figures of X高新区经贸局 are those of X高新区."""
    if thing.type != "GovernmentBody":
        return thing
    owners = [owner for owner in view.draft.things if owner.type in types]
    return next((owner for owner in owners if thing.forms[0].startswith(tuple(owner.forms))), thing)


def _next_member(view: View, k: int, last: int) -> int | None:
    """The next name of a list, over its joint and quotes; None if the list ends here."""
    i = k
    while i < min(last, k + 4) and (view.pieces[i].text in JOINTS or view.pieces[i].text in "“”‘’"):
        i += 1
    joined = any(view.pieces[j].text in (*JOINTS, "“", "‘") for j in range(k, i))
    return i if joined and i < last and view.pieces[i].reference else None


def _only_listed(view: View, first: int, k: int, last: int, count: int) -> bool:
    """Whether the names are no subject but a list: A、B等8家, or nothing but names."""
    while k < last and view.pieces[k].text in ("”", "’"):
        k += 1
    if k >= last:
        return count > 1
    figure = view.pieces[k].figure
    apposed = figure is not None and (count > 1 or (figure.spelled and k - first > 1))
    return apposed or is_word("listed", view.pieces[k].text) or view.pieces[k].text == "、"


def _skip_epithet(view: View, k: int, last: int) -> int:
    """Go over what only qualifies the name before it: “一区多园”, （以下简称X）."""
    while k < last and view.pieces[k].text in BRACKETS:
        close = BRACKETS[view.pieces[k].text]
        end = next((j for j in range(k, min(last, k + BRACKETED)) if view.pieces[j].text == close), None)
        if end is None:
            break
        k = end + 1
    return k


def _owned_next(view: View, k: int, last: int) -> int | None:
    """The name that the name so far only owns or holds: 青岛高新区(的)崂山园, 园区内的X."""
    i = k
    if i + 1 < last and is_word("within", view.pieces[i].text):
        i += 1
    i += i < last and view.pieces[i].text == "的"
    i += i < last and view.pieces[i].text in QUOTES
    named = i < last and view.pieces[i].reference is not None and view.pieces[i].type != "Industry"
    return i if named else None
