"""Every request has an id, a line in the log and a place in the figures; none of them holds what was asked for."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api import logs


def test_a_request_is_one_line_of_the_log_without_its_query(client: TestClient) -> None:
    with capture_logs() as lines:
        answer = client.get("/v1/search?q=김정관")
    (line,) = (one for one in lines if one["event"] == "request")  # the first search makes the index of names
    assert line.pop("ms") > 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "/v1/search",
        "path": "/v1/search",
        "status": 200,
        "bytes": len(answer.content),
        "client": "testclient",
        "request_id": answer.headers["x-request-id"],
    }


def test_a_sane_request_id_is_kept_and_another_replaced(client: TestClient) -> None:
    def called(given: str) -> str:
        return client.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"]

    assert called("trace-7:a/b") == "trace-7:a/b"
    for given in ("a b", "x" * 129, '"><script>', ""):
        assert called(given) != given
        assert len(called(given)) == 32


def test_figures_go_by_the_route_and_never_by_what_was_asked(client: TestClient) -> None:
    client.get("/v1/entities/김정관")
    client.get("/v1/entities/산업통상부")
    client.get("/no/such/김정관")
    client.request("BREW", "/v1/overview")
    text = client.get("/metrics").text
    assert 'kaigraph_http_requests_total{method="GET",route="/v1/entities/{id}",status="404"}' in text
    assert 'kaigraph_http_requests_total{method="GET",route="/v1/entities/{id}",status="200"}' in text
    assert 'route="unmatched",status="404"' in text
    assert 'method="other"' in text
    assert "김정관" not in text
    assert "BREW" not in text
    assert "kaigraph_http_requests_in_progress 1.0" in text


def test_the_server_logs_json_with_the_request_of_each_line(
    capsys: pytest.CaptureFixture[str], client: TestClient
) -> None:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.configure()
    try:
        answer = client.get("/healthz")
    finally:
        structlog.configure(**before)
        root.handlers, root.level = handlers, level
    lines = [json.loads(one) for one in capsys.readouterr().err.splitlines()]
    (line,) = [line for line in lines if line["event"] == "request"]
    assert (line["event"], line["level"], line["status"]) == ("request", "info", 200)
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["timestamp"].endswith("Z")
