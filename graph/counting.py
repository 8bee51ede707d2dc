"""Which sums of money count, so that no money counts twice: among all that were asked for, or within each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations

from graph.answers import AmountQualifier
from graph.funding_answers import STAGES, Counting, SectionName
from graph.payments import When
from graph.renames import Renames
from graph.sums import Money
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
    """A sum in one group, how it counts there, and the `rivals` that are about the same money, itself among them.

    One that counts alike in several groups may stand for itself in all of them, without their `label`.
    """

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


Groups = list[tuple[Sum, list[Counted]]]
"""The rows about each sum; several times where several instruments are named."""


class Beside:
    """How each sum counts beside others to the same recipient in its group: not yet beside its whole.

    A sum may stand in several groups; each adds up by itself.

    Args:
        groups: the rows about each sum, as they count among themselves.
        split: of which sums several instruments are named, so that their rows are about several.
        among: the only recipients that may get the same amount in several groups, where that is known.
    """

    def __init__(self, groups: Groups, split: Collection[Sum], among: Collection[str] | None = None) -> None:
        self._groups = groups
        self._split = split
        self._among = among

    @classmethod
    def of(cls, labelled: Iterable[tuple[Label, Money]], renames: Renames) -> Beside:
        """Settle sums, given with the label of a group that they are in: all the same where nothing is grouped."""
        groups, split = _groups(labelled, renames)
        for _, members in groups:
            _within(members)
        return cls(groups, split)

    @cached_property
    def settled(self) -> Groups:
        """The rows about each sum, and how they count."""
        return _elsewhere(self._groups, self._alike)

    @cached_property
    def _alike(self) -> Alike:
        return _alike(self._groups, self._among)

    def labelled(
        self, labels: Callable[[Money], Collection[Label]], renames: Renames, only: Callable[[Sum], bool]
    ) -> Beside:
        """Return the same sums, or some, in the groups of these labels: rows that are in the same stay as they are."""
        groups: Groups = []
        apart: list[tuple[Label, Money]] = []
        for key, members in self._groups:
            if not only(key):
                continue
            there = labels(members[0].money)
            if key not in self._split and all(labels(one.money) == there for one in members[1:]):
                _, section, payers, recipient, when = key
                groups += [((label, section, payers, recipient, when), members) for label in there]
            else:
                apart += [(label, one.money) for one in members for label in labels(one.money)]
        again = Beside.of(apart, renames)
        return Beside(groups + again._groups, again._split, {recipient for _, _, recipient, _ in self._alike})


def count(beside: Beside, known: Known) -> list[Counted]:
    """Return how each sum counts in its group, also beside its whole: see `Containing`."""
    groups = beside.settled
    counted: dict[Sum, int] = {}
    for at in holding(groups, known):
        key, members = groups[at]
        counted[key] = max(counted.get(key, 0), most_counted(members))
    around = Containing(counted, known).around(groups)
    rows: list[Counted] = []
    for at, (_, members) in enumerate(groups):
        if at in around:
            limit = max(counted.get(sum_, 0) for sum_ in around[at])
            rows += [replace(one, counting="part") if one.within(limit) else one for one in members]
        else:
            rows += members
    return rows


def _groups(labelled: Iterable[tuple[Label, Money]], renames: Renames) -> tuple[Groups, set[Sum]]:
    """Bring together the rows about one sum; where several instruments are named, each is a sum of its own."""
    plain: dict[Sum, list[Counted]] = {}
    followed = renames.followed
    present: dict[tuple[str, ...], frozenset[str]] = {}
    for label, money in labelled:
        payers = present.get(money.payers)
        if payers is None:
            payers = present[money.payers] = frozenset(renames.present(payer) for payer in money.payers)
        recipient = money.recipient
        key = (label, money.section, payers, followed.get(recipient, recipient), money.when)
        one = Counted(label, money, "counted", _NONE)
        members = plain.get(key)
        if members is None:
            plain[key] = [one]
        else:
            members.append(one)
    groups: Groups = []
    split: set[Sum] = set()
    for key, members in plain.items():
        if len(members) > 1 and len({one.money.instrument for one in members if one.money.instrument}) > 1:
            by_instrument: dict[str | None, list[Counted]] = defaultdict(list)
            for one in members:
                by_instrument[one.money.instrument].append(one)
            groups += [(key, some) for some in by_instrument.values()]
            split.add(key)
        else:
            groups.append((key, members))
    return groups, split


_NONE: list[Money] = []
"""The rivals of a sum before they are known."""


def _within(members: list[Counted]) -> None:
    """Settle one group: the latest stage's amount counts once, under its most cautious qualifier."""
    rivals = []
    same = [one.money for one in members]
    for one in members:
        one.rivals = same
        money = one.money
        if money.section == "sizes":
            one.counting = "apart"
        elif money.amount is None:
            one.counting = "no_amount"
        elif money.modality == "proposal":
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


