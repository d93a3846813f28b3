"""Make kg/lexicon/confidence.tsv: the weights of kg/extract/confidence.py, learned from gold files.

    python -m tests.train.confidence GOLD_DIR... [--unseen GOLD_DIR...] [--sources DIR...]
        [--folds N] [--write]

A gold folder holds NNN.json with NNN.txt beside it, or in one of the sources. Every item that the extraction
finds in these documents is described by its features and judged by the gold. Three logistic models (entities,
relations, observations) are fitted by Newton's method (iteratively reweighted least squares) with a ridge
penalty.

The labeller of names knows by heart what it learned from. With ``--folds`` the items of a gold folder come
from labellers trained anew without their document, in so many parts.

Rules are right more often on documents that they were made with. Of documents that nobody looked at
(``--unseen``) no weight is learned, but two numbers for each model: a constant and a scale that fit its
probabilities to them (Platt 1999). Printed are the figures of each gold folder by models without the
document, and those of each unseen document with constant and scale from all others. ``--write`` replaces the
table; the same documents give the same bytes. It changes nothing that is found: it may be made again.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from kg.articles import split_articles
from kg.evaluate.matching import ItemKind, compare, judge_claims
from kg.evaluate.reliability import Judged, to_reliability
from kg.extract.components import make_pipeline
from kg.extract.confidence import to_probability
from kg.extract.confidence_features import (
    NUMBERS,
    Features,
    Seen,
    describe_observation,
    describe_relation,
    describe_thing,
)
from kg.extract.draft import Draft
from kg.extract.finish import finish
from kg.read import read_documents
from kg.read.gold import read_gold
from kg.records import Article
from tests.train.annotated import read_gold as read_annotated
from tests.train.annotated import read_marked

TEXTS = Path(__file__).parent / "texts"
TABLE = Path(__file__).parents[2] / "kg" / "lexicon" / "confidence.tsv"
RARE = 8  # a feature of fewer items gets no weight
MOST = 10  # items of one document that count in full: they are alike, and the rules know some by heart
RIDGE, LIGHT, FREE = 8.0, 1.0, 1e-6  # penalties on the square of a flag's weight, a number's, the constant
SCALE = 4.0  # and of what a scale differs from 1
ROUNDS = 8  # of Newton's method
SURE = 0.9
HEAD = """\
# Weights of the logistic models of kg/extract/confidence.py: how probable an item with certain features is.
# Origin: learned by tests/train/confidence.py from what the extraction says of {documents} documents with
# gold records; made by the script, not to be edited by hand. A feature that is not here counts nothing.
kind\tfeature\tweight"""

Array = NDArray[np.float64]
Extract = Callable[[Article], Draft]
Weights = Mapping[str, float]
Example = tuple[Features, bool]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: its finished drafts, and which of their items the gold says are right."""

    name: str
    drafts: tuple[Draft, ...]
    right: Mapping[tuple[ItemKind, int, int], bool]


