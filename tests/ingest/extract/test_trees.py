from __future__ import annotations

import numpy as np
import pytest

from ingest.extract.money.scorer import default_scorer
from ingest.extract.trees import MOST_LEAVES, Trees, forest


def chain(length: int) -> Trees:
    """A tree that asks one column for 0, 1, 2 …: the leaf reached is the first number that the value is not above."""
    inner = np.arange(length)
    leaves = length + inner
    end = 2 * length
    return Trees(
        roots=np.array([0], np.int32),
        feature=np.array([0] * length + [-1] * (length + 1), np.int16),
        threshold=np.array([*inner, *[0] * (length + 1)], np.float32),
        left=np.array([*leaves, *leaves, end], np.int32),
        right=np.array([*inner[1:], end, *leaves, end], np.int32),
        value=np.array([0] * length + list(range(length + 1)), np.float32),
        base=0.25,
    )


def test_a_tree_sends_each_row_to_its_leaf() -> None:
    trees = Trees(
        roots=np.array([0], np.int32),
        feature=np.array([1, -1, -1], np.int16),
        threshold=np.array([0.5, 0, 0], np.float32),
        left=np.array([1, 1, 2], np.int32),
        right=np.array([2, 1, 2], np.int32),
        value=np.array([0, -1, 2], np.float32),
        base=0.25,
    )
    assert trees.score(np.array([[9, 0.5], [9, 0.6]], np.float32)).tolist() == [-0.75, 2.25]


def test_a_lopsided_tree_has_its_leaves_in_order() -> None:
    rows = np.array([[-1], [0], [0.5], [2], [2.5], [99]], np.float32)
    assert chain(3).score(rows).tolist() == [0.25, 0.25, 1.25, 2.25, 3.25, 3.25]


def test_asking_all_nodes_and_walking_come_to_the_same() -> None:
    trees = default_scorer().trees["funds"]
    width = int(trees.feature.max()) + 1
    rows = np.random.default_rng(1).normal(scale=3, size=(20, width)).astype(np.float32)
    walked = trees.walk(rows, np.repeat(trees.roots[None, :], len(rows), axis=0)) + trees.base
    assert trees.score(rows).tolist() == walked.tolist()


def test_trees_side_by_side_keep_their_answers() -> None:
    both = forest([chain(2), chain(3)])
    rows = np.array([[99], [99]], np.float32)
    assert both.walk(rows, both.roots).tolist() == [2.0, 3.0]


def test_a_tree_of_too_many_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match=f"more than {MOST_LEAVES} leaves"):
        chain(MOST_LEAVES).score(np.zeros((1, 1), np.float32))
