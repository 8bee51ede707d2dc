"""The description of the interface is whole, and neither it nor the pages load anything from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.accepting import Accepting
from api.app import create_app
from api.settings import ApiSettings
from api.tables import SENT_AS
from tests.api.test_limits import WRITER
from tests.api.test_writing import quick


@pytest.fixture
def schema(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def test_every_endpoint_is_described_with_its_problems_under_their_own_media_type(schema: dict[str, Any]) -> None:
    assert set(schema["paths"]) == {
        "/healthz",
        "/metrics",
        "/readyz",
        "/reconcile",
        "/reconcile/preview",
        "/reconcile/properties",
        "/reconcile/suggest/entity",
        "/reconcile/suggest/property",
        "/reconcile/suggest/type",
        "/v1/articles",
        "/v1/articles/{id}",
        "/v1/changes",
        "/v1/claims",
        "/v1/claims/{id}",
        "/v1/contradictions",
        "/v1/entities/{id}",
        "/v1/entities/{id}/timeline",
        "/v1/export/{format}",
        "/v1/funding",
        "/v1/lineage",
        "/v1/merges",
        "/v1/merges/{id}",
        "/v1/neighbors",
        "/v1/overview",
        "/v1/paths",
        "/v1/search",
        "/v1/targets",
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["operationId"].isidentifier(), path
            assert "_v1_" not in operation["operationId"], path
            assert operation["description"], path
            for status, response in operation["responses"].items():
                if status in ("204", "308") or (status, path) == ("200", "/v1/export/{format}"):
                    continue
                good = status[0] == "2"
                answer = SHOWN_AS.get(path, "application/json")
                shown_too = TABLES_TOO | SHOWN_TOO.get(path, set()) if good else set()
                wanted = answer if good else "application/problem+json"
                assert set(response["content"]) - shown_too == {wanted}, (path, status)


SHOWN_AS = {"/metrics": "text/plain", "/reconcile/preview": "text/html"}
"""The media type of an endpoint that answers in no JSON."""
TABLES_TOO = {media_type.split(";")[0] for media_type in SENT_AS.values()}
SHOWN_TOO = {"/v1/lineage": {"text/vnd.mermaid"}, "/v1/paths": {"text/vnd.mermaid"}}
"""Media types beside JSON that an endpoint answers in."""


def test_every_parameter_says_what_it_is(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    assert parameter["description"], (path, parameter["name"])


def example(schema: dict[str, Any]) -> Any:
    """Return the first example of a parameter, which may stand in one of its alternatives, or its first word."""
    for one in (schema, *schema.get("anyOf", [])):
        if one.get("examples"):
            return one["examples"][0]
    return schema["enum"][0] if "enum" in schema and "default" not in schema else None


def value(parameter: dict[str, Any]) -> Any:
    """Return the example of a parameter as it is sent: of one that holds JSON, its text."""
    if "content" in parameter:
        return json.dumps(example(parameter["content"]["application/json"]["schema"]), ensure_ascii=False)
    return example(parameter["schema"])


def bodies(schema: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the examples of the body of a request, in JSON or as a form; of one that has none, nothing to send."""
    if "requestBody" not in operation:
        return [{}]
    ((media_type, content),) = operation["requestBody"]["content"].items()
    if media_type == "application/x-www-form-urlencoded":
        forms = content["schema"]["examples"]
        return [{"data": {name: json.dumps(part) for name, part in form.items()}} for form in forms]
    model = content["schema"]["$ref"].rsplit("/", 1)[1]
    return [{"json": body} for body in schema["components"]["schemas"][model]["examples"]]


OPERATIONS = [
    (method, path)
    for path, operations in create_app(settings=ApiSettings()).openapi()["paths"].items()
    for method in operations
    if (method, path) != ("get", "/v1/claims/{id}")  # whose ids are made from what was read
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_examples_of_an_endpoint_work_as_they_stand(
    serving: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.setattr(Accepting, "_read", quick)
    client = serving()
    described = client.get("/openapi.json").json()
    operation = described["paths"][path][method]
    given = operation.get("parameters", [])
    values = {one["name"]: value(one) for one in given if value(one) is not None}
    assert {one["name"] for one in given if one["required"]} <= values.keys()
    asked = {one["name"]: values[one["name"]] for one in given if one["in"] == "query" and one["name"] in values}
    if (method, path) == ("delete", "/v1/merges/{id}"):
        client.post("/v1/merges", json={"old": values["id"], "new": "alliance/max"}, headers=WRITER)
    for body in bodies(described, operation):
        answer = client.request(method, path.format(**values), params=asked, headers=WRITER, **body)
        assert answer.is_success, answer.text
        assert str(answer.status_code) in operation["responses"]


def test_the_examples_of_reconciliation_find_and_fetch_something(client: TestClient, schema: dict[str, Any]) -> None:
    asked = {one["name"]: value(one) for one in schema["paths"]["/reconcile"]["get"]["parameters"]}
    found = client.get("/reconcile", params={"queries": asked["queries"]}).json()
    fetched = client.get("/reconcile", params={"extend": asked["extend"]}).json()
    forms = [client.post("/reconcile", **form).json() for form in bodies(schema, schema["paths"]["/reconcile"]["post"])]
    assert forms == [found, fetched]
    assert [one["result"][0]["id"] for one in found.values()] == ["ministry/motir", "alliance/max"]
    assert fetched["rows"]["alliance/max"]["name_en"] == [{"str": "M.AX Alliance"}]
    assert fetched["rows"]["ministry/motir"]["given_periods_krw"] == [{"int": 160_300_000_000}]


def test_a_claim_that_a_list_shows_is_there_by_its_id(client: TestClient) -> None:
    listed = client.get("/v1/claims", params={"limit": 1}).json()["items"][0]
    assert client.get(f"/v1/claims/{listed['id']}").json() == listed


@pytest.mark.parametrize("path", ["/docs", "/", "/money", "/e/alliance/max"])
def test_no_page_loads_anything_from_elsewhere(client: TestClient, path: str) -> None:
    text = client.get(path, headers={"accept": "text/html"}).text
    loaded = re.findall(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)\"""", text)
    assert loaded
    for address in loaded:
        assert address.startswith("/"), address
        assert client.get(address).status_code == 200, address


def test_without_a_store_the_application_opens_that_of_the_environment_and_closes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path / "data"))
    for _ in range(2):  # a store that was not closed could not be opened again
        with TestClient(create_app()) as client:
            assert client.get("/v1/overview").json()["articles"] == 0


def test_behind_a_proxy_links_stand_below_its_path(client: TestClient) -> None:
    behind = TestClient(client.app, root_path="/kaigraph")
    text = behind.get("/", headers={"accept": "text/html"}).text
    assert 'href="/kaigraph/style.css"' in text
    assert 'href="/kaigraph/docs"' in text
