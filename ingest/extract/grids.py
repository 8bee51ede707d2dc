"""What the chances of other pairs say of a pair: its rivals, the mates of its ends in lists, and what it is part of.

All of it for every predicate, subject and object at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.extract.pairs import PREDICATES

Floats = NDArray[np.float32]

PART_OF = PREDICATES.index("PART_OF")


def grids(chance: Floats, kinds: NDArray[np.int64], mates: Floats) -> dict[str, Floats]:
    """Work out what surrounds each pair.

    Args:
        chance: for each predicate a matrix of subjects and objects: the chance that it joins them, 0–1.
        kinds: the label of each node, as a number.
        mates: which two nodes stand in one list somewhere, as a matrix of 0 and 1.

    Returns:
        Named arrays of the shape of `chance`.
    """
    back, part = chance.transpose(0, 2, 1), chance[PART_OF]
    rival_subject, rival_object = without_own(chance, 1), without_own(chance, 2)
    label_subject, label_object = np.zeros_like(chance), np.zeros_like(chance)
    for kind in np.unique(kinds):
        same = np.flatnonzero(kinds == kind)
        label_subject[:, same] = without_own(chance[:, same], 1)
        label_object[:, :, same] = without_own(chance[:, :, same], 2)
    listed = mates.sum(axis=1)
    degree = np.maximum(listed, 1)
    return {
        "reverse": back,
        "rival subject": rival_subject,
        "rival object": rival_object,
        "rival subject of label": label_subject,
        "rival object of label": label_object,
        "gap subject": chance - rival_subject,
        "gap object": chance - rival_object,
        "objects of subject": np.broadcast_to(chance.sum(axis=2)[:, :, None], chance.shape),
        "subjects of object": np.broadcast_to(chance.sum(axis=1)[:, None, :], chance.shape),
        "mates subject": (mates @ chance) / degree[:, None],
        "mates object": (chance @ mates) / degree,
        "most mates subject": _most(mates, chance),
        "most mates object": _most(mates, back).transpose(0, 2, 1),
        "list subject": np.broadcast_to(listed[:, None], chance.shape),
        "list object": np.broadcast_to(listed, chance.shape),
        "by part": chance @ part.T,
        "by whole": part @ chance,
    }


def without_own(chance: Floats, axis: int) -> Floats:
    """Return, for each cell, the largest other chance along an axis."""
    size = chance.shape[axis]
    if size < 2:
        return np.zeros_like(chance)
    top = np.partition(chance, size - 2, axis=axis)
    first, second = np.take(top, [size - 1], axis), np.take(top, [size - 2], axis)
    return np.where(chance >= first, second, first)


def _most(mates: Floats, chance: Floats) -> Floats:
    """Return the largest chance among the mates of each subject."""
    found = np.zeros_like(chance)
    for node in np.flatnonzero(mates.any(axis=1)):
        found[:, node] = chance[:, mates[node] > 0].max(axis=1)
    return found
