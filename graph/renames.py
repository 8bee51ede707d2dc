"""The same body under successive names, as claims of succession state it."""

from __future__ import annotations

from collections import defaultdict

from graph.store import Store


class Renames:
    """Successive names as a graph of ids. Circles and forks in what the articles state do no harm."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        """Take (later id, earlier id) of each renaming."""
        self._earlier: dict[str, set[str]] = defaultdict(set)
        self._later: dict[str, set[str]] = defaultdict(set)
        for later, earlier in pairs:
            self._earlier[later].add(earlier)
            self._later[earlier].add(later)

    @classmethod
    def load(cls, store: Store) -> Renames:
        """Read every renaming that the store holds."""
        return cls([(row["later"], row["earlier"]) for row in store.read("read/renames")])

    def with_former(self, entity_id: str) -> set[str]:
        """Return the entity and what it was called before."""
        reached, front = {entity_id}, [entity_id]
        while front:
            for found in self._earlier.get(front.pop(), set()) - reached:
                reached.add(found)
                front.append(found)
        return reached

    def present(self, entity_id: str) -> str:
        """Return the id of its last name: as far as one name follows another. A body that became two is neither."""
        passed = [entity_id]
        while len(later := self._later.get(passed[-1], set())) == 1:
            (following,) = later
            if following in passed:
                return min(passed[passed.index(following) :])
            passed.append(following)
        return passed[-1]
