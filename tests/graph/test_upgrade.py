"""A store that an older kaigraph wrote gets its names when it is opened for writing, and is refused until then."""

from __future__ import annotations

from contextlib import closing

import pytest

from graph.check import check, graph_hash
from graph.errors import StoreError
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store import Transaction
from graph.store.opening import open_store
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOTIE, MOTIR, report


def make_older(transaction: Transaction) -> None:
    """Take out of a store what an older kaigraph did not put in."""
    ids = [MAX.id, MOTIR.id, MOTIE.id]
    names = [row["name"] for row in transaction.run("write/names_of", {"ids": ids})]
    transaction.run("write/names_delete", {"entities": [{"id": key, "keys": []} for key in ids]})
    transaction.run("write/names_drop", {"ids": names})
    transaction.run("write/spelling", {"spelling": None})


def test_an_older_store_is_refused_to_readers_and_brought_up_for_writers(settings: StoreSettings) -> None:
    with closing(open_store(settings)) as store:
        fill(store, report("a", "2025-12-24", extra=(MAX, MOTIR, MOTIE)))
        before = graph_hash(store)
        store.write(make_older)
        assert [fault.what for fault in check(store).faults] == ["entities that are not found by their names"]
    with pytest.raises(StoreError, match="older kaigraph") as raised:
        open_store(settings, read_only=True)
    assert "store rebuild" in (raised.value.hint or "")
    with closing(open_store(settings)) as store:
        assert Reader(store).entity("산업부").id == MOTIR.id
        assert (graph_hash(store), check(store).ok) == (before, True)
    open_store(settings, read_only=True).close()


def test_a_new_store_is_not_taken_for_an_older_one(settings: StoreSettings) -> None:
    with closing(open_store(settings)) as store:
        fill(store, report("a", "2025-12-24", extra=(MAX,)))
    with closing(open_store(settings, read_only=True)) as store:
        assert Reader(store).entity("맥스").id == MAX.id
