"""Posts of persons: 甲市副市长、乙区工委书记李某; 丙公司董事长王某; 张某任丁公司总经理.

Read on the masked text from the person to the left, post by post. Posts are words of posts.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.draft import RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence
from kg.extract.relations_rules import BREAKS, type_set
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_words, one_of

FARTHEST: Final = 70  # characters of masked text that a person's posts may fill
LONGEST: Final = 14  # characters of a post before its head
CONFIDENCE: Final = 0.9
ELIDED: Final = 0.6  # of a post whose organization is taken from the post before it


@dataclass(frozen=True, slots=True)
class Post:
    """A role with the masked position of its organization's list, None where it is left out."""

    role: str
    place: int | None
    start: int


def find_posts(view: View) -> Iterator[RelationDraft]:
    """Find holdsPosition statements with their roles."""
    persons = type_set("Person")
    for place in view.places:
        holders = view.groups[place].things(persons)
        if holders:
            for post in (*_posts_before(view, place), *_posts_after(view, place)):
                yield from _state(view, holders, place, post)


def _state(view: View, holders: tuple[Thing, ...], place: int, post: Post) -> Iterator[RelationDraft]:
    if post.place is None:
        return
    start, end = min(post.start, place), max(post.start, place) + 1
    evidence = find_evidence(view, (start, end), (post.place,))
    confidence = CONFIDENCE if start <= post.place < end else ELIDED
    for organization in view.groups[post.place].things(_employers()):
        for holder in holders:
            yield RelationDraft(
                holder.key, "holdsPosition", organization.key, evidence, "post", confidence, post.role
            )


@lru_cache(maxsize=1)
def _employers() -> frozenset[str]:
    return type_set("actor")


@dataclass(frozen=True, slots=True)
class _Grammar:
    before: re.Pattern[str]
    join: re.Pattern[str]
    after: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    head, join, take = (one_of(load_words("posts", kind)) for kind in ("head", "join", "take"))
    owner = f"[{mark_class(_employers())}]"
    post = f"(?P<post>[^{BREAKS}{ALL_MARKS}、（）()]{{0,{LONGEST}}}?{head})"
    return _Grammar(
        re.compile(f"(?P<owner>{owner})?的?{post}$"),
        re.compile(f"{join}$"),
        re.compile(f"(?:，)?(?:{take})(?:了)?(?P<owner>{owner})的?{post}"),
    )


def _posts_before(view: View, place: int) -> list[Post]:
    """The posts that stand before a person, read leftwards; posts without an owner take the one to the left."""
    grammar = _grammar()
    low = max(view.sentence(place)[0], place - FARTHEST)
    end, posts = place, list[Post]()
    while match := _item(grammar.before, view.text, low, end):
        owner = match.start("owner") if match["owner"] else None
        posts.append(Post(match["post"], owner, match.start()))
        join = grammar.join.search(view.text, max(low, match.start() - 2), match.start())
        if not join:
            break
        end = join.start()
    return _inherit(posts)


def _item(pattern: re.Pattern[str], text: str, low: int, end: int) -> re.Match[str] | None:
    start = max(low, end - LONGEST - 8)
    for border in range(end - 1, start - 1, -1):
        if text[border] in BREAKS or text[border] == "、":
            start = border + 1
            break
    return pattern.search(text, start, end)


def _inherit(posts: list[Post]) -> list[Post]:
    found, owner = list[Post](), None
    for post in reversed(posts):
        owner = post.place if post.place is not None else owner
        found.append(Post(post.role, owner, post.start))
    return found


def _posts_after(view: View, place: int) -> list[Post]:
    match = _grammar().after.match(view.text, place + 1)
    return [Post(match["post"], match.start("owner"), match.end() - 1)] if match else []
