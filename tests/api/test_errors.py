"""Every error is a Problem Details object that says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.app import create_app
from graph.errors import KaigraphError, StoreDenied, StoreError, StoreLocked, StoreUnavailable
from graph.store import Row, StoreInfo, Transaction
from graph.store.base import Engine, T


def problem(client: TestClient, path: str, status: int) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    return body


def test_an_unknown_name_is_a_404_with_near_names(client: TestClient) -> None:
    body = problem(client, "/v1/entities/산업통상뷰", 404)
    assert len(body.pop("request_id")) == 32
    assert body == {
        "type": "urn:kaigraph:problem:not-found",
        "title": "Nothing has that id or name",
        "status": 404,
        "detail": "nothing here has the id or name '산업통상뷰'",
        "instance": "/v1/entities/산업통상뷰",
        "hint": "Near: 산업통상부 (ministry/motir)",
    }


def test_an_ambiguous_name_is_a_409_with_the_candidates(client: TestClient) -> None:
    body = problem(client, "/v1/lineage?of=로봇", 409)
    assert body["type"] == "urn:kaigraph:problem:ambiguous-name"
    assert body["candidates"] == [{"id": "sector/robot", "name": "로봇"}, {"id": "technology/robot", "name": "로봇"}]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/search", "q"),
        ("/v1/search?q=", "q"),
        ("/v1/search?q=a&x=1", "x"),
        (f"/v1/search?q={'가' * 301}", "q"),
        ("/v1/search?q=a&limit=101", "limit"),
        ("/v1/funding?year=0", "year"),
        ("/v1/funding?year=2026.5", "year"),
        ("/v1/funding?year=이천이십육", "year"),
        ("/v1/funding?status=spent", "status"),
        ("/v1/funding?min_confidence=nan", "min_confidence"),
        ("/v1/funding?limit=99999999999999999999", "limit"),
        ("/v1/funding?Year=2026", "Year"),
        ("/v1/lineage", "of"),
        ("/v1/lineage?of=a&depth=13", "depth"),
        ("/v1/neighbors?of=a&direction=up", "direction"),
        ("/v1/articles?published_from=2025-13-01", "published_from"),
        ("/v1/articles?published_from=20250101", "published_from"),
        ("/v1/articles?published_from=1735689600", "published_from"),
        ("/v1/claims?cursor=", "cursor"),
        ("/v1/entities/ministry/motir?verbose=1", "verbose"),
        ("/v1/overview?x", "x"),
    ],
)
def test_a_parameter_that_is_unknown_or_unusable_is_a_422_that_names_it(
    client: TestClient, path: str, parameter: str
) -> None:
    body = problem(client, path, 422)
    assert body["type"] == "urn:kaigraph:problem:invalid-parameters"
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert parameter in body["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/claims?cursor=abc",
        "/v1/claims?predicate=LIKES",
        "/v1/search?q=a&label=Robot",
        "/v1/search?q=···",
        "/v1/funding?cursor=abc",
        "/v1/funding?section=named&cursor=abc",
        "/v1/neighbors?of=맥스&predicate=HAS_GOAL",
        "/v1/entities/%20",
    ],
)
def test_what_only_the_reader_can_refuse_is_a_400_that_says_why(client: TestClient, path: str) -> None:
    body = problem(client, path, 400)
    assert body["type"] == "urn:kaigraph:problem:unusable-input"
    assert body["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/nothing",
        "/v1/articles/none",
        "/v1/claims/none",
        "/v1/targets?of=없는 것",
        "/v1/entities/MATCH (n) DELETE n",
    ],
)
def test_what_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    problem(client, path, 404)


@pytest.mark.parametrize("text", ["' OR 1=1 //", "\\'}) DETACH DELETE n //", "$id", "`", "%EF%BF%BF", "\u202e조선"])
def test_pieces_of_cypher_and_stray_characters_are_just_names_that_nobody_has(client: TestClient, text: str) -> None:
    for path in ("/v1/lineage", "/v1/targets", "/v1/neighbors"):
        assert client.get(path, params={"of": text}).status_code in (200, 404)
    assert client.get("/v1/search", params={"q": text}).status_code in (200, 400)
    assert client.get("/v1/overview").json()["articles"] == 3


def test_another_method_is_a_405_that_says_what_is_allowed(client: TestClient) -> None:
    response = client.post("/v1/funding")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert client.put("/v1/articles").headers["allow"] == "GET, HEAD, POST"
    assert client.put("/v1/articles/ship").headers["allow"] == "DELETE, GET, HEAD"
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "Method Not Allowed"


class Broken:
    """A store that fails."""

    engine: Engine = "neo4j"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        raise self.error

    def write(self, work: Callable[[Transaction], T]) -> T:
        raise self.error

    def apply_schema(self) -> None:
        raise self.error

    def info(self) -> StoreInfo:
        return StoreInfo("neo4j", "5.26", "bolt://nowhere")

    def close(self) -> None:
        pass


@pytest.fixture
def broken() -> Callable[[Exception], TestClient]:
    return lambda error: TestClient(create_app(Broken(error)), raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(StoreUnavailable, "store-unavailable"), (StoreDenied, "store-denied"), (StoreLocked, "store-locked")],
)
def test_a_store_that_does_not_answer_is_a_503_to_come_back_to(
    broken: Callable[[Exception], TestClient], kind: type[KaigraphError], name: str
) -> None:
    with broken(kind("bolt://nowhere does not answer", hint="Start it.")) as client:
        assert problem(client, "/readyz", 503)["type"] == f"urn:kaigraph:problem:{name}"
        assert problem(client, "/v1/funding?year=2026", 503)["hint"] == "Start it."
        assert client.get("/readyz").headers["retry-after"] == "5"
        assert client.get("/healthz").status_code == 200


def test_a_question_that_takes_longer_than_it_may_is_a_504(serving: Callable[..., TestClient]) -> None:
    body = problem(serving(time_limit=1e-6), "/v1/funding", 504)
    assert (body["type"], body["hint"]) == (
        "urn:kaigraph:problem:out-of-time",
        "Ask for less: a narrower question, fewer rows.",
    )


@pytest.mark.parametrize("error", [StoreError("cypher/read/entity: secret"), RuntimeError("secret")])
def test_an_error_of_the_server_is_a_500_that_gives_nothing_away_and_is_logged(
    broken: Callable[[Exception], TestClient], error: Exception
) -> None:
    with broken(error) as client, capture_logs() as logs:
        body = problem(client, "/v1/overview", 500)
        assert body.pop("request_id")
        assert body == {
            "type": "about:blank",
            "title": "Internal Server Error",
            "status": 500,
            "instance": "/v1/overview",
        }
    faults = [one for one in logs if one["log_level"] == "error"]
    assert [(one["path"], one["exc_info"]) for one in faults] == [("/v1/overview", error)]


def test_who_asks_for_a_page_gets_the_problem_as_one(client: TestClient) -> None:
    response = client.get("/e/로봇", headers={"accept": "text/html"})
    assert response.status_code == 409
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/e/sector/robot"' in response.text
    assert client.get("/v1/entities/로봇", headers={"accept": "text/html"}).json()["status"] == 409
