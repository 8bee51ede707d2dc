"""Accepting an article: it is read in a process of its own and written to the store, so that questions go on meanwhile.

The process is started with the first article and holds the models from then on. One that takes too long is ended.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from pebble import ProcessPool

from api.errors import Refused
from graph.deadline import within
from graph.errors import InputError
from graph.merging import Merging, merge, unmerge
from graph.model import Article, Extraction
from graph.store import Store
from graph.writer import Writer
from ingest.version import reader_version

if TYPE_CHECKING:
    from ingest.pipeline import Pipeline

MOST_WAITING = 8
"""How many articles may be read or wait for it at once."""
BUSY_SECONDS = 10

What = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article. The counts are `None` where it was in the store as it is, and so was not read."""

    what: What
    entities: int | None = None
    claims: int | None = None


class Accepting:
    """Reads articles one after the other and writes them to one store. Safe to use from several threads.

    Args:
        store: where to.
        keep_text: keep the articles' full text too.
        reading_seconds: how long reading one may take, the first one's loading of the models among them.
        writing_seconds: how long writing one may take.
    """

    def __init__(self, store: Store, *, keep_text: bool, reading_seconds: float, writing_seconds: float) -> None:
        self._store = store
        self._writer = Writer(store, keep_text=keep_text)
        self._reading_seconds = reading_seconds
        self._writing_seconds = writing_seconds
        self._places = threading.BoundedSemaphore(MOST_WAITING)
        self._writing = threading.Lock()
        self._starting = threading.Lock()
        self._pool: ProcessPool | None = None

    def accept(self, article: Article, *, replace: bool) -> Outcome:
        """Read an article and write it, in whole or not at all.

        Args:
            article: with its text.
            replace: whether it may take the place of another text under its id.

        Raises:
            Refused: another text has its id, too many articles wait, or reading it took too long.
            StoreError: the store cannot take it.
        """
        self._check(article, replace=replace)
        if self._writer.read_by(article) == reader_version():
            return Outcome("unchanged")
        extraction = self._read(article)
        with within(self._writing_seconds), self._writing:
            self._check(article, replace=replace)
            what = self._writer.write(extraction, reader=reader_version())
        return Outcome(what, len(extraction.entities), len(extraction.claims))

    def delete(self, article_id: str) -> bool:
        """Take an article out of the store with everything that stands on it alone; tell whether it was there."""
        with self._writing:
            return self._writer.delete(article_id)

    def merge(self, old: str, new: str) -> Merging:
        """Record that two entities are one. Raises as `graph.merging.merge`."""
        with self._writing:
            return merge(self._store, old, new)

    def unmerge(self, old: str) -> bool:
        """Take back that an id leads to another; tell whether it did."""
        with self._writing:
            return unmerge(self._store, old) is not None

    def close(self) -> None:
        """End the process that reads."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()

    def _check(self, article: Article, *, replace: bool) -> None:
        rows = [] if replace else self._store.read("read/article", {"id": article.id})
        if rows and rows[0]["text_sha256"] != article.text_sha256:
            raise Refused(
                HTTPStatus.CONFLICT,
                "article-exists",
                "Another text has that id",
                f"the article {article.id!r} is there with another text",
                hint="Send it with replace=true to put it in the other's place, or give it an id of its own.",
            )

    def _read(self, article: Article) -> Extraction:
        if not self._places.acquire(blocking=False):
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "busy",
                "Too many articles wait to be read",
                f"{MOST_WAITING} articles are being read or wait for it",
                headers={"Retry-After": str(BUSY_SECONDS)},
            )
        try:
            future = self._started().schedule(_read, args=(article,), timeout=self._reading_seconds)
            return future.result()
        except TimeoutError as error:
            raise Refused(
                HTTPStatus.GATEWAY_TIMEOUT,
                "reading-took-too-long",
                "Reading the article took too long",
                f"it was not read within {self._reading_seconds:g} seconds",
                hint="Split it into articles.",
            ) from error
        finally:
            self._places.release()

    def _started(self) -> ProcessPool:
        with self._starting:
            if self._pool is None:
                # A fresh process: a copy of this one would hold locks of threads that it does not have.
                fresh = multiprocessing.get_context("spawn")
                self._pool = ProcessPool(max_workers=1, context=fresh, initializer=_begin)
            return self._pool


_pipeline: Pipeline | None = None
"""Of the process that reads: loaded with its first article."""


def _begin() -> None:
    from ingest.reading import begin_process

    begin_process(logging.WARNING)


def _read(article: Article) -> Extraction:
    global _pipeline
    if _pipeline is None:
        from ingest.pipeline import Pipeline

        _pipeline = Pipeline()
    return _pipeline.read(article)


def made(text: str, fields: dict[str, object]) -> Article:
    """Make the article of a text and what is given with it, as `kaigraph ingest` does.

    Raises:
        Refused: the text or a field cannot be used.
    """
    from ingest.readers.decoding import clean
    from ingest.readers.fields import make_article

    try:
        given = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
        return make_article(clean(text), given).article
    except InputError as error:
        raise Refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "unreadable-article",
            "The article cannot be read",
            f"the article {error.message}",
            hint=error.hint,
        ) from error
