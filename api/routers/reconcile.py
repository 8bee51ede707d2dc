"""The reconciliation service, version 0.2 of the W3C community group's protocol, as OpenRefine speaks it."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api import reconciling
from api.deps import MOST_CHARACTERS, Name, ReaderDep
from api.routers.pages import page
from graph.errors import InputError
from graph.ontology import LABELS, ONTOLOGY
from graph.reader import Reader

PATH = "/reconcile"
WIDTH, HEIGHT = 430, 260
"""Of a preview, in pixels."""

router = APIRouter(prefix=PATH, include_in_schema=False)


class _Sent(BaseModel):
    """Parameters as clients send them: with others that the protocol does not know, which are passed over."""

    model_config = ConfigDict(extra="ignore")


class ServiceParameters(_Sent):
    """What is asked of the service; nothing asks for its manifest."""

    queries: str | None = None
    extend: str | None = None


class SuggestParameters(_Sent):
    """What somebody has typed so far."""

    prefix: str = Field("", max_length=MOST_CHARACTERS)
    cursor: int = Field(0, ge=0, le=1000)
    limit: int = Field(10, ge=1, le=50)


class ProposeParameters(_Sent):
    """The type whose properties are wanted."""

    type: str | None = Field(None, max_length=MOST_CHARACTERS)
    limit: int | None = Field(None, ge=1)


class PreviewParameters(_Sent):
    """The entity to be shown."""

    id: Name


async def _form(request: Request) -> ServiceParameters:
    """Read a form-encoded body.

    Raises:
        InputError: it is none.
    """
    try:
        fields = parse_qs((await request.body()).decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise InputError("the body is no form", hint="Send `queries` or `extend`, form-encoded.") from error
    return ServiceParameters.model_validate({name: values[0] for name, values in fields.items()})


@router.get("")
def ask(request: Request, reader: ReaderDep, asked: Annotated[ServiceParameters, Query()]) -> dict[str, Any]:
    """Answer queries, fetch properties, or tell what the service can do."""
    if asked.queries is None and asked.extend is None:
        return manifest(str(request.base_url).rstrip("/"))
    return _answer(reader, asked)


@router.post("")
def ask_by_form(reader: ReaderDep, asked: Annotated[ServiceParameters, Depends(_form)]) -> dict[str, Any]:
    """Answer queries or fetch properties."""
    if asked.queries is None and asked.extend is None:
        raise InputError("nothing is asked", hint="Send `queries` or `extend`, form-encoded.")
    return _answer(reader, asked)


def _answer(reader: Reader, asked: ServiceParameters) -> dict[str, Any]:
    if asked.queries is None:
        return reconciling.extend(reader, reconciling.read_extension(asked.extend or ""))
    batch = reconciling.read_batch(asked.queries)
    if len(batch) > reconciling.BATCH:
        raise HTTPException(413, f"{len(batch)} queries are more than the {reconciling.BATCH} of one batch")
    return {key: {"result": reconciling.candidates(reader, query)} for key, query in batch.items()}


def manifest(base: str) -> dict[str, Any]:
    """Return what the service is and can do. `base` is the address below which the application is."""

    def service(path: str) -> dict[str, str]:
        return {"service_url": base, "service_path": f"{PATH}{path}"}

    return {
        "versions": ["0.2"],
        "name": "kaigraph: 한국 산업 AI 정책",
        "identifierSpace": f"{base}/e/",
        "schemaSpace": "https://schema.org/Thing",
        "documentation": f"{base}/docs",
        "serviceVersion": version("kaigraph"),
        "batchSize": reconciling.BATCH,
        "defaultTypes": [reconciling.type_of(label) for label in LABELS],
        "view": {"url": f"{base}/e/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {kind: service(f"/suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {"propose_properties": service("/properties"), "property_settings": []},
    }


@router.get("/suggest/entity")
def suggest_entity(reader: ReaderDep, asked: Annotated[SuggestParameters, Query()]) -> dict[str, Any]:
    """Complete the name of an entity."""
    return {"result": reconciling.suggest_entities(reader, asked.prefix, asked.cursor, asked.limit)}


@router.get("/suggest/type")
def suggest_type(asked: Annotated[SuggestParameters, Query()]) -> dict[str, Any]:
    """Complete the name of a type."""
    return {"result": reconciling.suggest_types(asked.prefix)[asked.cursor :][: asked.limit]}


@router.get("/suggest/property")
def suggest_property(asked: Annotated[SuggestParameters, Query()]) -> dict[str, Any]:
    """Complete the name of a property."""
    return {"result": reconciling.suggest_properties(asked.prefix)[asked.cursor :][: asked.limit]}


@router.get("/properties")
def propose_properties(asked: Annotated[ProposeParameters, Query()]) -> dict[str, Any]:
    """Propose the properties that entities of a type may have."""
    found = reconciling.proposed(asked.type)[: asked.limit]
    told = {"limit": asked.limit} if asked.limit else {}
    known = {"type": asked.type} if asked.type in ONTOLOGY.labels else {}
    return {"properties": found} | known | told


@router.get("/preview")
def preview(request: Request, reader: ReaderDep, asked: Annotated[PreviewParameters, Query()]) -> Response:
    """Show an entity in a few lines, to be put into a frame of another page."""
    entity = reader.entity(asked.id)
    leads = reader.neighbors(entity.id, predicate="LEADS", limit=3, quotes=0).neighbors
    shown = page(request, "preview.html", entity=entity, leads=leads)
    shown.headers["Content-Security-Policy"] += "; frame-ancestors *"
    return shown
