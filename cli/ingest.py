"""`kaigraph ingest`: read articles into the store, with progress, and say what became of each."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from types import FrameType
from typing import Annotated

import typer

from cli import console
from cli.connect import open_to_change
from cli.frame import FAILED, STOPPED, command
from cli.options import Day, Json, MaybePaths, MostMegabytes
from cli.show.progress import progress
from cli.show.summary import show_summary, summary_json
from graph.errors import StoreError
from graph.runs import Runs
from graph.settings import StoreSettings
from graph.sources import Sources
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from ingest.outcomes import Outcome, Summary
from ingest.readers import Found, count, find
from ingest.readers.limits import Limits
from ingest.reading import Here, Reading
from ingest.runner import Options, Run

WORTHWHILE = 60
"""Articles from which on several workers are started unless said otherwise: below, loading them takes longer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options of a run say; see `ingest`."""

    day: date | None = None
    again: bool = False
    refresh: bool = False
    prune: bool = False
    failed: bool = False
    keep_going: bool = True
    max_mb: float = 5
    workers: int | None = None
    ray: str | None = None
    allow_private: bool = False
    quiet: bool = False
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended."""

    summary: Summary
    stopped: bool


@command(
    "kaigraph ingest samples",
    "kaigraph ingest articles.jsonl releases.zip notes/ --date 2025-12-24",
    "kaigraph ingest https://www.korea.kr/… --workers 2",
    "kaigraph ingest archive/ --ray 10.0.0.5:6379",
    "cat article.txt | kaigraph ingest -",
)
def ingest(
    paths: MaybePaths = None,
    day: Day = None,
    again: Annotated[bool, typer.Option("--again", help="Read every article again, also unchanged ones.")] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Read again what another version of kaigraph's reader read.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose file is gone from a folder named here.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Try again what failed the last time, and only that.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going/--stop-at-failure", help="Go on after an article that fails, or stop there.")
    ] = True,
    max_mb: MostMegabytes = 5,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            max=256,
            metavar="N",
            help="Read in so many processes (one for each processor where there is much to read).",
            show_default=False,
        ),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            metavar="ADDRESS",
            help="Read on a Ray cluster: HOST:PORT on one of its nodes, ray://HOST:PORT elsewhere.",
            show_default=False,
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of the own machine and network too.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show the summary only.")] = False,
    as_json: Json = False,
) -> None:
    """Read articles into the store, each in whole or not at all.

    What is there already is left as it is; what changed replaces what was read from it before. Ctrl-C stops after the
    articles in hand; the same command goes on from there.
    """
    if bool(paths) == failed:
        raise typer.BadParameter("--failed goes without a PATH" if failed else "a PATH is missing, or --failed")
    if ray is not None and workers is not None:
        raise typer.BadParameter("--ray reads on all processors of the cluster: it goes without --workers")
    settings = Settings(
        day, again, refresh, prune, failed, keep_going, max_mb, workers, ray, allow_private, quiet, as_json
    )
    done = run_over(paths or [], settings)
    if done.stopped:
        console.say("Every article so far is in; the same command goes on from here.")
        raise typer.Exit(STOPPED)
    if done.summary.failures:
        raise typer.Exit(FAILED)


def run_over(paths: list[str], settings: Settings) -> Done:
    """Read paths into the store, show what became of them, and keep a record of the run.

    Raises:
        StoreError: the store cannot be used any more; what was shown before is in it.
    """
    store_settings = StoreSettings()
    summary = Summary()
    broken: StoreError | None = None
    opened = open_to_change if settings.failed else open_store
    with closing(opened(store_settings)) as store, stop_after_this_one() as stop, ExitStack() as stack:
        paths = sorted(Sources(store).failed()) if settings.failed else paths
        found = find(paths)
        total = sum(count(source) or 0 for source in found.sources) + len(found.problems)
        run, version = _run(store, store_settings, settings, found, total, stack)
        stop.then(run.stop)
        record = Runs(store).begin(paths, version)
        try:
            for outcome in _shown(run, found, total, quiet=settings.quiet):
                summary.add(outcome)
                if outcome.what == "failed" and not settings.keep_going:
                    run.stop()
        except StoreError as error:
            broken = error
        else:
            failures = [(one.name, one.error.message) for one in summary.failures if one.error is not None]
            Runs(store).end(record, dict(summary.counts.items()), failures, stopped=stop.asked)
    summary.left_out += [*found.left_out, *run.left_out]
    if settings.as_json:
        console.write_line(json.dumps(summary_json(summary), ensure_ascii=False, indent=2))
    else:
        show_summary(summary, console.out())
    if broken is not None:
        raise broken
    return Done(summary, stop.asked)


def _run(
    store: Store, store_settings: StoreSettings, settings: Settings, found: Found, total: int, stack: ExitStack
) -> tuple[Run, str]:
    """Make the run over a store, and tell the version of its reader."""
    # Loading the reader takes seconds, which a store that cannot be opened need not cost.
    from ingest.pipeline import READER_VERSION

    most = int(settings.max_mb * 1e6)
    web = None
    if any(source.is_page for source in found.sources):
        from ingest.readers.web import Web

        web = stack.enter_context(closing(Web(most=Limits(most).document, allow_private=settings.allow_private)))
    run = Run(
        stack.enter_context(closing(_reading(settings, total))),
        Writer(store, keep_text=store_settings.keep_text),
        reader=READER_VERSION,
        sources=Sources(store),
        web=web,
        options=Options(settings.day, most, settings.again, settings.refresh, settings.prune),
    )
    return run, READER_VERSION


def _reading(settings: Settings, total: int) -> Reading:
    if settings.ray is not None:
        from ingest.cluster import Cluster
        from ingest.version import reader_version

        return Cluster(settings.ray, reader_version())
    from ingest.workers import Workers, processors

    count = settings.workers if settings.workers is not None else processors() if total >= WORTHWHILE else 1
    if count > 1:
        return Workers(count)
    from ingest.pipeline import Pipeline

    return Here(Pipeline().read)


def _shown(run: Run, found: Found, total: int, *, quiet: bool) -> Iterator[Outcome]:
    """Go through a run and show its progress."""
    with progress(quiet=quiet) as report, closing(run.over(found)) as outcomes:
        report.start(total)
        for outcome in outcomes:
            report.add(outcome)
            yield outcome


class Stop:
    """The wish to stop that the first Ctrl-C makes known."""

    def __init__(self) -> None:
        self.asked = False
        self._then: Callable[[], None] = lambda: None

    def then(self, stop: Callable[[], None]) -> None:
        """Say what stops; it is called where stopping was asked for already, or else when it is."""
        self._then = stop
        if self.asked:
            stop()

    def ask(self) -> None:
        """Ask for it."""
        self.asked = True
        self._then()


@contextmanager
def stop_after_this_one() -> Iterator[Stop]:
    """Turn the first Ctrl-C into a wish to stop. A second one stops at once."""
    stop = Stop()

    def wish(_signal: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.ask()
        sys.stderr.write("\nstopping after the articles in hand; Ctrl-C again stops at once\n")

    before = signal.signal(signal.SIGINT, wish)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
