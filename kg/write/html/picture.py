"""Knowledge → what can be drawn and how: order of the entities, their signs, labels, sizes, first places.

What is drawn of it is for the page to choose, by its filters; the best connected entities have their places
from here (kg/network.py), so that the first view is the same everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any, Final

from kg.network import layout, to_networkx
from kg.records import Entity, Fact, Knowledge, Relation
from kg.schema import Schema

Json = dict[str, Any]
Place = tuple[float, float]

# A sign per type besides its colour, for eyes that tell few colours apart: shape and whether it is filled.
SIGNS: Final = (
    *(("hexagon", True), ("square", True), ("dot", True), ("triangle", True), ("diamond", True)),
    *(("dot", False), ("square", False), ("diamond", False), ("triangleDown", True), ("triangle", False)),
    *(("star", True), ("hexagon", False), ("star", False), ("triangleDown", False)),
)
LINE_WIDTH: Final = 10  # 汉字 in a label's line: 8 to 10 read well (explorer.md)
MOST_LINES: Final = 3
SMALLEST, GROWTH, LARGEST = 8.5, 3.2, 32  # radius of a node: grows with the root of its degree
_PIECE: Final = re.compile(r"[（(《〈“‘「【]*(?:[!-'*-~]+|.)[）)》〉”’」】、，。：；！？·]*")


@dataclass(frozen=True, slots=True)
class Sign:
    """How a type is drawn: a shape, fill and outline as ``#rrggbb``, width of the outline in pixels."""

    shape: str
    fill: str
    line: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The entities and relations in the order in which they are drawn while there is room.

    Entities come in falling order of their degree, relations the best proven first. ``places`` are those of
    the entities of the first view, in pixels, y downwards.
    """

    entities: tuple[Entity, ...]
    links: tuple[Fact, ...]
    sizes: Mapping[str, float]
    places: Mapping[str, Place]
    signs: Mapping[str, Sign]


def draw(knowledge: Knowledge, schema: Schema, *, most_nodes: int, most_edges: int) -> Picture:
    """Put what can be drawn in its order, and place the ``most_nodes`` entities of the first view.

    Their places follow from the ``most_edges`` best proven relations between them.
    """
    links = order_proven(one for one in knowledge.facts if isinstance(one.statement, Relation))
    degrees = _count_degrees(links)
    entities = sorted(knowledge.entities, key=lambda one: (-degrees[one.id], one.id))
    first = entities[:most_nodes]
    drawn = find_between(links, {one.id for one in first})[:most_edges]
    places = layout(to_networkx(Knowledge((), tuple(first), tuple(drawn)), schema))
    sizes = {one.id: to_size(degrees[one.id]) for one in entities}
    return Picture(tuple(entities), tuple(links), sizes, places, make_signs(schema))


def to_size(degree: int) -> float:
    """Give the radius of a node in pixels of the unscaled picture."""
    return round(min(SMALLEST + GROWTH * sqrt(degree), LARGEST), 1)


def make_signs(schema: Schema) -> dict[str, Sign]:
    """Give every type its sign, by its place in the schema; beyond the list the shapes come round again."""
    return {
        one.name: _make_sign(one.colour, *SIGNS[index % len(SIGNS)]) for index, one in enumerate(schema.types)
    }


def _make_sign(colour: str, shape: str, filled: bool) -> Sign:
    """Take the colour as fill, or as a tint in a thick outline; a dark shade of it makes light ones seen."""
    dark = mix(colour, "#000000", 0.35)
    return Sign(shape, colour, dark, 1.5) if filled else Sign(shape, mix(colour, "#ffffff", 0.8), dark, 2.5)


def mix(colour: str, other: str, share: float) -> str:
    """Mix two ``#rrggbb`` colours; ``share`` is how much of the other."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def wrap(name: str) -> str:
    """Break a name into at most three lines of about the same width; what is longer ends in "…".

    A Latin word is kept whole where it fits, a bracket stays with what it encloses. Done here, because
    vis-network's own wrapping can freeze on Chinese (visjs/vis#3429).
    """
    text = " ".join(name.split())
    if _width(text) <= LINE_WIDTH:
        return text
    shown = text[: 4 * MOST_LINES * LINE_WIDTH]  # a name of any length costs no more than this
    fewest = min(MOST_LINES, max(1, ceil(_width(shown) / LINE_WIDTH)))
    narrowest = ceil(_width(shown) / fewest)
    tries = (_fill(shown, width) for width in range(min(narrowest, LINE_WIDTH), LINE_WIDTH + 1))
    lines = next((one for one in tries if len(one) <= fewest), _fill(shown, LINE_WIDTH))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LINE_WIDTH - 1] + "…"]
    return "\n".join(lines)


def _fill(text: str, width: int) -> list[str]:
    """Fill lines up to a width, piece by piece; a piece that is wider is cut."""
    lines = [""]
    for piece in _PIECE.findall(text):
        for part in _cut(piece, width):
            if lines[-1] and _width(lines[-1] + part) > width:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines]


def _cut(piece: str, width: int) -> Iterator[str]:
    size = width if _width(piece) > width else len(piece)
    return (piece[at : at + size] for at in range(0, len(piece), size))


def _width(text: str) -> float:
    """Measure text in 汉字; a Latin letter is half as wide."""
    return sum(0.5 if ord(char) < 0x2E80 else 1.0 for char in text)


def _relation(fact: Fact) -> Relation:
    if not isinstance(fact.statement, Relation):
        raise TypeError(f"fact {fact.id} is no relation")
    return fact.statement


def order_proven(facts: Iterable[Fact]) -> list[Fact]:
    """Put facts in order, those with the most independent sources and the surest first."""
    return sorted(facts, key=lambda one: (-one.sources, -one.statement.confidence, one.id))


def _count_degrees(links: Iterable[Fact]) -> Counter[str]:
    relations = map(_relation, links)
    return Counter(end for one in relations for end in {one.subject, one.object})


def find_between(links: Sequence[Fact], nodes: set[str]) -> list[Fact]:
    """Find the relations with both ends among some entities, in their order."""
    return [one for one in links if {_relation(one).subject, _relation(one).object} <= nodes]
