"""The same body under successive names, as claims of succession and the dates of names state it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from graph.kept import Kept
from graph.scope import EVERYTHING, Scope
from graph.store import Row, Store

GOVERNMENT = "ministry/government"
"""The government as a whole acts through its ministries; it is not what one of them is called."""

Pair = tuple[str, str]
"""Later and earlier id of one renaming."""


class Renames:
    """Successive names as a graph of ids. Circles and forks in what the articles state do no harm.

    Args:
        pairs: later and earlier id of each renaming.
        days: the day from which the later name holds (ISO 8601, maybe cut to the month or year), where known.
    """

    def __init__(self, pairs: Iterable[Pair], days: Mapping[Pair, str] | None = None) -> None:
        self._earlier: dict[str, set[str]] = defaultdict(set)
        self._later: dict[str, set[str]] = defaultdict(set)
        self._days = dict(days or {})
        self._present: dict[str, str] = {}
        for later, earlier in pairs:
            self._earlier[later].add(earlier)
            self._later[earlier].add(later)

    @classmethod
    def load(cls, store: Store, scope: Scope = EVERYTHING) -> Renames:
        """Return every renaming that the store holds; where a scope asks about a day, those known on that day."""
        return _ALL.of(store) if scope.as_of is None else cls.of(_known(_ROWS.of(store), scope.as_of.isoformat()))

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Renames:
        """Make renamings of rows of `read/renames`."""
        pairs: dict[Pair, list[Row]] = defaultdict(list)
        for row in rows:
            if GOVERNMENT not in (row["later"], row["earlier"]):
                pairs[row["later"], row["earlier"]].append(row)
        days = {pair: day for pair, found in pairs.items() if (day := _day(found)) is not None}
        return cls(pairs, days)

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
        if entity_id not in self._later:
            return entity_id
        if entity_id not in self._present:
            self._present[entity_id] = self._follow(entity_id)
        return self._present[entity_id]

    @cached_property
    def followed(self) -> Mapping[str, str]:
        """The ids that another name followed, with the id of the last name: `present` for many, without a call each."""
        return {entity_id: self.present(entity_id) for entity_id in self._later}

    def _follow(self, entity_id: str) -> str:
        passed = [entity_id]
        while len(later := self._later.get(passed[-1], set())) == 1:
            (following,) = later
            if following in passed:
                return min(passed[passed.index(following) :])
            passed.append(following)
        return passed[-1]

    def on(self, entity_id: str, day: str) -> str | None:
        """Return the id of the name that a body had on a day.

        Args:
            entity_id: any of its names.
            day: ISO 8601, maybe cut to the month or year.

        Returns:
            `None` where nobody can say: a renaming on the way has no day, lies within what `day` leaves open, or the
            body became several or came of several.
        """
        name, passed = entity_id, {entity_id}
        while len(earlier := self._earlier.get(name, set())) == 1:  # back to a name that held by then
            (former,) = earlier
            held = self._held(name, former, day)
            if held is None:
                return None
            if held or former in passed:
                break
            passed.add(former)
            name = former
        while len(later := self._later.get(name, set())) == 1:  # and on to the last that did
            (following,) = later
            held = self._held(following, name, day)
            if held is None:
                return None
            if not held or following in passed:
                break
            passed.add(following)
            name = following
        return name

    def _held(self, later: str, earlier: str, day: str) -> bool | None:
        """Tell whether the later of two names held on a day, or `None` where that is open."""
        since = self._days.get((later, earlier))
        if since == day:
            return True
        if since is None or since.startswith(day) or day.startswith(since):
            return None
        return since < day


def _day(rows: list[Row]) -> str | None:
    """Return the day of one renaming: what the table of names says of the later name, else what most claims state."""
    known: str | None = rows[0]["later_from"]
    stated = Counter(row["date"] for row in rows if row["date"])
    return known or min(stated, key=lambda day: (-stated[day], -len(day), day), default=None)


def _known(rows: Iterable[Row], day: str) -> list[Row]:
    """Return the renamings that an article had stated by a day, or that the table of names dates before it."""
    return [row for row in rows if any(row[key] and row[key] <= day for key in ("first_stated", "later_from"))]


_ROWS: Kept[list[Row]] = Kept(lambda store: store.read("read/renames"))
_ALL: Kept[Renames] = Kept(lambda store: Renames.of(store.read("read/renames")))
