"""Sums of money in many groups at once: those to one recipient are settled once, however many sectors it aims at.

Some of what sums are grouped by goes by their recipient alone, such as its sector. Rows about the same money have the
same recipient, so they stand in the same of these groups, and count alike in each of them. What a sum is a part of has
another recipient: that it does not count beside its whole holds in the groups in which the whole is too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from graph.counting import Beside, Containing, Counted, Groups, Known, Label, Sum, holding, most_counted
from graph.funding_answers import SectionName
from graph.sums import Money
from graph.totals import Totals

ANY = "*"
"""What stands in a label for all that goes by the recipient; no id and no word is this."""

Where = frozenset[Label]
"""The groups of a recipient's sums: what to put into a label for `ANY`, one after the other."""

Gathered = Mapping[tuple[SectionName, Label, Where], Totals]
"""What the sums of a section add up to whose label is this but for the recipient, in each of these groups."""


class Labelling(Protocol):
    """Says which groups a sum is in."""

    @property
    def same(self) -> Label | None:
        """The one label of all sums, where their groups go by the recipient alone."""

    def labels(self, money: Money) -> Collection[Label]:
        """Return a sum's labels, with `ANY` in place of all that goes by its recipient."""

    def where(self, recipient: str) -> Where:
        """Return what stands for `ANY` in the labels of a recipient's sums."""


def gather(
    sums: Sequence[Money],
    beside: Beside,
    labelling: Labelling,
    known: Known,
    make: Callable[[], Totals],
    last: Callable[[Label, Counted], Counted] | None = None,
) -> Gathered:
    """Add up sums by their groups; each group by itself, each sum once, as `graph.counting.count` says.

    Args:
        sums: all of some sections.
        beside: how they count, and those of other sections, where nothing is grouped.
        labelling: the groups of each.
        known: what decides whether two sums may be the same money.
        make: makes empty totals.
        last: has the last word on how a sum counts under a label, and returns it.
    """
    sections = {one.section for one in sums}
    wheres = _Wheres(sums, labelling, known)
    kept, same = wheres.together, labelling.same
    apart = beside.labelled(wheres.labels, known.renames, lambda key: key[1] in sections and key[3] not in kept)
    groups = [*apart.settled, *(one for one in beside.settled if one[0][1] in sections and one[0][3] in kept)]
    gathered: dict[tuple[SectionName, Label, Where], Totals] = {}
    for key, where, members, limit in _apart(groups, wheres, known):
        label = same or key[0]
        totals = gathered.get((key[1], label, where))
        if totals is None:
            totals = gathered[key[1], label, where] = make()
        for one in members:
            if limit and one.within(limit):
                one = replace(one, counting="part")
            totals.add(last(label, one) if last else one)
    return gathered


def filled(label: Label, found: Label) -> Label:
    """Put into a label for each `ANY` what stands there.

    >>> filled(("*", "2026"), ("sector/shipbuilding",))
    ('sector/shipbuilding', '2026')
    """
    if len(found) == len(label):
        return found
    rest = iter(found)
    return tuple([next(rest) if value == ANY else value for value in label])


class _Wheres:
    """The groups of each recipient.

    Where the names of one recipient are not in the same groups, each group holds the sums of some of its names only.
    Groups that hold those of the same names are then settled together, under labels that end in a number for them.
    """

    def __init__(self, sums: Iterable[Money], labelling: Labelling, known: Known) -> None:
        self._labelling = labelling
        self._present = known.renames.present
        self._sets: dict[Where, Where] = {}
        self._names: dict[str, dict[str, Where]] = defaultdict(dict)
        for name in {one.recipient for one in sums}:
            self._names[self._present(name)][name] = self._one(labelling.where(name))
        self._same = {key: next(iter(some.values())) for key, some in self._names.items() if len({*some.values()}) == 1}
        self._apart = {key: self._by_names(some) for key, some in self._names.items() if key not in self._same}

    @property
    def together(self) -> Container[str]:
        """The recipients whose sums need no label: groups go by the recipient, under all names of it."""
        return self._same if self._labelling.same is not None else ()

    def _one(self, where: Where) -> Where:
        """Return the one set that stands for all that are equal: thousands of recipients share a few hundred."""
        return self._sets.setdefault(where, where)

    def one(self, labels: Iterable[Label]) -> Where:
        """Return some groups as the one set that stands for all that are equal."""
        return self._one(frozenset(labels))

    def _by_names(self, wheres: Mapping[str, Where]) -> list[tuple[set[str], Where]]:
        """Return names of a recipient, and the groups that hold the sums of just these."""
        parts: dict[tuple[str, ...], list[Label]] = defaultdict(list)
        for label in sorted(frozenset().union(*wheres.values()), key=str):
            parts[tuple(name for name, where in wheres.items() if label in where)].append(label)
        return [({*names}, self.one(labels)) for names, labels in parts.items()]

    def labels(self, money: Money) -> Collection[Label]:
        """Return the labels under which a sum is settled."""
        labels = self._labelling.labels(money) if self._labelling.same is None else ((),)
        parts = self._apart.get(self._present(money.recipient))
        if parts is None:
            return labels
        numbers = [str(at) for at, (names, _) in enumerate(parts) if money.recipient in names]
        return [(*label, number) for label in labels for number in numbers]

    def of(self, key: Sum) -> tuple[Sum, Where]:
        """Return what the rows about one sum share, under its label proper, and the groups that they are in."""
        where = self._same.get(key[3])
        if where is not None:
            return key, where
        *label, part = key[0]
        return (tuple(label), *key[1:]), self._apart[key[3]][int(part or 0)][1]


def _apart(groups: Groups, wheres: _Wheres, known: Known) -> Iterator[tuple[Sum, Where, list[Counted], int]]:
    """Yield the rows about each sum with the groups in which they count alike, and how many won their whole gets there.

    They come several times where the whole is in some of the groups only; 0 won where it is in none.
    """
    placed = [(*wheres.of(key), members) for key, members in groups]
    proper = [(key, members) for key, _, members in placed]
    counted: dict[Sum, list[tuple[Where, int]]] = defaultdict(list)
    for at in holding(proper, known):
        key, where, members = placed[at]
        counted[key].append((where, most_counted(members)))
    holders = Containing(counted, known).around(proper)
    for at, (key, where, members) in enumerate(placed):
        least = min((one.money.amount or 0 for one in members if one.adds), default=0) if at in holders else 0
        if not least:
            yield key, where, members, 0
            continue
        around = [(there, most) for sum_ in holders[at] for there, most in counted.get(sum_, ()) if most >= least]
        limits = _by_limit(where, around, wheres.one)
        for limit, some in limits.items():
            yield key, some, members, limit


def _by_limit(
    where: Where, around: Sequence[tuple[Where, int]], one: Callable[[Iterable[Label]], Where]
) -> Mapping[int, Where]:
    """Sort groups by the largest sum in them, of some that are each in these groups."""
    everywhere = max((most for there, most in around if where <= there), default=0)
    larger = [(there, most) for there, most in around if most > everywhere and not where.isdisjoint(there)]
    if not larger:
        return {everywhere: where}
    limits, rest = dict[int, Where](), where
    for there, most in sorted(larger, key=lambda pair: -pair[1]):
        limits[most] = limits.get(most, frozenset()) | (rest & there)
        rest -= there
    limits[everywhere] = rest
    return {limit: one(some) for limit, some in limits.items() if some}
