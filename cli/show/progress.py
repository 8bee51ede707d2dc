"""Progress of a run with its pace and the time left, on standard error: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from cli import console
from cli.show.evidence import counted
from ingest.outcomes import Outcome

EVERY = 30.0
"""Seconds between two lines that tell the pace."""
WINDOW = 60.0
"""Seconds that the pace is taken over: what is passed over as unchanged goes by far faster than what is read."""

Clock = Callable[[], float]


class Pace:
    """How fast a run goes, and how long it will take.

    Args:
        clock: tells the seconds since any moment.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._total = self._done = 0
        self._past = deque([(clock(), 0)])
        """Moments of the last `WINDOW` seconds, one a second, with how much was done by then."""

    def start(self, total: int) -> None:
        """Begin; the time before does not count."""
        self._total, self._past = total, deque([(self._clock(), self._done)])

    def add(self, articles: int = 1) -> None:
        """Count some more articles."""
        self._done += articles
        now = self._clock()
        if now - self._past[-1][0] >= 1:
            self._past.append((now, self._done))
        while len(self._past) > 1 and now - self._past[1][0] >= WINDOW:
            self._past.popleft()

    def told(self) -> str:
        """Tell articles a second, and the time left where it is known how many there are; nothing at the beginning."""
        began, before = self._past[0]
        seconds = self._clock() - began
        if self._done == before or seconds <= 0:
            return ""
        rate = (self._done - before) / seconds
        told = f"{rate:,.1f} a second" if rate >= 1 else f"{rate * 60:,.1f} a minute"
        left = max(self._total - self._done, 0)
        return f"{told}, {_long(left / rate)} left" if left else told


def _long(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{round(seconds)} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


class Report(Protocol):
    """What a run tells while it goes on."""

    def start(self, total: int) -> None:
        """Begin; `total` is the number of articles as far as it is known."""

    def add(self, outcome: Outcome) -> None:
        """Tell what became of one article."""


class _Silent:
    def start(self, total: int) -> None: ...

    def add(self, outcome: Outcome) -> None: ...


class Lines:
    """One line an article, and one with the pace now and then.

    A reader of the lines that goes away does not stop the run.
    """

    def __init__(self, target: Console, clock: Clock = time.monotonic) -> None:
        self._target: Console | None = target
        self._clock = clock
        self._pace = Pace(clock)
        self._told = clock()
        self._total = self._done = 0

    def start(self, total: int) -> None:
        """Begin; `total` is the number of articles as far as it is known."""
        self._total, self._told = total, self._clock()
        self._pace.start(total)

    def add(self, outcome: Outcome) -> None:
        """Tell what became of one article."""
        self._done += outcome.articles
        self._pace.add(outcome.articles)
        self._print(line(outcome))
        if self._clock() - self._told >= EVERY:
            self._told = self._clock()
            self._print(self._pace.told())

    def _print(self, text: str) -> None:
        if self._target is None:
            return
        try:
            self._target.print(Text(f"{self._done}/{max(self._total, self._done)} {text}"), soft_wrap=True)
        except BrokenPipeError:
            self._target = None


class _Bar:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._pace = Pace()
        self._task: TaskID = bar.add_task("reading", total=None, failed="", pace="")
        self._total = self._done = self._failed = 0

    def start(self, total: int) -> None:
        self._total = total
        self._pace.start(total)
        self._bar.update(self._task, total=total)

    def add(self, outcome: Outcome) -> None:
        self._done += outcome.articles
        self._failed += outcome.what == "failed"
        self._pace.add(outcome.articles)
        failed, total = f"{self._failed} failed" if self._failed else "", max(self._total, self._done)
        self._bar.update(self._task, completed=self._done, total=total, failed=failed, pace=self._pace.told())


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
            TextColumn("{task.fields[pace]}", style="dim"),
            TextColumn("{task.fields[failed]}", style="red"),
        )
        with Progress(*columns, console=target) as bar:
            yield _Bar(bar)
    else:
        yield Lines(target)
