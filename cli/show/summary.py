"""What a run did, at its end: counts, failures with what to do, and warnings."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.show.evidence import counted
from ingest.outcomes import Note, Summary

NAMES_SHOWN = 5
NOTES: dict[Note, tuple[str, str]] = {
    "older reader": ("what another version of the reader found", "they stay as they are; --refresh reads them again"),
    "no date": ("no date", "relative years (내년, 올해) in them stay unresolved; give the day with --date"),
    "no entity": ("nothing in them that kaigraph knows", "they are in the store, with no entity and no claim"),
}
"""What each note says of the articles that carry it: what they have, and what that means."""


def show_summary(summary: Summary, target: Console) -> None:
    """Print the summary of a run."""
    table = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    shown = {what: count for what, count in summary.counts.items() if count or what != "removed"}
    for what, count in shown.items():
        table.add_column(what, justify="right", style="bold red" if what == "failed" and count else "bold")
    table.add_row(*(f"{count:,}" for count in shown.values()))
    target.print(table)
    for (reason, hint), names in _by_reason(summary).items():
        for name in names:
            target.print(Text(f"failed: {name} {reason}", style="red"), soft_wrap=True)
        if hint:
            target.print(Text(f"  hint: {hint}"), soft_wrap=True)
    for text in warnings(summary):
        target.print(Text(f"warning: {text}", style="yellow"), soft_wrap=True)
    for text in summary.left_out:
        target.print(Text(f"left out: {text}", style="dim"), soft_wrap=True)


def _by_reason(summary: Summary) -> dict[tuple[str, str | None], list[str]]:
    """Bring together what failed for the same reason, so that its hint is given once."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for outcome in summary.failures:
        if outcome.error is not None:
            groups.setdefault((outcome.error.message, outcome.error.hint), []).append(outcome.name)
    return groups


def warnings(summary: Summary) -> list[str]:
    """Write one sentence for each kind of note, with the first sources that carry it."""
    texts = []
    for note, names in summary.notes.items():
        has, means = NOTES[note]
        more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
        texts.append(f"{counted(len(names), 'article')} with {has} ({', '.join(names[:NAMES_SHOWN])}{more}): {means}")
    return texts


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return the summary of a run for `--json`."""
    failures = [
        {
            "source": outcome.name,
            "reason": outcome.error.message if outcome.error else None,
            "hint": outcome.error.hint if outcome.error else None,
        }
        for outcome in summary.failures
    ]
    notes = {note.replace(" ", "_"): names for note, names in summary.notes.items()}
    counts: dict[str, Any] = dict(summary.counts.items())
    return {**counts, "failures": failures, "notes": notes, "left_out": summary.left_out}