@dataclass(frozen=True, slots=True)
class Data:
    """The examples of all documents as arrays: a row for each, with what it counts and its document."""

    names: tuple[str, ...]
    inputs: Array
    right: Array
    counts: Array
    documents: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one kind of item, those without each document, and what these say of it."""

    weights: Weights
    without: Sequence[Weights]
    unseen: Sequence[Sequence[Judged]]


def main() -> None:
    """Read the command line; print the figures; write the table if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--unseen", nargs="+", type=Path, default=[])
    parser.add_argument("--sources", nargs="+", type=Path, default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    extract = make_pipeline()
    if options.folds:
        folders = read_in_folds(options.gold, options.sources, options.folds, extract)
    else:
        folders = [list(read_samples(folder, options.sources, extract)) for folder in options.gold]
    others = [each for folder in options.unseen for each in read_samples(folder, options.sources, extract)]
    models = train([sample for folder in folders for sample in folder])
    moved = fit_to_unseen(models, others) if others else models
    for kind, model in models.items():
        print(f"{kind}: {len(model.weights)} weights")
        judged = iter(model.unseen)
        for path, folder in zip(options.gold, folders, strict=True):
            print(to_line(f"  {path.name}, left out", [next(judged) for _ in folder]))
        if others:
            print(to_line("  unseen", [list(rate_sample(each, kind, models)) for each in others]))
            print(to_line("  unseen, fitted", moved[kind].unseen))
    if options.write:
        TABLE.write_text(to_table(moved, sum(map(len, folders))), encoding="utf-8")


def read_in_folds(
    folders: Sequence[Path], sources: Sequence[Path], folds: int, extract: Extract
) -> list[list[Sample]]:
    """Read gold folders, each document with a labeller that has not learned from it."""
    from tests.train import labeller  # noqa: PLC0415 - needs CRFsuite

    own = [labeller.make_example(item) for item in read_marked(TEXTS)]
    learned = [labeller.make_example(item) for folder in folders for item in read_annotated(folder, sources)]
    stems = sorted({example.annotated.group for example in learned})
    samples: list[list[Sample]] = [[] for _ in folders]
    for left in (frozenset(stems[part::folds]) for part in range(folds)):
        rest = [example for example in learned if example.annotated.group not in left]
        with patch("kg.extract.naming.load_labeller", return_value=labeller.train([*own, *rest])):
            for place, folder in enumerate(folders):
                samples[place] += read_samples(folder, sources, extract, only=left)
    return [sorted(found, key=lambda sample: sample.name) for found in samples]


def read_samples(
    folder: Path, sources: Sequence[Path], extract: Extract, *, only: frozenset[str] | None = None
) -> Iterator[Sample]:
    """Extract a gold folder's documents (or some) and judge what is found; one without text is left out."""
    gold = {stem: articles for stem, articles in read_gold(folder).items() if only is None or stem in only}
    files = {path.stem: path for place in (*sources, folder) for path in sorted(place.glob("*.txt"))}
    for stem in sorted(gold.keys() & files.keys()):
        (document,), _ = read_documents([files[stem]])
        drafts = tuple(extract(article) for article in split_articles(document))
        compared = compare(stem, gold[stem], [finish(draft) for draft in drafts])
        judged = {(c.kind, c.article, c.position): right for c, right in judge_claims(compared)}
        yield Sample(stem, drafts, judged)


def train(samples: Sequence[Sample]) -> dict[ItemKind, Model]:
    """Fit entities first, then what is said of them with their probabilities among its features.

    Those probabilities come from models that have not seen the document, as they will in use (stacking,
    Wolpert 1992).
    """
    entities = fit([list(describe(sample, "entity", {})) for sample in samples])
    pairs = list(zip(samples, entities.without, strict=True))
    return {
        "entity": entities,
        "relation": fit([list(describe(sample, "relation", model)) for sample, model in pairs]),
        "observation": fit([list(describe(sample, "observation", model)) for sample, model in pairs]),
    }


def fit_to_unseen(models: Mapping[ItemKind, Model], others: Sequence[Sample]) -> dict[ItemKind, Model]:
    """Fit constant and scale of each model to unseen documents; ``unseen`` are their figures then."""
    fitted = dict(models)
    for kind, model in models.items():
        judged = [list(rate_sample(sample, kind, fitted)) for sample in others]
        left = [_find_scale([*judged[:place], *judged[place + 1 :]]) for place in range(len(judged))]
        unseen = [
            [(_scale(sure, scale), right) for sure, right in items]
            for items, scale in zip(judged, left, strict=True)
        ]
        constant, factor = _find_scale(judged)
        weights = {name: round(weight * factor, 3) for name, weight in model.weights.items()}
        weights["bias"] = round(weights["bias"] + constant, 3)
        fitted[kind] = replace(model, weights=weights, unseen=unseen)
    return fitted


def rate_sample(sample: Sample, kind: ItemKind, models: Mapping[ItemKind, Model]) -> Iterator[Judged]:
    """Give the probability of each item of a document, and whether it is right."""
    for features, right in describe(sample, kind, models["entity"].weights):
        yield to_probability(models[kind].weights, features), right


def describe(sample: Sample, kind: ItemKind, entities: Weights) -> Iterator[Example]:
    """Give the features of a document's items, and whether each is right; ``entities`` rate the things."""
    for number, draft in enumerate(sample.drafts):
        for place, features in enumerate(_describe(draft, kind, entities)):
            yield features, sample.right[kind, number, place]


def _describe(draft: Draft, kind: ItemKind, entities: Weights) -> list[Features]:
    seen = Seen(draft)
    things = [describe_thing(seen, thing) for thing in draft.things]
    if kind == "entity":
        return things
    for thing, features in zip(draft.things, things, strict=True):
        seen.sure[thing.key] = to_probability(entities, features)
    if kind == "relation":
        return [describe_relation(seen, one) for one in draft.relations]
    return [describe_observation(seen, one) for one in draft.observations]


def fit(examples: Sequence[Sequence[Example]]) -> Model:
    """Fit a model to the examples of all documents, and one without each of them."""
    data = _to_data(examples)
    found = _solve(data, np.zeros(len(data.names)))
    models = [
        _name(data, _solve(replace(data, counts=data.counts * (data.documents != number)), found))
        for number in range(len(examples))
    ]
    judged = [
        [(to_probability(model, features), right) for features, right in items]
        for model, items in zip(models, examples, strict=True)
    ]
    return Model(_name(data, found), models, judged)


def to_table(models: Mapping[ItemKind, Model], documents: int) -> str:
    """Write the table of weights, each kind's features by name."""
    rows = [
        f"{kind}\t{name}\t{weight}"
        for kind, model in models.items()
        for name, weight in sorted(model.weights.items())
        if weight
    ]
    return "\n".join([HEAD.format(documents=documents), *rows, ""])


def to_line(name: str, documents: Sequence[Sequence[Judged]]) -> str:
    """Say how good some probabilities are, beside the loss of the bare share of right items."""
    judged = [each for document in documents for each in document]
    measured = to_reliability("entity", judged)
    sure = [right for confidence, right in judged if confidence >= SURE]
    share = sum(right for _, right in judged) / len(judged)
    flat = to_reliability("entity", [(share, right) for _, right in judged]).loss
    return (
        f"{name}: {len(judged)} items, {share:.2f} right; loss {measured.loss:.3f} "
        f"(by share alone {flat:.3f}), calibration error {measured.error:.3f}; "
        f"of confidence ≥ {SURE}: {sum(sure)} of {len(sure)} right"
    )


def _to_data(examples: Sequence[Sequence[Example]]) -> Data:
    flat = [each for items in examples for each in items]
    counts = Counter(name for features, _ in flat for name in features)
    names = tuple(sorted(name for name, count in counts.items() if count >= RARE))
    places = {name: place for place, name in enumerate(names)}
    inputs = np.zeros((len(flat), len(names)))
    for row, (features, _) in enumerate(flat):
        for name in features.keys() & places.keys():
            inputs[row, places[name]] = features[name]
    return Data(
        names,
        inputs,
        np.array([float(right) for _, right in flat]),
        np.array([min(1.0, MOST / len(items)) for items in examples for _ in items]),
        np.array([number for number, items in enumerate(examples) for _ in items]),
    )


def _solve(data: Data, start: Array) -> Array:
    """Maximize the likelihood less the penalty; the constant is free."""
    penalty = np.array(
        [FREE if name == "bias" else LIGHT if name in NUMBERS else RIDGE for name in data.names]
    )
    weights = start
    for _ in range(ROUNDS):
        rates = _sigmoid(data.inputs @ weights)
        slope = data.inputs.T @ (data.counts * (data.right - rates)) - penalty * weights
        spread = data.counts * rates * (1 - rates)
        weights = weights + np.linalg.solve(data.inputs.T * spread @ data.inputs + np.diag(penalty), slope)
    return weights


def _find_scale(documents: Sequence[Sequence[Judged]]) -> tuple[float, float]:
    """Find constant and factor of the log odds that fit the judged items best; the factor is drawn to 1."""
    odds = np.array([[1.0, _log_odds(sure)] for items in documents for sure, _ in items])
    right = np.array([float(right) for items in documents for _, right in items])
    counts = np.array([min(1.0, MOST / len(items)) for items in documents for _ in items])
    found, even, penalty = np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([FREE, SCALE])
    for _ in range(ROUNDS):
        rates = _sigmoid(odds @ found)
        slope = odds.T @ (counts * (right - rates)) - penalty * (found - even)
        curvature = odds.T * (counts * rates * (1 - rates)) @ odds + np.diag(penalty)
        found = found + np.linalg.solve(curvature, slope)
    return float(found[0]), float(found[1])


def _scale(probability: float, scale: tuple[float, float]) -> float:
    """Apply constant and factor as the weights will, in their bounds."""
    odds = {"constant": 1.0, "odds": _log_odds(probability)}
    return to_probability({"constant": scale[0], "odds": scale[1]}, odds)


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _sigmoid(totals: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-totals)))


def _name(data: Data, weights: Array) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in zip(data.names, weights, strict=True)}


if __name__ == "__main__":
    main()
