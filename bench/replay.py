"""What a writer sends to its store, recorded, and sent again through the engine's own driver."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase

from graph.settings import StoreSettings
from graph.statements import load
from graph.store import Row, Store, StoreInfo, Transaction
from graph.store.base import Engine, T
from graph.store.embedded import EmbeddedStore
from graph.store.opening import open_store

Statement = tuple[str, dict[str, Any]]


@dataclass(eq=False)
class Recording:
    """A store that remembers the statements of each transaction."""

    inner: Store
    transactions: list[list[Statement]] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        """Return which engine it is."""
        return self.inner.engine

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        """Run a statement, and remember it as a transaction of its own."""
        self.transactions.append([_bound(statement, parameters, slot)])
        return self.inner.read(statement, parameters, slot=slot)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run a transaction, and remember it."""
        sent: list[Statement] = []

        def recorded(transaction: Transaction) -> T:
            sent.clear()
            return work(_Recorded(transaction, sent))

        result = self.inner.write(recorded)
        self.transactions.append(sent)
        return result

    def apply_schema(self) -> None:
        """Set up the schema."""
        self.inner.apply_schema()

    def info(self) -> StoreInfo:
        """Say which store this is."""
        return self.inner.info()

    def close(self) -> None:
        """Close it."""
        self.inner.close()


@dataclass
class _Recorded:
    inner: Transaction
    sent: list[Statement]

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None) -> list[Row]:
        """Run a statement, and remember it."""
        self.sent.append(_bound(statement, parameters, slot))
        return self.inner.run(statement, parameters, slot=slot)


def _bound(statement: str, parameters: Mapping[str, Any] | None, slot: str | None) -> Statement:
    found = load(statement)
    return found.query(slot), found.bind(parameters)


@contextmanager
def empty_store() -> Iterator[Store]:
    """Open the Neo4j of the environment, which must be empty and is emptied again, or an embedded store in /tmp."""
    settings = StoreSettings()
    if settings.neo4j_uri is None:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(open_store(StoreSettings(neo4j_uri=None, data=Path(folder) / "store"))) as store,
        ):
            yield store
        return
    with closing(open_store(settings)) as store:
        if store.read("write/manifest"):
            raise SystemExit(f"{store.info().location} holds articles: name an empty store")
        try:
            yield store
        finally:
            query = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
            with _driver() as driver, driver.session(database=settings.neo4j_database) as session:
                session.run(query).consume()


def replay(store: Store, transactions: list[list[Statement]]) -> float:
    """Send recorded transactions to a store's engine; return the seconds that it takes."""
    if isinstance(store, EmbeddedStore):
        session = store._session  # only one in a process may hold the file
        began = time.perf_counter()
        for sent in transactions:
            transaction = session.begin()
            for text, parameters in sent:
                list(transaction.cypher(text, params=parameters or None) or ())
            transaction.commit()
        return time.perf_counter() - began
    with _driver() as driver, driver.session(database=StoreSettings().neo4j_database) as neo4j:
        began = time.perf_counter()
        for sent in transactions:
            with neo4j.begin_transaction() as managed:
                for text, parameters in sent:
                    list(managed.run(text, parameters))  # type: ignore[arg-type]
        return time.perf_counter() - began


def _driver() -> Driver:
    settings = StoreSettings()
    password = settings.neo4j_password
    auth = (settings.neo4j_username, password.get_secret_value()) if password else None
    return GraphDatabase.driver(settings.neo4j_uri or "", auth=auth, notifications_min_severity="OFF")
