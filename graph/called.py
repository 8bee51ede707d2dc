"""What entities were called on a day: by the articles that had appeared by then, and by the dates of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from graph.answers import EntityRef
from graph.scope import Scope
from graph.store import Row, Store

Answer = TypeVar("Answer", bound=BaseModel)


def names_on(store: Store, ids: Collection[str], day: date) -> dict[str, str]:
    """Return the name that most articles published until a day give each entity, ties to the first in code-point order.

    An entity that no such article mentions is missing.
    """
    votes: dict[str, list[Row]] = {}
    for row in store.read("read/names_until", {"ids": sorted(ids), "day": day.isoformat()}) if ids else []:
        votes.setdefault(row["id"], []).append(row)
    return {key: min(rows, key=lambda row: (-row["articles"], row["name"]))["name"] for key, rows in votes.items()}


def as_called(store: Store, answer: Answer, scope: Scope) -> Answer:
    """Give the entities of an answer the names that they had on the day that its scope asks about.

    Changes the answer in place and returns it; without `as_of` nothing changes. One statement is run, however many
    entities the answer refers to.
    """
    if scope.as_of is not None:
        refs = list(refs_in(answer))
        names = names_on(store, {ref.id for ref in refs}, scope.as_of)
        for ref in refs:
            ref.name = names.get(ref.id, ref.name)
    return answer


def refs_in(answer: object) -> Iterator[EntityRef]:
    """Yield every reference to an entity in an answer, however deep."""
    if isinstance(answer, EntityRef):
        yield answer
    if isinstance(answer, BaseModel):
        for name in type(answer).model_fields:
            yield from refs_in(getattr(answer, name))
    elif isinstance(answer, dict):
        yield from _refs_in_all(answer.values())
    elif isinstance(answer, (list, tuple)):
        yield from _refs_in_all(answer)


def _refs_in_all(parts: Iterable[object]) -> Iterator[EntityRef]:
    for part in parts:
        yield from refs_in(part)
