"""ontology/kg.ttl as a frozen Schema, and the namespaces of the project: no other module spells one out.

Read with pyoxigraph, which is up sooner than rdflib: every command needs the schema, few need a graph.
The shapes are read by check.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import DataError

BASE: Final = "https://w3id.org/zone-kg/"
VOCABULARY: Final = "https://w3id.org/zone-kg/ontology#"
WEB_ANNOTATION: Final = "http://www.w3.org/ns/oa#"
QUDT: Final = "http://qudt.org/schema/qudt/"
QUDT_UNITS: Final = "http://qudt.org/vocab/unit/"

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_DERIVED_DOMAIN: Final = VOCABULARY + "derivedDomain"
_DECLARED: Final = frozenset(
    _OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")
)
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_SUBJECT: Final = re.compile(r"kg:(\w+) a ")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class EntityType:
    """One of the entity types, with what is needed to show it; ``colour`` is ``#rrggbb``."""

    name: str
    label_zh: str
    label_en: str
    comment_zh: str
    comment_en: str
    colour: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A type of link; ``domain`` and ``range`` are the entity types allowed, in display order.

    ``derived`` are further types of the domain, whose links no text states: reference tables give them.
    """

    name: str
    label_zh: str
    label_en: str
    comment_zh: str
    comment_en: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    derived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """What the graph can say. Types and predicates stand in display order."""

    types: tuple[EntityType, ...]
    predicates: tuple[Predicate, ...]
    prefixes: tuple[tuple[str, str], ...]

    @property
    def symmetric(self) -> frozenset[str]:
        """The names of the predicates that hold both ways."""
        return frozenset(one.name for one in self.predicates if one.symmetric)

    def entity_type(self, name: str) -> EntityType:
        """Give the entity type of this name, or raise KeyError."""
        return {one.name: one for one in self.types}[name]

    def predicate(self, name: str) -> Predicate:
        """Give the predicate of this name, or raise KeyError."""
        return {one.name: one for one in self.predicates}[name]

    def allows(self, subject_type: str, predicate: str, object_type: str) -> bool:
        """Tell whether domain and range admit this link; False too where a name is not in the schema."""
        return any(
            one.name == predicate and subject_type in one.domain and object_type in one.range
            for one in self.predicates
        )


def find_ontology() -> Path:
    """Find the ontology folder: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parent
    installed = package / "ontology"
    return installed if installed.is_dir() else package.parent / "ontology"


