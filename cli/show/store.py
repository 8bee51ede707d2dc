"""What a store holds and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from cli.show.evidence import counted
from graph.check import CheckReport


def show_check(report: CheckReport) -> Iterator[RenderableType]:
    """Show the report of `graph.check.check`."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("store", f"{report.engine}, {report.version}")
    grid.add_row("where", report.location)
    if report.as_of is not None:
        grid.add_row("written", f"{report.as_of.astimezone():%Y-%m-%d %H:%M:%S}")
    grid.add_row("schema", f"{len(report.schema_found)} of {_wanted(report)} constraints and indexes")
    if report.schema_missing:
        grid.add_row("missing", Text(", ".join(report.schema_missing), style="red"))
    grid.add_row("articles", f"{report.articles:,}")
    for name, counts in (("entities", report.entities), ("claims", report.claims), ("edges", report.edges)):
        grid.add_row(name, _counts(counts))
    whole = report.projection_equals_claims
    equal = Text("what the claims say", "green") if whole else Text("not what the claims say", "bold red")
    grid.add_row("projection", equal)
    yield grid
    for fault in report.faults:
        yield Text(f"{counted(fault.count, 'fault')}: {fault.what}", style="red", overflow="fold")
        for example in fault.examples:
            yield Text(f"  {example}", overflow="fold")


def _wanted(report: CheckReport) -> int:
    return len(report.schema_found) + len(report.schema_missing)


def _counts(counts: Mapping[str, int]) -> str:
    each = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return f"{sum(counts.values()):,}" + (f" ({each})" if each else "")
