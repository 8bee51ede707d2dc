"""The evidence: claims and articles, with the filters that stand for `graph.claims.ClaimFilters`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from cli.combined import combined
from cli.connect import reader
from cli.frame import command
from cli.options import Cursor, Limit, Year, one_of
from cli.printed import PLAIN, Output, printed
from cli.scoped import scoped
from cli.show.claims import show_article, show_articles, show_claims
from graph.claims import ClaimFilters, Succession
from graph.funding_answers import Instrument, Status
from graph.model import PREDICATES
from graph.scope import EVERYTHING, Scope


def _text(option: str, about: str, metavar: str = "NAME") -> tuple[Any, None]:
    return Annotated[str | None, typer.Option(option, metavar=metavar, help=about)], None


def _won(option: str, about: str) -> tuple[Any, None]:
    return Annotated[int | None, typer.Option(option, min=0, max=2**63 - 1, metavar="WON", help=about)], None


OPTIONS: dict[str, tuple[Any, Any]] = {
    "subject": _text("--subject", "Only claims about this."),
    "predicate": (
        Annotated[
            str | None,
            typer.Option(
                "--predicate", parser=one_of(PREDICATES), metavar="PREDICATE", help=f"One of {', '.join(PREDICATES)}."
            ),
        ],
        None,
    ),
    "object": _text("--object", "Only claims with this as their object."),
    "article": _text("--article", "Only claims of this article.", "ID"),
    "asserted_by": _text("--asserted-by", "Only what this one says in a quotation."),
    "year": (Year, None),
    "min_amount": _won("--min-amount", "Only at least so many won."),
    "max_amount": _won("--max-amount", "Only at most so many won."),
    "status": (Annotated[Status | None, typer.Option("--status", help="Only money at this stage.")], None),
    "instrument": (
        Annotated[Instrument | None, typer.Option("--instrument", help="Only money given in this way.")],
        None,
    ),
    "succession": (
        Annotated[Succession | None, typer.Option("--succession", help="Only what came after another in this way.")],
        None,
    ),
    "role": _text("--role", "A part of what the subject is said to be there.", "TEXT"),
    "position": _text("--position", "A part of the office that is held.", "TEXT"),
    "metric": _text("--metric", "A part of what a goal measures.", "TEXT"),
    "unit": _text("--unit", "What a goal is counted in.", "TEXT"),
    "date": _text("--day", "The day of what happened, or its month or year.", "YYYY[-MM[-DD]]"),
    "text": _text("--text", "Words within the quote, as they stand there.", "TEXT"),
}
"""The type and default of each option, by the filter that it gives."""

filtered = combined("asked", OPTIONS, ClaimFilters)
"""Give a command the options of a question about claims instead of its parameter `asked`. Stands below `@command`."""


@command(
    "kaigraph claims --subject 산업통상부 --predicate FUNDS",
    "kaigraph claims --text 휴머노이드 --min-amount 100000000000",
    "kaigraph claims --article industrial-ai-ten-tasks --json",
)
@printed
@scoped
@filtered
def claims(
    asked: ClaimFilters,
    limit: Limit = 50,
    cursor: Cursor = None,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """List claims with their quotes and sources, the newest article's first; a claim must meet all that is given."""
    asked["scope"] = scope
    with reader() as ask:
        question = partial(ask.claims, **asked, limit=limit)
        page = question(cursor=cursor)
        output.show(page, show_claims(page), empty=not page.items, what="no claim found", ask=question)


@command("kaigraph articles --from 2025-12-01", "kaigraph articles --mentions 조선 --format csv --all")
@printed
@scoped
def articles(
    mentions: Annotated[
        str | None, typer.Option("--mentions", metavar="NAME", help="Only articles that mention this.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="A part of the headline.")] = None,
    written_in: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Such as ko.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """List articles, the newest first, with how many claims were read from each."""
    with reader() as ask:
        question = partial(ask.articles, mentions=mentions, title=title, language=written_in, scope=scope, limit=limit)
        page = question(cursor=cursor)
        output.show(page, show_articles(page), empty=not page.items, what="no article found", ask=question)


@command("kaigraph article max-general-meeting", "kaigraph article max-general-meeting --format csl")
@printed
def article(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id.")],
    output: Output = PLAIN,
) -> None:
    """Show one article with every claim read from it, in the order of its text."""
    with reader() as ask:
        answer = ask.article(article)
        output.show(answer, show_article(answer))
