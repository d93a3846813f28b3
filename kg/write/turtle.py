"""RDF graph → Turtle, by a writer of our own: a library's new layout must not change committed outputs.

Sorted by IRI, rdf:type first, no blank nodes, no escaped local names (Virtuoso keeps their backslashes).
Nothing is given out that a strict second parser does not read back as the same triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

import pyoxigraph as ox
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import KgError

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_SPLIT: Final = re.compile(r"(.*[/#])(.*)", re.DOTALL)
_NO_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_TO_ESCAPE: Final = re.compile(r"[\x00-\x1f\x7f\"\\]")
_SHORT: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_BARE: Final = {  # what Turtle writes without quotes
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def to_turtle(graph: Graph) -> str:
    """Convert the graph to Turtle: the same text for the same triples and prefixes.

    Only prefixes in use are declared. Raises KgError for a blank node, an IRI with an illegal character,
    and where pyoxigraph does not read back the very same triples.
    """
    triples = list(graph)
    prefixes = {str(iri): prefix for prefix, iri in graph.namespaces()}
    names = {term: _write_term(term, prefixes) for term in dict.fromkeys(chain.from_iterable(triples))}
    used = {text.partition(":")[0] for text in _find_iris(names)}
    head = "".join(
        f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in sorted(prefixes.items()) if prefix in used
    )
    subjects: dict[Node, dict[Node, list[str]]] = {}
    for subject, property_, object_ in triples:
        subjects.setdefault(subject, {}).setdefault(property_, []).append(names[object_])
    parts = (_write_subject(one, subjects[one], names) for one in sorted(subjects, key=str))
    text = "\n".join([head, *parts])
    _prove(text, triples)
    return text


def _find_iris(names: Mapping[Node, str]) -> Iterator[str]:
    """The IRIs as written: of terms, and of the datatypes of literals."""
    for term, text in names.items():
        if isinstance(term, URIRef):
            yield text
        elif isinstance(term, Literal) and term.datatype:
            yield text.rpartition("^^")[2]


def _write_subject(subject: Node, properties: Mapping[Node, Sequence[str]], names: Mapping[Node, str]) -> str:
    """Write all that is said of one subject, a line per property."""
    lines = (
        f"{'a' if one == RDF.type else names[one]} {', '.join(sorted(properties[one]))}"
        for one in sorted(properties, key=lambda one: (one != RDF.type, str(one)))
    )
    return f"{names[subject]} " + " ;\n    ".join(lines) + " .\n"


def _write_term(term: Node, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, URIRef):
        return _write_iri(term, prefixes)
    if isinstance(term, Literal):
        return _write_literal(term, prefixes)
    raise KgError(f"{term!r} is neither IRI nor literal: no blank node may be written")


def _write_iri(iri: URIRef, prefixes: Mapping[str, str]) -> str:
    """Write a prefixed name where it needs no escape, else the full IRI."""
    if _NO_IRI.search(iri):
        raise KgError(f"{str(iri)!r} is no IRI")
    split = _SPLIT.fullmatch(iri)
    if split and split[1] in prefixes and _LOCAL.fullmatch(split[2]):
        return f"{prefixes[split[1]]}:{split[2]}"
    return f"<{iri}>"


def _write_literal(literal: Literal, prefixes: Mapping[str, str]) -> str:
    bare = _BARE.get(literal.datatype) if literal.datatype else None
    if bare and bare.fullmatch(literal):
        return str(literal)
    quoted = f'"{_TO_ESCAPE.sub(_escape, literal)}"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    if literal.datatype in (None, XSD.string):
        return quoted
    return f"{quoted}^^{_write_iri(URIRef(str(literal.datatype)), prefixes)}"


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0], f"\\u{ord(match[0]):04X}")


def _prove(text: str, triples: Sequence[tuple[Node, Node, Node]]) -> None:
    """Read the text back with a strict parser; anything lost or changed is refused."""
    try:
        read = {quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}
    except (SyntaxError, UnicodeEncodeError) as error:
        raise KgError(f"the Turtle written is not valid: {error}") from error
    terms = {term: _to_ox(term) for term in dict.fromkeys(chain.from_iterable(triples))}
    meant = {ox.Triple(*(terms[term] for term in triple)) for triple in triples}
    if read != meant:
        raise KgError(f"the Turtle written reads back as {len(read & meant)} of {len(meant)} triples")


def _to_ox(term: Node) -> Any:  # noqa: ANN401 - what may stand where is known to pyoxigraph alone
    if not isinstance(term, Literal):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
