"""Extraction records as JSON Lines: nothing is lost on the way, and every bad line is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.extractions import read_extractions
from kg.records import Entity, Evidence, Extraction, Issue, Mention, Observation, Relation, Source, Span
from kg.write.jsonl import to_jsonl
from tests.extractions import article, proof, read_seeds

SEEDS = read_seeds()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SOME = st.none() | TEXT
SURE = st.floats(0.01, 1.0)
NUMBER = st.none() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
MODALITY = st.sampled_from([None, "planned", "negated"])
SPAN = st.tuples(st.integers(0, 10**6), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MENTION = st.builds(Mention, SPAN, TEXT, TEXT, TEXT, st.floats(0, 1))
ISSUE = st.builds(Issue, st.sampled_from(["info", "warning", "error"]), TEXT, TEXT, TEXT)


def make_evidence(source: Source, span: Span) -> Evidence:
    return Evidence(source.document, source.article, span, "证" * (span.end - span.start))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Draw an extraction whose records hold anything that they may."""
    source = draw(st.builds(Source, TEXT, TEXT, st.integers(0, 99), SOME, SOME, SOME, st.tuples(TEXT)))
    ids = draw(st.lists(TEXT, min_size=1, max_size=3, unique=True))
    entities = [
        Entity(
            i, draw(TEXT), draw(TEXT), tuple(draw(st.lists(TEXT))), tuple(draw(st.lists(MENTION, max_size=3)))
        )
        for i in ids
    ]
    evidence = st.lists(
        SPAN.map(lambda span: make_evidence(source, span)),
        min_size=1,
        max_size=3,
    ).map(tuple)
    thing = st.sampled_from(ids)
    relation = st.builds(Relation, thing, TEXT, thing, evidence, TEXT, SURE, SOME, SOME, MODALITY)
    figure = st.builds(
        Observation,
        *(
            thing,
            TEXT,
            NUMBER,
            SOME,
            SOME,
            NUMBER.filter(lambda number: number is not None),
            evidence,
            TEXT,
            SURE,
        ),
        *(SOME, st.booleans(), st.sampled_from([None, "min", "max"]), MODALITY),
    )
    return Extraction(
        source,
        tuple(entities),
        tuple(draw(st.lists(relation, max_size=3))),
        tuple(draw(st.lists(figure, max_size=3))),
        tuple(draw(st.lists(ISSUE, max_size=2))),
    )


def write_and_read(path: Path, given_: Sequence[Extraction]) -> tuple[Extraction, ...]:
    (path / "x.jsonl").write_text(to_jsonl(given_), encoding="utf-8", newline="\n")
    return read_extractions(path / "x.jsonl")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extractions())
def test_jsonl_gives_back_what_it_was_given(tmp_path: Path, extraction: Extraction) -> None:
    assert write_and_read(tmp_path, [extraction]) == (extraction,)


def test_jsonl_keeps_whole_numbers_whole(tmp_path: Path) -> None:
    figure = Observation("e1", "营业收入", 6330, "亿元", "2023", 9.0, (proof("a", "6330"),), "figure", 0.8)
    (read,) = write_and_read(
        tmp_path, [replace(article("a", ("Zone", "青岛高新区")), observations=(figure,))]
    )
    assert isinstance(read.observations[0].value, int)
    assert isinstance(read.observations[0].change, float)


@given(st.permutations(SEEDS))
@settings(max_examples=20, deadline=None)
def test_jsonl_sorts_by_name_and_article(shuffled: Sequence[Extraction]) -> None:
    text = to_jsonl(shuffled)
    order = [(record["doc"], record["article"]) for record in map(json.loads, text.splitlines())]
    assert order == sorted(order)
    assert text == to_jsonl(SEEDS)


def test_jsonl_evidence_is_of_the_records_own_article(tmp_path: Path) -> None:
    made = [
        article("a", ("Zone", name), ("Place", "青岛"), links=[(name, "locatedIn", "青岛")], number=number)
        for number, name in enumerate(("白银高新区", "青岛高新区"))
    ]
    read = write_and_read(tmp_path, made)
    proofs = [proof for each in read for relation in each.relations for proof in relation.evidence]
    assert [(each.article, each.quote) for each in proofs] == [(0, "白银高新区"), (1, "青岛高新区")]


