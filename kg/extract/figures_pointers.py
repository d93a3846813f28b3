"""Where a clause points at a thing instead of naming it: 该项目, 峰会, 全市, 这家企业.

Pointers that ``references`` has resolved are references already and do not come here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kg.extract.draft import Thing
from kg.extract.figures_focus import BREADTH
from kg.extract.figures_view import View
from kg.extract.figures_words import is_word, words

POINTED = frozenset(("Policy", "Event", "Project", "Park"))
REACH = 24  # characters of a clause that tell what it speaks of
EARLIER = 200  # characters before 本次活动 in which the event was named
NOUNS = 3  # pieces of the noun behind 该


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is pointed at, and the piece behind the pointer; no things where the text names nothing."""

    things: tuple[Thing, ...]
    after: int


def find_pointed(view: View, i: int, first: int, last: int, *, opens_sentence: bool) -> Pointed | None:
    """What the words at piece ``i`` of a clause ``first``…``last`` point at; None if they do not point."""
    if view.pieces[i].reference is not None:
        return None
    text = view.text[view.pieces[i].start : min(view.pieces[i].start + REACH, view.pieces[last - 1].end)]
    bare = text.lstrip("“‘")
    told = i > first and view.pieces[i - 1].text == "的"  # 由过去的一个小镇: said of the subject
    unnamed = words("<<unnamed>>").match(bare) and not told
    if unnamed or (opens_sentence and words("<<national_class>>").match(bare)):
        return Pointed(_firm_named(view, i) if unnamed else (), i)
    return (
        _demonstrated(view, i, first, last)
        or _whole_place(view, i, last)
        or _bare_class(view, i, last, text, opens_sentence=opens_sentence)
    )


def _firm_named(view: View, i: int) -> tuple[Thing, ...]:
    """这家公司: the one firm that the paragraph has named so far; nobody where it is not one."""
    start = view.pieces[i].start
    if not words("<<this_firm>>").match(view.text, start):
        return ()
    line = view.line_start(start)
    firms = (thing for thing in view.draft.things if thing.type == "Enterprise")
    named = tuple(firm for firm in firms if any(line <= name.start < start for name in firm.names))
    return named if len(named) == 1 else ()


def _demonstrated(view: View, i: int, first: int, last: int) -> Pointed | None:
    """该指标体系, 峰会: the last thing before whose name ends so."""
    k = i + 1 if is_word("demonstrative", view.pieces[i].text) else i
    end, start = k, view.pieces[first].start
    while end < min(last, k + NOUNS) and view.pieces[end].is_noun:
        end += 1
        word = view.string(k, end)
        if len(word) < 2 or (k == i and not is_word("event_noun", word)):
            continue
        thing = _last_named(view, start, partial(_ends_with, word))
        if thing:
            return Pointed((thing,), end)
    pointing = k > i or (i > first and is_word("this_time", view.pieces[i - 1].text))
    if pointing and k < last and is_word("event_class", view.pieces[k].text):
        event = _last_named(view, start, lambda thing: thing.type == "Event", start - EARLIER)
        if event:
            return Pointed((event,), k + 1)
    return Pointed((), k) if pointing and k < last and is_word("class_noun", view.pieces[k].text) else None


def _ends_with(word: str, thing: Thing) -> bool:
    return thing.type in POINTED and any(form.strip("《》“”").endswith(word) for form in thing.forms)


def _whole_place(view: View, i: int, last: int) -> Pointed | None:
    """全国, 全市, 我省: the place of that rank named last before; nobody if there is none."""
    piece, following = view.pieces[i], view.pieces[i + 1] if i + 1 < last else None
    if following and is_word("nation", piece.text) and following.pos[:1] in ("v", "d"):
        return Pointed(_nation(view), i + 1)
    if not is_word("whole_place", piece.text) or following is None:
        return None
    source = i > 0 and is_word("source", view.pieces[i - 1].text)
    ranks = is_word("rank_class", following.text) or is_word("ranked", following.text)
    if source or following.figure or ranks:
        return None  # a scope: 全国第13位, 全国高新区排名第二, 全市排名第一
    if piece.text.endswith("国"):
        return Pointed(_nation(view), i + 1)
    topic, rank = view.draft.topic, piece.text[-1]
    place = _last_named(view, piece.start, partial(_is_ranked, rank))
    place = topic if topic and topic.type == "Place" else place
    return Pointed((place,) if place else (), i + 1)


def _nation(view: View) -> tuple[Thing, ...]:
    return tuple(thing for thing in view.draft.things if not BREADTH.isdisjoint(thing.forms))[:1]


def _is_ranked(rank: str, thing: Thing) -> bool:
    return thing.type == "Place" and any(form.endswith(rank) for form in thing.forms)


def _bare_class(view: View, i: int, last: int, text: str, *, opens_sentence: bool) -> Pointed | None:
    """项目占地X亩, 公司年产值X: the project or company in focus, or the project named before; no other."""
    project, firm = words("<<bare_project>>").match(text), words("<<bare_firm>>").match(text)
    found = project or firm
    if not found:
        return None
    after, end = i, view.pieces[i].start + found.end()
    while after < last and view.pieces[after].end <= end:
        after += 1
    if view.focus and view.focus.type == ("Project" if project else "Enterprise"):
        return Pointed((view.focus,), after)
    if project:
        start = view.pieces[i].start
        named = _last_named(view, start, lambda thing: thing.type == "Project", view.line_start(start))
        projects = [thing for thing in view.draft.things if thing.type == "Project"]
        named = named or (projects[0] if len(projects) == 1 else None)
        return Pointed((named,) if named else (), after) if named or opens_sentence else None
    return Pointed((), after)


def _last_named(view: View, position: int, wanted: Callable[[Thing], bool], since: int = 0) -> Thing | None:
    """The wanted thing that is named last before a place of the text, and not before another."""
    named = [
        (name.start, thing.key, thing)
        for thing in view.draft.things
        if wanted(thing)
        for name in thing.names
        if since <= name.start < position
    ]
    return max(named, key=lambda item: item[:2])[2] if named else None
