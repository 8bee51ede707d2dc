"""`kaigraph ingest`: read articles into the store, with progress, and say what became of each."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from cli import console
from cli.frame import FAILED, STOPPED, command
from cli.options import Day, Json, MostMegabytes, Paths
from cli.show.progress import progress
from cli.show.summary import show_summary, summary_json
from graph.settings import StoreSettings
from ingest.readers import count, find


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
    from graph.writer import Writer

    from graph.store.opening import open_store
    from ingest.pipeline import READER_VERSION, Pipeline
    from ingest.runner import Run, Summary

    found = find(paths)
    summary = Summary(left_out=found.left_out)
    store = open_store(StoreSettings())
    try:
        run = Run(Pipeline().read, Writer(store), reader=READER_VERSION, day=day, limit=int(max_mb * 1e6), again=again)
        with stop_after_this_one() as stop, progress(quiet=quiet) as report:
            report.start(sum(count(source) or 0 for source in found.sources) + len(found.problems))
            for outcome in run.over(found):
                summary.add(outcome)
                report.add(outcome)
                if stop or (outcome.what == "failed" and not keep_going):
                    break
    finally:
        store.close()
    if as_json:
        console.write_line(json.dumps(summary_json(summary), ensure_ascii=False, indent=2))
    else:
        show_summary(summary, console.out())
    if stop:
        console.say("Every article so far is in; the same command goes on from here.")
        raise typer.Exit(STOPPED)
    if summary.failures:
        raise typer.Exit(FAILED)


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
