"""Reconciliation: which entities the cells of a table may mean, and what is known of those that were chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from api.deps import MOST_CHARACTERS
from graph.answers import Direction, EntityAnswer, SearchHit
from graph.errors import Ambiguous, InputError, NotFound
from graph.funding import FUNDERS, RECIPIENTS
from graph.ids import fold
from graph.merges import following
from graph.model import ENTITY_ID
from graph.ontology import LABELS, ONTOLOGY
from graph.reader import Reader

BATCH = 50
"""Most queries in one batch, and most entities that one request extends."""

MOST_PROPERTIES = 30
MOST_CANDIDATES, CANDIDATES = 50, 10
_MOST_VALUES = 100
_OTHER = 0.8
"""What is left of a candidate's score where a property that was given is another."""

Value = dict[str, Any]
"""A property's value as the protocol writes it: `{"str": …}`, `{"int": …}` or `{"id": …, "name": …}`."""


def _id_of(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value


_Type = Annotated[str, BeforeValidator(_id_of)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore")


class GivenProperty(_Sent):
    """A property that the entity that is meant has: its id and one value or several."""

    pid: str
    v: Any


class Query(_Sent):
    """One reconciliation query. Clients send more than the protocol knows; that is passed over."""

    query: str = ""
    type: _Type | list[_Type] | None = None
    limit: Annotated[float, Field(allow_inf_nan=False)] | None = None
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


class Extension(_Sent):
    """What is to be fetched of which entities."""

    ids: list[str] = Field(max_length=BATCH * 2)
    properties: list[WantedProperty] = Field(max_length=MOST_PROPERTIES)


T = TypeVar("T")
_BATCH = TypeAdapter(dict[str, Query])
_EXTENSION = TypeAdapter(Extension)
_HINT = (
    'As `queries` send {"q0": {"query": "산업부"}}, as `extend` {"ids": ["ministry/motir"], "properties": '
    '[{"id": "name_en"}]}.'
)


@dataclass(frozen=True, slots=True)
class Property:
    """What can be fetched of an entity: how to read its values, and what kind of values they are."""

    id: str
    name: str
    read: Callable[[Reader, EntityAnswer], Iterable[Value]]
    label: str | None = None


def read_batch(text: str) -> dict[str, Query]:
    """Read a batch of queries as a client sends it.

    Raises:
        InputError: it is no batch.
    """
    return _parsed(text, "queries", _BATCH)


def read_extension(text: str) -> Extension:
    """Read what is to be fetched.

    Raises:
        InputError: it is no such request, or asks for too much at once.
    """
    return _parsed(text, "extend", _EXTENSION)


def _parsed(text: str, name: str, shape: TypeAdapter[T]) -> T:
    try:
        data = json.loads(text, parse_constant=_refuse)
        json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate could not be sent back
        return shape.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name} cannot be used: {where}: {first['msg']}", hint=_HINT) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON that can be used", hint=_HINT) from error


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def candidates(reader: Reader, asked: Query) -> list[dict[str, Any]]:
    """Return the entities that a query may mean, the likeliest first, as the protocol writes them.

    Scores go from 0 to 100. `match` is true for one whose name or id is what was asked for, where there is no other
    such and every property that was given is as given.
    """
    labels = asked.labels
    known = None if labels is None else [label for label in labels if label in LABELS]
    text = asked.query.strip()[:MOST_CHARACTERS]
    if known == [] or not text:
        return []
    if (entity := _by_id(reader, text)) is not None:
        fits = known is None or entity.label in known
        return [_candidate(entity.id, entity.name, entity.label, _about(entity), 100.0, match=True)] if fits else []
    found = sorted(_found(reader, text, known), key=lambda hit: (-_score(hit), hit.how))
    exact = [hit for hit in found if hit.how == "exact"]
    scored = []
    for hit in found[: asked.most]:
        as_given = _as_given(reader, hit.entity.id, asked.properties)
        score = _score(hit) * _OTHER ** as_given.count(False)
        match = [hit] == exact and all(as_given)
        entity_ref = hit.entity
        scored.append(_candidate(entity_ref.id, entity_ref.name, entity_ref.label, _told(hit), score, match=match))
    return sorted(scored, key=lambda one: -one["score"])


