"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from ingest.readers.fields import parse_day


def _day(value: str) -> date:
    try:
        return parse_day(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


_PATHS = typer.Argument(
    metavar="PATH",
    help="Files (text, JSONL, HTML, PDF, HWP, DOCX, mail, feeds, BIGKinds, ZIP), folders, or - for standard input.",
)
Paths = Annotated[list[str], _PATHS]
MaybePaths = Annotated[list[str] | None, _PATHS]
Day = Annotated[
    date | None,
    typer.Option(
        "--date",
        parser=_day,
        metavar="YYYY-MM-DD",
        help="Day of the articles that bring no date of their own; relative years (내년, 올해) are read from it.",
    ),
]


def day_option(name: str, about: str) -> Any:
    """Make the type of an option that takes a day."""
    return Annotated[date | None, typer.Option(name, parser=_day, metavar="YYYY-MM-DD", help=about)]


def least_confidence() -> Any:
    """Make the option `--min-confidence`."""
    about = "Leave out claims read with less confidence (0 to 1); 0 leaves out none."
    return typer.Option("--min-confidence", parser=_share, metavar="SHARE", help=about)


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:  # so that `nan` is none either
        raise typer.BadParameter(f"{value!r} is not a number from 0 to 1")
    return share


_MOST_MEGABYTES = 1_000_000


def _megabytes(value: str) -> float:
    try:
        size = float(value)
    except ValueError:
        size = 0.0
    if not 0.001 <= size <= _MOST_MEGABYTES:  # so that `nan` is none either
        raise typer.BadParameter(f"{value!r} is not a number of megabytes from 0.001 to {_MOST_MEGABYTES:,}")
    return size


MostMegabytes = Annotated[
    float,
    typer.Option("--max-mb", parser=_megabytes, metavar="MB", help="Refuse an article of more than so many megabytes."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead: amounts in whole won, dates in ISO 8601.")]
Name = Annotated[
    list[str], typer.Argument(metavar="NAME", help="An entity's name, alias or id; several words need no quotes.")
]
Quotes = Annotated[
    int,
    typer.Option("--quotes", min=0, metavar="N", help="Show at most so many quotes a row, each of another article."),
]
Cursor = Annotated[
    str | None,
    typer.Option("--cursor", metavar="CURSOR", help="Go on where the page before ended (its next_cursor)."),
]
Year = Annotated[
    int | None,
    typer.Option("--year", min=1900, max=2100, metavar="YEAR", help="Only that year, and periods that include it."),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=500, metavar="N", help="Show at most so many rows.")]


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """Make the parser of an option that takes one word of a list, in whatever case."""

    def parse(value: str) -> str:
        found = next((word for word in words if word.casefold() == value.casefold()), None)
        if found is None:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(words)}")
        return found

    return parse
