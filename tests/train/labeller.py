"""Make kg/lexicon/labeller.npz: the weights of kg/extract/labeller.py, learned from annotated documents.

    python -m tests.train.labeller [--gold DIR]... [--sources DIR]... [--unseen DIR]... [--write]

It learns from the texts of our own in tests/train/texts and from the gold folders. Printed are, for each
gold folder, the figures of models that have not seen the document scored (``--folds`` of them), and for each
unseen folder those of the model that is written. CRFsuite fits the weights (L-BFGS with L1 and L2
penalties); they are rounded to thousandths. The same documents give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from kg.extract.borders import Borders
from kg.extract.components import make_pipeline
from kg.extract.grammar import load_grammar
from kg.extract.judge import choose_names
from kg.extract.labeller import (
    CHAR_OFFSETS,
    MARK_OFFSET,
    SCALE,
    WORD_OFFSETS,
    Labeller,
    label_names,
    read_model,
)
from kg.extract.naming import propose_names
from kg.extract.observe import Observed, observe
from kg.text import fold
from tests.train.annotated import Annotated, read_gold, read_marked

HOME = Path(__file__).parent
MODEL = HOME.parents[1] / "kg" / "lexicon" / "labeller.npz"
WORDS_OF_TEXT = ("char", "pair", "word", "before", "after")  # columns whose values are words of the text
DOCUMENTS = 3  # in so many a word must stand: what one document says is no knowledge
# In thousandths, added for what the judge chose: on unread documents he is right more often than a model
# thinks that learned mostly from texts of our own (F1 there: entities +0.004, relations +0.013).
TRUST = 500
PARAMETERS = {"c1": 0.5, "c2": 0.5, "max_iterations": 60, "feature.minfreq": 2}


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article as the labeller sees it, with its sentences."""

    annotated: Annotated
    observed: Observed
    sentences: tuple[tuple[int, int], ...]


def main() -> None:
    """Read the options, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--sources", type=Path, action="append", default=[])
    parser.add_argument("--unseen", type=Path, action="append", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    own = [make_example(item) for item in read_marked(HOME / "texts")]
    gold = {
        folder: [make_example(item) for item in read_gold(folder, options.sources)] for folder in options.gold
    }
    learned = [example for examples in gold.values() for example in examples]
    if options.folds:
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for part in _parts(learned, options.folds):
            rest = [example for example in learned if example.annotated.group not in part]
            model = train([*own, *rest])
            for example in learned:
                if example.annotated.group in part:
                    found[example.annotated.group] |= label(model, example)
        for folder, examples in gold.items():
            print(f"{folder.name}, left out: {score(examples, found)}")
    arrays = fit([*own, *learned])
    model = read_model(arrays)
    for folder in options.unseen:
        examples = [make_example(item) for item in read_gold(folder, options.sources)]
        found = defaultdict(set)
        for example in examples:
            found[example.annotated.group] |= label(model, example)
        print(f"{folder.name}, unseen: {score(examples, found)}")
    if options.write:
        write_model(arrays, MODEL)
        print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes")


def make_example(annotated: Annotated) -> Example:
    """Observe an annotated article."""
    draft = make_pipeline(last="kg_tags")(annotated.article)
    grammar = load_grammar()
    borders = Borders(draft, grammar)
    proposals = propose_names(borders, grammar)
    chosen = choose_names(draft, grammar, proposals)
    return Example(annotated, observe(borders, grammar, proposals, chosen), draft.sentences)


def train(examples: Sequence[Example]) -> Labeller:
    """Learn a model from examples."""
    return read_model(fit(examples))


def fit(examples: Sequence[Example]) -> dict[str, NDArray[np.generic]]:
    """Learn the arrays of a model's file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    common = _common_values(examples)
    for example in examples:
        features, labels = _features(example.observed, common), _labels(example)
        for start, end in example.sentences:
            trainer.append(features[start:end], labels[start:end])
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        info = tagger.info()
        return _trust(_to_arrays(info.state_features, info.transitions))


def label(model: Labeller, example: Example) -> set[tuple[str, str]]:
    """The (type, folded form) pairs that a model finds in an example."""
    spans = model.decode(model.score(example.observed), example.sentences)
    return {(kind, fold(example.annotated.article.text[start:end])) for start, end, kind in spans}


def score(examples: Sequence[Example], found: dict[str, set[tuple[str, str]]]) -> str:
    """Precision, recall and F1 of entities over documents; a second form of a found entity is no error."""
    right = given = wanted = 0
    for group, entities in {
        example.annotated.group: example.annotated.entities for example in examples
    }.items():
        forms = {(kind, form) for kind, known in entities for form in known}
        hits = sum(any((kind, form) in found[group] for form in known) for kind, known in entities)
        right += hits
        given += hits + len(found[group] - forms)
        wanted += len(entities)
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {2 * right / max(given + wanted, 1):.3f}"
        f" ({right} of {given} given, {wanted} wanted)"
    )


