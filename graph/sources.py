"""What the store remembers of files and pages: what each held when it was last read, and which articles it gave.

It is no part of the graph: it saves reading again what did not change, and tells which articles' files are gone. What
is noted here lags behind the articles, never before them: after a kill a source counts as not read, and is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.batches import batches
from graph.store import Store, Transaction

TOGETHER = 500
"""How many sources one statement asks for or notes."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one source.

    `id` is its URL or the absolute path of its file, `stamp` changes when its content does, `reader` is the version
    that read its articles, and `failed` says why it, or a part of it, could not be read.
    """

    id: str
    stamp: str
    reader: str
    articles: tuple[str, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one source from before. `whole`: everything that it gave is still in the store."""

    stamp: str
    reader: str
    articles: int
    whole: bool
    failed: str | None


class Sources:
    """The store's memory of files and pages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is known of sources; those never read are missing."""
        found: dict[str, Known] = {}
        for some in batches(ids, TOGETHER):
            for row in self._store.read("read/sources", {"ids": some}):
                whole = row["failed"] is None and row["given"] == row["held"]
                found[row["id"]] = Known(row["stamp"], row["reader"], row["given"], whole, row["failed"])
        return found

    def note(self, sources: Iterable[Noted]) -> None:
        """Note what was read, after the articles are in the store."""
        for some in batches(sources, TOGETHER):
            self._store.write(lambda transaction, some=some: _note(transaction, some))  # type: ignore[misc]

    def failed(self) -> dict[str, str]:
        """Return the sources of which the last reading failed, in whole or in part, with the reason."""
        return {row["id"]: row["failed"] for row in self._store.read("read/sources_failed")}

    def below(self, prefix: str) -> list[str]:
        """Return the sources whose id begins with a prefix, such as a folder's path."""
        return [row["id"] for row in self._store.read("read/sources_below", {"prefix": prefix})]

    def articles(self, ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Go through the articles that sources gave: source, article, and how many sources gave that article."""
        for some in batches(ids, TOGETHER):
            for row in self._store.read("read/sources_articles", {"ids": some}):
                yield row["source"], row["article"], row["sources"]

    def forget(self, ids: Iterable[str]) -> None:
        """Forget sources. Their articles stay."""
        for some in batches(ids, TOGETHER):
            self._store.write(lambda transaction, some=some: _forget(transaction, some))  # type: ignore[misc]


def _note(transaction: Transaction, sources: list[Noted]) -> None:
    rows = [
        {
            "id": one.id,
            "properties": {
                "name": one.id,
                "stamp": one.stamp,
                "reader": one.reader,
                "given": len(set(one.articles)),
                "failed": one.failed,
            },
        }
        for one in sources
    ]
    transaction.run("write/sources", {"sources": rows})
    transaction.run("write/sources_forget_articles", {"ids": [row["id"] for row in rows]})
    gave = [{"source": one.id, "article": article} for one in sources for article in sorted(set(one.articles))]
    if gave:
        transaction.run("write/sources_gave", {"gave": gave})


def _forget(transaction: Transaction, ids: list[str]) -> None:
    transaction.run("write/sources_delete", {"ids": ids})
