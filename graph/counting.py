"""What sums of money add up to: each sum once, disputed ones never added, what is less than exact kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from graph.answers import AmountQualifier, Counting, FundingRow, FundingTotals
from graph.evidence import last_stated
from graph.money import format_won
from graph.renames import Renames
from graph.sums import STAGES, Money, When

_CAUTION: tuple[AmountQualifier, ...] = ("exact", "about", "at_least", "at_most")
_WORDS: dict[AmountQualifier, str] = {
    "exact": "exactly",
    "about": "about",
    "at_least": "at least",
    "at_most": "at most",
}

GOVERNMENT = "대한민국 정부"
"""The ontology's name of the government as a whole, which state money without a ministry is said to come from."""

_Key = tuple[str, frozenset[str], str, When, str | None]
"""Section, payers and recipient under their present names, time, and the instrument where several are told apart."""


def count(sums: Iterable[Money], renames: Renames, wholes: Mapping[str, Collection[str]]) -> list[FundingRow]:
    """Make the rows of an answer, each with how it counts.

    Args:
        sums: what `graph.sums.sums_of` gathered.
        renames: under which names a payer or recipient is the same.
        wholes: for an entity's id, the ids of what it is part of.
    """
    groups = _groups(sums, renames)
    counting: dict[int, Counting] = {}
    for members in groups.values():
        counting |= _within(members)
    _elsewhere(groups, counting)
    _parts(groups, counting, wholes, renames)
    rows = []
    for members in groups.values():
        name = min(one.id for one in members)
        rows += [one.row(name, counting[id(one)]) for one in members]
    return rows


def sort_keys(rows: Collection[FundingRow], *, by_year: bool) -> dict[str, tuple[int, int, str, int, str]]:
    """Return what rows are shown in the order of, by their ids: large sums first; the rows of a group stay together.

    Args:
        rows: what `count` made.
        by_year: late years before early ones, and sums only within a year.
    """
    most: dict[str, int] = defaultdict(int)
    for row in rows:
        most[row.group] = max(most[row.group], row.amount_krw or 0)
    return {
        row.id: (
            -(row.fiscal_year or row.period_end or row.period_start or 0) if by_year else 0,
            -most[row.group],
            row.group,
            -(row.amount_krw or 0),
            row.id,
        )
        for row in rows
    }


def _groups(sums: Iterable[Money], renames: Renames) -> dict[_Key, list[Money]]:
    plain: dict[_Key, list[Money]] = defaultdict(list)
    for one in sums:
        payers = frozenset(renames.present(f.id) for f in one.funders)
        plain[one.section, payers, renames.present(one.recipient.id), one.when, None].append(one)
    groups: dict[_Key, list[Money]] = {}
    for key, members in plain.items():
        if len({one.instrument for one in members if one.instrument}) > 1:
            for one in members:
                groups.setdefault((*key[:4], one.instrument or ""), []).append(one)
        else:
            groups[key] = members
    return groups


def _within(members: list[Money]) -> dict[int, Counting]:
    """Settle one group: the latest stage's amount counts once, under its most cautious qualifier."""
    result: dict[int, Counting] = {}
    for one in members:
        if one.section == "sizes":
            result[id(one)] = "apart"
        elif one.amount is None:
            result[id(one)] = "no_amount"
        elif one.modality == "proposal":
            result[id(one)] = "proposed"
    rivals = [one for one in members if id(one) not in result]
    current = [one for one in rivals if not any(_overtakes(other, one) for other in rivals)]
    amounts = {one.amount for one in current}
    for one in rivals:
        if one in current and len(amounts) > 1:
            result[id(one)] = "disputed"
        elif one in current or one.amount in amounts:
            result[id(one)] = "again"
        else:
            result[id(one)] = "superseded"
    if len(amounts) == 1:
        counted = max(current, key=lambda one: (_CAUTION.index(one.qualifier or "exact"), one.id))
        result[id(counted)] = "counted"
    return result


def _overtakes(later: Money, earlier: Money) -> bool:
    """Tell whether a sum is a later stage of another, and not stated before it."""
    if later.status is None or earlier.status is None or later.amount == earlier.amount:
        return False
    before, after = last_stated(earlier.stated), last_stated(later.stated)
    further = STAGES.index(later.status) > STAGES.index(earlier.status)
    return further and (before is None or after is None or before <= after)


def _elsewhere(groups: Mapping[_Key, list[Money]], counting: dict[int, Counting]) -> None:
    """Do not count an amount that another group has, where that group says more: more payers, or a bound of the time.

    One payer's is then the whole of a joint sum, and money "until 2027" that of 2025 to 2027.
    """
    by_recipient: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key in groups:
        by_recipient[key[0], key[2]].append(key)
    for key, members in groups.items():
        fuller = [one for other in by_recipient[key[0], key[2]] if _says_more(other, key) for one in groups[other]]
        for one in members:
            if counting[id(one)] not in ("counted", "disputed"):
                continue
            there = {counting[id(other)] for other in fuller if other.amount == one.amount}
            if there & {"counted", "disputed", "again"}:
                counting[id(one)] = "again"
            elif "superseded" in there:
                counting[id(one)] = "superseded"


