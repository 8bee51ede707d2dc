"""The options that narrow every question: one decorator gives a command all of them and hands it their `Scope`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.combined import combined
from cli.options import day_option, least_confidence
from graph.model import Modality
from graph.scope import Scope

OPTIONS: dict[str, Any] = {
    "as_of": day_option("--as-of", "Only what articles published until this day said, under the names of that day."),
    "published_from": day_option("--from", "Only what articles published from this day on say."),
    "published_to": day_option("--to", "Only what articles published until this day say."),
    "publisher": Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Only what this publisher's articles say.")
    ],
    "min_confidence": Annotated[float | None, least_confidence()],
    "modality": Annotated[Modality | None, typer.Option("--modality", help="Only what is said in this way.")],
}
"""The type of each option, by the part of `Scope` that it gives."""

ABOUT_ARTICLES = ("as_of", "published_from", "published_to", "publisher")

scoped = combined("scope", {name: (kind, None) for name, kind in OPTIONS.items()}, Scope)
"""Give a command the options of a scope instead of its parameter `scope`. Stands below `@command`."""

by_article = combined("scope", {name: (OPTIONS[name], None) for name in ABOUT_ARTICLES}, Scope)
"""As `scoped`, for what articles mention: without the options that are about claims."""


def within(scope: Scope) -> str:
    """Return what ends a sentence about nothing that was found, where only a part of the graph was asked."""
    return "" if scope.everything else " in the part of the graph that was asked"
