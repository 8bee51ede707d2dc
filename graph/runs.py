"""The record of past runs of reading: when, over what, with what outcome, and what failed and why."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from graph.clock import Clock, now
from graph.errors import NotFound
from graph.store import Row, Store

MOST_FAILURES = 1_000
"""How many failures a run's record keeps; their number is kept whole."""


class Failure(BaseModel):
    """A source, or a part of one, that could not be read in a run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    reason: str


class RunRecord(BaseModel):
    """One run. `ended` is missing where it was killed or still goes on; `stopped`: it was asked to stop before its end.

    `seconds` is how long it took.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    began: dt.datetime
    ended: dt.datetime | None
    paths: list[str]
    reader: str
    added: int
    changed: int
    unchanged: int
    removed: int
    failed: int
    stopped: bool
    failures: list[Failure] = []

    @property
    def seconds(self) -> float | None:
        """Return how long it took, in seconds."""
        return (self.ended - self.began).total_seconds() if self.ended else None


class Runs:
    """The runs that a store was filled by."""

    def __init__(self, store: Store, *, clock: Clock = now) -> None:
        self._store = store
        self._clock = clock

    def begin(self, paths: Sequence[str], reader: str) -> str:
        """Record that a run begins; return its id."""
        moment = self._clock()
        run = uuid.uuid4().hex[:8]
        counts = dict.fromkeys(("added", "changed", "unchanged", "removed", "failed"), 0)
        self._write(
            run,
            {
                "name": run,
                "began": moment.isoformat(timespec="microseconds"),
                "paths": list(paths),
                "reader": reader,
                "stopped": False,
            }
            | counts,
        )
        return run

    def end(self, run: str, counts: Mapping[str, int], failures: Sequence[tuple[str, str]], *, stopped: bool) -> None:
        """Record how a run ended.

        Args:
            run: its id.
            counts: articles by what became of them (added, changed, unchanged, removed, failed).
            failures: what failed, and why.
            stopped: it was asked to stop before it was through.
        """
        kept = failures[:MOST_FAILURES]
        said = {"sources": [source for source, _ in kept], "reasons": [reason for _, reason in kept]}
        self._write(
            run, {"ended": self._clock().isoformat(timespec="microseconds"), "stopped": stopped} | dict(counts) | said
        )

    def last(self, limit: int = 20) -> list[RunRecord]:
        """Return the last runs, the latest first, without what failed in them."""
        return [_record(row) for row in self._store.read("read/runs", {"limit": limit})]

    def run(self, run: str) -> RunRecord:
        """Return one run with what failed in it.

        Raises:
            NotFound: no such run.
        """
        rows = self._store.read("read/run", {"id": run})
        if not rows:
            raise NotFound(f"no run {run!r}", hint="`kaigraph runs` lists them.")
        return _record(rows[0])

    def _write(self, run: str, properties: Row) -> None:
        self._store.write(lambda transaction: transaction.run("write/run", {"id": run, "properties": properties}))


def _record(row: Row) -> RunRecord:
    pairs = zip(row.get("sources") or [], row.get("reasons") or [], strict=True)
    failures = [Failure(source=source, reason=reason) for source, reason in pairs]
    fields = {key: value for key, value in row.items() if key not in ("sources", "reasons")}
    return RunRecord.model_validate(fields | {"failures": failures})
