"""Sums of money by one or two things: funder, recipient, sector, technology, region, programme, year, stage, way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.aims import aims_of, labelled, with_wholes
from graph.answers import EntityRef
from graph.called import as_called
from graph.counting import Label
from graph.errors import InputError
from graph.evidence import refs_of
from graph.funding_answers import STAGES, By, FundingGroup, FundingGroups, GroupKey, SectionName
from graph.gathering import ANY, Gathered, Where, filled
from graph.paging import decode_cursor, encode_cursor, page
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Store
from graph.sums import Money
from graph.totals import MOST_PASSED_ON, Totals

BY: tuple[By, ...] = (
    "funder",
    "recipient",
    "sector",
    "technology",
    "region",
    "programme",
    "year",
    "status",
    "instrument",
)
ENTITIES: frozenset[By] = frozenset(BY[:6])
"""What is an entity among the things to group by; the others are words."""
MOST = 2
GROUPED: tuple[SectionName, ...] = ("named", "periods", "undated")
_NOTE = (
    "Each group adds up by itself, each sum once. A sum is in several groups where several pay it together, where "
    "its recipient aims at several things, or where its programme is part of another; the totals of the sections hold "
    "it once."
)
_YEARS = re.compile(r"\d{4}")
BY_RECIPIENT: frozenset[By] = frozenset(BY[1:6])
"""What goes by a sum's recipient alone."""
_Keys = Callable[[Money], Collection[str | None]]
_RecipientKeys = Callable[[str], Collection[str | None]]
_Key = tuple[SectionName, Label]


def check_by(words: str) -> tuple[By, ...]:
    """Return what to group by, given as words with commas between them; nothing where there are none.

    Raises:
        InputError: it is more than two things, one thing twice, or nothing that money can be grouped by.
    """
    given = [word.strip() for word in words.split(",")] if words.strip() else []
    by = tuple(one for word in given for one in BY if one == word)
    if len(by) < len(given):
        wrong = next(word for word in given if word not in BY)
        raise InputError(f"money cannot be grouped by {wrong!r}", hint=f"One or two of {', '.join(BY)}.")
    if len(set(by)) < len(by) or len(by) > MOST:
        raise InputError(f"{words!r} are not one or two things", hint="Group by at most two: funder,year.")
    return by


class Labels:
    """Says which groups a sum is in.

    Args:
        store: where to look up what recipients aim at and are parts of.
        by: what to group by.
        sums: all sums that will be asked about.
        renames: a funder's sums are together under its present name.
        scope: which claims say what recipients aim at.
        years: the years to tell of sums that are spread, or `None` where sums for several years stay whole.
    """

    def __init__(
        self,
        store: Store,
        by: Sequence[By],
        sums: Iterable[Money],
        renames: Renames,
        scope: Scope,
        *,
        years: Callable[[Money], Collection[int]] | None,
    ) -> None:
        self._store, self._scope, self._renames, self._years = store, scope, renames, years
        self._recipients = {one.recipient for one in sums}
        self._keys = [_any if one in BY_RECIPIENT else self._of(one) for one in by]
        self._by_recipient = [self._of_recipient(one) for one in by if one in BY_RECIPIENT]
        self._payers: dict[tuple[str, ...], tuple[str | None, ...]] = {}
        self._where: dict[str, Where] = {}

    @property
    def same(self) -> Label | None:
        """The one label of all sums, where their groups go by the recipient alone."""
        return (ANY,) * len(self._keys) if len(self._by_recipient) == len(self._keys) else None

    def labels(self, money: Money) -> Collection[Label]:
        """Return the labels of its groups, with `graph.gathering.ANY` for all that goes by its recipient."""
        return tuple(product(*[keys(money) for keys in self._keys]))

    def where(self, recipient: str) -> Where:
        """Return what goes by the recipient."""
        found = self._where.get(recipient)
        if found is None:
            found = self._where[recipient] = frozenset(product(*[keys(recipient) for keys in self._by_recipient]))
        return found

    def several(self, money: Money) -> bool:
        """Tell whether a sum is in more than one group."""
        if len(self.where(money.recipient)) > 1:
            return True
        return (len(money.payers) > 1 or self._years is not None) and len({*self.labels(money)}) > 1

    def _of(self, by: By) -> _Keys:
        if by == "funder":
            return self._funder
        if by == "year":
            return self._year
        return lambda money: (money.status if by == "status" else money.instrument,)

    def _of_recipient(self, by: By) -> _RecipientKeys:
        if by == "recipient":
            return lambda recipient: (self._renames.present(recipient),)
        if by == "programme":
            found = {key: {key} for key in labelled(self._store, self._recipients, "Program")}
            above = with_wholes(self._store, {key: {key} for key in self._recipients}, "Program", self._scope)
            aims = {key: (above[key] - {key}) | found.get(key, set()) for key in self._recipients}
        else:
            aims = aims_of(self._store, self._recipients, by.capitalize(), self._scope)
        return lambda recipient: aims.get(recipient) or (None,)

    def _funder(self, money: Money) -> Collection[str | None]:
        found = self._payers.get(money.payers)
        if found is None:
            found = tuple({self._renames.present(payer): None for payer in money.payers})
            self._payers[money.payers] = found
        return found

    def _year(self, money: Money) -> Collection[str | None]:
        if self._years is not None and money.section == "periods" and (years := self._years(money)):
            return [str(year) for year in years]
        return (None if money.section == "undated" else str(money.when),)


