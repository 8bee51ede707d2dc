"""Puts extractions into the store and takes them out again: each article in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from graph import layout
from graph.batches import batches
from graph.change import Change, settle
from graph.copies import Sketched, regroup
from graph.journal import Clock, Journal, now
from graph.merged import as_merged, kept, present_ids
from graph.model import Article, Extraction
from graph.store import Row, Store, Transaction

Written = Literal["added", "changed", "unchanged"]
TOGETHER = 100
"""How many articles to take into one transaction where there are many; `write_many` does.

A transaction that adds nodes of a kind makes the embedded engine copy the newest ones first, at most some 16,000.
"""
MOST_CLAIMS = 1_000
"""With how many claims a transaction is full before that: other writers wait for its end, and so does Ctrl-C."""


class Writer:
    """Writes to one store. Safe to use from several threads, as the store is.

    Writing the same extraction twice changes nothing; a changed one replaces what its article said before and nothing
    else; what the store holds does not depend on the order in which articles came.

    Args:
        store: where to.
        keep_text: keep the articles' full text too; off, because bodies are copyrighted.
        clock: tells when a change was made.
    """

    def __init__(self, store: Store, *, keep_text: bool = False, clock: Clock = now) -> None:
        self._store = store
        self._keep_text = keep_text
        self._clock = clock

    def read_by(self, article: Article) -> str | None:
        """Return the version of what read this very article, with the same metadata, into the store.

        Returns:
            The version that `write` was given, or `None` where the store holds no such article, or another text or
            other metadata of it, or was not told who read it.
        """
        rows = self._store.read("write/article_state", {"id": article.id})
        return layout.read_by(rows[0]["read_from"], article, keep_text=self._keep_text) if rows else None

    def manifest(self) -> dict[str, str]:
        """Return the id of every article in the store with the fingerprint of its extraction."""
        return {row["id"]: row["fingerprint"] for row in self._store.read("write/manifest")}

    def fingerprint(self, extraction: Extraction) -> str:
        """Return the fingerprint under which `manifest` shows an extraction that is in the store."""
        return layout.fingerprint(as_merged(extraction, present_ids(self._store)), keep_text=self._keep_text)

    def write(self, extraction: Extraction, *, reader: str | None = None) -> Written:
        """Write one extraction in one transaction and say what that did.

        Args:
            extraction: what was read out of the article.
            reader: version of what read it, for `read_by`.

        Raises:
            StoreError: the store cannot do it; it is then as it was before.
        """
        return self.write_together([extraction], reader)[0]

    def write_many(
        self, extractions: Iterable[Extraction], *, reader: str | None = None, together: int = TOGETHER
    ) -> Iterator[tuple[str, Written]]:
        """Write extractions, several in one transaction, and yield each article's id with what was done.

        What was yielded is in the store. Raises as `write`: none of the articles of the transaction that fails is in.
        """
        for batch in batches(extractions, together):
            done = self.write_together(batch, reader)
            yield from ((extraction.article.id, what) for extraction, what in zip(batch, done, strict=True))

    def restore(self, entries: Iterable[tuple[Extraction, str | None, str | None]]) -> list[Written]:
        """Write extractions as another store held them, in one transaction, each with what it is known by.

        Args:
            entries: each extraction with its `read_from`, so that reading it again finds it current, and what
                `graph.merged.kept` made of it before ids that went were replaced; an article that comes with its text
                keeps it, whatever this writer was made to keep.

        Raises:
            StoreError: the store cannot do it; none of them is in then.
        """
        batch = [
            _Entry(extraction, read_from, as_read=as_read, keep_text=extraction.article.text is not None)
            for extraction, read_from, as_read in entries
        ]
        return self._write_entries(batch)

    def delete(self, article_id: str) -> bool:
        """Delete an article, its claims and whatever stood on them alone; tell whether it was there."""
        if not self._store.read("write/article_state", {"id": article_id}):
            return False

        def work(transaction: Transaction) -> bool:
            journal = self._begin(transaction)
            state = transaction.run("write/article_state", {"id": article_id})
            if not state:
                return False
            journal.removed(state[0] | {"id": article_id}, journal.statements(article_id))
            change = Change(transaction, article_id)
            change.take_out()
            transaction.run("write/article_delete", {"id": article_id})
            settle(transaction, [change])
            regroup(transaction, [], [state[0]["copies"]])
            return True

        return self._store.write(work)

    def write_together(self, batch: list[Extraction], reader: str | None) -> list[Written]:
        """Write extractions in one transaction and say what was done with each. Raises as `write`: then none is in."""
        present = present_ids(self._store)
        return self._write_entries(
            [self._entry(extraction, as_merged(extraction, present), reader) for extraction in batch]
        )

    def _entry(self, read: Extraction, extraction: Extraction, reader: str | None) -> _Entry:
        article, keep_text = extraction.article, self._keep_text
        read_from = None if reader is None else layout.read_from(article, reader, keep_text=keep_text)
        before = None if extraction is read else kept(read)
        return _Entry(extraction, read_from, as_read=before, keep_text=keep_text)

    def _write_entries(self, entries: list[_Entry]) -> list[Written]:
        if all(_as_it_is(entry, self._state(entry)) for entry in entries):
            return ["unchanged"] * len(entries)

        def work(transaction: Transaction) -> list[Written]:
            journal = self._begin(transaction)
            done: list[Written] = []
            changes: list[Change] = []
            written: list[Sketched] = []
            for entry in entries:
                state = transaction.run("write/article_state", {"id": entry.id})
                change = _write(transaction, journal, entry, state)
                done.append("unchanged" if change is None else "changed" if state else "added")
                if change is not None:
                    changes.append(change)
                    written.append(entry.sketched(state[0]["copies"] if state else None))
            settle(transaction, changes)
            regroup(transaction, written)
            return done

        return self._store.write(work)

    def _begin(self, transaction: Transaction) -> Journal:
        return Journal(transaction, transaction.run("write/begin")[0]["revision"], self._clock)

    def _state(self, entry: _Entry) -> list[Row]:
        return self._store.read("write/article_state", {"id": entry.id})


class _Entry:
    """An extraction as it goes into the store."""

    def __init__(self, extraction: Extraction, read_from: str | None, *, as_read: str | None, keep_text: bool) -> None:
        self.id = extraction.article.id
        self.extraction = extraction
        self.properties = layout.article_properties(extraction, keep_text=keep_text)
        self.read_from = self.properties["read_from"] = read_from
        self.as_read = self.properties["as_read"] = as_read

    def sketched(self, copies: str | None) -> Sketched:
        """Return what its copies are found by; `copies` is the group that it was in."""
        return Sketched(self.id, self.properties["sketch"], self.properties["published_on"], copies)


def _as_it_is(entry: _Entry, state: list[Row]) -> bool:
    if not state or (state[0]["fingerprint"], state[0]["as_read"]) != (entry.properties["fingerprint"], entry.as_read):
        return False
    return entry.read_from is None or state[0]["read_from"] == entry.read_from


def _write(transaction: Transaction, journal: Journal, entry: _Entry, state: list[Row]) -> Change | None:
    """Write one article and return what is to be settled, or `None` where the store holds the same of it."""
    if _as_it_is(entry, state):
        return None
    if state and state[0]["fingerprint"] == entry.properties["fingerprint"]:
        known_by = {"read_from": entry.read_from or state[0]["read_from"], "as_read": entry.as_read}
        transaction.run("write/article", {"id": entry.id, "properties": known_by})
        return None
    change = Change(transaction, entry.id)
    before = journal.statements(entry.id) if state else []
    if state:
        change.take_out()
    transaction.run("write/article", {"id": entry.id, "properties": entry.properties})
    change.put_in(entry.extraction)
    article = entry.properties | {"id": entry.id}
    if state:
        journal.replaced(article, before, journal.statements(entry.id))
    else:
        journal.added(article, len(entry.extraction.claims))
    return change
