"""The statistical part of the name finder: a linear-chain CRF over units, trained by `make train`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from graph.errors import InputError

MODEL = "names.crfsuite"
SURE_OUTSIDE = 0.85
"""Above this probability of `O` a unit is not looked at again."""


class Labelled(NamedTuple):
    """The best label of a unit (`B-…`, `I-…`, `O`), how sure it is, and for `O` the next best with its probability."""

    label: str
    score: float
    other: str = "O"
    chance: float = 0.0


def open_tagger(name: str, path: Path | None, *, what: str) -> tuple[pycrfsuite.Tagger, bytes]:
    """Open the packaged model `name`, or the one at `path`, and return its tagger with the bytes that it reads from.

    The bytes must live as long as the tagger. `what` is what an error calls the model.

    Raises:
        InputError: the model file is not there or cannot be read.
    """
    tagger = pycrfsuite.Tagger()
    with as_file(files("ingest.extract") / "models" / name) as packaged:
        model = path or packaged
        if not model.is_file():
            raise InputError(f"{model}: the {what} is not there; `make train` makes it")
        content = model.read_bytes()
        try:
            tagger.open_inmemory(content)
        except ValueError as error:
            raise InputError(f"{model}: is no CRFsuite model: {error}") from error
    return tagger, content


class Labeller:
    """Labels the units of a sentence. Loading is done once; labelling keeps no state.

    Args:
        path: a model file; the one that comes with the package where none is given.

    Raises:
        InputError: the model file is not there or cannot be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._tagger, self._model = open_tagger(MODEL, path, what="name model")
        self._names = sorted(x for x in self._tagger.labels() if x != "O")

    def label(self, features: list[list[str]]) -> list[Labelled]:
        """Return the best label of each unit with its marginal probability, and what else a unit outside may be."""
        self._tagger.set(pycrfsuite.ItemSequence(features))
        found = []
        for at, label in enumerate(self._tagger.tag()):
            score = self._tagger.marginal(label, at)
            other, chance = ("O", 0.0) if label != "O" or score > SURE_OUTSIDE else self._inside(at)
            found.append(Labelled(label, score, other, chance))
        return found

    def _inside(self, at: int) -> tuple[str, float]:
        """Return the likeliest label of a unit other than `O`."""
        return max(((x, self._tagger.marginal(x, at)) for x in self._names), key=lambda p: (p[1], p[0]))
