"""Claims with their quotes: of the store, and of an article that was just read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.show.entities import years
from cli.show.evidence import MODALITY, counted, meta, more, on_one_line
from graph.answers import ArticleAnswer, ArticleSummary, ClaimAnswer, Page
from graph.model import Claim, Extraction, QualifierValue
from graph.money import amount_text

_SPEAK_FOR_THEMSELVES = ("status", "instrument")
_SHOWN_OTHERWISE = {
    "amount_krw",
    "amount_qualifier",
    "fiscal_year",
    "period_start",
    "period_end",
    *_SPEAK_FOR_THEMSELVES,
}


def show_claims(page: Page[ClaimAnswer]) -> Iterator[RenderableType]:
    """Show claims, each with its quote and source."""
    for claim in page.items:
        yield _stated(claim, Text(f"{claim.citation.text}", style="dim", overflow="fold"))
    if page.next_cursor is not None:
        yield more(None)


def show_articles(page: Page[ArticleSummary]) -> Iterator[RenderableType]:
    """Show articles, each with how many claims were read from it."""
    for one in page.items:
        source, day = one.citation, one.citation.published_on
        yield Text(source.title or source.article_id, style="bold", overflow="fold")
        facts = (source.article_id, str(day) if day else "no date", source.publisher, counted(one.claims, "claim"))
        yield Padding(meta(*facts), (0, 0, 1, 4))
    if page.next_cursor is not None:
        yield more(None)


def show_article(answer: ArticleAnswer) -> Iterator[RenderableType]:
    """Show one article: its source, what it mentions by label, then its claims with their quotes."""
    yield Text(answer.citation.title or answer.citation.article_id, style="bold", overflow="fold")
    yield Text(answer.citation.text, style="dim", overflow="fold")
    yield from _copies(answer)
    yield Text()
    yield _by_label((entity.label, entity.name) for entity in answer.entities)
    yield Text()
    for claim in answer.claims:
        yield _stated(claim)


def _copies(answer: ArticleAnswer) -> Iterator[RenderableType]:
    """Say which other articles carry the same report."""
    if answer.copy_of is not None:
        first = answer.copy_of
        yield Text(f"copy of {first.article_id}: {first.text}", style="yellow", overflow="fold")
    elif answer.copies:
        yield Text(f"copied by {counted(answer.copies, 'article')}", style="yellow", overflow="fold")
    if answer.copies:
        names = ", ".join(one.article_id for one in answer.other_copies)
        rest = f" and {answer.copies - len(answer.other_copies):,} more" * (answer.copies > len(answer.other_copies))
        yield meta(f"the same report: {names}{rest}; all count as one source")


def _stated(claim: ClaimAnswer, *source: RenderableType) -> RenderableType:
    head = _head(claim.subject.name, claim.predicate, claim.object.name if claim.object else None)
    said = qualifiers(claim.qualifiers, claim.modality, claim.confidence)
    speaker = f" — {claim.asserted_by.name}" if claim.asserted_by else ""
    quote = Text.assemble(f"“{on_one_line(claim.quote)}”", (speaker, "dim"), style="italic", overflow="fold")
    return _indented(head, said, quote, *source)


def _by_label(named: Iterable[tuple[str, str]]) -> Table:
    by_label: dict[str, list[str]] = {}
    for label, name in named:
        by_label.setdefault(label, []).append(name)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for label, members in by_label.items():
        grid.add_row(label, ", ".join(members))
    return grid


def show_extraction(extraction: Extraction) -> Iterator[RenderableType]:
    """Show what was read out of one article: its entities by label, then its claims with their quotes."""
    article = extraction.article
    names = {entity.id: entity.name for entity in extraction.entities}
    day = str(article.published_on) if article.published_on else "no date"
    yield Text(article.title or article.id, style="bold", overflow="fold")
    yield meta(article.id, day, counted(len(names), "entity"), counted(len(extraction.claims), "claim"))
    yield Text()
    yield _by_label((entity.type, entity.name) for entity in extraction.entities)
    yield Text()
    for claim in extraction.claims:
        yield _read(claim, names)


def _read(claim: Claim, names: Mapping[str, str]) -> RenderableType:
    head = _head(names[claim.subject], claim.predicate, names[claim.object] if claim.object else None)
    said = qualifiers(claim.qualifiers, claim.modality, claim.confidence)
    speaker = f" — {names[claim.asserted_by]}" if claim.asserted_by else ""
    quote = Text.assemble(f"“{on_one_line(claim.quote)}”", (speaker, "dim"), style="italic", overflow="fold")
    return _indented(head, said, quote)


def _head(subject: str, predicate: str, obj: str | None) -> Text:
    parts = [(subject, "bold"), (f" {predicate} ", "cyan"), (obj or "", "bold")]
    return Text.assemble(*parts, overflow="fold")


def _indented(head: Text, *lines: RenderableType) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=2)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("", Group(*lines))
    return Group(head, grid, Text())


def qualifiers(values: Mapping[str, QualifierValue], modality: str, confidence: float) -> Text:
    """Show a claim's qualifiers, money as people write it, with its modality and confidence."""
    amount, how = values.get("amount_krw"), values.get("amount_qualifier")
    start, end, year = (values.get(key) for key in ("period_start", "period_end", "fiscal_year"))
    return meta(
        amount_text(amount if isinstance(amount, int) else None, how if isinstance(how, str) else None),
        years(*(value if isinstance(value, int) else None for value in (year, start, end))),
        *(f"{key} {value}" for key, value in values.items() if key not in _SHOWN_OTHERWISE),
        *(str(values[key]) for key in _SPEAK_FOR_THEMSELVES if key in values),
        MODALITY.get(modality) if "status" not in values else None,
        f"confidence {confidence:.2f}",
    )
