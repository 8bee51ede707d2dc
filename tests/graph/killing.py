"""Kills a writing process at random moments, and looks at what it left behind."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Protocol

from graph.check import CheckReport, check, graph_hash
from graph.errors import StoreLocked
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store


class Process(Protocol):
    """What `subprocess.Popen` and `multiprocessing.Process` have in common."""

    def kill(self) -> None:
        """Send SIGKILL."""


def moments(rounds: int, longest: float, *, seed: int = 20261121) -> Iterator[float]:
    """Give random moments, in seconds from a process's start of work; the same ones for the same seed."""
    chance = random.Random(seed)
    return (chance.uniform(0, longest) for _ in range(rounds))


def kill_after(process: Process, seconds: float) -> None:
    """Let a process work for a while, then kill it with SIGKILL. Waiting for its end is left to the caller."""
    time.sleep(seconds)
    process.kill()


def reopen(settings: StoreSettings, *, patience: float = 10.0) -> Store:
    """Open the store of a process that was killed; the system may take a moment to release its lock."""
    until = time.monotonic() + patience
    while True:
        try:
            return open_store(settings)
        except StoreLocked:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def look_at(settings: StoreSettings) -> tuple[CheckReport, str, dict[str, str]]:
    """Open what a killed process left; return the check's report, the graph's hash, and each article's fingerprint."""
    with closing(reopen(settings)) as store:
        assert recorded(store) == {row["id"]: row["stated"] for row in store.read("check/articles")}
        held = {row["id"]: row["fingerprint"] for row in store.read("write/manifest")}
        return check(store), graph_hash(store), held


def recorded(store: Store) -> dict[str, int]:
    """Return how many statements each article makes by the records of all changes; those that went are not in it."""
    balance: dict[str, int] = {}
    for record in store.read("check/changes"):
        if record["kind"] == "removed":
            del balance[record["article_id"]]
        else:
            before = balance.get(record["article_id"], 0)
            balance[record["article_id"]] = before + record["put_in"] - record["took_out"]
    return balance