def _found(reader: Reader, text: str, labels: list[str] | None) -> list[SearchHit]:
    try:
        return reader.search(text, label=labels, limit=MOST_CANDIDATES).items
    except InputError:  # a cell with nothing to search for, such as `-`
        return []


def _by_id(reader: Reader, text: str) -> EntityAnswer | None:
    if not ENTITY_ID.fullmatch(text):
        return None
    return _entity(reader, text)


def _entity(reader: Reader, entity_id: str) -> EntityAnswer | None:
    try:
        with following(lambda *_: None):
            return reader.entity(entity_id[:MOST_CHARACTERS])
    except (NotFound, Ambiguous, InputError):
        return None


def _score(hit: SearchHit) -> float:
    """Return how likely an entity is meant: a name but for a typo is likelier than one that says more."""
    weight = {"exact": 1.0, "fuzzy": 0.95, "prefix": 0.9, "contains": 0.8, "initials": 0.5}[hit.how]
    return round(hit.score * weight, 1)


def _as_given(reader: Reader, entity_id: str, given: list[GivenProperty]) -> list[bool]:
    """Tell of each property that was given whether the entity has one of its values; unknown ones are left out."""
    wanted = [one for one in given if one.pid in PROPERTIES]
    entity = _entity(reader, entity_id) if wanted else None
    if entity is None:
        return []
    return [_has(reader, entity, one) for one in wanted]


def _has(reader: Reader, entity: EntityAnswer, given: GivenProperty) -> bool:
    has = {fold(str(part)) for value in PROPERTIES[given.pid].read(reader, entity) for part in value.values()}
    values = given.v if isinstance(given.v, list) else [given.v]
    return any(fold(str(_id_of(value))) in has for value in values)


def _candidate(key: str, name: str, label: str, about: str, score: float, *, match: bool) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "description": about,
        "type": [type_of(label)],
        "score": round(score, 1),
        "match": match,
    }


def type_of(label: str) -> dict[str, str]:
    """Write a label as a type of the protocol."""
    return {"id": label, "name": ONTOLOGY.labels[label].korean}


def _told(hit: SearchHit) -> str:
    told = [ONTOLOGY.labels[hit.entity.label].korean]
    if hit.matched != hit.entity.name:
        told.append(hit.matched)
    if hit.now is not None:
        told.append(f"지금은 {hit.now.name}")
    return " · ".join([*told, f"글 {hit.articles}건"])


def _about(entity: EntityAnswer) -> str:
    return f"{ONTOLOGY.labels[entity.label].korean} · 글 {entity.articles}건"


def suggest_entities(reader: Reader, prefix: str, skip: int, most: int) -> list[dict[str, Any]]:
    """Return the entities that somebody may be typing the name or id of."""
    text = prefix.strip()[:MOST_CHARACTERS]
    if (entity := _by_id(reader, text)) is not None:
        return [] if skip else [_suggested(entity.id, entity.name, entity.label, _about(entity))]
    hits = _found(reader, text, None) if text else []
    return [
        _suggested(hit.entity.id, hit.entity.name, hit.entity.label, _told(hit)) for hit in hits[skip : skip + most]
    ]


def _suggested(key: str, name: str, label: str, about: str) -> dict[str, Any]:
    return {"id": key, "name": name, "description": about, "notable": [type_of(label)]}


def suggest_types(prefix: str) -> list[dict[str, str]]:
    """Return the labels whose id or name, Korean or English, holds a text."""
    return [
        type_of(label) | {"description": about.english}
        for label, about in ONTOLOGY.labels.items()
        if any(fold(prefix) in fold(name) for name in (label, about.korean, about.english))
    ]


def suggest_properties(prefix: str) -> list[dict[str, str]]:
    """Return the properties whose id or name holds a text."""
    return [one for one in proposed(None) if fold(prefix) in fold(one["id"]) or fold(prefix) in fold(one["name"])]


def proposed(label: str | None) -> list[dict[str, str]]:
    """Return the properties that entities with a label, or any, may have."""
    left_out = set()
    if label is not None and label not in FUNDERS:
        left_out |= {"given_named_krw", "given_periods_krw", "funds"}
    if label is not None and label not in RECIPIENTS:
        left_out |= {"received_named_krw", "received_periods_krw", "funded_by"}
    return [{"id": one.id, "name": one.name} for one in PROPERTIES.values() if one.id not in left_out]


