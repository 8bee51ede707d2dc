"""What joins things, when they happened, what is said differently, and what changed."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api import routing
from api.asking import QuestionRoute
from api.deps import (
    CURSOR,
    QUOTES,
    Cursor,
    Day,
    EntityPath,
    Name,
    Quotes,
    ReaderDep,
    ScopedParameters,
    TableParameters,
)
from api.drawn import DRAWN, Drawn, DrawnParameters, drawn
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.answers import ChangesAnswer, ContradictionsAnswer, PathsAnswer, TimelineAnswer
from graph.drawing import draw_paths

router = routing.router(prefix="/v1", tags=["History"], route_class=QuestionRoute)


class PathParameters(ScopedParameters, DrawnParameters):
    """What to join, and how far to look."""

    start: Name = Field(description="id or name of one end", examples=["M.AX 얼라이언스"])
    end: Name = Field(description="id or name of the other end", examples=["산업통상부"])
    max_hops: int = Field(4, ge=1, le=6, description="over at most so many statements")
    avoid_hubs: bool = Field(False, description="not through ministries, nor what has over a hundred edges")
    seconds: float = Field(5.0, ge=0.1, le=30, allow_inf_nan=False, description="search no longer than this")
    limit: int = Field(5, ge=1, le=20, description="at most so many paths")
    quotes: Quotes = Field(3, description=QUOTES.format("an edge"))


class TimelineParameters(ScopedParameters, TableParameters):
    """Which part of a timeline."""

    limit: int = Field(200, ge=1, le=1000, description="at most so many events")
    cursor: Cursor | None = Field(None, description=CURSOR)


class ContradictionParameters(ScopedParameters, TableParameters):
    """Whose contradictions to list."""

    of: Name | None = Field(
        None, description="only what concerns this entity; without it, everything", examples=["M.AX 얼라이언스"]
    )
    limit: int = Field(50, ge=1, le=500, description="at most so many")
    cursor: Cursor | None = Field(None, description=CURSOR)
    quotes: Quotes = Field(3, description=QUOTES.format("a side"))
    sides: int = Field(
        10, ge=2, le=500, description="at most so many sides, what most articles say first; `side_count` says how many"
    )


class ChangeParameters(ScopedParameters, TableParameters):
    """Since when to list changes: one of `since` and `since_revision`."""

    since: Day | None = Field(None, description="what articles published from this day on say that none said before")
    since_revision: int | None = Field(
        None, ge=0, lt=2**63, description="what was put in and taken out after this revision of the graph"
    )
    limit: int = Field(20, ge=1, le=200, description="at most so many articles")
    cursor: Cursor | None = Field(None, description=CURSOR)


@router.get(
    "/paths",
    summary="How two entities are joined",
    response_model=PathsAnswer,
    responses=documented(400, 404, 409) | DRAWN,
)
def paths(request: Request, reader: ReaderDep, asked: Annotated[PathParameters, Query()]) -> Drawn[PathsAnswer]:
    """Find the shortest chains of statements between two entities, told in Korean and English, with quotes.

    `stopped_by` says why the search ended before all chains of up to `max_hops` were seen.
    """
    answer = reader.paths(
        asked.start,
        asked.end,
        max_hops=asked.max_hops,
        limit=asked.limit,
        avoid_hubs=asked.avoid_hubs,
        seconds=asked.seconds,
        scope=asked.scope,
        quotes=asked.quotes,
    )
    return drawn(request, asked, answer, draw_paths)


@router.get(
    "/entities/{id:path}/timeline",
    summary="What happened and when",
    response_model=TimelineAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def timeline(
    request: Request,
    reader: ReaderDep,
    id: EntityPath,  # noqa: A002
    asked: Annotated[TimelineParameters, Query()],
) -> Shaped[TimelineAnswer]:
    """List the dated events of an entity in their order: stated days, years of money, goals, names, first mention."""
    question = partial(reader.timeline, id, scope=asked.scope, limit=asked.limit)
    return shaped(request, asked, question(cursor=asked.cursor), question)


@router.get(
    "/contradictions",
    summary="What articles say differently",
    response_model=ContradictionsAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def contradictions(
    request: Request, reader: ReaderDep, asked: Annotated[ContradictionParameters, Query()]
) -> Shaped[ContradictionsAnswer]:
    """List sums, years, goals, dates and leaders that articles state differently, with the quotes of each side.

    What one article says both of is no contradiction, nor is a later stage of the same money.
    """
    question = partial(
        reader.contradictions,
        asked.of,
        scope=asked.scope,
        limit=asked.limit,
        quotes=asked.quotes,
        sides=asked.sides,
    )
    return shaped(request, asked, question(cursor=asked.cursor), question)


@router.get("/changes", summary="What changed since", response_model=ChangesAnswer, responses=documented(400) | TABLES)
def changes(request: Request, reader: ReaderDep, asked: Annotated[ChangeParameters, Query()]) -> Shaped[ChangesAnswer]:
    """Say what appeared and what went since a day or a revision of the graph, article by article."""
    question = partial(
        reader.changes, since=asked.since, since_revision=asked.since_revision, scope=asked.scope, limit=asked.limit
    )
    return shaped(request, asked, question(cursor=asked.cursor), question)
