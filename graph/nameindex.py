"""An index of names beside an embedded store: SQLite, which finds by what names begin with and what they contain.

The embedded engine finds a name by all of it and nothing less without looking at every name. The index holds all names
that the store had since some revision, and more are no harm: what it finds is looked up in the store. So it is brought
up to a newer revision by what came since, serves who reads one between as it is, and is made anew where it belongs to
another store. SQLite keeps it whole where a process is killed, and lets several use it at once.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import structlog

from graph.spelling import SPELLING, initials, jamo, pairs
from graph.store.base import Store

log = structlog.get_logger(__name__)

FILE = "names.sqlite"
"""Name of the index inside of the store's folder."""

_FORM = 2
"""Raise it when the tables below change: the index is then made anew."""

_PATIENCE = 2.0
"""Seconds to wait for another process that brings the index up to date."""

_LAST = "\U0010ffff"
_BITS = 32
"""An id is how many jamo the name has, then so many bits with its number: names lie in the order of their size."""

_TABLES = """
CREATE TABLE of_store (
    mark TEXT NOT NULL, made INTEGER NOT NULL, revision INTEGER NOT NULL, following INTEGER NOT NULL
);
CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, jamo TEXT NOT NULL);
CREATE INDEX names_by_jamo ON names (jamo);
CREATE VIRTUAL TABLE pairs USING fts5(
    key, initials, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.+'"
);
"""


class _State(NamedTuple):
    """Whose index it is: the store's mark, at which revision it was made, and which it has been brought up to."""

    mark: str
    made: int
    revision: int


class NameIndex:
    """The index of one embedded store. Safe to use from several threads: each has a connection of its own.

    Args:
        folder: the store's.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._own = threading.local()
        self._turn = threading.Lock()
        self._known: tuple[str, int] | None = None

    def bring_up(self, store: Store, *, read_only: bool) -> bool:
        """Take in what names the store has that the index lacks; make it anew where it is another store's.

        Args:
            store: whose index it is.
            read_only: whether the store is open for reading only, and may show an older revision than the index has.

        Returns:
            Whether it has all names of the revision that the store shows.

        Raises:
            sqlite3.Error: the file cannot be used, or another process is at it for too long.
        """
        rows = store.read("check/mark")
        mark, revision = (rows[0]["mark"] or "", rows[0]["revision"]) if rows else ("", 0)
        with self._turn:
            if self._known == (mark, revision):
                return True
            try:
                complete = self._bring_up(store, mark, revision, read_only=read_only)
            except sqlite3.OperationalError:  # another process is at it, or the folder is for reading only
                raise
            except sqlite3.DatabaseError as error:
                log.warning("store.name_index_broken", file=str(self._path), reason=str(error))
                self._throw_away()
                complete = self._bring_up(store, mark, revision, read_only=read_only)
            if complete:
                self._known = (mark, revision)
            return complete

    def _bring_up(self, store: Store, mark: str, revision: int, *, read_only: bool) -> bool:
        have = self._of_store()
        if have is None or have.mark != mark or (have.revision > revision and not read_only):
            self._write(store, _State(mark, revision, revision), after=-1, anew=True)
        elif have.revision < revision:
            self._write(store, _State(mark, have.made, revision), after=have.revision, anew=False)
        return have is None or have.mark != mark or have.made <= revision or not read_only

    def _throw_away(self) -> None:
        self._own = threading.local()
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    @property
    def _database(self) -> sqlite3.Connection:
        database: sqlite3.Connection | None = getattr(self._own, "database", None)
        if database is None:
            database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            self._own.database = database
        return database

    def beginning(self, spelt: str) -> Iterator[list[str]]:
        """Yield the names that begin with some jamo, shortest first, in lists."""
        return self._listed(
            "SELECT id, key FROM names WHERE jamo >= ? AND jamo < ? ORDER BY id", (spelt, spelt + _LAST)
        )

    def containing(self, words: Iterable[str]) -> Iterator[list[str]]:
        """Yield the names that contain all words, of two characters or more each, shortest first, in lists."""
        return self._found(" AND ".join(f'key : "{_phrase(word)}"' for word in words))

    def with_initials(self, wanted: str) -> Iterator[list[str]]:
        """Yield the names whose initial sounds contain some, two or more, shortest first, in lists."""
        return self._found(f'initials : "{_phrase(wanted)}"')

    def _found(self, phrases: str) -> Iterator[list[str]]:
        return self._listed(
            "SELECT names.id, names.key FROM pairs JOIN names ON names.id = pairs.rowid WHERE pairs MATCH ? "
            "ORDER BY pairs.rowid",
            (phrases,),
        )

    def _listed(self, statement: str, parameters: tuple[str, ...]) -> Iterator[list[str]]:
        """Yield names of one size after another, each size in code-point order; ids are in the order of size."""
        with closing(self._database.execute(statement, parameters)) as rows:
            for _, alike in groupby(rows, key=lambda row: row[0] >> _BITS):
                yield sorted(key for _, key in alike)

    def _of_store(self) -> _State | None:
        if self._database.execute("PRAGMA user_version").fetchone()[0] != _FORM * 1000 + SPELLING:
            return None
        row = self._database.execute("SELECT mark, made, revision FROM of_store").fetchone()
        return _State(*row) if row else None

    def _write(self, store: Store, state: _State, *, after: int, anew: bool) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            if anew:
                self._make()
            names = [row["name"] for row in store.read("read/names_since", {"after": after})]
            following = self._add(names)
            self._database.execute("DELETE FROM of_store")
            self._database.execute("INSERT INTO of_store VALUES (?, ?, ?, ?)", (*state, following))
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        if anew:
            log.info("store.names_indexed", names=len(names))

    def _make(self) -> None:
        for table in ("of_store", "names", "pairs"):
            self._database.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES.strip().split(";\n"):
            self._database.execute(statement.rstrip(";"))
        self._database.execute(f"PRAGMA user_version = {_FORM * 1000 + SPELLING}")

    def _add(self, names: list[str]) -> int:
        """Add those of some names that are not there yet; return the number that the next one gets."""
        row = self._database.execute("SELECT following FROM of_store").fetchone()
        first = row[0] if row else 1
        for number, key in enumerate(names, start=first):
            spelt = jamo(key)
            at = len(spelt) << _BITS | number
            if self._database.execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", (at, key, spelt)).rowcount:
                texts = (at, " ".join(pairs(key)), " ".join(pairs(initials(key))))
                self._database.execute("INSERT INTO pairs (rowid, key, initials) VALUES (?, ?, ?)", texts)
        return first + len(names)


def _phrase(text: str) -> str:
    return " ".join(pairs(text)).replace('"', '""')
