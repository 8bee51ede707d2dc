"""Reconciliation: which entities the cells of a table may mean, and what somebody may be typing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from api.deps import MOST_CHARACTERS
from api.fetching import PROPERTIES, entity_of
from api.reconciled import (
    BATCHES,
    EXTENSIONS,
    MOST_CANDIDATES,
    DataExtension,
    GivenProperty,
    QueryBatch,
    ReconciliationCandidate,
    ReconciliationQuery,
    SuggestedEntity,
    TypeRef,
    id_of,
)
from graph.answers import EntityAnswer, SearchHit
from graph.errors import InputError
from graph.ids import fold
from graph.model import ENTITY_ID
from graph.ontology import LABELS, ONTOLOGY
from graph.reader import Reader

_OTHER = 0.8
"""What is left of a candidate's score where a property that was given is another."""

_PAGE = 100
"""The most that one search shows."""

T = TypeVar("T")
_HINT = (
    'As `queries` send {"q0": {"query": "산업부"}}, as `extend` {"ids": ["ministry/motir"], "properties": '
    '[{"id": "name_en"}]}.'
)


def read_batch(text: str) -> QueryBatch:
    """Read a batch of queries as a client sends it.

    Raises:
        InputError: it is no batch.
    """
    return _parsed(text, "queries", BATCHES)


def read_extension(text: str) -> DataExtension:
    """Read what is to be fetched.

    Raises:
        InputError: it is no such request, or asks for too much at once.
    """
    return _parsed(text, "extend", EXTENSIONS)


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


def candidates(reader: Reader, asked: ReconciliationQuery) -> list[ReconciliationCandidate]:
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
    nearest = islice(_found(reader, text, known, MOST_CANDIDATES), MOST_CANDIDATES)
    found = sorted(nearest, key=lambda hit: (-_score(hit), hit.how))
    exact = [hit for hit in found if hit.how == "exact"]
    given = [one.model_copy(update={"v": _present(reader, one.v)}) for one in asked.properties if one.pid in PROPERTIES]
    scored = []
    for hit in found[: asked.most]:
        as_given = _as_given(reader, hit.entity.id, given)
        score = _score(hit) * _OTHER ** as_given.count(False)
        match = [hit] == exact and all(as_given)
        entity_ref = hit.entity
        scored.append(_candidate(entity_ref.id, entity_ref.name, entity_ref.label, _told(hit), score, match=match))
    return sorted(scored, key=lambda one: -one["score"])


def _found(reader: Reader, text: str, labels: list[str] | None, most: int) -> Iterator[SearchHit]:
    """Go through all that a search finds, at most so many at a time."""
    cursor = None
    while True:
        try:
            page = reader.search(text, label=labels, limit=most, cursor=cursor)
        except InputError:  # a cell with nothing to search for, such as `-`
            return
        yield from page.items
        if (cursor := page.next_cursor) is None:
            return


def _by_id(reader: Reader, text: str) -> EntityAnswer | None:
    if not ENTITY_ID.fullmatch(text):
        return None
    return entity_of(reader, text)


def _score(hit: SearchHit) -> float:
    """Return how likely an entity is meant: a name but for a typo is likelier than one that says more."""
    weight = {"exact": 1.0, "fuzzy": 0.95, "prefix": 0.9, "contains": 0.8, "initials": 0.5}[hit.how]
    return round(hit.score * weight, 1)


def _present(reader: Reader, value: object) -> object:
    """Return a value that was given with the present id in the place of a former one, in a list in each place."""
    if isinstance(value, list):
        return [_present(reader, one) for one in value]
    key = id_of(value)
    entity = entity_of(reader, key) if isinstance(key, str) and ENTITY_ID.fullmatch(key) else None
    return value if entity is None else entity.id


def _as_given(reader: Reader, entity_id: str, given: list[GivenProperty]) -> list[bool]:
    """Tell of each property that was given whether the entity has one of its values."""
    entity = entity_of(reader, entity_id) if given else None
    if entity is None:
        return []
    return [_has(reader, entity, one) for one in given]


def _has(reader: Reader, entity: EntityAnswer, given: GivenProperty) -> bool:
    has = {fold(str(part)) for value in PROPERTIES[given.pid].read(reader, entity) for part in value.values()}
    values = given.v if isinstance(given.v, list) else [given.v]
    return any(fold(str(id_of(value))) in has for value in values)


def _candidate(key: str, name: str, label: str, about: str, score: float, *, match: bool) -> ReconciliationCandidate:
    return {
        "id": key,
        "name": name,
        "description": about,
        "type": [type_of(label)],
        "score": round(score, 1),
        "match": match,
    }


def type_of(label: str) -> TypeRef:
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


def suggest_entities(reader: Reader, prefix: str, skip: int, most: int) -> list[SuggestedEntity]:
    """Return the entities that somebody may be typing the name or id of."""
    text = prefix.strip()[:MOST_CHARACTERS]
    if (entity := _by_id(reader, text)) is not None:
        return [] if skip else [_suggested(entity.id, entity.name, entity.label, _about(entity))]
    hits = _found(reader, text, None, min(skip + most, _PAGE)) if text else ()
    shown = islice(hits, skip, skip + most)
    return [_suggested(hit.entity.id, hit.entity.name, hit.entity.label, _told(hit)) for hit in shown]


def _suggested(key: str, name: str, label: str, about: str) -> SuggestedEntity:
    return {"id": key, "name": name, "description": about, "notable": [type_of(label)]}


def suggest_types(prefix: str) -> list[TypeRef]:
    """Return the labels whose id or name, Korean or English, holds a text."""
    return [
        {**type_of(label), "description": about.english}
        for label, about in ONTOLOGY.labels.items()
        if any(fold(prefix) in fold(name) for name in (label, about.korean, about.english))
    ]
