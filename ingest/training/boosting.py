"""Fitted boosted trees as the arrays that the reader scores with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from ingest.extract.trees import Trees


def boosted(models: Sequence[HistGradientBoostingClassifier]) -> Trees:
    """Return fitted models as one set of trees whose score is the mean of theirs."""
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
