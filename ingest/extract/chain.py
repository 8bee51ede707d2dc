"""Inference in a linear chain: the likeliest labels of all sentences of a document at once, and how probable each is.

The units of one place in their sentences (a step) stand side by side in the arrays, sentences in order of falling
length, so that those that go on at the next step are always the first ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.extract.weights import Floats

Numbers = NDArray[np.int64]


class Steps(NamedTuple):
    """Where units stand when those of one step are side by side.

    Attributes:
        order: the number of each unit in the text.
        starts: where each step begins, and after the last one the number of units.
    """

    order: Numbers
    starts: list[int]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Steps:
        """Lay out sentences of the lengths given, each of one unit at least."""
        sizes = np.array(lengths, dtype=np.int64)
        firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        falling = np.argsort(-sizes, kind="stable")
        sizes, firsts = sizes[falling], firsts[falling]
        parts = [firsts[: np.searchsorted(-sizes, -step, side="left")] + step for step in range(int(sizes[0]))]
        return cls(np.concatenate(parts), [0, *np.cumsum([len(p) for p in parts]).tolist()])

    def spans(self) -> list[tuple[int, int, int]]:
        """Return begin and end of each step, and how many of its sentences go on."""
        counts = [b - a for a, b in pairwise(self.starts)]
        return list(zip(self.starts, self.starts[1:], [*counts[1:], 0], strict=False))


def likeliest(states: Floats, transitions: Floats, steps: Steps) -> Numbers:
    """Return the label of each unit on its sentence's likeliest path (Viterbi). The units are in order of the steps."""
    spans = steps.spans()
    reached = states.copy()
    for (begin, _, _), (here, end, _) in pairwise(spans):
        before = reached[begin : begin + end - here]
        reached[here:end] += (before[:, :, None] + transitions).max(axis=1)
    path = np.empty(len(states), dtype=np.int64)
    into = transitions.T
    for begin, end, going in reversed(spans):
        path[begin + going : end] = reached[begin + going : end].argmax(axis=1)
        path[begin : begin + going] = (reached[begin : begin + going] + into[path[end : end + going]]).argmax(axis=1)
    return path


def marginals(states: Floats, transitions: Floats, steps: Steps) -> Floats:
    """Return how probable each label of each unit is (forward and backward). The units are in order of the steps."""
    spans = steps.spans()
    follows = np.exp(transitions - transitions.max())
    here_only = np.exp(states - states.max(axis=1, keepdims=True))
    forward, backward = here_only.copy(), np.ones_like(states)
    for (begin, _, _), (here, end, _) in pairwise(spans):
        before = forward[begin : begin + end - here]
        before /= before.sum(axis=1, keepdims=True)
        forward[here:end] *= before @ follows
    for begin, end, going in reversed(spans[:-1]):
        behind = (here_only[end : end + going] * backward[end : end + going]) @ follows.T
        behind /= behind.sum(axis=1, keepdims=True)
        backward[begin : begin + going] = behind
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))