def _any(_: Money) -> Collection[str | None]:
    return (ANY,)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Sums by their groups, and how many of them are in several."""

    gathered: Gathered
    in_several: int


def groups_of(
    store: Store,
    by: Sequence[By],
    grouped: Grouped,
    make: Callable[[], Totals],
    *,
    scope: Scope,
    limit: int,
    cursor: str | None,
) -> FundingGroups:
    """Show a page of the groups that sums are in: section after section, most money first.

    Where two things are grouped by, the groups that share the first stand together. Years go from the last to the
    first, periods among them by the last year that they name (`–2030`, `2028–`, `2025–2027`), stages from planned to
    executed; what nobody said is at the end.
    """
    parts: dict[_Key, list[Totals]] = defaultdict(list)
    krw: dict[_Key, int] = defaultdict(int)
    for (section, label, where), totals in grouped.gathered.items():
        won = totals.krw
        for found in where:
            key = (section, filled(label, found))
            parts[key].append(totals)
            krw[key] += won
    order = _Order(by, krw)
    keys = sorted(krw, key=order)
    question = f"funding by {','.join(by)}"
    after = decode_cursor(question, cursor, tuple[int, int, str, int, str]) if cursor else None
    shown = page(keys, order, after, limit)
    more = bool(shown) and shown[-1] is not keys[-1]
    groups = {key: _together(parts[key], make) for key in shown}
    refs = as_called(store, refs_of(store, _named(by, groups)), scope)
    return FundingGroups(
        by=list(by),
        items=[_group(by, key, totals, refs) for key, totals in groups.items()],
        count=len(krw),
        next_cursor=encode_cursor(question, order(shown[-1])) if more else None,
        in_several=grouped.in_several,
        note=_NOTE,
    )


def _together(parts: Sequence[Totals], make: Callable[[], Totals]) -> Totals:
    if len(parts) == 1:
        return parts[0]
    whole = make()
    for one in parts:
        whole.absorb(one)
    return whole


class _Order:
    """Returns what groups are shown in the order of."""

    def __init__(self, by: Sequence[By], krw: Mapping[_Key, int]) -> None:
        self._by = by
        self._krw = krw
        self._first: dict[tuple[SectionName, str | None], int] = defaultdict(int)
        for (section, label), won in self._krw.items():
            self._first[section, label[0]] += won

    def __call__(self, key: _Key) -> tuple[int, int, str, int, str]:
        section, label = key
        first = self._rank(self._by[0], label[0], self._first[section, label[0]])
        second = self._rank(self._by[1], label[1], self._krw[key]) if len(label) > 1 else 0
        return GROUPED.index(section), first, label[0] or "~", second, label[-1] or "~"

    @staticmethod
    def _rank(by: By, value: str | None, won: int) -> int:
        if value is None:  # what nobody said goes last
            return 1 if by in ENTITIES else 10
        if by == "year":
            return -max(map(int, _YEARS.findall(value)), default=0)
        if by == "status":
            return [*map(str, STAGES)].index(value)
        return -won


def _named(by: Sequence[By], groups: Mapping[_Key, Totals]) -> set[str]:
    ids: set[str] = set()
    for key, totals in groups.items():
        ids |= {value for one, value in zip(by, key[1], strict=True) if one in ENTITIES and value is not None}
        ids |= set(totals.passed_on()[:MOST_PASSED_ON])
    return ids


def _group(by: Sequence[By], key: _Key, totals: Totals, refs: Mapping[str, EntityRef]) -> FundingGroup:
    section, label = key
    keys = [_key(one, value, refs) for one, value in zip(by, label, strict=True)]
    return FundingGroup(
        section=section,
        first=keys[0],
        second=keys[1] if len(keys) > 1 else None,
        sums=totals.sums,
        totals=totals.answer(refs),
    )


def _key(by: By, value: str | None, refs: Mapping[str, EntityRef]) -> GroupKey:
    entity = refs.get(value) if by in ENTITIES and value is not None else None
    return GroupKey(by=by, value=entity.name if entity else value, entity=entity)
