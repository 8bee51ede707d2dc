"""What takes long to make and is kept: made once, however many ask for it at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from graph.deadline import out_of_time, seconds_left
from graph.store import Store

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Once(Generic[K, T]):
    """Keeps the last things that were made, each under its key. Of several threads that ask for one, one makes it.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int = 1) -> None:
        self._most = most
        self._made: OrderedDict[K, Future[T]] = OrderedDict()
        self._turn = threading.Lock()

    def begun(self, key: K) -> bool:
        """Tell whether the thing of a key is there, or some thread is making it."""
        with self._turn:
            return key in self._made

    def get(self, key: K, make: Callable[[], T]) -> T:
        """Return the thing of a key.

        Args:
            key: what it is kept under.
            make: makes it where it is not there; may not ask for the same one.

        Raises:
            StoreTimeout: another thread still makes it when this one's time is up.
        """
        while True:
            with self._turn:
                made = self._made.get(key)
                if made is None:
                    begun = self._made[key] = Future()
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
                else:
                    self._made.move_to_end(key)
            if made is None:
                return self._finish(key, begun, make)
            try:
                return made.result(seconds_left())
            except CancelledError:  # who made it could not: it is this thread's turn, or another's
                continue
            except TimeoutError as late:
                raise out_of_time() from late

    def _finish(self, key: K, begun: Future[T], make: Callable[[], T]) -> T:
        try:
            thing = make()
        except BaseException:
            with self._turn:
                if self._made.get(key) is begun:
                    del self._made[key]
            begun.cancel()
            raise
        begun.set_result(thing)
        return thing


class Kept(Generic[T]):
    """Keeps what is read whole out of a store until the store is written to.

    A store that nobody has written to has no revision: its thing is read each time.

    Args:
        read: reads the thing out of a store; what it returns may not hold the store.
    """

    def __init__(self, read: Callable[[Store], T]) -> None:
        self._read = read
        self._kept: WeakKeyDictionary[Store, Once[int, T]] = WeakKeyDictionary()
        self._turn = threading.Lock()

    def of(self, store: Store) -> T:
        """Return the store's thing as it is now."""
        return self.at(store)[1]

    def at(self, store: Store) -> tuple[int, T]:
        """Return the store's thing, and the revision (0 before the first) that it is at least as new as."""
        rows = store.read("check/revision")
        if not rows:
            return 0, self._read(store)
        with self._turn:
            kept = self._kept.get(store)
            if kept is None:
                kept = self._kept[store] = Once()
        revision: int = rows[0]["revision"]
        return revision, kept.get(revision, lambda: self._read(store))


class KeptBy(Generic[K, T]):
    """Keeps the last answers to a question that is asked of a whole store, until the store is written to.

    Args:
        read: answers it out of a store, for what is asked for; what it returns may not hold the store.
        most: how many answers are kept of each store.
    """

    def __init__(self, read: Callable[[Store, K], T], most: int) -> None:
        self._read = read
        self._states: Kept[Once[K, T]] = Kept(lambda _: Once(most))

    def of(self, store: Store, key: K) -> T:
        """Return the answer as the store is now. Raises as `Once.get` does."""
        return self._states.of(store).get(key, lambda: self._read(store, key))
