"""`kaigraph store`: what the store holds, and making the edges anew."""

from __future__ import annotations

import typer

from cli.frame import app

store = typer.Typer(no_args_is_help=True, help="Look at the store, and make its edges anew.")
app.add_typer(store, name="store")
