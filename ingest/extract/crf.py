"""The statistical part of the name finder: a linear-chain CRF over units, trained by `make train`.

CRFsuite trains it and writes the model; it is applied here to a whole document at once, which is faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np

from ingest.extract.chain import Numbers, Steps, likeliest, marginals
from ingest.extract.features import GROUPS, NEAR, PAIRS, Features, Key, strings
from ingest.extract.weights import Floats, Weights, load_weights

MODEL = "names.crfsuite"
SURE_OUTSIDE = 0.85
"""Above this probability of `O` a unit is not looked at again."""
OUTSIDE = "O"
MOST_KEPT = 150_000
"""Groups of features whose sums are kept; more are begun anew."""


class Labelled(NamedTuple):
    """The best label of a unit (`B-…`, `I-…`, `O`), how sure it is, and for `O` the next best with its probability."""

    label: str
    score: float
    other: str = OUTSIDE
    chance: float = 0.0


SURELY_OUTSIDE = Labelled(OUTSIDE, 1.0)
"""Stands for every unit that is more likely outside than `SURE_OUTSIDE`; how much more, nobody asks."""


class Labeller:
    """Labels the units of a document. Loading is done once; labelling keeps nothing but rows of features.

    Args:
        path: a model file; the one that comes with the package where none is given.

    Raises:
        InputError: the model file is not there or cannot be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        weights = load_weights(MODEL, path, what="name model")
        self._labels, self._transitions = weights.labels, weights.transitions
        self._sums = Sums(weights)
        self._outside = self._labels.index(OUTSIDE) if OUTSIDE in self._labels else -1
        names = sorted((label for label in self._labels if label != OUTSIDE), reverse=True)
        self._names = np.array([self._labels.index(name) for name in names], dtype=np.int64)

    def label(self, features: Features) -> list[list[Labelled]]:
        """Return the best label of each unit with its marginal probability, and what else a unit outside may be."""
        if not features.lengths:
            return []
        steps = Steps.of(features.lengths)
        states = self._sums.of(features)[steps.order]
        best = np.empty(len(states), dtype=np.int64)
        chances = np.empty_like(states)
        best[steps.order] = likeliest(states, self._transitions, steps)
        chances[steps.order] = marginals(states, self._transitions, steps)
        found = iter(self._labelled(best, chances))
        return [list(islice(found, length)) for length in features.lengths]

    def _labelled(self, best: Numbers, chances: Floats) -> list[Labelled]:
        labels = self._labels
        scores = chances[np.arange(len(best)), best]
        found = [SURELY_OUTSIDE] * len(best)
        named = np.flatnonzero(best != self._outside)
        for at, label, score in zip(named.tolist(), best[named].tolist(), scores[named].tolist(), strict=True):
            found[at] = Labelled(labels[label], score)
        doubtful = np.flatnonzero((best == self._outside) & (scores <= SURE_OUTSIDE))
        inside = chances[doubtful[:, None], self._names]
        for at, score, row in zip(doubtful.tolist(), scores[doubtful].tolist(), inside, strict=True):
            other = int(row.argmax())
            found[at] = Labelled(OUTSIDE, score, labels[self._names[other]], float(row[other]))
        return found


class Sums:
    """Adds up the weights of features, column by column, and keeps what each group of features comes to."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._lock = Lock()
        self._forget()

    def of(self, features: Features) -> Floats:
        """Return the weight of each label for each unit: one row a unit, one column a label."""
        with self._lock:
            kept = sum(map(len, (self._forms, self._pairs, *self._kept.values())))
            if len(self._table) > MOST_KEPT or kept > MOST_KEPT:
                self._forget()
            at = features.places()
            columns: dict[str, Sequence[int] | Numbers] = {
                name: list(map(self._kept[name].__getitem__, keys)) for name, keys in features.columns.items()
            }
            forms, pairs = self._forms.find(features.forms), self._pairs.find(pairwise(features.forms))
            columns |= {name: self._forms.rows(name)[forms[at + step]] for name, step in NEAR.items()}
            columns |= {name: self._pairs.rows(name)[pairs[at + step]] for name, step in PAIRS.items()}
            order = iter(GROUPS)
            found = self._table.rows[columns[next(order)]]
            for name in order:
                found += self._table.rows[columns[name]]
            return found

    def _forget(self) -> None:
        self._table = _Table(self._weights)
        self._kept = {name: _Kept(name, self._table) for name in GROUPS if name not in NEAR and name not in PAIRS}
        self._forms, self._pairs = _Shared(tuple(NEAR), self._table), _Shared(tuple(PAIRS), self._table)


class _Table:
    """Sums of weights: first a row that adds nothing, then one a feature, then those of groups."""

    def __init__(self, weights: Weights) -> None:
        self.known = weights.rows
        nothing = np.zeros((1, len(weights.labels)))
        self.rows = np.concatenate([nothing, weights.features, np.zeros_like(weights.features)])
        self._used = 1 + len(weights.features)

    def __len__(self) -> int:
        return self._used

    def row(self, features: Sequence[str]) -> int:
        """Return the row that features add up to, a new one where they are several."""
        rows = [self.known[f] + 1 for f in features if f in self.known]
        if len(rows) < 2:
            return rows[0] if rows else 0
        if self._used == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[self._used] = self.rows[rows].sum(axis=0)
        self._used += 1
        return self._used - 1


class _Kept(dict[Key, int]):
    """The row that each key of a group comes to, found out when it is first asked for."""

    def __init__(self, name: str, table: _Table) -> None:
        self._name, self._table = name, table

    def __missing__(self, key: Key) -> int:
        row = self[key] = self._table.row(strings(self._name, key))
        return row


class _Shared(dict[Key, int]):
    """Keys that several groups have in common: the place of each in the groups' rows, so that it is looked up once."""

    def __init__(self, names: tuple[str, ...], table: _Table) -> None:
        self._names, self._table = names, table
        self._rows = np.zeros((len(names), 1024), dtype=np.int64)

    def __missing__(self, key: Key) -> int:
        place = self[key] = len(self)
        if place == self._rows.shape[1]:
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)], axis=1)
        self._rows[:, place] = [self._table.row(strings(name, key)) for name in self._names]
        return place

    def find(self, keys: Iterable[Key]) -> Numbers:
        """Return the place of each key."""
        return np.fromiter(map(self.__getitem__, keys), dtype=np.int64)

    def rows(self, name: str) -> Numbers:
        """Return the row that each place comes to in a group."""
        return np.asarray(self._rows[self._names.index(name)])
