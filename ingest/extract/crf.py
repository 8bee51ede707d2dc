"""The statistical part of the name finder: a linear-chain CRF over units, trained by `make train`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pycrfsuite

from graph.errors import InputError

MODEL = "names.crfsuite"


class Labeller:
    """Labels the units of a sentence. Loading is done once; labelling keeps no state.

    Args:
        path: a model file; the one that comes with the package where none is given.

    Raises:
        InputError: the model file is not there or cannot be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._tagger = pycrfsuite.Tagger()
        with as_file(files("ingest.extract") / "models" / MODEL) as packaged:
            model = path or packaged
            if not model.is_file():
                raise InputError(f"{model}: the name model is not there; `make train` makes it")
            self._model = model.read_bytes()  # the tagger reads from these bytes as long as it lives
            try:
                self._tagger.open_inmemory(self._model)
            except ValueError as error:
                raise InputError(f"{model}: is no CRFsuite model: {error}") from error

    def label(self, features: list[list[str]]) -> list[tuple[str, float]]:
        """Return the best label of each unit (`B-…`, `I-…`, `O`) with its marginal probability."""
        self._tagger.set(pycrfsuite.ItemSequence(features))
        labels = self._tagger.tag()
        return [(label, self._tagger.marginal(label, at)) for at, label in enumerate(labels)]
