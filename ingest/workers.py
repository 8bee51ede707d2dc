"""Reads articles in several processes that each hold a reader of their own.

A worker that dies or hangs costs the article that it had in hand, and nothing else.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import structlog
from pebble import ProcessExpired, ProcessPool

from graph.errors import KaigraphError
from graph.model import Article, Extraction
from ingest.reading import Pending, begin_process, fault, plain, read_safely

log = structlog.get_logger(__name__)

LONGEST = 300.0
"""Seconds that a worker may read one article: some thousand times what an article takes."""
POOLS = 3
"""In how many pools an article is read at most; one that breaks so many is not read."""
LOOK_AGAIN = 1.0
"""Seconds after which it is looked again whether the pool that has an article in hand is still there."""
RECYCLED = 20_000
"""Articles after which a worker is replaced, so that no leak of a library grows without end."""


class Workers:
    """Reads in processes of their own, started by a server process that loads the reader once.

    Where a worker dies at a moment that breaks the pool, a new pool reads what the old one had not read.

    Args:
        count: how many processes.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = _pool(count)
        self._handed_in: dict[Pending, _HandedIn] = {}
        self.ahead = 4 * count

    def submit(self, article: Article) -> Pending:
        """Hand an article to the next worker that is free."""

        def result() -> Extraction:
            return self._result(article, self._handed_in.pop(result))

        self._handed_in[result] = self._hand_in(article)
        return result

    def is_ready(self, pending: Pending) -> bool:
        """Tell whether a worker is through with it."""
        return self._handed_in[pending].future.done()

    def close(self) -> None:
        """End the workers."""
        _end(self._pool)

    def _hand_in(self, article: Article) -> _HandedIn:
        if not self._pool.active:
            log.info("workers.renewed")
            _end(self._pool)
            self._pool = _pool(self._count)
        return _HandedIn(self._pool.schedule(_read, args=[article], timeout=LONGEST), self._pool)

    def _result(self, article: Article, handed_in: _HandedIn) -> Extraction:
        for _ in range(POOLS):
            while handed_in.pool.active and not handed_in.future.done():
                wait([handed_in.future], timeout=LOOK_AGAIN)
            if handed_in.future.done() and not isinstance(handed_in.future.exception(), BrokenProcessPool):
                return _settled(handed_in.future, article)
            handed_in = self._hand_in(article)
        raise fault("the processes that read it ended")


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """An article that a pool has in hand."""

    future: Future[Extraction | KaigraphError]
    pool: ProcessPool


def _pool(count: int) -> ProcessPool:
    level = logging.INFO if log.is_enabled_for(logging.INFO) else logging.WARNING
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.preloaded"])
    return ProcessPool(
        max_workers=count, max_tasks=RECYCLED, initializer=begin_process, initargs=[level], context=context
    )


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settled(future: Future[Extraction | KaigraphError], article: Article) -> Extraction:
    try:
        read = future.result()
    except TooLong as error:
        raise fault(f"it takes more than {LONGEST:g} seconds") from error
    except ProcessExpired as error:
        log.info("worker.died", article=article.id, exitcode=error.exitcode)
        raise fault(f"the process that read it ended ({error})") from error
    if isinstance(read, KaigraphError):
        raise read
    return read


def _read(article: Article) -> Extraction | KaigraphError:
    """Read one article in a worker. Errors are returned, as raising them would lose their hints on the way."""
    from ingest.preloaded import PIPELINE

    try:
        return read_safely(PIPELINE.read, article)
    except KaigraphError as error:
        return plain(error)
