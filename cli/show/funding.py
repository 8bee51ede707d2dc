"""The answer to "who funds what": sections of rows, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli.show.evidence import MODALITY, counted, evidence, meta, more
from graph.funding_answers import (
    FundingAnswer,
    FundingGroup,
    FundingGroups,
    FundingRow,
    FundingSection,
    FundingTotals,
    GroupKey,
    SectionName,
)
from graph.money import amount_text, format_won

COUNTING = {
    "again": "the same money as in another row",
    "part": "within a sum that is counted",
    "superseded": "an earlier stage; the later amount counts",
    "disputed": "articles give different amounts",
    "proposed": "only asked for",
    "not_spread": "one end of its years is not known",
}
"""What is said of a row that is not counted as it stands; see `graph.funding_answers.Counting`."""


def titles(answer: FundingAnswer) -> dict[SectionName, str]:
    """Return the sections' headings in the order they are shown."""
    year = answer.year
    return {
        "named": f"Named for {year}" if year else "Named for one year",
        "periods": f"For several years that include {year}" if year else "For several years",
        "undated": "With no year named",
        "sizes": f"Sizes that include {year}, with no payer named" if year else "Sizes with no payer named",
    }


def show_funding(answer: FundingAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show every section that has rows; with a year asked, the three that answer it also where they are empty.

    Money that is grouped is shown as one table a section.
    """
    if answer.groups is not None:
        yield from _groups(answer, answer.groups)
        yield from _left_out(answer)
        return
    for name, title in titles(answer).items():
        section: FundingSection = getattr(answer, name)
        if section.count == 0 and (answer.year is None or name == "undated"):
            continue
        if section.count and not section.rows:  # another section was asked for
            continue
        yield Rule(Text(f"{title} ({section.count:,})", style="bold"), align="left", style="dim")
        yield Text()
        if not section.rows:
            yield Text("nothing found", style="dim")
            yield Text()
        for row in section.rows:
            yield _row(row, quotes)
            yield Text()
        yield from _foot(section)
    yield from _left_out(answer)


def _left_out(answer: FundingAnswer) -> Iterator[RenderableType]:
    if answer.undated_left_out:
        won = f" ({format_won(answer.undated_left_out_krw)})" if answer.undated_left_out_krw else ""
        yield Text(f"{counted(answer.undated_left_out, 'row')}{won} without a year left out.", style="dim")
    if answer.unsure_left_out:
        unsure = f"{counted(answer.unsure_left_out, 'claim')} read with less confidence than {answer.min_confidence:g}"
        won = f" ({format_won(answer.unsure_left_out_krw)})" if answer.unsure_left_out_krw else ""
        yield Text(f"{unsure}{won} left out; --min-confidence 0 shows them.", style="dim")


def _groups(answer: FundingAnswer, groups: FundingGroups) -> Iterator[RenderableType]:
    for name, title in titles(answer).items():
        section: FundingSection = getattr(answer, name)
        shown = [group for group in groups.items if group.section == name]
        if not shown:
            continue
        yield Rule(Text(f"{title} ({section.count:,})", style="bold"), align="left", style="dim")
        yield Text()
        yield _table(groups, shown)
        yield Text()
        if section.totals is not None:
            yield Text(section.totals.contains, style="dim", overflow="fold")
            yield Text()
    if groups.in_several:
        yield Text(
            f"{counted(groups.in_several, 'sum')} in several groups. {groups.note}", style="dim", overflow="fold"
        )
    if groups.next_cursor is not None:
        yield more(groups.count - len(groups.items))


def _table(groups: FundingGroups, shown: list[FundingGroup]) -> Table:
    """Make a table of groups, one line a group."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for by in groups.by:
        table.add_column(by, overflow="fold", ratio=1)
    table.add_column("adds up to", justify="right", overflow="fold")
    table.add_column("not added", justify="right", style="dim", overflow="fold")
    table.add_column("sums", justify="right", no_wrap=True)
    for group in shown:
        keys = [_named(key) for key in (group.first, group.second) if key is not None]
        table.add_row(*keys, _added(group.totals), _not_added(group.totals), f"{group.sums:,}")
    return table


def _named(key: GroupKey) -> str:
    return key.value if key.value is not None else "not said"


def _added(totals: FundingTotals) -> Text:
    """Write what a group adds up to, a line for each way that amounts are stated."""
    lines = [
        amount_text(getattr(totals, f"{how}_krw"), how)
        for how in ("exact", "about", "at_least", "at_most")
        if getattr(totals, f"{how}_sums")
    ]
    return Text("\n".join(filter(None, lines)) or "–", style="cyan", justify="right")


def _not_added(totals: FundingTotals) -> str:
    low, high = totals.disputed_low_krw, totals.disputed_high_krw
    return f"{format_won(low)} to {format_won(high)} disputed" if totals.disputed_sums else ""


def _row(row: FundingRow, quotes: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", width=16)
    grid.add_column(ratio=1, overflow="fold")
    amount = Text(row.amount_text or "no amount", style="bold cyan" if row.counting == "counted" else "cyan")
    facts = meta(
        row.when,
        row.status,
        row.instrument,
        MODALITY.get(row.modality) if row.status is None else None,
        counted(row.corroborated_by, "article"),
        COUNTING.get(row.counting),
    )
    shares = [Text(_shares(row), style="dim", overflow="fold")] if row.shares else []
    aims = [evidence(row.aimed_by, 1)] if row.aimed_by and quotes else []
    grid.add_row(amount, Group(_who(row), facts, *shares, evidence(row.claims, quotes), *aims))
    return grid


def _shares(row: FundingRow) -> str:
    shares = ", ".join(f"{one.year} {one.amount_text}" for one in row.shares)
    return f"spread evenly, which nobody states: {shares}"


def _who(row: FundingRow) -> Text:
    if not row.funders:
        return Text(row.recipient.name, style="bold", overflow="fold")
    together = " (together)" if row.shared else ""
    payers = " + ".join(funder.name for funder in row.funders)
    return Text.assemble((payers, "bold"), (together, "dim"), " → ", (row.recipient.name, "bold"), overflow="fold")


def _foot(section: FundingSection) -> Iterator[RenderableType]:
    if section.totals is not None and section.rows:
        yield Text(section.totals.contains, style="dim", overflow="fold")
        yield Text()
    if section.next_cursor is not None:
        yield more(section.count - len(section.rows))
        yield Text()
