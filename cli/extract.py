"""`kaigraph extract`: read articles and show what was read, without a store."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from cli import console
from cli.frame import FAILED, command
from cli.options import Day, Json, MostMegabytes, Paths
from graph.errors import KaigraphError
from graph.model import Extraction
from ingest.readers import PassedOver, Unreadable, find, read
from ingest.reading import read_safely

Format = Literal["jsonl", "table"]


@command(
    "kaigraph extract article.md",
    "kaigraph extract samples --format jsonl > samples.jsonl",
    "curl -s https://… | kaigraph extract - --date 2025-12-24",
)
def extract(
    paths: Paths,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="jsonl: a line an article, for programs; table: for people (the default on a terminal).",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    day: Day = None,
    max_mb: MostMegabytes = 5,
) -> None:
    """Read articles and print what was read: entities, and claims with their quotes. Needs no store."""
    from ingest.pipeline import Pipeline

    show = _as_line if _format(form, as_json) == "jsonl" else _as_table
    pipeline = Pipeline()
    found = find(paths)
    failed = bool(found.problems)
    for note in found.left_out:
        console.warn(f"left out {note}")
    for problem in found.problems:
        _tell(problem)
    for source in found.sources:
        if source.path is None and sys.stdin.isatty():
            console.say("reading the terminal; end with Ctrl-D")
        for item in read(source, day=day, limit=int(max_mb * 1e6)):
            if isinstance(item, PassedOver):
                console.warn(f"left out {item.name}: {item.why}")
                continue
            if isinstance(item, Unreadable):
                failed = True
                _tell(item)
                continue
            try:
                extraction = read_safely(pipeline.read, item.article)
            except KaigraphError as error:
                failed = True
                console.fail(f"{item.name} {error.message}", error.hint)
                continue
            if item.article.published_on is None:
                console.warn(f"{item.name}: no date, so relative years (내년, 올해) stay unresolved; give --date")
            if not extraction.entities:
                console.warn(f"{item.name}: names nothing that kaigraph knows")
            show(extraction)
    if failed:
        raise typer.Exit(FAILED)


def _format(form: Format | None, as_json: bool) -> Format:
    if as_json and form == "table":
        raise typer.BadParameter("--json and --format table contradict each other")
    if as_json:
        return "jsonl"
    return form or ("table" if sys.stdout.isatty() else "jsonl")


def _tell(problem: Unreadable) -> None:
    console.fail(f"{problem.name} {problem.error.message}", problem.error.hint)


def _as_line(extraction: Extraction) -> None:
    console.write_line(extraction.model_dump_json())


def _as_table(extraction: Extraction) -> None:
    from cli.show.claims import show_extraction

    for part in show_extraction(extraction):
        console.out().print(part)
