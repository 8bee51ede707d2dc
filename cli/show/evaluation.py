"""How well a reader reads: a table of scores, and the faults behind them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.show.evidence import on_one_line
from ingest.evaluate import Evaluation, Score


def show_evaluation(result: Evaluation) -> Table:
    """Show the scores: by label, by predicate, then over all."""
    read = f"{result.read} of {result.documents} documents read, quoted claims {result.quoted_claims:.3f}"
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", caption=read, caption_justify="left")
    table.add_column("")
    for name in ("gold", "predicted", "hit", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    for rows in (result.by_label, result.by_predicate):
        for name, score in rows.items():
            table.add_row(name, *_cells(score))
        table.add_section()
    table.add_row()
    for name, score in (("entities", result.entities), ("claims", result.claims), ("funds+", result.funds_plus)):
        table.add_row(Text(name, style="bold"), *_cells(score), style="bold")
    return table


def show_qualifiers(result: Evaluation) -> Table:
    """Show how often the qualifiers of claims that are right equal the annotation's."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("")
    for name in ("gold", "read", "equal", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    for predicate, scores in result.qualifiers.items():
        for place, (name, score) in enumerate(scores.items()):
            table.add_row("" if place else predicate, name, *_cells(score))
        table.add_section()
    return table


def _cells(score: Score) -> list[str]:
    counts = [str(count) for count in (score.gold, score.predicted, score.hit)]
    return [*counts, *(f"{share:.3f}" for share in (score.precision, score.recall, score.f1))]


def show_faults(result: Evaluation) -> Iterator[RenderableType]:
    """Show every fault with the sentence that it stands in, document by document."""
    document = None
    for fault in result.faults:
        if fault.document != document:
            document = fault.document
            yield Text(document, style="bold")
        yield Text.assemble((f"  {fault.fault} ", "red"), (f"{fault.of} ", "cyan"), fault.what, overflow="fold")
        if fault.sentence:
            sentence = Text(f"“{on_one_line(fault.sentence)}”", style="dim", overflow="fold")
            yield Padding(sentence, (0, 0, 0, 4))
    yield Text()
