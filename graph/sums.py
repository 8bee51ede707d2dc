"""Claims of money as sums: one for each sum of money, however many articles state it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.answers import AmountQualifier
from graph.funding_answers import STAGES, Instrument, SectionName, Status
from graph.model import Modality
from graph.payments import Payment, When

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


_Alike = tuple[str | None, str, When, int | None, AmountQualifier | None]
"""What the claims of one sum have in common but for its instrument: payer or `joint`, recipient, time and amount."""


def sums_of(payments: Iterable[Payment]) -> list[Money]:
    """Gather claims of money into sums: one for each payer, recipient, time, amount and instrument.

    The claims of a joint sum (`shared`) make one sum with all its payers. A claim that names no instrument goes with
    the one that the other claims of its sum name.
    """
    sums: dict[_Alike, Money] = {}
    others: dict[tuple[_Alike, Instrument | None], Money] = {}
    """Those that differ from the first of their kind in the instrument: few do."""
    sections: dict[When, SectionName] = {}
    for one in payments:
        joint = one.shared and one.amount
        alike = ("joint" if joint else one.payer, one.recipient, one.when, one.amount, one.qualifier)
        kept = sums.get(alike)
        if kept is not None and kept.instrument != one.instrument:
            kept = others.get((alike, one.instrument))
        if kept is None:
            made = _money(one, sections)
            if sums.setdefault(alike, made) is not made:
                others[alike, one.instrument] = made
        else:
            kept.stated.append(one)
            if one.payer is not None and one.payer not in kept.payers:
                kept.payers = tuple(sorted({*kept.payers, one.payer}))
                kept.shared = True
    return _join_instruments(sums, others)


def _money(one: Payment, sections: dict[When, SectionName]) -> Money:
    payer, when = one.payer, one.when
    if payer is None:
        section: SectionName = "sizes"
    else:
        section = sections.get(when) or sections.setdefault(when, when.section)
    payers = () if payer is None else (payer,)
    return Money(section, payers, one.recipient, when, one.amount, one.qualifier, one.instrument, one.shared, [one])


def _join_instruments(
    sums: Mapping[_Alike, Money], others: Mapping[tuple[_Alike, Instrument | None], Money]
) -> list[Money]:
    """Put what names no instrument to the one sum of the same payers that does, where there is just one."""
    several = dict.fromkeys(key for key, _ in others)
    for key, one in (*sums.items(), *((key, one) for (key, _), one in others.items())):
        if key[0] == "joint" and len(one.payers) < 2:
            alone = (one.payers[0] if one.payers else None, *key[1:])
            if alone in sums:
                several |= {key: None, alone: None}
    joined = [one for key, one in sums.items() if key not in several]
    alike: dict[tuple[object, ...], list[Money]] = defaultdict(list)
    for one in (*(sums[key] for key in several), *others.values()):
        alike[one.payers, one.recipient, one.when, one.amount, one.qualifier].append(one)
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
