"""The system: whether it lives, whether it can answer, and what it holds."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import NoParameters, ReaderDep
from api.errors import documented
from graph.answers import Overview

router = APIRouter(tags=["System"])


class Health(BaseModel):
    """The answer of a health check."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", summary="Is the process alive?")
def healthz() -> Health:
    """Answer without asking the store."""
    return Health()


@router.get("/readyz", summary="Does the store answer?", responses=documented())
def readyz(reader: ReaderDep) -> Health:
    """Ask the store for next to nothing; a store that does not answer is a 503."""
    reader.check()
    return Health()


@router.get("/v1/overview", summary="What the store holds", responses=documented())
def overview(reader: ReaderDep, _: Annotated[NoParameters, Query()]) -> Overview:
    """Count articles, entities by label and claims by predicate."""
    return reader.overview()