@lru_cache(maxsize=4)
def load_schema(folder: Path | None = None) -> Schema:
    """Load kg.ttl from the ontology folder.

    Raises DataError with every fault at once: a label or comment missing in zh or en, a type without colour
    or outside kg:Entity, a predicate whose domain or range names no type, a display order given twice.
    """
    vocabulary = _read_vocabulary((folder or find_ontology()) / "kg.ttl")
    faults = sorted(_find_faults(vocabulary))
    if faults:
        raise DataError([f"{vocabulary.file}:{line}: {what}" for line, what in faults])
    return Schema(
        tuple(_to_type(vocabulary, name) for name in vocabulary.types),
        tuple(_to_predicate(vocabulary, name) for name in vocabulary.predicates),
        vocabulary.prefixes,
    )


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The triples of kg.ttl by subject and property; names are local names of the vocabulary."""

    file: str
    triples: dict[tuple[str, str], list[Term]]
    lines: dict[str, int]
    prefixes: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    predicates: tuple[str, ...]

    def names(self, name: str, property_: str) -> list[str]:
        """Give the objects as local names; foreign ones keep their IRI."""
        return [_local(term) for term in self.triples.get((name, property_), [])]

    def texts(self, name: str, property_: str, language: str | None = None) -> list[str]:
        terms = self.triples.get((name, property_), [])
        return [one.value for one in terms if isinstance(one, ox.Literal) and one.language == language]


def _local(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value.removeprefix(VOCABULARY)


def _read_vocabulary(path: Path) -> _Vocabulary:
    try:
        content = path.read_bytes()
        parser = ox.parse(content, format=ox.RdfFormat.TURTLE)
        triples: dict[tuple[str, str], list[Term]] = {}
        for quad in parser:
            triples.setdefault((_local(quad.subject), quad.predicate.value), []).append(quad.object)
    except OSError as error:
        raise DataError([f"{path}: {error.strerror}, expected the ontology"]) from error
    except SyntaxError as error:
        raise DataError([f"{path}:{error.lineno}: {error.msg}"]) from error
    ordered = _read_order(triples)
    return _Vocabulary(
        path.name,
        triples,
        _read_lines(content.decode()),
        tuple(sorted(parser.prefixes.items())),
        tuple(name for name in ordered if _is_a(triples, name, "Class")),
        tuple(name for name in ordered if _is_a(triples, name, "ObjectProperty")),
    )


def _read_order(triples: dict[tuple[str, str], list[Term]]) -> list[str]:
    orders = {
        name: [int(one.value) for one in terms if isinstance(one, ox.Literal) and one.value.isdecimal()]
        for (name, property_), terms in triples.items()
        if property_ == VOCABULARY + "displayOrder"
    }
    return sorted(orders, key=lambda name: (orders[name], name))


def _is_a(triples: dict[tuple[str, str], list[Term]], name: str, kind: str) -> bool:
    return ox.NamedNode(_OWL + kind) in triples.get((name, _RDF + "type"), [])


def _read_lines(text: str) -> dict[str, int]:
    """Find the line where each term is declared, for the messages."""
    matches = ((number, _SUBJECT.match(line)) for number, line in enumerate(text.splitlines(), 1))
    return {match[1]: number for number, match in matches if match}


def _find_faults(vocabulary: _Vocabulary) -> Iterator[tuple[int, str]]:
    """Find everything that is wrong, as (line, what)."""
    if not vocabulary.types or not vocabulary.predicates:
        yield 1, "no entity type or no predicate, expected classes and object properties with kg:displayOrder"
    for name, what in (*_check_texts(vocabulary), *_check_order(vocabulary)):
        yield vocabulary.lines.get(name, 1), f"kg:{name} {what}"
    for name in vocabulary.types:
        for what in _check_type(vocabulary, name):
            yield vocabulary.lines.get(name, 1), f"kg:{name} {what}"
    for name in vocabulary.predicates:
        for what in _check_predicate(vocabulary, name):
            yield vocabulary.lines.get(name, 1), f"kg:{name} {what}"


def _check_texts(vocabulary: _Vocabulary) -> Iterator[tuple[str, str]]:
    """Expect one label and one comment in each language on every declared term."""
    for name, property_ in vocabulary.triples:
        declared = property_ == _RDF + "type" and _DECLARED.intersection(vocabulary.names(name, property_))
        if not declared or name.startswith("_:"):
            continue
        for kind, language in (("label", "zh"), ("label", "en"), ("comment", "zh"), ("comment", "en")):
            count = len(vocabulary.texts(name, _RDFS + kind, language))
            if count != 1:
                yield name, f"has {count} rdfs:{kind}@{language}, expected one"


def _check_order(vocabulary: _Vocabulary) -> Iterator[tuple[str, str]]:
    for names in (vocabulary.types, vocabulary.predicates):
        seen: set[str] = set()
        for name in names:
            orders = vocabulary.texts(name, VOCABULARY + "displayOrder")
            if len(orders) != 1 or not orders[0].isdecimal() or orders[0] in seen:
                yield name, f"has the kg:displayOrder {orders}, expected one number of its own"
            seen.update(orders)


def _check_type(vocabulary: _Vocabulary, name: str) -> Iterator[str]:
    colours = vocabulary.texts(name, VOCABULARY + "colour")
    if len(colours) != 1 or not _COLOUR.fullmatch(colours[0]):
        yield f"has the kg:colour {colours}, expected one #rrggbb"
    if "Entity" not in _ancestors(vocabulary, name):
        yield "has a kg:displayOrder but is no subclass of kg:Entity"
    if name not in _members(vocabulary, "Entity", _OWL + "disjointUnionOf"):
        yield "is missing from the owl:disjointUnionOf of kg:Entity"


def _check_predicate(vocabulary: _Vocabulary, name: str) -> Iterator[str]:
    for end in ("domain", "range"):
        if len(vocabulary.names(name, _RDFS + end)) != 1:
            yield f"has no rdfs:{end} or several, expected one class or owl:unionOf"
        elif not _find_types(vocabulary, name, end):
            yield f"has an rdfs:{end} that holds no entity type"
    for one in vocabulary.names(name, _DERIVED_DOMAIN):
        if one not in _find_types(vocabulary, name, "domain"):
            yield f"has the kg:derivedDomain {one}, expected an entity type of its rdfs:domain"
    if _is_a(vocabulary.triples, name, "SymmetricProperty") and (
        _find_types(vocabulary, name, "domain") != _find_types(vocabulary, name, "range")
    ):
        yield "is symmetric, but its rdfs:domain and rdfs:range differ"


def _ancestors(vocabulary: _Vocabulary, name: str) -> set[str]:
    """Give the class and everything above it."""
    found, waiting = {name}, [name]
    while waiting:
        above = set(vocabulary.names(waiting.pop(), _RDFS + "subClassOf")) - found
        found |= above
        waiting.extend(above)
    return found


def _members(vocabulary: _Vocabulary, name: str, property_: str) -> list[str]:
    """Give the members of an RDF list; no list gives none. A list that bites its tail ends there."""
    found: list[str] = []
    seen: set[str] = set()
    for head in vocabulary.names(name, property_)[:1]:
        cell = head
        while cell != _RDF + "nil" and cell not in seen:
            seen.add(cell)
            found += vocabulary.names(cell, _RDF + "first")
            cell = next(iter(vocabulary.names(cell, _RDF + "rest")), _RDF + "nil")
    return found


def _find_types(vocabulary: _Vocabulary, name: str, end: str) -> tuple[str, ...]:
    """Find the entity types under the class, or union of classes, that is the domain or range."""
    classes = vocabulary.names(name, _RDFS + end)
    for one in list(classes):
        classes += _members(vocabulary, one, _OWL + "unionOf")
    return tuple(one for one in vocabulary.types if _ancestors(vocabulary, one).intersection(classes))


def _describe(vocabulary: _Vocabulary, name: str) -> tuple[str, str, str, str]:
    """Give label and comment as (label zh, label en, comment zh, comment en)."""
    label_zh, label_en, comment_zh, comment_en = (
        vocabulary.texts(name, _RDFS + kind, language)[0]
        for kind in ("label", "comment")
        for language in ("zh", "en")
    )
    return label_zh, label_en, comment_zh, comment_en


def _to_type(vocabulary: _Vocabulary, name: str) -> EntityType:
    colour = vocabulary.texts(name, VOCABULARY + "colour")[0]
    return EntityType(name, *_describe(vocabulary, name), colour)


def _to_predicate(vocabulary: _Vocabulary, name: str) -> Predicate:
    domain, derived = _find_types(vocabulary, name, "domain"), vocabulary.names(name, _DERIVED_DOMAIN)
    return Predicate(
        name,
        *_describe(vocabulary, name),
        domain=tuple(one for one in domain if one not in derived),
        range=_find_types(vocabulary, name, "range"),
        symmetric=_is_a(vocabulary.triples, name, "SymmetricProperty"),
        derived=tuple(one for one in domain if one in derived),
    )
