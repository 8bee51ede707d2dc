"""Neo4j through its official driver: it writes in managed transactions, and reads in one exchange a statement.

The driver's managed transactions would ask the server three times for one reading statement (to begin, to run, to end),
and keep whoever asks waiting while a server is away: reading here tries again by itself, for a short while.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query, Session, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.deadline import out_of_time, seconds_left
from graph.errors import StoreDenied, StoreError, StoreTimeout, StoreUnavailable
from graph.settings import StoreSettings
from graph.statements import load
from graph.store.base import Engine, Row, StoreInfo, T, Transaction, missing_schema

SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.")
SECURITY = "Neo.ClientError.Security."
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
LOCK_STOPPED = "Neo.ClientError.Transaction.LockClientStopped"
"""A transaction was ended while it took a lock: by its deadline, or by somebody."""
NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
CONNECT_SECONDS = 10.0
"""How long a connection may take: one that is being started takes connections long before it answers."""
RETRY_SECONDS = 15.0
"""How long a transaction is tried again before the store counts as unavailable."""
FIRST_WAIT, LONGEST_WAIT = 0.1, 1.0
"""Seconds before a statement is sent again. The first time it is at once: what broke may be a connection that lay idle
while the server was started again."""
WHOLE_ANSWER = -1
"""How many rows the server sends before it waits to be asked for more: all that there are."""


class Neo4jStore:
    """One database of a Neo4j server. Safe to use from several threads, as the driver is.

    Args:
        driver: a driver that this store closes.
        database: name of the database; the user's home database where `None`.
        location: the server's address, for messages.
        retry_seconds: how long a statement that only reads is sent again while the server is away.
        read_only: refuse to write.
    """

    engine: Engine = "neo4j"

    def __init__(
        self,
        driver: Driver,
        database: str | None,
        location: str,
        *,
        retry_seconds: float = RETRY_SECONDS,
        read_only: bool = False,
    ) -> None:
        self._driver = driver
        self._database = database
        self._location = location
        self._retry_seconds = retry_seconds
        self._read_only = read_only
        self._bookmarks = GraphDatabase.bookmark_manager()  # members of a cluster answer once they have what we wrote

    @classmethod
    def connect(
        cls,
        settings: StoreSettings,
        *,
        read_only: bool = False,
        retry_seconds: float = RETRY_SECONDS,
        connect_seconds: float = CONNECT_SECONDS,
    ) -> Self:
        """Connect to the server that the settings name and ask it for a first answer.

        Args:
            settings: where it is.
            read_only: refuse to write.
            retry_seconds: how long to try a transaction again before the store counts as unavailable.
            connect_seconds: how long a connection may take.

        Raises:
            StoreUnavailable: it does not answer, or the address is none.
            StoreDenied: it refuses the user name or password.
        """
        location = settings.neo4j_uri or ""
        password = settings.neo4j_password
        auth = (settings.neo4j_username, password.get_secret_value()) if password else None
        if not SCHEME.match(location):  # the driver also tries HTTP, half of it
            raise _no_address(location, "it starts with none of bolt:// and neo4j://")
        with _told(location):
            driver = GraphDatabase.driver(
                location,
                auth=auth,
                notifications_min_severity="OFF",
                connection_timeout=connect_seconds,
                connection_acquisition_timeout=connect_seconds,
                max_transaction_retry_time=retry_seconds,
            )
        store = cls(driver, settings.neo4j_database, location, retry_seconds=retry_seconds, read_only=read_only)
        try:
            with _told(location):
                driver.verify_connectivity()  # fails at once where a transaction would be tried again and again
            store.read("check/indexes")
        except BaseException:
            driver.close()
            raise
        return store

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        """Run one reading statement in a transaction of its own, again where the server is away for a moment."""
        loaded = load(statement)
        text, bound = loaded.query(slot), loaded.bind(parameters)
        with _told(self._location, statement):
            began, wait = time.monotonic(), 0.0
            while True:
                # The text comes from a file of ours; its one slot takes words of the ontology only.
                query = Query(text, timeout=self._time_left(waited=wait > 0))
                try:
                    with self._session(default_access_mode=READ_ACCESS, fetch_size=WHOLE_ANSWER) as session:
                        return _answer(session, query, bound, statement)
                except (DriverError, Neo4jError) as error:
                    if not error.is_retryable() or time.monotonic() + wait - began > self._retry_seconds:
                        raise
                time.sleep(wait)
                wait = min(max(2 * wait, FIRST_WAIT), LONGEST_WAIT)

    def _session(self, **options: Any) -> Session:
        return self._driver.session(database=self._database, bookmark_manager=self._bookmarks, **options)

    def _time_left(self, *, waited: bool) -> float | None:
        """Return the seconds that the server may take.

        Raises:
            StoreTimeout: there are none left.
            StoreUnavailable: they went into waiting for a server that was away.
        """
        try:
            return seconds_left()
        except StoreTimeout as error:
            if waited:
                raise self._not_reached() from error
            raise

    def _not_reached(self) -> StoreUnavailable:
        return StoreUnavailable(f"{self._location}: Neo4j was not reached in time")

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, again where the server asks for a retry, and return what it returns."""
        if self._read_only:
            raise StoreError(f"{self._location}: is open for reading only", hint="Open the store for writing.")
        with _told(self._location), self._session() as session:
            return session.execute_write(self._in_time(lambda inner: work(_Neo4jTransaction(inner))))

    def _in_time(self, work: Callable[..., T]) -> Callable[..., T]:
        """Have the server end a transaction's work when the deadline is over, where there is one."""
        left = seconds_left()
        if left is None:
            return work

        def begun(*given: Any) -> T:
            try:
                seconds_left()
            except StoreTimeout as error:  # before anything was asked: it went into connecting, again and again
                raise self._not_reached() from error
            return work(*given)

        return unit_of_work(timeout=left)(begun)

    def apply_schema(self) -> None:
        """Create the constraints and indexes that are not there yet."""
        if self._read_only:
            raise StoreError(f"{self._location}: is open for reading only", hint="Open the store for writing.")
        with _told(self._location), self._session() as session:
            for statement in missing_schema(self.engine, session.execute_read(_run, "check/indexes", None, None)):
                session.execute_write(_run, statement, None, None)

    def info(self) -> StoreInfo:
        """Say which server and database this is."""
        with _told(self._location):
            version = self._driver.get_server_info().agent
        where = f"{self._location}/{self._database}" if self._database else self._location
        return StoreInfo(self.engine, version, where, self._read_only)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Neo4jTransaction:
    def __init__(self, inner: ManagedTransaction) -> None:
        self._inner = inner

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None) -> list[Row]:
        return _run(self._inner, statement, parameters, slot)


