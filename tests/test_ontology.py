"""Data tests: kg.ttl, shapes.ttl, context.jsonld, questions and graph agree, and use terms that exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, Graph, URIRef, namespace
from rdflib.collection import Collection
from rdflib.term import Node

from kg.graph import to_graph
from kg.schema import VOCABULARY, WEB_ANNOTATION, find_ontology, load_schema
from tests.knowledge import KNOWLEDGE

FOREIGN = (
    namespace.DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SH,
    SKOS,
    namespace.SDO,
    namespace.XSD,
)
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # how owlrl tells of one
ELI = "http://data.europa.eu/eli/ontology#"
ALIGNMENT = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, RDFS.seeAlso)


@cache
def _parse(file: str) -> Graph:
    return Graph().parse(find_ontology() / file, format="turtle")


@cache
def _graph() -> Graph:
    return to_graph(KNOWLEDGE, load_schema())


def _terms(graph: Graph) -> set[str]:
    return {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}


def _own(terms: set[str]) -> set[str]:
    return {one.removeprefix(VOCABULARY) for one in terms if one.startswith(VOCABULARY)}


def _declared() -> set[str]:
    return _own({str(one) for one in _parse("kg.ttl").subjects(RDF.type)})


@pytest.mark.parametrize("file", ["kg.ttl", "shapes.ttl"])
def test_ontology_reads_alike_in_two_parsers(file: str) -> None:
    triples = list(ox.parse(path=find_ontology() / file))
    assert len(triples) == len(_parse(file)) > 100


def test_ontology_declares_every_term_in_use() -> None:
    shapes = {one for one in _own(_terms(_parse("shapes.ttl"))) if not one.endswith("Shape")}
    assert _own(_terms(_parse("kg.ttl"))) == _declared()
    assert shapes <= _declared()
    assert _own(_terms(_graph())) <= _declared()


@pytest.mark.parametrize("path", sorted(find_ontology().glob("questions/*.rq")), ids=lambda path: path.stem)
def test_ontology_declares_every_term_of_the_questions(path: object) -> None:
    text = (find_ontology() / str(path)).read_text(encoding="utf-8")
    assert set(re.findall(r"\bkg:(\w+)", text)) <= _declared()


@pytest.mark.parametrize("source", ["kg.ttl", "shapes.ttl", "graph"])
def test_ontology_uses_only_foreign_terms_that_exist(source: str) -> None:
    """rdflib knows the terms of these vocabularies; Web Annotation and ELI are known by prefix only."""
    graph = _graph() if source == "graph" else _parse(source)
    known = {str(one): one for one in FOREIGN}
    for term in sorted(_terms(graph)):
        for start, vocabulary in known.items():
            if term.startswith(start):
                assert URIRef(term) in vocabulary, term


def test_ontology_is_aligned_to_the_standard_vocabularies() -> None:
    ontology = _parse("kg.ttl")
    aligned = {
        str(two) for one, property_, two in ontology if property_ in ALIGNMENT and isinstance(two, URIRef)
    }
    aligned |= {str(one) for one in ontology.objects(None, RDF.type)}
    for start in (
        str(namespace.SDO),
        str(ORG),
        str(PROV),
        str(SKOS),
        str(DCTERMS),
        str(QB),
        str(FOAF),
        WEB_ANNOTATION,
        ELI,
    ):
        assert any(one.startswith(start) for one in aligned), start


def test_ontology_properties_have_domain_and_range() -> None:
    ontology = _parse("kg.ttl")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for one in ontology.subjects(RDF.type, kind):
            assert len(list(ontology.objects(one, RDFS.domain))) == 1, one
            assert len(list(ontology.objects(one, RDFS.range))) == 1, one


def test_ontology_ranges_are_the_datatypes_of_the_graph() -> None:
    ontology = _parse("kg.ttl")
    for property_ in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        range_ = ontology.value(property_, RDFS.range)
        for literal in _graph().objects(None, property_):
            language = getattr(literal, "language", None)
            datatype = (
                RDF.langString if language else getattr(literal, "datatype", None) or namespace.XSD.string
            )
            assert datatype == range_, property_


def _shape_types(shape: Node) -> set[str]:
    """Find the entity types that a shape of a predicate lets through."""
    shapes, ontology = _parse("shapes.ttl"), _parse("kg.ttl")
    branches: list[Node] = [shape]
    for head in shapes.objects(shape, SH["or"]):
        branches += list(Collection(shapes, head))
    classes = {one for branch in branches for one in shapes.objects(branch, SH["class"])}
    below = {one for class_ in classes for one in ontology.transitive_subjects(RDFS.subClassOf, class_)}
    return {one.name for one in load_schema().types if URIRef(VOCABULARY + one.name) in below}


@pytest.mark.parametrize("name", [one.name for one in load_schema().predicates])
def test_ontology_shapes_have_the_domains_and_ranges_of_the_schema(name: str) -> None:
    shapes, predicate = _parse("shapes.ttl"), URIRef(VOCABULARY + name)
    (subject,) = shapes.subjects(SH.targetSubjectsOf, predicate)
    (object_,) = shapes.subjects(SH.targetObjectsOf, predicate)
    schema = load_schema().predicate(name)
    assert _shape_types(subject) == {*schema.domain, *schema.derived}
    assert _shape_types(object_) == set(schema.range)


def _closed_lists() -> Iterator[set[str]]:
    shapes = _parse("shapes.ttl")
    for head in shapes.objects(None, SH["in"]):
        yield _own({str(one) for one in Collection(shapes, head)})


def test_ontology_shapes_list_all_types_and_predicates() -> None:
    lists = list(_closed_lists())
    assert {one.name for one in load_schema().types} in lists
    assert {one.name for one in load_schema().predicates} in lists


def test_ontology_shapes_each_say_what_they_expect() -> None:
    shapes = _parse("shapes.ttl")
    named = [one for kind in (SH.NodeShape, SH.PropertyShape) for one in shapes.subjects(RDF.type, kind)]
    assert len(named) > 50
    assert all(len(list(shapes.objects(one, SH.message))) == 1 for one in named)


def test_ontology_context_covers_the_whole_graph() -> None:
    """Compacted with the context no key is left with a prefix, and expanded again it is the same graph."""
    context = json.loads((find_ontology() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    text = _graph().serialize(format="json-ld", context=context, auto_compact=False)
    nodes = json.loads(text)["@graph"]
    assert not [key for node in nodes for key in node if ":" in key]
    assert set(Graph().parse(data=text, format="json-ld")) == set(_graph())


def test_ontology_context_names_only_declared_terms() -> None:
    text = (find_ontology() / "context.jsonld").read_text(encoding="utf-8")
    used = set(re.findall(r'"kg:(\w+)"', text))
    assert used <= _declared()
    assert {one.name for one in load_schema().predicates} <= used


def test_ontology_is_small() -> None:
    graph = _parse("kg.ttl")
    own = {one for one in graph.subjects() if str(one).startswith(VOCABULARY)}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert len({one for one in own if (one, RDF.type, OWL.Class) in graph}) <= 25
    assert len({one for one in own if any((one, RDF.type, kind) in graph for kind in kinds)}) <= 60


def test_ontology_is_consistent_under_owl_rl() -> None:
    """The closure over the vocabulary alone finds no error; a thing of two types is one."""
    assert _find_errors(_parse("kg.ttl")) == []
    thing, types = URIRef("https://example.org/a"), (f"{VOCABULARY}Zone", f"{VOCABULARY}Park")
    spoilt = _parse("kg.ttl") + Graph()
    for one in types:
        spoilt.add((thing, RDF.type, URIRef(one)))
    assert _find_errors(spoilt)


def _find_errors(graph: Graph) -> list[str]:
    closure = _parse("kg.ttl") + graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    return [str(what) for what in closure.objects(None, ERROR)]
