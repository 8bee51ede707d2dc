"""`kaigraph merge`, `kaigraph unmerge`: recording that two entities are one, and taking that back."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from cli import console
from cli.connect import open_to_change
from cli.frame import FAILED, command
from cli.options import Json
from cli.show.evidence import counted
from graph.merging import merge as merge_entities
from graph.merging import unmerge as take_back
from graph.settings import StoreSettings

Former = Annotated[str, typer.Argument(metavar="OLD", help="The id that is to lead to the other.")]


@command("kaigraph merge alliance/max-alliance alliance/max")
def merge(
    old: Former,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id of the entity that it is.")],
    as_json: Json = False,
) -> None:
    """Record that two entities are one: what articles say of OLD is said of NEW from now on, whenever they are read."""
    with closing(open_to_change(StoreSettings())) as opened:
        done = merge_entities(opened, old, new)
    if as_json:
        console.print_json(done)
    else:
        console.out().print(f"{done.old} is now {done.new}; {counted(done.articles, 'article')} rewritten")


@command("kaigraph unmerge alliance/max-alliance")
def unmerge(old: Former, as_json: Json = False) -> None:
    """Take back that OLD is another entity: what articles said of it is said of it again."""
    with closing(open_to_change(StoreSettings())) as opened:
        done = take_back(opened, old)
    if done is None:
        console.fail(f"nothing was recorded of {old}", "`kaigraph merge` records that two entities are one.")
        raise typer.Exit(FAILED)
    if as_json:
        console.print_json(done)
    else:
        console.out().print(f"{done.old} stands for itself again; {counted(done.articles, 'article')} rewritten")
