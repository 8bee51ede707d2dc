"""A former id of an entity leads to the present one, wherever it stands in an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from graph.merges import record
from graph.store import Store
from tests.api.test_limits import WRITER, problem

OLD = "alliance/옛이름"


@pytest.fixture
def merged(serving: Callable[..., TestClient], store: Store) -> TestClient:
    client = serving()
    record(store, OLD, "alliance/max")
    return client


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (f"/v1/entities/{OLD}", "/v1/entities/alliance/max"),
        (f"/v1/neighbors?of={OLD}&limit=3", "/v1/neighbors?of=alliance%2Fmax&limit=3"),
        (f"/v1/funding?recipient={OLD}", "/v1/funding?recipient=alliance%2Fmax"),
        (f"/v1/claims?subject={OLD}&year=2026", "/v1/claims?subject=alliance%2Fmax&year=2026"),
        (f"/e/{OLD}", "/e/alliance/max"),
    ],
)
def test_a_question_about_a_former_id_is_a_308_to_the_present_one(merged: TestClient, asked: str, told: str) -> None:
    answer = merged.get(asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, told)
    assert merged.get(asked).status_code == 200


def test_a_name_that_nobody_has_still_leads_nowhere(merged: TestClient) -> None:
    assert merged.get("/v1/entities/alliance/nobody", follow_redirects=False).status_code == 404


def test_the_description_tells_of_the_redirect(merged: TestClient) -> None:
    paths = merged.get("/openapi.json").json()["paths"]
    assert "Location" in paths["/v1/lineage"]["get"]["responses"]["308"]["headers"]
    assert "308" not in paths["/v1/overview"]["get"]["responses"]


def test_two_entities_are_made_one_with_a_token_and_that_is_taken_back(serving: Callable[..., TestClient]) -> None:
    client = serving()
    one = {"old": "ministry/motie", "new": "ministry/motir"}
    problem(client.post("/v1/merges", json=one), 401, "unauthorized")
    made = client.post("/v1/merges", json=one, headers=WRITER)
    assert (made.status_code, made.json()) == (200, one | {"articles": 1})
    assert client.get("/v1/entities/ministry/motie", follow_redirects=False).status_code == 308
    problem(client.post("/v1/merges", json=one | {"new": "alliance/max"}, headers=WRITER), 400, "unusable-input")
    problem(client.post("/v1/merges", json=one | {"new": "ministry/none"}, headers=WRITER), 404, "not-found")
    assert client.delete("/v1/merges/ministry/motie", headers=WRITER).status_code == 204
    assert client.get("/v1/entities/ministry/motie", follow_redirects=False).json()["name"] == "산업통상자원부"
    problem(client.delete("/v1/merges/ministry/motie", headers=WRITER), 404, "not-found")
