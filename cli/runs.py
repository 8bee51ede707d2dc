"""`kaigraph runs`: past runs of reading, and what failed in one."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli import console
from cli.connect import open_for_questions
from cli.frame import command
from cli.options import Json
from graph.runs import RunRecord, Runs
from graph.settings import StoreSettings


@command("kaigraph runs", "kaigraph runs 1a2b3c4d")
def runs(
    run: Annotated[
        str | None, typer.Argument(metavar="RUN", help="Show what failed in this one.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="Show at most so many.")] = 20,
    as_json: Json = False,
) -> None:
    """Show past runs of `ingest`: when, over what, how many articles, and what failed and why.

    `kaigraph ingest --failed` tries again what failed.
    """
    with closing(open_for_questions(StoreSettings())) as store:
        found = [Runs(store).run(run)] if run is not None else Runs(store).last(limit)
    if as_json:
        shown = [one.model_dump(mode="json") | {"seconds": one.seconds} for one in found]
        console.write_line(json.dumps(shown[0] if run is not None else shown, ensure_ascii=False, indent=2))
    elif not found:
        console.say("no run yet; `kaigraph ingest` makes one")
    else:
        console.out().print(_table(found))
        for failure in found[0].failures if run is not None else ():
            console.out().print(Text(f"failed: {failure.source} {failure.reason}", style="red"), soft_wrap=True)


def _table(found: list[RunRecord]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("run", no_wrap=True)
    for name in ("began (UTC)", "took", "articles", "over"):
        table.add_column(name, overflow="fold")
    for one in found:
        took = "not ended" if one.seconds is None else f"{one.seconds:,.0f} s{', stopped' if one.stopped else ''}"
        counts = {"added": one.added, "changed": one.changed, "unchanged": one.unchanged, "removed": one.removed}
        counts["failed"] = one.failed
        said = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "none"
        table.add_row(one.id, f"{one.began:%Y-%m-%d %H:%M}", took, said, ", ".join(one.paths))
    return table
