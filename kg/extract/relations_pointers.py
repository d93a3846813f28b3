"""Words for a place named elsewhere: 我市, 本县, 全省. Pointers to other things are in ``pointers``.

They hold for relations only; figures read 全市 as a scope as well and decide by themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from kg.extract.draft import Draft, Reference, Thing
from kg.extract.relations_subjects import clause_words
from kg.forms.places import find_codes, find_name
from kg.forms.words import fold

MASTHEAD: Final = 400  # characters at the head of a document, or of an article, that name who brings it
RANK: Final = re.compile(r"(?<=..)[省市县区州]$")
RANKLESS: Final = re.compile(r".{1,3}[^省市县区镇乡路街道湾国带]")


def with_places(draft: Draft) -> list[Reference]:
    """The references of a draft with those to places by their rank, sorted and without overlap."""
    taken = sorted((name.start, name.end) for thing in draft.things for name in thing.names)
    starts = [start for start, _ in taken]

    def is_free(start: int, end: int) -> bool:
        i = bisect_left(starts, end)
        return not any(stop > start for _, stop in taken[max(0, i - 3) : i])

    found = [one for one in _places(draft) if is_free(one.start, one.end)]
    return sorted([*draft.references, *found], key=lambda one: (one.start, one.end))


def _places(draft: Draft) -> Iterator[Reference]:
    for match in clause_words()["rank"].finditer(draft.text):
        near = match.start() if match[0].startswith("该") else None
        thing = place_of_rank(draft, match["rank"] or match["own"], near)
        if thing:
            yield Reference(match.start(), match.end(), thing, explicit=False)


def place_of_rank(draft: Draft, rank: str, before: int | None = None) -> Thing | None:
    """The place of a rank (省, 市) that an article names most, or last before a position."""
    places = [
        (thing, name.start)
        for thing in draft.things
        if thing.type == "Place" and any(form.endswith(rank) for form in thing.forms)
        for name in thing.names
    ] or [(thing, name.start) for thing in draft.things if _is_of_rank(thing, rank) for name in thing.names]
    if before is not None:
        near = [one for one in places if one[1] < before]
        return max(near, key=lambda one: one[1])[0] if near else None
    if places:
        return max(places, key=lambda one: (_is_home(draft, one[0]), len(one[0].names), -one[1]))[0]
    return None


def _is_home(draft: Draft, place: Thing) -> bool:
    """Whether a paper, a station or a site of a place brings the article (甲日报, 甲新闻网讯)."""
    head = f"{draft.article.document.text[:MASTHEAD]}\n{draft.text[:MASTHEAD]}"
    stems = {RANK.sub("", form) for form in place.forms}
    return any(
        clause_words()["media"].match(head, found.end())
        for stem in stems
        for found in re.finditer(re.escape(stem), head)
    )


def _is_of_rank(thing: Thing, rank: str) -> bool:
    """Whether a place may be the city of an article that never writes 市 behind it (北京), or is of the rank
    by the register (县 for 东海)."""
    if thing.type != "Place":
        return False
    if rank == "市" and all(RANKLESS.fullmatch(form) for form in thing.forms):
        return True
    names = (find_name(code) for form in thing.forms for code in find_codes(fold(form)))
    return any(name and name.endswith(rank) for name in names)
