"""tests/synthetic_graph.py and tests/hostile.py: the graphs made for tests are what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from kg.records import Fact, Knowledge, Observation, Relation
from kg.schema import load_schema
from kg.text import tidy
from tests.hostile import HOSTILE, make_hostile, make_hostile_schema
from tests.synthetic_graph import HUB, make_knowledge

SCHEMA = load_schema()
KNOWN = make_knowledge(600, 1500)


def find_relations(knowledge: Knowledge) -> list[Relation]:
    return [one.statement for one in knowledge.facts if isinstance(one.statement, Relation)]


def is_sorted(facts: tuple[Fact, ...]) -> bool:
    ids = [one.id for one in facts]
    return ids == sorted(set(ids))


def test_synthetic_has_as_many_as_wanted_of_every_type_and_predicate() -> None:
    relations = find_relations(KNOWN)
    figures = [one for one in KNOWN.facts if isinstance(one.statement, Observation)]
    assert (len(KNOWN.entities), len(relations), len(figures)) == (600, 1500, 300)
    assert {one.type for one in KNOWN.entities} == {one.name for one in SCHEMA.types}
    assert {one.predicate for one in relations} == {one.name for one in SCHEMA.predicates}
    assert len({one.id for one in KNOWN.entities}) == 600 and is_sorted(KNOWN.facts)
    assert len([one for one in make_knowledge(50, 60, figures=7).facts]) == 67


def test_synthetic_obeys_the_schema() -> None:
    types = {one.id: one.type for one in KNOWN.entities}
    for one in find_relations(KNOWN):
        assert SCHEMA.allows(types[one.subject], one.predicate, types[one.object]), one
        assert one.predicate not in SCHEMA.symmetric or one.subject < one.object


def test_synthetic_names_stand_in_their_quotes() -> None:
    forms = {one.id: one.forms for one in KNOWN.entities}
    for fact in KNOWN.facts:
        said = fact.statement
        ends = (said.subject, said.object) if isinstance(said, Relation) else (said.subject,)
        for proof in said.evidence:
            assert 20 <= len(proof.quote) <= 80
            assert all(any(form in tidy(proof.quote) for form in forms[end]) for end in ends), proof


def test_synthetic_spans_of_a_document_do_not_meet() -> None:
    spans = defaultdict(list)
    for fact in KNOWN.facts:
        for proof in fact.statement.evidence:
            spans[proof.document].append((proof.span, proof.article))
    articles = {one.key for one in KNOWN.sources}
    for document, found in spans.items():
        found.sort()
        assert all(one.end < other.start for (one, _), (other, _) in pairwise(found))
        assert {(document, article) for _, article in found} <= articles


def test_synthetic_has_hubs_copies_disputes_and_all_manners_of_saying() -> None:
    relations = find_relations(KNOWN)
    degrees = Counter(end for one in relations for end in (one.subject, one.object))
    assert max(degrees.values()) > 6 * len(relations) * 2 / len(KNOWN.entities)
    assert {one.modality for one in relations} == {None, "planned", "negated"}
    assert 0.4 < sum(one.time is None for one in relations) / len(relations) < 0.6
    assert KNOWN.copies and {one.kind for one in KNOWN.contradictions} == {"value", "modality"}
    assert any(one.sources < len({e.document for e in one.statement.evidence}) for one in KNOWN.facts)


def test_synthetic_is_the_same_for_the_same_seed() -> None:
    assert make_knowledge(600, 1500) == KNOWN
    assert make_knowledge(600, 1500, seed=2) != KNOWN


def test_synthetic_hub_has_so_many_neighbours() -> None:
    known = make_knowledge(400, 700, hub=300)
    types = {one.id: one.type for one in known.entities}
    touching = [one for one in find_relations(known) if HUB.id in (one.subject, one.object)]
    assert len({one.subject if one.object == HUB.id else one.object for one in touching}) == 300
    assert all(SCHEMA.allows(types[one.subject], one.predicate, types[one.object]) for one in touching)
    assert (len(known.entities), len(find_relations(known))) == (400, 700)


def test_synthetic_refuses_what_it_cannot_make() -> None:
    with pytest.raises(ValueError, match="relations between 2 entities"):
        make_knowledge(2, 500)


def test_hostile_strings_are_in_every_sink() -> None:
    known = make_hostile(HOSTILE)
    assert len(HOSTILE) == len(set(HOSTILE)) == 120
    relations = find_relations(known)
    figures = [one.statement for one in known.facts if isinstance(one.statement, Observation)]
    sinks = [
        *([getattr(one, name) for one in relations] for name in ("role", "time", "origin")),
        *([getattr(one, name) for one in figures] for name in ("indicator", "unit", "scope", "period")),
        *([getattr(one, name) for one in known.sources] for name in ("name", "title", "date", "publisher")),
        [one.evidence[0].quote for one in relations],
        [one.name for one in known.entities if one != HUB],
        [one.aliases[0] for one in known.entities if one != HUB],
    ]
    assert all(sorted(sink) == sorted(HOSTILE) for sink in sinks)
    schema = make_hostile_schema(HOSTILE)
    labels = [label for one in schema.types for label in (one.label_zh, one.label_en)]
    labels += [label for one in schema.predicates for label in (one.label_zh, one.label_en)]
    assert len(labels) == len(set(labels)) == 48 and set(labels) <= set(HOSTILE)
