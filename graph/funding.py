"""Who gives what to whom: finds the claims of money that a question is about and makes its answer of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypedDict

from graph.aims import AIMS, aiming_at
from graph.answers import EntityRef
from graph.beside import beside
from graph.called import as_called, resolve_all_then, resolve_then
from graph.collecting import uncollected
from graph.counting import Counted, Label
from graph.errors import InputError
from graph.evidence import refs_of
from graph.funding_answers import By, FundingAnswer, FundingGroups, FundingSection, Instrument, SectionName, Status
from graph.funding_rows import make_rows, page_of
from graph.gathering import gather
from graph.grouping import GROUPED, Grouped, Labels, check_by, groups_of
from graph.ontology import ONTOLOGY
from graph.paging import decode_cursor, encode_cursor
from graph.payments import Selection, check_year
from graph.renames import Renames
from graph.scope import EVERYTHING, Scope
from graph.settling import SECTIONS, settled
from graph.store import Store
from graph.sums import Money
from graph.totals import MOST_PASSED_ON, Totals
from graph.wholes import parts_of

FUNDERS = sorted({label for pair in ONTOLOGY.predicates["FUNDS"].pairs for label in pair.subject})
RECIPIENTS = sorted({label for pair in ONTOLOGY.predicates["FUNDS"].pairs for label in pair.object})


class FundingFilters(TypedDict, total=False):
    """What can be asked about money, by name; `FundingQuestion` says what it means. The one list for all who ask."""

    funder: str | None
    recipient: str | None
    sector: str | None
    technology: str | None
    region: str | None
    programme: str | None
    year: int | None
    status: Status | None
    instrument: Instrument | None
    with_parts: bool
    group_by: str
    spread_periods: bool
    scope: Scope


@dataclass(frozen=True, kw_only=True)
class FundingQuestion:
    """A question about money; each part may be missing.

    Attributes:
        funder: who gives; money given under a former name of it is found too, and shown under that name.
        recipient: who or what gets.
        sector: a sector, technology or region: money to it, to its parts and to what targets these.
        technology: as `sector`, of technologies only.
        region: as `sector`, of regions only.
        programme: money to a programme and to all its parts.
        year: only money for that year and for periods that include it.
        status: only money at this stage.
        instrument: only money given in this way.
        with_parts: with the money of the recipient's parts, at any remove.
        group_by: add up by one or two of `graph.grouping.BY`, with a comma between them, instead of showing rows.
        spread_periods: tell what each year gets of a sum for several years if it is spread evenly. With `year`, or
            grouped by year, totals of such sums hold that share only.
        scope: which claims to ask; one that names no confidence leaves out claims read with less than
            `graph.payments.SURE_ENOUGH`. The answer counts what is left out so.

    Raises:
        InputError: the year is none, money cannot be grouped so, or parts are asked for without a recipient.
    """

    funder: str | None = None
    recipient: str | None = None
    sector: str | None = None
    technology: str | None = None
    region: str | None = None
    programme: str | None = None
    year: int | None = None
    status: Status | None = None
    instrument: Instrument | None = None
    with_parts: bool = False
    group_by: str = ""
    spread_periods: bool = False
    scope: Scope = EVERYTHING

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        check_year(self.year)
        check_by(self.group_by)
        if self.with_parts and self.recipient is None:
            raise InputError("with_parts goes with a recipient", hint="Name the recipient, or ask without its parts.")

    @property
    def by(self) -> tuple[By, ...]:
        """What to group by."""
        return check_by(self.group_by)

    @property
    def selection(self) -> Selection:
        """Which claims of money are in question, whoever pays and gets."""
        return Selection(self.scope, self.year, self.status, self.instrument)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Which part of an answer is shown: `limit` rows of each section, or of one from a cursor on."""

    section: SectionName | None = None
    limit: int
    cursor: str | None = None

    def wants(self, section: SectionName) -> bool:
        """Tell whether rows of a section are shown."""
        return self.section in (None, section)


@uncollected()
def ask_funding(store: Store, question: FundingQuestion, shown: Shown) -> FundingAnswer:
    """Answer a question about money. Parameters and errors are those of `Reader.funding`."""
    return as_called(store, _Asked(store, question).answer(shown), question.scope)


