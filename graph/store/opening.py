"""The choice between the stores: Neo4j where `NEO4J_URI` is set, else the embedded engine."""

from __future__ import annotations

from graph.settings import StoreSettings
from graph.store.base import Store
from graph.store.embedded import EmbeddedStore
from graph.upgrade import bring_up, refuse_older

CONNECTING = 2.0
"""Seconds that a connection may take beyond the patience: one to a far server needs several exchanges."""


def open_store(
    settings: StoreSettings | None = None, *, read_only: bool = False, patience: float | None = None
) -> Store:
    """Open the store that the settings name, with its schema in place and its names as they are kept today.

    Args:
        settings: where it is; read from the environment where none are given.
        read_only: for questions only. The embedded store can then be opened while another process writes to it, and
            shows its last checkpoint; `info()` says so.
        patience: seconds for which a Neo4j that does not answer is asked again before the store counts as unavailable;
            a connection may take `CONNECTING` more. Longer where none are given.

    Raises:
        StoreLocked: another process holds the embedded store.
        StoreUnavailable: the store does not answer or cannot be used.
        StoreDenied: Neo4j refuses the credentials.
        StoreError: an older kaigraph wrote it, and it is opened for reading only.
    """
    settings = settings or StoreSettings()
    store: Store
    if settings.neo4j_uri:
        from graph.store.neo4j import Neo4jStore  # the driver takes a while to load, and only this store needs it

        seconds = {} if patience is None else {"retry_seconds": patience, "connect_seconds": patience + CONNECTING}
        store = Neo4jStore.connect(settings, read_only=read_only, **seconds)
    else:
        store = EmbeddedStore(settings.data, read_only=read_only)
    try:
        if read_only:
            refuse_older(store)
        else:
            store.apply_schema()
            bring_up(store)
    except BaseException:
        store.close()
        raise
    return store
