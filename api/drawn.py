"""Answers as drawings: Mermaid, where a parameter or the `Accept` header asks for it; else as `api.tables` has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias, TypeVar

from fastapi import Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from api.deps import Form, FormParameters
from api.tables import TABLES, Shaped, shaped
from graph.drawing import MEDIA_TYPE

A = TypeVar("A", bound=BaseModel)
Drawn: TypeAlias = Shaped[A] | PlainTextResponse
"""What an endpoint returns whose answer can be drawn."""

DRAWN: dict[int | str, dict[str, Any]] = {
    200: {"content": {**TABLES[200]["content"], MEDIA_TYPE: {"schema": {"type": "string"}}}}
}
"""The other forms of an answer that can be drawn, for an endpoint's OpenAPI entry."""


class DrawnParameters(FormParameters):
    """The form of an answer that can be drawn; `format` goes before the `Accept` header."""

    format: Form | Literal["mermaid"] | None = Field(  # type: ignore[assignment]
        None,
        description="`mermaid`: a flowchart as text; `csv`, `jsonl`, `csl`: rows and their sources; without it, what "
        "`Accept` asks for",
    )


def drawn(
    request: Request,
    asked: DrawnParameters,
    answer: A,
    draw: Callable[[A], str],
    ask: Callable[..., A] | None = None,
) -> Drawn[A]:
    """Return an answer in the form that was asked for: drawn, as a table, or as it is for JSON.

    `ask` asks the question on from a `cursor`, where its answer may go on.
    """
    by_header = asked.format is None and MEDIA_TYPE in request.headers.get("accept", "")
    if asked.format == "mermaid" or by_header:
        return PlainTextResponse(draw(answer), media_type=MEDIA_TYPE, headers={"Vary": "Accept"})
    return shaped(request, asked, answer, ask)
