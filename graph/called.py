"""What entities were called on a day: by the articles that had appeared by then, and by the dates of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from graph.answers import EntityRef
from graph.evidence import refs_of
from graph.names import resolve, resolve_all
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Row, Store

Answer = TypeVar("Answer")


def names_on(store: Store, ids: Collection[str], day: date) -> dict[str, str]:
    """Return the name that most articles published until a day give each entity, ties to the first in code-point order.

    An entity that no such article mentions is missing.
    """
    votes: dict[str, list[Row]] = {}
    for row in store.read("read/names_until", {"ids": sorted(ids), "day": day.isoformat()}) if ids else []:
        votes.setdefault(row["id"], []).append(row)
    return {key: min(rows, key=lambda row: (-row["articles"], row["name"]))["name"] for key, rows in votes.items()}


def as_called(store: Store, answer: Answer, scope: Scope) -> Answer:
    """Give the entities of an answer, or of what it is made of, the names that they had on the day of its scope.

    Changes what it is given in place and returns it; without `as_of` nothing changes. One statement is run, however
    many entities it refers to. Sentences keep the names that they were made with, so they are made afterwards.
    """
    if scope.as_of is not None:
        refs = list(refs_in(answer))
        names = names_on(store, {ref.id for ref in refs}, scope.as_of)
        for ref in refs:
            ref.name = names.get(ref.id, ref.name)
    return answer


def resolve_then(store: Store, id_or_name: str, labels: Collection[str], scope: Scope) -> EntityRef:
    """Return the entity with this id or name; where a scope asks about a day, the body that there was on that day.

    So 산업통상부 as of a day before 1 October 2025 is 산업통상자원부. Raises as `graph.names.resolve`.
    """
    return standing_on(store, resolve(store, id_or_name, labels), scope)


def resolve_all_then(store: Store, id_or_name: str, labels: Collection[str], scope: Scope) -> list[EntityRef]:
    """Return the entities with this id or name, as `graph.names.resolve_all` and `resolve_then` do."""
    return [standing_on(store, ref, scope) for ref in resolve_all(store, id_or_name, labels)]


def standing_on(store: Store, ref: EntityRef, scope: Scope) -> EntityRef:
    """Return an entity, or what came before it under another name where it did not exist yet on the scope's day."""
    if scope.as_of is None:
        return ref
    name = Renames.load(store).on(ref.id, scope.as_of.isoformat())
    return ref if name in (None, ref.id) else refs_of(store, [name]).get(name, ref)


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
