"""Which entity is meant: by id, else by any of its names."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

from graph.answers import EntityRef
from graph.errors import Ambiguous, InputError, NotFound
from graph.ids import fold
from graph.merges import follow
from graph.ontology import LABELS
from graph.renames import Renames
from graph.search import search
from graph.store import Row, Store


def resolve(store: Store, id_or_name: str, labels: Collection[str] = LABELS) -> EntityRef:
    """Return the entity with this id or name.

    A name that one entity has as its own goes before the same name as another's alias. Of bodies that carried the
    name one after another (산업부) the present one is meant.

    Args:
        store: where to look.
        id_or_name: an entity's id, or a name or alias however spaced.
        labels: what the entity may be; of entities with the name, others are passed over.

    Raises:
        NotFound: there is none; the hint names the nearest.
        Ambiguous: there are several.
        Merged: it is the former id of another.
        InputError: the text is empty.
    """
    found = candidates(store, id_or_name, labels)
    return _one(store, id_or_name, found) if found else _refuse(store, id_or_name, labels)


def resolve_all(store: Store, id_or_name: str, labels: Collection[str]) -> list[EntityRef]:
    """Return the entities with this id or name, at most one a label, in the order of `labels`. Raises as `resolve`."""
    found = candidates(store, id_or_name, labels)
    alike = [[row for row in found if row["label"] == label] for label in labels]
    return [_one(store, id_or_name, rows) for rows in alike if rows] or [_refuse(store, id_or_name, labels)]


def candidates(store: Store, id_or_name: str, labels: Collection[str]) -> list[Row]:
    """Return a row for each entity with one of the labels that has this id, else one for each with this name."""
    if not id_or_name.strip():
        raise InputError("the name is empty", hint="Give an id such as ministry/motir or a name such as 산업통상부.")
    if any("\ud800" <= sign <= "\udfff" for sign in id_or_name):
        raise InputError(f"{id_or_name!r} is no UTF-8 text", hint="Give the name in UTF-8.")
    asked = id_or_name.strip()
    rows = store.read("read/entity", {"id": asked})
    if not rows and (present := follow(store, asked)):
        rows = store.read("read/entity", {"id": present})
    if not rows and (key := fold(id_or_name)):
        rows = store.read("read/entities_by_key", {"key": key})
    return [row for row in rows if row["label"] in labels]


def _one(store: Store, id_or_name: str, rows: list[Row]) -> EntityRef:
    key = fold(id_or_name)
    own = [row for row in rows if fold(row["name"]) == key] or rows
    if len(own) > 1:
        own = _present(store, own)
    if len(own) > 1:
        raise Ambiguous(
            f"{len(own)} entities have the name {id_or_name!r}",
            candidates=[(row["id"], row["name"]) for row in own],
            hint="Give the id of the one that is meant.",
        )
    return EntityRef(id=own[0]["id"], label=own[0]["label"], name=own[0]["name"])


def _refuse(store: Store, id_or_name: str, labels: Collection[str]) -> NoReturn:
    """Say what a name that none of the wanted entities has is near to, or what it is instead.

    Raises:
        NotFound: always.
    """
    if others := candidates(store, id_or_name, LABELS):
        it_is, wanted = _listed({row["label"] for row in others}, "and"), _listed(labels, "or")
        raise NotFound(
            f"{id_or_name!r} has the label {it_is}, and {wanted} is asked for",
            hint=f"Give the name or id of a {wanted}.",
        )
    found = search(store, id_or_name, limit=3, headlines=False).items if fold(id_or_name) else []
    near = ", ".join(f"{hit.entity.name} ({hit.entity.id})" for hit in found)
    raise NotFound(
        f"nothing here has the id or name {id_or_name!r}",
        hint=f"Near: {near}" if near else "Look it up with a search.",
    )


def _listed(labels: Collection[str], last: str) -> str:
    """Write labels one after another, in the order of the ontology."""
    *rest, final = (label for label in LABELS if label in labels)
    return f"{', '.join(rest)} {last} {final}" if rest else final


def _present(store: Store, rows: list[Row]) -> list[Row]:
    """Of entities that are one under successive names keep the last; else keep all."""
    if len({row["label"] for row in rows}) > 1:
        return rows
    lasting = [row for row in rows if row["valid_to"] is None]
    if len(lasting) == 1:
        return lasting
    renames = Renames.load(store)
    last = {renames.present(row["id"]) for row in rows}
    return [row for row in rows if row["id"] in last] if len(last) == 1 else rows
