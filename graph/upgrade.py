"""A store that an older kaigraph wrote, brought to how names are kept today."""

from __future__ import annotations

import structlog

from graph.errors import StoreError
from graph.layout import called
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
    """Spell every name anew where an older kaigraph wrote the store; return how many entities were named.

    Safe to break off: what was done stays, and the next call does all of it again.
    """
    if not is_older(store):
        return 0
    after, named = "", 0
    while rows := store.read("write/entity_keys", {"after": after, "limit": AT_ONCE}):
        store.write(lambda transaction, rows=rows: _name(transaction, rows))  # type: ignore[misc]
        after, named = rows[-1]["id"], named + len(rows)
    store.write(lambda transaction: transaction.run("write/spelling", {"spelling": SPELLING}))
    log.info("store.names_spelt_anew", entities=named)
    return named


def _name(transaction: Transaction, rows: list[Row]) -> None:
    transaction.run("write/begin")
    transaction.run("write/names", {"names": called({row["id"]: row["keys"] or [] for row in rows})})
