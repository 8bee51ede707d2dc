"""Errors as answers: every one is a Problem Details object (RFC 9457), `application/problem+json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from graph.errors import (
    Ambiguous,
    InputError,
    KaigraphError,
    NotFound,
    StoreDenied,
    StoreLocked,
    StoreUnavailable,
)

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

_KINDS: tuple[tuple[type[KaigraphError], HTTPStatus, str, str], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND, "not-found", "Nothing has that id or name"),
    (Ambiguous, HTTPStatus.CONFLICT, "ambiguous-name", "Several entities have that name"),
    (InputError, HTTPStatus.BAD_REQUEST, "unusable-input", "The request cannot be used"),
    (StoreUnavailable, HTTPStatus.SERVICE_UNAVAILABLE, "store-unavailable", "The store does not answer"),
    (StoreDenied, HTTPStatus.SERVICE_UNAVAILABLE, "store-denied", "The store refuses the server's credentials"),
    (StoreLocked, HTTPStatus.SERVICE_UNAVAILABLE, "store-locked", "Another process holds the store"),
)


class Candidate(BaseModel):
    """An entity that an ambiguous name may mean."""

    id: str = Field(examples=["sector/robot"])
    name: str = Field(examples=["로봇"])


class FieldError(BaseModel):
    """A parameter that cannot be used, and why."""

    parameter: str = Field(examples=["year"])
    detail: str = Field(examples=["Input should be less than or equal to 2100"])


class Problem(BaseModel):
    """Problem Details (RFC 9457). `type` tells the kind of problem to a program, the rest to a person."""

    type: str = Field(examples=["urn:kaigraph:problem:not-found"])
    title: str = Field(examples=["Nothing has that id or name"])
    status: int = Field(examples=[404])
    detail: str | None = Field(default=None, examples=["nothing here has the id or name '산업통상뷰'"])
    instance: str | None = Field(default=None, description="path of the request", examples=["/v1/entities/산업통상뷰"])
    hint: str | None = Field(default=None, description="what to do", examples=["Near: 산업통상부 (ministry/motir)"])
    candidates: list[Candidate] | None = Field(default=None, description="whom an ambiguous name may mean")
    errors: list[FieldError] | None = Field(default=None, description="the parameters that cannot be used")


def problem_of(error: Exception) -> Problem:
    """Describe an error as a problem. One that is not ours is a 500 that gives nothing away."""
    for kind, status, name, title in _KINDS:
        if isinstance(error, kind):
            candidates = None
            if isinstance(error, Ambiguous):
                candidates = [Candidate(id=key, name=called) for key, called in error.candidates]
            return Problem(
                type=f"urn:kaigraph:problem:{name}",
                title=title,
                status=status,
                detail=error.message,
                hint=error.hint,
                candidates=candidates,
            )
    if isinstance(error, RequestValidationError):
        return Problem(
            type="urn:kaigraph:problem:invalid-parameters",
            title="A parameter is unknown or cannot be used",
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            detail="; ".join(f"{_parameter(e)}: {e['msg']}" for e in error.errors()),
            errors=[FieldError(parameter=_parameter(e), detail=e["msg"]) for e in error.errors()],
        )
    if isinstance(error, HTTPException):
        title = HTTPStatus(error.status_code).phrase
        detail = error.detail if error.detail != title else None
        return Problem(type="about:blank", title=title, status=error.status_code, detail=detail)
    return Problem(type="about:blank", title="Internal Server Error", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _parameter(error: Mapping[str, Any]) -> str:
    """Name the parameter that a validation error is about: `("query", "year")` is `year`."""
    return ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])


def headers_of(error: Exception, problem: Problem) -> dict[str, str]:
    """Return the headers that go with a problem: what else is allowed, or when to come again."""
    if isinstance(error, HTTPException):
        return dict(error.headers or {})
    return {"Retry-After": str(RETRY_SECONDS)} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def problem_response(request: Request, error: Exception) -> Response:
    """Answer an error with its problem, and log it where it is the server's fault."""
    problem = problem_of(error).model_copy(update={"instance": request.url.path})
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("store does not answer", path=request.url.path, reason=problem.detail)
    elif problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", path=request.url.path, exc_info=error)
    body = problem.model_dump(exclude_none=True)
    return JSONResponse(body, problem.status, headers_of(error, problem), media_type=MEDIA_TYPE)


def install(app: FastAPI, page: Callable[[Request, Problem], Response]) -> None:
    """Make the application answer every error with a problem, which `page` shows to who asked for a web page."""

    def handle(request: Request, error: Exception) -> Response:
        answer = problem_response(request, error)
        if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/"):
            shown = page(request, problem_of(error))
            shown.headers.update(headers_of(error, problem_of(error)))
            return shown
        return answer

    for kind in (KaigraphError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, handle)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document the problems of an endpoint for its OpenAPI entry; 422 and 503 are always among them."""
    return {int(status): {"model": Problem} for status in sorted({*statuses, 422, 503})}
