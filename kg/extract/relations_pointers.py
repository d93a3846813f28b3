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
    main: dict[str, Thing | None] = {}
    for match in clause_words()["rank"].finditer(draft.text):
        rank = match["rank"] or match["own"]
        if match[0].startswith("该"):
            thing = place_of_rank(draft, rank, match.start())
        else:
            if rank not in main:
                main[rank] = place_of_rank(draft, rank)
            thing = main[rank]
        if thing:
            yield Reference(match.start(), match.end(), thing, explicit=False)


def place_of_rank(draft: Draft, rank: str, before: int | None = None) -> Thing | None:
    """The place of a rank (省, 市) that brings the article, that it names most, or last before a position."""
    places = [thing for thing in draft.things if thing.type == "Place"]
    places = [
        thing for thing in places if any(form.endswith(rank) for form in thing.forms) and thing.names
    ] or [thing for thing in places if _is_of_rank(thing, rank) and thing.names]
    if before is not None:
        near = [(name.start, thing.key, thing) for thing in places for name in thing.names]
        return max((one for one in near if one[0] < before), default=(0, 0, None))[2]
    return max(
        places,
        key=lambda one: (_is_home(draft, one), len(one.names), -min(name.start for name in one.names)),
        default=None,
    )


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
