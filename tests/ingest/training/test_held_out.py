"""The models of the folds as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.training.held_out import read_held_out, write_held_out


def test_models_are_read_in_the_order_of_their_folds(tmp_path: Path) -> None:
    models = [str(fold).encode() for fold in range(12)]
    write_held_out(tmp_path / "folds", "money.npz", models)
    write_held_out(tmp_path / "folds", "dates.npz", [b"other"])
    assert read_held_out(tmp_path / "folds", "money.npz") == models


def test_those_of_an_earlier_training_are_gone(tmp_path: Path) -> None:
    write_held_out(tmp_path, "money.npz", [b"1", b"2", b"3"])
    write_held_out(tmp_path, "money.npz", [b"4", b"5"])
    assert read_held_out(tmp_path, "money.npz") == [b"4", b"5"]


def test_nothing_is_written_where_nobody_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_held_out(None, "money.npz", [b"1"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_models_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no money\.npz"):
        read_held_out(tmp_path, "money.npz")
