"""Parts and wholes over PART_OF, at any remove: deep ones, ones with two ways to the top, and circles."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, KeysView

from graph.scope import Scope
from graph.store import Store


def parts_of(store: Store, ids: Iterable[str], scope: Scope) -> set[str]:
    """Return the parts of some entities and the parts' parts, without the entities themselves.

    Of a scope only the day that it asks about counts: who was a part then.
    """
    start = set(ids)
    reached, front = set(start), start
    while front:
        rows = store.read("read/parts_of", {"ids": sorted(front), "day": day_of(scope)})
        front = {row["part"] for row in rows} - reached
        reached |= front
    return reached - start


def pairs_above(store: Store, ids: Iterable[str], scope: Scope) -> set[tuple[str, str]]:
    """Return part and whole for each step up from some entities to the top, as of the day that a scope asks about."""
    reached: set[str] = set()
    front, pairs = set(ids), set[tuple[str, str]]()
    while front:
        reached |= front
        rows = store.read("read/wholes_of", {"ids": sorted(front), "day": day_of(scope)})
        pairs.update((part, row["whole"]) for row in rows for part in row["parts"])
        front = {row["whole"] for row in rows} - reached
    return pairs


class Wholes:
    """What each of some entities is a part of among the others of them, at any remove.

    Those above an entity are the bits of a number, one for each that has parts, so that a hundred thousand entities and
    circles of them take no longer than a few sets would for a tree.

    Args:
        ids: the entities that are asked about.
        pairs: part and whole, also of entities between these.
    """

    def __init__(self, ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        parts: dict[str, list[str]] = defaultdict(list)
        for part, whole in pairs:
            parts[whole].append(part)
        self._ids = sorted(parts.keys() & set(ids))
        self._bit = {one: 1 << at for at, one in enumerate(self._ids)}
        self._above: dict[str, int] = {}
        waiting, waits = deque(parts), set(parts)
        while waiting:  # hand down what is above each whole until nobody learns anything new
            whole = waiting.popleft()
            waits.discard(whole)
            above = self._above.get(whole, 0) | self._bit.get(whole, 0)
            for part in parts.get(whole, ()):
                before = self._above.get(part, 0)
                if before | above != before:
                    self._above[part] = before | above
                    if part in parts and part not in waits:
                        waiting.append(part)
                        waits.add(part)

    def bit(self, entity: str) -> int:
        """Return an entity as `set_of` does: 0 where it has no parts."""
        return self._bit.get(entity, 0)

    def set_of(self, entities: Iterable[str]) -> int:
        """Return entities as the bits that `above` compares with; those without parts have none."""
        bits = 0
        for one in entities:
            bits |= self._bit.get(one, 0)
        return bits

    @property
    def parts(self) -> KeysView[str]:
        """All that something is above."""
        return self._above.keys()

    def above(self, entity: str, among: int | None = None) -> Iterator[str]:
        """Yield what an entity is a part of. Of two that are parts of each other, neither is above the other.

        Args:
            entity: one of those asked about.
            among: only these, as `set_of` makes them.
        """
        own = self._bit.get(entity, 0)
        found = self._above.get(entity, 0) & ~own
        if among is not None:
            found &= among
        while found:
            lowest = found & -found
            found ^= lowest
            whole = self._ids[lowest.bit_length() - 1]
            if not self._above.get(whole, 0) & own:
                yield whole


def day_of(scope: Scope) -> str | None:
    """Return the day that a scope asks about, as the store writes days."""
    return scope.as_of.isoformat() if scope.as_of else None
