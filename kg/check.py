"""Graph + shapes → Issues, and quotes against their texts. Reports, never repairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Final

import pyshacl
from rdflib import DCTERMS, RDF, SH, Graph, Literal, Namespace
from rdflib.term import Node

from kg.errors import DataError
from kg.forms.places import find_ancestors, find_name
from kg.records import Evidence, Issue, Knowledge, Level
from kg.schema import VOCABULARY, Schema, find_ontology

KG: Final = Namespace(VOCABULARY)
_ANCHORS: Final = (DCTERMS.type, DCTERMS.isReplacedBy)  # stated by no text
_LEVELS: Final[Mapping[Node | None, Level]] = {SH.Info: "info", SH.Warning: "warning", SH.Violation: "error"}


def check_graph(graph: Graph, schema: Schema) -> tuple[Issue, ...]:
    """Check a graph against ontology/shapes.ttl, and its statements against the schema and the plain triples.

    The issues are sorted; ``where`` is the node's IRI after ".../id/". The graph is left as it was.
    """
    found = {*_check_shapes(graph), *_check_statements(graph, schema), *_check_derived(graph, schema)}
    return tuple(sorted(found, key=lambda one: (one.code, one.where, one.message)))


def check_quotes(knowledge: Knowledge, texts: Mapping[str, str]) -> tuple[Issue, ...]:
    """Check that every evidence, cut out of its text again, is its quote.

    ``texts`` maps document id to the text as stored; the spans count its code points.
    """
    evidence = {one for fact in knowledge.facts for one in fact.statement.evidence}
    ordered = sorted(evidence, key=attrgetter("document", "article", "span", "quote"))
    return tuple(issue for one in ordered for issue in _check_quote(one, texts.get(one.document)))


def _check_quote(evidence: Evidence, text: str | None) -> Iterator[Issue]:
    where = f"{evidence.document}[{evidence.span.start}:{evidence.span.end}]"
    if text is None:
        yield Issue("error", "quote:document", "an evidence of a document that is not there", where)
    elif text[evidence.span.start : evidence.span.end] != evidence.quote:
        yield Issue("error", "quote:mismatch", f"the text does not say {evidence.quote!r} here", where)


@cache
def _load(file: str) -> Graph:
    path: Path = find_ontology() / file
    if not path.is_file():
        raise DataError([f"{path}: not there, expected the ontology"])
    return Graph().parse(path, format="turtle")


def _check_shapes(graph: Graph) -> Iterator[Issue]:
    """Run SHACL without inference; kg.ttl is mixed into a copy, for its subclass axioms."""
    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=_load("shapes.ttl"), ont_graph=_load("kg.ttl"), inference="none"
    )
    if not conforms:
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _to_issue(report, result)


def _to_issue(report: Graph, result: Node) -> Issue:
    """Convert one validation result; the code is the shape's name."""
    value = report.value(result, SH.value)
    found = "" if value is None else f", found {_shorten(value)}"
    return Issue(
        _LEVELS[report.value(result, SH.resultSeverity)],
        f"shape:{_shorten(report.value(result, SH.sourceShape)).removesuffix('Shape')}",
        f"{report.value(result, SH.resultMessage)}{found}",
        _shorten(report.value(result, SH.focusNode)),
    )


def _shorten(term: Node | None) -> str:
    if isinstance(term, Literal):
        return repr(str(term))
    return str(term).removeprefix(VOCABULARY).rpartition("/id/")[2]


def _check_statements(graph: Graph, schema: Schema) -> Iterator[Issue]:
    """Check what shapes can't say: the types of planned and negated statements, and the plain triples."""
    symmetric = {KG[name] for name in schema.symmetric}
    asserted: set[tuple[Node, Node, Node]] = set()
    for node, (subject, predicate, object_) in _find_statements(graph):
        if not _is_allowed(graph, schema, (subject, predicate, object_)):
            what = f"{_type(graph, schema, subject)} {_shorten(predicate)} {_type(graph, schema, object_)}"
            yield Issue("error", "statement:types", f"{what} is not in the schema", _shorten(node))
        if (node, KG.modality, None) not in graph:
            asserted.add((subject, predicate, object_))
            if predicate in symmetric:
                asserted.add((object_, predicate, subject))
    yield from _check_plain(graph, schema, asserted)


def _check_derived(graph: Graph, schema: Schema) -> Iterator[Issue]:
    """Check what is derived from reference tables: it stands plainly, and the tables may give it."""
    derived = dict(_find_statements(graph, RDF.Statement))
    for node, triple in derived.items():
        if triple not in graph:
            yield Issue("error", "derived:missing", "derived, but there is no plain triple", _shorten(node))
        if not _may_be_derived(graph, schema, triple):
            yield Issue("error", "derived:unfounded", "no reference table gives this", _shorten(node))
    for subject, code in graph.subject_objects(KG.divisionCode):
        if find_name(str(code)) is None:
            yield Issue("error", "derived:code", f"{code} is no division", _shorten(subject))
    for predicate in _ANCHORS:
        for triple in set(graph.triples((None, predicate, None))) - set(derived.values()):
            where = " ".join(map(_shorten, triple))
            yield Issue("error", "derived:unfounded", "a plain triple that no reference table gives", where)


def _may_be_derived(graph: Graph, schema: Schema, link: tuple[Node, Node, Node]) -> bool:
    """Whether a link is of those that tables give; of containment, whether the codes nest."""
    subject, predicate, object_ = link
    if predicate != KG.locatedIn:
        return predicate in _ANCHORS
    inner, outer = (graph.value(one, KG.divisionCode) for one in (subject, object_))
    around = find_ancestors(str(inner))[_type(graph, schema, subject) == "Place" :]
    return outer is not None and _type(graph, schema, object_) == "Place" and str(outer) in around


def _find_statements(
    graph: Graph, kind: Node = KG.Statement
) -> Iterator[tuple[Node, tuple[Node, Node, Node]]]:
    """Find the statements that have subject, predicate and object; the shapes report the others."""
    for node in graph.subjects(RDF.type, kind):
        subject, predicate = graph.value(node, RDF.subject), graph.value(node, RDF.predicate)
        object_ = graph.value(node, RDF.object)
        if subject is not None and predicate is not None and object_ is not None:
            yield node, (subject, predicate, object_)


def _is_allowed(graph: Graph, schema: Schema, link: tuple[Node, Node, Node]) -> bool:
    subject, predicate, object_ = link
    return schema.allows(_type(graph, schema, subject), _shorten(predicate), _type(graph, schema, object_))


def _type(graph: Graph, schema: Schema, node: Node) -> str:
    return next((one.name for one in schema.types if (node, RDF.type, KG[one.name]) in graph), "untyped")


def _check_plain(graph: Graph, schema: Schema, asserted: set[tuple[Node, Node, Node]]) -> Iterator[Issue]:
    """Check that exactly the asserted statements stand as plain triples, besides those that are derived."""
    predicates = [KG[one.name] for one in schema.predicates]
    plain = {triple for one in predicates for triple in graph.triples((None, one, None))}
    derived = {triple for _, triple in _find_statements(graph, RDF.Statement)}
    for code, what, triples in (
        ("statement:missing", "asserted, but there is no plain triple", asserted - plain),
        ("statement:unfounded", "a plain triple that no statement asserts", plain - asserted - derived),
    ):
        for subject, predicate, object_ in triples:
            where = " ".join(map(_shorten, (subject, predicate, object_)))
            yield Issue("error", code, what, where)
