"""Entities, their edges, what is aimed at them, and search results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.show.evidence import counted, entity_text, evidence, meta, more
from graph.answers import EntityAnswer, Neighbor, NeighborsAnswer, SearchAnswer, SearchHit, TargetsAnswer
from graph.money import amount_text


def show_entity(entity: EntityAnswer) -> Iterator[RenderableType]:
    """Show what is known of one entity."""
    yield Text.assemble(entity_text(entity), (f"  {entity.id}", "dim"), overflow="fold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    facts = {
        "in English": entity.name_en,
        "also called": ", ".join(entity.aliases) or None,
        "kind": entity.kind,
        "valid": f"{entity.valid_from or '…'} – {entity.valid_to or '…'}"
        if entity.valid_from or entity.valid_to
        else None,
        "mentioned by": _mentioned(entity),
        "as subject": _counts(entity.claims_as_subject),
        "as object": _counts(entity.claims_as_object),
    }
    for name, fact in facts.items():
        if fact:
            grid.add_row(name, fact)
    yield grid


def _mentioned(entity: EntityAnswer) -> str:
    first, last = entity.first_mentioned, entity.last_mentioned
    days = f", {first}" if first == last and first else f", {first} – {last}" if first else ""
    return counted(entity.articles, "article") + days


def _counts(claims: dict[str, int]) -> str | None:
    return ", ".join(f"{predicate} {count}" for predicate, count in claims.items()) or None


def show_found(found: SearchAnswer) -> Iterator[RenderableType]:
    """Show what a search found: entities, best first, counts by label, and articles."""
    if found.items:
        yield _hits(found.items)
    if found.facets:
        least = "+" if found.more else ""
        yield Text(", ".join(f"{facet.label} {facet.count}{least}" for facet in found.facets), style="dim")
    if found.articles:
        yield Text("\narticles", style="dim")
        for article in found.articles:
            yield Text(article.citation.text, overflow="fold")


def _hits(hits: Sequence[SearchHit]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("name", ratio=3, overflow="fold", style="bold")
    table.add_column("label", overflow="fold")
    table.add_column("id", ratio=3, overflow="fold", style="dim")
    table.add_column("matched", ratio=2, overflow="fold")
    table.add_column("articles", justify="right", overflow="fold")
    for hit in hits:
        same = hit.matched == hit.entity.name
        matched = hit.how if same else f"{hit.how}: {hit.matched}"
        now = (f"  now called {hit.now.name}", "not bold dim") if hit.now else ""
        table.add_row(Text.assemble(hit.entity.name, now), hit.entity.label, hit.entity.id, matched, str(hit.articles))
    return table


def show_neighbors(answer: NeighborsAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show the edges of one entity, each with its quotes."""
    yield Text.assemble(entity_text(answer.entity), (f"  {counted(answer.count, 'edge')}", "dim"), overflow="fold")
    yield Text()
    for neighbor in answer.neighbors:
        arrow = "→" if neighbor.direction == "out" else "←"
        head = Text.assemble((f"{arrow} {neighbor.predicate} ", "cyan"), entity_text(neighbor.entity), overflow="fold")
        facts = meta(
            amount_text(neighbor.amount_krw, neighbor.amount_qualifier),
            years(neighbor.fiscal_year, neighbor.period_start, neighbor.period_end),
            counted(neighbor.articles, "article"),
            counted(neighbor.claim_count, "claim"),
            _days(neighbor),
        )
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=2)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row("", Group(facts, evidence(neighbor.claims, quotes)))
        yield Group(head, grid, Text())
    if answer.next_cursor is not None:
        yield more(answer.count - len(answer.neighbors))


def years(fiscal_year: int | None, start: int | None, end: int | None) -> str | None:
    """Write a year or a period, which may be open at either end."""
    if fiscal_year is not None:
        return str(fiscal_year)
    return f"{start or ''}–{end or ''}" if start or end else None


def _days(neighbor: Neighbor) -> str | None:
    if neighbor.first_stated is None:
        return None
    same = neighbor.first_stated == neighbor.last_stated
    return str(neighbor.first_stated) if same else f"{neighbor.first_stated} – {neighbor.last_stated}"


def show_targets(answer: TargetsAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show everything that is aimed at one thing, with the words that say so."""
    yield Text.assemble(
        "aimed at ", entity_text(answer.of), (f"  {counted(answer.count, 'programme')} and bodies", "dim")
    )
    yield Text()
    for row in answer.targeting:
        aim = f"aims at {row.aim.name}" if row.aim.id != answer.of.id else None
        days = str(row.first_stated) if row.first_stated else None
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=2)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row("", Group(meta(aim, counted(row.articles, "article"), days), evidence(row.claims, quotes)))
        yield Group(entity_text(row.entity), grid, Text())
    if answer.next_cursor is not None:
        yield more(answer.count - len(answer.targeting))
