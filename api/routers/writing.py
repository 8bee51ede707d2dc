"""Writing: an article comes in, an article goes out. Both need a bearer token."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Query, Request, Response, Security
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from api import routing, tokens
from api.accepting import Accepting, made
from api.deps import MOST_CHARACTERS, ArticlePath, Day, NoParameters, Parameters
from api.errors import documented
from graph.errors import NotFound

MOST_TEXT = 200_000
"""Longest text, in code points: some fifty times a long press release."""

router = routing.router(
    prefix="/v1", tags=["Writing"], route_class=tokens.WritingRoute, dependencies=[Security(tokens.bearer)]
)

Line = Annotated[str, Field(max_length=2000)]
EXAMPLE: JsonDict = {
    "text": "산업통상부는 2026년 M.AX 얼라이언스에 7천억원을 지원한다고 24일 밝혔다.",
    "title": "산업부, M.AX 얼라이언스에 7천억원 지원",
    "publisher": "예시일보",
    "url": "https://news.example/2025/12/24/max",
    "published_on": "2025-12-24",
}


class NewArticle(BaseModel):
    """An article to be read, with what is known of it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    text: str = Field(min_length=1, max_length=MOST_TEXT, description="its text, in Korean")
    title: Line | None = Field(None, description="its headline; else its first line where that is one")
    publisher: Line | None = None
    url: Line | None = Field(None, description="where it stands; its id is made from that where it has none")
    based_on: Line | None = Field(None, description="address of the text that this one re-tells")
    license: Line | None = None
    published_on: Day | None = Field(None, description="else the day of a clear dateline; 내년 is read from it")
    language: str = Field("ko", pattern="^[a-z]{2,3}$")
    id: str | None = Field(None, min_length=1, max_length=200, description="its own id, where it has one")


class Accepted(BaseModel):
    """What became of an article. The counts are missing where it was there as it is."""

    id: str
    what: Literal["added", "changed", "unchanged"]
    entities: int | None = Field(description="how many entities were read from it")
    claims: int | None = Field(description="how many claims were read from it")
    notes: list[Literal["no date", "no entity"]] = Field(description="what is missing: relative years stay unresolved")


class AcceptParameters(Parameters):
    """How to take an article."""

    replace: bool = Field(False, description="put it in the place of another text under its id")


@router.post(
    "/articles",
    summary="Accept an article",
    status_code=201,
    responses={
        200: {"model": Accepted, "description": "It was there: unchanged, or changed now"},
        201: {"headers": {"Location": {"description": "the article's address", "schema": {"type": "string"}}}},
        **documented(401, 403, 409, 413),
    },
)
def accept_article(
    request: Request, response: Response, new: NewArticle, asked: Annotated[AcceptParameters, Query()]
) -> Accepted:
    """Read an article and write what was read; it is in whole or not at all.

    The same article again changes nothing and is a 200, one with other metadata too; another text under the same id is
    a 409 unless `replace` is set. Reading happens in a process of its own, and questions are answered meanwhile.
    """
    article = made(new.text, new.model_dump(exclude={"text"}))
    accepting: Accepting = request.app.state.accepting
    outcome = accepting.accept(article, replace=asked.replace)
    response.status_code = 201 if outcome.what == "added" else 200
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/v1/articles/{quote(article.id)}"
    return Accepted(
        id=article.id,
        what=outcome.what,
        entities=outcome.entities,
        claims=outcome.claims,
        notes=[
            *(["no date"] if article.published_on is None else []),  # type: ignore[list-item]
            *(["no entity"] if outcome.entities == 0 else []),  # type: ignore[list-item]
        ],
    )


@router.delete("/articles/{id:path}", summary="Delete an article", status_code=204, responses=documented(401, 403, 404))
def delete_article(request: Request, id: ArticlePath, _: Annotated[NoParameters, Query()]) -> None:  # noqa: A002
    """Take an article out of the graph, with its claims and whatever stood on them alone."""
    if not request.app.state.accepting.delete(id):
        raise NotFound(f"no article has the id {id[:MOST_CHARACTERS]!r}", hint="List the articles to find one's id.")