def extend(reader: Reader, asked: Extension) -> dict[str, Any]:
    """Fetch properties of entities. What there is not is an empty list."""
    wanted = [PROPERTIES[one.id] for one in asked.properties if one.id in PROPERTIES]
    unknown = [one.id for one in asked.properties if one.id not in PROPERTIES]
    rows = {}
    for key in asked.ids:
        entity = _entity(reader, key)
        read = {one.id: list(islice(one.read(reader, entity), _MOST_VALUES)) if entity else [] for one in wanted}
        rows[key] = read | {key: [] for key in unknown}
    meta = [{"id": one.id, "name": one.name} for one in wanted] + [{"id": key, "name": key} for key in unknown]
    return {"meta": meta, "rows": rows}


def _texts(field: str) -> Callable[[Reader, EntityAnswer], Iterator[Value]]:
    def read(_: Reader, entity: EntityAnswer) -> Iterator[Value]:
        value = getattr(entity, field)
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield {"int": one} if isinstance(one, int) else {"str": str(one)}

    return read


def _ends(predicate: str, direction: Direction) -> Callable[[Reader, EntityAnswer], Iterator[Value]]:
    def read(reader: Reader, entity: EntityAnswer) -> Iterator[Value]:
        edges = reader.neighbors(entity.id, predicate=predicate, direction=direction, limit=500, quotes=0).neighbors
        for key, name in {edge.entity.id: edge.entity.name for edge in edges}.items():
            yield {"id": key, "name": name}

    return read


def _money(
    role: Literal["funder", "recipient"], section: Literal["named", "periods"]
) -> Callable[[Reader, EntityAnswer], Iterator[Value]]:
    def read(reader: Reader, entity: EntityAnswer) -> Iterator[Value]:
        if entity.label in (FUNDERS if role == "funder" else RECIPIENTS):
            answer = (
                reader.funding(funder=entity.id, section=section, limit=1)
                if role == "funder"
                else reader.funding(recipient=entity.id, section=section, limit=1)
            )
            totals = getattr(answer, section).totals
            if totals is not None and totals.exact_sums:
                yield {"int": totals.exact_krw}

    return read


PROPERTIES = {
    one.id: one
    for one in (
        Property("name_en", "영문 이름", _texts("name_en")),
        Property("aliases", "다른 이름", _texts("aliases")),
        Property("label", "종류", _texts("label")),
        Property("kind", "세부 종류", _texts("kind")),
        Property("valid_from", "시작일", _texts("valid_from")),
        Property("valid_to", "종료일", _texts("valid_to")),
        Property("articles", "기사 수", _texts("articles")),
        Property("first_mentioned", "첫 보도일", _texts("first_mentioned")),
        Property("last_mentioned", "최근 보도일", _texts("last_mentioned")),
        Property("received_named_krw", "받은 돈: 한 해의 정확한 금액의 합(원)", _money("recipient", "named")),
        Property("received_periods_krw", "받은 돈: 여러 해의 정확한 금액의 합(원)", _money("recipient", "periods")),
        Property("given_named_krw", "낸 돈: 한 해의 정확한 금액의 합(원)", _money("funder", "named")),
        Property("given_periods_krw", "낸 돈: 여러 해의 정확한 금액의 합(원)", _money("funder", "periods")),
        Property("funded_by", "돈을 낸 곳", _ends("FUNDS", "in")),
        Property("funds", "돈을 댄 곳", _ends("FUNDS", "out")),
        Property("leads", "이끄는 것", _ends("LEADS", "out")),
        Property("led_by", "이끄는 곳", _ends("LEADS", "in")),
        Property("targets", "겨냥하는 것", _ends("TARGETS", "out")),
        Property("targeted_by", "이를 겨냥하는 것", _ends("TARGETS", "in")),
        Property("part_of", "속한 곳", _ends("PART_OF", "out")),
        Property("parts", "속한 것", _ends("PART_OF", "in")),
        Property("participates_in", "참여하는 곳", _ends("PARTICIPATES_IN", "out")),
        Property("succeeds", "이은 것", _ends("SUCCEEDS", "out")),
        Property("derived_from", "바탕이 된 것", _ends("DERIVED_FROM", "out")),
    )
}
"""What can be fetched and asked for, by id."""
