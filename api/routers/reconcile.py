"""The reconciliation service, version 0.2 of the W3C community group's protocol, as OpenRefine speaks it."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api import fetching, reconciling, routing
from api.deps import MOST_CHARACTERS, Name, ReaderDep
from api.errors import Refused, documented
from api.reconciled import (
    BATCH,
    BATCH_EXAMPLE,
    BATCHES,
    EXTENSION_EXAMPLE,
    EXTENSIONS,
    Extended,
    Manifest,
    ProposedProperties,
    Results,
    ServiceRef,
    SuggestedEntities,
    SuggestedProperties,
    SuggestedTypes,
    described,
)
from api.routers.pages import page
from graph.errors import InputError
from graph.ontology import LABELS
from graph.reader import Reader

PATH = "/reconcile"
WIDTH, HEIGHT = 430, 260
"""Of a preview, in pixels."""

router = routing.router(prefix=PATH, tags=["Reconciliation"])

PARTS = {
    "queries": ("queries by names of one's own, answered under the same names", described(BATCHES, BATCH_EXAMPLE)),
    "extend": ("the properties to fetch, and of which entities", described(EXTENSIONS, EXTENSION_EXAMPLE)),
}
"""What can be asked, as JSON: what each is, and its schema."""

AS_PARAMETERS: dict[str, Any] = {
    "parameters": [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": told,
            "content": {"application/json": {"schema": schema}},
        }
        for name, (told, schema) in PARTS.items()
    ]
}
AS_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {name: schema | {"description": told} for name, (told, schema) in PARTS.items()},
                    "minProperties": 1,
                    "examples": [{"queries": BATCH_EXAMPLE}, {"extend": EXTENSION_EXAMPLE}],
                },
                "encoding": {name: {"contentType": "application/json"} for name in PARTS},
            }
        },
    }
}
"""How the same is asked in an address and in a form. FastAPI has no words for JSON in either."""


class _Sent(BaseModel):
    """Parameters as clients send them: with others that the protocol does not know, which are passed over."""

    model_config = ConfigDict(extra="ignore")


class ServiceParameters(_Sent):
    """What is asked of the service; nothing asks for its manifest."""

    queries: str | None = None
    extend: str | None = None


class SuggestParameters(_Sent):
    """What somebody has typed so far."""

    prefix: str = Field("", max_length=MOST_CHARACTERS, description="what was typed, or an id", examples=["산업"])
    cursor: int = Field(0, ge=0, le=1000, description="how many suggestions to skip")
    limit: int = Field(10, ge=1, le=50, description="at most so many suggestions")


class ProposeParameters(_Sent):
    """The type whose properties are wanted."""

    type: str | None = Field(None, max_length=MOST_CHARACTERS, description="a label", examples=["Ministry"])
    limit: int | None = Field(None, ge=1, description="at most so many properties")


class PreviewParameters(_Sent):
    """The entity to be shown."""

    id: Name = Field(description="id of the entity", examples=["alliance/max"])


async def _parameters(request: Request) -> ServiceParameters:
    """Read the query of an address."""
    return ServiceParameters.model_validate(dict(request.query_params))


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


@router.get(
    "",
    summary="The manifest, what cells of a table may mean, or properties of entities",
    responses=documented(413),
    openapi_extra=AS_PARAMETERS,
)
def reconcile(
    request: Request, reader: ReaderDep, asked: Annotated[ServiceParameters, Depends(_parameters)]
) -> Manifest | Results | Extended:
    """Tell what the service can do; with `queries`, find the entities that are meant; with `extend`, fetch properties.

    At most 50 queries at once, and properties of at most 100 entities.
    """
    if asked.queries is None and asked.extend is None:
        return manifest(str(request.base_url).rstrip("/"))
    return _answer(reader, asked)


@router.post(
    "",
    summary="What cells of a table may mean, or properties of entities",
    responses=documented(413),
    openapi_extra=AS_FORM,
)
def reconcile_form(reader: ReaderDep, asked: Annotated[ServiceParameters, Depends(_form)]) -> Results | Extended:
    """Find the entities that `queries` mean, or fetch properties as `extend` says.

    At most 50 queries at once, and properties of at most 100 entities.
    """
    if asked.queries is None and asked.extend is None:
        raise InputError("nothing is asked", hint="Send `queries` or `extend`, form-encoded.")
    return _answer(reader, asked)


def _answer(reader: Reader, asked: ServiceParameters) -> Results | Extended:
    if asked.queries is None:
        return fetching.extend(reader, reconciling.read_extension(asked.extend or ""))
    batch = reconciling.read_batch(asked.queries)
    if len(batch) > BATCH:
        raise Refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "too-large",
            "The batch is too large",
            f"{len(batch)} queries are more than the {BATCH} of one batch",
            hint="Send them in several batches.",
        )
    return {key: {"result": reconciling.candidates(reader, query)} for key, query in batch.items()}


def manifest(base: str) -> Manifest:
    """Return what the service is and can do. `base` is the address below which the application is."""

    def service(path: str) -> ServiceRef:
        return {"service_url": base, "service_path": f"{PATH}{path}"}

    return {
        "versions": ["0.2"],
        "name": "kaigraph: 한국 산업 AI 정책",
        "identifierSpace": f"{base}/e/",
        "schemaSpace": "https://schema.org/Thing",
        "documentation": f"{base}/docs",
        "serviceVersion": version("kaigraph"),
        "batchSize": BATCH,
        "defaultTypes": [reconciling.type_of(label) for label in LABELS],
        "view": {"url": f"{base}/e/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            "entity": service("/suggest/entity"),
            "property": service("/suggest/property"),
            "type": service("/suggest/type"),
        },
        "extend": {"propose_properties": service("/properties"), "property_settings": []},
    }


@router.get("/suggest/entity", summary="The entities that somebody may be typing", responses=documented())
def suggest_entity(reader: ReaderDep, asked: Annotated[SuggestParameters, Query()]) -> SuggestedEntities:
    """Complete the name of an entity."""
    return {"result": reconciling.suggest_entities(reader, asked.prefix, asked.cursor, asked.limit)}


@router.get("/suggest/type", summary="The types that somebody may be typing", responses=documented())
def suggest_type(asked: Annotated[SuggestParameters, Query()]) -> SuggestedTypes:
    """Complete the name of a type."""
    return {"result": reconciling.suggest_types(asked.prefix)[asked.cursor :][: asked.limit]}


@router.get("/suggest/property", summary="The properties that somebody may be typing", responses=documented())
def suggest_property(asked: Annotated[SuggestParameters, Query()]) -> SuggestedProperties:
    """Complete the name of a property."""
    return {"result": fetching.suggest_properties(asked.prefix)[asked.cursor :][: asked.limit]}


@router.get("/properties", summary="What can be fetched of entities of a type", responses=documented())
def propose_properties(asked: Annotated[ProposeParameters, Query()]) -> ProposedProperties:
    """Propose the properties that entities of a type may have; of a type that there is not, those of any."""
    proposal: ProposedProperties = {"properties": fetching.proposed(asked.type)[: asked.limit]}
    if asked.type is not None:
        proposal["type"] = asked.type
    if asked.limit is not None:
        proposal["limit"] = asked.limit
    return proposal


@router.get(
    "/preview",
    summary="A small page about an entity",
    response_class=Response,
    responses=documented(404, 409) | {200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def preview(request: Request, reader: ReaderDep, asked: Annotated[PreviewParameters, Query()]) -> Response:
    """Show an entity in a few lines, to be put into a frame of another page."""
    entity = reader.entity(asked.id)
    leads = reader.neighbors(entity.id, predicate="LEADS", limit=3, quotes=0).neighbors
    shown = page(request, "preview.html", entity=entity, leads=leads)
    shown.headers["Content-Security-Policy"] += "; frame-ancestors *"
    return shown
