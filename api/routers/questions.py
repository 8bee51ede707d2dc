"""Two of the three questions: where a thing came from, what targets a sector."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api import routing
from api.asking import QuestionRoute
from api.deps import CURSOR, QUOTES, Cursor, Name, Quotes, ReaderDep, ScopedParameters, TableParameters
from api.drawn import DRAWN, Drawn, DrawnParameters, drawn
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.answers import LineageAnswer, TargetsAnswer
from graph.drawing import draw_lineage

router = routing.router(prefix="/v1", tags=["Questions"], route_class=QuestionRoute)


class LineageParameters(ScopedParameters, DrawnParameters, TableParameters):
    """Whose lineage to follow."""

    of: Name = Field(description="id or name of the entity", examples=["산업 AI 확산 10대 과제"])
    depth: int = Field(6, ge=1, le=12, description="at most so many steps each way")
    quotes: Quotes = Field(3, description=QUOTES.format("a step"))
    limit: int = Field(100, ge=1, le=1000, description="at most so many rows of all parts; `counts` says how many")
    cursor: Cursor | None = Field(None, description=CURSOR)


class TargetsParameters(ScopedParameters, TableParameters):
    """What is aimed at."""

    of: Name = Field(description="id or name of a sector, technology or region", examples=["조선"])
    limit: int = Field(100, ge=1, le=500, description="at most so many rows")
    cursor: Cursor | None = Field(None, description=CURSOR)
    quotes: Quotes = Field(3, description=QUOTES.format("a row"))


@router.get(
    "/lineage",
    summary="Where it came from, what came of it",
    response_model=LineageAnswer,
    responses=documented(400, 404, 409) | DRAWN,
)
def lineage(request: Request, reader: ReaderDep, asked: Annotated[LineageParameters, Query()]) -> Drawn[LineageAnswer]:
    """Follow a programme, body or alliance back and forward over SUCCEEDS, DERIVED_FROM and PART_OF, with quotes.

    `chain` has the rows shown in the order of their days. Each step says who led the thing, under its name of then.
    """
    question = partial(
        reader.lineage, asked.of, depth=asked.depth, scope=asked.scope, quotes=asked.quotes, limit=asked.limit
    )
    return drawn(request, asked, question(cursor=asked.cursor), draw_lineage, question)


@router.get(
    "/targets",
    summary="What targets a sector",
    response_model=TargetsAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def targets(request: Request, reader: ReaderDep, asked: Annotated[TargetsParameters, Query()]) -> Shaped[TargetsAnswer]:
    """List what targets a sector, technology or region or a part of it, with the words that say so."""
    question = partial(reader.targets, asked.of, scope=asked.scope, limit=asked.limit, quotes=asked.quotes)
    return shaped(request, asked, question(cursor=asked.cursor), question)
