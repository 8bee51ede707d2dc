"""Training of the small network behind the first look of the relation scorer, in NumPy.

All outputs learn together, so that what a rare relation shares with a frequent one (who acts, what a list is) need not
be learned twice. The same data and seed give the same network.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.extract.network import Floats, Network

HIDDEN = 24
SEEDS = (0, 1, 2)
"""One network is fitted for each; their mean is steadier than any of them."""
EPOCHS = 8
BATCH = 512
STEP = 0.0015
DROPPED = 0.3
PENALTY = 1e-4
MOMENTS = (0.9, 0.999)
ROWS = 1024
"""Rows of an array that are changed at a time."""
RARE = -3.0
"""Where the outputs' biases begin: about one place in twenty says a relation."""


def fit(rows: Any, truth: NDArray[np.int8]) -> Network:
    """Fit a network for each of `SEEDS` and return their mean: one network with their hidden units side by side.

    Arguments are those of `fit_one`.
    """
    found = [fit_one(rows, truth, seed) for seed in SEEDS]
    hidden = np.concatenate([n.vectors[:, :HIDDEN] for n in found], axis=1)
    direct = np.mean([n.vectors[:, HIDDEN:] for n in found], axis=0)
    return Network(
        np.concatenate([hidden, direct], axis=1),
        np.concatenate([n.bias for n in found]),
        (np.concatenate([n.above for n in found]) / len(found)).astype(np.float32),
        np.mean([n.above_bias for n in found], axis=0),
    )


def fit_one(rows: Any, truth: NDArray[np.int8], seed: int) -> Network:
    """Fit a network by Adam on the logistic loss.

    Args:
        rows: sparse matrix, one row a place, one column a cue.
        truth: one row a place, one column an output: 1, 0, or −1 where nobody knows.
        seed: of the random numbers.
    """
    random = np.random.default_rng(seed)
    outputs = truth.shape[1]
    known, wanted = (truth >= 0).astype(np.float32), np.maximum(truth, 0).astype(np.float32)
    vectors = np.zeros((rows.shape[1], HIDDEN + outputs), dtype=np.float32)
    vectors[:, :HIDDEN] = random.normal(0, 0.05, (rows.shape[1], HIDDEN))
    above = random.normal(0, 1 / np.sqrt(HIDDEN), (HIDDEN, outputs)).astype(np.float32)
    network = Network(vectors, np.zeros(HIDDEN, np.float32), above, np.full(outputs, RARE, np.float32))
    adam = _Adam([network.vectors, network.bias, network.above, network.above_bias])
    for _ in range(EPOCHS):
        order = random.permutation(rows.shape[0])
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            keep = (random.random((len(batch), HIDDEN)) >= DROPPED).astype(np.float32) / (1 - DROPPED)
            adam.step(_gradients(network, rows[batch], wanted[batch], known[batch], keep))
    return network


def _gradients(network: Network, rows: Any, wanted: Floats, known: Floats, keep: Floats) -> list[Floats]:
    """Return the gradient of the loss for each of the network's arrays."""
    hidden = len(network.bias)
    sums = rows @ network.vectors
    before = sums[:, :hidden] + network.bias
    after = np.maximum(before, 0) * keep
    answer = after @ network.above + sums[:, hidden:] + network.above_bias
    wrong = (1 / (1 + np.exp(-answer)) - wanted) * known / len(wanted)
    below = (wrong @ network.above.T) * keep * (before > 0)
    return [
        rows.T @ np.concatenate([below, wrong], axis=1),
        below.sum(axis=0),
        after.T @ wrong,
        wrong.sum(axis=0),
    ]


class _Adam:
    """Adam's running moments of some arrays, which it changes in place. Those of two dimensions are pulled to zero.

    A large array is gone through some rows at a time: what is worked on then stays in the processor's cache.
    """

    def __init__(self, arrays: list[Floats]) -> None:
        self.arrays = arrays
        self.first = [np.zeros_like(a) for a in arrays]
        self.second = [np.zeros_like(a) for a in arrays]
        self.steps = 0

    def step(self, gradients: list[Floats]) -> None:
        self.steps += 1
        for array, first, second, gradient in zip(self.arrays, self.first, self.second, gradients, strict=True):
            for at in range(0, len(array), ROWS):
                part = slice(at, at + ROWS)
                self._move(array[part], first[part], second[part], gradient[part])

    def _move(self, array: Floats, first: Floats, second: Floats, gradient: Floats) -> None:
        a, b = MOMENTS
        if array.ndim == 2:
            gradient += PENALTY * array
        first *= a
        first += (1 - a) * gradient
        second *= b
        second += (1 - b) * gradient * gradient
        array -= STEP * (first / (1 - a**self.steps)) / (np.sqrt(second / (1 - b**self.steps)) + 1e-8)
