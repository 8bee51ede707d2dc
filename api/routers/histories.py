"""The web pages about time and difference: an entity's timeline, what articles say differently, what changed, paths."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from api import routing
from api.deps import CURSOR, Cursor, Day, Name, Parameters, PathName, ReaderDep
from api.routers.pages import blank, page

KINDS = {"amount": "금액", "year": "해", "goal": "목표", "date": "날짜", "leader": "이끄는 곳"}
DATED = {
    "stated": "",
    "year": "그해의 돈",
    "period": "여러 해의 돈",
    "goal": "목표",
    "name": "이름",
    "mention": "첫 보도",
}
CHANGE = {"added": "새 글", "replaced": "고친 글", "removed": "없앤 글", "published": "나온 글"}

router = routing.router(include_in_schema=False)

_MaybeName = Annotated[Name | None, BeforeValidator(blank)]
_MaybeDay = Annotated[Day | None, BeforeValidator(blank)]
_MaybeCursor = Annotated[Cursor | None, BeforeValidator(blank)]


class TurnedPage(Parameters):
    """Which page of a list."""

    cursor: _MaybeCursor = Field(None, description=CURSOR)


class DifferencesForm(TurnedPage):
    """Whose contradictions to show; without a name, all."""

    of: _MaybeName = None


class ChangesForm(TurnedPage):
    """Since when."""

    since: _MaybeDay = None


class PathsForm(Parameters):
    """What to join."""

    start: _MaybeName = None
    end: _MaybeName = None
    max_hops: int = Field(4, ge=1, le=6)


@router.get("/e/{id:path}/timeline")
def timeline_page(
    request: Request,
    reader: ReaderDep,
    id: PathName,  # noqa: A002
    asked: Annotated[TurnedPage, Query()],
) -> Response:
    """Show the dated events of an entity in their order."""
    return page(request, "timeline.html", answer=reader.timeline(id, cursor=asked.cursor, limit=100), dated=DATED)


@router.get("/differences")
def differences_page(request: Request, reader: ReaderDep, asked: Annotated[DifferencesForm, Query()]) -> Response:
    """Show what articles say differently, each side with its quotes."""
    answer = reader.contradictions(asked.of, cursor=asked.cursor, limit=20, quotes=5, sides=50)
    return page(request, "differences.html", asked=asked, answer=answer, kinds=KINDS)


@router.get("/changes")
def changes_page(request: Request, reader: ReaderDep, asked: Annotated[ChangesForm, Query()]) -> Response:
    """Show what articles published since a day say that none had said before."""
    answer = reader.changes(since=asked.since, cursor=asked.cursor, limit=10) if asked.since else None
    return page(request, "changes.html", asked=asked, answer=answer, kinds=CHANGE)


@router.get("/paths")
def paths_page(request: Request, reader: ReaderDep, asked: Annotated[PathsForm, Query()]) -> Response:
    """Show how two entities are joined."""
    both = asked.start is not None and asked.end is not None
    start, end = asked.start or "", asked.end or ""
    answer = reader.paths(start, end, max_hops=asked.max_hops, quotes=5) if both else None
    return page(request, "paths.html", asked=asked, answer=answer)
