"""The question of money: its options, which stand for `graph.funding.FundingFilters`, and its command."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from cli.combined import combined
from cli.connect import reader
from cli.frame import command
from cli.options import Cursor, Quotes, Year
from cli.printed import PLAIN, Output, printed
from cli.scoped import scoped
from cli.show.funding import show_funding
from graph.errors import InputError
from graph.funding import FundingFilters
from graph.funding_answers import Instrument, SectionName, Status
from graph.grouping import BY, check_by
from graph.scope import EVERYTHING, Scope


def _name(option: str, about: str) -> Any:
    return Annotated[str | None, typer.Option(option, metavar="NAME", help=about)]


def _flag(option: str, about: str) -> Any:
    return Annotated[bool, typer.Option(option, help=about)]


def _by(words: str) -> str:
    try:
        check_by(words)
    except InputError as error:
        raise typer.BadParameter(f"{error.message}. {error.hint}") from error
    return words


OPTIONS: dict[str, tuple[Any, Any]] = {
    "year": (Year, None),
    "funder": (_name("--funder", "Who gives; its former names too."), None),
    "recipient": (_name("--recipient", "Who or what gets."), None),
    "programme": (_name("--programme", "To a programme and all its parts."), None),
    "sector": (_name("--sector", "To a sector, technology or region, its parts, and what targets these."), None),
    "technology": (_name("--technology", "As --sector, of technologies only."), None),
    "region": (_name("--region", "As --sector, of regions only."), None),
    "status": (Annotated[Status | None, typer.Option("--status", help="Only money at this stage.")], None),
    "instrument": (
        Annotated[Instrument | None, typer.Option("--instrument", help="Only money given in this way.")],
        None,
    ),
    "with_parts": (_flag("--with-parts", "With the money of the recipient's parts, at any remove."), False),
    "group_by": (
        Annotated[
            str,
            typer.Option(
                "--group-by", parser=_by, metavar="WORDS", help=f"Add up by one or two of {', '.join(BY)}: funder,year."
            ),
        ],
        "",
    ),
    "spread_periods": (
        _flag("--spread", "Tell what each year gets of a sum for several years if it is spread evenly."),
        False,
    ),
}
"""The type and default of each option, by the filter that it gives."""

filtered = combined("asked", OPTIONS, FundingFilters)
"""Give a command the options of a question about money instead of its parameter `asked`. Stands below `@command`."""


@command(
    "kaigraph funding --year 2026",
    "kaigraph funding --funder 산업통상부 --sector 조선",
    "kaigraph funding --group-by funder,year",
    'kaigraph funding --recipient "M.AX 얼라이언스" --json',
)
@printed
@scoped
@filtered
def funding(
    asked: FundingFilters,
    section: Annotated[
        SectionName | None, typer.Option("--section", help="Only this part of the answer; needed with --cursor.")
    ] = None,
    limit: Annotated[
        int,
        typer.Option("--limit", min=1, max=1000, metavar="N", help="Show at most so many rows a section, or groups."),
    ] = 1000,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """Say who funds what: each sum once, however many articles state it.

    With a year: money named for it, money for several years that include it, and sizes that name no payer.
    """
    if asked.get("with_parts") and asked.get("recipient") is None:
        raise typer.BadParameter("--with-parts goes with --recipient")
    with reader() as ask:
        asked["scope"] = scope
        question = partial(ask.funding, **asked, section=section, limit=limit)
        answer = question(cursor=cursor)
        counts = [getattr(answer, name).count for name in ("named", "periods", "undated", "sizes")]
        nothing = answer.groups.count == 0 if answer.groups is not None else not any(counts)
        output.show(answer, show_funding(answer, quotes), empty=nothing, what="no funding found", ask=question)
