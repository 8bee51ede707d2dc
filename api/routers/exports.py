"""The whole graph, or a part of it, as one stream in the formats of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import Field
from starlette.responses import StreamingResponse

from api import routing
from api.deps import ReaderDep, ScopedParameters
from api.errors import documented
from graph.export.formats import FORMATS, FormatName
from graph.export.selection import Selection

router = routing.router(prefix="/v1", tags=["Exports"])

OBJECT, BINARY = {"type": "object"}, {"type": "string", "format": "binary"}
MEDIA_TYPES: dict[int | str, Any] = {
    200: {
        "description": "the file, as it is read",
        "content": {
            form.media_type: {"schema": OBJECT if form.media_type.endswith("json") else BINARY}
            for form in FORMATS.values()
        },
    }
}


class ExportParameters(ScopedParameters):
    """Which part of the graph to export; without anything, all of it."""

    label: list[str] = Field([], description="only entities with one of these labels", max_length=20)
    predicate: list[str] = Field([], description="only claims of these predicates", max_length=20)


@router.get(
    "/export/{format}",
    summary="The whole graph as a file",
    response_class=StreamingResponse,
    responses=documented(400) | MEDIA_TYPES,
)
def export(
    reader: ReaderDep,
    format: Annotated[FormatName, Path(description="the format of the file")],  # noqa: A002
    asked: Annotated[ExportParameters, Query()],
) -> StreamingResponse:
    """Stream the graph as GraphML, GEXF or JSON-LD, as CSV or Parquet files in a ZIP archive, or as a dump to import.

    Articles' texts are in none of them. The stream is read a page at a time while it is sent: a store that is written
    to meanwhile gives each article whole, but not all of one moment.
    """
    selection = Selection(asked.scope, tuple(asked.label), tuple(asked.predicate))
    blocks = reader.export(format, selection)
    first = next(blocks, b"")  # a store that does not answer is told before anything is sent
    headers = {"Content-Disposition": f'attachment; filename="kaigraph.{_ending(format)}"'}
    return StreamingResponse(_filled(chain([first], blocks)), headers=headers, media_type=FORMATS[format].media_type)


def _ending(name: FormatName) -> str:
    ending = FORMATS[name].ending
    return ending if ending == name else f"{name}.{ending}"


def _filled(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Leave out empty blocks, which would end a chunked answer."""
    return (block for block in blocks if block)
