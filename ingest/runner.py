"""Reads many articles into a store: what became of each, why it failed, and how to go on.

An article is in whole or not at all (the writer sees to that), so a run may be stopped at any moment and started again:
what did not change since it was read is passed over, a file by its size and time, an article by its content.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import structlog

from graph.batches import batches
from graph.errors import InputError, KaigraphError, StoreError
from graph.model import Article, Extraction
from graph.sources import Known
from graph.writer import Written
from ingest.held import Held
from ingest.outcomes import Note, Outcome, What
from ingest.readers import Document, Fetched, Found, PassedOver, Source, Unreadable, read
from ingest.readers.limits import DEFAULT_LIMIT
from ingest.reading import Pending, Reading, unforeseen
from ingest.visits import Articles, SourceStore, Visit, Visits

log = structlog.get_logger(__name__)

ASKED_TOGETHER = 500
"""How many sources the store is asked about at once."""


class ArticleStore(Articles, Protocol):
    """What a run needs of a writer."""

    def read_by(self, article: Article) -> str | None:
        """Return the version of the reader that read this very article into the store, if it is there."""

    def write_together(self, batch: list[Extraction], reader: str | None) -> list[Written]:
        """Write extractions in one transaction and say what that did with each."""


class Fetcher(Protocol):
    """What a run needs of the web."""

    def fetch(self, url: str, *, stamp: str | None = None) -> Fetched | None:
        """Fetch an address; `None` where it did not change since the stamp."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run reads.

    Attributes:
        day: date of articles that bring none of their own.
        limit: most bytes of an article.
        again: read every article again, also one that the store holds as it is.
        refresh: read again what another version of the reader read.
        prune: remove articles whose file is gone from a folder that is read, or that their file no longer holds.
    """

    day: date | None = None
    limit: int = DEFAULT_LIMIT
    again: bool = False
    refresh: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that comes out of going through the sources, in their order.

    An outcome; or a document, handed in to be read; or the end of a source, when `outcome` and `document` are missing.
    """

    visit: Visit | None
    outcome: Outcome | None = None
    document: Document | None = None
    pending: Pending | None = None

    @property
    def is_urgent(self) -> bool:
        """Tell whether to settle it at once: a run may end at a failure, and a stream may bring no more for long."""
        failed = self.outcome is not None and self.outcome.what == "failed"
        return failed or (self.visit is not None and self.visit.source.is_stream)


