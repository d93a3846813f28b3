"""Confidence: the model's laws, what it must not touch, and the training that makes its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import pytest

from kg import extract_text
from kg.articles import split_articles
from kg.extract.components import make_pipeline
from kg.extract.confidence import rate, to_probability
from kg.extract.confidence_features import (
    Seen,
    describe_observation,
    describe_relation,
    describe_thing,
)
from kg.extract.draft import Draft
from kg.extract.finish import finish
from kg.lexicon import load_table
from kg.read import read_documents
from kg.records import Article, Extraction
from tests.train.confidence import (
    Example,
    Model,
    fit,
    fit_to_unseen,
    read_in_folds,
    read_samples,
    to_table,
    train,
)

TEXT = """云山高新区引进青禾生物
2024年，云山高新区营业收入630亿元，同比增长9%。云山高新区印发《云山高新区促进科技创新若干政策》，
引进清江青禾生物医疗股份有限公司、清江大学等。青禾生物董事长李明说，园区去年新增企业12家。
"""


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Draft]:
    """The same text twice: as the pipeline leaves it, and with its confidences."""
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (document,), _ = read_documents([path])
    (article,) = split_articles(document)
    extract = make_pipeline()
    return extract(article), rate(extract(article))


def test_confidence_changes_how_sure_it_is_and_nothing_else(drafts: tuple[Draft, Draft]) -> None:
    plain, rated = map(finish, drafts)
    assert plain.relations and plain.observations
    assert _unsure(plain) == _unsure(rated)
    assert plain != rated


def _unsure(extraction: Extraction) -> Extraction:
    entities = tuple(
        replace(each, mentions=tuple(replace(mention, score=1.0) for mention in each.mentions))
        for each in extraction.entities
    )
    relations = tuple(replace(each, confidence=1.0) for each in extraction.relations)
    observations = tuple(replace(each, confidence=1.0) for each in extraction.observations)
    return replace(extraction, entities=entities, relations=relations, observations=observations)


def test_confidence_is_a_probability_with_two_digits(drafts: tuple[Draft, Draft]) -> None:
    extraction = finish(drafts[1])
    sure = [each.confidence for each in extraction.relations]
    sure += [each.confidence for each in extraction.observations]
    sure += [mention.score for each in extraction.entities for mention in each.mentions]
    assert all(0.01 <= each <= 0.99 and each == round(each, 2) for each in sure)
    assert len(set(sure)) > 3


def test_confidence_of_an_entity_is_the_same_at_each_of_its_mentions(drafts: tuple[Draft, Draft]) -> None:
    for each in finish(drafts[1]).entities:
        assert {mention.score for mention in each.mentions} == {each.confidence}


def test_confidence_is_in_the_extraction() -> None:
    (extraction,) = extract_text(TEXT)
    assert {each.confidence for each in extraction.relations} - {0.95, 0.85, 0.6}
    assert all(each.confidence for each in extraction.entities)


def test_confidence_counts_what_has_a_weight() -> None:
    weights = {"bias": 0.5, "a": 1.0, "sure": -2.0}
    assert to_probability({}, {"bias": 1.0}) == 0.5
    assert to_probability(weights, {"bias": 1.0, "unheard of": 9.0}) == 0.62
    assert to_probability(weights, {"bias": 1.0, "a": 1.0}) == 0.82
    assert to_probability(weights, {"bias": 1.0, "sure": 0.5}) == 0.38
    assert (to_probability({"x": 99.0}, {"x": 1.0}), to_probability({"x": -99.0}, {"x": 1.0})) == (0.99, 0.01)


def test_confidence_rests_on_what_surrounds_an_item(drafts: tuple[Draft, Draft]) -> None:
    seen = Seen(drafts[0])
    zone = next(each for each in drafts[0].things if each.type == "Zone")
    described = describe_thing(seen, zone)
    assert {"type=Zone", "in statements"} <= described.keys()
    seen.sure = {thing.key: 0.9 if thing is zone else 0.6 for thing in drafts[0].things}
    relation = next(each for each in drafts[0].relations if each.subject == zone.key)
    features = describe_relation(seen, relation)
    assert features["sure"] == pytest.approx(0.405, abs=0.001)  # the less sure end's logit
    assert {f"predicate={relation.predicate}", "subject named", "object named"} <= features.keys()
    figure = next(each for each in drafts[0].observations if each.unit == "亿元")
    features = describe_observation(seen, figure)
    assert {
        "unit=亿元",
        "subject=Zone",
        "subject clause",
    } <= features.keys()
    assert features["sure"] == pytest.approx(2.197, abs=0.001)


def test_confidence_table_names_its_origin_and_is_plausible() -> None:
    rows = load_table("confidence")
    assert {row["kind"] for row in rows} == {"entity", "relation", "observation"}
    for kind in ("entity", "relation", "observation"):
        weights = {row["feature"]: float(row["weight"]) for row in rows if row["kind"] == kind}
        assert all(abs(weight) < 5 for weight in weights.values())
        assert "bias" in weights
        surer = [weights[name] for name in ("score", "prior", "sure") if name in weights]
        assert surer and min(surer) > 0, "what is less sure beforehand came out surer"
    head = (Path(__file__).parent.parent / "kg" / "lexicon" / "confidence.tsv").read_text(encoding="utf-8")
    assert "tests/train/confidence.py" in head.partition("kind\tfeature")[0]


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\n", "").replace("。", "，")], ids=["lines", "one line"]
)
def test_confidence_takes_time_in_proportion_to_the_text(text: str, tmp_path: Path) -> None:
    """100,000 characters at most, of paragraphs or in one sentence without an end."""
    extract = make_pipeline()
    times = []
    for size in (100, 500):
        path = tmp_path / f"{size}.txt"
        path.write_text(text * size, encoding="utf-8")
        (document,), _ = read_documents([path])
        drafts = [extract(article) for article in split_articles(document)]
        start = process_time()
        for draft in drafts:
            rate(draft)
        times.append(process_time() - start)
    assert times[1] < 15 * times[0] + 0.5


def examples(share: float, *, documents: int = 20) -> list[list[Example]]:
    """Documents whose items with the flag are right in ``share`` of the cases, others in a quarter."""
    items: list[Example] = []
    for place in range(40):
        items.append(({"bias": 1.0, "flag": 1.0}, place < 40 * share))
        items.append(({"bias": 1.0}, place < 10))
    return [items] * documents


def test_training_finds_the_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.train.confidence.RIDGE", 0.1)
    model = fit(examples(0.75))
    flagged = to_probability(model.weights, {"bias": 1.0, "flag": 1.0})
    assert flagged == pytest.approx(0.75, abs=0.03)
    assert to_probability(model.weights, {"bias": 1.0}) == pytest.approx(0.25, abs=0.03)
    assert len(model.without) == len(model.unseen) == 20
    assert {right for _, right in model.unseen[0]} == {True, False}


def test_training_leaves_the_judged_document_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """One document is the opposite of all others: its own figures come from the others."""
    monkeypatch.setattr("tests.train.confidence.RIDGE", 0.1)
    odd: list[Example] = [({"bias": 1.0, "flag": 1.0}, False)] * 40
    model = fit([*examples(1.0, documents=10), odd])
    assert all(sure > 0.9 for sure, _ in model.unseen[-1])


def test_training_gives_rare_features_no_weight() -> None:
    rare: list[Example] = [({"bias": 1.0, "rare": 1.0}, True)] * 7
    assert "rare" not in fit([*examples(0.5), rare]).weights
    assert "rare" in fit([*examples(0.5), [*rare, *rare]]).weights


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of three documents: the zone is right, the rest is not in it."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"第{number}期\n{TEXT}", encoding="utf-8")
        entity = '{"id": "e1", "type": "Zone", "name": "云山高新区", "aliases": []}'
        (tmp_path / f"{number}.json").write_text(
            f'{{"articles": [{{"entities": [{entity}]}}]}}', encoding="utf-8"
        )
    return tmp_path


def test_training_judges_what_is_extracted_and_repeats_itself(
    gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.train.confidence.RARE", 1)
    samples = list(read_samples(gold, (), make_pipeline()))
    assert [sample.name for sample in samples] == ["0", "1", "2"]
    for sample in samples:
        right = {key for key, is_right in sample.right.items() if is_right}
        (place,) = [place for _, _, place in right]
        assert sample.drafts[0].things[place].forms[0] == "云山高新区"
    models = train(samples)
    table = to_table(models, len(samples))
    assert table == to_table(train(samples), len(samples))
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    assert lines[0] == ["kind", "feature", "weight"]
    for (one, first, _), (other, second, _) in pairwise(lines[1:]):
        assert one != other or first < second
    fitted = fit_to_unseen(models, samples)
    assert _mean(fitted["entity"].unseen) == pytest.approx(_share(models["entity"]), abs=0.1)


def test_training_in_folds_extracts_with_labellers_that_do_not_know_the_document(
    gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pycrfsuite")
    learned: list[set[str]] = []

    def remember(examples: Sequence[SimpleNamespace]) -> None:
        learned.append({each.annotated.group for each in examples} & {"0", "1", "2"})

    monkeypatch.setattr("tests.train.labeller.make_example", lambda item: SimpleNamespace(annotated=item))
    monkeypatch.setattr("tests.train.labeller.train", remember)
    asked: list[str] = []

    def extract(article: Article) -> Draft:
        asked.append(article.document.name)
        return Draft(article)

    (samples,) = read_in_folds([gold], (), 2, extract)
    assert [sample.name for sample in samples] == ["0", "1", "2"]
    assert learned == [{"1"}, {"0", "2"}]
    assert [Path(name).stem for name in asked] == ["0", "2", "1"]


def _mean(documents: Sequence[Sequence[tuple[float, bool]]]) -> float:
    sure = [confidence for items in documents for confidence, _ in items]
    return sum(sure) / len(sure)


def _share(model: Model) -> float:
    rights = [right for items in model.unseen for _, right in items]
    return sum(rights) / len(rights)
