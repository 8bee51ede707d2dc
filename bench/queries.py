"""How long HTTP questions take against the bare engine that is given the same Cypher, in one run.

    python -m bench.queries --make [--entities N] [--claims N]      fills the store of the environment, and measures
    python -m bench.queries [--rounds N] [--only WORD]              measures the store as `--make` filled it

Each question is asked several times, of other things each time, in this process: the application is handed each request
as a server that read it from a socket would (`Client`), so that no client's work counts as its own. The statements that
it sends to the store are recorded and run again on the engine's own driver, by turns before and after the question.
Prints the milliseconds of the half and of 95 in 100 of both, and the ratio of the latter by the clock and of this
process's own work (the processor's time: what other processes make it wait for is not in it; nor is what a server
elsewhere does, so of Neo4j only the clock tells); and what the first of all took, which finds nothing that is kept
until the store is written to, by the clock and of the processor.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import quote, unquote, urlencode

import structlog
from starlette.types import ASGIApp, Message

from api.app import create_app
from api.settings import ApiSettings
from bench.crowd import FIRST_DAY, LAST_DAY, PUBLISHERS, Crowd, fill
from bench.recording import Recording, driver
from bench.search import texts
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.embedded import EmbeddedStore
from graph.store.opening import open_store

ENTITIES, CLAIMS = 100_000, 500_000
ROUNDS, FEWEST, SECONDS = 40, 6, 15.0
"""How often each question is asked, and how often at least where that takes longer than so many seconds."""

Parameters = Mapping[str, Any] | None
Ask = Callable[[str, dict[str, Any]], list[Any]]


def bare(store: Store) -> Ask:
    """Return what runs a statement on the engine of a store without the store."""
    if isinstance(store, EmbeddedStore):
        session = store._session  # only one in a process may hold the file
        return lambda text, parameters: list(session.cypher(text, params=parameters or None) or ())
    neo4j, database = driver(), StoreSettings().neo4j_database

    def ask(text: str, parameters: dict[str, Any]) -> list[Any]:
        with neo4j.session(database=database) as session:
            return list(session.run(text, parameters))

    return ask


class Questions:
    """The questions that are asked, each of another thing each time; the same in each run.

    Args:
        entities: how many the store was made with.
        articles: how many it holds.
    """

    def __init__(self, entities: int, articles: int) -> None:
        self._crowd = Crowd(entities)
        self._articles = articles
        self._chance = random.Random(5)
        self._texts = cycle(text for _, text in texts(entities=entities))

    def all(self) -> dict[str, Callable[[], str]]:
        """Return how the addresses of each question are made."""
        some, days = self._some, (LAST_DAY - FIRST_DAY).days
        day = (FIRST_DAY + (LAST_DAY - FIRST_DAY) * 9 // 10).isoformat()
        late = (FIRST_DAY + (LAST_DAY - FIRST_DAY) * max(days - 14, 0) // days).isoformat()
        page = {"limit": 20}
        return {
            "nothing (health)": lambda: "/healthz",
            "entity by id": lambda: f"/v1/entities/{quote(some('Program'))}",
            "entity by name": lambda: f"/v1/entities/{quote(self._name())}",
            "search": lambda: _address("search", q=next(self._texts)),
            "search, as of": lambda: _address("search", q=next(self._texts), as_of=day),
            "neighbors": lambda: _address("neighbors", of=some(), **page),
            "neighbors of a hub": lambda: _address("neighbors", of=some("Ministry"), **page),
            "neighbors, as of": lambda: _address("neighbors", of=some(), as_of=day, **page),
            "neighbors of a hub, as of": lambda: _address("neighbors", of=some("Ministry"), as_of=day, **page),
            "claims": lambda: _address("claims", **page),
            "claims of a subject": lambda: _address("claims", subject=some(), **page),
            "claims of a hub": lambda: _address("claims", subject=some("Ministry"), **page),
            "claims of a predicate": lambda: _address("claims", predicate="APPROVES", **page),
            "claims of an amount": lambda: _address("claims", min_amount=10**12, year=2025, **page),
            "claim": lambda: f"/v1/claims/{quote(f'claim/{self._article()}/0')}",
            "articles": lambda: _address("articles", **page),
            "articles of a publisher": lambda: _address("articles", publisher=PUBLISHERS[0], **page),
            "articles that mention": lambda: _address("articles", mentions=some(), **page),
            "article": lambda: f"/v1/articles/{quote(self._article())}",
            "funding of a funder": lambda: _address("funding", funder=some("Ministry"), **page),
            "funding of a recipient": lambda: _address("funding", recipient=some("Program"), **page),
            "funding of a programme": lambda: _address("funding", programme=some("Program"), **page),
            "funding of a sector": lambda: _address("funding", sector=some("Sector"), **page),
            "funding of a year": lambda: _address("funding", year=self._year(), **page),
            "funding, all": lambda: _address("funding", **page),
            "funding by funder, year": lambda: _address("funding", group_by="funder,year", **page),
            "funding by sector": lambda: _address("funding", group_by="sector", **page),
            "funding by programme": lambda: _address("funding", group_by="programme", **page),
            "lineage": lambda: _address("lineage", of=some("Program")),
            "lineage of a ministry": lambda: _address("lineage", of=some("Ministry")),
            "targets": lambda: _address("targets", of=some("Sector"), **page),
            "targets of a technology": lambda: _address("targets", of=some("Technology"), **page),
            "paths": lambda: _address("paths", start=some("Program"), end=some("Organization"), max_hops=3),
            "timeline": lambda: _address("entities/" + quote(some()) + "/timeline", **page),
            "timeline of a hub": lambda: _address("entities/" + quote(some("Ministry")) + "/timeline", **page),
            "contradictions of one": lambda: _address("contradictions", of=some("Program"), **page),
            "contradictions": lambda: _address("contradictions", **page),
            "changes since a day": lambda: _address("changes", since=late, **page),
            "changes since a revision": lambda: _address("changes", since_revision=3, **page),
            "overview": lambda: _address("overview"),
            "overview, as of": lambda: _address("overview", as_of=day),
        }

    def _some(self, label: str | None = None) -> str:
        """Return the id of an entity: the more is said of it, the more often."""
        crowd = self._crowd
        label = label or self._chance.choice(("Program", "Organization", "Technology", "Ministry", "Event"))
        return str(crowd.rows[crowd.any_of(label)]["id"])

    def _name(self) -> str:
        row = self._chance.choice(self._crowd.rows)
        return str(row["id"] if len(row["properties"]["keys"]) > 3 else row["properties"]["name"])

    def _article(self) -> str:
        return f"a/{self._chance.randrange(self._articles)}"

    def _year(self) -> int:
        return self._chance.randint(2023, 2026)


def _address(question: str, **parameters: object) -> str:
    return f"/v1/{question}?{urlencode(parameters)}"


@dataclass
class Times:
    """What asking one question took: over HTTP and on the bare engine, in milliseconds; and what was asked.

    `http_work` and `engine_work` are milliseconds of the processor in this process.

    `first` is what the first of all took: what is kept until the store is written to was not there yet. `first_work` is
    that of the processor.
    """

    first: float = 0.0
    first_work: float = 0.0
    http: list[float] = field(default_factory=list)
    engine: list[float] = field(default_factory=list)
    http_work: list[float] = field(default_factory=list)
    engine_work: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)


class Client:
    """Hands an application requests, and collects its answers.

    A whole HTTP client in the same process takes longer over a request than the application does, and would be counted.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def get(self, address: str) -> tuple[int, int]:
        """Ask, and return the status and how many bytes the answer has."""
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"bench"), (b"accept", b"*/*")],
            "client": ("127.0.0.1", 1),
            "server": ("bench", 80),
            "state": {},
        }
        status = size = 0

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))

        await self._app(scope, receive, send)
        return status, size


