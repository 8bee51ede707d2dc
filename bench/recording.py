"""A store that remembers what it is sent, and the bare driver of Neo4j to send it again with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from neo4j import Driver, GraphDatabase

from graph.settings import StoreSettings
from graph.statements import load
from graph.store import Row, Store, StoreInfo, Transaction
from graph.store.base import Engine, T

Statement = tuple[str, dict[str, Any]]


@dataclass(eq=False)
class Recording:
    """A store that remembers the statements of each transaction."""

    inner: Store
    transactions: list[list[Statement]] = field(default_factory=list)

    @property
    def sent(self) -> list[Statement]:
        """Return the statements of all transactions, in their order."""
        return [statement for transaction in self.transactions for statement in transaction]

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


def driver() -> Driver:
    """Return the official driver, connected to the Neo4j of the environment."""
    settings = StoreSettings()
    password = settings.neo4j_password
    auth = (settings.neo4j_username, password.get_secret_value()) if password else None
    return GraphDatabase.driver(settings.neo4j_uri or "", auth=auth, notifications_min_severity="OFF")
