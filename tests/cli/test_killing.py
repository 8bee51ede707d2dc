"""Killing `kaigraph ingest` at any moment leaves no article half in, and running it again completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.check import check, graph_hash
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from tests.cli.conftest import PROGRAM, ROOT

ROUNDS, ARTICLES = 20, 60
LONGEST_START, LONGEST_WRITING = 2.5, 0.4
"""Seconds: a kill comes at most so long after the start in every fourth round, after the first article in others."""


def environment(settings: StoreSettings) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    given["KAIGRAPH_DATA"] = str(settings.data)
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        given |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        given |= {"NEO4J_PASSWORD": password, "NEO4J_DATABASE": settings.neo4j_database or ""}
    return given


def ingest(paths: list[Path], settings: StoreSettings) -> subprocess.Popen[str]:
    words = [*PROGRAM, "ingest", *map(str, paths)]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(words, env=environment(settings), cwd=ROOT, text=True, encoding="utf-8", **pipes)  # type: ignore[call-overload, no-any-return]


def kill_at_random(process: subprocess.Popen[str], moments: random.Random, *, while_starting: bool) -> None:
    assert process.stderr is not None
    if while_starting:
        time.sleep(moments.uniform(0, LONGEST_START))
    else:
        for line in process.stderr:
            if " added " in line:
                break
        time.sleep(moments.uniform(0, LONGEST_WRITING))
    process.send_signal(signal.SIGKILL)
    process.communicate()


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
    with ingest(paths, clean) as process:
        process.communicate()
    expected = manifest(clean)
    assert len(expected) == ARTICLES

    moments = random.Random(20251224)
    killed = 0
    sizes = [0]
    for number in range(ROUNDS):
        process = ingest(paths, settings)
        kill_at_random(process, moments, while_starting=number % 4 == 0)
        killed += process.returncode == -signal.SIGKILL
        held = manifest(settings)
        assert held.items() <= expected.items()
        assert len(held) >= sizes[-1]
        sizes.append(len(held))
    assert killed >= ROUNDS * 3 // 4
    assert len(set(sizes)) > ROUNDS // 2, "the kills came before anything was written"

    with ingest(paths, settings) as process:
        process.communicate()
    assert process.returncode == 0
    assert manifest(settings) == expected
    with closing(open_store(settings)) as store, closing(open_store(clean)) as untouched:
        assert graph_hash(store) == graph_hash(untouched)