class Bench:
    """Asks questions by turns over HTTP and on the bare engine."""

    def __init__(self, client: Client, store: Recording, ask: Ask) -> None:
        self._client, self._store, self._ask = client, store, ask

    async def measure(self, make: Callable[[], str], rounds: int) -> Times:
        """Ask a question so many times."""
        times, began, worked = Times(), time.perf_counter(), time.process_time()
        await self._client.get(make())
        times.first = (time.perf_counter() - began) * 1000
        times.first_work = (time.process_time() - worked) * 1000
        while len(times.http) < rounds:
            if len(times.http) >= FEWEST and time.perf_counter() - began > SECONDS:
                break
            address = make()
            self._store.transactions.clear()
            await self._client.get(address)  # the first to ask pays for both: what it needs is then in memory
            sent = self._store.sent
            turns = [self._over_http, self._on_engine]
            for turn in turns if len(times.http) % 2 else reversed(turns):
                await turn(times, address, sent)
            times.statements.append(len(sent))
        return times

    async def _over_http(self, times: Times, address: str, _: object) -> None:
        began, worked = time.perf_counter(), time.process_time()
        status, size = await self._client.get(address)
        times.http.append((time.perf_counter() - began) * 1000)
        times.http_work.append((time.process_time() - worked) * 1000)
        times.statuses.add(status)
        times.bytes.append(size)

    async def _on_engine(self, times: Times, _: str, sent: list[tuple[str, dict[str, Any]]]) -> None:
        began, worked = time.perf_counter(), time.process_time()
        for text, parameters in sent:
            self._ask(text, parameters)
        times.engine.append((time.perf_counter() - began) * 1000)
        times.engine_work.append((time.process_time() - worked) * 1000)


