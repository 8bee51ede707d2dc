"""The models of the folds: each reads the documents that it has not learned from.

A training fits them anyway, to measure itself and for the second look to learn from; `--held-out FOLDER` keeps them, so
that the whole reader can be measured on all annotated documents without another training (`bench/quality.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.errors import InputError
from graph.export.target import file_target


def write_held_out(folder: Path | None, name: str, models: Iterable[bytes]) -> None:
    """Write the models of the folds, in their order: `money.0.npz`, `money.1.npz` and so on.

    Args:
        folder: where to; nothing is written where none is given.
        name: of the model's file.
        models: the bytes of each.
    """
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in _files(folder, name):
        old.unlink()
    for fold, content in enumerate(models):
        with file_target(folder / f"{Path(name).stem}.{fold}{Path(name).suffix}") as file:
            file.write(content)


def read_held_out(folder: Path, name: str) -> list[bytes]:
    """Read what `write_held_out` wrote, in the order of the folds.

    Raises:
        InputError: there is none.
    """
    found = sorted(_files(folder, name), key=lambda path: int(path.suffixes[0][1:]))
    if not found:
        raise InputError(f"{folder}: holds no {name} of any fold", hint="train with `--held-out`, or leave it out")
    return [path.read_bytes() for path in found]


def count_held_out(folder: Path, name: str) -> int:
    """Say of how many folds a folder holds a model."""
    return len(_files(folder, name))


def _files(folder: Path, name: str) -> list[Path]:
    return list(folder.glob(f"{Path(name).stem}.*{Path(name).suffix}"))
