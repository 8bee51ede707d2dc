"""Progress of a run: a bar on a terminal, a line an article elsewhere. All of it on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from cli import console
from cli.show.evidence import counted
from ingest.outcomes import Outcome


class Report(Protocol):
    """What a run tells while it goes on."""

    def start(self, total: int) -> None:
        """Begin; `total` is the number of articles as far as it is known."""

    def add(self, outcome: Outcome) -> None:
        """Tell what became of one article."""


class _Silent:
    def start(self, total: int) -> None: ...

    def add(self, outcome: Outcome) -> None: ...


class _Lines:
    """One line an article; a reader of the lines that goes away does not stop the run."""

    def __init__(self, target: Console) -> None:
        self._target: Console | None = target
        self._total = 0
        self._done = 0

    def start(self, total: int) -> None:
        self._total = total

    def add(self, outcome: Outcome) -> None:
        self._done += 1
        if self._target is None:
            return
        try:
            self._target.print(Text(f"{self._done}/{max(self._total, self._done)} {line(outcome)}"), soft_wrap=True)
        except BrokenPipeError:
            self._target = None


class _Bar:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID = bar.add_task("reading", total=None, failed="")
        self._total = self._done = self._failed = 0

    def start(self, total: int) -> None:
        self._total = total
        self._bar.update(self._task, total=total)

    def add(self, outcome: Outcome) -> None:
        self._done += 1
        self._failed += outcome.what == "failed"
        failed = f"{self._failed} failed" if self._failed else ""
        self._bar.update(self._task, completed=self._done, total=max(self._total, self._done), failed=failed)


def line(outcome: Outcome) -> str:
    """Write what became of one article in one line."""
    if outcome.error is not None:
        return f"failed {outcome.name}: {outcome.error.message}"
    read = (
        f": {counted(outcome.entities, 'entity')}, {counted(outcome.claims, 'claim')}"
        if outcome.entities is not None and outcome.claims is not None
        else ""
    )
    return f"{outcome.what} {outcome.name}{read}"


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """Show progress while a run goes on."""
    target = console.err()
    if quiet:
        yield _Silent()
    elif target.is_terminal:
        columns = (
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}", style="red"),
        )
        with Progress(*columns, console=target) as bar:
            yield _Bar(bar)
    else:
        yield _Lines(target)
