"""A writer that is killed at any moment leaves whole articles only, and every one that it said was in."""

from __future__ import annotations

import multiprocessing
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from graph.check import graph_hash
from graph.layout import fingerprint
from graph.model import Extraction
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIR, SHIP, SHIPBUILDING, pays, report, say, thing
from tests.graph.killing import kill_after, look_at, moments, reopen

ARTICLES = 24
ROUNDS = 20
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["graph.store.opening", "graph.store.neo4j", "graph.writer", "tests.graph.examples"])


def article(number: int, version: int) -> Extraction:
    """Make what an article says in one version: some claims stay, some change, some entities come and go."""
    mine = thing("Program", f"과제 {number % 5} {version % 3}")
    won = (number + version) % 4 + 1
    return report(
        f"article/{number}",
        f"2025-12-{number + 1:02d}",
        say("TARGETS", MAX, SHIPBUILDING, f"{number}: M.AX 얼라이언스는 조선을 겨냥한다."),
        pays(MOTIR, MAX, f"{number}: {won}조원을 낸다.", won * 10**12, year=2026),
        say("LEADS", MOTIR, (FACTORY, SHIP)[(number + version) % 2], f"{number}: 이끈다."),
        *(pays(MOTIR, mine, f"{number}: {step}번째 돈.", step, year=2020 + step) for step in range(1, 8)),
    )


def goes(number: int, version: int) -> bool:
    """Tell whether an article is deleted in a version."""
    return (number + version) % 6 == 0


def write_all(store: Store, version: int, said: Connection | None = None) -> None:
    """Write all articles in one version; say of each that it is done."""
    writer = Writer(store)
    for number in range(ARTICLES):
        extraction = article(number, version)
        if goes(number, version):
            writer.delete(extraction.article.id)
        else:
            writer.write(extraction)
        if said:
            said.send(number)


def child(settings: StoreSettings, version: int, said: Connection) -> None:
    with closing(reopen(settings)) as store:
        said.send("ready")
        write_all(store, version, said)


def start(settings: StoreSettings, version: int) -> tuple[Any, Connection]:
    """Start a child and wait until it has opened the store."""
    heard, said = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=child, args=(settings, version, said))
    process.start()
    said.close()
    assert heard.recv() == "ready"
    return process, heard


def everything(heard: Connection) -> list[int]:
    """Return the numbers of the articles that a child said are done."""
    numbers = []
    try:
        while True:
            numbers.append(heard.recv())
    except EOFError:
        return numbers


def state(number: int, version: int) -> str | None:
    return None if goes(number, version) else fingerprint(article(number, version), keep_text=False)


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_articles_and_the_next_run_completes(
    settings: StoreSettings, tmp_path: Path
) -> None:
    process, heard = start(settings, 0)
    began = time.monotonic()
    assert len(everything(heard)) == ARTICLES
    undisturbed = time.monotonic() - began
    process.join()

    before = {number: state(number, 0) for number in range(ARTICLES)}
    hit = 0
    for version, moment in enumerate(moments(ROUNDS, undisturbed), start=1):
        process, heard = start(settings, version)
        kill_after(process, moment)
        process.join()
        done = everything(heard)
        hit += len(done) < ARTICLES
        report, _, held = look_at(settings)
        assert report.faults == []
        for number in range(ARTICLES):
            after = state(number, version)
            # One that the child did not come to say of may be in: it is whole all the same, as the check has found.
            allowed = {after} if number in done else {after, before[number]}
            assert held.get(f"article/{number}") in allowed
            before[number] = held.get(f"article/{number}")
    assert hit >= ROUNDS // 3, "most kills should come while the child writes"

    process, heard = start(settings, ROUNDS + 1)
    assert len(everything(heard)) == ARTICLES
    process.join()
    report, graph, _ = look_at(settings)
    assert report.ok
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path / "undisturbed"))) as fresh:
        write_all(fresh, ROUNDS + 1)
        assert graph == graph_hash(fresh)
