"""A client of the HTTP interface over a small graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.api.served import GRAPH
from tests.graph.asking import fill


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = fill(open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("api"))), *GRAPH)
    with TestClient(create_app(store)) as client:
        yield client
    store.close()
