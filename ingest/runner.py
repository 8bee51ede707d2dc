"""Reads many articles into a store, one after the other: what became of each, why it failed, and how to go on.

An article is in whole or not at all (the writer sees to that), so a run may be stopped at any moment and started again:
what is in the store as it was read before is passed over without reading it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

import structlog

from graph.errors import InputError, KaigraphError, StoreError
from graph.model import Article, Extraction
from ingest.readers import Document, Found, PassedOver, Source, Unreadable, read
from ingest.readers.limits import DEFAULT_LIMIT

log = structlog.get_logger(__name__)

What = Literal["added", "changed", "unchanged", "failed"]
Note = Literal["no date", "no entity"]


class ArticleStore(Protocol):
    """What a run needs of a writer."""

    def is_current(self, article: Article, reader: str) -> bool:
        """Tell whether the store holds this very article, with the same metadata, as read by this reader."""

    def write(self, extraction: Extraction, *, reader: str) -> Literal["added", "changed", "unchanged"]:
        """Write one extraction in one transaction and say what that did."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a source that gave none.

    `entities` and `claims` count what was read; both are `None` where the article was passed over or failed.
    """

    name: str
    what: What
    article_id: str | None = None
    entities: int | None = None
    claims: int | None = None
    notes: tuple[Note, ...] = ()
    error: KaigraphError | None = None


@dataclass(slots=True)
class Summary:
    """What a run did: outcomes counted, failures and notes kept with the names of their sources."""

    counts: dict[What, int] = field(default_factory=lambda: {"added": 0, "changed": 0, "unchanged": 0, "failed": 0})
    failures: list[Outcome] = field(default_factory=list)
    notes: dict[Note, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.counts[outcome.what] += 1
        if outcome.what == "failed":
            self.failures.append(outcome)
        for note in outcome.notes:
            self.notes.setdefault(note, []).append(outcome.name)

    @property
    def articles(self) -> int:
        """How many sources and lines were gone through."""
        return sum(self.counts.values())


def read_safely(read_article: Callable[[Article], Extraction], article: Article) -> Extraction:
    """Read one article so that a fault in reading it does not keep the others from being read.

    Raises:
        KaigraphError: it cannot be read; the log has the trace of a fault.
    """
    try:
        return read_article(article)
    except KaigraphError:
        raise
    except Exception as error:
        log.info("article.failed", article=article.id, exc_info=True)
        reason = f"cannot be read: {type(error).__name__}: {error}"
        hint = "This is a fault of kaigraph; report it with the file and the output of `kaigraph -v`."
        raise KaigraphError(reason, hint=hint) from error


class Run:
    """One run over sources into a store.

    Args:
        read_article: reads one article, as `ingest.pipeline.Pipeline.read` does.
        store: where the extractions go.
        reader: version of what `read_article` does; articles read by it are not read again.
        day: date of articles that bring none of their own.
        limit: most bytes of an article.
        again: read every article, also one that the store holds as it is.
    """

    def __init__(
        self,
        read_article: Callable[[Article], Extraction],
        store: ArticleStore,
        *,
        reader: str,
        day: date | None = None,
        limit: int = DEFAULT_LIMIT,
        again: bool = False,
    ) -> None:
        self._read_article = read_article
        self._store = store
        self._reader = reader
        self._day = day
        self._limit = limit
        self._again = again
        self._seen: dict[str, tuple[str, str]] = {}
        self._passed_over: Counter[tuple[str, str]] = Counter()

    @property
    def left_out(self) -> list[str]:
        """Say what the sources so far held that is no article, in a form to be shown."""
        return [f"{name}: {count:,} × {why}" for (name, why), count in self._passed_over.items()]

    def over(self, found: Found) -> Iterator[Outcome]:
        """Go through the sources, one outcome for each article and each failure; whoever stops asking stops the run.

        Raises:
            StoreError: the store cannot be used any more. What came out before is written.
        """
        for problem in found.problems:
            yield Outcome(problem.name, "failed", error=problem.error)
        yield from self._over(found.sources)

    def _over(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        for source in sources:
            for item in read(source, day=self._day, limit=self._limit):
                if isinstance(item, PassedOver):
                    self._passed_over[source.name, item.why] += 1
                else:
                    yield self._take(item)

    def _take(self, item: Document | Unreadable) -> Outcome:
        if isinstance(item, Unreadable):
            return Outcome(item.name, "failed", error=item.error)
        article = item.article
        clash = self._clash(item)
        if clash is not None:
            return Outcome(item.name, "failed", article.id, error=clash)
        undated: tuple[Note, ...] = () if article.published_on else ("no date",)
        if not self._again and self._store.is_current(article, self._reader):
            return Outcome(item.name, "unchanged", article.id, notes=undated)
        try:
            extraction = read_safely(self._read_article, article)
            what = self._store.write(extraction, reader=self._reader)
        except StoreError:
            raise
        except KaigraphError as error:
            return Outcome(item.name, "failed", article.id, error=error)
        notes: tuple[Note, ...] = undated if extraction.entities else (*undated, "no entity")
        return Outcome(item.name, what, article.id, len(extraction.entities), len(extraction.claims), notes)

    def _clash(self, item: Document) -> InputError | None:
        """Refuse a second article under the id of one of this run: each would replace the other, run after run."""
        article = item.article
        name, text = self._seen.setdefault(article.id, (item.name, article.text_sha256))
        if text == article.text_sha256:
            return None
        hint = "Give each article an id of its own, or leave the older version out."
        return InputError(f"has the id {article.id!r} of another text, {name}", hint=hint)
