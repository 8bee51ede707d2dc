"""Training of what words say of the years of sums and targets: one logistic regression over the cues of choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from ingest.extract.money.year_words import SIDES, Said, YearWords

LEAST_SEEN = 3
"""Numbers that must have a cue for it to be learned."""
INVERSE_PENALTY = 0.05
LEAST_WEIGHT = 0.01
"""A cue none of whose weights is larger is left out of the model."""
Asked = tuple[list[str], list[Said]]
"""One number in words: those around it, and its choices."""


def fit_words(asked: Sequence[Asked], right: NDArray[np.bool_]) -> YearWords:
    """Fit on numbers. `right` says of each choice of each of them, one after the other, whether it is the gold's."""
    seen = Counter(chain.from_iterable({*near, *_linking(choices)} for near, choices in asked))
    cues = sorted(cue for cue, count in seen.items() if count >= LEAST_SEEN)
    rows = {cue: row for row, cue in enumerate(cues)}
    model = LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", max_iter=100)
    model.fit(_matrix(asked, rows), right)
    weights = np.asarray(model.coef_[0], dtype=np.float32).reshape(len(cues), len(SIDES))
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= LEAST_WEIGHT)
    return YearWords(
        {cues[row]: at for at, row in enumerate(kept)}, weights[kept].astype(np.float16).astype(np.float32)
    )


def _linking(choices: Sequence[Said]) -> set[str]:
    return {cue for one in choices for cue in one.between}


def _matrix(asked: Sequence[Asked], rows: dict[str, int]) -> Any:
    columns: list[int] = []
    ends = [0]
    linked = SIDES.index("between")
    for near, choices in asked:
        known = [rows[cue] * len(SIDES) for cue in near if cue in rows]
        for one in choices:
            columns.extend(row + side for side in one.sides for row in known)
            columns.extend(rows[cue] * len(SIDES) + linked for cue in one.between if cue in rows)
            ends.append(len(columns))
    values = np.ones(len(columns), np.float32)
    return csr_matrix((values, np.array(columns, np.int32), ends), shape=(len(ends) - 1, len(rows) * len(SIDES)))
