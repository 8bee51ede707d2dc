"""Training of the small networks behind the looks at relations and money, in NumPy.

All outputs learn together, so that what a rare relation shares with a frequent one (who acts, what a list is) need not
be learned twice. The same data and seed give the same network.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from ingest.extract.network import Floats, Laid, Network, packed, unpacked
from ingest.training.forks import beside_each_other

HIDDEN = 24
SEEDS = (0, 1, 2)
"""One network is fitted for each; their mean is steadier than any of them."""
EPOCHS = 6
BATCH = 512
"""About how many rows are learned from at a time."""
STEP = 0.002
LAST_STEP = 0.05
"""What is left of the step at the end: it shrinks evenly, so that the last rows seen do not outweigh the others."""
DROPPED = 0.3
PENALTY = 1e-4
MOMENTS = (0.9, 0.999)
ROWS = 1024
"""Rows of an array that are changed at a time."""
LEAST_WEIGHT = 0.02
"""A cue that moves no answer by about so much is left out of a network: half of them do not."""
RARE = -3.0
"""Where the outputs' biases begin: about one place in twenty says a relation."""
WHOLE = -1
"""In place of a fold: nothing was left out."""

_Document = TypeVar("_Document")


@dataclass(slots=True)
class Places:
    """What a network learns from: places that are made of parts, each with its cues.

    Attributes:
        parts: sparse, one row a part, one column a cue.
        made_of: sparse, one row a place, one column a part.
        groups: of each place; those of a group are learned from at the same time, since they share parts.
    """

    parts: Any
    made_of: Any
    groups: NDArray[np.int64]

    @classmethod
    def of(cls, found: Sequence[Laid], cues: int) -> Places:
        """Lay the places of documents one after the other.

        Args:
            found: those of each document.
            cues: how many cues have a number.
        """
        parts = list(chain.from_iterable(laid.parts for laid in found))
        first = np.cumsum([0, *(len(laid.parts) for laid in found)]).tolist()
        rows = [[at + part for part in row] for laid, at in zip(found, first[:-1], strict=True) for row in laid.rows]
        ends = np.cumsum([0, *(max(laid.groups, default=-1) + 1 for laid in found)]).tolist()
        groups = [at + group for laid, at in zip(found, ends[:-1], strict=True) for group in laid.groups]
        return cls(ones(parts, cues), ones(rows, len(parts)), np.array(groups, dtype=np.int64))

    def with_cues(self, kept: NDArray[np.int64]) -> Places:
        """Return the same places with some of the cues alone, in this order."""
        return Places(self.parts[:, kept], self.made_of, self.groups)

    def seen(self) -> NDArray[np.int64]:
        """Return how many parts have each cue."""
        return np.bincount(self.parts.indices, minlength=self.parts.shape[1])

    def at(self, batch: NDArray[np.int64]) -> tuple[Any, Any]:
        """Return the parts that some places need, and which of them each is made of."""
        chosen = self.made_of[batch]
        needed, parts = np.unique(chosen.indices, return_inverse=True)
        shape = chosen.shape[0], len(needed)
        return self.parts[needed], csr_matrix((chosen.data, parts.astype(np.int32), chosen.indptr), shape=shape)

    def batches(self, random: np.random.Generator) -> Iterator[NDArray[np.int64]]:
        """Yield all places, about `BATCH` at a time, group by group in random order."""
        rows = np.argsort(self.groups, kind="stable")
        groups = self.groups[rows]
        starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
        ends = np.append(starts[1:], len(groups))
        order = random.permutation(len(starts))
        sizes = np.cumsum((ends - starts)[order])
        cuts = np.unique(np.searchsorted(sizes, np.arange(BATCH, sizes[-1], BATCH), side="left") + 1)
        for part in np.split(order, cuts[cuts < len(order)]):
            yield rows[np.concatenate([np.arange(starts[group], ends[group]) for group in part])]


def ones(rows: Sequence[Sequence[int]], width: int) -> Any:
    """Lay rows of indices out as a sparse matrix of ones."""
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(ends[-1]))
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), width))


def learn(found: Sequence[Laid], truth: NDArray[np.int8], cues: int, least_seen: int, path: Path) -> int:
    """Fit a network on the places of documents and write it to `path`; `learned` reads it.

    Args:
        found: the places of each document.
        truth: one row a place, see `fit_one`.
        cues: how many cues have a number.
        least_seen: how many parts must have a cue for it to be learned.
        path: of the file.

    Returns:
        How many cues it knows: those that were learned and tell something.
    """
    places = Places.of(found, cues)
    kept = np.flatnonzero(places.seen() >= least_seen)
    network = fit(places.with_cues(kept), truth)
    telling = weight(network) >= LEAST_WEIGHT
    network.vectors = network.vectors[telling]
    np.savez(path, kept=kept[telling], **packed(network))
    return int(telling.sum())


