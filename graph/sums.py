"""Claims of money as sums: one for each sum of money, however many articles state it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers import AmountQualifier
from graph.funding_answers import Instrument, SectionName, Status
from graph.model import Modality
from graph.payments import Payment, When

STAGES: tuple[Status, ...] = ("planned", "budgeted", "executed")
_CERTAINTY: tuple[Modality, ...] = ("proposal", "plan", "fact")


@dataclass(slots=True, eq=False)
class Money:
    """One sum: who gives it (ids; nobody gives a size), to whom, when, how much, and every claim that states it."""

    section: SectionName
    payers: tuple[str, ...]
    recipient: str
    when: When
    amount: int | None
    qualifier: AmountQualifier | None
    instrument: Instrument | None
    shared: bool
    stated: list[Payment]

    @property
    def status(self) -> Status | None:
        """The furthest stage that a claim states."""
        said = {one.status for one in self.stated}
        return next((stage for stage in reversed(STAGES) if stage in said), None)

    @property
    def modality(self) -> Modality:
        """The surest modality of the claims."""
        if len(self.stated) == 1:  # as of most sums, of which there may be a hundred thousand
            return self.stated[0].modality
        return max((one.modality for one in self.stated), key=_CERTAINTY.index)

    @property
    def first_stated(self) -> str | None:
        """The day of the oldest dated article."""
        return min((one.day for one in self.stated if one.day), default=None)

    @property
    def last_stated(self) -> str | None:
        """The day of the newest dated article."""
        return max((one.day for one in self.stated if one.day), default=None)

    @property
    def id(self) -> str:
        """The same for the same sum, whatever else the store holds."""
        said = (self.section, *self.payers, self.recipient, self.when, self.amount)
        text = "\n".join(map(str, (*said, self.qualifier, self.instrument, self.shared)))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def sums_of(payments: Iterable[Payment]) -> list[Money]:
    """Gather claims of money into sums: one for each payer, recipient, time, amount and instrument.

    The claims of a joint sum (`shared`) make one sum with all its payers. A claim that names no instrument goes with
    the one that the other claims of its sum name.
    """
    sums: dict[tuple[object, ...], Money] = {}
    for one in payments:
        payers = "joint" if one.shared and one.amount else one.payer
        key = (payers, one.recipient, one.when, one.amount, one.qualifier, one.instrument)
        kept = sums.get(key)
        if kept is None:
            sums[key] = _money(one)
        else:
            kept.stated.append(one)
            if one.payer is not None and one.payer not in kept.payers:
                kept.payers = tuple(sorted({*kept.payers, one.payer}))
                kept.shared = True
    return _join_instruments(sums.values())


def _money(one: Payment) -> Money:
    section: SectionName = one.when.section if one.payer is not None else "sizes"
    payers = () if one.payer is None else (one.payer,)
    return Money(section, payers, one.recipient, one.when, one.amount, one.qualifier, one.instrument, one.shared, [one])


def _join_instruments(sums: Iterable[Money]) -> list[Money]:
    alike: dict[tuple[object, ...], list[Money]] = defaultdict(list)
    for one in sums:
        alike[one.payers, one.recipient, one.when, one.amount, one.qualifier].append(one)
    joined = []
    for group in alike.values():
        named = [one for one in group if one.instrument] if len(group) == 2 else []
        if len(named) == 1:
            (unnamed,) = (one for one in group if not one.instrument)
            named[0].stated += unnamed.stated
            joined.append(named[0])
        else:
            joined += group
    return joined


def of_year(sums: Iterable[Money], year: int) -> tuple[list[Money], list[Money]]:
    """Keep the sums for a year or for periods that include it, and return the payments left out for want of a date.

    A size without a year is kept beside a dated size of the same thing that includes the year: it is another figure
    for it.
    """
    sums = list(sums)
    kept = [one for one in sums if _includes(one, year)]
    dated_sizes = {one.recipient for one in kept if one.section == "sizes"}
    undated = [one for one in sums if one.when.section == "undated"]
    kept += [one for one in undated if one.section == "sizes" and one.recipient in dated_sizes]
    return kept, [one for one in undated if one.section != "sizes"]


def _includes(one: Money, year: int) -> bool:
    first = one.first_stated if one.when.start is None else None
    return one.when.includes(year, int(first[:4]) if first else None)
