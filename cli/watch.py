"""`kaigraph watch`: read a folder, and again whatever changes in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from watchfiles import watch as changes

from cli import console
from cli.frame import command
from cli.ingest import Settings, run_over
from cli.options import Day, MostMegabytes
from graph.errors import InputError


@command("kaigraph watch news/", "kaigraph watch news/ --prune --date 2025-12-24")
def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to keep an eye on.")],
    day: Day = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the articles of files that go.")] = False,
    max_mb: MostMegabytes = 5,
    wait: Annotated[
        float, typer.Option("--wait", min=0.05, metavar="SECONDS", help="Read once nothing has changed for so long.")
    ] = 2.0,
) -> None:
    """Read a folder as `ingest` does, then again whenever a file in it comes, changes or goes, until Ctrl-C.

    The store is open only while something is read, so that questions can be asked meanwhile.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder", hint="Name a folder; `kaigraph ingest` reads single files.")
    settings = Settings(day=day, max_mb=max_mb, prune=prune)
    pause = min(int(wait * 1000), 200)
    # The first thing that comes is nothing, after a pause: by then the folder is watched, so that no file is missed
    # that comes while the first run is on.
    seen = changes(
        folder,
        debounce=int(wait * 1000),
        step=pause,
        rust_timeout=pause,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    begun = False
    for changed in seen:
        if begun and not changed:
            continue
        if run_over([str(folder)], settings).stopped:
            return
        if not begun:
            console.say(f"watching {folder}; Ctrl-C ends it")
        begun = True
