"""What files and pages gave in a run: noted once it is in the store, and taken out where they no longer hold it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from graph.sources import Known, Noted
from ingest.outcomes import Outcome
from ingest.readers import Found, Source
from ingest.readers.sources import shown

NOTED_TOGETHER = 200
"""After how many sources it is noted that they were read; those of a run that is killed before are looked at again."""


class Articles(Protocol):
    """What taking out needs of a writer."""

    def delete(self, article_id: str) -> bool:
        """Delete an article with its claims; tell whether it was there."""


class SourceStore(Protocol):
    """What a run needs of the store's memory of sources."""

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is known of sources from before."""

    def note(self, sources: Iterable[Noted]) -> None:
        """Note what was read, after the articles are in the store."""

    def below(self, prefix: str) -> list[str]:
        """Return the sources whose id begins with a prefix."""

    def articles(self, ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Go through the articles that sources gave: source, article, and how many sources gave that article."""

    def forget(self, ids: Iterable[str]) -> None:
        """Forget sources. Their articles stay."""


@dataclass(slots=True)
class Visit:
    """A source that is being read: what it gave so far."""

    source: Source
    stamp: str | None
    articles: list[str] = field(default_factory=list)
    failed: str | None = None

    def remember(self, outcome: Outcome) -> None:
        """Take down what became of an article of the source."""
        if outcome.article_id is not None and outcome.what != "failed":
            self.articles.append(outcome.article_id)
        if outcome.error is not None and self.failed is None:
            part = outcome.name.removeprefix(self.source.name).lstrip(":/")
            self.failed = f"{part}: {outcome.error.message}" if part else outcome.error.message


class Visits:
    """The visits of a run that came to their end.

    Args:
        sources: the store's memory of sources; without it nothing is noted and nothing taken out.
        reader: version of what reads.
        prune: remove articles whose file is gone from a folder that is read, or that their file no longer holds.
    """

    def __init__(self, sources: SourceStore | None, reader: str, *, prune: bool) -> None:
        self._sources = sources
        self._reader = reader
        self._prune = prune
        self._through: list[Visit] = []
        self._lessened: list[Visit] = []

    def add(self, visit: Visit) -> None:
        """Take a source whose articles are all in the store."""
        self._through.append(visit)
        if len(self._through) >= NOTED_TOGETHER:
            self._note()

    def end(self) -> None:
        """Note what was not yet; a source that gave less than before is noted where something of it failed."""
        self._note()
        self._write_down([visit for visit in self._lessened if visit.failed])

    def take_out(self, articles: Articles, seen: Iterable[str], found: Found) -> Iterator[Outcome]:
        """Delete what sources no longer hold, and what came from files that are gone; nothing without `prune`.

        All sources must have been read: an article may have moved from one to another.

        Args:
            articles: deletes them.
            seen: ids of the articles that the run came upon.
            found: the sources that were read, and the folders that they were looked for in.
        """
        if self._prune and self._sources is not None:
            self._note()
            yield from self._take_out_lost(self._sources, articles, set(seen))
            there = {source.id for source in found.sources}
            for folder in found.folders:
                ids = self._sources.below(shown(f"{folder.resolve()}{os.sep}"))
                gone = [one for one in ids if one not in there and not Path(one).exists()]
                yield from _take_out_gone(self._sources, articles, gone)

    def _take_out_lost(self, sources: SourceStore, articles: Articles, seen: set[str]) -> Iterator[Outcome]:
        """Delete the articles that sources gave before and, read whole, no longer hold, save those of other sources."""
        whole = {visit.source.id: not visit.failed for visit in self._lessened if visit.source.id is not None}
        gave: dict[str, list[tuple[str, int]]] = {}
        for source, article, count in sources.articles(whole):
            if article not in seen:
                gave.setdefault(article, []).append((source, count))
        for article, by in sorted(gave.items()):
            if len(by) == by[0][1] and all(whole[source] for source, _ in by) and articles.delete(article):
                yield Outcome(by[0][0], "removed", article)
        self._write_down(self._lessened)
        self._lessened = []

    def _note(self) -> None:
        """Note what was read of the sources that are through.

        With pruning, those that no longer hold all that they gave wait until it is known what is lost; a run that ends
        before does not note them, so that the next one reads them again.
        """
        through, self._through = self._through, []
        if self._prune and self._sources is not None:
            now = {visit.source.id: set(visit.articles) for visit in through if visit.source.id is not None}
            lessened = {source for source, article, _ in self._sources.articles(now) if article not in now[source]}
            self._lessened += [visit for visit in through if visit.source.id in lessened]
            through = [visit for visit in through if visit.source.id not in lessened]
        self._write_down(through)

    def _write_down(self, visits: list[Visit]) -> None:
        noted = [
            Noted(visit.source.id, visit.stamp, self._reader, tuple(visit.articles), visit.failed)
            for visit in visits
            if visit.source.id is not None and visit.stamp is not None
        ]
        if self._sources is not None and noted:
            self._sources.note(noted)


def _take_out_gone(sources: SourceStore, articles: Articles, gone: list[str]) -> Iterator[Outcome]:
    """Delete the articles of files that are gone from a folder that was read, then forget the files."""
    given: dict[str, list[tuple[str, int]]] = {}
    for source, article, count in sources.articles(gone):
        given.setdefault(article, []).append((source, count))
    for article, by in sorted(given.items()):
        if len(by) == by[0][1] and articles.delete(article):
            yield Outcome(by[0][0], "removed", article)
    sources.forget(gone)
