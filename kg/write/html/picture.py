"""Knowledge → what is drawn: the best connected nodes, their signs and places; edges that can be told apart.

Built with pyvis's Network, as data only: its own template needs the network (architecture.md, traps).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import ceil, sqrt
from typing import Any, Final

from kg.network import layout, to_networkx
from kg.records import Entity, Fact, Knowledge, Relation
from kg.schema import Schema

Json = dict[str, Any]

# A sign per type besides its colour, for eyes that tell few colours apart: shape and whether it is filled.
SIGNS: Final = (
    *(("hexagon", True), ("square", True), ("dot", True), ("triangle", True), ("diamond", True)),
    *(("dot", False), ("square", False), ("diamond", False), ("triangleDown", True), ("triangle", False)),
    *(("star", True), ("hexagon", False), ("star", False), ("triangleDown", False)),
)
LINES: Final[Mapping[str, Json]] = {
    "asserted": {"colour": "#8490a0"},
    "planned": {"colour": "#9a6b00", "dashes": [9, 5]},
    "negated": {"colour": "#b3261e", "dashes": [3, 4]},
}
LINE_WIDTH: Final = 10  # 汉字 in a label's line: 8 to 10 read well (explorer.md)
MOST_LINES: Final = 3
SMALLEST, GROWTH, LARGEST = 8.5, 3.2, 32  # radius of a node: grows with the root of its degree
BEND: Final = 0.22  # between neighbouring parallel edges
_PIECE: Final = re.compile(r"[（(《〈“‘「【]*(?:[!-'*-~]+|.)[）)》〉”’」】、，。：；！？·]*")


@dataclass(frozen=True, slots=True)
class Sign:
    """How a type is drawn: a shape of vis-network, fill and outline as ``#rrggbb``, outline in pixels."""

    shape: str
    fill: str
    line: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The nodes, edges and options for vis-network, and the sign of every type."""

    nodes: list[Json]
    edges: list[Json]
    options: Json
    signs: dict[str, Sign]


def draw(knowledge: Knowledge, schema: Schema, *, most_nodes: int, most_edges: int) -> Picture:
    """Choose what is drawn and say how; the nodes come in falling order of their degree."""
    from pyvis.network import Network  # noqa: PLC0415 - imports IPython, half a second

    signs = make_signs(schema)
    links = [fact for fact in knowledge.facts if isinstance(fact.statement, Relation)]
    degrees = _count_degrees(links)
    entities = _choose_nodes(knowledge.entities, degrees, most_nodes)
    chosen = _choose_edges(links, {one.id for one in entities}, most_edges)
    places = _place(entities, chosen, schema)
    network = Network(directed=True, cdn_resources="in_line")
    for entity in entities:
        network.add_node(entity.id, **_style_node(entity, degrees[entity.id], places[entity.id], signs))
    bends = _find_bends(chosen)
    symmetric = {one.name for one in schema.predicates if one.symmetric}
    for fact in chosen:
        relation = _relation(fact)
        style = _style_edge(fact, bends[fact.id], symmetric=relation.predicate in symmetric)
        network.add_edge(relation.subject, relation.object, id=fact.id, **style)
    network.options = _make_options(signs)
    nodes, edges, _, _, _, options = network.get_network_data()
    return Picture(nodes, edges, json.loads(options), signs)


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


def _count_degrees(links: Iterable[Fact]) -> Counter[str]:
    relations = map(_relation, links)
    return Counter(end for one in relations for end in {one.subject, one.object})


def _choose_nodes(entities: Iterable[Entity], degrees: Counter[str], most: int) -> list[Entity]:
    return sorted(entities, key=lambda one: (-degrees[one.id], one.id))[:most]


def _choose_edges(links: Iterable[Fact], nodes: set[str], most: int) -> list[Fact]:
    """Choose the edges between the nodes, the best proven, sorted by id."""
    inside = [one for one in links if {_relation(one).subject, _relation(one).object} <= nodes]
    best = sorted(inside, key=lambda one: (-one.sources, -one.statement.confidence, one.id))[:most]
    return sorted(best, key=lambda one: one.id)


def _place(
    entities: Sequence[Entity], links: Sequence[Fact], schema: Schema
) -> Mapping[str, tuple[float, float]]:
    return layout(to_networkx(Knowledge((), tuple(entities), tuple(links)), schema))


def _style_node(entity: Entity, degree: int, place: tuple[float, float], signs: Mapping[str, Sign]) -> Json:
    return {
        "label": wrap(entity.name),
        "group": entity.type,
        "shape": signs[entity.type].shape,
        "size": round(min(SMALLEST + GROWTH * sqrt(degree), LARGEST), 1),
        "x": round(place[0]),
        "y": round(place[1]),
    }


def _style_edge(fact: Fact, bend: float, *, symmetric: bool) -> Json:
    """Say how an edge looks; a self-loop takes the bend as the size of its ring."""
    relation = _relation(fact)
    style: Json = {"width": round(min(1 + 0.8 * (fact.sources - 1), 4), 1)}
    if relation.subject == relation.object:
        style["selfReference"] = {"size": round(20 + 100 * bend), "angle": 0.8}
    elif bend:
        style["smooth"] = {
            "enabled": True,
            "type": "curvedCW" if bend > 0 else "curvedCCW",
            "roundness": round(abs(bend), 3),
        }
    if symmetric:
        style["arrows"] = {"to": {"enabled": False}}
    if relation.modality:
        line = LINES[relation.modality]
        style |= {"dashes": line["dashes"], "color": {"color": line["colour"], "hover": line["colour"]}}
    return style


def _find_bends(links: Sequence[Fact]) -> dict[str, float]:
    """Find how much each edge bends, so that no two between one pair of nodes coincide.

    Positive is to the right of an edge's own direction: seen the other way round it is to the left.
    """
    pairs: dict[frozenset[str], list[Fact]] = defaultdict(list)
    for fact in links:
        relation = _relation(fact)
        pairs[frozenset((relation.subject, relation.object))].append(fact)
    return {fact.id: bend for group in pairs.values() for fact, bend in _spread(group)}


def _spread(group: Sequence[Fact]) -> Iterator[tuple[Fact, float]]:
    for index, fact in enumerate(group):
        relation = _relation(fact)
        if relation.subject == relation.object:
            yield fact, BEND * index
            continue
        side = 1 if relation.subject < relation.object else -1
        yield fact, side * BEND * (index - (len(group) - 1) / 2)


def _make_options(signs: Mapping[str, Sign]) -> Json:
    options: Json = json.loads(files(__package__).joinpath("options.json").read_text(encoding="utf-8"))
    options["groups"] = {name: _make_group(sign) for name, sign in signs.items()}
    return options


def _make_group(sign: Sign) -> Json:
    colour = {"background": sign.fill, "border": sign.line}
    return {
        "borderWidth": sign.width,
        "color": {**colour, "hover": colour, "highlight": colour},
    }