def test_jsonl_writes_the_record_of_the_schema() -> None:
    mention = Mention(Span(3, 8), "青岛高新区", "Zone", "lexicon", 0.9)
    relation = Relation("e1", "issued", "e2", (proof("a", "印发"),), "trigger", 0.93, time="2024-09")
    figure = Observation(
        "e1", "排名", 13, "位", "2023", None, (proof("a", "第13位"),), "figure", 0.9, "全国", bound="min"
    )
    made = article("a", ("Zone", "青岛高新区"), ("Policy", "《办法》"))
    zone = replace(made.entities[0], mentions=(mention,))
    text = to_jsonl(
        [replace(made, entities=(zone, made.entities[1]), relations=(relation,), observations=(figure,))]
    )
    assert text.endswith("}\n") and "青岛高新区" in text
    record = json.loads(text)
    assert list(record)[:4] == ["doc", "article", "title", "date"]
    assert record["entities"][0] == {
        "id": "e1",
        "type": "Zone",
        "name": "青岛高新区",
        "aliases": [],
        "mentions": [[3, 8]],
        "surfaces": ["青岛高新区"],
        "origins": ["lexicon"],
        "scores": [0.9],
    }
    assert record["relations"] == [
        {
            "subject": "e1",
            "predicate": "issued",
            "object": "e2",
            "role": None,
            "time": "2024-09",
            "modality": None,
            "evidence": [[0, 2]],
            "quotes": ["印发"],
            "confidence": 0.93,
            "origin": "trigger",
        }
    ]
    assert record["observations"][0]["bound"] == "min"
    assert "approx" not in record["observations"][0]


@pytest.mark.parametrize(
    "elsewhere", [proof("b", "x"), proof("a", "x", article=1)], ids=["document", "article"]
)
def test_jsonl_refuses_evidence_of_another_article(elsewhere: Evidence) -> None:
    made = article("a", ("Zone", "青岛高新区"), links=[("青岛高新区", "partOf", "青岛高新区")])
    foreign = replace(made.relations[0], evidence=(elsewhere,))
    with pytest.raises(ValueError, match="evidence out of"):
        to_jsonl([replace(made, relations=(foreign,))])


GOOD = to_jsonl(
    [article("a", ("Zone", "青岛高新区"), ("Place", "青岛"), links=[("青岛高新区", "locatedIn", "青岛")])]
)


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ('"doc"', '"dok"', "Field required"),
        ("{", "[", "Invalid JSON"),
        ('"article": 0', '"article": "0"', "article: Input should be a valid integer"),
        ('"article": 0', '"article": -1', "article: Input should be greater than or equal to 0"),
        ('"evidence": [[0, 5]]', '"evidence": [[5, 0]]', "greater than or equal to 1"),
        ('"evidence": [[0, 5]]', '"evidence": [[0, 4]]', "quote of 5 characters"),
        ('"evidence": [[0, 5]]', '"evidence": []', "evidence and quotes of different length"),
        (
            '"evidence": [[0, 5]], "quotes": ["青岛高新区"]',
            '"evidence": [], "quotes": []',
            "without evidence",
        ),
        ('"confidence": 0.8', '"confidence": 1.8', "confidence 1.8"),
        ('"subject": "e1"', '"subject": "e9"', "statements about e9"),
        ('"id": "e2"', '"id": "e1"', "two entities of one id"),
        ('"scores": []', '"scores": [1.0]', "different length"),
        ('"issues": []', '"issues": [], "more": 1', "Extra inputs"),
        ('"modality": null', '"modality": "perhaps"', "planned"),
    ],
)
def test_jsonl_names_the_bad_line_and_what_was_expected(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = tmp_path / "x.jsonl"
    assert old in GOOD
    path.write_text(GOOD + "\n" + GOOD.replace(old, new, 1) + GOOD, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_extractions(path)
    assert str(caught.value).startswith(f"{path}:3: expected an extraction record: ")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_jsonl_tells_all_bad_lines_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("1\n" + GOOD + "{}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_extractions(path)
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["1", "3"]


def test_jsonl_says_when_a_file_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_extractions(tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="expected UTF-8"):
        read_extractions(tmp_path / "x.jsonl")
