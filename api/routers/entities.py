"""Entities: one by id or name, search, and what stands beside one."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api import routing
from api.asking import QuestionRoute
from api.deps import CURSOR, Cursor, Day, EntityPath, FormParameters, Name, ReaderDep, ScopedParameters, TableParameters
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.answers import Direction, EntityAnswer, NeighborsAnswer, SearchAnswer
from graph.scope import Scope

router = routing.router(prefix="/v1", tags=["Entities"], route_class=QuestionRoute)


class EntityParameters(ScopedParameters, FormParameters):
    """What one entity is narrowed to."""


class SearchParameters(TableParameters):
    """What to search for."""

    q: Name = Field(
        description="a name or a part of one, in Korean or English, or its initial sounds", examples=["M.AX"]
    )
    label: str | None = Field(None, description="only entities with this label", examples=["Program"])
    as_of: Day | None = Field(
        None, description="only what articles published until this day mention, called what it was then"
    )
    published_from: Day | None = Field(None, description="only what articles published from this day on mention")
    published_to: Day | None = Field(None, description="only what articles published until this day mention")
    publisher: Name | None = Field(
        None, description="only what this publisher's articles mention", examples=["kaigraph samples"]
    )
    limit: int = Field(20, ge=1, le=100, description="at most so many entities")
    cursor: Cursor | None = Field(None, description=CURSOR)

    @property
    def scope(self) -> Scope:
        """The parameters that narrow, as the reader takes them."""
        return Scope(**self.model_dump(include={"as_of", "published_from", "published_to", "publisher"}))


class NeighborParameters(ScopedParameters, TableParameters):
    """Whose edges to list."""

    of: Name = Field(description="id or name of the entity", examples=["M.AX 얼라이언스"])
    predicate: str | None = Field(None, description="only edges of this predicate", examples=["FUNDS"])
    direction: Direction | None = Field(None, description="`out`: the entity is the subject; `in`: the object")
    quotes: int = Field(3, ge=0, le=20, description="at most so many claims an edge")
    limit: int = Field(50, ge=1, le=500, description="at most so many edges")
    cursor: Cursor | None = Field(None, description=CURSOR)


@router.get(
    "/entities/{id:path}",
    summary="One entity",
    response_model=EntityAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def entity(
    request: Request,
    reader: ReaderDep,
    id: EntityPath,  # noqa: A002
    asked: Annotated[EntityParameters, Query()],
) -> Shaped[EntityAnswer]:
    """Return one entity by id (`ministry/motir`) or name (`산업통상부`).

    A name that several entities have is a 409 with the candidates; one that nobody has a 404 with near names.
    """
    return shaped(request, asked, reader.entity(id, scope=asked.scope))


@router.get("/search", summary="Search by name", response_model=SearchAnswer, responses=documented(400) | TABLES)
def search(request: Request, reader: ReaderDep, asked: Annotated[SearchParameters, Query()]) -> Shaped[SearchAnswer]:
    """Find entities by name or alias: exact before prefix before containing before near; then articles by headline.

    Spacing, case, punctuation and a particle at the end do not matter, one or two typos do no harm, and initial sounds
    find names too (ㅅㅇㅂ: 산업부). `facets` count what was found by label. Articles come with the first page only.
    """
    question = partial(reader.search, asked.q, label=asked.label, scope=asked.scope, limit=asked.limit)
    return shaped(request, asked, question(cursor=asked.cursor), question)


@router.get(
    "/neighbors",
    summary="The edges of an entity",
    response_model=NeighborsAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def neighbors(
    request: Request, reader: ReaderDep, asked: Annotated[NeighborParameters, Query()]
) -> Shaped[NeighborsAnswer]:
    """List what an entity is joined to, what most articles state first, each edge with quotes."""
    question = partial(
        reader.neighbors,
        asked.of,
        predicate=asked.predicate,
        direction=asked.direction,
        scope=asked.scope,
        limit=asked.limit,
        quotes=asked.quotes,
    )
    return shaped(request, asked, question(cursor=asked.cursor), question)
