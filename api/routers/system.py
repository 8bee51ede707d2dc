"""The system: whether it lives, whether it can answer, and what it holds."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from api import routing
from api.asking import QuestionRoute
from api.deps import FormParameters, ReaderDep, ScopedParameters
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.answers import Overview

router = routing.router(tags=["System"], route_class=QuestionRoute)


class Health(BaseModel):
    """The answer of a health check."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answer without asking the store, and without a thread, of which none may be free."""
    return Health()


@router.get("/readyz", summary="Does the store answer?", responses=documented())
def readyz(reader: ReaderDep) -> Health:
    """Ask the store for next to nothing; a store that does not answer is a 503."""
    reader.check()
    return Health()


@router.get("/metrics", summary="Figures for Prometheus", response_class=PlainTextResponse)
def metrics(request: Request) -> PlainTextResponse:
    """Count requests and their time by route, method and status, in the text format of Prometheus."""
    collected = generate_latest(request.app.state.metrics.registry)
    return PlainTextResponse(collected, media_type=CONTENT_TYPE_LATEST)


class OverviewParameters(ScopedParameters, FormParameters):
    """What the counts are narrowed to."""


@router.get("/v1/overview", summary="What the store holds", response_model=Overview, responses=documented() | TABLES)
def overview(request: Request, reader: ReaderDep, asked: Annotated[OverviewParameters, Query()]) -> Shaped[Overview]:
    """Count articles by publisher and month, entities by label, and claims by predicate and confidence."""
    return shaped(request, asked, reader.overview(scope=asked.scope))
