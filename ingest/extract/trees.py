"""Boosted trees, applied with NumPy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.extract.grids import Floats

TREE_ARRAYS = ("roots", "feature", "threshold", "left", "right", "value")
"""The arrays that trees are stored as."""
MOST_LEAVES = 16
FIRST_LEFT = np.array([(~out & -~out).bit_length() - 1 for out in range(1 << MOST_LEAVES)], dtype=np.uint8)
"""For leaves ruled out, as bits: the number of the first that is not."""


@dataclass(slots=True)
class Trees:
    """Boosted trees: the nodes of all of them in one row of arrays, `roots` saying where each begins."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    base: float
    _asked: NDArray[np.intp] = field(init=False, repr=False)
    _children: NDArray[np.intp] = field(init=False, repr=False)
    _depth: int = field(init=False, repr=False)
    _kept: Table | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        """Lay the nodes out for walking: a leaf asks for anything and leads to itself, right before left."""
        here = np.arange(len(self.feature))
        leaf = self.feature < 0
        self._asked = np.maximum(self.feature, 0).astype(np.intp)
        sides = [np.where(leaf, here, side) for side in (self.right, self.left)]
        self._children = np.stack(sides, axis=1).astype(np.intp).ravel()
        self._depth = 0
        at = np.unique(self.roots)
        while not leaf[at].all():
            at = np.unique(self._children.reshape(-1, 2)[at])
            self._depth += 1

    def score(self, rows: Floats) -> NDArray[np.float64]:
        """Return one log-odds for each row. No value is NaN.

        All nodes are asked of all rows, which takes a fifth of the time of walking where every row goes through the
        same trees: an answer of no rules out the leaves on the node's left, and the first leaf left over is reached.
        """
        table = self._table
        columns = np.ascontiguousarray(rows.T)
        out = np.zeros((len(self.roots), len(rows)), dtype=np.uint16)
        for feature, threshold, left in zip(table.feature, table.threshold, table.left, strict=True):
            out |= (columns.take(feature, axis=0) > threshold[:, None]) * left[:, None]
        reached = FIRST_LEFT.take(out.T) + table.leaves
        return np.asarray(table.value.take(reached).sum(axis=1, dtype=np.float64)) + self.base

    @property
    def _table(self) -> Table:
        """The trees as a table, made when it is first asked for."""
        if self._kept is None:
            self._kept = Table.of(self)
        return self._kept

    def walk(self, rows: Floats, at: NDArray[np.int32]) -> NDArray[np.float64]:
        """Sum what each row comes to in its trees, from the nodes `at` down.

        Leaves lead to themselves, so that every row walks equally deep.
        """
        flat = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        here = at.astype(np.intp)
        for _ in range(self._depth):
            goes_left = flat.take(first + self._asked.take(here)) <= self.threshold.take(here)
            here = self._children.take(2 * here + goes_left)
        return np.asarray(self.value.take(here).sum(axis=1, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Table:
    """Trees with their nodes side by side: the n-th node of every tree in row n, as far as a tree has so many.

    Attributes:
        feature, threshold: what each node asks.
        left: the leaves on each node's left, as bits, the leftmost leaf of a tree as the lowest.
        value: of the leaves, `MOST_LEAVES` places a tree.
        leaves: where the leaves of each tree begin in `value`.
    """

    feature: NDArray[np.intp]
    threshold: Floats
    left: NDArray[np.uint16]
    value: Floats
    leaves: NDArray[np.intp]

    @classmethod
    def of(cls, trees: Trees) -> Table:
        """Lay out trees.

        Raises:
            ValueError: a tree has more than `MOST_LEAVES` leaves.
        """
        laid = [_laid(trees, root) for root in trees.roots.tolist()]
        if any(len(leaves) > MOST_LEAVES for _, leaves in laid):
            raise ValueError(f"a tree has more than {MOST_LEAVES} leaves")
        shape = (max(len(nodes) for nodes, _ in laid), len(laid))
        feature, left = np.zeros(shape, dtype=np.intp), np.zeros(shape, dtype=np.uint16)
        threshold = np.full(shape, np.inf, dtype=trees.threshold.dtype)
        value = np.zeros((len(laid), MOST_LEAVES), dtype=trees.value.dtype)
        for number, (nodes, leaves) in enumerate(laid):
            at = [node for node, _ in nodes]
            feature[: len(at), number], threshold[: len(at), number] = trees.feature[at], trees.threshold[at]
            left[: len(at), number] = [bits for _, bits in nodes]
            value[number, : len(leaves)] = trees.value[leaves]
        return cls(feature, threshold, left, value.ravel(), np.arange(len(laid)) * MOST_LEAVES)


def _laid(trees: Trees, root: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the inner nodes of a tree, each with the leaves on its left as bits, and its leaves from left to right."""
    nodes: list[tuple[int, int]] = []
    leaves: list[int] = []

    def below(node: int) -> int:
        if trees.feature[node] < 0:
            leaves.append(node)
            return 1 << (len(leaves) - 1)
        left = below(int(trees.left[node]))
        nodes.append((node, left))
        return left | below(int(trees.right[node]))

    below(root)
    return nodes, leaves


def stored(trees: Mapping[str, Trees]) -> dict[str, NDArray[Any]]:
    """Return the arrays of several sets of trees, each under its name and the set's; without the bases."""
    return {f"{array}_{name}": getattr(one, array) for name, one in trees.items() for array in TREE_ARRAYS}


def restored(arrays: Mapping[str, NDArray[Any]], name: str, base: float) -> Trees:
    """Return a set of trees out of what `stored` returned."""
    return Trees(**{array: arrays[f"{array}_{name}"] for array in TREE_ARRAYS}, base=base)


def forest(all_trees: Sequence[Trees]) -> Trees:
    """Lay several sets of equally many trees side by side; `roots` gets a row for each."""
    offsets = np.cumsum([0, *(len(t.feature) for t in all_trees[:-1])], dtype=np.int32)
    moved = list(zip(all_trees, offsets, strict=True))
    return Trees(
        np.stack([t.roots + at for t, at in moved]),
        np.concatenate([t.feature for t in all_trees]),
        np.concatenate([t.threshold for t in all_trees]),
        np.concatenate([t.left + at for t, at in moved]),
        np.concatenate([t.right + at for t, at in moved]),
        np.concatenate([t.value for t in all_trees]),
        0.0,
    )
