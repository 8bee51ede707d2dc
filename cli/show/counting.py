"""Progress of work whose end is not known: a count that grows, on standard error; nothing where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli import console


@contextmanager
def counting(what: str, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a count while the block runs; it is told by the function that the block is given.

    Args:
        what: what is done, such as `exported`.
        quiet: show nothing.
    """
    target = console.err()
    if quiet or not target.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=target, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda count: bar.update(task, completed=count)
