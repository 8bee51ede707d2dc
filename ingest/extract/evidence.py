"""What the whole article says of a pair: the second look of the scorer.

The first look judges each place by itself. The second sees the pair with all its places, its rivals (another subject
for the same object), its mates (the other members of its list), its opposite direction and what it would follow from
(who leads a programme often leads its parts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.ontology import LABELS
from ingest.extract.grids import Floats, grids
from ingest.extract.instances import Instance
from ingest.extract.lineage import spoken
from ingest.extract.numbering import step_between
from ingest.extract.pairs import PREDICATES, Reading, allowed

HOPELESS = -5.0
"""Log-odds of the first look below which a pair gets no second look."""
LEAST = -12.0
"""Log-odds that none falls below."""
SUCCEEDS = PREDICATES.index("SUCCEEDS")
STEPS = {"next": 2.0, "year next": 1.0, "year before": -1.0, "before": -2.0}
NAMES = (
    "best", "best together", "best apart", "second", "sum", "places", "places together", "nearest",
    "rank subject", "rank object", "mentions subject", "mentions object", "first subject", "first object",
    "salience subject", "salience object", "subjects of label", "objects of label", "nodes",
    "holds", "held", "reverse", "rival subject", "rival object", "rival subject of label", "rival object of label",
    "gap subject", "gap object", "objects of subject", "subjects of object",
    "mates subject", "mates object", "most mates subject", "most mates object", "list subject", "list object",
    "by part", "by whole", "above", "below", "fired", "fired back", "step", "alike", "sure of subject",
    "sure of object",
    *(f"other {name}" for name in PREDICATES), *(f"reverse {name}" for name in PREDICATES),
    *(f"subject {label}" for label in LABELS), *(f"object {label}" for label in LABELS),
)  # fmt: skip
_AT = {name: at for at, name in enumerate(NAMES)}
ALLOWED = np.array([[[q in allowed(a, b) for q in range(len(PREDICATES))] for b in LABELS] for a in LABELS])
"""For the label of a subject, that of an object, and each of `PREDICATES`: whether it may join them."""


def table(
    reading: Reading,
    pairs: Sequence[tuple[int, int]],
    places: Sequence[Instance],
    scores: Floats,
    fired: NDArray[np.bool_],
) -> dict[int, tuple[NDArray[np.int64], Floats]]:
    """Describe every pair for every predicate that may join it, where the first look leaves hope.

    Args:
        reading: the document.
        pairs: pairs of nodes, by their indices.
        places: where the text could say something of each.
        scores: one row for each place, one column for each of `PREDICATES`: log-odds by the first look.
        fired: of the same shape: whether a frame, chain or link fits the place.

    Returns:
        For each predicate's index, the indices of its pairs and one row of `NAMES` for each.
    """
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    left, right = ends.T
    kinds = np.array([LABELS.index(n.type) for n in reading.nodes], dtype=np.int64)
    joins = ALLOWED[kinds[left], kinds[right]]
    joins[:, SUCCEEDS] &= spoken(reading, pairs, places)
    pair = np.array([place.pair for place in places], dtype=np.int64)
    away = np.abs(np.array([place.distance for place in places], dtype=np.int64))
    own = _by_pair(len(pairs), pair, away == 0, scores)
    chance = _grid(len(reading.nodes), ends, joins, own["best"])
    own |= {name: grid[:, left, right] for name, grid in grids(chance, kinds, _mates(reading, kinds)).items()}
    own |= _fired(len(pairs), pair, fired, ends, len(reading.nodes))
    columns = _shared(reading, ends, pair, away)
    for name, grid in zip(PREDICATES, chance, strict=True):
        columns[f"other {name}"], columns[f"reverse {name}"] = grid[left, right], grid[right, left]
    for number, label in enumerate(LABELS):
        columns[f"subject {label}"], columns[f"object {label}"] = kinds[left] == number, kinds[right] == number
    common = np.empty((len(pairs), len(NAMES)), dtype=np.float32)
    for name, column in columns.items():
        common[:, _AT[name]] = column
    at, values = [_AT[name] for name in own], np.stack(list(own.values()))
    found = {}
    for q in range(len(PREDICATES)):
        rows = np.flatnonzero(joins[:, q] & (own["best"][q] > HOPELESS))
        if len(rows):
            described = common[rows]
            described[:, at] = values[:, q, rows].T
            found[q] = (rows, described)
    return found


def _by_pair(count: int, pair: NDArray[np.int64], near: NDArray[np.bool_], scores: Floats) -> dict[str, Floats]:
    """Sum up the scores of each pair's places, which stand side by side in the order of the pairs.

    Returns:
        Columns with one row for each of `PREDICATES` and one value a pair.
    """
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    rows = np.maximum(scores, LEAST).astype(np.float32)
    best = np.full((count, len(PREDICATES)), LEAST, dtype=np.float32)
    best[pair[starts]] = np.maximum.reduceat(rows, starts, axis=0)
    others = np.where(rows >= best[pair], LEAST, rows)
    found = {
        "best": best,
        "best together": np.maximum.reduceat(np.where(near[:, None], rows, LEAST), starts, axis=0),
        "best apart": np.maximum.reduceat(np.where(near[:, None], LEAST, rows), starts, axis=0),
        "second": np.maximum.reduceat(others, starts, axis=0),
        "sum": np.add.reduceat(1 / (1 + np.exp(-rows)), starts, axis=0),
    }
    return {name: values.T for name, values in found.items()}


def _fired(
    count: int, pair: NDArray[np.int64], fired: NDArray[np.bool_], ends: NDArray[np.int64], size: int
) -> dict[str, Floats]:
    """Count the places of each pair, and of the pair that runs the other way, where a frame fits."""
    found = np.zeros((count, len(PREDICATES)), dtype=np.float32)
    np.add.at(found, pair, fired)
    grid = np.zeros((len(PREDICATES), size, size), dtype=np.float32)
    grid[:, ends[:, 0], ends[:, 1]] = found.T
    return {"fired": found.T, "fired back": grid[:, ends[:, 1], ends[:, 0]]}


def _grid(size: int, ends: NDArray[np.int64], joins: NDArray[np.bool_], best: Floats) -> Floats:
    """Lay each predicate's chances out as a matrix of subjects and objects."""
    grid = np.zeros((len(PREDICATES), size, size), dtype=np.float32)
    grid[:, ends[:, 0], ends[:, 1]] = np.where(joins.T, 1 / (1 + np.exp(-best)), 0)
    return grid


