"""Posts of persons: 甲市副市长、乙区工委书记李某; 丙公司董事长王某; 张某任丁公司总经理; 戊管委会赵某主任.

Read on the masked text from the person to the left, post by post. Posts are words of posts.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extract.draft import Draft, RelationDraft, Thing
from kg.extract.relations_evidence import find_evidence
from kg.extract.relations_pointers import RANK, place_of_rank
from kg.extract.relations_rules import BREAKS, type_set
from kg.extract.relations_slots import Filler, Gap, find_above
from kg.extract.relations_subjects import clause_words
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_table, load_words, one_of

FARTHEST: Final = 70  # characters of masked text that a person's posts may fill
LONGEST: Final = 14  # characters of a post before its head
BETWEEN: Final = re.compile("[，、；和与]{1,2}")  # between a person and the post of the next
NAMED: Final = 0.95  # confidence where the organization stands with its post
SHARED: Final = 0.85  # where it stands with the post before
ELIDED: Final = 0.6  # where it is left out
RANKED: Final = re.compile(r"(?P<rank>[省市县区州镇乡])(?P<organ>委|人大常委会|人大|政协|政府)?")
COMMITTEE: Final = "委"


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a masked position, with the masked position of its organization's list if that is named."""

    role: str
    start: int
    owner: int | None
    confidence: float

    @property
    def of(self) -> str:
        """The type of whose post it is, as far as the post tells: "-" for any."""
        return next(row["of"] for row in _heads() if self.role.endswith(row["word"]))


@dataclass(frozen=True, slots=True)
class Last:
    """The person read last, and the owner of the post read last."""

    place: int
    owner: Filler

    def is_of(self, type_: str) -> bool:
        """Whether the owner is of a type."""
        return any(thing.type == type_ for thing in self.owner.things)


@dataclass(frozen=True, slots=True)
class _Grammar:
    before: re.Pattern[str]
    join: re.Pattern[str]
    after: re.Pattern[str]
    behind: re.Pattern[str]
    bare: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    head, join, take = (one_of(load_words("posts", kind)) for kind in ("head", "join", "take"))
    owner = f"[{mark_class(type_set('actor'))}]"
    post = f"(?P<post>[^{BREAKS}{ALL_MARKS}、（）()]{{0,{LONGEST}}}?{head})"
    return _Grammar(
        before=re.compile(f"(?P<owner>{owner})?的?{post}$"),
        join=re.compile(f"{join}$"),
        after=re.compile(
            f"(?:(?:，[^。；\n{ALL_MARKS}]{{0,30}})?，?{take}了?(?:[^{BREAKS}{ALL_MARKS}]{{0,2}})(?P<owner>{owner})的?(?:一[名位])?{post}(?![{ALL_MARKS}])"
            f"|，(?P<beside>{owner})的?(?P<title>[^{BREAKS}{ALL_MARKS}、]{{0,{LONGEST}}}?{head})(?=[{BREAKS}）]|$))"
        ),
        behind=re.compile(
            f"(?P<post>(?:副|常务副)?{one_of(load_words('posts', 'style'))})(?!医师|助理|[{ALL_MARKS}])"
        ),
        bare=re.compile(f"(?:原|前|副|常务副?|执行|首席){{0,4}}{head}$"),
    )


def find_posts(view: View, draft: Draft) -> Iterator[RelationDraft]:
    """Find holdsPosition statements with their roles."""
    persons, last = type_set("Person"), Last(-1, Filler((), None))
    for place in view.places:
        holders = view.groups[place].things(persons)
        if not holders:
            continue
        for post in (*_posts_before(view, place), *_posts_after(view, place), *_post_behind(view, place)):
            completed = _complete(view, draft, post, last)
            yield from _state(view, holders, place, completed)
            if completed[1].things:
                last = Last(place, completed[1])
        last = replace(last, place=place)


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


def _complete(view: View, draft: Draft, post: Post, last: Last) -> tuple[Post, Filler]:
    """A post with its organization: the one named, that of the person before, else by the kind of post."""
    if post.owner is not None:
        owner = Filler(view.groups[post.owner].things(type_set("actor")), post.owner)
        shared = post.confidence == SHARED and post.of == "Place"
        return _whole(post, owner), (_seat(draft, owner) if shared else owner)
    bare = _grammar().bare.search(post.role)
    role, ranked = bare[0] if bare else post.role, RANKED.match(post.role)
    post = replace(post, confidence=ELIDED)
    beside = BETWEEN.fullmatch(view.text, last.place + 1, max(post.start, last.place + 1))
    if beside and last.place >= 0 and not (post.of == "Enterprise" and not last.is_of("Enterprise")):
        return post, (_seat(draft, last.owner) if post.of == "Place" else last.owner)
    if post.of == "Enterprise":
        found = find_above(Gap(view, post.start, frozenset({"Enterprise"}), None))
        return replace(post, role=role), found or Filler((), None)
    body = _body(draft, ranked[0]) if ranked and ranked["organ"] else None
    if ranked and body:
        return replace(post, role=post.role[ranked.end() :] or post.role), Filler((body,), None)
    rank = ranked["rank"] if ranked else role[-2] if post.of == "Place" else ""
    place = place_of_rank(draft, rank) if rank else None
    return replace(post, role=post.role if ranked else role), Filler((place,) if place else (), None)


def _body(draft: Draft, organ: str) -> Thing | None:
    """The one body of an article that is called by a rank and an organ (县委 in 县委书记)."""
    found = [
        thing for thing in draft.things if thing.type == "GovernmentBody" and thing.forms[-1].endswith(organ)
    ]
    return found[0] if len(found) == 1 else None


def _whole(post: Post, owner: Filler) -> Post:
    """A post of a committee that is written together with its place: 市委书记 of 甲市委书记."""
    if not post.role.startswith(COMMITTEE):
        return post
    ranks = [form[-1] for thing in owner.things for form in thing.forms if RANK.search(form)]
    return replace(post, role=ranks[0] + post.role) if ranks else post


def _seat(draft: Draft, owner: Filler) -> Filler:
    """The place of a committee (甲市 of 甲市委, or of 市委), if the article names it, else the committee."""
    stems = [
        RANK.sub("", clause_words()["organ"].sub("", form)) for thing in owner.things for form in thing.forms
    ]
    places = [
        (len(form), thing)
        for thing in draft.things
        if thing.type == "Place"
        for form in thing.forms
        if any(stem.endswith(RANK.sub("", form)) for stem in stems)
    ]
    if places:
        return Filler((max(places, key=lambda one: one[0])[1],), owner.place)
    rank = next((match["rank"] for stem in stems if (match := RANKED.fullmatch(stem))), None)
    place = place_of_rank(draft, rank) if rank else None
    return Filler((place,), owner.place) if place else owner


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
    owner = "owner" if match["owner"] else "beside"
    return [Post(match["post"] or match["title"], match.end() - 1, match.start(owner), NAMED)]


def _post_behind(view: View, place: int) -> list[Post]:
    """The style a person is called by: 甲管委会李某主任, 王某市长."""
    match = _grammar().behind.match(view.text, place + 1)
    if not match:
        return []
    group = view.groups.get(place - 1)
    owned = group is not None and bool(group.things(type_set("actor")))
    return [Post(match["post"], place, place - 1 if owned else None, SHARED)]
