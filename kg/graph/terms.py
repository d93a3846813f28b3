"""The IRIs and literals of the graph: one place that mints them.

RDF 1.1, no blank nodes, one datatype per property (Virtuoso merges value-equal literals of different types):
names, roles, titles are tagged zh; times, periods, units, scopes, quotes are plain strings; numbers are
decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Final, overload

from rdflib import XSD, Literal, Namespace, URIRef

from kg.records import Evidence
from kg.schema import QUDT, QUDT_UNITS, VOCABULARY, WEB_ANNOTATION

KG: Final = Namespace(VOCABULARY)
OA: Final = Namespace(WEB_ANNOTATION)
HAS_UNIT: Final = URIRef(f"{QUDT}hasUnit")
UNIT: Final = Namespace(QUDT_UNITS)
Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]

_PATH: Final = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Things:
    """Mints the IRIs of things: ``<base>id/<kind>/<key>``."""

    base: str

    def iri(self, path: str) -> URIRef:
        """Give the IRI of a path; anything but lower-case ASCII words is a fault of the caller."""
        if not _PATH.fullmatch(path):
            raise ValueError(f"{path!r} is no path for an IRI, expected {_PATH.pattern}")
        return URIRef(f"{self.base}id/{path}")

    def document(self, document: str) -> URIRef:
        return self.iri(f"document/{document}")

    def article(self, document: str, index: int) -> URIRef:
        return self.iri(f"article/{document}-{index}")

    def table(self, name: str) -> URIRef:
        """Give the IRI of a reference data set."""
        return self.iri(f"dataset/{name}")

    def evidence(self, evidence: Evidence) -> URIRef:
        place = evidence.article, evidence.span.start, evidence.span.end
        return self.hashed("evidence", evidence.document, *place)

    def period(self, period: str) -> URIRef:
        """Give the IRI of a period: 2020-H1 → period/2020-h1, 2018/2023 → period/2018-to-2023."""
        return self.iri(f"period/{period.lower().replace('/', '-to-')}")

    def hashed(self, kind: str, *parts: object) -> URIRef:
        """Give the IRI of a thing that is known by its content."""
        return self.iri(f"{kind}/{sha256(chr(0).join(map(str, parts)).encode()).hexdigest()[:16]}")


def describe(node: URIRef, terms: Mapping[URIRef, Term | None]) -> Iterator[Triple]:
    """Give the triples of a node for all that is known."""
    for property_, term in terms.items():
        if term is not None:
            yield node, property_, term


@overload
def to_name(text: str) -> Literal: ...
@overload
def to_name(text: str | None) -> Literal | None: ...
def to_name(text: str | None) -> Literal | None:
    """Make a name: the form that a Chinese text uses, whatever its letters."""
    return None if text is None else Literal(text, lang="zh")


@overload
def to_plain(text: str) -> Literal: ...
@overload
def to_plain(text: str | None) -> Literal | None: ...
def to_plain(text: str | None) -> Literal | None:
    return None if text is None else Literal(text)


def to_decimal(number: float | Decimal | None) -> Literal | None:
    """Make a decimal in the canonical form of XSD 1.0: a point, no exponent, no needless zero."""
    if number is None:
        return None
    digits = f"{Decimal(str(number)).normalize():f}"
    return Literal(digits if "." in digits else f"{digits}.0", datatype=XSD.decimal)
