"""The answer to "who funds what": sections of rows, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli.show.evidence import MODALITY, counted, evidence, meta, more
from graph.answers import FundingAnswer, FundingRow, FundingSection, SectionName

COUNTING = {
    "again": "the same money as in another row",
    "part": "within a sum that is counted",
    "superseded": "an earlier stage; the later amount counts",
    "disputed": "articles give different amounts",
    "proposed": "only asked for",
}
"""What is said of a row that is not counted as it stands; see `graph.answers.Counting`."""


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
    """Show every section that has rows; with a year asked, the three that answer it also where they are empty."""
    for name, title in titles(answer).items():
        section: FundingSection = getattr(answer, name)
        if section.count == 0 and (answer.year is None or name == "undated"):
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
    if answer.undated_left_out:
        yield Text(f"{counted(answer.undated_left_out, 'row')} without a year left out.", style="dim")
    if answer.unsure_left_out:
        unsure = f"{counted(answer.unsure_left_out, 'claim')} read with less confidence than {answer.min_confidence:g}"
        yield Text(f"{unsure} left out; --min-confidence 0 shows them.", style="dim")


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
        counted(row.articles, "article"),
        COUNTING.get(row.counting),
    )
    aims = [evidence(row.aimed_by, 1)] if row.aimed_by and quotes else []
    grid.add_row(amount, Group(_who(row), facts, evidence(row.claims, quotes), *aims))
    return grid


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
