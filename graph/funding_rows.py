"""The rows of an answer about money: which are on a page, and sums with names and the sentences that state them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from graph.answers import EntityRef
from graph.counting import Counted
from graph.evidence import Stated, articles_behind, fetch, refs_of
from graph.funding_answers import FundingRow, YearShare
from graph.money import amount_text, format_won
from graph.steady import note_gone
from graph.store import Store
from graph.sums import Money

SortKey = tuple[int, int, str, int, str]
"""Year, most money of the group, group, money of the row, its id: what rows are listed in the order of."""


def in_order(rows: Iterable[Counted], *, by_year: bool) -> list[Counted]:
    """Sort rows as far as that is quick: large sums first, those of one group together but for ties.

    Args:
        rows: what `graph.counting.count` made.
        by_year: late years before early ones, and sums only within a year.
    """
    return sorted(rows, key=lambda one: _coarse(one, by_year))


def page_of(
    rows: list[Counted], after: SortKey | None, limit: int, *, by_year: bool
) -> tuple[list[Counted], SortKey | None]:
    """Return the rows of a page, and the key of its last row where more follow.

    Large sums come first, and the rows of a group stay together. Ids, which settle ties, are long to make, so they are
    made only of the rows that may be on the page.

    Args:
        rows: in their order, as `in_order` makes it.
        after: the key of the row to go on after.
        limit: at most so many.
        by_year: as for `in_order`.
    """

    def coarse(one: Counted) -> tuple[int, int]:
        return _coarse(one, by_year)

    start = bisect_left(rows, after[:2], key=coarse) if after is not None else 0
    ties = bisect_right(rows, after[:2], key=coarse) if after is not None else 0
    end = min(len(rows), ties + limit + 1)
    while 0 < end < len(rows) and coarse(rows[end]) == coarse(rows[end - 1]):
        end += 1
    fine = sorted((_fine(coarse(one), one), at) for at, one in enumerate(rows[start:end], start))
    following = [(key, rows[at]) for key, at in fine if after is None or key > after]
    on_page = following[:limit]
    more = len(following) > limit or (bool(on_page) and end < len(rows))
    return [one for _, one in on_page], on_page[-1][0] if more else None


def _coarse(one: Counted, by_year: bool) -> tuple[int, int]:
    when = one.money.when
    year = (when.end or when.start or 0) if by_year else 0
    rivals = one.rivals
    most = rivals[0].amount or 0 if len(rivals) == 1 else max(rival.amount or 0 for rival in rivals)
    return -year, -most


def _fine(coarse: tuple[int, int], one: Counted) -> SortKey:
    return (*coarse, one.group, -(one.money.amount or 0), one.money.id)


def make_rows(
    store: Store,
    counted: Sequence[Counted],
    aimed_by: Sequence[Mapping[str, Sequence[str]]],
    years: Callable[[Money], Collection[int]] | None,
) -> list[FundingRow]:
    """Fetch the claims of some sums and make rows of them; a sum whose claims are gone by now is left out.

    Args:
        store: where the claims are.
        counted: the sums to show, in their order.
        aimed_by: for recipients, the ids of the claims that aim them at what was asked for.
        years: the years to tell the share of, where sums for several years are to be spread.
    """
    aims = {
        one.money.recipient: [claim for found in aimed_by for claim in found.get(one.money.recipient, ())]
        for one in counted
    }
    wanted = {payment.claim for one in counted for payment in one.money.stated}
    found = fetch(store, wanted.union(*aims.values()))
    order = {one.id: at for at, one in enumerate(found)}
    refs = refs_of(store, {key for one in counted for key in (*one.money.payers, one.money.recipient)})

    def stated(ids: Collection[str]) -> list[Stated]:
        return [found[at] for at in sorted({order[key] for key in ids if key in order})]

    rows = []
    for one in counted:
        said = stated([payment.claim for payment in one.money.stated])
        if said and refs.keys() >= {*one.money.payers, one.money.recipient}:
            shared = years(one.money) if years else ()
            rows.append(_row(one, said, stated(aims[one.money.recipient]), refs, shared))
        else:
            note_gone()
    return rows


def _row(
    one: Counted,
    stated: Sequence[Stated],
    aimed_by: Sequence[Stated],
    refs: Mapping[str, EntityRef],
    years: Collection[int],
) -> FundingRow:
    money = one.money
    single = money.when.section == "named"
    return FundingRow(
        id=money.id,
        group=one.group,
        section=money.section,
        funders=[refs[payer] for payer in money.payers],
        shared=money.shared,
        recipient=refs[money.recipient],
        amount_krw=money.amount,
        amount_qualifier=money.qualifier,
        amount_text=amount_text(money.amount, money.qualifier),
        fiscal_year=money.when.start if single else None,
        period_start=None if single else money.when.start,
        period_end=None if single else money.when.end,
        when=None if money.when.section == "undated" else str(money.when),
        shares=_shares(money, years),
        status=money.status,
        instrument=money.instrument,
        modality=money.modality,
        counting=one.counting,
        corroborated_by=articles_behind(stated),
        claims=[claim.claim for claim in stated],
        aimed_by=[claim.claim for claim in aimed_by],
    )


def _shares(money: Money, years: Collection[int]) -> list[YearShare]:
    if money.amount is None or money.when.section != "periods":
        return []
    shares = money.when.shares(money.amount)
    return [YearShare(year=year, amount_krw=shares[year], amount_text=format_won(shares[year])) for year in years]
