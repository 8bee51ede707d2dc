"""Quotes and their sources, as they stand under every row."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from graph.answers import ClaimAnswer, EntityRef
from graph.evidence import one_an_article

MODALITY = {"plan": "planned", "proposal": "proposed"}
"""How a claim is said that is no plain fact."""


def evidence(claims: Sequence[ClaimAnswer], quotes: int) -> RenderableType:
    """Show at most `quotes` quotes, each of another article, with their sources, and say how many more there are."""
    shown = one_an_article(claims)
    lines: list[RenderableType] = []
    for claim in shown[:quotes]:
        speaker = f" — {claim.asserted_by.name}" if claim.asserted_by else ""
        lines.append(Text.assemble(f"“{on_one_line(claim.quote)}”", (speaker, "dim"), style="italic", overflow="fold"))
        lines.append(Padding(Text(claim.citation.text, style="dim", overflow="fold"), (0, 0, 0, 2)))
    rest = len(shown) - quotes
    if quotes and rest > 0:
        lines.append(Text(f"and {rest} more {'article' if rest == 1 else 'articles'} (--quotes)", style="dim"))
    return Group(*lines)


def on_one_line(text: str) -> str:
    """Return a text with every run of white space made one space: a quote may span lines of an outline."""
    return " ".join(text.split())


def meta(*parts: str | None) -> Text:
    """Join what is known of a row by points, leaving out what is not."""
    return Text(" · ".join(part for part in parts if part), style="dim", overflow="fold")


def more(rows: int | None) -> Text:
    """Say that a list goes on; `None` where nobody counted how far."""
    return Text(f"{f'{rows:,} more' if rows else 'more'}: raise --limit, or take next_cursor of --json", style="dim")


def counted(number: int, what: str) -> str:
    """Write a count with its noun: `1 article`, `3 articles`."""
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{number:,} {what if number == 1 else plural}"


def entity_text(entity: EntityRef, *, style: str = "bold") -> Text:
    """Show an entity by its name and label."""
    return Text.assemble((entity.name, style), (f" {entity.label}", "dim"), overflow="fold")
