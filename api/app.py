"""The application: `create_app()` joins store, routers, errors and pages."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi_offline import FastAPIOffline

from api import errors, middleware, routing
from api.accepting import Accepting
from api.reconciled import described_parts
from api.routers import (
    entities,
    evidence,
    exports,
    funding,
    histories,
    history,
    merging,
    pages,
    questions,
    reconcile,
    system,
    writing,
)
from api.settings import ApiSettings
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store

PATIENCE_SECONDS = 1.0
"""How long a Neo4j that does not answer is asked again: a caller is told soon, and comes again."""

DESCRIPTION = """Korea's industrial-AI policy as a graph: who funds what, what came out of what, who targets what.

Every row opens the sentence that it was read from. Wherever an entity is asked for, its id or any of its names will do.
Money is whole won, dates are ISO 8601, errors are Problem Details (RFC 9457). A source with `retold: true` re-tells
another text: its quotes are not the words of the publisher that `based_on` leads to."""

TAGS = [
    {"name": "Questions", "description": "who funds what, lineage, what targets a sector"},
    {"name": "History", "description": "what joins things, timelines, contradictions, and what changed"},
    {"name": "Entities", "description": "ministries, programmes, alliances, companies, sectors and what joins them"},
    {"name": "Evidence", "description": "claims with their quotes, and the articles they were read from"},
    {"name": "Exports", "description": "the whole graph in the formats of other programs"},
    {"name": "Reconciliation", "description": "what the cells of a table mean, as OpenRefine asks it (version 0.2)"},
    {"name": "Writing", "description": "articles in and out; needs a bearer token"},
    {"name": "System", "description": "health, counts and figures"},
]


MOVED = {
    "description": "An id went; ask at the address that `Location` gives",
    "headers": {"Location": {"description": "the address with the present id", "schema": {"type": "string"}}},
}
"""The answer to a question about an entity's former id, which any question about an entity may get."""


def create_app(store: Store | None = None, settings: ApiSettings | None = None) -> FastAPI:
    """Make the application.

    Args:
        store: the store to ask; the caller closes it. Without one, the application opens that of the environment when
            it starts, and closes it when it stops.
        settings: whom to answer and how much; read from the environment where none are given.
    """
    settings = settings or ApiSettings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        where = StoreSettings()
        used = store or open_store(where, patience=PATIENCE_SECONDS)
        accepting = Accepting(
            used,
            keep_text=where.keep_text,
            reading_seconds=settings.reading_limit,
            writing_seconds=settings.time_limit,
        )
        app.state.reader, app.state.accepting = Reader(used), accepting
        gc.collect()
        gc.freeze()  # what is loaded stays: else each search for circular garbage would go through it in some answer
        try:
            yield
        finally:
            accepting.close()
            if store is None:
                used.close()

    app = FastAPIOffline(
        docs_url=pages.DOCS,
        redoc_url=None,
        title="kaigraph",
        version=version("kaigraph"),
        description=DESCRIPTION,
        openapi_tags=TAGS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    errors.install(app, pages.problem_page)
    middleware.install(app, settings)
    for topic in (
        funding,
        questions,
        history,
        entities,
        evidence,
        exports,
        writing,
        merging,
        system,
        reconcile,
        histories,
        pages,
    ):
        routing.take_in(app, topic.router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Describe the application, its problems under their own media type: FastAPI would call them plain JSON."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
        )
        schema["components"]["schemas"] |= described_parts()
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                if method == "get" and "409" in operation["responses"]:  # it takes an entity
                    operation["responses"]["308"] = MOVED
                for status, response in operation["responses"].items():
                    if status[0] in "45" and "application/json" in response.get("content", {}):
                        response["content"] = {errors.MEDIA_TYPE: response["content"]["application/json"]}
        app.openapi_schema = schema
    return app.openapi_schema
