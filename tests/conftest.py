"""Stores for the tests: the embedded engine always, Neo4j where `NEO4J_URI` names one.

A test that takes `store` or `settings` runs once on each. The Neo4j must be empty at the start, or
`KAIGRAPH_TEST_WIPE=1` set: its content is deleted before each test. `KAIGRAPH_REQUIRE_NEO4J=1` makes a missing Neo4j an
error. With pytest-xdist give `--dist loadgroup`: the tests on Neo4j share its one database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store

VARIABLES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "KAIGRAPH_DATA", "KAIGRAPH_KEEP_TEXT")
NEO4J = StoreSettings() if os.environ.get("NEO4J_URI") else None
REQUIRED = os.environ.get("KAIGRAPH_REQUIRE_NEO4J") == "1"
MAY_WIPE = os.environ.get("KAIGRAPH_TEST_WIPE") == "1"
STATEMENTS = Path(__file__).with_name("cypher")
"""What only tests ask of a database: nothing of it is the product's."""
LEFT_OUT = """\
NEO4J_URI is not set: the tests on Neo4j were left out, all others ran on the embedded engine.
To run them too (JDK 17 and Maven): eval "$(scripts/neo4j start)" && make test; scripts/neo4j stop"""

# The same examples on every run and no limit of time: a test fails for what the code does, not for a busy machine.
hypothesis.settings.register_profile("kaigraph", derandomize=True, deadline=None)
hypothesis.settings.load_profile("kaigraph")

on_neo4j = pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))
ENGINES: list[Any] = ["embedded", on_neo4j] if NEO4J else ["embedded"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "neo4j_only: run on Neo4j only; of a test of both stores, that part")
    if REQUIRED and not NEO4J:
        raise pytest.UsageError("KAIGRAPH_REQUIRE_NEO4J=1, but NEO4J_URI is not set")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about Neo4j alone where a test would be run on the embedded engine.

    All that is run on Neo4j is one group, which goes to one process: there is one database.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "neo4j" in item.name or "neo4j_server" in fixtures or item.get_closest_marker("neo4j_only"):
            item.add_marker(pytest.mark.xdist_group("neo4j"))
    only = [item for item in items if item.get_closest_marker("neo4j_only")]
    out = [item for item in only if NEO4J is None or "embedded" in item.name]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not NEO4J:
        terminalreporter.section("Neo4j", yellow=True)
        terminalreporter.line(LEFT_OUT, yellow=True)


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Iterator[None]:
    """Take the store's variables out of the environment, so that no test writes to a store that it was not given."""
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        yield


class Neo4jServer:
    """The Neo4j of the tests: how to reach it, and how to empty it."""

    def __init__(self, settings: StoreSettings) -> None:
        from neo4j import GraphDatabase

        password = settings.neo4j_password
        auth = (settings.neo4j_username, password.get_secret_value()) if password else None
        self.settings = settings
        self._driver = GraphDatabase.driver(settings.neo4j_uri or "", auth=auth, notifications_min_severity="OFF")

    def nodes(self) -> int:
        return int(self._run("count_nodes")[0]["nodes"])

    def wipe(self) -> None:
        self._run("wipe")

    def _run(self, statement: str) -> list[Any]:
        text = (STATEMENTS / f"{statement}.cypher").read_text(encoding="utf-8")
        return self._driver.execute_query(text, database_=self.settings.neo4j_database).records

    def close(self) -> None:
        self._driver.close()


@pytest.fixture(scope="session")
def neo4j_server(clean_environment: None) -> Iterator[Neo4jServer]:
    """The Neo4j that `NEO4J_URI` named. Only for tests that are run where there is one."""
    assert NEO4J is not None
    server = Neo4jServer(NEO4J)
    nodes = 0 if MAY_WIPE else server.nodes()
    if nodes:
        server.close()
        message = f"{NEO4J.neo4j_uri} holds {nodes} nodes, and the tests would delete them: set KAIGRAPH_TEST_WIPE=1"
        pytest.exit(message, returncode=pytest.ExitCode.USAGE_ERROR)
    yield server
    server.wipe()
    server.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name an engine that there is: `embedded` or `neo4j`."""
    name: str = request.param
    return name


@pytest.fixture
def settings(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> StoreSettings:
    """Where an empty store is: once for each engine."""
    if engine == "embedded":
        return StoreSettings(neo4j_uri=None, data=tmp_path / "data")
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    server.wipe()
    return server.settings


@pytest.fixture
def store(settings: StoreSettings) -> Iterator[Store]:
    """An empty store: once for each engine."""
    opened = open_store(settings)
    yield opened
    opened.close()
