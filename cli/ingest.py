"""`kaigraph ingest`: read articles into the store, with progress, and say what became of each."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import FrameType
from typing import Annotated

import typer

from cli import console
from cli.frame import FAILED, STOPPED, command
from cli.options import Day, Json, MostMegabytes, Paths
from cli.show.progress import progress
from cli.show.summary import show_summary, summary_json
from graph.errors import StoreError
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from ingest.readers import Found, count, find
from ingest.runner import Outcome, Run, Summary


@command(
    "kaigraph ingest samples",
    "kaigraph ingest articles.jsonl notes/ --date 2025-12-24",
    "cat article.txt | kaigraph ingest -",
)
def ingest(
    paths: Paths,
    day: Day = None,
    again: Annotated[bool, typer.Option("--again", help="Read every article again, also unchanged ones.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going/--stop-at-failure", help="Go on after an article that fails, or stop there.")
    ] = True,
    max_mb: MostMegabytes = 5,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show the summary only.")] = False,
    as_json: Json = False,
) -> None:
    """Read articles into the store, each in whole or not at all.

    An article that is there already is left as it is; one that changed replaces what was read from it before. Ctrl-C
    stops after the article in hand; the same command goes on from there.
    """
    found = find(paths)
    summary = Summary(left_out=found.left_out)
    broken: StoreError | None = None
    settings = StoreSettings()
    with closing(open_store(settings)) as store, stop_after_this_one() as stop:
        # Loading the reader takes seconds, which a store that cannot be opened need not cost.
        from ingest.pipeline import READER_VERSION, Pipeline

        writer = Writer(store, keep_text=settings.keep_text)
        most = int(max_mb * 1e6)
        run = Run(Pipeline().read, writer, reader=READER_VERSION, day=day, limit=most, again=again)
        try:
            for outcome in _shown(run, found, quiet=quiet):
                summary.add(outcome)
                if stop or (outcome.what == "failed" and not keep_going):
                    break
        except StoreError as error:
            broken = error
    summary.left_out += run.left_out
    if as_json:
        console.write_line(json.dumps(summary_json(summary), ensure_ascii=False, indent=2))
    else:
        show_summary(summary, console.out())
    if broken is not None:
        raise broken
    if stop:
        console.say("Every article so far is in; the same command goes on from here.")
        raise typer.Exit(STOPPED)
    if summary.failures:
        raise typer.Exit(FAILED)


def _shown(run: Run, found: Found, *, quiet: bool) -> Iterator[Outcome]:
    """Go through a run and show its progress."""
    with progress(quiet=quiet) as report:
        report.start(sum(count(source) or 0 for source in found.sources) + len(found.problems))
        for outcome in run.over(found):
            report.add(outcome)
            yield outcome


@contextmanager
def stop_after_this_one() -> Iterator[list[str]]:
    """Turn the first Ctrl-C into a wish to stop: the list yielded is empty until then. A second one stops at once."""
    wishes: list[str] = []

    def wish(_signal: int, _frame: FrameType | None) -> None:
        if wishes:
            raise KeyboardInterrupt
        wishes.append("stop")
        sys.stderr.write("\nstopping after the article in hand; Ctrl-C again stops at once\n")

    before = signal.signal(signal.SIGINT, wish)
    try:
        yield wishes
    finally:
        signal.signal(signal.SIGINT, before)
