"""The store that a command works on, as the environment names it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from cli import console
from graph.errors import StoreLocked
from graph.merges import following
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.embedded import FILE, holds_none
from graph.store.opening import open_store


@contextmanager
def reader() -> Iterator[Reader]:
    """Open the store for questions and close it after them; a former id is followed, and that is said."""
    store = open_for_questions(StoreSettings())
    told: set[str] = set()

    def tell(old: str, new: str) -> None:
        if old not in told:
            told.add(old)
            console.say(f"{old} is now {new}")

    try:
        with following(tell):
            yield Reader(store)
    finally:
        store.close()


def open_for_questions(settings: StoreSettings) -> Store:
    """Open the store for reading, beside whoever writes to it.

    The embedded engine shows a reader its last checkpoint only, and warns where its log holds more: after a process
    that was killed, or while one writes. In the first case the log is replayed here; in the second, standard error says
    how old the answer is.
    """
    store, behind = _open_to_read(settings)
    if not behind:
        return store
    store.close()
    try:
        return open_store(settings)
    except StoreLocked:
        store, _ = _open_to_read(settings)
        as_of = store.info().as_of
        moment = f" at {as_of.astimezone():%H:%M:%S on %Y-%m-%d}" if as_of else ""
        console.warn(
            f"another process is writing to {settings.data}: this shows what it had put down{moment} and nothing "
            "newer; a server that holds the store answers with all of it"
        )
        return store


def open_to_change(settings: StoreSettings) -> Store:
    """Open a store that is there to change what it holds; where none is, none is made.

    Raises:
        StoreUnavailable: the folder holds no graph.
    """
    if not settings.neo4j_uri and not (settings.data / FILE).exists():
        raise holds_none(settings.data)
    return open_store(settings)


def _open_to_read(settings: StoreSettings) -> tuple[Store, bool]:
    """Open for reading; also tell whether the engine holds newer commits than it shows."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        store = open_store(settings, read_only=True)
    return store, any(issubclass(warning.category, UserWarning) for warning in caught)
