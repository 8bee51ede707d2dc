"""The forms in which an answer is printed: one decorator gives a command their options and hands it an `Output`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel
from rich.console import RenderableType

from cli import console
from cli.combined import combined
from cli.frame import FAILED
from cli.options import Json
from graph.citation import csl_items
from graph.export.columns import Language
from graph.export.following import follow, goes_on
from graph.export.tables import Answer, claims_of, csv_lines, json_lines

Form = Literal["table", "json", "jsonl", "csv", "csl", "mermaid"]


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is printed: its form, the language of a table's head, and whether with all its pages."""

    form: Form = "table"
    language: Language = "en"
    every: bool = False

    def show(
        self,
        answer: Answer,
        parts: Iterable[RenderableType],
        *,
        empty: bool = False,
        what: str = "",
        ask: Callable[..., Any] | None = None,
        drawn: str | None = None,
    ) -> None:
        """Print an answer; an empty one is printed for programs all the same, and told on standard error.

        Args:
            answer: what the question returned.
            parts: the answer as people see it.
            empty: whether nothing was found.
            what: the message where nothing was.
            ask: asks on from a `cursor`, for an answer that may go on.
            drawn: the answer as a Mermaid drawing, where it has one.

        Raises:
            typer.Exit: nothing was found.
            typer.BadParameter: a drawing is asked for, and there is none of such an answer.
        """
        if self.form == "json":
            console.print_json(answer)
        elif self.form == "mermaid":
            if drawn is None:
                raise typer.BadParameter("--format mermaid goes with lineage and paths")
            if isinstance(answer, BaseModel) and goes_on(answer):
                console.warn("this is not all of it: raise --limit to draw more")
            console.write(drawn)
        elif self.form == "table":
            for part in () if empty else parts:
                console.out().print(part)
        else:
            self._print_rows(answer, ask, empty=empty)
        if empty:
            console.fail(what)
            raise typer.Exit(FAILED)

    def _print_rows(self, answer: Answer, ask: Callable[..., Any] | None, *, empty: bool) -> None:
        on = goes_on(answer) if isinstance(answer, BaseModel) else {}
        pages: Iterable[Answer] = [answer]
        if self.every and ask is not None and isinstance(answer, BaseModel):
            pages = follow(answer, ask)
        elif on:
            console.warn(
                f"this is not all of it: --all prints every row, the next page comes with --cursor {on['cursor']}"
            )
        for line in self._lines(pages, empty=empty):
            console.write(line)

    def _lines(self, pages: Iterable[Answer], *, empty: bool) -> Iterator[str]:
        if self.form == "csv":
            yield from csv_lines(pages, self.language)
        elif self.form == "jsonl":
            yield from json_lines(pages)
        else:
            items = csl_items(claim for page in pages for claim in claims_of(page))
            if not items and not empty:
                console.warn("this answer names no article: ask for the claims behind it to have their sources")
            yield json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _output(form: Form | None, language: Language, every: bool, as_json: bool) -> Output:
    if as_json and form not in (None, "json"):
        raise typer.BadParameter(f"--json and --format {form} contradict each other")
    chosen: Form = "json" if as_json else form or "table"
    if every and chosen in ("table", "json", "mermaid"):
        raise typer.BadParameter("--all goes with --format csv, jsonl or csl")
    if language != "en" and chosen != "csv":
        raise typer.BadParameter("--lang goes with --format csv")
    return Output(chosen, language, every)


_OPTIONS: dict[str, tuple[Any, Any]] = {
    "form": (
        Annotated[
            Form | None,
            typer.Option(
                "--format",
                show_default=False,
                help="table: for people (the default); csv: for spreadsheets; json, jsonl (a line a row): for "
                "programs; csl: the sources, for citation managers; mermaid: a drawing, of a lineage or of paths.",
            ),
        ],
        None,
    ),
    "language": (
        Annotated[Language, typer.Option("--lang", help="Language of the columns of --format csv.")],
        "en",
    ),
    "every": (
        Annotated[bool, typer.Option("--all", help="Print every row, not a page of them; with csv, jsonl or csl.")],
        False,
    ),
    "as_json": (Json, False),
}

printed = combined("output", _OPTIONS, _output)
"""Give a command the options of an `Output` instead of its parameter `output`. Stands right below `@command`."""

PLAIN = Output()
"""The default of a command's parameter `output`, which is what `printed` makes where nothing is asked for."""