Alike = dict[tuple[Label, SectionName, str, int], list[int]]
"""For an amount that a recipient gets in several groups, where these stand, if one of them says more than another."""


def _alike(groups: Groups, among: Collection[str] | None) -> Alike:
    first: dict[tuple[Label, SectionName, str, int], int] = {}
    several: Alike = {}
    for at, ((label, section, _, recipient, _), members) in enumerate(groups):
        if among is not None and recipient not in among:
            continue
        for one in members:
            amount = one.money.amount
            if amount is not None:
                alike = (label, section, recipient, amount)
                other = first.setdefault(alike, at)
                if other != at:
                    several.setdefault(alike, [other]).append(at)
    return {alike: places for alike, places in several.items() if _any_says_more([groups[at][0] for at in places])}


def _any_says_more(keys: Sequence[Sum]) -> bool:
    return any(_says_more(one, other) for one, other in permutations(keys, 2))


def _elsewhere(groups: Groups, alike: Alike) -> Groups:
    """Do not count an amount that another group has, where that group says more: more payers, or a bound of the time.

    One payer's is then the whole of a joint sum, and money "until 2027" that of 2025 to 2027. Rows that count otherwise
    then are new ones: the groups given stay as they are.
    """
    changed = list(groups)
    for (*_, amount), places in alike.items():
        rows = [(at, one) for at in dict.fromkeys(places) for one in groups[at][1] if one.money.amount == amount]
        for at, one in rows:
            if not one.adds:
                continue
            key, members = groups[at][0], changed[at][1]
            there = {other.counting for beside, other in rows if _says_more(groups[beside][0], key)}
            if there & {"counted", "disputed", "again"}:
                now: Counting = "again"
            elif "superseded" in there:
                now = "superseded"
            else:
                continue
            changed[at] = key, [replace(each, counting=now) if each is one else each for each in members]
    return changed


def _says_more(one: Sum, other: Sum) -> bool:
    """Tell whether a sum's payers and time include another's and name more."""
    payers, when, fewer, looser = one[2], one[4], other[2], other[4]
    if (payers, when) == (fewer, looser) or not fewer <= payers:
        return False
    return looser.start in (None, when.start) and looser.end in (None, when.end)


def most_counted(members: list[Counted]) -> int:
    """Return the largest amount that the rows about one sum bring into totals; 0 where they bring none."""
    if len(members) == 1:
        (one,) = members
        return one.money.amount or 0 if one.adds else 0
    return max((one.money.amount or 0 for one in members if one.adds), default=0)


def holding(groups: Groups, known: Known) -> list[int]:
    """Return where those of some groups stand that may hold others: what is paid to a whole, or by a government."""
    wholes, governments = known.wholes, known.governments
    return [
        at
        for at, ((_, _, payers, recipient, _), members) in enumerate(groups)
        if (wholes.bit(recipient) or (governments and payers and payers <= governments)) and most_counted(members)
    ]


class Containing:
    """Says which counted sums may hold another for the same time.

    That is the same payer's money to the whole of which the other's recipient is a part, and the whole government's
    to the same recipient, which holds a ministry's. They hold no sum that is more than they are.

    Args:
        holding: the sums that count and may hold others.
        known: what decides whether two sums may be the same money.
    """

    def __init__(self, holding: Iterable[Sum], known: Known) -> None:
        self._wholes = known.wholes
        self._ministries = known.ministries
        self._beside: dict[tuple[Label, SectionName, frozenset[str], When], int] = defaultdict(int)
        self._governments: set[frozenset[str]] = set()
        for label, section, payers, recipient, when in holding:
            if bit := self._wholes.bit(recipient):
                self._beside[label, section, payers, when] |= bit
            if payers <= known.governments:
                self._governments.add(payers)

    def around(self, groups: Groups) -> dict[int, list[Sum]]:
        """Return what may hold each group, by where it stands; not all of it need be counted."""
        found: dict[int, list[Sum]] = defaultdict(list)
        parts, governments, ministries = self._wholes.parts, self._governments, self._ministries
        for at, ((label, section, payers, recipient, when), _) in enumerate(groups):
            if recipient in parts and (among := self._beside.get((label, section, payers, when))):
                for whole in self._wholes.above(recipient, among):
                    found[at].append((label, section, payers, whole, when))
            if governments and payers <= ministries:
                found[at] += [(label, section, one, recipient, when) for one in governments if one != payers]
        return {at: sums for at, sums in found.items() if sums}
