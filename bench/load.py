"""What a served process does under load: answers by status, their times, and whether it keeps connections open.

    python -m bench.load [--requests N] [--clients N] [--restart-neo4j HOME]
    python -m bench.load --first PATH [--clients N]

Serves the store of the environment (`NEO4J_URI` or `KAIGRAPH_DATA`) in a process of its own and asks it from several
clients at once, each with connections of its own, first a tenth as often to warm up. Prints how many answers had which
status, the median and 95th percentile of their times, and the open file descriptors of the server (files, sockets to
clients and to Neo4j alike) before and after, from its `/metrics`. With `--restart-neo4j`, the Neo4j that
`scripts/neo4j start --home HOME` started is stopped and started again in the middle, and requests go on until it
answers again. The exit code is 1 where an answer was neither good nor, during the restart, a 503 with Problem Details.

With `--first`, asks one question, such as `/v1/funding`, of a server that has kept nothing yet: by one client alone,
then by all at once of another such server. Prints how many times as long the slowest of them waits.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
PATHS = (
    "/v1/funding?year=2026",
    "/v1/funding?funder=산업통상부",
    "/v1/lineage?of=M.AX 얼라이언스",
    "/v1/targets?of=조선",
    "/v1/neighbors?of=산업통상부",
    "/v1/claims?limit=20",
    "/v1/search?q=산업",
    "/v1/entities/산업통상부",
    "/v1/articles",
    "/v1/overview",
    "/e/ministry/motir",
)
UNREACHED = 0
"""Status of a request that got no answer at all."""
PATIENCE_SECONDS = 90
SERVE = "from cli.main import main; main()"


@dataclass
class Answers:
    """What came back: how often each status, the seconds that each took, and what was wrong with some."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, path: str, status: int, seconds: float, media_type: str) -> None:
        """Take in one answer."""
        self.statuses[status] += 1
        self.seconds.append(seconds)
        known = status in (200, 404) or (status == 503 and media_type == "application/problem+json")
        if not known:
            self.wrong.append(f"{path}: {status or 'no answer'} {media_type}")


@contextmanager
def served(environment: dict[str, str] | None = None) -> Iterator[str]:
    """Serve the store of the environment on a free port, and give its address."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "KAIGRAPH_RATE_LIMIT": "off", **(environment or {})}
    command = [sys.executable, "-c", SERVE, "serve", "--port", "0"]
    process = subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://\S+", line)
        if found is None:
            raise SystemExit(line + process.stderr.read())
        threading.Thread(target=process.stderr.read, daemon=True).start()  # so that its log does not fill the pipe
        wait_for(found[0])
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address: str) -> None:
    """Wait until the server can answer."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        try:
            if httpx.get(f"{address}/readyz", timeout=30).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def ask(address: str, clients: int, requests: int, paths: Sequence[str] = PATHS) -> Answers:
    """Ask so many times in all, from several clients at once."""
    answers, lock, left = Answers(), threading.Lock(), iter(range(requests))
    turns = cycle(paths)

    def one_client() -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while True:
                with lock:
                    if next(left, None) is None:
                        return
                    path = next(turns)
                began = time.perf_counter()
                try:
                    answer = client.get(path)
                    status, media_type = answer.status_code, answer.headers.get("content-type", "")
                except httpx.TransportError as error:
                    status, media_type = UNREACHED, repr(error)
                with lock:
                    answers.note(path, status, time.perf_counter() - began, media_type)

    threads = [threading.Thread(target=one_client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def open_files(address: str) -> int:
    """Return how many file descriptors the server has open, once those of closed connections are gone."""
    time.sleep(0.5)
    figures = httpx.get(f"{address}/metrics").text
    return int(float(re.findall(r"^process_open_fds (\S+)$", figures, re.MULTILINE)[0]))


def first(path: str, clients: int) -> float:
    """Return how many seconds the slowest of some clients waits that all ask a new server the same at once."""
    with served() as address:
        answers = ask(address, clients, clients, [path])
    if answers.statuses != {200: clients}:
        raise SystemExit(f"{path}: {dict(answers.statuses)}")
    return max(answers.seconds)


def tell(what: str, answers: Answers, seconds: float) -> None:
    """Print what came back."""
    times = sorted(answers.seconds)
    p95 = times[int(0.95 * (len(times) - 1))]
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(answers.statuses.items()))
    print(f"{what}: {len(times)} requests in {seconds:.1f} s ({len(times) / seconds:.0f}/s): {statuses}")
    print(f"  median {statistics.median(times) * 1000:.0f} ms, 95 % within {p95 * 1000:.0f} ms, all {times[-1]:.2f} s")
    for line in answers.wrong[:5]:
        print(f"  wrong: {line}")


def restart(home: str, environment: dict[str, str]) -> None:
    """Stop the Neo4j and start it again on the same port."""
    port = environment["NEO4J_URI"].rsplit(":", 1)[1]
    subprocess.run([ROOT / "scripts/neo4j", "stop", "--home", home], check=True, stdout=subprocess.DEVNULL)
    time.sleep(2)
    start = [str(ROOT / "scripts/neo4j"), "start", "--home", home, "--port", port]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Run the load and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--requests", type=int, default=1000)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--restart-neo4j", metavar="HOME")
    options.add_argument("--first", metavar="PATH")
    given = options.parse_args()
    if given.first:
        alone, together = first(given.first, 1), first(given.first, given.clients)
        print(f"first {given.first}: {alone:.1f} s for one client, {together:.1f} s for {given.clients} at once")
        print(f"ratio {together / alone:.2f}")
        return 0
    with served() as address:
        ask(address, given.clients, max(given.clients, given.requests // 10))
        before = open_files(address)
        began = time.perf_counter()
        answers = ask(address, given.clients, given.requests)
        tell("load", answers, time.perf_counter() - began)
        faults = len(answers.wrong) + answers.statuses[503]
        if given.restart_neo4j:
            faults += _through_a_restart(address, given.clients, given.requests, given.restart_neo4j)
        after = open_files(address)
        print(f"open file descriptors: {before} before, {after} after")
    return 1 if faults or after > before else 0


def _through_a_restart(address: str, clients: int, requests: int, home: str) -> int:
    restarting = threading.Thread(target=restart, args=(home, dict(os.environ)))
    restarting.start()
    began, during = time.perf_counter(), Answers()
    while restarting.is_alive():
        some = ask(address, clients, clients)
        during.statuses += some.statuses
        during.seconds += some.seconds
        during.wrong += some.wrong
    tell("restart of Neo4j", during, time.perf_counter() - began)
    began = time.perf_counter()
    wait_for(address)
    print(f"  answers again {time.perf_counter() - began:.1f} s after Neo4j does, the server not restarted")
    began = time.perf_counter()
    after = ask(address, clients, requests)
    tell("afterwards", after, time.perf_counter() - began)
    return len(during.wrong) + len(after.wrong) + after.statuses[503] + (0 if during.statuses[503] else 1)


if __name__ == "__main__":
    sys.exit(main())
