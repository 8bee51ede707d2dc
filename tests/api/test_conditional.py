"""Who has an answer already is told that it still holds, and the store is not asked for it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.store import Row, Store, StoreInfo, Transaction
from graph.store.base import Engine, T
from graph.writer import Writer
from tests.api.served import GRAPH
from tests.graph.asking import fill
from tests.graph.examples import CHIPS, SHIP, report, say

LATER = report("later", "2026-01-05", say("TARGETS", SHIP, CHIPS, "반도체를 겨냥한다."))


class Listening:
    """A store that notes what it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.engine: Engine = store.engine
        self.asked: list[str] = []

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        self.asked.append(statement)
        return self._store.read(statement, parameters, slot=slot)

    def write(self, work: Callable[[Transaction], T]) -> T:
        return self._store.write(work)

    def apply_schema(self) -> None:
        self._store.apply_schema()

    def info(self) -> StoreInfo:
        return self._store.info()

    def close(self) -> None:
        self._store.close()


@pytest.fixture
def listening(store: Store) -> Listening:
    return Listening(fill(store, *GRAPH))


def test_an_answer_that_still_holds_is_a_304_for_one_question_to_the_store(listening: Listening) -> None:
    with TestClient(create_app(listening)) as client:
        first = client.get("/v1/funding?year=2026")
        listening.asked.clear()
        again = client.get("/v1/funding?year=2026", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["etag"], again.headers["cache-control"]) == (first.headers["etag"], "no-cache")
        assert listening.asked == ["check/mark"]


def test_a_write_makes_every_tag_a_new_one(listening: Listening) -> None:
    with TestClient(create_app(listening)) as client:
        before = client.get("/v1/overview")
        Writer(listening).write(LATER)
        after = client.get("/v1/overview", headers={"if-none-match": before.headers["etag"]})
        assert (after.status_code, after.json()["articles"]) == (200, before.json()["articles"] + 1)
        Writer(listening).delete("later")
        assert client.get("/v1/overview").headers["etag"] not in (before.headers["etag"], after.headers["etag"])


def test_a_tag_is_that_of_one_address_and_one_representation(client: TestClient) -> None:
    asked = [
        client.get("/v1/funding?year=2026"),
        client.get("/v1/funding?year=2025"),
        client.get("/v1/targets?of=조선"),
        client.get("/v1/funding?year=2026", headers={"accept": "text/csv"}),
    ]
    assert len({answer.headers["etag"] for answer in asked}) == 4
    assert all("Accept" in answer.headers["vary"] for answer in asked)
    assert client.get("/v1/funding?year=2026").headers["etag"] == asked[0].headers["etag"]


def test_a_compressed_answer_has_the_same_tag(client: TestClient) -> None:
    plain = client.get("/v1/funding", headers={"accept-encoding": "identity"})
    packed = client.get("/v1/funding", headers={"accept-encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.headers["etag"]) == ("gzip", plain.headers["etag"])
    assert "Accept-Encoding" in packed.headers["vary"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.json() == plain.json()
    known = client.get("/v1/funding", headers={"if-none-match": plain.headers["etag"]})
    assert (known.status_code, known.headers["vary"]) == (304, "Accept, Accept-Encoding")


def test_a_problem_is_neither_tagged_nor_kept(client: TestClient) -> None:
    answer = client.get("/v1/lineage?of=없다")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_the_head_of_an_answer_is_its_headers(client: TestClient) -> None:
    head, whole = client.head("/v1/overview"), client.get("/v1/overview")
    assert (head.status_code, head.content) == (200, b"")
    assert (head.headers["etag"], head.headers["content-length"]) == (
        whole.headers["etag"],
        whole.headers["content-length"],
    )
