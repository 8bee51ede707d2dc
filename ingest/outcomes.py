"""What became of articles, one by one and of a run as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from graph.errors import KaigraphError

What = Literal["added", "changed", "unchanged", "removed", "failed"]
Note = Literal["no date", "no entity", "older reader"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a source that gave none or was passed over as a whole.

    `entities` and `claims` count what was read; both are `None` where the article was passed over or failed. `articles`
    is more than one for a source with several articles of which none was looked at.
    """

    name: str
    what: What
    article_id: str | None = None
    entities: int | None = None
    claims: int | None = None
    notes: tuple[Note, ...] = ()
    error: KaigraphError | None = None
    articles: int = 1


@dataclass(slots=True)
class Summary:
    """What a run did: outcomes counted, failures and notes kept with the names of their sources."""

    counts: dict[What, int] = field(default_factory=lambda: dict.fromkeys(get_args(What), 0))
    failures: list[Outcome] = field(default_factory=list)
    notes: dict[Note, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.counts[outcome.what] += outcome.articles
        if outcome.what == "failed":
            self.failures.append(outcome)
        for note in outcome.notes:
            self.notes.setdefault(note, []).append(outcome.name)

    @property
    def articles(self) -> int:
        """How many sources and lines were gone through."""
        return sum(self.counts.values())