class _Asked:
    """One question on its way to its answer: the entities it names, the sums that it is about, how they count."""

    def __init__(self, store: Store, question: FundingQuestion) -> None:
        self._store, self._question, scope = store, question, question.scope
        self._renames = Renames.load(store, scope)
        self._funder = self._resolve(question.funder, FUNDERS)
        self._recipient = self._resolve(question.recipient, RECIPIENTS)
        self._programme = self._resolve(question.programme, ("Program",))
        self._aims = {
            "sector": self._resolve_aims(question.sector, AIMS),
            "technology": self._resolve_aims(question.technology, ("Technology",)),
            "region": self._resolve_aims(question.region, ("Region",)),
        }
        self._payers = self._renames.with_former(self._funder.id) if self._funder else None
        self._aimed_by = [aiming_at(store, aims, scope) for aims in self._aims.values() if aims]
        self._receiving = self._all_of([*self._named_recipients(), *(set(found) for found in self._aimed_by)])
        self._settled = settled(store, question.selection, self._payers, self._receiving)

    def _resolve(self, name: str | None, labels: Collection[str]) -> EntityRef | None:
        return resolve_then(self._store, name, labels, self._question.scope) if name is not None else None

    def _resolve_aims(self, name: str | None, labels: Collection[str]) -> list[EntityRef]:
        return resolve_all_then(self._store, name, labels, self._question.scope) if name is not None else []

    def _named_recipients(self) -> Iterable[set[str]]:
        for named, parts_too in ((self._recipient, self._question.with_parts), (self._programme, True)):
            if named is not None:
                ids = self._renames.with_former(named.id)
                yield ids | parts_of(self._store, ids, self._question.scope) if parts_too else ids

    @staticmethod
    def _all_of(sets: list[set[str]]) -> set[str] | None:
        return set.intersection(*sets) if sets else None

    def answer(self, shown: Shown) -> FundingAnswer:
        """Make the answer."""
        question = self._question
        grouping = self._begin_grouping(shown) if question.by else None
        sections = {name: self._section(name, shown) for name in SECTIONS}
        named = {name: aims[0] if aims else None for name, aims in self._aims.items()}
        named |= {"funder": self._funder, "recipient": self._recipient, "programme": self._programme}
        asked = {"year": question.year, "as_of": question.scope.as_of, "spread_periods": question.spread_periods}
        groups = self._groups(shown, grouping) if grouping is not None else None
        least = question.selection.min_confidence
        return FundingAnswer.model_validate(
            {**named, **asked, **sections, "groups": groups, "min_confidence": least, **self._settled.left_out}
        )

    def _totals(self) -> Totals:
        if not self._spreads:
            return Totals(self._renames)  # which is kept, and must not keep the question
        return Totals(self._renames, self._amount_in, spread=True)

    @property
    def _spreads(self) -> bool:
        """Whether sums enter totals by the year: otherwise spreading them changes nothing."""
        return self._question.spread_periods and (self._question.year is not None or "year" in self._question.by)

    def _amount_in(self, one: Counted) -> int:
        money = one.money
        if money.section != "periods" or not money.when.closed:
            return money.amount or 0
        by = self._question.by
        year = self._question.year
        if year is None and one.label and (value := one.label[by.index("year")]) is not None and value.isdecimal():
            year = int(value)
        return money.when.share(money.amount or 0, year) if year is not None else money.amount or 0

    def _spreadable(self, one: Counted) -> Counted:
        """Take a sum out of the totals that should be spread and cannot be."""
        if self._spreads and one.adds and one.money.section == "periods" and not one.money.when.closed:
            return replace(one, counting="not_spread")
        return one

    def _section(self, name: SectionName, shown: Shown) -> FundingSection:
        question, count = self._question, len(self._settled.by_section[name])
        totals = None
        if name != "sizes":
            adding = self._section_totals(name)
            refs = refs_of(self._store, adding.passed_on()[:MOST_PASSED_ON])
            totals = adding.answer(as_called(self._store, refs, question.scope))
        if question.by or not shown.wants(name):
            return FundingSection(rows=[], count=count, next_cursor=None, totals=totals)
        by_year = question.year is None
        rows = self._settled.in_order(name, by_year=by_year)
        listed = f"funding {name} {'by year' if by_year else 'of a year'}"
        after = decode_cursor(listed, shown.cursor, tuple[int, int, str, int, str]) if shown.cursor else None
        on_page, last = page_of(rows, after, shown.limit, by_year=by_year)
        on_page = [self._spreadable(one) for one in on_page]
        made = make_rows(self._store, on_page, self._aimed_by, self._years if question.spread_periods else None)
        cursor = encode_cursor(listed, last) if last else None
        return FundingSection(rows=made, count=count, next_cursor=cursor, totals=totals)

    def _section_totals(self, name: SectionName) -> Totals:
        if not self._spreads:
            return self._settled.totals[name]
        adding = self._totals()
        for one in self._settled.by_section[name]:
            adding.add(self._spreadable(one))
        return adding

    def _years(self, money: Money) -> Collection[int]:
        """Return the years that a sum for several years is spread over, as far as they are asked for."""
        year, shares = self._question.year, money.when.shares(0)
        return [one for one in shares if year in (None, one)]

    def _begin_grouping(self, shown: Shown) -> Callable[[], Grouped]:
        """Begin to ask which groups the sums are in, and return what groups them."""
        question, sections = self._question, tuple(name for name in GROUPED if shown.wants(name))
        by, keeps = (question.by, sections), not question.spread_periods

        def labels() -> Labels:
            years = None if keeps else self._years
            return Labels(self._store, question.by, sums(), self._renames, question.scope, years=years)

        @cache
        def sums() -> list[Money]:
            return [one for one in self._settled.sums if one.section in sections]

        asked = labels if keeps and self._settled.is_grouped(by) else beside(self._store, labels)

        def group() -> Grouped:
            return self._group(sums(), asked())

        return partial(self._settled.grouped, by, group) if keeps else group

    def _groups(self, shown: Shown, grouping: Callable[[], Grouped]) -> FundingGroups:
        by = self._question.by
        scope, limit, cursor = self._question.scope, shown.limit, shown.cursor
        return groups_of(self._store, by, grouping(), self._totals, scope=scope, limit=limit, cursor=cursor)

    def _group(self, sums: Sequence[Money], labels: Labels) -> Grouped:
        last = self._under if self._spreads else None
        gathered = gather(sums, self._settled.beside, labels, self._settled.known, self._totals, last)
        return Grouped(gathered, sum(map(labels.several, sums)))

    def _under(self, label: Label, one: Counted) -> Counted:
        """Return a sum as it is spread in the group of a label."""
        return self._spreadable(replace(one, label=label))
