"""What the whole article says of a pair: the second look of the scorer.

The first look judges each place by itself. The second sees the pair with all its places, its rivals (another subject
for the same object), its mates (the other members of its list), its opposite direction and what it would follow from
(who leads a programme often leads its parts).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.ontology import LABELS
from ingest.extract.lineage import spoken
from ingest.extract.numbering import step_between
from ingest.extract.pairs import PREDICATES, Instance, Reading, allowed

Floats = NDArray[np.float32]

PART_OF = PREDICATES.index("PART_OF")
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
    "by part", "by whole", "above", "below", "fired", "fired back", "step", "sure of subject", "sure of object",
    *(f"other {name}" for name in PREDICATES), *(f"reverse {name}" for name in PREDICATES),
    *(f"subject {label}" for label in LABELS), *(f"object {label}" for label in LABELS),
)  # fmt: skip


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
    size = len(reading.nodes)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    logs = _by_pair(len(pairs), places, scores)
    frames = _fired(len(pairs), places, fired)
    shared = _shared(reading, ends, places)
    mates = _mates(reading)
    found = {}
    joins = np.zeros((len(pairs), len(PREDICATES)), dtype=bool)
    for row, (a, b) in enumerate(pairs):
        joins[row, list(allowed(reading.nodes[a].type, reading.nodes[b].type))] = True
    joins[:, SUCCEEDS] &= spoken(reading, pairs, places)
    chance = _grid(size, ends, joins, logs["best"])
    kinds = np.array([LABELS.index(n.type) for n in reading.nodes], dtype=np.int64)
    for q in range(len(PREDICATES)):
        rows = np.flatnonzero(joins[:, q] & (logs["best"][:, q] > HOPELESS))
        if len(rows):
            found[q] = (rows, _columns(q, rows, ends, logs, chance, shared, mates, kinds, frames))
    return found


def _by_pair(count: int, places: Sequence[Instance], scores: Floats) -> dict[str, Floats]:
    """Sum up the scores of each pair's places, which stand side by side in the order of the pairs."""
    width = len(PREDICATES)
    pair = np.array([place.pair for place in places], dtype=np.int64)
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    rows = np.maximum(scores, LEAST).astype(np.float32)
    near = np.array([place.distance == 0 for place in places])[:, None]
    best = np.full((count, width), LEAST, dtype=np.float32)
    best[pair[starts]] = np.maximum.reduceat(rows, starts, axis=0)
    others = np.where(rows >= best[pair], LEAST, rows)
    return {
        "best": best,
        "second": np.maximum.reduceat(others, starts, axis=0),
        "together": np.maximum.reduceat(np.where(near, rows, LEAST), starts, axis=0),
        "apart": np.maximum.reduceat(np.where(near, LEAST, rows), starts, axis=0),
        "sum": np.add.reduceat(1 / (1 + np.exp(-rows)), starts, axis=0),
    }


def _fired(count: int, places: Sequence[Instance], fired: NDArray[np.bool_]) -> Floats:
    """Count the places of each pair where a frame fits."""
    found = np.zeros((count, len(PREDICATES)), dtype=np.float32)
    np.add.at(found, np.array([place.pair for place in places], dtype=np.int64), fired)
    return found


def _back(column: Floats, ends: NDArray[np.int64], size: int) -> Floats:
    """Return, for each pair, the value of the pair that runs the other way."""
    grid = np.zeros((size, size), dtype=np.float32)
    grid[ends[:, 0], ends[:, 1]] = column
    return np.asarray(grid[ends[:, 1], ends[:, 0]])


def _grid(size: int, ends: NDArray[np.int64], joins: NDArray[np.bool_], best: Floats) -> Floats:
    """Lay each predicate's chances out as a matrix of subjects and objects."""
    grid = np.zeros((len(PREDICATES), size, size), dtype=np.float32)
    grid[:, ends[:, 0], ends[:, 1]] = np.where(joins, 1 / (1 + np.exp(-best)), 0).T
    return grid


def _shared(reading: Reading, ends: NDArray[np.int64], places: Sequence[Instance]) -> Floats:
    """Return the columns that are the same for every predicate."""
    count = len(ends)
    pair = np.array([place.pair for place in places], dtype=np.int64)
    away = np.abs(np.array([place.distance for place in places], dtype=np.int64))
    nearest = np.full(count, 99)
    np.minimum.at(nearest, pair, away)
    meetings = np.bincount(pair[away == 0], minlength=count)
    number = np.stack([np.bincount(pair, minlength=count), meetings, nearest], axis=1)
    labels: dict[str, int] = {}
    for node in reading.nodes:
        labels[node.type] = labels.get(node.type, 0) + 1
    above = _above(reading)
    rows = []
    for a, b in ends.tolist():
        left, right = reading.nodes[a], reading.nodes[b]
        ma, mb = reading.mentions[a], reading.mentions[b]
        rows.append((
            reading.rank[a], reading.rank[b], len(ma), len(mb), ma[0].sentence, mb[0].sentence,
            reading.salience[a], reading.salience[b], labels[left.type], labels[right.type], len(reading.nodes),
            right.name in left.name, left.name in right.name, (a, b) in above, (b, a) in above,
            STEPS.get(step_between(left.name, right.name), 0) if left.type == right.type else 0,
            left.score, right.score,
        ))  # fmt: skip
    return np.concatenate([number, np.array(rows, dtype=np.float32).reshape(count, 18)], axis=1)