class Run:
    """One run over sources into a store.

    Args:
        reading: reads the articles.
        store: where the extractions go.
        reader: version of what reads; articles read by it are not read again.
        sources: the store's memory of files and pages; without it every file is opened.
        web: fetches pages; without it they fail.
        options: how to read.
    """

    def __init__(
        self,
        reading: Reading,
        store: ArticleStore,
        *,
        reader: str,
        sources: SourceStore | None = None,
        web: Fetcher | None = None,
        options: Options | None = None,
    ) -> None:
        self._reading = reading
        self._store = store
        self._reader = reader
        self._sources = sources
        self._web = web
        self._options = options or Options()
        self._seen: dict[str, tuple[str, str]] = {}
        self._passed_over: Counter[tuple[str, str]] = Counter()
        self._visits = Visits(sources, reader, prune=self._options.prune)
        self._held = Held[_Step]()
        self._stopped = False

    def stop(self) -> None:
        """End the run with the articles in hand: what was read is written and comes out, and nothing more is read."""
        self._stopped = True

    @property
    def left_out(self) -> list[str]:
        """Say what the sources so far held that is no article, in a form to be shown."""
        return [f"{name}: {count:,} × {why}" for (name, why), count in self._passed_over.items()]

    def over(self, found: Found) -> Generator[Outcome]:
        """Go through the sources, one outcome for each article and each failure, until the end or `stop`.

        Articles are written some at a time, so whoever only stops asking may leave out of its count what is written.

        Raises:
            StoreError: the store cannot be used any more. What came out before is written.
        """
        for problem in found.problems:
            yield Outcome(problem.name, "failed", error=problem.error)
        waiting: deque[_Step] = deque()
        usable = True
        try:
            for step in self._steps(found.sources):
                waiting.append(step)
                while waiting and not self._stopped and (self._enough(waiting) or self._is_through(waiting[0])):
                    yield from self._hold(waiting.popleft())
                if self._stopped:
                    break
            while waiting and not self._stopped:
                yield from self._hold(waiting.popleft())
            yield from self._settle()
            if not self._stopped:
                yield from self._visits.take_out(self._store, self._seen, found)
        except StoreError:
            usable = False
            raise
        finally:
            if usable:
                self._visits.end()

    def _enough(self, waiting: deque[_Step]) -> bool:
        return sum(1 for step in waiting if step.pending is not None) >= self._reading.ahead

    def _is_through(self, step: _Step) -> bool:
        return step.pending is None or self._reading.is_ready(step.pending)

    def _hold(self, step: _Step) -> list[Outcome]:
        """Wait for what is read in a step, and settle with it what was held where it is time."""
        self._held.add(step, step.pending, urgent=step.is_urgent)
        return self._settle() if self._held.is_due() else []

    def _settle(self) -> list[Outcome]:
        """Write what was read and is held, and return what became of each step."""
        began = time.monotonic()
        outcomes, steps = self._written(), self._held.steps
        self._held.clear(time.monotonic() - began)
        done: list[Outcome] = []
        for step in steps:
            outcome = step.outcome or outcomes.get(id(step))
            if outcome is not None:
                done.append(outcome)
                if step.visit is not None:
                    step.visit.remember(outcome)
            elif step.visit is not None:
                self._visits.add(step.visit)
        return done

    def _written(self) -> dict[int, Outcome]:
        """Write what was read; return what became of it and of what could not be read, by the step's identity."""
        failed = {id(step): _failed(step, error) for step, error in self._held.refused}
        read = self._held.read
        try:
            whats = self._store.write_together([one for _, one in read], self._reader) if read else []
            return failed | {id(step): _outcome(step, one, what) for (step, one), what in zip(read, whats, strict=True)}
        except StoreError:
            raise
        except KaigraphError:  # one of them is refused: the others go in one by one
            return failed | {id(step): self._write_one(step, one) for step, one in read}

    def _write_one(self, step: _Step, extraction: Extraction) -> Outcome:
        try:
            return _outcome(step, extraction, self._store.write_together([extraction], self._reader)[0])
        except StoreError:
            raise
        except KaigraphError as error:
            return _failed(step, error)

    def _steps(self, sources: Iterable[Source]) -> Iterator[_Step]:
        for some in batches(sources, ASKED_TOGETHER):
            ids = [source.id for source in some if source.id is not None]
            known = self._sources.known(ids) if self._sources is not None and ids else {}
            for source in some:
                yield from self._of_source(source, known.get(source.id or ""))

    def _of_source(self, source: Source, known: Known | None) -> Iterator[_Step]:
        usable = known if known is not None and self._may_pass(known) else None
        stamp, fetched = None, None
        try:
            if source.is_page:
                fetched = self._fetch(source.name, self._content(usable.stamp) if usable else None)
                stamp = self._stamped(fetched.stamp) if fetched is not None else usable.stamp if usable else None
            elif source.path is not None:
                stamp = self._stamped(_file_stamp(source.path))
        except KaigraphError as error:
            visit = Visit(source, "", failed=error.message)
            yield _Step(visit, Outcome(source.name, "failed", error=error))
            yield _Step(visit)
            return
        if usable is not None and stamp == usable.stamp:
            older: tuple[Note, ...] = () if usable.reader == self._reader else ("older reader",)
            yield _Step(None, Outcome(source.name, "unchanged", notes=older, articles=usable.articles))
            return
        visit = Visit(source, stamp)
        for item in read(source, day=self._options.day, limit=self._options.limit, fetched=fetched):
            if isinstance(item, PassedOver):
                self._passed_over[source.name, item.why] += 1
            else:
                yield self._take(visit, item)
        yield _Step(visit)

    def _may_pass(self, known: Known) -> bool:
        """Tell whether a source may be passed over where its content is what it was."""
        if self._options.again or not known.whole:
            return False
        return known.reader == self._reader or not self._options.refresh

    def _fetch(self, url: str, stamp: str | None) -> Fetched | None:
        if self._web is None:
            raise InputError("is an address of the web", hint="Save the page, and read that.")
        try:
            return self._web.fetch(url, stamp=stamp)
        except KaigraphError:
            raise
        except Exception as error:
            raise unforeseen(error, source=url) from error

    def _stamped(self, content: str) -> str:
        """Write down what a source's articles were made from: its content, and the day given for them."""
        return f"{self._options.day or ''} {content}"

    def _content(self, stamp: str) -> str | None:
        """Return the part of a stamp that the web gave, or `None` where another day was given: all is fetched again."""
        content = stamp.partition(" ")[2]
        return content if stamp == self._stamped(content) else None

    def _take(self, visit: Visit, item: Document | Unreadable) -> _Step:
        if isinstance(item, Unreadable):
            return _Step(visit, Outcome(item.name, "failed", error=item.error))
        article = item.article
        clash = self._clash(item)
        if clash is not None:
            return _Step(visit, Outcome(item.name, "failed", article.id, error=clash))
        by = None if self._options.again else self._store.read_by(article)
        if by is not None and (by == self._reader or not self._options.refresh):
            notes = (*_undated(article), *(() if by == self._reader else ("older reader",)))
            return _Step(visit, Outcome(item.name, "unchanged", article.id, notes=notes))
        return _Step(visit, document=item, pending=self._reading.submit(article))

    def _clash(self, item: Document) -> InputError | None:
        """Refuse a second article under the id of one of this run: each would replace the other, run after run."""
        article = item.article
        name, text = self._seen.setdefault(article.id, (item.name, article.text_sha256))
        if text == article.text_sha256:
            return None
        hint = "Give each article an id of its own, or leave the older version out."
        return InputError(f"has the id {article.id!r} of another text, {name}", hint=hint)


def _outcome(step: _Step, extraction: Extraction, what: What) -> Outcome:
    notes: tuple[Note, ...] = _undated(extraction.article)
    notes = notes if extraction.entities else (*notes, "no entity")
    article = extraction.article.id
    return Outcome(_name(step), what, article, len(extraction.entities), len(extraction.claims), notes)


def _failed(step: _Step, error: KaigraphError) -> Outcome:
    return Outcome(_name(step), "failed", step.document.article.id if step.document else None, error=error)


def _name(step: _Step) -> str:
    return step.document.name if step.document else ""


def _undated(article: Article) -> tuple[Note, ...]:
    return () if article.published_on else ("no date",)


def _file_stamp(path: Path) -> str:
    try:
        state = path.stat()
    except OSError as error:
        reason = f"cannot be opened: {(error.strerror or str(error)).lower()}"
        raise InputError(reason, hint="Check that the file is there and may be read.") from error
    return f"{state.st_size} {state.st_mtime_ns}"
