"""The statistical tagger: cutword's BiLSTM-CRF over characters, run on numpy.

cutword (Apache-2.0) carries the weights as a torch archive; only its data files are read here, with
an unpickler that can build nothing but arrays. A span is (start, end, label) in the text given;
the labels are cutword's own (ORG, LOCATION, PERSON, CREATION, INCIDENT …).
"""

from __future__ import annotations

import json
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kg.errors import InputError

Array = NDArray[np.float32]
Spans = list[tuple[int, int, str]]

BATCH = 64
LONGEST = 500  # characters of one piece; longer sentences are cut
LAYERS = 2
CELL = 2  # the place of the cell gate among input, forget, cell, output
STORAGE = {"FloatStorage": np.float32, "LongStorage": np.int64}


class ArchiveReader(pickle.Unpickler):
    """Read a torch archive's index, refusing every class but tensors and their containers."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        index = next(name for name in archive.namelist() if name.endswith("data.pkl"))
        super().__init__(archive.open(index))
        self._archive = archive
        self._folder = index.removesuffix("data.pkl") + "data/"

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        """Return the stand-in of an allowed class."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _make_array
        if module == "torch" and name in STORAGE:
            return STORAGE[name]
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a weight file")

    def persistent_load(self, pid: Any) -> Any:  # noqa: ANN401 - pickle's own signature
        """Return the storage of ("storage", type, key, …) as a flat array."""
        return np.frombuffer(self._archive.read(self._folder + pid[2]), dtype=pid[1])


