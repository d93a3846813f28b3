"""The sequence labeller: its sums, its search, its file, and the texts it learned from."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from kg.extract.borders import Borders
from kg.extract.components import make_pipeline
from kg.extract.grammar import load_grammar
from kg.extract.judge import choose_names
from kg.extract.labeller import Labeller, label_names, load_labeller, read_model
from kg.extract.naming import balance, propose_names
from kg.extract.observe import Observed, observe
from kg.records import Article, Document
from kg.schema import load_schema
from tests.train import labeller as training
from tests.train.annotated import Annotated, read_marked, strip_marks

TEXT = (
    "本报讯 甲山高新区引进乙川生物科技有限公司、丙江精密2家企业，“丁计划”同步实施。\n"
    "李四介绍，园区聚焦生物医药产业。"
)


def observed_text(text: str = TEXT) -> tuple[Observed, tuple[tuple[int, int], ...]]:
    document = Document("d", "d.txt", text, "text/plain")
    draft = make_pipeline(last="kg_tags")(Article(document, 0, text, tuple(range(len(text)))))
    grammar = load_grammar()
    borders = Borders(draft, grammar)
    proposals = propose_names(borders, grammar)
    return observe(borders, grammar, proposals, choose_names(draft, grammar, proposals)), draft.sentences


def random_model(observed: Observed, seed: int = 1) -> tuple[Labeller, dict[tuple[str, str], float]]:
    generator = np.random.default_rng(seed)
    features = sorted({one for each in training._features(observed, {}) for one in each})
    states = {
        (feature, label): float(generator.integers(-3000, 3000)) / 1000
        for feature in features
        for label in generator.choice(label_names(), 2, replace=False)
    }
    return read_model(training._to_arrays(states, {("O", "B-Zone"): -0.5})), states


def test_labeller_score_equals_the_sum_of_the_weights_learned() -> None:
    observed, _ = observed_text()
    every = {
        name: set(values) for columns in (observed.chars, observed.words) for name, values in columns.items()
    }
    model, states = random_model(observed)
    scores = model.score(observed)
    for place, features in enumerate(training._features(observed, every)):
        for number, label in enumerate(label_names()):
            wanted = sum(round(states.get((feature, label), 0) * 1000) for feature in features)
            assert scores[place, number] == wanted


def test_labeller_decode_finds_the_best_path_of_all() -> None:
    labels = label_names()
    generator = np.random.default_rng(7)
    short = [labels.index(label) for label in ("O", "B-Zone", "I-Zone", "B-Park", "I-Park")]
    ends = ("O", "B-Zone", "B-Park")
    learned = {(labels[a], b): float(generator.integers(-50, 50)) / 1000 for a in short for b in ends}
    model = read_model(training._to_arrays({}, learned))
    for (one, other), weight in learned.items():
        assert model.transitions[labels.index(one), labels.index(other)] == round(1000 * weight)
    for size in (1, 2, 4):
        scores = np.full((size, len(labels)), -1e5, np.float32)
        scores[:, short] = generator.integers(-50, 50, (size, len(short)))
        best = max(product(short, repeat=size), key=lambda path: _path_score(model, scores, path))
        assert model.decode(scores, [(0, size)]) == list(model.spans(np.array(best), [0]))


def _path_score(model: Labeller, scores: np.ndarray, path: tuple[int, ...]) -> float:
    total = float(scores[0, path[0]]) + float(model._opening()[path[0]])
    for step in range(1, len(path)):
        total += float(scores[step, path[step]]) + float(model.transitions[path[step - 1], path[step]])
    return total


def test_labeller_decode_treats_sentences_alike_in_any_company() -> None:
    observed, sentences = observed_text()
    model, _ = random_model(observed)
    scores = model.score(observed)
    together = model.decode(scores, sentences)
    assert together == [span for one in sentences for span in model.decode(scores, [one])]


def test_labeller_model_sums_stay_whole_numbers() -> None:
    observed, _ = observed_text()
    scores = load_labeller().score(observed)
    assert np.array_equal(scores, np.rint(scores))
    assert np.abs(scores).max() < 2**23  # float32 holds such whole numbers exactly


def test_labeller_labels_are_those_of_the_schema() -> None:
    assert {label[2:] for label in label_names()[1:]} == {kind.name for kind in load_schema().types}
    assert load_labeller().transitions.shape == (len(label_names()),) * 2


def test_labeller_finds_names_in_an_empty_and_a_strange_text() -> None:
    for text in ("。", "A", "\n。\n", "，" * 40):
        observed, sentences = observed_text(text)
        model = load_labeller()
        assert model.decode(model.score(observed), sentences) == []


def test_annotated_strip_marks_gives_the_text_and_the_places() -> None:
    text, spans = strip_marks("在{Zone:甲高新区}，{Enterprise:乙公司}投产。")
    assert text == "在甲高新区，乙公司投产。"
    assert [(text[start:end], kind) for start, end, kind in spans] == [
        ("甲高新区", "Zone"),
        ("乙公司", "Enterprise"),
    ]


@pytest.fixture(scope="module")
def marked() -> list[Annotated]:
    return list(read_marked(training.HOME / "texts"))


def test_annotated_texts_are_well_formed(marked: list[Annotated]) -> None:
    types = {kind.name for kind in load_schema().types}
    assert len(marked) >= 100
    for item in marked:
        assert not set(item.article.text) & {"{", "}"}, item.group
        assert {kind for kind, _ in item.entities} <= types, item.group
        assert all(start < end for start, end, _ in item.mentions), item.group


def test_train_write_model_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    arrays = training._to_arrays({("char/0/" + "甲".encode().hex(), "B-Zone"): 1.5}, {})
    for name in ("a", "b"):
        training.write_model(arrays, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("推行“一区多园”管理体制。", "一区多园”管理体制", "“一区多园”管理体制"),
        ("推行“一区多园”。", "一区多园”", "“一区多园”"),
        ("推行一区多园”。", "一区多园”", "一区多园"),
        ("丁（青岛）公司", "丁（青岛", "丁（青岛）"),
        ("“丁计划", "“丁计划", "丁计划"),
        ("推行“丁计划”。", "丁计划", "丁计划"),
        ("推行“丁”与“戊”计划。", "丁”与“戊”计划", "“丁”与“戊”计划"),
    ],
)
def test_naming_closes_quotes_and_brackets_of_a_name(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    low, high = balance(text, start, start + len(name))
    assert text[low:high] == expected
