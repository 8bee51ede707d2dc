"""The options that narrow every question: one decorator gives a command all of them and hands it their `Scope`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, TypeVar

import typer

from cli.options import day_option, least_confidence
from graph.model import Modality
from graph.scope import Scope

F = TypeVar("F", bound=Callable[..., object])

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


def scoped(function: F) -> F:
    """Give a command the options of a scope instead of its parameter `scope`. Stands below `@command`."""
    shown = signature(function, eval_str=True)
    options = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=OPTIONS[name]) for name in OPTIONS]
    own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in shown.parameters.values() if one.name != "scope"]
    last = [one for one in own if one.name == "as_json"]

    @wraps(function)
    def run(**given: Any) -> object:
        scope = Scope(**{name: given.pop(name) for name in OPTIONS})
        return function(**given, scope=scope)

    parameters = [*(one for one in own if one not in last), *options, *last]
    run.__signature__ = shown.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    del run.__wrapped__  # whoever looks for the options must not look through to the function below
    return run  # type: ignore[return-value]
