"""Claims of money as sums: one for each sum of money, however many articles state it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.answers import AmountQualifier, EntityRef, FundingRow, Instrument, SectionName, Status
from graph.evidence import Stated, articles_behind, first_stated
from graph.model import Modality
from graph.money import amount_text

STAGES: tuple[Status, ...] = ("planned", "budgeted", "executed")
_CERTAINTY: tuple[Modality, ...] = ("proposal", "plan", "fact")


@dataclass(frozen=True, slots=True)
class When:
    """The year (`start == end`) or years that money is for; a bound that no claim names is `None`."""

    start: int | None
    end: int | None

    @property
    def section(self) -> SectionName:
        """The section of the answer that such money stands in."""
        if self.start is None and self.end is None:
            return "undated"
        return "named" if self.start == self.end else "periods"

    def includes(self, year: int, stated_in: int | None) -> bool:
        """Tell whether the year is one of these. Money "until 2030" starts no later than the year it is stated in."""
        if self.section == "undated":
            return False
        start = self.start if self.start is not None else stated_in
        return (start is None or start <= year) and (self.end is None or year <= self.end)

    def __str__(self) -> str:
        if self.section == "named":
            return str(self.start)
        return f"{self.start or ''}–{self.end or ''}"


@dataclass(slots=True, eq=False)
class Money:
    """One sum in the making: who, to whom, when, how much, and every claim that states it."""

    section: SectionName
    funders: tuple[EntityRef, ...]
    recipient: EntityRef
    when: When
    amount: int | None
    qualifier: AmountQualifier | None
    instrument: Instrument | None
    shared: bool
    stated: list[Stated] = field(default_factory=list)

    @property
    def status(self) -> Status | None:
        """The furthest stage that a claim states."""
        said = {one.claim.qualifiers.get("status") for one in self.stated}
        return next((stage for stage in reversed(STAGES) if stage in said), None)

    @property
    def modality(self) -> Modality:
        """The surest modality of the claims."""
        return max((one.claim.modality for one in self.stated), key=_CERTAINTY.index)

    @property
    def id(self) -> str:
        """The same for the same sum, whatever else the store holds."""
        said = [self.section, *(f.id for f in self.funders), self.recipient.id, str(self.when), str(self.amount)]
        said += [str(self.qualifier), str(self.instrument), str(self.shared)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]

    def row(self, group: str, counting: str) -> FundingRow:
        """Make the row that is shown."""
        single = self.when.section == "named"
        return FundingRow.model_validate(
            {
                "id": self.id,
                "group": group,
                "section": self.section,
                "funders": list(self.funders),
                "shared": self.shared,
                "recipient": self.recipient,
                "amount_krw": self.amount,
                "amount_qualifier": self.qualifier,
                "amount_text": amount_text(self.amount, self.qualifier),
                "fiscal_year": self.when.start if single else None,
                "period_start": None if single else self.when.start,
                "period_end": None if single else self.when.end,
                "when": None if self.when.section == "undated" else str(self.when),
                "status": self.status,
                "instrument": self.instrument,
                "modality": self.modality,
                "counting": counting,
                "articles": articles_behind(self.stated),
                "claims": [one.claim for one in self.stated],
            }
        )


def when_of(stated: Stated) -> When:
    """Return the year or years of a claim of money."""
    said = stated.claim.qualifiers
    year = said.get("fiscal_year")
    if isinstance(year, int):
        return When(year, year)
    start, end = said.get("period_start"), said.get("period_end")
    return When(start if isinstance(start, int) else None, end if isinstance(end, int) else None)


def sums_of(stated: Iterable[Stated]) -> list[Money]:
    """Gather claims of FUNDS and HAS_BUDGET into sums: one for each payer, recipient, time, amount and instrument.

    The claims of a joint sum (`shared`) make one sum with all its payers. A claim that names no instrument goes with
    the one that the other claims of its sum name.
    """
    sums: dict[tuple[object, ...], Money] = {}
    for one in stated:
        made = _money(one)
        payers = "joint" if made.shared and made.amount else tuple(f.id for f in made.funders)
        key = (made.section, payers, made.recipient.id, made.when, made.amount, made.qualifier, made.instrument)
        kept = sums.setdefault(key, made)
        kept.stated.append(one)
        funders = {f.id: f for f in (*kept.funders, *made.funders)}
        kept.funders = tuple(funders[key] for key in sorted(funders))
    return _join_instruments(list(sums.values()))


def _money(one: Stated) -> Money:
    claim, said = one.claim, one.claim.qualifiers
    amount, when = said.get("amount_krw"), when_of(one)
    pays = claim.object is not None
    return Money(
        section=when.section if pays else "sizes",
        funders=(claim.subject,) if pays else (),
        recipient=claim.object or claim.subject,
        when=when,
        amount=amount if isinstance(amount, int) else None,
        qualifier=said.get("amount_qualifier", "exact") if amount else None,  # type: ignore[arg-type]
        instrument=said.get("instrument"),  # type: ignore[arg-type]
        shared=bool(said.get("shared")),
    )


def _join_instruments(sums: list[Money]) -> list[Money]:
    alike: dict[tuple[object, ...], list[Money]] = defaultdict(list)
    for one in sums:
        payers = tuple(f.id for f in one.funders)
        alike[one.section, payers, one.recipient.id, one.when, one.amount, one.qualifier].append(one)
    joined = []
    for group in alike.values():
        named = [one for one in group if one.instrument]
        if len(group) == 2 and len(named) == 1:
            (unnamed,) = (one for one in group if not one.instrument)
            named[0].stated = sorted([*named[0].stated, *unnamed.stated], key=_by_day)
            joined.append(named[0])
        else:
            joined.extend(group)
    return joined


def _by_day(one: Stated) -> tuple[str, str, int]:
    day = one.published_on
    return (day.isoformat() if day else "~", one.claim.citation.article_id, one.claim.start)


def of_year(sums: Iterable[Money], year: int) -> tuple[list[Money], int]:
    """Keep the sums for a year or for periods that include it, and count the payments left out for want of a date.

    A size without a year is kept beside a dated size of the same thing that includes the year: it is another figure
    for it.
    """
    sums = list(sums)
    kept, undated = [], 0
    dated_sizes = {one.recipient.id for one in sums if one.section == "sizes" and _includes(one, year)}
    for one in sums:
        if _includes(one, year):
            kept.append(one)
        elif one.when.section == "undated":
            if one.section == "sizes" and one.recipient.id in dated_sizes:
                kept.append(one)
            else:
                undated += one.section != "sizes"
    return kept, undated


def _includes(one: Money, year: int) -> bool:
    first = first_stated(one.stated)
    return one.when.includes(year, first.year if first else None)
