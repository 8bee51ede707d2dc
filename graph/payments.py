"""Claims of money without their quotes: what sums are made of. Quotes are fetched for the rows that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import Any, NamedTuple

from graph.answers import AmountQualifier
from graph.beside import beside
from graph.errors import InputError
from graph.funding_answers import Instrument, SectionName, Status
from graph.model import Modality
from graph.scope import Scope
from graph.store import Row, Store

SURE_ENOUGH = 0.8
"""Confidence below which a claim of money is not shown unless asked for: a wrong sum hurts more than a missing one."""


def check_year(year: int | None) -> int | None:
    """Return a year that is asked about.

    Raises:
        InputError: it is not 1900 to 2100.
    """
    if year is not None and not 1900 <= year <= 2100:
        raise InputError(f"the year {year} is not 1900 to 2100")
    return year


class When(NamedTuple):
    """The year (`start == end`) or years that money is for; a bound that no claim names is `None`."""

    start: int | None
    end: int | None

    @property
    def section(self) -> SectionName:
        """The section of the answer that such money stands in."""
        if self.start is None and self.end is None:
            return "undated"
        return "named" if self.start == self.end else "periods"

    @property
    def closed(self) -> bool:
        """Whether both the first and the last year are known, so that they can be told."""
        return self.start is not None and self.end is not None and self.start <= self.end

    def shares(self, won: int) -> dict[int, int]:
        """Spread won evenly over the years. What does not divide goes to the first years, a won each: none is lost.

        >>> When(2026, 2028).shares(10)
        {2026: 4, 2027: 3, 2028: 3}
        """
        if self.start is None or self.end is None or not self.closed:
            return {}
        years = range(self.start, self.end + 1)
        each, rest = divmod(won, len(years))
        return {year: each + (at < rest) for at, year in enumerate(years)}

    def share(self, won: int, year: int) -> int:
        """Return what one of the years gets of won that are spread evenly, 0 for another year."""
        if self.start is None or self.end is None or not self.start <= year <= self.end:
            return 0
        each, rest = divmod(won, self.end - self.start + 1)
        return each + (year - self.start < rest)

    def includes(self, year: int, stated_in: int | None) -> bool:
        """Tell whether the year is one of these. Money "until 2030" starts no later than the year it is stated in."""
        if self.section == "undated":
            return False
        start = self.start if self.start is not None else stated_in
        return (start is None or start <= year) and (self.end is None or year <= self.end)

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or ''}–{self.end or ''}"


class Payment(NamedTuple):
    """One claim of FUNDS, or one of HAS_BUDGET: then `payer` is `None` and `recipient` is what costs or holds so much.

    `amount` is whole won. `day` is the day of its article (ISO 8601), where known. It is a tuple, since a hundred
    thousand of them are made of columns at once.
    """

    claim: str
    payer: str | None
    recipient: str
    when: When
    amount: int | None
    qualifier: AmountQualifier | None
    status: Status | None
    instrument: Instrument | None
    shared: bool
    modality: Modality
    sure: bool
    day: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims of money to read. `None` is no filter."""

    scope: Scope
    year: int | None = None
    status: Status | None = None
    instrument: Instrument | None = None

    @property
    def min_confidence(self) -> float:
        """The confidence below which claims are counted as left out."""
        return SURE_ENOUGH if self.scope.min_confidence is None else self.scope.min_confidence

    def read(
        self, store: Store, payers: Collection[str] | None = None, recipients: Collection[str] | None = None
    ) -> list[Payment]:
        """Return the claims in question, starting from whatever entities are given.

        With payers come the sizes of those (a fund that pays has one), with recipients the recipients'. Payments of
        any year of a period and without a year are among them: the caller decides about those.
        """
        if recipients is not None:
            sizes = beside(store, partial(self._columns, store, "read/sizes_of", recipients))
            paid = self._columns(store, "read/money_to", recipients)
        elif payers is not None:
            sizes = beside(store, partial(self._columns, store, "read/sizes_of", payers))
            paid = self._columns(store, "read/money_from", payers)
        else:
            sizes = beside(store, partial(self._columns, store, "read/sizes"))
            paid = self._columns(store, "read/money")
        found = self._payments(paid)
        if recipients is not None and payers is not None:
            wanted = set(payers)
            found = [one for one in found if one.payer in wanted]
        return [*found, *self._payments(sizes())]

    def shared(self, store: Store, recipients: Iterable[str]) -> list[Payment]:
        """Return the claims of money that several give together to some recipients."""
        return self._payments(self._columns(store, "read/money_shared", recipients))

    def _columns(self, store: Store, statement: str, ids: Iterable[str] | None = None) -> Columns:
        parameters = {**self.scope.parameters(), "year": self.year}
        if ids is None:
            return _unpacked(store.read(statement, parameters))
        ids = sorted(ids)
        return _unpacked(store.read(statement, {**parameters, "ids": ids})) if ids else {}

    def _payments(self, columns: Columns) -> list[Payment]:
        if not columns:
            return []
        least, amounts = self.min_confidence, columns["amount_krw"]
        payments: Iterable[Payment] = map(
            _AS_PAYMENT,
            zip(
                columns["claim"],
                columns["payer"],
                columns["recipient"],
                _whens(columns),
                amounts,
                [
                    (said or "exact") if won else None
                    for said, won in zip(columns["amount_qualifier"], amounts, strict=True)
                ],
                columns["status"],
                columns["instrument"],
                map(bool, columns["shared"]),
                columns["modality"],
                [sure >= least for sure in columns["confidence"]],
                columns["day"],
                strict=True,
            ),
        )
        status, instrument = self.status, self.instrument
        return [
            one
            for one in payments
            if (status is None or one.status == status) and (instrument is None or one.instrument == instrument)
        ]


Columns = Mapping[str, Sequence[Any]]
"""What claims of money tell, one value a claim, by name."""
_FIELDS = (
    "claim", "payer", "recipient", "amount_krw", "amount_qualifier", "fiscal_year", "period_start", "period_end",
    "status", "instrument", "shared", "modality", "confidence",
)  # fmt: skip
"""What the statements about money tell of each claim, in their order."""


def _unpacked(days: Sequence[Row]) -> Columns:
    """Return the claims of all days as columns; none where there are none."""
    claims = list(chain.from_iterable(day["claims"] for day in days))
    if not claims:
        return {}
    day = chain.from_iterable(repeat(one["day"], len(one["claims"])) for one in days)
    return dict(zip(_FIELDS, zip(*claims, strict=True), strict=True)) | {"day": list(day)}


_AS_PAYMENT = partial(tuple.__new__, Payment)
"""Makes a payment of a row whose values stand in its order: `Payment._make` without a call of Python for each row."""


def _whens(columns: Columns) -> list[When]:
    """Return the time of each claim of money; those of the same time share one record."""
    known: dict[tuple[int | None, int | None, int | None], When] = {}
    times = zip(columns["fiscal_year"], columns["period_start"], columns["period_end"], strict=True)
    return [known.get(time) or known.setdefault(time, _when(*time)) for time in times]


def _when(year: int | None, start: int | None, end: int | None) -> When:
    return When(start, end) if year is None else When(year, year)
