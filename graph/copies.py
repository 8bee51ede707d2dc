"""Which articles are copies of one report: groups in the store, kept right with every article that comes or goes.

Two articles are joined where they came out within a month, a key of their sketches is the same and
`graph.sketch.are_copies` says so; a group is all that is joined by such pairs, also over others. So the groups follow
from the articles alone, in whatever order they came. All articles of a group carry the id of its first one, the oldest,
as `copies`; an article without a copy carries none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

from graph.batches import batches
from graph.projection import Pair, update
from graph.sketch import are_copies, bands, comparable, keys_of
from graph.store import Row, Store, Transaction

AT_ONCE = 100
"""How many sketches are fetched at once to be compared, and how many articles are written anew at once."""
UNDATED = "9999"
DAYS = 31
"""How far apart the days of two copies may be: what comes out in the same words a year later is news again."""


class Sketched(NamedTuple):
    """An article as far as copies go. `copies` is what it carries so far."""

    id: str
    sketch: str | None
    published_on: str | None
    copies: str | None

    @property
    def age(self) -> tuple[str, str]:
        """Sorts the oldest first, those without a date last."""
        return self.published_on or UNDATED, self.id

    def days(self) -> dict[str, str | None]:
        """Return the first and last day on which a copy of it may have come out; `None` where its own is not known."""
        if self.published_on is None:
            return {"first": None, "last": None}
        day, most = date.fromisoformat(self.published_on), timedelta(days=DAYS)
        return {"first": (day - most).isoformat(), "last": (day + most).isoformat()}


def same_report(a: Sketched, b: Sketched) -> bool:
    """Tell whether two articles are copies by themselves, whatever else there is."""
    if a.published_on and b.published_on:
        days = abs((date.fromisoformat(a.published_on) - date.fromisoformat(b.published_on)).days)
        if days > DAYS:
            return False
    return comparable(a.sketch, b.sketch) and are_copies(a.sketch, b.sketch)


def regroup(transaction: Transaction, written: Iterable[Sketched], left: Iterable[str | None] = ()) -> None:
    """Bring the groups of copies to what the articles are, after some were written or deleted in a transaction.

    Edges whose number of independent articles may be another now are projected anew.

    Args:
        transaction: in which the articles were written or deleted.
        written: those that are in the store, with the sketch of today and the group of before.
        left: the groups that articles were in which were deleted.
    """
    fresh = {one.id: one for one in written}
    loose = {group for group in (*left, *(one.copies for one in fresh.values())) if group}
    Regrouping(transaction, fresh, loose).settle()


class Regrouping:
    """One change of the groups.

    Args:
        transaction: where.
        fresh: the articles that were written, by id.
        loose: groups that may have come apart.
    """

    def __init__(self, transaction: Transaction, fresh: Mapping[str, Sketched], loose: set[str]) -> None:
        self._run = transaction.run
        self._transaction = transaction
        self._loose = loose
        self._fresh = fresh
        self._articles = dict(fresh)
        """All articles whose group is found out."""
        self._whole: dict[str, Sketched] = {}
        """The first article of each group that stays together, by what its articles carry."""
        self._joined = _Joined()

    def settle(self) -> None:
        """Find out the groups, and write what is another now."""
        left = [one for one in self._members(self._loose) if one.id not in self._fresh]
        self._articles |= {one.id: one for one in left}
        self._join_old(left)
        self._join_new()
        self._write()

    def _join_old(self, members: list[Sketched]) -> None:
        """Join what is left of groups that an article has gone from; most are found by the first comparisons."""
        for apart in _by_group(members).values():
            while apart:
                reached = [apart.pop(0)]
                while reached and apart:
                    at = reached.pop()
                    near = {one.id for one in apart if same_report(at, one)}
                    for key in sorted(near):
                        self._joined.join(at.id, key)
                    reached += [one for one in apart if one.id in near]
                    apart = [one for one in apart if one.id not in near]

    def _join_new(self) -> None:
        """Join the articles that were written with those near them; of a group that stays one is enough."""
        sketched = {key: one for key, one in self._fresh.items() if one.sketch}
        if not sketched:
            return
        rows = [{"id": key, **one.days(), **keys_of(one.sketch)} for key, one in sorted(sketched.items())]
        found = self._run("write/copies_near", {"articles": rows})
        near = sorted((row["copies"] or "", row["other"] or "", row["article"]) for row in found)
        loose = _by_group(one for one in self._articles.values() if one.copies)
        others = self._known({other for group, other, _ in near if not group})
        for group, other, key in near:
            if not group:
                self._join_any(sketched[key], [others[other]])
            elif group in self._loose:
                self._join_any(sketched[key], loose.get(group, ()))
            else:
                self._join_group(sketched[key], group)

    def _known(self, ids: set[str]) -> dict[str, Sketched]:
        found = {key: self._articles[key] for key in ids & self._articles.keys()}
        for some in batches(sorted(ids - found.keys()), AT_ONCE):
            found |= {one.id: one for one in self._fetch(some)}
        return found

    def _join_any(self, article: Sketched, others: Iterable[Sketched]) -> None:
        """Join an article with those of some others that are its copies."""
        for other in others:
            if other.id != article.id and same_report(article, other):
                self._articles.setdefault(other.id, other)
                self._joined.join(article.id, other.id)

    def _join_group(self, article: Sketched, group: str) -> None:
        """Join an article with a group that stays together where one of its articles, mostly the first, is a copy."""
        if group in self._whole and self._joined.root(article.id) == self._joined.root(group):
            return
        (first,) = [self._whole[group]] if group in self._whole else self._fetch([group])
        if same_report(article, first) or any(same_report(article, one) for one in self._members({group})):
            self._whole[group] = first
            self._joined.join(article.id, group)

    def _write(self) -> None:
        groups: dict[str, list[Sketched]] = defaultdict(list)
        for one in (*self._articles.values(), *self._whole.values()):
            groups[self._joined.root(one.id)].append(one)
        changed: dict[str, str | None] = {}
        for members in groups.values():
            several = len({one.id for one in members}) > 1
            first = min(members, key=lambda one: one.age).id if several else None
            moved = [one for one in members if one.copies in self._whole and one.copies != first]
            for one in (*members, *self._members({one.copies for one in moved if one.copies})):
                if one.copies != first:
                    changed[one.id] = first
        for some in batches(sorted(changed), AT_ONCE):
            rows = [{"id": key, "properties": {"copies": changed[key]}} for key in some]
            self._run("write/copies", {"articles": rows})
        for some in batches(sorted(changed), AT_ONCE):
            ends = self._run("write/copies_ends", {"ids": some})
            update(self._transaction, {Pair(row["predicate"], row["subject"], row["object"]) for row in ends})

    def _fetch(self, ids: list[str]) -> list[Sketched]:
        return [_sketched(row) for row in self._run("write/copies_sketches", {"ids": ids})]

    def _members(self, groups: set[str]) -> list[Sketched]:
        if not groups:
            return []
        return [_sketched(row) for row in self._run("write/copies_members", {"copies": sorted(groups)})]


def groups_of(articles: Iterable[Sketched]) -> dict[str, str]:
    """Find the groups of all articles: the id of the first one of its group for each that has a copy."""
    known = {one.id: one for one in articles}
    keys = {one.id: bands(one.sketch) for one in known.values() if one.sketch}
    near: dict[tuple[int, int], list[str]] = defaultdict(list)
    for article, its_keys in keys.items():
        for place, key in enumerate(its_keys):
            if key is not None:
                near[place, key].append(article)
    joined = _Joined()
    for (place, _), those in near.items():
        for a, b in combinations(those, 2):
            before = any(keys[a][earlier] == keys[b][earlier] for earlier in range(place))  # then they were compared
            if not before and joined.root(a) != joined.root(b) and same_report(known[a], known[b]):
                joined.join(a, b)
    members: dict[str, list[Sketched]] = defaultdict(list)
    for one in known.values():
        members[joined.root(one.id)].append(one)
    firsts = {root: min(those, key=lambda one: one.age).id for root, those in members.items() if len(those) > 1}
    return {one.id: firsts[root] for root, those in members.items() if root in firsts for one in those}


def misplaced(rows: Iterable[Row]) -> dict[str, str | None]:
    """Return the articles that do not carry the group that they are in, each with that group.

    Args:
        rows: of `check/articles`.
    """
    articles = [_sketched(row) for row in rows]
    groups = groups_of(articles)
    return {one.id: groups.get(one.id) for one in articles if one.copies != groups.get(one.id)}


def unfindable(rows: Iterable[Row]) -> list[str]:
    """Return the articles whose keys are not those of their sketches, so that their copies are not found."""
    return [row["id"] for row in rows if any(row[key] != value for key, value in keys_of(row["sketch"]).items())]


def rebuild(store: Store) -> int:
    """Find all keys and groups anew, and write what is another; return how many articles were not as they ought to be.

    Edges are left as they are: rebuild the projection next.
    """
    rows = store.read("check/articles")
    properties: dict[str, dict[str, Any]] = {key: {"copies": group} for key, group in misplaced(rows).items()}
    sketches: Mapping[str, str | None] = {row["id"]: row["sketch"] for row in rows}
    for key in unfindable(rows):
        properties[key] = properties.get(key, {}) | keys_of(sketches[key])
    for some in batches(sorted(properties), AT_ONCE):
        store.write(partial(_put, properties={key: properties[key] for key in some}))
    return len(properties)


def _put(transaction: Transaction, properties: Mapping[str, dict[str, Any]]) -> None:
    transaction.run("write/begin")
    transaction.run("write/copies", {"articles": [{"id": key, "properties": own} for key, own in properties.items()]})


def _by_group(articles: Iterable[Sketched]) -> dict[str | None, list[Sketched]]:
    groups: dict[str | None, list[Sketched]] = defaultdict(list)
    for one in articles:
        groups[one.copies].append(one)
    return groups


def _sketched(row: Row) -> Sketched:
    return Sketched(row["id"], row["sketch"], row["published_on"], row["copies"])


class _Joined:
    """Sets of ids that grow together."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the one that stands for all that a key is joined with."""
        at = key
        while (up := self._up.get(at, at)) != at:
            at = up
        while (up := self._up.get(key, key)) != at:
            self._up[key], key = at, up
        return at

    def join(self, one: str, other: str) -> None:
        """Put two and all that they are joined with together."""
        self._up[self.root(one)] = self.root(other)
