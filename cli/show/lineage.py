"""The answer to "where did it come from, and what came of it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli.show.evidence import counted, entity_text, evidence, meta
from graph.answers import EntityRef, LineageAnswer, LineageContext, LineageStep

STEP = {
    "renamed": "was renamed",
    "reorganised": "was reorganised into",
    "follows": "was followed by",
    None: "was succeeded by",
}
CONTEXT = {"ANNOUNCES": "announced", "APPROVES": "approved", "LEADS": "leads"}


def show_lineage(answer: LineageAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show the line back, the line forward, wholes and parts, who stood by, and what lies around."""
    yield Text.assemble(entity_text(answer.entity), (f"  {answer.entity.id}", "dim"), overflow="fold")
    yield Text()
    yield from _section("Where it came from", answer.before, quotes)
    yield from _section("What came of it", answer.after, quotes)
    yield from _section("What it is part of", answer.wholes, quotes)
    yield from _section("Its parts", answer.parts, quotes)
    yield from _section("Who announced, approved or leads it", answer.context, quotes)
    yield from _section("Around it", answer.around, quotes)
    if not answer.complete:
        yield Text("The line goes on; ask for more steps with --depth.", style="dim")


def _section(
    title: str, rows: Sequence[LineageStep] | Sequence[LineageContext], quotes: int
) -> Iterator[RenderableType]:
    if not rows:
        return
    yield Rule(Text(f"{title} ({len(rows)})", style="bold"), align="left", style="dim")
    yield Text()
    for row in rows:
        yield _row(row, quotes)
        yield Text()


def _row(row: LineageStep | LineageContext, quotes: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=10)
    grid.add_column(ratio=1, overflow="fold")
    what = _step(row) if isinstance(row, LineageStep) else _context(row)
    stated = f"first stated {row.first_stated}" if row.first_stated else None
    facts = meta(row.relation, counted(row.articles, "article"), stated)
    grid.add_row(Text(row.date or "undated", style="cyan"), Group(what, facts, evidence(row.claims, quotes)))
    return grid


def _joined(left: EntityRef, words: str, right: EntityRef) -> Text:
    return Text.assemble((left.name, "bold"), f" {words} ", (right.name, "bold"), overflow="fold")


def _step(step: LineageStep) -> Text:
    if step.relation == "SUCCEEDS":
        return _joined(step.earlier, STEP[step.succession], step.later)
    return _joined(step.later, "derives from" if step.relation == "DERIVED_FROM" else "is part of", step.earlier)


def _context(row: LineageContext) -> Text:
    return _joined(row.actor, CONTEXT[row.relation], row.thing)
