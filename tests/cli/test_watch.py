"""`kaigraph watch`: what it reads when, and when it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import watchfiles

import cli.watch
from cli.ingest import Done, Settings
from ingest.outcomes import Summary
from tests.cli.conftest import Run

LONGEST = 10.0
"""Seconds after which watching ends whatever happens."""
WORDS = ("--wait", "0.05")


@pytest.fixture(autouse=True)
def _ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the watching of a test that would go on for ever."""
    over = threading.Event()
    timer = threading.Timer(LONGEST, over.set)
    timer.start()
    monkeypatch.setattr(cli.watch, "changes", partial(watchfiles.watch, stop_event=over))
    yield
    timer.cancel()


def runs(monkeypatch: pytest.MonkeyPatch, *what: Callable[[], bool]) -> list[list[str]]:
    """Put these in the place of runs, one after the other; each says whether it was stopped. Return what was read."""
    read: list[list[str]] = []

    def run_over(paths: list[str], _: Settings) -> Done:
        read.append(sorted(path.name for path in Path(paths[0]).iterdir()))
        return Done(Summary(), what[len(read) - 1]())

    monkeypatch.setattr(cli.watch, "run_over", run_over)
    return read


def test_a_run_that_is_stopped_ends_the_watching(
    kaigraph: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    read = runs(monkeypatch, lambda: True)
    result = kaigraph("watch", folder, *WORDS)
    assert result.exit_code == 0
    assert read == [[]]
    assert "watching" not in result.output


def test_a_file_that_comes_while_the_first_run_is_on_is_read(
    kaigraph: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()

    def first() -> bool:
        (folder / "late.txt").write_text("산업부의 글이다.")
        return False

    read = runs(monkeypatch, first, lambda: True)
    assert kaigraph("watch", folder, *WORDS).exit_code == 0
    assert read == [[], ["late.txt"]]
