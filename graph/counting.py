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

_Sum = tuple[Label, SectionName, frozenset[str], str, When]
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
    groups = _groups(labelled, known.renames)
    for members in groups.values():
        _within(members)
    _elsewhere(groups)
    _parts(groups, known)
    return [one for members in groups.values() for one in members]


_Groups = dict[tuple[_Sum, str | None], list[Counted]]


def _groups(labelled: Iterable[tuple[Label, Money]], renames: Renames) -> _Groups:
    """Bring together the rows about one sum; where several instruments are named, each is a sum of its own."""
    plain: dict[_Sum, list[Counted]] = {}
    present: dict[tuple[str, ...], frozenset[str]] = {}
    for label, money in labelled:
        payers = present.get(money.payers)
        if payers is None:
            payers = present[money.payers] = frozenset(renames.present(payer) for payer in money.payers)
        key = (label, money.section, payers, renames.present(money.recipient), money.when)
        plain.setdefault(key, []).append(Counted(label, money, "counted", []))
    groups: _Groups = {}
    for key, members in plain.items():
        if len(members) > 1 and len({one.money.instrument for one in members if one.money.instrument}) > 1:
            for one in members:
                groups.setdefault((key, one.money.instrument or ""), []).append(one)
        else:
            groups[key, None] = members
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


def _elsewhere(groups: _Groups) -> None:
    """Do not count an amount that another group has, where that group says more: more payers, or a bound of the time.

    One payer's is then the whole of a joint sum, and money "until 2027" that of 2025 to 2027.
    """
    alike: dict[tuple[object, ...], list[tuple[_Sum, Counted, Counting]]] = defaultdict(list)
    for (key, _), members in groups.items():
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


def _says_more(one: _Sum, other: _Sum) -> bool:
    """Tell whether a sum's payers and time include another's and name more."""
    payers, when, fewer, looser = one[2], one[4], other[2], other[4]
    if (payers, when) == (fewer, looser) or not fewer <= payers:
        return False
    return looser.start in (None, when.start) and looser.end in (None, when.end)


def _parts(groups: _Groups, known: Known) -> None:
    """Do not count what is in another counted sum for the same time.

    That is money to a part beside the same payer's money to its whole, and a ministry's beside the whole government's
    to the same recipient; neither where it is more than the whole.
    """
    counted: dict[_Sum, int] = {}
    for (key, _), members in groups.items():
        for one in members:
            if one.adds:
                counted[key] = max(counted.get(key, 0), one.money.amount or 0)
    alike: dict[tuple[Label, SectionName, frozenset[str], When], list[str]] = defaultdict(list)
    for label, section, payers, recipient, when in counted:
        alike[label, section, payers, when].append(recipient)
    beside = {key: known.wholes.set_of(recipients) for key, recipients in alike.items() if len(recipients) > 1}
    payers_of = {key[2] for key in counted}
    governments = {payers for payers in payers_of if payers and payers <= known.governments}
    ministries = {payers for payers in payers_of if governments and payers <= known.ministries}
    for (key, _), members in groups.items():
        if key not in counted:
            continue
        label, section, payers, recipient, when = key
        containing: list[_Sum] = []
        if among := beside.get((label, section, payers, when)):
            containing += [(label, section, payers, one, when) for one in known.wholes.above(recipient, among)]
        if payers in ministries:
            containing += [(label, section, whole, recipient, when) for whole in governments if whole != payers]
        limit = max((counted.get(sum_, 0) for sum_ in containing), default=0)
        for one in members if limit else ():
            if one.adds and (one.money.amount or 0) <= limit:
                one.counting = "part"
