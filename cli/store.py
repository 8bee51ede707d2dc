"""`kaigraph store`: what the store holds and whether it is whole, and making its edges anew."""

from __future__ import annotations

import json
from contextlib import closing

import typer

from cli import console
from cli.connect import open_for_questions, open_to_change
from cli.frame import FAILED, app, command
from cli.options import Json
from cli.show.evidence import counted
from cli.show.store import show_check
from graph.check import check as check_store
from graph.copies import rebuild as rebuild_copies
from graph.projection import rebuild as rebuild_edges
from graph.settings import StoreSettings

store = typer.Typer(no_args_is_help=True, help="Look whether the store is whole, back it up, restore it and copy it.")
app.add_typer(store, name="store")


@command("kaigraph store check", "kaigraph store check --json", group=store)
def check(as_json: Json = False) -> None:
    """Say which store answers, what it holds, and whether its edges are what its claims say."""
    with closing(open_for_questions(StoreSettings())) as opened:
        report = check_store(opened)
    if as_json:
        console.print_json(report)
    else:
        for part in show_check(report):
            console.out().print(part)
    if not report.ok:
        hint = "`kaigraph store rebuild` makes the edges anew." if report.can_be_rebuilt else None
        console.fail("the store is not whole", hint)
        raise typer.Exit(FAILED)


@command("kaigraph store rebuild", group=store)
def rebuild(as_json: Json = False) -> None:
    """Find anew which articles are copies of each other, and make the edges between entities anew from the claims."""
    with closing(open_to_change(StoreSettings())) as opened:
        regrouped = rebuild_copies(opened)
        corrected = rebuild_edges(opened)
    if as_json:
        console.write_line(json.dumps({"corrected": corrected, "regrouped": regrouped}))
    else:
        console.out().print(f"copies are together; {counted(regrouped, 'article')} regrouped")
        console.out().print(f"edges are what the claims say; {counted(corrected, 'edge')} corrected")
