"""Merges: two entities are recorded to be one, or that is taken back. Both need a bearer token."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request, Security
from pydantic import BaseModel, ConfigDict, Field

from api import routing, tokens
from api.accepting import Accepting
from api.deps import MOST_CHARACTERS, NoParameters, PathName
from api.errors import documented
from graph.errors import NotFound
from graph.merging import Merging

router = routing.router(
    prefix="/v1", tags=["Writing"], route_class=tokens.WritingRoute, dependencies=[Security(tokens.bearer)]
)

_Id = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS)]
_Former = Annotated[PathName, Path(description="the id that leads to another", examples=["alliance/max-alliance"])]


class NewMerge(BaseModel):
    """Two entities that are one."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"old": "alliance/max-alliance", "new": "alliance/max"}]}
    )

    old: _Id = Field(description="the id that is to lead to the other")
    new: _Id = Field(description="the id of the entity that it is")


@router.post("/merges", summary="Record that two entities are one", responses=documented(400, 401, 403, 404, 413))
def merge(request: Request, asked: NewMerge, _: Annotated[NoParameters, Query()]) -> Merging:
    """Say of `new` what articles say of `old`, now and whenever they are read again; questions about `old` are 308.

    The same again changes nothing.
    """
    accepting: Accepting = request.app.state.accepting
    return accepting.merge(asked.old, asked.new)


@router.delete("/merges/{id:path}", summary="Take back a merge", status_code=204, responses=documented(401, 403, 404))
def unmerge(request: Request, id: _Former, _: Annotated[NoParameters, Query()]) -> None:  # noqa: A002
    """Take back that an id leads to another; what articles said of it is said of it again."""
    if not request.app.state.accepting.unmerge(id):
        raise NotFound(f"nothing was recorded of {id!r}", hint="Give an id that was merged into another.")