def _make_array(
    storage: Array, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> Array:
    """Rebuild a contiguous tensor; the weights have no other."""
    count = int(np.prod(size))
    return storage[offset : offset + count].reshape(size).copy()


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of one LSTM layer; columns are the gates input, forget, cell, output."""

    input: Array  # (features, 4·hidden)
    hidden: Array  # (hidden, 4·hidden)
    bias: Array  # (4·hidden,)
    reverse: bool


class Tagger:
    """Finds names in sentences. Immutable once loaded."""

    def __init__(self) -> None:
        package = _package_folder()
        try:
            with zipfile.ZipFile(package / "model_params.pth") as archive:
                state = ArchiveReader(archive).load()["model_state_dict"]
            vocabulary = json.loads((package / "ner_vocab_tags.json").read_text(encoding="utf-8"))
        except (OSError, KeyError, zipfile.BadZipFile, pickle.UnpicklingError) as error:
            raise InputError(f"cutword's model can't be read ({error}): install cutword 0.1 again") from error
        weights = {name.removeprefix("module."): value for name, value in state.items()}
        self._characters: dict[str, int] = vocabulary["char2id"]
        self._labels = {number: label for label, number in vocabulary["label2id"].items()}
        self._embedding = cast(Array, weights["embedding.weight"])
        self._layers = [
            [_direction(weights, layer, suffix) for suffix in ("", "_reverse")] for layer in range(LAYERS)
        ]
        self._project = np.ascontiguousarray(weights["fc.weight"].T), weights["fc.bias"]
        self._crf = tuple(
            weights[f"crf.{part}"] for part in ("start_transitions", "transitions", "end_transitions")
        )

    def find(self, sentences: Sequence[str]) -> list[Spans]:
        """Tag each sentence; the spans of each in order, offsets within it."""
        pieces = [
            (i, start, sentence[start : start + LONGEST])
            for i, sentence in enumerate(sentences)
            for start in range(0, len(sentence), LONGEST)
        ]
        pieces.sort(key=lambda piece: -len(piece[2]))  # like lengths in one batch: little padding
        found: list[Spans] = [[] for _ in sentences]
        with threadpool_limits(1, "blas"):  # the matrices are small: threads cost more than they bring
            for low in range(0, len(pieces), BATCH):
                batch = pieces[low : low + BATCH]
                paths = self._paths([text for *_, text in batch])
                for (i, offset, _), path in zip(batch, paths, strict=True):
                    found[i] += [
                        (start + offset, end + offset, label) for start, end, label in self._spans(path)
                    ]
        return [sorted(spans) for spans in found]

    def _encode(self, text: str) -> list[int]:
        known = self._characters
        return [known.get(char) or known[_fallback(char)] for char in text.lower()]

    def _paths(self, texts: Sequence[str]) -> list[list[int]]:
        """The best label path of each text (Viterbi over the CRF); texts by falling length."""
        lengths = [len(text) for text in texts]
        numbers = np.zeros((lengths[0], len(texts)), np.int64)
        for column, text in enumerate(texts):
            numbers[: len(text), column] = self._encode(text)
        live = [sum(length > step for length in lengths) for step in range(lengths[0])]
        states = self._embedding[numbers]
        for layer in self._layers:
            states = np.concatenate([_run(states, direction, live) for direction in layer], axis=-1)
        weight, bias = self._project
        return _decode(states @ weight + bias, live, lengths, self._crf)

    def _spans(self, path: Sequence[int]) -> Spans:
        """Read B_ M_ E_ S_ labels; a broken sequence gives nothing."""
        spans: Spans = []
        begun: tuple[int, str] | None = None
        for i, number in enumerate(path):
            part, _, label = self._labels[number].partition("_")
            if part == "S":
                spans.append((i, i + 1, label))
            elif part == "E" and begun and begun[1] == label:
                spans.append((begun[0], i + 1, label))
            begun = (i, label) if part == "B" else begun if part == "M" else None
        return spans


@cache
def load_tagger() -> Tagger:
    """Load the tagger once a process (0.1 s, 60 MB)."""
    return Tagger()


def _package_folder() -> Path:
    """Where cutword lies; it is not imported, its code is not needed."""
    spec = find_spec("cutword")
    if not spec or not spec.origin:
        raise InputError("the package cutword is missing: pip install 'cutword>=0.1.1,<0.2'")
    return Path(spec.origin).parent


def _fallback(char: str) -> str:
    if char.isdigit():
        return "[NUMBER]"
    return "[HANZI]" if "\u4e00" <= char <= "\u9fff" else "[UNK]"


def _direction(weights: dict[str, Array], layer: int, suffix: str) -> Direction:
    """Read one direction; the gates but the cell are halved, for sigmoid(x) = (1 + tanh(x/2)) / 2."""
    part = f"l{layer}{suffix}"
    hidden = weights[f"lstm.weight_hh_{part}"].T
    half = np.full(hidden.shape[1], 0.5, np.float32)
    size = hidden.shape[0]
    half[CELL * size : (CELL + 1) * size] = 1
    bias = weights[f"lstm.bias_ih_{part}"] + weights[f"lstm.bias_hh_{part}"]
    inputs = weights[f"lstm.weight_ih_{part}"].T
    return Direction(
        np.ascontiguousarray(inputs * half), np.ascontiguousarray(hidden * half), bias * half, bool(suffix)
    )


def _run(states: Array, direction: Direction, live: Sequence[int]) -> Array:
    """Run an LSTM over (time, batch, features); at a step the first ``live[step]`` texts go on."""
    steps, batch, _ = states.shape
    size = direction.hidden.shape[0]
    gates = states @ direction.input + direction.bias
    hidden = np.zeros((batch, size), np.float32)
    cell = np.zeros((batch, size), np.float32)
    output = np.zeros((steps, batch, size), np.float32)
    for step in range(steps - 1, -1, -1) if direction.reverse else range(steps):
        n = live[step]
        gate = np.tanh(gates[step, :n] + hidden[:n] @ direction.hidden)
        enter, forget, fresh, leave = (gate[:, k * size : (k + 1) * size] for k in range(4))
        cell[:n] = 0.5 * ((forget + 1) * cell[:n] + (enter + 1) * fresh)
        hidden[:n] = 0.5 * (leave + 1) * np.tanh(cell[:n])
        output[step, :n] = hidden[:n]
    return output


def _decode(
    scores: Array, live: Sequence[int], lengths: Sequence[int], crf: tuple[Array, ...]
) -> list[list[int]]:
    start, transitions, end = crf
    into = np.ascontiguousarray(transitions.T)  # (to, from): the maximum runs over adjacent numbers
    steps, batch, labels = scores.shape
    best = start + scores[0]
    back = np.zeros((steps, batch, labels), np.int16)
    for step in range(1, steps):
        n = live[step]
        paths = best[:n, None, :] + into
        chosen = paths.argmax(2)
        back[step, :n] = chosen
        best[:n] = np.take_along_axis(paths, chosen[:, :, None], 2)[:, :, 0] + scores[step, :n]
    last = (best + end).argmax(1)
    return [_trace(back[:, column], int(last[column]), lengths[column]) for column in range(batch)]


def _trace(back: NDArray[np.int16], label: int, length: int) -> list[int]:
    path = [label]
    for step in range(length - 1, 0, -1):
        label = int(back[step, label])
        path.append(label)
    return path[::-1]
