"""Options that belong together: a decorator gives a command all of them and hands it one value made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., object])


def combined(name: str, options: Mapping[str, tuple[Any, Any]], make: Callable[..., object]) -> Callable[[F], F]:
    """Make a decorator that gives a command some options instead of one parameter. It stands below `@command`.

    Args:
        name: the parameter of the function that is given what `make` makes.
        options: the type (with its `typer.Option`) and the default of each option, by its name.
        make: called with the options' values as keywords.
    """

    def decorate(function: F) -> F:
        shown = signature(function, eval_str=True)
        own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in shown.parameters.values() if one.name != name]
        added = [
            Parameter(option, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for option, (kind, default) in options.items()
        ]

        @wraps(function)
        def run(**given: Any) -> object:
            value = make(**{option: given.pop(option) for option in options})
            return function(**given, **{name: value})

        parameters = [*own, *added]
        run.__signature__ = shown.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        del run.__wrapped__  # whoever looks for the options must not look through to the function below
        return run  # type: ignore[return-value]

    return decorate
