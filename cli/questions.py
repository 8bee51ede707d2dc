"""The questions: search, entity, lineage, neighbors, targets."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from cli.connect import reader
from cli.frame import command
from cli.options import Cursor, Limit, Name, Quotes, one_of
from cli.printed import PLAIN, Output, printed
from cli.scoped import by_article, scoped, within
from cli.show.entities import show_entity, show_found, show_neighbors, show_targets
from cli.show.lineage import show_lineage
from graph.answers import Direction
from graph.drawing import draw_lineage
from graph.model import EDGE_PREDICATES, LABELS
from graph.scope import EVERYTHING, Scope


@command("kaigraph search 맥스 얼라이언스", "kaigraph search 산업부 --label Ministry --json")
@printed
@by_article
def search(
    name: Name,
    label: Annotated[
        str | None,
        typer.Option("--label", parser=one_of(LABELS), metavar="LABEL", help=f"One of {', '.join(LABELS)}."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="Show at most so many.")] = 20,
    cursor: Cursor = None,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """Find entities by name or alias: exact matches first, then those that begin so, then near ones; then articles.

    A name may stand with a particle (산업부의), with a typo or two, or as its initial sounds (ㅅㅇㅂ).
    """
    text = " ".join(name)
    with reader() as ask:
        question = partial(ask.search, text, label=label, scope=scope, limit=limit)
        found = question(cursor=cursor)
        nothing = not found.items and not found.articles
        what = f"no entity is called anything like {text!r}{within(scope)}"
        output.show(found, show_found(found), ask=question, empty=nothing, what=what)


@command("kaigraph entity M.AX 얼라이언스", "kaigraph entity ministry/motir --json")
@printed
@scoped
def entity(name: Name, scope: Scope = EVERYTHING, output: Output = PLAIN) -> None:
    """Show one entity: its names, kind, dates, and what is claimed of it."""
    with reader() as ask:
        answer = ask.entity(" ".join(name), scope=scope)
    output.show(answer, show_entity(answer))


@command(
    "kaigraph lineage 산업 AI 확산 10대 과제",
    "kaigraph lineage 산업통상부 --depth 2 --json",
    "kaigraph lineage 국가인공지능전략위원회 --format mermaid > line.mmd",
)
@printed
@scoped
def lineage(
    name: Name,
    depth: Annotated[
        int, typer.Option("--depth", min=1, max=12, metavar="N", help="Follow at most so many steps.")
    ] = 6,
    limit: Limit = 100,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    output: Output = PLAIN,
    scope: Scope = EVERYTHING,
) -> None:
    """Follow a programme, body or strategy back to where it came from and on to what came of it."""
    with reader() as ask:
        question = partial(ask.lineage, " ".join(name), depth=depth, scope=scope, limit=limit)
        answer = question(cursor=cursor)
        what = f"no article says where {answer.entity.name} came from or what came of it{within(scope)}"
        output.show(
            answer,
            show_lineage(answer, quotes),
            empty=not answer.chain,
            what=what,
            ask=question,
            drawn=draw_lineage(answer),
        )


@command("kaigraph neighbors M.AX 얼라이언스", "kaigraph neighbors 산업통상부 --predicate FUNDS --direction out")
@printed
@scoped
def neighbors(
    name: Name,
    predicate: Annotated[
        str | None,
        typer.Option(
            "--predicate",
            parser=one_of(EDGE_PREDICATES),
            metavar="PREDICATE",
            help=f"One of {', '.join(EDGE_PREDICATES)}.",
        ),
    ] = None,
    direction: Annotated[
        Direction | None, typer.Option("--direction", help="out: what it does; in: what is done to it.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """Show everything that an entity is joined with, what most articles state first."""
    with reader() as ask:
        question = partial(
            ask.neighbors,
            " ".join(name),
            predicate=predicate,
            direction=direction,
            scope=scope,
            limit=limit,
            quotes=max(quotes, 1),
        )
        answer = question(cursor=cursor)
        nothing = not answer.neighbors
        way = " in this way" if predicate or direction else ""
        what = f"nothing is joined with {answer.entity.name}{way}{within(scope)}"
        output.show(answer, show_neighbors(answer, quotes), empty=nothing, what=what, ask=question)


@command("kaigraph targets 조선", "kaigraph targets 휴머노이드 로봇 --json")
@printed
@scoped
def targets(
    name: Name,
    limit: Limit = 100,
    cursor: Cursor = None,
    quotes: Quotes = 1,
    scope: Scope = EVERYTHING,
    output: Output = PLAIN,
) -> None:
    """Show everything that is aimed at a sector, technology or region, with the words that say so."""
    with reader() as ask:
        question = partial(ask.targets, " ".join(name), scope=scope, limit=limit)
        answer = question(cursor=cursor)
        what = f"nothing is aimed at {answer.of.name}{within(scope)}"
        output.show(answer, show_targets(answer, quotes), empty=not answer.targeting, what=what, ask=question)
