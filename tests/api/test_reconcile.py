"""The reconciliation service: what OpenRefine asks is answered in the shapes of the protocol, whatever is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from api.fetching import PROPERTIES
from api.reconciled import BATCH
from graph.merges import record
from graph.ontology import LABELS
from graph.store import Store
from tests.api.test_merged import OLD
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOF, pays, report, thing

FOLDER = Path(__file__).parent / "reconciliation"
SHAPES = yaml.safe_load((FOLDER / "shapes.yaml").read_text("utf-8"))
SESSION = yaml.safe_load((FOLDER / "session.yaml").read_text("utf-8"))

MANY = 501
"""One more than the longest page of edges."""

Serving = Callable[..., TestClient]


def check(shape: str, answer: Any) -> None:
    Draft202012Validator({**SHAPES, "$ref": f"#/$defs/{shape}"}).validate(answer)


def send(client: TestClient, step: dict[str, Any]) -> Any:
    path = f"/reconcile{step['path']}"
    response = client.post(path, data=step["form"]) if "form" in step else client.get(path, params=step.get("asked"))
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


def test_a_session_of_openrefine_is_answered_in_the_shapes_of_the_protocol(serving: Serving, store: Store) -> None:
    client = serving()
    record(store, OLD, MAX.id)
    for step in SESSION:
        for name, text in step.get("form", {}).items():
            check(name, json.loads(text))
        answer = send(client, step)
        check(step["shape"], answer)
        for key, expected in step.get("answers", {}).items():
            first = next(iter(answer[key]["result"]), None)
            assert (None if first is None else [first["id"], first["match"]]) == expected, step
            scores = [candidate["score"] for candidate in answer[key]["result"]]
            assert scores == sorted(scores, reverse=True)
            assert [one["match"] for one in answer[key]["result"]].count(True) <= 1


def test_the_manifest_leads_to_services_that_answer(serving: Serving) -> None:
    client = serving()
    manifest = client.get("/reconcile").json()
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    assert [client.get(one["service_url"] + one["service_path"]).status_code for one in services] == [200] * 4
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        shown = client.get(template.replace("{{id}}", quote("alliance/max", safe="")), headers={"accept": "text/html"})
        assert shown.status_code == 200
        assert "M.AX 얼라이언스" in shown.text
    assert [one["id"] for one in manifest["defaultTypes"]] == list(LABELS)


def test_batches_by_address_and_by_form_are_answered_alike(serving: Serving) -> None:
    client = serving()
    batch = json.dumps({"a": {"query": "산업부"}, "나": {"query": "조선", "limit": 1, "type": ["Sector", "Region"]}})
    asked = client.get("/reconcile", params={"queries": batch})
    assert asked.json() == client.post("/reconcile", data={"queries": batch}).json()
    assert [len(asked.json()[key]["result"]) for key in ("a", "나")] == [2, 1]
    assert asked.json()["나"]["result"][0]["type"] == [{"id": "Sector", "name": "업종"}]


def test_a_type_that_there_is_not_finds_nothing_and_one_of_several_is_enough(client: TestClient) -> None:
    kinds: list[Any] = ["Q5", ["Q5", "Alliance"], {"id": "Alliance"}, [], ["Alliance", "Ministry"]]
    batch = {str(at): {"query": "M.AX", "type": kind} for at, kind in enumerate(kinds)}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()
    assert [bool(answer[str(at)]["result"]) for at in range(len(kinds))] == [False, True, True, True, True]


def test_a_property_that_is_another_makes_a_candidate_less_likely(client: TestClient) -> None:
    def score(**given: Any) -> tuple[float, bool]:
        query = {"query": "M.AX 얼라이언스", "properties": [{"pid": key, "v": value} for key, value in given.items()]}
        answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})}).json()
        return answer["q0"]["result"][0]["score"], answer["q0"]["result"][0]["match"]

    assert score() == score(targets="반도체") == score(unknown="x") == (100.0, True)
    assert score(targets=["조선", {"id": "sector/semiconductor"}]) == (100.0, True)
    assert score(targets="조선") == (80.0, False)
    assert score(targets="조선", label="Ministry", articles=1) == (64.0, False)


def test_one_of_very_many_that_are_funded_is_as_given_whichever_it_is(serving: Serving, store: Store) -> None:
    client = serving()
    funded = [thing("Program", f"로봇 사업 {at:03}") for at in range(MANY)]
    fill(store, report("many", "2025-12-24", *(pays(MOF, one, f"해수부는 {one.name}에 돈을 댄다.") for one in funded)))

    def score(value: str) -> tuple[float, bool]:
        query = {"query": "해양수산부", "properties": [{"pid": "funds", "v": value}]}
        answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})}).json()
        return answer["q0"]["result"][0]["score"], answer["q0"]["result"][0]["match"]

    assert [score(one.id) for one in (funded[0], funded[-1])] == [(100.0, True)] * 2
    assert score(funded[-1].name) == (100.0, True)
    assert score("program/none") == (80.0, False)


def test_properties_are_fetched_as_texts_whole_won_and_entities(client: TestClient) -> None:
    asked = {"ids": ["ministry/motir", "alliance/max"], "properties": [{"id": key} for key in [*PROPERTIES, "nothing"]]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    check("extension", answer)
    rows = answer["rows"]
    assert [column["id"] for column in answer["meta"]] == [*PROPERTIES, "nothing"]
    assert rows["alliance/max"]["name_en"] == [{"str": "M.AX Alliance"}]
    assert rows["alliance/max"]["targets"] == [{"id": "sector/semiconductor", "name": "반도체"}]
    assert rows["alliance/max"]["funded_by"] == [{"id": "ministry/motir", "name": "산업통상부"}]
    assert rows["ministry/motir"]["succeeds"] == [{"id": "ministry/motie", "name": "산업통상자원부"}]
    assert rows["ministry/motir"]["articles"] == [{"int": 3}]
    assert rows["ministry/motir"]["given_periods_krw"] == [{"int": 160_300_000_000}]
    assert rows["ministry/motir"]["received_named_krw"] == rows["ministry/motir"]["nothing"] == []


def test_a_former_id_means_the_present_entity_wherever_it_stands(serving: Serving, store: Store) -> None:
    client = serving()
    record(store, OLD, MAX.id)
    asked = {"ids": [OLD, MAX.id], "properties": [{"id": key} for key in PROPERTIES]}
    rows = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()["rows"]
    assert list(rows) == [OLD, MAX.id]
    assert rows[OLD] == rows[MAX.id]
    assert rows[OLD]["name_en"] == [{"str": "M.AX Alliance"}]

    given = {"pid": "funds", "v": {"id": OLD, "name": "옛이름"}}
    batch = {"id": {"query": OLD}, "value": {"query": "산업통상부", "properties": [given]}}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()
    best = [answer[key]["result"][0] for key in batch]
    assert [(one["id"], one["score"], one["match"]) for one in best] == [
        (MAX.id, 100.0, True),
        ("ministry/motir", 100.0, True),
    ]

    assert [one["id"] for one in client.get(f"/reconcile/suggest/entity?prefix={OLD}").json()["result"]] == [MAX.id]
    shown = client.get("/reconcile/preview", params={"id": OLD}, follow_redirects=False)
    assert (shown.status_code, shown.headers["location"]) == (308, "/reconcile/preview?id=alliance%2Fmax")
    assert client.get("/reconcile/preview", params={"id": OLD}).status_code == 200


def test_a_proposal_names_the_type_and_limit_that_it_was_asked_for(client: TestClient) -> None:
    few = client.get("/reconcile/properties", params={"type": "Sector", "limit": 2}).json()
    assert few == {"properties": [{"id": key, "name": PROPERTIES[key].name} for key in ("name_en", "aliases")]} | {
        "type": "Sector",
        "limit": 2,
    }
    assert "funds" not in [one["id"] for one in client.get("/reconcile/properties?type=Sector").json()["properties"]]
    other = client.get("/reconcile/properties?type=Q5").json()
    assert (other["type"], "limit" in other) == ("Q5", False)


def test_suggestions_go_on_where_they_are_asked_to(client: TestClient) -> None:
    def ids(**asked: Any) -> list[str]:
        found: list[str] = [one["id"] for one in client.get("/reconcile/suggest/entity", params=asked).json()["result"]]
        return found

    assert ids(prefix="산업통") == ["ministry/motir", "ministry/motie"]
    assert ids(prefix="산업통", cursor=1) == ["ministry/motie"]
    assert ids(prefix="산업통", limit=1, callback="f", type="Ministry") == ["ministry/motir"]
    assert ids(prefix="ministry/motir") == ["ministry/motir"]
    assert ids(prefix="") == ids(prefix="···") == []
    types = client.get("/reconcile/suggest/type", params={"prefix": "minist"}).json()["result"]
    assert [one["id"] for one in types] == ["Ministry"]


def test_suggestions_go_on_to_the_last_that_is_found(serving: Serving, store: Store) -> None:
    client = serving()
    robots = [thing("Program", f"로봇 사업 {at:03}") for at in range(120)]
    fill(store, report("robots", "2025-12-24", extra=tuple(robots)))

    def suggested(cursor: int, limit: int) -> list[str]:
        asked: dict[str, str | int] = {"prefix": "로봇 사업", "cursor": cursor, "limit": limit}
        return [one["id"] for one in client.get("/reconcile/suggest/entity", params=asked).json()["result"]]

    pages = [suggested(cursor, 40) for cursor in range(0, 160, 40)]
    assert [len(page) for page in pages] == [40, 40, 40, 0]
    assert {one for page in pages for one in page} == {one.id for one in robots}
    assert suggested(115, 50) == pages[2][-5:]


def test_a_preview_loads_nothing_from_elsewhere_and_may_stand_in_a_frame(client: TestClient) -> None:
    shown = client.get("/reconcile/preview", params={"id": "alliance/max"})
    assert "frame-ancestors *" in shown.headers["content-security-policy"]
    assert "http://" not in shown.text.replace("http://testserver", "")
    assert client.get("/reconcile/preview", params={"id": "alliance/none"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/suggest/entity?prefix=a", "/suggest/entity?limit=x", "?queries=x", "/preview?id=no"]
)
def test_every_origin_may_ask_and_learns_of_errors(client: TestClient, path: str) -> None:
    for method in (client.get, client.options):
        headers = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
        assert method(f"/reconcile{path}", headers=headers).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/v1/overview", headers=headers).headers


BROKEN = [
    "",
    "x",
    "[]",
    "1",
    "null",
    '{"q0": 1}',
    '{"q0": {"query": 1}}',
    '{"q0": {"query": "a", "limit": "many"}}',
    "{" * 5000,
    '{"q0": {"query": "a", "limit": 1e999}}',
    '{"q0": {"query": "a", "limit": NaN}}',
    '{"\\ud800": {"query": "a"}}',
    '{"q0": {"query": "a", "properties": [1]}}',
    '{"q0": {"query": "a", "type": 5}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("name", ["queries", "extend"])
@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_request_is_a_problem_that_says_so(client: TestClient, name: str, text: str) -> None:
    response = client.post("/reconcile", data={name: text})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert name in response.json()["detail"]


def test_too_much_at_once_is_refused(client: TestClient) -> None:
    batch = {f"q{at}": {"query": "a"} for at in range(BATCH + 1)}
    refused = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert (refused.status_code, refused.json()["type"]) == (413, "urn:kaigraph:problem:too-large")
    many = {"ids": ["a"] * 1000, "properties": []}
    assert client.post("/reconcile", data={"extend": json.dumps(many)}).status_code == 400
    assert client.post("/reconcile", content=b"\xff\xfe").status_code == 400
    assert client.post("/reconcile", content=b"a=1&" * 100).status_code == 400
    assert client.post("/reconcile", data={"x": "y"}).status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(["query", "type", "limit", "properties", "type_strict"])


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batch=st.dictionaries(st.text(max_size=5), st.dictionaries(FIELDS, JSON | st.sampled_from(["산업부", "ㅅㅇㅂ"])))
)
def test_no_query_is_a_fault(client: TestClient, batch: dict[str, Any]) -> None:
    response = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert response.status_code in (200, 400, 413)
    if response.status_code == 200:
        check("results", response.json())
