"""The small network behind the looks at relations and money: from the cues of a place to log-odds.

Trained by `ingest/training/network.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Laid:
    """Places as sums of parts: what many of them share is summed once.

    Attributes:
        parts: the numbers of the cues of each part.
        rows: for each place, which parts it is made of.
        groups: for each place, the number of the place of the text that it is about.
    """

    parts: list[list[int]] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Network:
    """Weights: `vectors` of the cues (hidden units first, then direct weights), and those of the layer above."""

    vectors: Floats
    bias: Floats
    above: Floats
    above_bias: Floats

    def answer(self, sums: Floats) -> Floats:
        """Turn sums of cue vectors, one row a place, into log-odds."""
        hidden = len(self.bias)
        return np.asarray(
            np.maximum(sums[:, :hidden] + self.bias, 0) @ self.above + sums[:, hidden:] + self.above_bias,
            dtype=np.float32,
        )

    def at(self, laid: Laid) -> Floats:
        """Return the log-odds of places, one row each."""
        return self.answer(added(self.sums(laid.parts), laid.rows))

    def sums(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Sum the vectors of each row of cues."""
        return added(self.vectors, rows)


def added(vectors: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """Sum the vectors whose indices stand in each row."""
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(lengths.sum()))
    found = np.zeros((len(rows), vectors.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(lengths)
    if len(filled):
        starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
        found[filled] = np.add.reduceat(vectors[flat], starts, axis=0)
    return found


def untrained(outputs: int) -> Network:
    """Return a network that knows no cue."""
    nothing = np.zeros((0, outputs), dtype=np.float32)
    return Network(nothing, np.zeros(0, np.float32), nothing, np.zeros(outputs, np.float32))


LAYERS = ("bias", "above", "above_bias")


def packed(network: Network, prefix: str = "") -> dict[str, Any]:
    """Return a network as arrays for a file, the vectors rounded to a byte a number, each column by its own scale.

    That is a quarter of the size, and none the worse.
    """
    scale = np.maximum(np.abs(network.vectors).max(axis=0, initial=0), 1e-6) / 127
    arrays = {"vectors": np.round(network.vectors / scale).astype(np.int8), "scale": scale.astype(np.float32)}
    arrays |= {name: getattr(network, name) for name in LAYERS}
    return {prefix + name: array for name, array in arrays.items()}


def unpacked(data: Mapping[str, Any], prefix: str = "") -> Network:
    """Read what `packed` returned."""
    vectors = data[prefix + "vectors"].astype(np.float32) * data[prefix + "scale"]
    return Network(vectors, **{name: data[prefix + name] for name in LAYERS})
