"""The statistical tagger: cutword's BiLSTM-CRF over characters; the arithmetic is in ``bilstm``.

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
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.errors import InputError
from kg.extract.bilstm import Array, Network

Spans = list[tuple[int, int, str]]

BATCH = 64
LONGEST = 500  # characters of one piece; longer sentences are cut
LAYERS = 2
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


class Numbers(dict[str, int]):
    """The vocabulary's number of each character; one that it lacks gets that of its class."""

    def __missing__(self, char: str) -> int:
        number = self.get(char.lower()) or self[_fallback(char)]
        self[char] = number
        return number


class Tagger:
    """Finds names in sentences. Immutable once loaded, but for what it remembers."""

    def __init__(self) -> None:
        package = _package_folder()
        try:
            with zipfile.ZipFile(package / "model_params.pth") as archive:
                state = ArchiveReader(archive).load()["model_state_dict"]
            vocabulary = json.loads((package / "ner_vocab_tags.json").read_text(encoding="utf-8"))
        except (OSError, KeyError, zipfile.BadZipFile, pickle.UnpicklingError) as error:
            raise InputError(f"cutword's model can't be read ({error}): install cutword 0.1 again") from error
        weights = {name.removeprefix("module."): value for name, value in state.items()}
        self._numbers = Numbers({char: number for char, number in vocabulary["char2id"].items() if number})
        self._labels = {number: label.partition("_") for label, number in vocabulary["label2id"].items()}
        self._blas = ThreadpoolController()
        with self._blas.limit(limits=1, user_api="blas"):
            self._network = Network(weights, layers=LAYERS)

    def find(self, sentences: Sequence[str]) -> list[Spans]:
        """Tag each sentence; the spans of each in order, offsets within it.

        The more sentences at once, the faster: those of like length run together.
        """
        pieces = [
            (i, start, sentence[start : start + LONGEST])
            for i, sentence in enumerate(sentences)
            for start in range(0, len(sentence), LONGEST)
        ]
        pieces.sort(key=lambda piece: -len(piece[2]))  # like lengths in one batch: little padding
        found: list[Spans] = [[] for _ in sentences]
        numbers = self._numbers
        with self._blas.limit(limits=1, user_api="blas"):  # the matrices are small: threads only cost
            for low in range(0, len(pieces), BATCH):
                batch = pieces[low : low + BATCH]
                paths = self._network.find_paths([[numbers[char] for char in text] for *_, text in batch])
                for (i, offset, _), path in zip(batch, paths, strict=True):
                    found[i] += self._spans(path, offset)
        return [sorted(spans) for spans in found]

    def _spans(self, path: Sequence[int], offset: int) -> Spans:
        """Read B_ M_ E_ S_ labels; a broken sequence gives nothing."""
        spans: Spans = []
        begun: tuple[int, str] | None = None
        for i, number in enumerate(path, offset):
            part, _, label = self._labels[number]
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
