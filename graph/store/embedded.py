"""The embedded engine: kglite in one folder, for those who have no Neo4j. One process writes; others may read."""

from __future__ import annotations

import signal
import threading
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import kglite
import structlog

from graph.deadline import out_of_time, seconds_left
from graph.errors import StoreError, StoreLocked, StoreUnavailable
from graph.statements import load
from graph.store.base import Engine, Row, StoreInfo, T, Transaction, missing_schema

log = structlog.get_logger(__name__)

FILE = "graph.kgl"
"""Name of the database inside of the store's folder; the engine keeps its log and lock beside it."""

INTERRUPTED = "Query interrupted"
"""What the engine says where Ctrl-C broke a statement off."""

UNREPLAYED = 1
"""The version of a graph that was opened to write as its checkpoint has it; commits of the log make it higher."""


class EmbeddedStore:
    """One kglite database. Safe to use from several threads: readers never wait, writers take turns.

    Each transaction is one frame of the engine's log, written through to the disk before `write` returns; a process
    that is killed leaves whole transactions only, and the next that opens the database to write makes a checkpoint of
    them.

    Args:
        folder: where the database lies; made where it is missing.
        read_only: do not take the lock of the writing process. The store then shows the last checkpoint, not what
            another process has written since; `info().as_of` says when that was.

    Raises:
        StoreLocked: another process writes to the database.
        StoreUnavailable: the folder or file cannot be used.
    """

    engine: Engine = "embedded"

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._turn = threading.Lock()
        kglite.set_query_warning_policy("silent")  # it warns of every name that an empty graph does not have yet
        self._session = _open_to_read(folder / FILE) if read_only else _open_to_write(folder / FILE)
        self._as_of = _changed_at(folder / FILE) if read_only else None
        # Closing writes no checkpoint where nothing else was written, and whoever reads sees the last one only.
        if not read_only and self._session.version() > UNREPLAYED:
            self._checkpoint(self._session.save)

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        """Run one reading statement on a snapshot of the graph."""
        return to_its_end(lambda: _run(self._session.cypher, statement, parameters, slot))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction and return what it returns; an error inside leaves the store as it was."""
        if self._read_only:
            raise StoreError(f"{self._folder}: is open for reading only", hint="Open the store for writing.")
        left = seconds_left()
        # The engine lets transactions run side by side and fails all but the first to commit.
        if not self._turn.acquire(timeout=-1 if left is None else left):
            raise out_of_time()
        try:
            return to_its_end(lambda: self._in_transaction(work))
        finally:
            self._turn.release()

    def _in_transaction(self, work: Callable[[Transaction], T]) -> T:
        transaction = _EmbeddedTransaction(_begin(self._session))
        try:
            result = work(transaction)
        except BaseException:
            transaction.inner.rollback()
            raise
        try:
            transaction.inner.commit()
        except kglite.KgError as error:
            raise StoreError(f"{self._folder}: the transaction was not written: {error}") from error
        return result

    def apply_schema(self) -> None:
        """Create the constraints and indexes, and a first checkpoint, so that other processes can open it to read."""
        if self._read_only:
            raise StoreError(f"{self._folder}: is open for reading only", hint="Open the store for writing.")
        with self._turn:
            missing = missing_schema(self.engine, _run(self._session.cypher, "check/indexes", None, None))
            if missing:
                transaction = _begin(self._session)  # one, since each is written through to the disk by itself
                for statement in missing:
                    _run(transaction.cypher, statement, None, None)
                transaction.commit()
                self._checkpoint(self._session.save)

    def info(self) -> StoreInfo:
        """Say which store this is."""
        return StoreInfo(self.engine, f"kglite {kglite.__version__}", str(self._folder), self._read_only, self._as_of)

    def close(self) -> None:
        """Write a checkpoint of what was written and release the lock."""
        if not self._read_only:
            with self._turn:
                self._checkpoint(self._session.close)

    def _checkpoint(self, write: Callable[[], None]) -> None:
        try:
            write()
        except kglite.KgError as error:
            hint = "What was written before is in its log; see that there is room on the disk."
            raise StoreError(f"{self._folder}: its checkpoint was not written: {error}", hint=hint) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _EmbeddedTransaction:
    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None) -> list[Row]:
        return _run(self.inner.cypher, statement, parameters, slot)


def to_its_end(ask: Callable[[], T]) -> T:
    """Ask the engine again where Ctrl-C broke a statement off and the program's own handler lets it go on.

    While it answers a statement the engine catches Ctrl-C itself, and the handler set in Python is not called.

    Raises:
        KeyboardInterrupt: no handler is set but Python's own, or the handler raises it.
    """
    while True:
        try:
            return ask()
        except KeyboardInterrupt as interrupt:
            handler = signal.getsignal(signal.SIGINT)
            if str(interrupt) != INTERRUPTED or not callable(handler) or handler is signal.default_int_handler:
                raise
            handler(signal.SIGINT, None)


def _run(ask: Callable[..., Any], name: str, parameters: Mapping[str, Any] | None, slot: str | None) -> list[Row]:
    """Run a statement; its answer comes as a view of rows or as nothing."""
    statement = load(name)
    bound = statement.bind(parameters)
    left = seconds_left()
    most = None if left is None else max(1, int(left * 1000))
    try:
        return list(ask(statement.query(slot), params=bound or None, timeout_ms=most) or ())
    except kglite.CypherTimeoutError as error:
        raise out_of_time() from error
    except (kglite.KgError, TypeError, ValueError) as error:
        raise StoreError(f"cypher/{name}: the embedded engine refuses it: {error}") from error


def _begin(session: Any) -> Any:
    try:
        return session.begin()
    except kglite.KgError as error:
        raise StoreError(f"the store is closed: {error}") from error


def _open_to_write(path: Path) -> Any:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            session = kglite.open_session(str(path), durable="full")
    except kglite.WriterLeaseHeldError as error:
        raise _locked(path, error) from error
    except (kglite.KgError, OSError, RuntimeError, ValueError) as error:
        raise _unusable(path, error) from error
    for warning in said:  # of the half-written end of a log, where a process was killed: nothing that counted is lost
        log.info("store.recovered", folder=str(path.parent), detail=str(warning.message))
    return session


def _open_to_read(path: Path) -> Any:
    try:
        return kglite.open_session(str(path))
    except (kglite.KgError, OSError, RuntimeError, ValueError) as error:
        raise _unusable(path, error) from error


def _locked(path: Path, error: kglite.WriterLeaseHeldError) -> StoreLocked:
    holder = getattr(error, "holder", None) or {}
    who = "this process" if holder.get("self") else f"process {holder.get('pid', 'of an unknown number')}"
    return StoreLocked(
        f"{path.parent}: {who} holds the store",
        hint="Wait until it has ended or stop it; where it is a server, ask that. Another folder: set KAIGRAPH_DATA.",
    )


def holds_none(folder: Path) -> StoreUnavailable:
    """Return the error that a folder holds no graph yet."""
    return StoreUnavailable(
        f"{folder}: holds no graph", hint="Write into it first (kaigraph ingest), or set KAIGRAPH_DATA."
    )


def _unusable(path: Path, error: Exception) -> StoreUnavailable:
    if isinstance(error, kglite.FileError) and not path.exists():
        return holds_none(path.parent)
    return StoreUnavailable(
        f"{path.parent}: the store cannot be opened: {error}",
        hint="Check that KAIGRAPH_DATA is a folder that may be written to, and that graph.kgl in it is kaigraph's.",
    )


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
