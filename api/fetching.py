"""What can be fetched of entities, and asked for with a query: the properties of the reconciliation service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from api.deps import MOST_CHARACTERS
from api.reconciled import DataExtension, Extended, PropertyRef, Value
from graph.answers import Direction, EntityAnswer
from graph.errors import Ambiguous, InputError, NotFound
from graph.funding import FUNDERS, RECIPIENTS
from graph.ids import fold
from graph.merges import following
from graph.reader import Reader

_MOST_VALUES = 100


@dataclass(frozen=True, slots=True)
class Property:
    """What can be fetched of an entity: how to read its values, and what kind of values they are."""

    id: str
    name: str
    read: Callable[[Reader, EntityAnswer], Iterable[Value]]


def entity_of(reader: Reader, entity_id: str) -> EntityAnswer | None:
    """Return an entity by its id or name, or by an id that it had; `None` where nobody has it."""
    try:
        with following(lambda *_: None):
            return reader.entity(entity_id[:MOST_CHARACTERS])
    except (NotFound, Ambiguous, InputError):
        return None


def suggest_properties(prefix: str) -> list[PropertyRef]:
    """Return the properties whose id or name holds a text."""
    return [one for one in proposed(None) if fold(prefix) in fold(one["id"]) or fold(prefix) in fold(one["name"])]


def proposed(label: str | None) -> list[PropertyRef]:
    """Return the properties that entities with a label, or any, may have."""
    left_out = set()
    if label is not None and label not in FUNDERS:
        left_out |= {"given_named_krw", "given_periods_krw", "funds"}
    if label is not None and label not in RECIPIENTS:
        left_out |= {"received_named_krw", "received_periods_krw", "funded_by"}
    return [{"id": one.id, "name": one.name} for one in PROPERTIES.values() if one.id not in left_out]


def extend(reader: Reader, asked: DataExtension) -> Extended:
    """Fetch properties of entities. What there is not is an empty list; a former id has what the present one has."""
    wanted = [PROPERTIES[one.id] for one in asked.properties if one.id in PROPERTIES]
    unknown = [one.id for one in asked.properties if one.id not in PROPERTIES]
    rows: dict[str, dict[str, list[Value]]] = {}
    for key in asked.ids:
        entity = entity_of(reader, key)
        read = {one.id: list(islice(one.read(reader, entity), _MOST_VALUES)) if entity else [] for one in wanted}
        rows[key] = read | {key: [] for key in unknown}
    meta: list[PropertyRef] = [{"id": one.id, "name": one.name} for one in wanted]
    meta += [{"id": key, "name": key} for key in unknown]
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
        for end in reader.ends(entity.id, predicate, direction):
            yield {"id": end.id, "name": end.name}

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
