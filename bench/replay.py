"""What a writer sent to its store, sent again through the engine's own driver."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.recording import Statement, driver
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.embedded import EmbeddedStore
from graph.store.opening import open_store


@contextmanager
def empty_store() -> Iterator[Store]:
    """Open the Neo4j of the environment, which must be empty and is emptied again, or an embedded store in /tmp."""
    settings = StoreSettings()
    if settings.neo4j_uri is None:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(open_store(StoreSettings(neo4j_uri=None, data=Path(folder) / "store"))) as store,
        ):
            yield store
        return
    with closing(open_store(settings)) as store:
        if store.read("write/manifest"):
            raise SystemExit(f"{store.info().location} holds articles: name an empty store")
        try:
            yield store
        finally:
            query = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
            with driver() as bare, bare.session(database=settings.neo4j_database) as session:
                session.run(query).consume()


def replay(store: Store, transactions: list[list[Statement]]) -> float:
    """Send recorded transactions to a store's engine; return the seconds that it takes."""
    if isinstance(store, EmbeddedStore):
        session = store._session  # only one in a process may hold the file
        began = time.perf_counter()
        for sent in transactions:
            transaction = session.begin()
            for text, parameters in sent:
                list(transaction.cypher(text, params=parameters or None) or ())
            transaction.commit()
        return time.perf_counter() - began
    with driver() as bare, bare.session(database=StoreSettings().neo4j_database) as neo4j:
        began = time.perf_counter()
        for sent in transactions:
            with neo4j.begin_transaction() as managed:
                for text, parameters in sent:
                    list(managed.run(text, parameters))
        return time.perf_counter() - began
