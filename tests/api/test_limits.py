"""What a request may be: how often, how long, how large, in which encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.middleware.limits import MOST_URL, whose
from api.settings import ApiSettings
from graph.errors import InputError
from tests.api.conftest import TOKEN

WRITER = {"authorization": f"Bearer {TOKEN}"}


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:kaigraph:problem:{kind}"
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def test_who_asks_too_often_is_told_when_to_come_again(serving: Callable[..., TestClient]) -> None:
    client = serving(rate_limit="2/hour")
    assert [client.get("/v1/overview").status_code for _ in range(2)] == [200, 200]
    refused = client.get("/v1/overview")
    body = problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 3600
    assert body["hint"] == f"Come again in {refused.headers['retry-after']} seconds."
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
    other = TestClient(client.app, client=("192.0.2.7", 1))
    assert other.get("/v1/overview").status_code == 200


def test_a_client_is_an_address_or_the_network_that_it_has() -> None:
    same = {whose({"client": (host, 1)}) for host in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")}
    assert same == {"2001:db8:1:2::/64"}
    assert whose({"client": ("192.0.2.7", 1)}) == "192.0.2.7"
    assert whose({"client": ("::ffff:192.0.2.7", 1)}) == "192.0.2.7"
    assert whose({"client": None}) == "unknown"


def test_a_limit_may_be_off(serving: Callable[..., TestClient]) -> None:
    client = serving(rate_limit="off")
    assert {client.get("/healthz").status_code for _ in range(5)} == {200}


def test_an_address_that_is_too_long_is_a_414(client: TestClient) -> None:
    problem(client.get("/v1/search?q=" + "a" * MOST_URL), 414, "address-too-long")


@pytest.mark.parametrize("path", ["/v1/search?q=%ff", "/v1/entities/%ed%a0%80", "/v1/search?q=%00", "/e/%c3%28"])
def test_escapes_that_are_no_text_are_a_400(client: TestClient, path: str) -> None:
    problem(client.get(path), 400, "bad-encoding")


def chunks() -> Iterator[bytes]:
    for _ in range(30):
        yield b"a" * 100


def test_a_body_that_is_too_large_is_a_413_announced_or_not(serving: Callable[..., TestClient]) -> None:
    client = serving(max_body=1000)
    problem(client.post("/v1/articles", content=b"a" * 1001, headers=WRITER), 413, "too-large")
    streamed = client.post("/v1/articles", content=chunks(), headers=WRITER | {"content-type": "application/json"})
    assert streamed.status_code == 413
    assert streamed.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("write_tokens", "secret"),
        ("cors_origins", "example.org"),
        ("trusted_proxies", "proxy"),
        ("rate_limit", "many"),
        ("time_limit", 0),
        ("max_body", 0),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(setting: str, value: object) -> None:
    with pytest.raises(InputError, match=r"the setting .* cannot be used"):
        ApiSettings.model_validate({setting: value})


def test_pages_of_other_origins_may_ask_where_they_are_named(serving: Callable[..., TestClient]) -> None:
    client = serving(cors_origins="https://example.org, https://other.example")
    asked = {"origin": "https://example.org"}
    assert client.get("/v1/overview", headers=asked).headers["access-control-allow-origin"] == "https://example.org"
    assert client.get("/v1/lineage?of=없다", headers=asked).headers["access-control-allow-origin"]
    page = client.get("/v1/claims?limit=1&format=csv", headers=asked)
    assert {"Link", "Content-Disposition"} <= set(page.headers["access-control-expose-headers"].split(", "))
    preflight = client.options(
        "/v1/articles",
        headers=asked | {"access-control-request-method": "POST", "access-control-request-headers": "authorization"},
    )
    assert preflight.status_code == 200
    stranger = client.get("/v1/overview", headers={"origin": "https://stranger.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_no_other_origin_may_ask_unless_named(client: TestClient) -> None:
    answer = client.get("/v1/overview", headers={"origin": "https://example.org"})
    assert "access-control-allow-origin" not in answer.headers


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIGRAPH_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1")
    monkeypatch.setenv("KAIGRAPH_RATE_LIMIT", "20/second")
    settings = ApiSettings()
    assert settings.proxies == ["10.0.0.0/8", "192.0.2.1"]
    assert settings.rate is not None
    assert (settings.rate.amount, settings.rate.get_expiry()) == (20, 1)