def p95(times: list[float]) -> float:
    """Return what 95 in 100 are within."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def tell(name: str, times: Times) -> None:
    """Print a line of the table."""
    http, engine = p95(times.http), p95(times.engine)
    ratio = f"{http / engine:7.2f}" if engine > 0.001 else "      –"
    work, engine_work = p95(times.http_work), p95(times.engine_work)
    ratio += f"{times.first_work:9.1f}{work:10.1f} {engine_work:11.1f}"
    ratio += f"{work / engine_work:7.2f}" if engine_work > 0.001 else "      –"
    odd = "" if times.statuses == {200} else f"  answers {sorted(times.statuses)}"
    print(
        f"{name:26} {len(times.http):4} {statistics.median(times.statements):5.0f} "
        f"{statistics.median(times.bytes) / 1000:7.1f} {times.first:9.1f} {statistics.median(times.http):9.1f} "
        f"{http:9.1f} {statistics.median(times.engine):9.1f} {engine:9.1f} {ratio}{odd}",
        flush=True,
    )


async def run(store: Store, rounds: int, only: str) -> None:
    """Measure all questions, or those whose name holds a word, and print a table."""
    recording = Recording(store)
    entities = sum(row["entities"] for row in store.read("read/overview_entities"))
    articles = len(store.read("write/manifest"))
    questions = Questions(entities, articles).all()  # the application sets apart what is there when it starts
    app = create_app(recording, ApiSettings(rate_limit="off", time_limit=600))
    print(f"{'':26}      state-      kB                  HTTP, ms           engine, ms                 work, ms")
    columns = "asked ments  answer     first      half      95 %      half      95 %   ratio "
    columns += "   first HTTP 95 % engine 95 %  ratio"
    print(f"{'question':26} {columns}")
    async with app.router.lifespan_context(app):
        bench = Bench(Client(app), recording, bare(store))
        for name, make in questions.items():
            if only in name:
                tell(name, await bench.measure(make, rounds))


def main() -> None:
    """Make the store where asked to, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--make", action="store_true", help="fill the store first; it must be empty")
    parser.add_argument("--entities", type=int, default=ENTITIES)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="only questions whose name holds this")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    store = open_store()
    try:
        print(f"{store.info().engine}: {store.info().version}")
        if asked.make:
            began = time.perf_counter()
            fill(store, asked.entities, asked.claims)
            print(f"made in {time.perf_counter() - began:.0f} s")
        asyncio.run(run(store, asked.rounds, asked.only))
    finally:
        store.close()


if __name__ == "__main__":
    main()
