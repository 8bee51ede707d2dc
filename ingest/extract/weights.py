"""Weights of a model that CRFsuite trained, as arrays: of features for labels, and of labels that follow each other.

CRFsuite looks every feature up by its string each time. Here the strings become row numbers once, so that a caller who
meets the same features again and again can keep the numbers, and whole documents are summed up in one step.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError

Floats = NDArray[np.float64]
_HEADER = struct.Struct("<4sI4s9I")
"""Mark, size, kind, version, features, labels, attributes, then where features, labels and attributes begin."""
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_TRANSITION = 1
_NAMES, _NAME = struct.Struct("<4s5I"), struct.Struct("<2I")
"""Of a table of names: mark, size, two flags, how many, where their offsets stand; of a name: number and length."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a model learned.

    Attributes:
        labels: in the model's order.
        rows: the row of each feature.
        features: one row a feature, one column a label.
        transitions: from the label of the row to the label of the column.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    features: Floats
    transitions: Floats

    def known(self, found: Iterable[str]) -> tuple[int, ...]:
        """Return the rows of those features that the model knows."""
        return tuple([row for row in map(self.rows.get, found) if row is not None])

    def sums(self, items: Sequence[Sequence[int]]) -> Floats:
        """Add up the rows of each item: one row an item, one column a label."""
        counts = np.fromiter(map(len, items), dtype=np.int64, count=len(items))
        flat = np.fromiter(chain.from_iterable(items), dtype=np.int64, count=int(counts.sum()))
        found = np.zeros((len(items), len(self.labels)))
        filled = np.flatnonzero(counts)
        if len(filled):
            starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
            found[filled] = np.add.reduceat(self.features[flat], starts, axis=0)
        return found


def load_weights(name: str, path: Path | None, *, what: str) -> Weights:
    """Read the packaged model `name`, or the one at `path`. `what` is what an error calls the model.

    Raises:
        InputError: the model file is not there or cannot be read.
    """
    with as_file(files("ingest.extract") / "models" / name) as packaged:
        model = path or packaged
        if not model.is_file():
            raise InputError(f"{model}: the {what} is not there; `make train` makes it")
        content = model.read_bytes()
    try:
        return _weights(content)
    except (struct.error, ValueError, IndexError) as error:
        raise InputError(f"{model}: is no CRFsuite model: {error}") from error


def _weights(content: bytes) -> Weights:
    mark, size, kind, _, _, _, _, at_features, at_labels, at_names, *_ = _HEADER.unpack_from(content)
    if mark != b"lCRF" or kind != b"FOMC" or size > len(content):
        raise ValueError("it does not begin as one, or is cut short")
    labels, names = _table(content, at_labels), _table(content, at_names)
    (count,) = struct.unpack_from("<I", content, at_features + 8)
    found = np.frombuffer(content, _FEATURE, count, at_features + 12)
    features = np.zeros((len(names), len(labels)))
    transitions = np.zeros((len(labels), len(labels)))
    between = found["kind"] == _TRANSITION
    for table, part in ((transitions, found[between]), (features, found[~between])):
        table[part["source"], part["label"]] = part["weight"]
    return Weights(labels, {name: row for row, name in enumerate(names)}, features, transitions)


def _table(content: bytes, start: int) -> tuple[str, ...]:
    """Read a table of names in order of their numbers."""
    count, at = _NAMES.unpack_from(content, start)[4:]
    names = []
    for offset in np.frombuffer(content, "<u4", count, start + at).tolist():
        _, length = _NAME.unpack_from(content, start + offset)
        begin = start + offset + _NAME.size
        names.append(content[begin : begin + length - 1].decode("utf-8"))
    return tuple(names)
