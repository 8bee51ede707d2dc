"""The same body under successive names, as claims of renaming state it."""

from __future__ import annotations

from collections import defaultdict

from graph.store import Store


class Renames:
    """Renamings as a graph of ids. Circles and forks in what the articles state do no harm."""

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
        return _reach(entity_id, self._earlier)

    def present(self, entity_id: str) -> str:
        """Return the id of the last name; of several last ones (or of a circle) the first in code-point order."""
        reached = _reach(entity_id, self._later)
        return min((one for one in reached if not self._later.get(one)), default=min(reached))


def _reach(start: str, steps: dict[str, set[str]]) -> set[str]:
    reached, edge = {start}, [start]
    while edge:
        for found in steps.get(edge.pop(), set()) - reached:
            reached.add(found)
            edge.append(found)
    return reached
