"""A store that an older kaigraph wrote, brought to how names are kept today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog

from graph.errors import StoreError
from graph.layout import called, headline_properties
from graph.spelling import SPELLING
from graph.store.base import Row, Store, Transaction

log = structlog.get_logger(__name__)

AT_ONCE = 1000
"""How many entities one transaction names."""


def is_older(store: Store) -> bool:
    """Tell whether the store's names are kept as an older kaigraph did: nobody is found by name then."""
    rows = store.read("check/spelling")
    return bool(rows) and rows[0]["spelling"] != SPELLING


def refuse_older(store: Store) -> None:
    """Refuse to answer from a store whose names cannot be looked up.

    Raises:
        StoreError: it was written by an older kaigraph.
    """
    if is_older(store):
        location = store.info().location
        raise StoreError(
            f"{location}: was written by an older kaigraph, and its names cannot be looked up",
            hint="Open it once for writing, for example by `kaigraph store rebuild`.",
        )


def bring_up(store: Store) -> int:
    """Spell every name and headline anew where an older kaigraph wrote the store; return how many entities were named.

    Safe to break off: what was done stays, and the next call does all of it again.
    """
    if not is_older(store):
        return 0
    named = 0
    for rows in _batches(store, "write/entity_keys"):
        names = called({row["id"]: row["keys"] or [] for row in rows})
        _write(store, "write/names", {"names": names})
        named += len(rows)
    for rows in _batches(store, "write/article_names"):
        titles = [{"id": row["id"], "properties": headline_properties(_title(row))} for row in rows]
        _write(store, "write/article_headlines", {"articles": titles})
    _write(store, "write/spelling", {"spelling": SPELLING})
    log.info("store.names_spelt_anew", entities=named)
    return named


def _batches(store: Store, statement: str) -> Iterator[list[Row]]:
    after = ""
    while rows := store.read(statement, {"after": after, "limit": AT_ONCE}):
        yield rows
        after = rows[-1]["id"]


def _write(store: Store, statement: str, parameters: dict[str, Any]) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("write/begin")
        transaction.run(statement, parameters)

    store.write(work)


def _title(row: Row) -> str | None:
    """Return an article's headline; one that has none is named by its id."""
    name: str = row["name"]
    return None if name == row["id"] else name