def _says_more(one: _Key, other: _Key) -> bool:
    """Tell whether a group's payers and time include another's and name more."""
    (_, payers, _, when, _), (_, fewer, _, looser, _) = one, other
    more = (payers, when) != (fewer, looser)
    bounds = ((when.start, looser.start), (when.end, looser.end))
    return more and fewer <= payers and all(loose in (None, bound) for bound, loose in bounds)


def _parts(
    groups: Mapping[_Key, list[Money]],
    counting: dict[int, Counting],
    wholes: Mapping[str, Collection[str]],
    renames: Renames,
) -> None:
    """Do not count what is in another counted sum for the same time.

    That is money to a part beside the same payer's money to its whole, and a ministry's beside the whole government's
    to the same recipient; neither where it is more than the whole.
    """
    counted = {
        key[:4]: max(one.amount or 0 for one in members)
        for key, members in groups.items()
        if any(counting[id(one)] in ("counted", "disputed") for one in members)
    }
    governments = {key[1] for key, members in groups.items() if {f.name for f in members[0].funders} == {GOVERNMENT}}
    for key, members in groups.items():
        above = {renames.present(whole) for one in members for whole in wholes.get(one.recipient.id, ())} - {key[2]}
        containing = {(key[0], key[1], whole, key[3]) for whole in above}
        if all(funder.label == "Ministry" and funder.name != GOVERNMENT for one in members for funder in one.funders):
            containing |= {(key[0], payers, *key[2:4]) for payers in governments}
        limit = max((counted.get(sum_, 0) for sum_ in containing), default=0)
        for one in members:
            if counting[id(one)] in ("counted", "disputed") and (one.amount or 0) <= limit:
                counting[id(one)] = "part"


def totals(rows: list[FundingRow], renames: Renames) -> FundingTotals:
    """Add up rows that `count` made. They may be of one section only."""
    sums: dict[AmountQualifier, list[int]] = {qualifier: [] for qualifier in _CAUTION}
    for row in rows:
        if row.counting == "counted" and row.amount_krw is not None:
            sums[row.amount_qualifier or "exact"].append(row.amount_krw)
    disputed = [row for row in rows if row.counting == "disputed"]
    ranges = [
        [row.amount_krw or 0 for row in group]
        for _, group in groupby(sorted(disputed, key=lambda row: row.group), key=lambda row: row.group)
    ]
    adding = [row for row in rows if row.counting in ("counted", "disputed")]
    payers = {renames.present(funder.id) for row in adding for funder in row.funders}
    passing = {row.recipient.id: row.recipient for row in adding if renames.present(row.recipient.id) in payers}
    figures = {f"{q}_krw": sum(sums[q]) for q in _CAUTION} | {f"{q}_sums": len(sums[q]) for q in _CAUTION}
    figures |= {
        "disputed_low_krw": sum(min(amounts) for amounts in ranges),
        "disputed_high_krw": sum(max(amounts) for amounts in ranges),
        "disputed_sums": len(ranges),
        "rows_counted_elsewhere": sum(row.counting in ("again", "part", "superseded") for row in rows),
        "rows_proposed": sum(row.counting == "proposed" for row in rows),
        "rows_without_amount": sum(row.counting == "no_amount" for row in rows),
    }
    passed_on = [passing[key] for key in sorted(passing)]
    said = {"passed_on": passed_on, "contains": _contains(sums, figures, [one.name for one in passed_on])}
    return FundingTotals.model_validate(figures | said)


def _contains(sums: Mapping[AmountQualifier, list[int]], figures: Mapping[str, int], passed_on: list[str]) -> str:
    added = [f"{_WORDS[q]} {format_won(sum(sums[q]))} ({len(sums[q])})" for q in _CAUTION if sums[q]]
    text = "Each sum once, by how its amount is stated: " + (", ".join(added) or "none") + "."
    if figures["disputed_sums"]:
        low, high = format_won(figures["disputed_low_krw"]), format_won(figures["disputed_high_krw"])
        text += f" Not added: sums that articles dispute ({figures['disputed_sums']}), together {low} to {high}."
    left_out = [
        (figures["rows_counted_elsewhere"], "counted in another row or replaced by a later stage"),
        (figures["rows_proposed"], "only asked for"),
        (figures["rows_without_amount"], "without an amount"),
    ]
    if any(rows for rows, _ in left_out):
        text += " Rows left out: " + ", ".join(f"{what} ({rows})" for rows, what in left_out if rows) + "."
    text += " Sums that contain one another without the articles saying so are all in it."
    if passed_on:
        text += f" Money into {', '.join(passed_on)} and out of it again is in both."
    return text
