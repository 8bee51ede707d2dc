"""Errors as answers: every one is a Problem Details object (RFC 9457), `application/problem+json`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import structlog
from asgi_correlation_id import correlation_id
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from graph.errors import (
    Ambiguous,
    InputError,
    KaigraphError,
    Merged,
    NotFound,
    StoreDenied,
    StoreLocked,
    StoreTimeout,
    StoreUnavailable,
)

log = structlog.get_logger(__name__)

Page = Callable[[Request, "Problem"], Response]
MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
ALWAYS = (400, 414, 422, 429, 503, 504)
"""What any question may be answered with, whatever it asks."""

_KINDS: tuple[tuple[type[KaigraphError], HTTPStatus, str, str], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND, "not-found", "Nothing has that id or name"),
    (Merged, HTTPStatus.CONFLICT, "merged", "An id went"),
    (Ambiguous, HTTPStatus.CONFLICT, "ambiguous-name", "Several entities have that name"),
    (InputError, HTTPStatus.BAD_REQUEST, "unusable-input", "The request cannot be used"),
    (StoreUnavailable, HTTPStatus.SERVICE_UNAVAILABLE, "store-unavailable", "The store does not answer"),
    (StoreDenied, HTTPStatus.SERVICE_UNAVAILABLE, "store-denied", "The store refuses the server's credentials"),
    (StoreTimeout, HTTPStatus.GATEWAY_TIMEOUT, "out-of-time", "The answer took too long"),
    (StoreLocked, HTTPStatus.SERVICE_UNAVAILABLE, "store-locked", "Another process holds the store"),
)


class Refused(Exception):
    """A request that this interface refuses, for a reason that the graph knows nothing of.

    Args:
        status: of the answer.
        kind: the last part of the problem's type.
        title: what is the matter, the same for all of a kind.
        detail: what is the matter with this request.
        hint: what to do.
        headers: what the answer carries beside.
    """

    def __init__(
        self,
        status: HTTPStatus,
        kind: str,
        title: str,
        detail: str,
        *,
        hint: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})
        self.problem = Problem(
            type=f"urn:kaigraph:problem:{kind}", title=title, status=status, detail=detail, hint=hint
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
    request_id: str | None = Field(default=None, description="what the server's log calls the request")


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
    if isinstance(error, Refused):
        return error.problem
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
    """Name the parameter that a validation error is about: `("query", "year")` is `year`.

    A body that is no JSON is told with the place where it breaks, which is no parameter.
    """
    if error["type"] == "json_invalid":
        return "body"
    return ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])


def headers_of(error: Exception, problem: Problem) -> dict[str, str]:
    """Return the headers that go with a problem: what else is allowed, or when to come again."""
    if isinstance(error, HTTPException | Refused):
        return dict(error.headers or {})
    return {"Retry-After": str(RETRY_SECONDS)} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def answer_of(request: Request, error: Exception) -> Response:
    """Answer an error: with its problem, as a page to who asked for one; a former id with the present one's address."""
    if isinstance(error, Merged) and (address := moved(request, error)):
        return RedirectResponse(address, HTTPStatus.PERMANENT_REDIRECT)
    said = {"instance": request.url.path, "request_id": correlation_id.get()}
    problem = problem_of(error).model_copy(update=said)
    if problem.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT):
        log.warning("no answer from the store", path=said["instance"], reason=problem.detail)
    elif problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", path=said["instance"], exc_info=error)
    headers = headers_of(error, problem)
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(methods_of(request)))
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/"):
        page: Page = request.app.state.problem_page
        shown = page(request, problem)
        shown.headers.update(headers)
        return shown
    return JSONResponse(problem.model_dump(exclude_none=True), problem.status, headers, media_type=MEDIA_TYPE)


def methods_of(request: Request) -> set[str]:
    """Return the methods that some route takes at a request's address; the router names those of one route only."""
    routes = request.app.routes
    taken = {
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    }
    return taken | ({"HEAD"} if "GET" in taken else set())


def moved(request: Request, error: Merged) -> str | None:
    """Return the address of a question with the former id, in its path or query, replaced by the present one.

    None where the id stands elsewhere, as in the body of a POST: the same address again would lead nowhere.
    """
    path = re.sub(f"/{re.escape(error.old)}(?=/|$)", lambda _: f"/{error.new}", request.scope["path"])
    given = request.query_params.multi_items()
    pairs = [(name, error.new if value.strip() == error.old else value) for name, value in given]
    if request.method not in ("GET", "HEAD") or (path == request.scope["path"] and pairs == given):
        return None
    return quote(path) + (f"?{urlencode(pairs, quote_via=quote)}" if pairs else "")


def install(app: FastAPI, page: Page) -> None:
    """Make the application answer every error with a problem, which `page` shows to who asked for a web page."""
    app.state.problem_page = page
    for kind in (KaigraphError, Refused, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer_of)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document the problems of an endpoint for its OpenAPI entry; those that every question may have are added."""
    return {int(status): {"model": Problem} for status in sorted({*statuses, *ALWAYS})}