def _above(reading: Reading) -> set[tuple[int, int]]:
    """Return the pairs whose first node is named in a heading or item that the second stands under."""
    found: set[tuple[int, int]] = set()
    for index, tied in enumerate(reading.clauses):
        at = reading.parent[index]
        while at >= 0:
            for upper in reading.clauses[at].mentions:
                found.update((upper.node, m.node) for m in tied.mentions)
            at = reading.parent[at]
    return found


def _mates(reading: Reading) -> Floats:
    """Return which nodes of one label stand in one list somewhere, as a matrix."""
    size = len(reading.nodes)
    mates = np.zeros((size, size), dtype=np.float32)
    for tied in reading.clauses:
        lists: dict[int, set[int]] = {}
        for mention in tied.mentions:
            if mention.phrase >= 0 and not mention.nested:
                lists.setdefault(tied.last[mention.phrase], set()).add(mention.node)
        for group in lists.values():
            for a in group:
                for b in group:
                    if a != b and reading.nodes[a].type == reading.nodes[b].type:
                        mates[a, b] = 1
    return mates


def _without_own(chance: Floats, axis: int) -> Floats:
    """Return, for each cell, the largest other chance of its row (`axis` 1) or column (0)."""
    if chance.shape[axis] < 2:
        return np.zeros_like(chance)
    top = np.sort(chance, axis=axis)
    first, second = (top[-1:], top[-2:-1]) if axis == 0 else (top[:, -1:], top[:, -2:-1])
    return np.where(chance >= first, second, first)


def _columns(
    q: int, rows: NDArray[np.int64], ends: NDArray[np.int64], logs: dict[str, Floats], chance: Floats, shared: Floats,
    mates: Floats, kinds: NDArray[np.int64], frames: Floats,
) -> Floats:  # fmt: skip
    """Return the rows of `NAMES` for one predicate."""
    a, b = ends[rows, 0], ends[rows, 1]
    grid = chance[q]
    own = grid[a, b]
    rival_subject, rival_object = _without_own(grid, 0)[a, b], _without_own(grid, 1)[a, b]
    label_subject, label_object = np.zeros_like(grid), np.zeros_like(grid)
    for kind in np.unique(kinds):
        same = np.flatnonzero(kinds == kind)
        label_subject[same] = _without_own(grid[same], 0)
        label_object[:, same] = _without_own(grid[:, same], 1)
    degree = np.maximum(mates.sum(axis=1), 1)
    mean_subject = (mates @ grid) / degree[:, None]
    mean_object = (grid @ mates) / degree[None, :]
    most_subject, most_object = _most(mates, grid), _most(mates, grid.T).T
    part = chance[PART_OF]
    s = shared[rows]
    columns = [
        logs["best"][rows, q], logs["together"][rows, q], logs["apart"][rows, q], logs["second"][rows, q],
        logs["sum"][rows, q],
        s[:, 0], s[:, 1], s[:, 2], *s[:, 3:14].T, s[:, 14], s[:, 15],
        grid[b, a], rival_subject, rival_object, label_subject[a, b], label_object[a, b],
        own - rival_subject, own - rival_object, grid.sum(axis=1)[a], grid.sum(axis=0)[b],
        mean_subject[a, b], mean_object[a, b], most_subject[a, b], most_object[a, b], mates.sum(axis=1)[a],
        mates.sum(axis=1)[b],
        (grid @ part.T)[a, b], (part @ grid)[a, b], s[:, 16], s[:, 17],
        frames[rows, q], _back(frames[:, q], ends, len(grid))[rows], s[:, 18], s[:, 19], s[:, 20],
        *chance[:, a, b], *chance[:, b, a],
        *(kinds[a] == i for i in range(len(LABELS))), *(kinds[b] == i for i in range(len(LABELS))),
    ]  # fmt: skip
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _most(mates: Floats, grid: Floats) -> Floats:
    """Return the largest chance among the mates of each row's node."""
    found = np.zeros_like(grid)
    for node in np.flatnonzero(mates.any(axis=1)):
        found[node] = grid[mates[node] > 0].max(axis=0)
    return found
