"""What joins things, when they happened, what is said differently and what changed: a journalist's questions."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from cli.connect import reader
from cli.frame import command
from cli.options import Cursor, Limit, Name, Quotes, day_option
from cli.printed import PLAIN, Output, printed
from cli.scoped import scoped, within
from cli.show.history import show_changes, show_contradictions, show_overview, show_paths, show_timeline
from graph.drawing import draw_paths
from graph.scope import EVERYTHING, Scope

SINCE = day_option("--since", "What articles published from this day on say that none had said before.")


@command(
    'kaigraph paths "M.AX 얼라이언스" 국민성장펀드',
    "kaigraph paths 삼성전자 국민성장펀드 --avoid-hubs --max-hops 6",
    "kaigraph paths 조선 산업통상부 --format mermaid > paths.mmd",
)
@printed
@scoped
def paths(
    start: Annotated[str, typer.Argument(metavar="FROM", help="One end: a name, alias or id.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="The other end.")],
    max_hops: Annotated[
        int, typer.Option("--max-hops", min=1, max=6, metavar="N", help="Over at most so many statements.")
    ] = 4,
    avoid_hubs: Annotated[
        bool, typer.Option("--avoid-hubs", help="Not through ministries, nor what has over a hundred edges.")
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, max=30, metavar="S", help="Search no longer than this.")
    ] = 5.0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=20, metavar="N", help="Show at most so many paths.")] = 5,
    quotes: Quotes = 1,
    output: Output = PLAIN,
    scope: Scope = EVERYTHING,
) -> None:
    """Say how two entities are joined: the shortest chains of statements between them, each with its quotes."""
    with reader() as ask:
        answer = ask.paths(
            start, end, max_hops=max_hops, limit=limit, avoid_hubs=avoid_hubs, seconds=seconds, scope=scope
        )
    what = f"nothing joins {answer.start.name} and {answer.end.name} within {max_hops} hops{within(scope)}"
    if answer.stopped_by in ("seconds", "entities"):
        what += f" that was found before too many {answer.stopped_by} had passed"
    drawn = draw_paths(answer)
    output.show(answer, show_paths(answer, quotes), empty=not answer.paths, what=what, drawn=drawn)


@command("kaigraph timeline M.AX 얼라이언스", "kaigraph timeline 국민성장펀드 --as-of 2025-12-31 --json")
@printed
@scoped
def timeline(
    name: Name,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="Show at most so many.")] = 200,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    output: Output = PLAIN,
    scope: Scope = EVERYTHING,
) -> None:
    """Show the dated events of an entity in their order: stated days, years of money, goals, names, first mention."""
    with reader() as ask:
        question = partial(ask.timeline, " ".join(name), scope=scope, limit=limit)
        answer = question(cursor=cursor)
        what = f"no article says when anything happened to {answer.entity.name}{within(scope)}"
        output.show(answer, show_timeline(answer, quotes), empty=not answer.events, what=what, ask=question)


@command("kaigraph contradictions", "kaigraph contradictions 국민성장펀드 --json")
@printed
@scoped
def contradictions(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="Only what concerns this entity; else everything.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    sides: Annotated[
        int,
        typer.Option("--sides", min=2, metavar="N", help="Show at most so many sides, what most articles say first."),
    ] = 10,
    output: Output = PLAIN,
    scope: Scope = EVERYTHING,
) -> None:
    """List what articles say differently of the same thing: sums, years, goals, dates, leaders; with both quotes."""
    with reader() as ask:
        about = " ".join(name) if name else None
        question = partial(ask.contradictions, about, scope=scope, limit=limit, sides=sides)
        answer = question(cursor=cursor)
        output.show(
            answer,
            show_contradictions(answer, quotes),
            empty=not answer.items,
            what="the articles contradict each other nowhere"
            + (f" about {answer.entity.name}" if answer.entity else "")
            + within(scope),
            ask=question,
        )


@command("kaigraph changes --since 2025-12-01", "kaigraph changes --since-revision 12 --json")
@printed
@scoped
def changes(
    since: SINCE = None,  # type: ignore[valid-type]
    since_revision: Annotated[
        int | None,
        typer.Option(
            "--since-revision",
            min=0,
            metavar="N",
            help="What was put in and taken out after this revision of the graph.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=200, metavar="N", help="Show at most so many articles.")
    ] = 20,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    output: Output = PLAIN,
    scope: Scope = EVERYTHING,
) -> None:
    """Show what changed since a day or since a revision of the graph: what appeared, and what went."""
    if (since is None) == (since_revision is None):
        raise typer.BadParameter("give one of --since and --since-revision")
    with reader() as ask:
        question = partial(ask.changes, since=since, since_revision=since_revision, scope=scope, limit=limit)
        answer = question(cursor=cursor)
        asked = f"{since}" if since is not None else f"revision {since_revision}"
        what = f"nothing changed since {asked}{within(scope)}; the graph is at revision {answer.revision}"
        output.show(answer, show_changes(answer, quotes), empty=not answer.articles, what=what, ask=question)


@command("kaigraph overview", "kaigraph overview --as-of 2025-09-30 --json")
@printed
@scoped
def overview(output: Output = PLAIN, scope: Scope = EVERYTHING) -> None:
    """Count what the store holds: articles by publisher and month, entities by label, claims by predicate."""
    with reader() as ask:
        answer = ask.overview(scope=scope)
    what = "no article is in the store" if scope.everything else f"no article is{within(scope)}"
    output.show(answer, show_overview(answer), empty=not answer.articles, what=what)
