"""Paths, timelines, contradictions, changes and counts, as people see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli.show.entities import years
from cli.show.evidence import counted, entity_text, evidence, meta, more
from graph.answers import (
    ArticleChange,
    ChangesAnswer,
    ContradictionsAnswer,
    Counted,
    GoneStatement,
    Overview,
    PathsAnswer,
    TimelineAnswer,
    TimelineEvent,
)
from graph.money import amount_text
from graph.telling import tell

STOPPED = {
    "enough": "There may be more paths: raise --limit.",
    "seconds": "The time was up before everything was searched: give more --seconds, or --avoid-hubs.",
    "entities": "Too many entities lie between them to search all: try --avoid-hubs or fewer --max-hops.",
}


def show_paths(answer: PathsAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show each path in words, and under it each hop with its quotes."""
    yield Text.assemble(entity_text(answer.start), " – ", entity_text(answer.end), overflow="fold")
    yield Text()
    for number, path in enumerate(answer.paths, start=1):
        yield Rule(Text(f"{number}. over {counted(path.length, 'statement')}", style="bold"), align="left", style="dim")
        yield Text(path.korean, overflow="fold")
        yield Text(path.english, style="dim", overflow="fold")
        yield Text()
        for hop in path.hops:
            for edge in hop.edges[:2]:
                head = Text.assemble((edge.subject.name, "bold"), (f" {edge.predicate} ", "cyan"), edge.object.name)
                body = Group(meta(counted(edge.articles, "article")), evidence(edge.claims, quotes))
                yield Group(head, Padding(body, (0, 0, 0, 4)))
        yield Text()
    if answer.stopped_by:
        yield Text(STOPPED[answer.stopped_by], style="dim")


def show_timeline(answer: TimelineAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show the events of an entity, a day on the left and what happened on the right."""
    yield Text.assemble(entity_text(answer.entity), (f"  {counted(answer.count, 'dated event')}", "dim"))
    yield Text()
    for event in answer.events:
        source = Text(event.citation.text, style="dim", overflow="fold") if event.citation else None
        parts: list[RenderableType] = [Text(event.korean, overflow="fold")]
        if event.claims:
            parts += [meta(event.predicate, counted(event.articles, "article")), evidence(event.claims, quotes)]
        yield _beside(_span(event), *parts, *([source] if source else []))
    if answer.undated:
        yield Text(f"{counted(answer.undated, 'claim')} about it state no time.", style="dim")
    if answer.next_cursor is not None:
        yield more(answer.count - len(answer.events))


def _span(event: TimelineEvent) -> str:
    if event.until is None:
        return event.day
    return f"–{event.until}" if event.day == event.until else f"{event.day}–{event.until}"


def show_contradictions(answer: ContradictionsAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show what is said differently, one side under the other."""
    for item in answer.items:
        yield Text.assemble((f"{item.kind} ", "cyan"), (item.about, "bold"), overflow="fold")
        for side in item.sides:
            stated = str(side.first_stated) if side.first_stated else None
            facts = meta(counted(side.articles, "article"), stated)
            yield Padding(_beside(side.says, facts, evidence(side.claims, quotes), width=18), (0, 0, 0, 2))
        if left := item.side_count - len(item.sides):
            yield Text(f"  and {left} more: give more --sides", style="dim")
        yield Text()
    if answer.next_cursor is not None:
        yield more(answer.count - len(answer.items))


def show_changes(answer: ChangesAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show what each article brought and what it replaced."""
    yield Text(f"{counted(answer.count, 'article')}; the graph is at revision {answer.revision}", style="dim")
    if not answer.complete:
        yield Text(f"Changes are on record since revision {answer.recorded_from} only.", style="yellow")
    yield Text()
    for article in answer.articles:
        yield from _article(article, quotes)
    if answer.next_cursor is not None:
        yield more(answer.count - len(answer.articles))


def _article(article: ArticleChange, quotes: int) -> Iterator[RenderableType]:
    day = str(article.published_on) if article.published_on else None
    facts = meta(article.publisher, day, f"{article.again} again" if article.again else None)
    yield Text.assemble((f"{article.kind} ", "cyan"), (article.article_id, "bold"), "  ", facts, overflow="fold")
    for claim in article.appeared:
        yield _beside("+", Text(tell(claim).korean, overflow="fold"), evidence([claim], quotes), width=1)
    for gone in article.went:
        yield _beside("-", Text(_gone_text(gone), overflow="fold"), *_instead(gone, quotes), width=1)
    if not article.complete:
        yield Text("  more changed here than the record holds", style="yellow")
    yield Text()


def _gone_text(gone: GoneStatement) -> str:
    if gone.claim is not None:
        often = f" ({gone.claim_count} claims)" if gone.claim_count > 1 else ""
        return tell(gone.claim).korean + often
    ends = f"{gone.subject.name} {gone.predicate}" + (f" {gone.object.name}" if gone.object else "")
    facts = (amount_text(gone.amount_krw), years(gone.fiscal_year, gone.period_start, gone.period_end))
    return " · ".join([ends, *(fact for fact in facts if fact)])


def _instead(gone: GoneStatement, quotes: int) -> list[RenderableType]:
    if gone.claim is None:
        return [Text(f"its quote is gone (sha256 {gone.quote_sha256[:12]}…)", style="dim")]
    return [evidence([gone.claim], quotes), Text("is said otherwise:", style="dim"), evidence(gone.instead, quotes)]


def show_overview(answer: Overview) -> Iterator[RenderableType]:
    """Show counts, a table a kind."""
    span = f", {answer.first_published} – {answer.last_published}" if answer.first_published else ""
    yield Text(f"{answer.engine}, revision {answer.revision}: {counted(answer.articles, 'article')}{span}")
    yield Text()
    yield _counts("entities", answer.entities)
    yield _counts("claims", answer.claims)
    yield _counts("confidence", {f"{tenth} to {float(tenth) + 0.1:.1f}": n for tenth, n in answer.confidence.items()})
    yield _counts("publisher", _named(answer.publishers))
    yield _counts("month", _named(answer.months))


def _named(counts: list[Counted]) -> dict[str, int]:
    return {one.name or "none": one.articles for one in counts}


def _counts(what: str, counts: Mapping[str, int]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(what, overflow="fold", min_width=16)
    table.add_column("", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def _beside(left: str, *right: RenderableType, width: int = 10) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=width, style="cyan", overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(left, Group(*right))
    return grid