def write_model(arrays: dict[str, NDArray[np.generic]], path: Path) -> None:
    """Write arrays as an npz file whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)),
                content.getvalue(),
                zipfile.ZIP_DEFLATED,
            )


def _parts(examples: Sequence[Example], folds: int) -> Iterator[set[str]]:
    groups = sorted({example.annotated.group for example in examples})
    return (set(groups[i::folds]) for i in range(folds))


def _common_values(examples: Sequence[Example]) -> dict[str, set[str]]:
    """The values of each column of words that stand in enough documents."""
    seen: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in WORDS_OF_TEXT}
    for example in examples:
        for name in WORDS_OF_TEXT:
            columns = example.observed.words if name in WORD_OFFSETS else example.observed.chars
            for value in set(columns[name]):
                seen[name][value].add(example.annotated.group)
    return {
        name: {value for value, groups in values.items() if value and len(groups) >= DOCUMENTS}
        for name, values in seen.items()
    }


def _features(observed: Observed, common: dict[str, set[str]]) -> list[list[str]]:
    """What CRFsuite is told of each character: column, offset and value in one string."""
    size = len(observed.word_of)
    features: list[list[str]] = [[] for _ in range(size)]
    for name, reach in CHAR_OFFSETS.items():
        values = _told(observed.chars[name], common.get(name))
        _add(features, name, reach, values, range(size))
    for name, reach in WORD_OFFSETS.items():
        values = _told(observed.words[name], common.get(name))
        _add(features, name, reach, values, observed.word_of)
    marked = {(mark, place) for mark, start, end in observed.marks for place in range(start, end)}
    for mark, place in sorted(marked):
        for offset in range(-MARK_OFFSET, MARK_OFFSET + 1):
            if 0 <= place - offset < size:
                features[place - offset].append(_attribute("marks", offset, mark))
    return features


def _told(values: Sequence[str], common: set[str] | None) -> list[str]:
    return [value if value and (common is None or value in common) else "" for value in values]


def _add(
    features: list[list[str]], name: str, reach: int, values: Sequence[str], places: Sequence[int]
) -> None:
    for here, place in enumerate(places):
        for offset in range(-reach, reach + 1):
            value = values[place + offset] if 0 <= place + offset < len(values) else ""
            if value:
                features[here].append(_attribute(name, offset, value))


def _attribute(column: str, offset: int, value: str) -> str:
    """A feature's name; values in hexadecimal, because CRFsuite's dump is read by patterns."""
    return f"{column}/{offset}/{value.encode().hex()}"


def _read_attribute(attribute: str) -> tuple[str, int, str]:
    column, offset, value = attribute.split("/")
    return column, int(offset), bytes.fromhex(value).decode()


def _labels(example: Example) -> list[str]:
    labels = ["O"] * len(example.observed.word_of)
    for start, end, kind in example.annotated.mentions:
        labels[start] = f"B-{kind}"
        labels[start + 1 : end] = [f"I-{kind}"] * (end - start - 1)
    return labels


def _trust(arrays: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """Add the trust in the judge to the weights of his labels at their own place."""
    weights = np.asarray(arrays["name.weights"]).copy()
    for number, name in enumerate(label_names()):
        row = np.flatnonzero(arrays["name.values"] == name)
        if name != "O" and row.size:
            weights[row[0], CHAR_OFFSETS["name"], number] += TRUST
    return {**arrays, "name.weights": weights}


def _to_arrays(
    states: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]
) -> dict[str, NDArray[np.generic]]:
    """CRFsuite's weights as thousandths: per column its values and (value, offset, label) weights."""
    labels = {label: i for i, label in enumerate(label_names())}
    rows: dict[str, dict[str, list[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(list))
    for (feature, label), weight in states.items():
        column, offset, value = _read_attribute(feature)
        if whole := round(weight * SCALE):
            rows[column][value].append((offset, labels[label], whole))
    reaches = {**CHAR_OFFSETS, **WORD_OFFSETS, "marks": MARK_OFFSET}
    arrays: dict[str, NDArray[np.generic]] = {}
    for column, reach in reaches.items():
        values = sorted(rows[column])
        weights = np.zeros((len(values), 2 * reach + 1, len(labels)), np.int16)
        for i, value in enumerate(values):
            for offset, number, whole in rows[column][value]:
                weights[i, offset + reach, number] = whole
        arrays[f"{column}.values"] = np.array(values or [""])[: len(values)]
        arrays[f"{column}.weights"] = weights
    matrix = np.zeros((len(labels), len(labels)), np.int16)
    for (before, after), weight in transitions.items():
        matrix[labels[before], labels[after]] = round(weight * SCALE)
    arrays["transitions"] = matrix
    return arrays


if __name__ == "__main__":
    main()