def learned_without_each(
    learn_from: Callable[[list[_Document], Path], None], documents: Sequence[_Document], folds: Sequence[int]
) -> dict[int, tuple[dict[int, int], Network]]:
    """Fit a network for every fold without its documents, and for `WHOLE` one on all of them; several at once.

    Args:
        learn_from: fits a network on documents and writes it to a file, see `learn`.
        documents: what is learned from.
        folds: the fold of each document.

    Returns:
        What `learned` reads, for each fold and `WHOLE`.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = {fold: Path(folder) / f"{fold}.npz" for fold in [*sorted(set(folds)), WHOLE]}
        parts = {fold: [one for one, f in zip(documents, folds, strict=True) if f != fold] for fold in paths}
        beside_each_other([partial(learn_from, parts[fold], path) for fold, path in paths.items()])
        return {fold: learned(path) for fold, path in paths.items()}


def learned(path: Path) -> tuple[dict[int, int], Network]:
    """Return the network that `learn` wrote, and the row of its vectors that each cue has."""
    with np.load(path) as data:
        return {cue: row for row, cue in enumerate(data["kept"].tolist())}, unpacked(data)


def weight(network: Network) -> NDArray[np.float32]:
    """Return about how far each cue moves an answer, directly or by way of the hidden units."""
    hidden = len(network.bias)
    by_way = np.linalg.norm(network.vectors[:, :hidden] * np.abs(network.above).max(axis=1), axis=1)
    return np.asarray(by_way + np.abs(network.vectors[:, hidden:]).max(axis=1), dtype=np.float32)


def fit(places: Places, truth: NDArray[np.int8]) -> Network:
    """Fit a network for each of `SEEDS` and return their mean: one network with their hidden units side by side.

    Arguments are those of `fit_one`.
    """
    found = [fit_one(places, truth, seed) for seed in SEEDS]
    hidden = np.concatenate([n.vectors[:, :HIDDEN] for n in found], axis=1)
    direct = np.mean([n.vectors[:, HIDDEN:] for n in found], axis=0)
    return Network(
        np.concatenate([hidden, direct], axis=1),
        np.concatenate([n.bias for n in found]),
        (np.concatenate([n.above for n in found]) / len(found)).astype(np.float32),
        np.mean([n.above_bias for n in found], axis=0),
    )


def fit_one(places: Places, truth: NDArray[np.int8], seed: int) -> Network:
    """Fit a network by Adam on the logistic loss.

    Args:
        places: with their cues.
        truth: one row a place, one column an output: 1, 0, or −1 where nobody knows.
        seed: of the random numbers.
    """
    random = np.random.default_rng(seed)
    outputs = truth.shape[1]
    known, wanted = (truth >= 0).astype(np.float32), np.maximum(truth, 0).astype(np.float32)
    vectors = np.zeros((places.parts.shape[1], HIDDEN + outputs), dtype=np.float32)
    vectors[:, :HIDDEN] = random.normal(0, 0.05, (len(vectors), HIDDEN))
    above = random.normal(0, 1 / np.sqrt(HIDDEN), (HIDDEN, outputs)).astype(np.float32)
    network = Network(vectors, np.zeros(HIDDEN, np.float32), above, np.full(outputs, RARE, np.float32))
    adam = _Adam([network.vectors, network.bias, network.above, network.above_bias])
    seen = 0
    for _ in range(EPOCHS):
        for batch in places.batches(random):
            keep = (random.random((len(batch), HIDDEN)) >= DROPPED).astype(np.float32) / (1 - DROPPED)
            seen += len(batch)
            step = STEP * (1 - (1 - LAST_STEP) * seen / (EPOCHS * len(truth)))
            adam.step(_gradients(network, *places.at(batch), wanted[batch], known[batch], keep), step)
    return network


def _gradients(network: Network, parts: Any, made_of: Any, wanted: Floats, known: Floats, keep: Floats) -> list[Floats]:
    """Return the gradient of the loss for each of the network's arrays."""
    hidden = len(network.bias)
    sums = made_of @ (parts @ network.vectors)
    before = sums[:, :hidden] + network.bias
    after = np.maximum(before, 0) * keep
    answer = after @ network.above + sums[:, hidden:] + network.above_bias
    wrong = (1 / (1 + np.exp(-answer)) - wanted) * known / len(wanted)
    below = (wrong @ network.above.T) * keep * (before > 0)
    back = parts.T @ (made_of.T @ np.concatenate([below, wrong], axis=1))
    return [back, below.sum(axis=0), after.T @ wrong, wrong.sum(axis=0)]


class _Adam:
    """Adam's running moments of some arrays, which it changes in place. Those of two dimensions are pulled to zero.

    A large array is gone through some rows at a time: what is worked on then stays in the processor's cache.
    """

    def __init__(self, arrays: list[Floats]) -> None:
        self.arrays = arrays
        self.first = [np.zeros_like(a) for a in arrays]
        self.second = [np.zeros_like(a) for a in arrays]
        self.steps = 0

    def step(self, gradients: list[Floats], size: float) -> None:
        """Move the arrays by their gradients."""
        self.steps += 1
        for array, first, second, gradient in zip(self.arrays, self.first, self.second, gradients, strict=True):
            for at in range(0, len(array), ROWS):
                part = slice(at, at + ROWS)
                self._move(array[part], first[part], second[part], gradient[part], size)

    def _move(self, array: Floats, first: Floats, second: Floats, gradient: Floats, size: float) -> None:
        a, b = MOMENTS
        if array.ndim == 2:
            gradient += PENALTY * array
        first *= a
        first += (1 - a) * gradient
        second *= b
        second += (1 - b) * gradient * gradient
        array -= size * (first / (1 - a**self.steps)) / (np.sqrt(second / (1 - b**self.steps)) + 1e-8)
