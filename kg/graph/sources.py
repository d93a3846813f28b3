"""Documents, their articles, and which article is a copy of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from rdflib import DCTERMS, RDF, RDFS, URIRef

from kg.graph.terms import KG, Term, Things, Triple, describe, to_name, to_plain
from kg.records import Copy, Source


def describe_sources(sources: Sequence[Source], things: Things) -> Iterator[Triple]:
    """Describe documents and their articles; what all articles of a document agree on is its own too."""
    ordered = sorted(sources, key=attrgetter("document", "article"))
    for document, group in groupby(ordered, attrgetter("document")):
        articles = tuple(group)
        whole = things.document(document)
        yield whole, RDF.type, KG.Document
        yield whole, RDFS.label, to_name(articles[0].name)
        yield whole, DCTERMS.identifier, to_plain(articles[0].name)
        common = [_headings(one) for one in articles]
        yield from describe(whole, {key: term for key, term in common[0].items() if _agree(key, common)})
        for article in articles:
            yield from _describe_article(article, things)


def _agree(key: URIRef, headings: Sequence[Mapping[URIRef, Term | None]]) -> bool:
    return len({one[key] for one in headings}) == 1


def _headings(source: Source) -> Mapping[URIRef, Term | None]:
    return {
        DCTERMS.title: to_name(source.title),
        DCTERMS.date: to_plain(source.date),
        DCTERMS.publisher: to_name(source.publisher),
    }


def _describe_article(source: Source, things: Things) -> Iterator[Triple]:
    node = things.article(source.document, source.article)
    yield node, RDF.type, KG.Article
    yield node, RDFS.label, to_name(source.title or f"{source.name} #{source.article}")
    yield node, DCTERMS.isPartOf, things.document(source.document)
    yield from describe(node, _headings(source))
    for author in source.authors:
        yield node, DCTERMS.creator, to_name(author)


def describe_copies(copies: Sequence[Copy], things: Things) -> Iterator[Triple]:
    """Make each copy a version of the earliest article with its text."""
    for copy in copies:
        yield things.article(*copy.article), DCTERMS.isVersionOf, things.article(*copy.origin)
