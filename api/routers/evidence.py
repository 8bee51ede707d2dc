"""The evidence: claims with their quotes, and the articles that they were read from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.deps import CURSOR, Cursor, Name, NoParameters, PathName, ReaderDep, ScopedParameters, Year
from api.errors import documented
from graph.answers import ArticleAnswer, ArticleSummary, ClaimAnswer, Page

router = APIRouter(prefix="/v1", tags=["Evidence"])


class ClaimParameters(ScopedParameters):
    """Which claims to list; a claim must meet all that is given."""

    subject: Name | None = Field(None, description="id or name of the subject", examples=["산업통상부"])
    predicate: str | None = Field(None, description="one of the ontology's", examples=["FUNDS"])
    object: Name | None = Field(None, description="id or name of the object", examples=["M.AX 얼라이언스"])
    article: Name | None = Field(None, description="id of the article")
    year: Year | None = Field(None, description="about that year: of money, of a period or of a goal")
    limit: int = Field(50, ge=1, le=500, description="at most so many claims")
    cursor: Cursor | None = Field(None, description=CURSOR)


class ArticleParameters(ScopedParameters):
    """Which articles to list."""

    limit: int = Field(50, ge=1, le=500, description="at most so many articles")
    cursor: Cursor | None = Field(None, description=CURSOR)


@router.get("/claims", summary="Claims with their quotes", responses=documented(400, 404, 409))
def claims(reader: ReaderDep, asked: Annotated[ClaimParameters, Query()]) -> Page[ClaimAnswer]:
    """List claims, the newest article's first, in the order of its text."""
    return reader.claims(**asked.own, scope=asked.scope)


@router.get("/claims/{id:path}", summary="One claim", responses=documented(404))
def claim(reader: ReaderDep, id: PathName, _: Annotated[NoParameters, Query()]) -> ClaimAnswer:  # noqa: A002
    """Return one claim with its quote, its offsets in code points, and its source."""
    return reader.claim(id)


@router.get("/articles", summary="Articles", responses=documented(400))
def articles(reader: ReaderDep, asked: Annotated[ArticleParameters, Query()]) -> Page[ArticleSummary]:
    """List articles, the newest first. Their text is not kept: only quotes, links and a hash are."""
    return reader.articles(**asked.own, scope=asked.scope)


@router.get("/articles/{id:path}", summary="One article", responses=documented(404))
def article(reader: ReaderDep, id: PathName, _: Annotated[NoParameters, Query()]) -> ArticleAnswer:  # noqa: A002
    """Return one article with every entity and claim read from it."""
    return reader.article(id)
