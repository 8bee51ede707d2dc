"""Backup, restoring and copying of whole stores, between engines too, with a comparison at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pydantic import BaseModel, ConfigDict

from graph.check import claims_hash, graph_hash
from graph.errors import InputError, StoreError
from graph.export.documents import documents
from graph.export.pages import article_ids
from graph.importing import Dump, import_documents
from graph.merged import leads
from graph.overview import ask_overview
from graph.scope import EVERYTHING
from graph.store import Store, Transaction
from graph.writer import Writer, Written

SHOWN = 3


class Holding(BaseModel):
    """What a store holds, to compare it by: counts, and the hash over its sorted claims."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: int
    entities: dict[str, int]
    claims: dict[str, int]
    claims_sha256: str


def holding(store: Store) -> Holding:
    """Count and hash what a store holds, a page at a time."""
    counts = ask_overview(store, EVERYTHING)
    return Holding(
        articles=counts.articles,
        entities=counts.entities,
        claims=counts.claims,
        claims_sha256=claims_hash(store),
    )


def restore(store: Store, dump: Dump, *, replace: bool = False) -> Iterator[Counter[Written]]:
    """Make a store hold what a whole dump holds and nothing else, yielding what was done so far.

    Check the dump with `Dump.verify` first. A run that was broken off goes on where it stopped.

    Args:
        store: what to restore.
        dump: what it held.
        replace: delete articles that the dump does not have, instead of refusing.

    Raises:
        InputError: the dump is of a part of a graph, or the store holds articles that it does not have.
        StoreError: the store does not hold the same at the end.
    """
    if not dump.catalog.whole:
        hint = "`kaigraph import` adds it to what is in the store."
        raise InputError(f"{dump.path}: holds a part of a graph", hint=hint)
    _check_more(_only_in(store, dump.ids()), store, replace=replace)
    yield from import_documents(store, dump.documents())
    _leave(store, dump.ids(), dict(dump.redirects()))
    counts = dump.catalog.counts
    wanted = Holding(
        articles=counts.articles,
        entities=counts.entities,
        claims=counts.claims,
        claims_sha256=dump.catalog.claims_sha256,
    )
    _same(wanted, store)


def copy(source: Store, store: Store, *, replace: bool = False) -> Iterator[Counter[Written]]:
    """Make a store hold what another holds and nothing else, yielding what was done so far. As `restore`.

    Raises:
        InputError: the store holds articles that the source does not have.
        StoreError: the two do not hold the same at the end, for example because the source was written to meanwhile.
    """
    _check_more(_only_in(store, article_ids(source)), store, replace=replace)
    yield from import_documents(store, documents(source, with_text=True))
    _leave(store, article_ids(source), leads(source))
    _same(holding(source), store)
    if graph_hash(source) != graph_hash(store):
        raise StoreError(DIFFERENT, hint=AGAIN)


DIFFERENT = "the two do not hold the same graph"
AGAIN = "If something was written meanwhile, do it again: it goes on from here."


def _check_more(more: Iterator[str], store: Store, *, replace: bool) -> None:
    """Refuse to go on where the store holds what would have to be deleted and nobody asked for that."""
    first = list(islice(more, SHOWN + 1))
    if first and not replace:
        told = ", ".join(first[:SHOWN]) + (" and more" if len(first) > SHOWN else "")
        raise InputError(
            f"{store.info().location}: holds articles that would go: {told}",
            hint="--replace deletes them; `kaigraph import` adds a dump to what is there.",
        )


def _only_in(store: Store, ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the store's articles that are not among some ids; both come in order."""
    rest = iter(ids)
    other = next(rest, None)
    for key in article_ids(store):
        while other is not None and other < key:
            other = next(rest, None)
        if key != other:
            yield key


def _leave(store: Store, ids: Iterable[str], redirects: Mapping[str, str]) -> None:
    """Leave nothing in a store but some articles and former ids, which lead where they are said to."""
    writer = Writer(store)
    for key in _only_in(store, ids):
        writer.delete(key)
    here = leads(store)
    if here == redirects:
        return

    def work(transaction: Transaction) -> None:
        transaction.run("write/begin")
        for key in here.keys() - redirects.keys():
            transaction.run("write/redirect_delete", {"id": key})
        for old, to in redirects.items() - here.items():
            transaction.run("write/redirect", {"id": old, "to": to})

    store.write(work)


def _same(wanted: Holding, store: Store) -> None:
    """Compare what a store holds with what it ought to."""
    found = holding(store)
    different = [name for name in Holding.model_fields if getattr(found, name) != getattr(wanted, name)]
    if different:
        raise StoreError(f"{DIFFERENT}: their {', '.join(different)} differ", hint=AGAIN)