def _shared(
    reading: Reading, ends: NDArray[np.int64], pair: NDArray[np.int64], away: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    """Return the columns that are the same for every predicate."""
    count, nodes = len(ends), reading.nodes
    a, b = ends.T
    nearest = np.full(count, 99)
    np.minimum.at(nearest, pair, away)
    labels = Counter(node.type for node in nodes)
    of_node = {
        "rank": reading.rank,
        "mentions": [len(m) for m in reading.mentions],
        "first": [reading.place(m[0]) if m else 0 for m in reading.mentions],
        "salience": reading.salience,
        "sure of": [node.score for node in nodes],
    }
    found: dict[str, NDArray[Any]] = {
        "places": np.bincount(pair, minlength=count),
        "places together": np.bincount(pair[away == 0], minlength=count),
        "nearest": nearest,
        "nodes": np.full(count, len(nodes)),
    }
    for name, values in of_node.items():
        row = np.array(values)
        found[f"{name} subject"], found[f"{name} object"] = row[a], row[b]
    size = np.array([labels[node.type] for node in nodes])
    found["subjects of label"], found["objects of label"] = size[a], size[b]
    above = _above(reading)
    found["above"], found["below"] = above[a, b], above[b, a]
    names = [(nodes[i], nodes[j]) for i, j in ends.tolist()]
    found["holds"] = np.array([right.name in left.name for left, right in names])
    found["held"] = np.array([left.name in right.name for left, right in names])
    found["alike"] = np.array([alike(left.name, right.name) for left, right in names])
    found["step"] = np.array(
        [STEPS.get(step_between(x.name, y.name), 0.0) if x.type == y.type else 0.0 for x, y in names]
    )
    return found


def alike(left: str, right: str) -> float:
    """Tell how much of the shorter name's neighbouring letters the other has, 0–1: what succeeds is named alike.

    Example:
        >>> alike("국가인공지능위원회", "국가인공지능전략위원회"), alike("국무회의", "국가인공지능전략위원회")
        (0.875, 0.0)
    """
    ours, theirs = _neighbours(left), _neighbours(right)
    return len(ours & theirs) / max(min(len(ours), len(theirs)), 1)


@lru_cache(maxsize=4096)
def _neighbours(name: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(name)))


def _above(reading: Reading) -> NDArray[np.bool_]:
    """Tell for every two nodes whether the first is named in a heading or item that the second stands under."""
    found = np.zeros((len(reading.nodes), len(reading.nodes)), dtype=bool)
    for index, tied in enumerate(reading.clauses):
        at = reading.parent[index]
        while at >= 0:
            for upper in reading.clauses[at].mentions:
                for mention in tied.mentions:
                    found[upper.node, mention.node] = True
            at = reading.parent[at]
    return found


def _mates(reading: Reading, kinds: NDArray[np.int64]) -> Floats:
    """Return which nodes of one label stand in one list somewhere, as a matrix."""
    mates = np.zeros((len(kinds), len(kinds)), dtype=np.float32)
    for tied in reading.clauses:
        lists: dict[int, set[int]] = {}
        for mention in tied.mentions:
            if mention.phrase >= 0 and not mention.nested:
                lists.setdefault(tied.last[mention.phrase], set()).add(mention.node)
        for group in lists.values():
            if len(group) > 1:
                row = sorted(group)
                mates[np.ix_(row, row)] = 1
    mates *= kinds[:, None] == kinds
    np.fill_diagonal(mates, 0)
    return mates
