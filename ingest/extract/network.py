"""The small network behind the first look of the relation scorer: from the cues of a place to log-odds.

Trained by `ingest/training/network.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


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
