"""Posts of persons: 甲市副市长、乙区工委书记李某; 丙公司董事长王某; 张某任丁公司总经理.

Read on the masked text from the person to the left, post by post. Posts are words of posts.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extract.draft import RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence
from kg.extract.relations_rules import BREAKS, type_set
from kg.extract.relations_slots import Filler, Gap, find_above
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_table, load_words, one_of

FARTHEST: Final = 70  # characters of masked text that a person's posts may fill
LONGEST: Final = 14  # characters of a post before its head
NAMED: Final = 0.95  # confidence where the organization stands with its post
SHARED: Final = 0.85  # where it stands with the post before
ELIDED: Final = 0.6  # where it is left out


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a masked position, with the masked position of its organization's list if that is named."""

    role: str
    start: int
    owner: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Grammar:
    before: re.Pattern[str]
    join: re.Pattern[str]
    after: re.Pattern[str]
    bare: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    head, join, take = (one_of(load_words("posts", kind)) for kind in ("head", "join", "take"))
    owner = f"[{mark_class(type_set('actor'))}]"
    post = f"(?P<post>[^{BREAKS}{ALL_MARKS}、（）()]{{0,{LONGEST}}}?{head})"
    return _Grammar(
        before=re.compile(f"(?P<owner>{owner})?的?{post}$"),
        join=re.compile(f"{join}$"),
        after=re.compile(f"(?:，?{take}了?|，)(?P<owner>{owner})的?{post}(?![{ALL_MARKS}])"),
        bare=re.compile(f"(?:原|前|副|常务副?|执行|首席)*{head}$"),
    )


def find_posts(view: View, setting: Thing | None) -> Iterator[RelationDraft]:
    """Find holdsPosition statements with their roles; ``setting`` is what the article is about."""
    persons = type_set("Person")
    for place in view.places:
        holders = view.groups[place].things(persons)
        if holders:
            for post in (*_posts_before(view, place), *_posts_after(view, place)):
                yield from _state(view, holders, place, _complete(view, post, setting))


def _state(
    view: View, holders: tuple[Thing, ...], place: int, completed: tuple[Post, Filler]
) -> Iterator[RelationDraft]:
    post, owner = completed
    span = min(post.start, place), max(post.start, place) + 1
    evidence = find_evidence(view, span, () if owner.place is None else (owner.place,))
    for organization in owner.things:
        for holder in holders:
            yield RelationDraft(
                holder.key, "holdsPosition", organization.key, evidence, "post", post.confidence, post.role
            )


def _complete(view: View, post: Post, setting: Thing | None) -> tuple[Post, Filler]:
    """A post with its organization: the one named, else by the kind of post, else none."""
    if post.owner is not None:
        return post, Filler(view.groups[post.owner].things(type_set("actor")), post.owner)
    bare = _grammar().bare.search(post.role)
    role = bare[0] if bare else post.role
    kind = next(row["of"] for row in _heads() if role.endswith(row["word"]))
    found = find_above(Gap(view, post.start, frozenset({kind}), None)) if kind == "Enterprise" else None
    if kind == "Place" and setting and setting.type == "Place":
        found = Filler((setting,), None)
    return replace(post, role=role, confidence=ELIDED), found or Filler((), None)


@lru_cache(maxsize=1)
def _heads() -> tuple[dict[str, str], ...]:
    rows = [row for row in load_table("posts") if row["kind"] == "head"]
    return tuple(sorted(rows, key=lambda row: -len(row["word"])))


def _posts_before(view: View, place: int) -> list[Post]:
    """The posts before a person, read leftwards; one without an owner takes that of the post before it."""
    grammar, posts, end = _grammar(), list[Post](), place
    low = max(view.sentence(place)[0], place - FARTHEST)
    while match := grammar.before.search(view.text, _item_start(view.text, low, end), end):
        owner = match.start("owner") if match["owner"] else None
        posts.append(Post(match["post"], match.start(), owner, NAMED))
        join = grammar.join.search(view.text, max(low, match.start() - 2), match.start())
        if not join:
            break
        end = join.start()
    return _share(posts)


def _item_start(text: str, low: int, end: int) -> int:
    for border in range(end - 1, max(low, end - LONGEST - 8) - 1, -1):
        if text[border] in BREAKS or text[border] == "、":
            return border + 1
    return max(low, end - LONGEST - 8)


def _share(posts: list[Post]) -> list[Post]:
    found, owner = list[Post](), None
    for post in reversed(posts):
        shared = post.owner is None and owner is not None
        found.append(replace(post, owner=owner, confidence=SHARED) if shared else post)
        owner = found[-1].owner
    return found


def _posts_after(view: View, place: int) -> list[Post]:
    match = _grammar().after.match(view.text, place + 1)
    if not match:
        return []
    return [Post(match["post"], match.end() - 1, match.start("owner"), NAMED)]
