"""Puts extractions into the store and takes them out again: each article in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from graph import layout
from graph.batches import batches
from graph.change import Change, settle
from graph.clock import Clock, now
from graph.copies import Sketched, regroup
from graph.journal import Journal
from graph.merged import as_merged, kept, present_ids, present_ids_at
from graph.merges import ends
from graph.model import Article, Extraction
from graph.store import Row, Store, Transaction

Written = Literal["added", "changed", "unchanged"]
TOGETHER = 100
"""How many articles to take into one transaction where there are many; `write_many` does.

A transaction that adds nodes of a kind makes the embedded engine copy the newest ones first, at most some 16,000.
"""
MOST_CLAIMS = 1_000
"""With how many claims a transaction is full before that: other writers wait for its end, and so does Ctrl-C."""


class Stored(NamedTuple):
    """An article as a store held it, to be written as it is.

    Attributes:
        extraction: with the article's text, where that is to be kept.
        read_from: what it is known by, so that reading it again finds it current.
        as_read: what `graph.merged.kept` made of it before ids that went were replaced.
        over: fingerprint and `as_read` of what this is to replace; where the store holds another by then, it stays.
    """

    extraction: Extraction
    read_from: str | None
    as_read: str | None
    over: tuple[str, str | None] | None = None


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

    def restore(self, articles: Iterable[Stored], leads: Mapping[str, str] | None = None) -> list[Written]:
        """Write articles as another store held them, in one transaction, whatever this writer was made to keep.

        Args:
            articles: what it held.
            leads: what former ids led to there: those and this store's are replaced. Without it, nothing is.

        Raises:
            StoreError: the store cannot do it; none of them is in then.
        """
        stored = list(articles)
        if leads is None:
            return self._write_entries(lambda _: [_restored(one, one.extraction) for one in stored])

        def entries(present: Mapping[str, str]) -> list[_Entry]:
            all_present = ends({**leads, **present})
            return [_restored(one, as_merged(one.extraction, all_present)) for one in stored]

        return self._write_entries(entries)

    def delete(self, article_id: str) -> bool:
        """Delete an article, its claims and whatever stood on them alone; tell whether it was there."""
        if not self._store.read("write/article_state", {"id": article_id}):
            return False

        def work(transaction: Transaction) -> bool:
            journal = Journal(transaction, transaction.run("write/begin")[0]["revision"], self._clock)
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
        return self._write_entries(lambda present: [self._entry(one, as_merged(one, present), reader) for one in batch])

    def _entry(self, read: Extraction, extraction: Extraction, reader: str | None) -> _Entry:
        article, keep_text = extraction.article, self._keep_text
        read_from = None if reader is None else layout.read_from(article, reader, keep_text=keep_text)
        before = None if extraction is read else kept(read)
        return _Entry(extraction, read_from, as_read=before, keep_text=keep_text)

    def _write_entries(self, entries: Callable[[Mapping[str, str]], list[_Entry]]) -> list[Written]:
        """Write what `entries` makes of the present ids of former ones, as they are in the transaction."""
        revision, present = present_ids_at(self._store)
        made = entries(present)
        if all(_as_it_is(entry, self._state(entry)) for entry in made):
            return ["unchanged"] * len(made)

        def work(transaction: Transaction) -> list[Written]:
            begun = transaction.run("write/begin")[0]["revision"]
            journal = Journal(transaction, begun, self._clock)
            done: list[Written] = []
            changes: list[Change] = []
            written: list[Sketched] = []
            then = present if begun == revision + 1 else _present(transaction)
            for entry in made if then == present else entries(then):
                state = transaction.run("write/article_state", {"id": entry.id})
                change = None if entry.is_late(state) else _write(transaction, journal, entry, state)
                done.append("unchanged" if change is None else "changed" if state else "added")
                if change is not None:
                    changes.append(change)
                    written.append(entry.sketched(state[0]["copies"] if state else None))
            settle(transaction, changes)
            regroup(transaction, written)
            return done

        return self._store.write(work)

    def _state(self, entry: _Entry) -> list[Row]:
        return self._store.read("write/article_state", {"id": entry.id})


class _Entry:
    """An extraction as it goes into the store."""

    def __init__(
        self,
        extraction: Extraction,
        read_from: str | None,
        *,
        as_read: str | None,
        keep_text: bool,
        over: tuple[str, str | None] | None = None,
    ) -> None:
        self.id = extraction.article.id
        self.over = over
        self.extraction = extraction
        self.properties = layout.article_properties(extraction, keep_text=keep_text)
        self.read_from = self.properties["read_from"] = read_from
        self.as_read = self.properties["as_read"] = as_read

    def is_late(self, state: list[Row]) -> bool:
        """Tell whether the store holds something else by now than what this is to replace."""
        return self.over is not None and (not state or (state[0]["fingerprint"], state[0]["as_read"]) != self.over)

    def sketched(self, copies: str | None) -> Sketched:
        """Return what its copies are found by; `copies` is the group that it was in."""
        return Sketched(self.id, self.properties["sketch"], self.properties["published_on"], copies)


def _restored(one: Stored, extraction: Extraction) -> _Entry:
    """Make an entry of a stored article that says `extraction` from now on."""
    as_read = one.as_read if extraction is one.extraction else one.as_read or kept(one.extraction)
    keep_text = extraction.article.text is not None
    return _Entry(extraction, one.read_from, as_read=as_read, keep_text=keep_text, over=one.over)


def _present(transaction: Transaction) -> dict[str, str]:
    return ends({row["id"]: row["to"] for row in transaction.run("check/redirects")})


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
