"""How a run has its articles read: what it hands an article to, and asks for the extraction when its turn comes.

Results come in the order of the articles, so that what a run writes does not depend on how many are read at a time.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from typing import Protocol

import structlog

from graph.errors import KaigraphError
from graph.model import Article, Extraction

log = structlog.get_logger(__name__)

Pending = Callable[[], Extraction]
"""What waits for an extraction and returns it, or raises `KaigraphError`."""


class Reading(Protocol):
    """Reads articles, one or several at a time."""

    @property
    def ahead(self) -> int:
        """How many articles to hand in before the first result is asked for."""

    def submit(self, article: Article) -> Pending:
        """Hand an article in."""

    def is_ready(self, pending: Pending) -> bool:
        """Tell whether asking for a result would not wait."""

    def close(self) -> None:
        """Drop what was handed in and not asked for, and end the workers."""


class Here:
    """Reads in this process, when the result is asked for."""

    ahead = 1

    def __init__(self, read_article: Callable[[Article], Extraction]) -> None:
        self._read_article = read_article

    def submit(self, article: Article) -> Pending:
        """Remember an article."""
        return lambda: read_safely(self._read_article, article)

    def is_ready(self, _pending: Pending) -> bool:
        """Say that asking waits: it is then that the article is read."""
        return False

    def close(self) -> None:
        """Do nothing: there are no workers."""


def begin_process(level: int) -> None:
    """Set up a process that reads for another one: Ctrl-C is left to that one, and standard output to its answers.

    Args:
        level: of the log, which goes to standard error.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


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
        raise unforeseen(error, article=article.id) from error


def unforeseen(error: Exception, **about: str) -> KaigraphError:
    """Make the error for an exception that nobody expected, and put its trace into the log.

    Args:
        error: the exception.
        about: what was being read, for the log.
    """
    log.info("reading.failed", **about, exc_info=error)
    return fault(f"{type(error).__name__}: {error}")


def plain(error: KaigraphError) -> KaigraphError:
    """Make an error that may go to another process out of one whose kind or cause may not."""
    return KaigraphError(error.message, hint=error.hint)


def fault(reason: str) -> KaigraphError:
    """Make the error for a fault of the reader's own."""
    hint = "This is a fault of kaigraph; report it with the file and the output of `kaigraph -v`."
    return KaigraphError(f"cannot be read: {reason}", hint=hint)
