"""A served process under load, and one whose Neo4j goes away for a while."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from bench.load import ask, open_files, served
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.api.served import GRAPH
from tests.graph.asking import fill

CLIENTS, REQUESTS = 16, 400
FILES_A_THREAD = 3
"""What a thread of the server may open when it first searches: the index of names with its log and its lock."""
PATHS = (
    "/v1/funding?year=2026",
    "/v1/lineage?of=산업 AI 확산 10대 과제",
    "/v1/neighbors?of=맥스",
    "/v1/search?q=산업",
    "/v1/claims?limit=2",
    "/v1/lineage?of=없는 것",
)


def environment(settings: StoreSettings) -> dict[str, str]:
    """What a process needs to use the store of a test."""
    if settings.neo4j_uri is None:
        return {"NEO4J_URI": "", "KAIGRAPH_DATA": str(settings.data)}
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    return {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username, "NEO4J_PASSWORD": password}


@pytest.mark.slow
def test_sixteen_clients_at_once_get_answers_and_leave_nothing_open(settings: StoreSettings) -> None:
    with closing(open_store(settings)) as store:
        fill(store, *GRAPH)
    with served(environment(settings)) as address:
        ask(address, CLIENTS, 50, PATHS)
        before = open_files(address)
        answers = ask(address, CLIENTS, REQUESTS, PATHS)
        after = open_files(address)
    assert answers.wrong == []
    assert sorted(answers.statuses) == [200, 404]
    assert answers.statuses.total() == REQUESTS
    assert after - before <= CLIENTS * FILES_A_THREAD < REQUESTS // len(PATHS), "files stay open behind requests"


class Line:
    """A line between a client and a server on this machine that can be cut and mended."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._begin()

    def mend(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._begin()

    def cut(self) -> None:
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _begin(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self._server))
                self._open += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


@pytest.mark.neo4j_only
def test_while_neo4j_is_away_questions_are_503_and_then_answered_again(settings: StoreSettings) -> None:
    assert settings.neo4j_uri is not None
    line = Line(int(settings.neo4j_uri.rsplit(":", 1)[1]))
    behind = settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{line.port}"})
    with closing(fill(open_store(behind, patience=2), *GRAPH)) as store, TestClient(create_app(store)) as client:
        assert client.get("/v1/funding?year=2026").status_code == 200
        line.cut()
        for path in ("/readyz", "/v1/funding?year=2026", "/v1/entities/맥스"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert answer.json()["type"] == "urn:kaigraph:problem:store-unavailable"
        assert client.get("/healthz").status_code == 200
        line.mend()
        assert client.get("/v1/funding?year=2026").status_code == 200
        assert client.get("/readyz").status_code == 200
    line.cut()
