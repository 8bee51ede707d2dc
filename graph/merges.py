"""Ids that went: an entity that was renamed or merged into another keeps answering under the id that it had.

What is recorded here stands apart from what articles say, so that reading articles again leaves it as it is. Whoever
asks for a former id gets `Merged`, which names the present one; `following` makes a block of code go on with that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from graph.errors import InputError, Merged, NotFound
from graph.model import ENTITY_ID
from graph.store import Row, Store, Transaction

Read = Callable[[str, dict[str, str]], list[Row]]

_tell: ContextVar[Callable[[str, str], None] | None] = ContextVar("tell of a merge", default=None)


def record(store: Store, old: str, new: str) -> str:
    """Record that the entity `old` is now `new`, and return the id that `old` leads to.

    Recording the same again changes nothing.

    Raises:
        InputError: an id that is none, an entity that is still there under its old id (its claims would be hidden), one
            that was merged into another, or a merge that would lead back to itself.
        NotFound: `new` leads to no entity.
    """
    for one in (old, new):
        if not ENTITY_ID.fullmatch(one):
            raise InputError(f"{one!r} is no entity's id", hint="An id looks like ministry/motir.")

    def work(transaction: Transaction) -> str:
        transaction.run("write/begin")
        end = _end(transaction.run, new) or new
        if old in (new, end):
            raise InputError(f"{old} would lead back to itself", hint=f"{new} leads to it.")
        if not transaction.run("read/entity", {"id": end}):
            raise NotFound(f"no entity has the id {end!r}", hint="Give the id of an entity that is there.")
        if transaction.run("read/entity", {"id": old}):
            raise InputError(
                f"{old} is still an entity", hint="Its claims would be hidden: `kaigraph merge` moves them."
            )
        before = transaction.run("read/redirect", {"id": old})
        if before and _end(transaction.run, old) != end:
            raise InputError(f"{old} was merged into {before[0]['to']}", hint="Forget that merge first.")
        if not before:
            transaction.run("write/redirect", {"id": old, "to": new})
        return end

    return store.write(work)


def forget(store: Store, old: str) -> bool:
    """Take back what was recorded of an id; tell whether there was something."""

    def work(transaction: Transaction) -> bool:
        if not transaction.run("read/redirect", {"id": old}):
            return False
        transaction.run("write/begin")
        transaction.run("write/redirect_delete", {"id": old})
        return True

    return store.write(work)


def present_id(store: Store, entity_id: str) -> str | None:
    """Return the id that a former one leads to, or `None` where nothing was recorded of it.

    Raises:
        InputError: the store holds a chain of merges that does not end.
    """
    return _end(store.read, entity_id) if ENTITY_ID.fullmatch(entity_id) else None


def follow(store: Store, entity_id: str) -> str | None:
    """Return the present id behind one that no entity has, where `following` says to go on with it.

    Raises:
        Merged: the id was merged into another, and nobody said to follow.
    """
    present = present_id(store, entity_id)
    if present is None:
        return None
    tell = _tell.get()
    if tell is None:
        raise Merged(entity_id, present)
    tell(entity_id, present)
    return present


@contextmanager
def following(tell: Callable[[str, str], None]) -> Iterator[None]:
    """Go on with the present id wherever a former one is asked for, and call `tell(old, new)` each time."""
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


def chain(read: Read, entity_id: str) -> list[str]:
    """Return the ids that a former one leads to, one after the other.

    The last is the present one; where merges lead in a circle, it is one that was passed before.
    """
    found: list[str] = []
    seen, at = {entity_id}, entity_id
    while rows := read("read/redirect", {"id": at}):
        at = rows[0]["to"]
        found.append(at)
        if at in seen:
            break
        seen.add(at)
    return found


def ends(leads: Mapping[str, str]) -> dict[str, str]:
    """Return where each former id leads to in the end; those that lead in a circle are left out."""
    found: dict[str, str] = {}
    for old in leads:
        steps: dict[str, None] = {}
        at = old
        while at in leads and at not in found and at not in steps:
            steps[at] = None
            at = leads[at]
        if at not in steps:
            found.update(dict.fromkeys(steps, found.get(at, at)))
    return found


def _end(read: Read, entity_id: str) -> str | None:
    found = chain(read, entity_id)
    if found and found[-1] in (entity_id, *found[:-1]):
        raise InputError(
            f"the merges of {entity_id} lead in a circle",
            hint=f"`kaigraph unmerge {entity_id}` takes one of them back.",
        )
    return found[-1] if found else None
