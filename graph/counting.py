"""Which sums of money count, so that no money counts twice: among all that were asked for, or within each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers import AmountQualifier
from graph.funding_answers import Counting, SectionName
from graph.payments import When
from graph.renames import Renames
from graph.sums import STAGES, Money
from graph.wholes import Wholes

CAUTION: tuple[AmountQualifier, ...] = ("exact", "about", "at_least", "at_most")
"""How amounts may be stated, from the firmest to the most cautious."""

GOVERNMENT = "대한민국 정부"
"""The ontology's name of the government as a whole, which state money without a ministry is said to come from."""

Label = tuple[str | None, ...]
"""What the sums of one group have in common: the id of an entity or a word for each thing that is grouped by."""

Sum = tuple[Label, SectionName, frozenset[str], str, When]
"""What rows about the same sum share: label, section, payers and recipient under their present names, and time."""


@dataclass(slots=True, eq=False)
class Counted:
    """A sum in one group, how it counts there, and the `rivals` that are about the same money, itself among them."""

    label: Label
    money: Money
    counting: Counting
    rivals: list[Money]

    @property
    def adds(self) -> bool:
        """Whether its amount enters the totals, be it only their range."""
        return self.counting in ("counted", "disputed")

    def within(self, limit: int) -> bool:
        """Tell whether it would enter the totals and is not more than so many won."""
        return self.adds and (self.money.amount or 0) <= limit

    @property
    def group(self) -> str:
        """What the rows about one sum are known by."""
        return min(one.id for one in self.rivals)


@dataclass(frozen=True, slots=True)
class Known:
    """What decides whether two sums may be the same money.

    `renames` says under which names a payer or recipient is the same, `wholes` what recipients are part of (under their
    present names), `governments` and `ministries` which payers are the government as a whole and single ministries.
    """

    renames: Renames
    wholes: Wholes
    governments: frozenset[str]
    ministries: frozenset[str]


def count(labelled: Iterable[tuple[Label, Money]], known: Known) -> list[Counted]:
    """Settle how each sum counts in its group. A sum may stand in several groups; each adds up by itself.

    Args:
        labelled: sums with the label of a group that they are in; all with the same label where nothing is grouped.
        known: what decides whether two sums may be the same money.
    """
    groups = settle(labelled, known.renames)
    _parts(groups, known)
    return [one for _, members in groups for one in members]


Groups = list[tuple[Sum, list[Counted]]]
"""The rows about each sum; several times where several instruments are named."""


def settle(labelled: Iterable[tuple[Label, Money]], renames: Renames) -> Groups:
    """Settle how each sum counts beside others to the same recipient, as `count` does: not yet beside its whole."""
    groups = _groups(labelled, renames)
    for _, members in groups:
        _within(members)
    _elsewhere(groups)
    return groups


def _groups(labelled: Iterable[tuple[Label, Money]], renames: Renames) -> Groups:
    """Bring together the rows about one sum; where several instruments are named, each is a sum of its own."""
    plain: dict[Sum, list[Counted]] = {}
    present: dict[tuple[str, ...], frozenset[str]] = {}
    for label, money in labelled:
        payers = present.get(money.payers)
        if payers is None:
            payers = present[money.payers] = frozenset(renames.present(payer) for payer in money.payers)
        key = (label, money.section, payers, renames.present(money.recipient), money.when)
        plain.setdefault(key, []).append(Counted(label, money, "counted", []))
    groups: Groups = []
    for key, members in plain.items():
        if len(members) > 1 and len({one.money.instrument for one in members if one.money.instrument}) > 1:
            by_instrument: dict[str | None, list[Counted]] = defaultdict(list)
            for one in members:
                by_instrument[one.money.instrument].append(one)
            groups += [(key, some) for some in by_instrument.values()]
        else:
            groups.append((key, members))
    return groups


