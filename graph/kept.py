"""What is read whole out of a store and kept until the store is written to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from graph.store import Store

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps one thing for each store. A store that nobody has written to has no revision: its thing is read each time.

    Safe to use from several threads; two that ask at once may both read.

    Args:
        read: reads the thing out of a store.
    """

    def __init__(self, read: Callable[[Store], T]) -> None:
        self._read = read
        self._kept: WeakKeyDictionary[Store, tuple[int, T]] = WeakKeyDictionary()
        self._turn = threading.Lock()

    def of(self, store: Store) -> T:
        """Return the store's thing as it is now."""
        rows = store.read("check/revision")
        revision = rows[0]["revision"] if rows else None
        with self._turn:
            kept = self._kept.get(store)
        if kept is not None and kept[0] == revision:
            return kept[1]
        thing = self._read(store)
        if revision is not None:
            with self._turn:
                self._kept[store] = (revision, thing)
        return thing
