"""What each writing transaction put in and took out: records that are written in that very transaction.

Records are no part of the graph that articles make up. They stay for `KEPT` revisions and hold no sentence: of what
went they keep what was said of whom and a hash of the quote.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.clock import Clock, now
from graph.store import Row, Store, Transaction

ChangeKind = Literal["added", "replaced", "removed"]

KEPT = 10_000
"""How many revisions back changes are on record."""
FORGET_EVERY = 100
"""Every so many revisions older records are forgotten."""
MOST_STATEMENTS = 1_000
"""How many statements that came, and how many that went, one record holds; it says where there were more."""

ENDS = ("id", "label", "name")
KEPT_OF_THE_GONE = ("amount_krw", "fiscal_year", "period_start", "period_end", "modality", "confidence")
IDENTITY = (
    *("predicate", "subject_id", "object_id", "asserted_by", "modality", "quote", "amount_krw", "amount_qualifier"),
    *("fiscal_year", "period_start", "period_end", "status", "instrument", "shared", "role", "position", "date"),
    *("succession", "metric", "value", "unit", "by_year", "qualifier"),
)
"""What makes a statement another one. Where it stands in its text does not: a sentence may move."""


def recorded(store: Store) -> Row:
    """Return the present `revision`, and `recorded_from`: changes after that revision are on record."""
    rows = store.read("read/recorded")
    row = rows[0] if rows else {"revision": 0, "recorded_from": 0}
    known = row["recorded_from"]  # a store that nobody wrote to since there are records has none
    return row | {"recorded_from": row["revision"] if known is None else known}


def key_of(row: Row) -> str:
    """Return what a statement is recognised by: the same for the same words that say the same.

    Args:
        row: of `write/article_statements`.
    """
    said = json.dumps([row[field] for field in IDENTITY], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def gone(row: Row) -> str:
    """Return what is kept of a statement that goes, as JSON: its ends, amount, time and the hash of its quote."""
    kept: dict[str, Any] = {"key": key_of(row), "predicate": row["predicate"]}
    for end in ("subject", "object"):
        known = row[f"{end}_id"] is not None
        kept[end] = {name: row[f"{end}_{name}"] for name in ENDS} if known else None
    kept |= {name: row[name] for name in KEPT_OF_THE_GONE}
    kept["quote_sha256"] = hashlib.sha256(row["quote"].encode()).hexdigest()
    return json.dumps(kept, ensure_ascii=False)


@dataclass(slots=True)
class Journal:
    """Records what one writing transaction does, article by article.

    Args:
        transaction: the transaction.
        revision: the revision that it makes, from `write/begin`.
        clock: tells the time.
    """

    transaction: Transaction
    revision: int
    clock: Clock = now
    _position: int = field(default=0, init=False)

    def statements(self, article_id: str) -> list[Row]:
        """Return what an article states at this moment of the transaction."""
        return self.transaction.run("write/article_statements", {"article": article_id})

    def added(self, article: Row, statements: int) -> None:
        """Record an article that was not there before: all that it states came with it."""
        self._record(article, "added", put_in=statements, took_out=0, added=[], removed=[])

    def replaced(self, article: Row, before: list[Row], after: list[Row]) -> None:
        """Record an article that says something else now: the statements that it did not make, and those it made."""
        had, has = Counter(map(key_of, before)), Counter(map(key_of, after))
        came, went = has - had, had - has
        removed = [gone(row) for row in _take(went, before)]
        self._record(article, "replaced", came.total(), len(removed), sorted(came.elements()), sorted(removed))

    def removed(self, article: Row, before: list[Row]) -> None:
        """Record an article that goes, with all that it stated."""
        self._record(article, "removed", 0, len(before), [], sorted(map(gone, before)))

    def _record(
        self, article: Row, kind: ChangeKind, put_in: int, took_out: int, added: list[str], removed: list[str]
    ) -> None:
        self._position += 1
        properties = {
            "name": kind,
            "kind": kind,
            "revision": self.revision,
            "position": self._position,
            "at": self.clock().isoformat(timespec="seconds"),
            "article_id": article["id"],
            "published_on": article["published_on"],
            "publisher": article["publisher"],
            "put_in": put_in,
            "took_out": took_out,
            "added": added[:MOST_STATEMENTS],
            "removed": removed[:MOST_STATEMENTS],
            "cut": max(len(added), len(removed)) > MOST_STATEMENTS,
        }
        change = f"change/{self.revision}/{self._position}"
        self.transaction.run("write/change", {"id": change, "properties": properties})
        if self._position == 1 and self.revision % FORGET_EVERY == 0 and self.revision > KEPT:
            until = {"until": self.revision - KEPT}
            self.transaction.run("write/changes_forget", until)
            self.transaction.run("write/changes_from", until)


def _take(wanted: Counter[str], rows: Iterable[Row]) -> list[Row]:
    """Return rows whose keys are wanted, each key as often as it is."""
    left = Counter(wanted)
    taken = []
    for row in rows:
        key = key_of(row)
        if left[key] > 0:
            left[key] -= 1
            taken.append(row)
    return taken
