"""Steps of a training beside each other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ingest.training.forks import beside_each_other


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def fail() -> None:
    raise SystemExit(3)


def test_every_step_is_done_however_many_run_at_a_time(tmp_path):
    paths = [tmp_path / str(number) for number in range(5)]
    beside_each_other([partial(write, path, f"된 것 {path.name}") for path in paths], most=2)
    assert [path.read_text("utf-8") for path in paths] == [f"된 것 {number}" for number in range(5)]


def test_a_step_that_fails_ends_the_training(tmp_path):
    with pytest.raises(RuntimeError, match="ended with 3"):
        beside_each_other([fail, partial(write, tmp_path / "other", "")], most=1)
    assert not (tmp_path / "other").exists()
