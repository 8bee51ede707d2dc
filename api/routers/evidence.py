"""The evidence: claims with their quotes, and the articles that they were read from."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api import routing
from api.asking import QuestionRoute, at_once
from api.deps import (
    CURSOR,
    ArticlePath,
    Cursor,
    FormParameters,
    Name,
    PathName,
    ReaderDep,
    ScopedParameters,
    TableParameters,
    Year,
)
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.answers import ArticleAnswer, ArticleSummary, ClaimAnswer, Page
from graph.claims import DAY, Succession
from graph.funding_answers import Instrument, Status

router = routing.router(prefix="/v1", tags=["Evidence"], route_class=QuestionRoute)


Won = Annotated[int, Field(ge=0, lt=2**63)]
When = Annotated[str, Field(pattern=DAY)]


class ClaimParameters(ScopedParameters, TableParameters):
    """Which claims to list; a claim must meet all that is given."""

    subject: Name | None = Field(None, description="id or name of the subject", examples=["산업통상부"])
    predicate: str | None = Field(None, description="one of the ontology's", examples=["FUNDS"])
    object: Name | None = Field(None, description="id or name of the object", examples=["M.AX 얼라이언스"])
    article: Name | None = Field(None, description="id of the article")
    asserted_by: Name | None = Field(None, description="id or name of who says so in a quotation")
    year: Year | None = Field(None, description="about that year: of money, of a period or of a goal")
    min_amount: Won | None = Field(None, description="at least so many won")
    max_amount: Won | None = Field(None, description="at most so many won")
    status: Status | None = Field(None, description="money at this stage")
    instrument: Instrument | None = Field(None, description="money given in this way")
    succession: Succession | None = Field(None, description="how one thing came after another")
    role: Name | None = Field(None, description="a part of what the subject is said to be there")
    position: Name | None = Field(None, description="a part of the office that is held")
    metric: Name | None = Field(None, description="a part of what a goal measures")
    unit: Name | None = Field(None, description="what a goal is counted in")
    date: When | None = Field(None, description="the day of it, or its month or year")
    text: Name | None = Field(None, description="words within the quote, as they stand there")
    limit: int = Field(50, ge=1, le=500, description="at most so many claims")
    cursor: Cursor | None = Field(None, description=CURSOR)


class ArticleParameters(ScopedParameters, TableParameters):
    """Which articles to list."""

    mentions: Name | None = Field(None, description="id or name of an entity that they mention")
    title: Name | None = Field(None, description="a part of the headline")
    language: Name | None = Field(None, description="such as `ko`")
    limit: int = Field(50, ge=1, le=500, description="at most so many articles")
    cursor: Cursor | None = Field(None, description=CURSOR)


@router.get(
    "/claims",
    summary="Claims with their quotes",
    response_model=Page[ClaimAnswer],
    responses=documented(400, 404, 409) | TABLES,
)
def claims(
    request: Request, reader: ReaderDep, asked: Annotated[ClaimParameters, Query()]
) -> Shaped[Page[ClaimAnswer]]:
    """List claims, the newest article's first, in the order of its text."""
    question = partial(reader.claims, **asked.own, scope=asked.scope)
    return shaped(request, asked, question(), question)


@router.get(
    "/claims/{id:path}", summary="One claim", response_model=ClaimAnswer, responses=documented(400, 404) | TABLES
)
@at_once
def claim(
    request: Request,
    reader: ReaderDep,
    id: PathName,  # noqa: A002
    asked: Annotated[FormParameters, Query()],
) -> Shaped[ClaimAnswer]:
    """Return one claim with its quote, its offsets in code points, and its source."""
    return shaped(request, asked, reader.claim(id))


@router.get(
    "/articles",
    summary="Articles",
    response_model=Page[ArticleSummary],
    responses=documented(400, 404, 409) | TABLES,
)
def articles(
    request: Request, reader: ReaderDep, asked: Annotated[ArticleParameters, Query()]
) -> Shaped[Page[ArticleSummary]]:
    """List articles, the newest first. Their text is not kept: only quotes, links and a hash are."""
    question = partial(reader.articles, **asked.own, scope=asked.scope)
    return shaped(request, asked, question(), question)


@router.get(
    "/articles/{id:path}", summary="One article", response_model=ArticleAnswer, responses=documented(400, 404) | TABLES
)
def article(
    request: Request,
    reader: ReaderDep,
    id: ArticlePath,  # noqa: A002
    asked: Annotated[FormParameters, Query()],
) -> Shaped[ArticleAnswer]:
    """Return one article with every entity and claim read from it; as a table, its claims."""
    return shaped(request, asked, reader.article(id))
