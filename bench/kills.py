"""Kills `kaigraph ingest` at random moments, again and again, and compares what is left with an undisturbed run.

    python -m bench.kills [--articles N] [--kills N]        into the store of the environment, which must be empty

Short briefs are read twice: once undisturbed, into an embedded store of its own, and once with kills that are spread
over all of the run, each a SIGKILL: in every fourth round while the command starts, in others after it has written.
The store is checked after every tenth. The same command then goes on to the end. Prints what it did, and fails where
the two graphs differ.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.briefs import write_into
from graph.check import check, graph_hash
from graph.errors import StoreLocked, StoreUnavailable
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store

PROGRAM = Path(sys.executable).with_name("kaigraph")
A_FILE = 50
CHECKED_EVERY = 10
LONGEST_START = 3.0
"""Seconds within which a kill comes that is to hit a command that starts."""
PATIENCE = 20.0
"""Seconds that the system may take to release what a killed process held."""


@dataclass
class Tally:
    """What the kills hit."""

    starting: int = 0
    writing: int = 0
    too_late: int = 0


def ingest(folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start the command; its lines come on standard error."""
    words = [str(PROGRAM), "ingest", str(folder), "--workers", "1"]
    return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def complete(folder: Path, environment: dict[str, str]) -> float:
    """Run the command to its end; return the seconds that it took from its first line on."""
    with ingest(folder, environment) as process:
        assert process.stderr is not None
        process.stderr.readline()
        began = time.monotonic()
        process.stderr.read()
    if process.returncode != 0:
        raise SystemExit(f"kaigraph ingest ended with {process.returncode}")
    return time.monotonic() - began


def kill(process: subprocess.Popen[str], seconds: float, *, starting: bool) -> bool:
    """Kill a command so long after it began to start, or to write; tell whether it was still at work."""
    with process:
        assert process.stderr is not None
        if not starting:
            for line in process.stderr:
                if " added " in line:
                    break
        time.sleep(seconds)
        process.kill()
        process.stderr.read()
    return process.returncode != 0


def reopen(settings: StoreSettings) -> Store:
    """Open the store that a killed process had open."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return open_store(settings)
        except (StoreLocked, StoreUnavailable):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def held(settings: StoreSettings, *, checked: bool) -> int:
    """Return how many articles a store holds; where asked, make sure that it is whole."""
    with closing(reopen(settings)) as store:
        faults = check(store).faults if checked else []
        if faults:
            raise SystemExit(f"after a kill: {faults}")
        return len(store.read("write/manifest"))


def disturb(folder: Path, articles: int, kills: int, seconds: float) -> Tally:
    """Kill so many runs, spread over the articles, where an undisturbed run takes about so many seconds.

    How long a run is let live follows from how fast the runs before it wrote.
    """
    settings, tally, chance = StoreSettings(), Tally(), random.Random(20261121)
    lived, wrote, whole = seconds / articles, 1, 0
    for number in range(kills):
        starting = number % 4 == 0
        share = 2 * (articles - whole) / max(1, (kills - number) * 3 // 4)
        moment = chance.uniform(0, LONGEST_START if starting else share * lived / wrote)
        hit = kill(ingest(folder, dict(os.environ)), moment, starting=starting)
        tally.starting += hit and starting
        tally.writing += hit and not starting
        tally.too_late += not hit
        before, whole = whole, held(settings, checked=number % CHECKED_EVERY == 0)
        if not starting:
            lived, wrote = lived + moment, wrote + whole - before
        print(f"kill {number + 1}: {'starting' if starting else 'writing'}, {whole} articles in", flush=True)
    return tally


def main() -> int:
    """Read undisturbed, read with kills, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=100)
    given = parser.parse_args()
    with closing(open_store()) as store:
        engine = store.info()
        if store.read("write/manifest"):
            raise SystemExit(f"{engine.location} holds articles: name an empty store")
    with tempfile.TemporaryDirectory() as own:
        folder, clean = Path(own) / "briefs", Path(own) / "clean"
        write_into(folder, given.articles, sentences=1, a_file=A_FILE)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        seconds = complete(folder, environment | {"KAIGRAPH_DATA": str(clean)})
        print(f"{given.articles} articles, undisturbed in {seconds:.0f} s into the embedded engine", flush=True)
        tally = disturb(folder, given.articles, given.kills, seconds)
        complete(folder, dict(os.environ))
        with (
            closing(reopen(StoreSettings())) as store,
            closing(open_store(StoreSettings(neo4j_uri=None, data=clean))) as untouched,
        ):
            report, hashes = check(store), (graph_hash(store), graph_hash(untouched))
    same = hashes[0] == hashes[1] and report.ok and report.articles == given.articles
    print(
        f"{engine.engine} ({engine.version}): {tally.writing} kills while writing, {tally.starting} while starting, "
        f"{tally.too_late} came after the end; {report.articles} articles, {sum(report.claims.values())} claims, "
        f"{len(report.faults)} faults; graph {hashes[0][:16]}, undisturbed {hashes[1][:16]}: "
        f"{'the same' if same else 'NOT THE SAME'}"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