def _run(
    transaction: ManagedTransaction, name: str, parameters: Mapping[str, Any] | None, slot: str | None
) -> list[Row]:
    statement = load(name)
    bound = statement.bind(parameters)
    seconds_left()
    # The text comes from a file of ours; its one slot takes words of the ontology only.
    return _answer(transaction, statement.query(slot), bound, name)


def _answer(asked: Any, query: str | Query, bound: dict[str, Any], name: str) -> list[Row]:
    """Run a statement in a session or transaction and return its answer.

    Raises:
        StoreError: a parameter is of a kind that Neo4j does not have.
    """
    try:
        result = asked.run(query, bound)
        keys = result.keys()
        return [dict(zip(keys, record.values(), strict=True)) for record in result]
    except (TypeError, ValueError, OverflowError) as error:  # of values that have no place in the protocol
        raise StoreError(f"cypher/{name}: Neo4j takes no such value: {error}") from error


@contextmanager
def _told(location: str, statement: str | None = None) -> Iterator[None]:
    """Turn the driver's errors into ours. They pass the driver's own retries first."""
    try:
        yield
    except AuthError as error:
        raise StoreDenied(
            f"{location}: refuses the user name or password", hint="Check NEO4J_USERNAME and NEO4J_PASSWORD."
        ) from error
    except (ServiceUnavailable, SessionExpired, ConnectionPoolError, TransientError, OSError) as error:
        raise StoreUnavailable(
            f"{location}: Neo4j does not answer: {_first_line(error)}",
            hint="Start it (docker compose up -d neo4j) or check NEO4J_URI; unset it to use the embedded store.",
        ) from error
    except ConfigurationError as error:
        raise _no_address(location, _first_line(error)) from error
    except (Neo4jError, DriverError) as error:
        code = getattr(error, "code", None) or ""
        if code.startswith(TIMED_OUT) or (code == LOCK_STOPPED and _time_is_up()):
            raise out_of_time() from error
        if code.startswith(SECURITY):
            raise StoreDenied(
                f"{location}: refuses: {_first_line(error)}", hint="Check what the user of NEO4J_USERNAME may do."
            ) from error
        if code == NO_DATABASE:
            raise StoreUnavailable(
                f"{location}: has no such database",
                hint="Check NEO4J_DATABASE; unset it to use the user's home database.",
            ) from error
        what = f"cypher/{statement}" if statement else location
        raise StoreError(f"{what}: Neo4j refuses it: {_first_line(error)}") from error


def _time_is_up() -> bool:
    try:
        seconds_left()
    except StoreTimeout:
        return True
    return False


def _no_address(location: str, why: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"{location}: is no address of a Neo4j: {why}",
        hint="NEO4J_URI looks like bolt://127.0.0.1:7687 or neo4j+s://host.",
    )


def _first_line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error)
    return (message.strip() or type(error).__name__).splitlines()[0]
