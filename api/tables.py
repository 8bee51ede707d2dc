"""Answers as CSV, JSON Lines or CSL-JSON: every endpoint whose answer is a list of rows returns it through `shaped`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response, StreamingResponse

from api.deps import Form, FormParameters, TableParameters
from graph.citation import CSL_MEDIA_TYPE, csl_items
from graph.errors import InputError
from graph.export.columns import Language
from graph.export.following import follow, goes_on
from graph.export.tables import Answer, claims_of, csv_lines, json_lines

A = TypeVar("A", bound=BaseModel)
Shaped: TypeAlias = A | Response
"""What an endpoint returns whose answer can have another form than JSON: the model is what its JSON holds."""

MEDIA_TYPES: dict[str, Form] = {
    "application/json": "json",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    CSL_MEDIA_TYPE: "csl",
}
SENT_AS: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/x-ndjson",
    "csl": CSL_MEDIA_TYPE,
}
_ENDINGS: dict[Form, str] = {"csv": "csv", "jsonl": "jsonl", "csl": "json"}

TABLES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/x-ndjson": {"schema": {"type": "string"}},
            CSL_MEDIA_TYPE: {"schema": {"type": "array", "items": {"type": "object"}}},
        }
    }
}
"""The other forms of an answer, for an endpoint's OpenAPI entry."""


def shaped(request: Request, asked: FormParameters, answer: A, ask: Callable[..., A] | None = None) -> Shaped[A]:
    """Return an answer in the form that was asked for: JSON, or a stream of rows.

    JSON is made here, in the endpoint's thread: FastAPI would check the model again in another thread, and then make
    its JSON in the loop, where every other request would wait for a long answer.

    A page of a list names what continues it in its `Link` header. Endpoints that return through this give FastAPI
    their model as `response_model` and `TABLES` among their `responses`.

    Args:
        request: the request, for its `Accept` header and address.
        asked: the endpoint's parameters.
        answer: what the question returned; the first page where all rows are asked for.
        ask: asks the question on from a `cursor`, where its answer may go on.

    Raises:
        InputError: all rows are asked for as one JSON answer.
    """
    form = asked.format or accepted(request.headers.get("accept", ""))
    every = isinstance(asked, TableParameters) and asked.all_rows
    if form == "json":
        if every:
            hint = "Add format=csv or format=jsonl, or follow `next_cursor`."
            raise InputError("all rows at once come as CSV or JSON Lines", hint=hint)
        return Response(answer.__pydantic_serializer__.to_json(answer, by_alias=True), media_type="application/json")
    pages: Iterable[Answer] = follow(answer, ask) if every and ask is not None else [answer]
    lines = _lines(form, asked.lang, pages)
    first = next(lines, "")  # what cannot be made a table is told before anything is sent
    name = f"kaigraph-{_topic(request)}.{_ENDINGS[form]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
    on = goes_on(answer)
    if on and not every:
        query = urlencode({**request.query_params, **on})
        path = quote(request.scope["path"])  # a server hands it on unescaped; a header takes nothing but Latin-1
        headers["Link"] = f'<{request.url.replace(path=path, query=query)}>; rel="next"'
    return StreamingResponse(_blocks(chain([first], lines)), headers=headers, media_type=SENT_AS[form])


def accepted(header: str) -> Form:
    """Return the form that an `Accept` header asks for; JSON where it asks for none that there is.

    >>> accepted("text/csv"), accepted("text/html, */*;q=0.8"), accepted("application/json;q=0.5, text/csv;q=0.9")
    ('csv', 'json', 'csv')
    """
    best: Form = "json"
    most = 0.0
    for part in header.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        form = "json" if kind == "*/*" else MEDIA_TYPES.get(kind)
        quality = next((_share(piece[2:]) for piece in parameters if piece.startswith("q=")), 1.0)
        if form is not None and quality > most:
            best, most = form, quality
    return best


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _lines(form: Form, language: Language, pages: Iterable[Answer]) -> Iterator[str]:
    if form == "csv":
        yield from csv_lines(pages, language)
    elif form == "jsonl":
        yield from json_lines(pages)
    else:
        yield json.dumps(csl_items(claim for page in pages for claim in claims_of(page)), ensure_ascii=False)


def _blocks(lines: Iterator[str], size: int = 65_536) -> Iterator[bytes]:
    """Join lines into blocks worth sending."""
    block = bytearray()
    for line in lines:
        block += line.encode()
        if len(block) >= size:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _topic(request: Request) -> str:
    """Name the question that a path asks: `/v1/claims/…` is claims."""
    return request.url.path.removeprefix("/v1/").split("/")[0]
