"""Killing `kaigraph ingest` at any moment leaves no article half in, and running it again completes it."""

from __future__ import annotations

import random
import signal
import time
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TextIO

import pytest

from graph.check import check, graph_hash
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from tests.cli import forked
from tests.cli.conftest import ROOT

ROUNDS, ARTICLES = 20, 60
SEVERAL = 7
"""In one round of so many, processes of their own read, which take seconds to start."""
LONGEST_START, LONGEST_WRITING = 0.3, 0.4
"""Seconds: a kill comes at most so long after the start in every fourth round, after the first article in others."""


def ingest(paths: list[Path], settings: StoreSettings, workers: int = 1) -> tuple[BaseProcess, TextIO]:
    return forked.start(["ingest", *map(str, paths), "--workers", str(workers)], settings)


def complete(paths: list[Path], settings: StoreSettings) -> None:
    process, errors = ingest(paths, settings)
    with errors:
        assert " failed " not in errors.read()
    process.join()
    assert process.exitcode == 0


def kill_at_random(process: BaseProcess, errors: TextIO, moments: random.Random, *, while_starting: bool) -> None:
    with errors:
        if not while_starting:
            for line in errors:
                if " added " in line:
                    break
        time.sleep(moments.uniform(0, LONGEST_START if while_starting else LONGEST_WRITING))
        process.kill()
    process.join()


def manifest(settings: StoreSettings) -> dict[str, str]:
    """Return every article in the store with its fingerprint, after making sure that all of it is whole."""
    with closing(open_store(settings)) as store:
        report = check(store)
        assert report.ok, report.faults
        return Writer(store).manifest()


@pytest.mark.slow
def test_a_killed_run_leaves_whole_articles_only_and_the_next_completes_it(
    settings: StoreSettings, tmp_path: Path
) -> None:
    paths = sorted((ROOT / "corpus" / "train" / "docs").glob("*.md"))[:ARTICLES]
    clean = StoreSettings(neo4j_uri=None, data=tmp_path / "clean")
    complete(paths, clean)
    expected = manifest(clean)
    assert len(expected) == ARTICLES

    moments = random.Random(20251224)
    killed = 0
    sizes = [0]
    for number in range(ROUNDS):
        process, errors = ingest(paths, settings, workers=2 if number % SEVERAL == 1 else 1)
        kill_at_random(process, errors, moments, while_starting=number % 4 == 0)
        killed += process.exitcode == -signal.SIGKILL
        held = manifest(settings)
        assert held.items() <= expected.items()
        assert len(held) >= sizes[-1]
        sizes.append(len(held))
    assert killed >= ROUNDS * 3 // 4
    assert len(set(sizes)) > ROUNDS // 2, "the kills came before anything was written"

    complete(paths, settings)
    assert manifest(settings) == expected
    with closing(open_store(settings)) as store, closing(open_store(clean)) as untouched:
        assert graph_hash(store) == graph_hash(untouched)
