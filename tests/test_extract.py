"""The extractor on spoilt text: it never fails, and whatever it states stands in the source."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles import split_articles
from kg.extract import make_extractor
from kg.records import Document, Extraction, Observation, Relation
from kg.schema import load_schema

EXTRACT = make_extractor()
SCHEMA = load_schema()
SEEDS = [path.read_bytes().decode() for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
JUNK = [
    "“",
    "”",
    "《",
    "（",
    "）",
    "、",
    "。",
    "\n",
    "\n\n",
    "　",
    "的",
    "等8家企业",
    "高新区",
    "管委会",
    "2023年",
]
JUNK += [
    "国务院关于",
    "（以下简称“",
    "同比增长",
    "本报讯 ",
    "5%",
    "<b>",
    "&amp;",
    "\u200b",
    "\U0001f600",
    "第",
]


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A piece of a seed with things put in and taken out."""
    text = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(text) - 100))
    piece = text[start : start + draw(st.integers(50, 500))]
    for place, junk in draw(st.lists(st.tuples(st.integers(0, 500), st.sampled_from(JUNK)), max_size=12)):
        cut = place % (len(piece) + 1)
        piece = piece[:cut] + junk + piece[cut + place % 3 :]
    return piece


def extract(text: str) -> list[Extraction]:
    return [EXTRACT(article) for article in split_articles(Document("d", "a/b.txt", text, "text/plain"))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt())
def test_extract_states_only_what_stands_in_the_text(text: str) -> None:
    for extraction in extract(text):
        types = {entity.id: entity.type for entity in extraction.entities}
        for relation in extraction.relations:
            assert SCHEMA.allows(types[relation.subject], relation.predicate, types[relation.object])
        statements: list[Relation | Observation] = [*extraction.relations, *extraction.observations]
        for statement in statements:
            assert statement.subject in types
            for proof in statement.evidence:
                assert text[proof.span.start : proof.span.end] == proof.quote
        for entity in extraction.entities:
            assert all(0 <= one.span.start < one.span.end <= len(text) for one in entity.mentions)


def test_extract_is_pure() -> None:
    assert extract(SEEDS[0]) == extract(SEEDS[0])
