"""A two-way LSTM with a CRF on numpy: rows of character numbers → the best label of each character.

Only arithmetic lives here; whose weights these are and what a label means is the tagger's matter. Both
directions of a layer run in one loop: the backward one reads each text from its own end, so that at a
step the same texts are still running in both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Integers = NDArray[np.int64]
Gates = Callable[[int, int], Array]  # a step, how many texts → their gates

GATES = (0, 1, 3, 2)  # torch has input, forget, cell, output; here the cell is last


@dataclass(frozen=True, slots=True)
class Layer:
    """Both directions of one LSTM layer, gate by gate: BLAS is faster with matrices so small."""

    input: Array  # (4, 2, features, hidden)
    bias: Array  # (4, 2, 1, hidden)
    hidden: Array  # (4, 2, hidden, hidden)


class Network:
    """Label paths of texts. Immutable."""

    def __init__(self, weights: Mapping[str, Array], *, layers: int) -> None:
        first, *self._layers = (_make_layer(weights, layer) for layer in range(layers))
        self._hidden = first.hidden
        gates = weights["embedding.weight"] @ first.input + first.bias  # of each character, once for all
        self._gates = gates.reshape(len(GATES), -1, gates.shape[-1])  # forward, then backward
        self._project = np.ascontiguousarray(weights["fc.weight"].T), weights["fc.bias"]
        self._start, self._between, self._end = (
            weights[f"crf.{part}transitions"] for part in ("start_", "", "end_")
        )

    def find_paths(self, texts: Sequence[Sequence[int]]) -> list[list[int]]:
        """The best label path of each text (Viterbi over the CRF); texts by falling length, none empty."""
        lengths = np.array([len(text) for text in texts])
        steps, batch = int(lengths[0]), len(texts)
        numbers = np.zeros((steps, batch), np.int64)
        for column, text in enumerate(texts):
            numbers[: len(text), column] = text
        live = (lengths > np.arange(steps)[:, None]).sum(1).tolist()
        mirror = np.maximum(lengths - 1 - np.arange(steps)[:, None], 0) * batch + np.arange(batch)
        places = np.stack([np.arange(steps * batch).reshape(steps, batch), mirror], 1)
        rows = numbers.ravel()[places] + np.array([[0], [self._gates.shape[1] // 2]])
        states = _run(lambda step, n: self._gates.take(rows[step, :, :n], 1), self._hidden, live)
        for layer in self._layers:
            states = _run(_read(_align(states, mirror), places, layer), layer.hidden, live)
        weight, bias = self._project
        scores = (_align(states, mirror) @ weight + bias).reshape(steps, batch, -1)
        best = _forward(scores, live, self._start, self._between)
        paths = _trace(best, lengths, self._between, self._end)
        return [path[:length] for path, length in zip(paths.T.tolist(), lengths.tolist(), strict=True)]


def _make_layer(weights: Mapping[str, Array], layer: int) -> Layer:
    """Read one layer; the gates but the cell are halved, for sigmoid(x) = (1 + tanh(x/2)) / 2."""
    parts = [f"l{layer}{suffix}" for suffix in ("", "_reverse")]
    bias = [weights[f"lstm.bias_ih_{part}"] + weights[f"lstm.bias_hh_{part}"] for part in parts]
    half = np.array([0.5, 0.5, 0.5, 1], np.float32)[:, None, None, None]
    return Layer(
        *(
            np.ascontiguousarray(np.stack([_split_gates(rows) for rows in both], 1) * half)
            for both in (
                [weights[f"lstm.weight_ih_{part}"] for part in parts],
                [each[:, None] for each in bias],
                [weights[f"lstm.weight_hh_{part}"] for part in parts],
            )
        )
    )


def _split_gates(rows: Array) -> Array:
    """(4·hidden, features) as (4, features, hidden), the gates in our order."""
    return rows.reshape(len(GATES), -1, rows.shape[1]).transpose(0, 2, 1)[list(GATES)]


def _read(states: Array, places: Integers, layer: Layer) -> Gates:
    """What the rows of states at some places add to the gates, step by step: so it stays in the cache."""

    def read(step: int, n: int) -> Array:
        gates = states[places[step, :, :n]] @ layer.input
        gates += layer.bias
        return gates

    return read


def _run(read: Gates, weights: Array, live: Sequence[int]) -> Array:
    """Run both directions, each in the order of its own time; at a step the first ``live[step]`` texts go on.

    ``read`` gives the (gate, direction, text, hidden) of a step before the hidden state is added. Gives
    (time, direction, batch, hidden).
    """
    batch, size = live[0], weights.shape[-1]
    hidden = np.zeros((2, batch, size), np.float32)
    cell = np.zeros((2, batch, size), np.float32)
    output = np.zeros((len(live), 2, batch, size), np.float32)
    for step, n in enumerate(live):
        gate = read(step, n)
        gate += hidden[:, :n] @ weights
        np.tanh(gate, out=gate)
        gate[:3] += 1
        enter, forget, leave, fresh = gate
        state = cell[:, :n]
        state *= forget
        enter *= fresh
        state += enter
        state *= 0.5
        leave *= 0.5
        hidden = output[step]
        np.multiply(leave, np.tanh(state), out=hidden[:, :n])
    return output


def _align(states: Array, mirror: Integers) -> Array:
    """Bring both directions into the order of the text, side by side: (time · batch, 2 · hidden)."""
    forward, backward = (states[:, direction].reshape(mirror.size, -1) for direction in range(2))
    return np.concatenate([forward, backward[mirror.ravel()]], 1)


def _forward(scores: Array, live: Sequence[int], start: Array, between: Array) -> Array:
    """The score of the best path into each label: (time, batch, labels).

    The sums best(from) + between(from, to) come from one product per label, (best, 1) · (1, between):
    both addends times one, so that it rounds as the plain sum, in a third of its time.
    """
    steps, batch, labels = scores.shape
    left = np.ones((labels, batch, 2), np.float32)
    right = np.ones((labels, 2, labels), np.float32)
    right[:, 1] = between
    sums = np.empty((labels, batch, labels), np.float32)
    best = scores.copy()
    best[0] += start
    for step in range(1, steps):
        n = live[step]
        left[:, :n, 0] = best[step - 1, :n].T
        np.matmul(left[:, :n], right, out=sums[:, :n])
        best[step, :n] += sums[:, :n].max(0)
    return best


def _trace(best: Array, lengths: Integers, between: Array, end: Array) -> Integers:
    """The label paths, one a column, from their ends back; ties go to the first label."""
    steps, batch, _ = best.shape
    into = np.ascontiguousarray(between.T)
    label = (best[lengths - 1, np.arange(batch)] + end).argmax(1)
    paths = np.zeros((steps, batch), np.int64)
    for step in range(steps - 1, -1, -1):
        n = int((lengths > step + 1).sum())
        label[:n] = (best[step, :n] + into[label[:n]]).argmax(1)
        paths[step] = label
    return paths
