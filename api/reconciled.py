"""What the reconciliation service is asked and answers, as its protocol (version 0.2) writes it.

What is asked is checked against these models; what is answered are plain dictionaries with these keys.
"""

from __future__ import annotations

from typing import Annotated, Any, Required

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

BATCH = 50
"""Most queries in one batch."""

MOST_IDS = 100
"""Most entities that one request extends."""

MOST_PROPERTIES = 30
MOST_CANDIDATES, CANDIDATES = 50, 10


def id_of(value: object) -> object:
    """Return the id of an entity or type that is written with its name, and anything else as it is."""
    return value.get("id") if isinstance(value, dict) else value


_Type = Annotated[str, BeforeValidator(id_of)]


class _Sent(BaseModel):
    """What clients send: with more than the protocol knows, which is passed over."""

    model_config = ConfigDict(extra="ignore")


class GivenProperty(_Sent):
    """A property that the entity that is meant has: its id and one value or several."""

    pid: str = Field(description="id of the property, as `/reconcile/suggest/property` gives it", examples=["targets"])
    v: Any = Field(description='a text, a number, an entity as `{"id": …}`, or a list of such')


class ReconciliationQuery(_Sent):
    """One query: which entity is meant by a cell of a table."""

    query: str = Field("", description="a name, a part of one, or an entity's id")
    type: _Type | list[_Type] | None = Field(None, description="the label, or labels, that the entity may have")
    limit: Annotated[float, Field(allow_inf_nan=False)] | None = Field(None, description="at most so many candidates")
    properties: list[GivenProperty] = Field(default_factory=list, max_length=MOST_PROPERTIES)

    @property
    def labels(self) -> list[str] | None:
        """The labels that are asked for; `None` for all. A type that there is not is none of them."""
        if self.type is None or self.type in ("", []):
            return None
        return [self.type] if isinstance(self.type, str) else self.type

    @property
    def most(self) -> int:
        """How many candidates to give."""
        return min(max(int(self.limit), 1), MOST_CANDIDATES) if self.limit else CANDIDATES


class WantedProperty(_Sent):
    """A property to fetch."""

    id: str


class DataExtension(_Sent):
    """What is to be fetched of which entities."""

    ids: list[str] = Field(max_length=MOST_IDS)
    properties: list[WantedProperty] = Field(max_length=MOST_PROPERTIES)


QueryBatch = Annotated[dict[str, ReconciliationQuery], Field(json_schema_extra={"maxProperties": BATCH})]
"""Queries by names that the client gives them. More than `BATCH` are no fault of their form, but too many."""

BATCHES: TypeAdapter[QueryBatch] = TypeAdapter(QueryBatch)
EXTENSIONS: TypeAdapter[DataExtension] = TypeAdapter(DataExtension)
BATCH_EXAMPLE = {"q0": {"query": "산업부", "type": "Ministry"}, "q1": {"query": "M.AX 얼라이언스", "limit": 3}}
EXTENSION_EXAMPLE = {
    "ids": ["ministry/motir", "alliance/max"],
    "properties": [{"id": "name_en"}, {"id": "given_periods_krw"}],
}


def described(shape: TypeAdapter[Any], example: Any) -> dict[str, Any]:
    """Return the schema of what a parameter or a field of a form holds as JSON, for the interface's description."""
    schema = shape.json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return schema | {"examples": [example]}


def described_parts() -> dict[str, Any]:
    """Return the schemas that those of `described` refer to, by name."""
    parts: dict[str, Any] = {}
    for shape in (BATCHES, EXTENSIONS):
        parts |= shape.json_schema(ref_template="#/components/schemas/{model}").get("$defs", {})
    return parts


class TypeRef(TypedDict, total=False):
    """A type of entities: a label of the ontology."""

    id: Required[str]
    name: Required[str]
    description: str


class PropertyRef(TypedDict):
    """A property that can be given with a query and fetched."""

    id: str
    name: str


class ServiceRef(TypedDict):
    """Where a part of the service is: one after the other, the two are its address."""

    service_url: str
    service_path: str


class View(TypedDict):
    """A template of addresses, in which `{{id}}` stands for an entity's id."""

    url: str


class PreviewView(View):
    """The same of previews, with their size in pixels."""

    width: int
    height: int


class Suggesting(TypedDict):
    """Where somebody's typing is completed."""

    entity: ServiceRef
    property: ServiceRef
    type: ServiceRef


class Extending(TypedDict):
    """What can be fetched of entities."""

    propose_properties: ServiceRef
    property_settings: list[dict[str, Any]]


class Manifest(TypedDict):
    """What the service is and can do."""

    versions: list[str]
    name: str
    identifierSpace: str
    schemaSpace: str
    documentation: str
    serviceVersion: str
    batchSize: int
    defaultTypes: list[TypeRef]
    view: View
    preview: PreviewView
    suggest: Suggesting
    extend: Extending


class ReconciliationCandidate(TypedDict):
    """An entity that a query may mean. `score` goes from 0 to 100."""

    id: str
    name: str
    description: str
    type: list[TypeRef]
    score: float
    match: bool


class ReconciliationResult(TypedDict):
    """What one query may mean, the likeliest first."""

    result: list[ReconciliationCandidate]


Results = dict[str, ReconciliationResult]
"""What each query of a batch may mean."""


class SuggestedEntity(TypedDict):
    """An entity that somebody may be typing the name of."""

    id: str
    name: str
    description: str
    notable: list[TypeRef]


class SuggestedEntities(TypedDict):
    """Entities whose name somebody may be typing."""

    result: list[SuggestedEntity]


class SuggestedTypes(TypedDict):
    """Types whose name somebody may be typing."""

    result: list[TypeRef]


class SuggestedProperties(TypedDict):
    """Properties whose name somebody may be typing."""

    result: list[PropertyRef]


class ProposedProperties(TypedDict, total=False):
    """The properties that entities of a type may have, with the type and limit that were asked for."""

    properties: Required[list[PropertyRef]]
    type: str
    limit: int


class TextValue(TypedDict):
    """A value that is a text."""

    str: str


class WholeValue(TypedDict):
    """A value that is a whole number, of money in won."""

    int: int


class EntityValue(TypedDict):
    """A value that is an entity."""

    id: str
    name: str


Value = TextValue | WholeValue | EntityValue
"""A property's value."""


class Extended(TypedDict):
    """What was fetched: of each entity, of each property, its values."""

    meta: list[PropertyRef]
    rows: dict[str, dict[str, list[Value]]]
