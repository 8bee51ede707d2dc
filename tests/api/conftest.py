"""A client of the HTTP interface over a small graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from api.tokens import hash_of
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from tests.api.served import GRAPH
from tests.graph.asking import fill

TOKEN = "a token of the tests"


@pytest.fixture
def serving(store: Store) -> Iterator[Callable[..., TestClient]]:
    """Give clients of the same small graph on each engine, with settings of one's own; `TOKEN` may write."""
    fill(store, *GRAPH)
    with ExitStack() as stack:

        def serve(**settings: Any) -> TestClient:
            chosen = ApiSettings.model_validate({"write_tokens": hash_of(TOKEN)} | settings)
            return stack.enter_context(TestClient(create_app(store, chosen), raise_server_exceptions=False))

        yield serve


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = fill(open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("api"))), *GRAPH)
    with TestClient(create_app(store)) as client:
        yield client
    store.close()
