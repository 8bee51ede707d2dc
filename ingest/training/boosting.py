"""Boosted trees, fitted and laid out as the arrays that the reader scores with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from ingest.extract.trees import Trees


def boosted(
    columns: NDArray[np.float32], true: NDArray[np.bool_], settings: Mapping[str, Any], forests: int = 1
) -> Trees:
    """Fit forests that differ by their seed, and return them as one set of trees whose score is the mean of theirs.

    Args:
        columns: one row for each example.
        true: whether it is so.
        settings: of scikit-learn's classifier.
        forests: how many.
    """
    models = [
        HistGradientBoostingClassifier(**settings, random_state=seed).fit(columns, true) for seed in range(forests)
    ]
    nodes = [tree.nodes for model in models for (tree,) in model._predictors]
    leaf = [n["is_leaf"].astype(bool) for n in nodes]
    roots = np.cumsum([0, *(len(n) for n in nodes[:-1])])
    pairs = list(zip(nodes, leaf, strict=True))
    return Trees(
        roots.astype(np.int32),
        np.concatenate([np.where(x, -1, n["feature_idx"]) for n, x in pairs]).astype(np.int16),
        np.concatenate([np.where(x, 0, n["num_threshold"]) for n, x in pairs]).astype(np.float32),
        np.concatenate([n["left"].astype(np.int64) + at for n, at in zip(nodes, roots, strict=True)]).astype(np.int32),
        np.concatenate([n["right"].astype(np.int64) + at for n, at in zip(nodes, roots, strict=True)]).astype(np.int32),
        np.concatenate([np.where(x, n["value"] / len(models), 0) for n, x in pairs]).astype(np.float32),
        float(np.mean([model._baseline_prediction[0, 0] for model in models])),
    )
