"""Reads articles in several processes that each hold a reader of their own.

A worker that dies or hangs costs the article that it had in hand, and nothing else.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong

import structlog
from pebble import ProcessExpired, ProcessPool

from graph.errors import KaigraphError
from graph.model import Article, Extraction
from ingest.reading import Pending, begin_process, fault, plain, read_safely

log = structlog.get_logger(__name__)

LONGEST = 300.0
"""Seconds that a worker may read one article: some thousand times what an article takes."""
RECYCLED = 20_000
"""Articles after which a worker is replaced, so that no leak of a library grows without end."""


class Workers:
    """Reads in processes of their own, started by a server process that loads the reader once.

    Args:
        count: how many processes.
    """

    def __init__(self, count: int) -> None:
        level = logging.INFO if log.is_enabled_for(logging.INFO) else logging.WARNING
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["ingest.preloaded"])
        self._pool = ProcessPool(
            max_workers=count, max_tasks=RECYCLED, initializer=begin_process, initargs=[level], context=context
        )
        self._futures: dict[Pending, Future[Extraction | KaigraphError]] = {}
        self.ahead = 4 * count

    def submit(self, article: Article) -> Pending:
        """Hand an article to the next worker that is free."""
        future = self._pool.schedule(_read, args=[article], timeout=LONGEST)

        def result() -> Extraction:
            self._futures.pop(result, None)
            return _settled(future, article)

        self._futures[result] = future
        return result

    def is_ready(self, pending: Pending) -> bool:
        """Tell whether a worker is through with it."""
        return self._futures[pending].done()

    def close(self) -> None:
        """End the workers."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


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
