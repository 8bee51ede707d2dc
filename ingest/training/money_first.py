"""Training of the first look at money: one logistic regression for each of its outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from ingest.extract.money.around import around
from ingest.extract.money.candidates import candidates
from ingest.extract.money.cues import site_cues
from ingest.extract.money.looks import ASKED, OUTPUTS, PARTS, candidate_cues, idle, shared_cues
from ingest.training.money_truth import Example, Said

LEAST_SEEN = 3
"""Rows that must have a cue for it to be learned."""
INVERSE_PENALTY = 0.1
LEAST_WEIGHT = 0.01
"""A cue none of whose weights is larger is left out of the model."""
Rows = dict[str, tuple[list[list[str]], list[bool], list[bool]]]
"""For each output its rows of cues, whether they are true, and whether they count."""


def first_rows(one: Example) -> Rows:
    """Return for each output of the first look its rows of cues, whether they are true, and whether they count."""
    rows: Rows = {output: ([], [], []) for output in OUTPUTS}
    for site in (*one.page.sums, *one.page.verbs, *one.page.numbers):
        if idle(one.page, site):
            continue
        said = one.at(site)
        near = around(one.page, site)
        cues = site_cues(one.page, site, near)
        for output in ASKED[site.kind]:
            _add(rows, output, cues, [s for s in said if s.form == output])
        shared = shared_cues(cues)
        for part in PARTS[site.kind]:
            for candidate in candidates(one.page, site, near, part):
                plays = [s for s in said if (s.payer if part == "payer" else s.object) == candidate.node]
                _add(rows, part, candidate_cues(candidate, shared), plays)
    return rows


def _add(rows: Rows, output: str, cues: list[str], said: Sequence[Said]) -> None:
    found, true, counted = rows[output]
    found.append(cues)
    true.append(bool(said))
    counted.append(not said or any(s.counted for s in said))


def fit_first(documents: Sequence[Rows]) -> tuple[dict[str, int], NDArray[np.float32], NDArray[np.float32]]:
    """Fit the first look: one logistic regression an output. Returns the cues, their weights and the biases."""
    found: dict[str, dict[str, float]] = {}
    bias = np.zeros(len(OUTPUTS), dtype=np.float32)
    for column, output in enumerate(OUTPUTS):
        rows = [set(cues) for one in documents for cues in one[output][0]]
        true = np.array([t for one in documents for t in one[output][1]])
        counted = np.array([c for one in documents for c in one[output][2]])
        seen = Counter(cue for row in rows for cue in row)
        kept = {cue: i for i, cue in enumerate(sorted(c for c, n in seen.items() if n >= LEAST_SEEN))}
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=1e-3)
        model.fit(_matrix(rows, kept)[counted], true[counted])
        bias[column] = model.intercept_[0]
        for cue, place in kept.items():
            weight = float(model.coef_[0][place])
            if abs(weight) >= LEAST_WEIGHT:
                found.setdefault(cue, {})[output] = weight
    order = sorted(found)
    weights = np.array([[found[cue].get(output, 0.0) for output in OUTPUTS] for cue in order], dtype=np.float32)
    return {cue: i for i, cue in enumerate(order)}, weights, bias


def _matrix(rows: Sequence[set[str]], kept: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.extend(sorted(kept[cue] for cue in row if cue in kept))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(kept)))
