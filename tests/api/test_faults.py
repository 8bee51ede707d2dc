"""The innermost guard: every question has a deadline until its answer begins, and every error an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from api import errors
from api.middleware.faults import FaultMiddleware
from api.routers.pages import problem_page
from graph.deadline import seconds_left


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    errors.install(app, problem_page)
    app.add_middleware(FaultMiddleware, seconds=3600)

    @app.get("/left")
    def left() -> float | None:
        return seconds_left()

    @app.get("/stream")
    def stream() -> StreamingResponse:
        assert seconds_left() is not None

        def lines() -> Iterator[str]:
            for _ in range(3):
                yield f"{seconds_left()}\n"

        return StreamingResponse(lines())

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError("secret")

    return TestClient(app)


def test_a_question_has_the_time_of_the_setting(client: TestClient) -> None:
    assert 0 < client.get("/left").json() <= 3600
    assert seconds_left() is None


def test_an_answer_that_has_begun_to_stream_is_not_cut_off(client: TestClient) -> None:
    assert client.get("/stream").text.splitlines()[1:] == ["None", "None"]


def test_a_fault_is_answered_inside_of_the_other_guards(client: TestClient) -> None:
    answer = client.get("/breaks")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text
