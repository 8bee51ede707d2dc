"""The sums that a question about money is about, and how each counts. Those of all money are kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from graph.beside import beside
from graph.counting import GOVERNMENT, Beside, Counted, Known, count
from graph.funding_answers import SectionName
from graph.funding_rows import in_order
from graph.grouping import Grouped
from graph.kept import Kept, Once
from graph.payments import Payment, Selection, When
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Store
from graph.sums import Money, of_year, sums_of
from graph.totals import Totals
from graph.wholes import Wholes, pairs_above

SECTIONS: tuple[SectionName, ...] = ("named", "periods", "undated", "sizes")
MOST_KEPT = 3
"""How many of the last questions about all money are kept: of a large graph, each takes a hundred megabytes."""


@dataclass
class Settled:
    """The sums of a question, what was left out of them, and what decides whether two may be the same money.

    One and the same may serve several questions: none of them changes what is in it. `kept` says that it stays, and is
    set apart from what the search for garbage goes through.

    Attributes:
        beside: how each sum counts beside the others to the same recipient.
    """

    sums: list[Money]
    left_out: dict[str, int]
    known: Known
    beside: Beside
    kept: bool = False
    _groups: Once[Hashable, Grouped] = field(default_factory=lambda: Once(MOST_KEPT), init=False)
    _in_order: Once[tuple[SectionName, bool], list[Counted]] = field(
        default_factory=lambda: Once(2 * len(SECTIONS)), init=False
    )

    @cached_property
    def counted(self) -> list[Counted]:
        """How each sum counts among all of them."""
        return count(self.beside, self.known)

    @cached_property
    def by_section(self) -> Mapping[SectionName, list[Counted]]:
        """How each sum counts, section by section."""
        rows: dict[SectionName, list[Counted]] = {name: [] for name in SECTIONS}
        for one in self.counted:
            rows[one.money.section].append(one)
        return rows

    @cached_property
    def totals(self) -> Mapping[SectionName, Totals]:
        """What each section adds up to, with the amounts as they are stated."""
        return {name: Totals.of(rows, self.known.renames) for name, rows in self.by_section.items()}

    def in_order(self, section: SectionName, *, by_year: bool) -> list[Counted]:
        """Return the rows of a section as `graph.funding_rows.page_of` takes them."""
        return self._in_order.get((section, by_year), lambda: in_order(self.by_section[section], by_year=by_year))

    def is_grouped(self, by: Hashable) -> bool:
        """Tell whether the sums were grouped so, or are being grouped so."""
        return self._groups.begun(by)

    def grouped(self, by: Hashable, group: Callable[[], Grouped]) -> Grouped:
        """Return the sums by their groups; `group` makes them where they are not kept."""

        def made() -> Grouped:
            found = group()
            if self.kept:
                gc.freeze()
            return found

        return self._groups.get(by, made)


def settled(
    store: Store, selection: Selection, payers: Collection[str] | None, recipients: Collection[str] | None
) -> Settled:
    """Return the settled sums of the claims in question; parameters are those of `Selection.read`.

    Those of all payers and recipients are kept until the store is written to: they take seconds in a large graph, and
    whoever turns the pages of an answer asks for them again and again.
    """
    if payers is None and recipients is None:
        return _WHOLE.of(store).get(selection, lambda: _whole(store, selection))
    return _settle(store, selection, payers, recipients)


def _whole(store: Store, selection: Selection) -> Settled:
    made = _settle(store, selection, None, None)
    made.kept = bool(made.totals)
    gc.freeze()  # else each search for circular garbage would go through a million objects, in whatever question
    return made


def _new_state(_: Store) -> Once[Selection, Settled]:
    gc.unfreeze()  # what was kept of an earlier state goes now
    return Once(MOST_KEPT)


_WHOLE = Kept(_new_state)


def _settle(
    store: Store, selection: Selection, payers: Collection[str] | None, recipients: Collection[str] | None
) -> Settled:
    found = selection.read(store, payers, recipients)
    sure, unsure = [one for one in found if one.sure], [one for one in found if not one.sure]
    sums = sums_of(sure if payers is None else _with_partners(store, selection, sure))
    undated: list[Money] = []
    if selection.year is not None:
        sums, undated = of_year(sums, selection.year)
    left_out = {
        "undated_left_out": len(undated),
        "undated_left_out_krw": sum(one.amount or 0 for one in undated),
        "unsure_left_out": len(unsure),
        "unsure_left_out_krw": sum(one.amount or 0 for one in sums_of(one for one in unsure if one.amount)),
    }
    renames = Renames.load(store, selection.scope)
    known = beside(store, partial(_known, store, sums, selection.scope, renames))
    together = Beside.of((((), one) for one in sums), renames)
    return Settled(sums, left_out, known(), together)


def _with_partners(store: Store, selection: Selection, payments: list[Payment]) -> list[Payment]:
    """Add to each joint sum of the asked payer the claims of those who pay it too."""
    joint = {_sum_of(one) for one in payments if one.shared and one.payer is not None}
    if not joint:
        return payments
    known = {one.claim for one in payments}
    partners = selection.shared(store, {one[0] for one in joint})
    return payments + [one for one in partners if one.sure and one.claim not in known and _sum_of(one) in joint]


def _sum_of(one: Payment) -> tuple[str, int | None, str | None, When]:
    """Return what the claims of one joint sum have in common: its recipient, and its amount and time."""
    return one.recipient, one.amount, one.qualifier, one.when


def _known(store: Store, sums: list[Money], scope: Scope, renames: Renames) -> Known:
    present = renames.present
    recipients = {one.recipient for one in sums if one.payers}
    pairs = pairs_above(store, recipients, scope) if len(recipients) > 1 else ()
    wholes = Wholes(map(present, recipients), ((present(part), present(whole)) for part, whole in pairs))
    payers = sorted({present(payer) for payer in {payer for one in sums for payer in one.payers}})
    bodies = store.read("read/ministries", {"ids": payers, "name": GOVERNMENT}) if payers else []
    ministries = {row["id"] for row in bodies if row["label"] == "Ministry"}
    governments = {row["id"] for row in bodies if row["name"] == GOVERNMENT}
    return Known(renames, wholes, frozenset(governments), frozenset(ministries - governments))