def _within(members: list[Counted]) -> None:
    """Settle one group: the latest stage's amount counts once, under its most cautious qualifier."""
    rivals = []
    same = [one.money for one in members]
    for one in members:
        one.rivals = same
        if one.money.section == "sizes":
            one.counting = "apart"
        elif one.money.amount is None:
            one.counting = "no_amount"
        elif one.money.modality == "proposal":
            one.counting = "proposed"
        else:
            rivals.append(one)
    if len(rivals) < 2:  # counted, as it stands
        return
    current = [one for one in rivals if not any(_overtakes(other.money, one.money) for other in rivals)]
    amounts = {one.money.amount for one in current}
    for one in rivals:
        if one in current and len(amounts) > 1:
            one.counting = "disputed"
        elif one in current or one.money.amount in amounts:
            one.counting = "again"
        else:
            one.counting = "superseded"
    if len(amounts) == 1:
        counts = max(current, key=lambda one: (CAUTION.index(one.money.qualifier or "exact"), one.money.id))
        counts.counting = "counted"


def _overtakes(later: Money, earlier: Money) -> bool:
    """Tell whether a sum is a later stage of another, and not stated before it."""
    after, before = later.status, earlier.status
    if after is None or before is None or later.amount == earlier.amount:
        return False
    if STAGES.index(after) <= STAGES.index(before):
        return False
    last, first = later.last_stated, earlier.last_stated
    return first is None or last is None or first <= last


def _elsewhere(groups: Groups) -> None:
    """Do not count an amount that another group has, where that group says more: more payers, or a bound of the time.

    One payer's is then the whole of a joint sum, and money "until 2027" that of 2025 to 2027.
    """
    alike: dict[tuple[object, ...], list[tuple[Sum, Counted, Counting]]] = defaultdict(list)
    for key, members in groups:
        for one in members:
            if one.money.amount is not None:
                alike[key[0], key[1], key[3], one.money.amount].append((key, one, one.counting))
    for rows in alike.values():
        for key, one, _ in rows if len(rows) > 1 else ():
            if not one.adds:
                continue
            there = {counting for other, _, counting in rows if _says_more(other, key)}
            if there & {"counted", "disputed", "again"}:
                one.counting = "again"
            elif "superseded" in there:
                one.counting = "superseded"


def _says_more(one: Sum, other: Sum) -> bool:
    """Tell whether a sum's payers and time include another's and name more."""
    payers, when, fewer, looser = one[2], one[4], other[2], other[4]
    if (payers, when) == (fewer, looser) or not fewer <= payers:
        return False
    return looser.start in (None, when.start) and looser.end in (None, when.end)


def _parts(groups: Groups, known: Known) -> None:
    """Do not count what is in another counted sum for the same time: see `Containing`."""
    counted: dict[Sum, int] = {}
    for key, members in groups:
        if most := most_counted(members):
            counted[key] = max(counted.get(key, 0), most)
    containing = Containing(counted, known)
    for key, members in groups:
        if key in counted and (around := containing.of(key)):
            limit = max(counted.get(sum_, 0) for sum_ in around)
            for one in members:
                if one.within(limit):
                    one.counting = "part"


def most_counted(members: Iterable[Counted]) -> int:
    """Return the largest amount that the rows about one sum bring into totals; 0 where they bring none."""
    return max((one.money.amount or 0 for one in members if one.adds), default=0)


class Containing:
    """Says which counted sums may hold another for the same time.

    That is the same payer's money to the whole of which the other's recipient is a part, and the whole government's
    to the same recipient, which holds a ministry's. They hold no sum that is more than they are.

    Args:
        counted: the sums that count.
        known: what decides whether two sums may be the same money.
    """

    def __init__(self, counted: Iterable[Sum], known: Known) -> None:
        alike: dict[tuple[Label, SectionName, frozenset[str], When], list[str]] = defaultdict(list)
        payers_of: set[frozenset[str]] = set()
        for label, section, payers, recipient, when in counted:
            alike[label, section, payers, when].append(recipient)
            payers_of.add(payers)
        self._wholes = known.wholes
        self._beside = {
            key: bits for key, some in alike.items() if len(some) > 1 and (bits := self._wholes.set_of(some))
        }
        self._governments = {payers for payers in payers_of if payers and payers <= known.governments}
        self._ministries = {payers for payers in payers_of if self._governments and payers <= known.ministries}

    def of(self, key: Sum) -> list[Sum]:
        """Return what may hold a counted sum; not all of it need be counted."""
        label, section, payers, recipient, when = key
        found: list[Sum] = []
        if among := self._beside.get((label, section, payers, when)):
            found += [(label, section, payers, one, when) for one in self._wholes.above(recipient, among)]
        if payers in self._ministries:
            found += [(label, section, whole, recipient, when) for whole in self._governments if whole != payers]
        return found
