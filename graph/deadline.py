"""How long a question may take: a deadline that whoever asks sets, and that both stores hold to.

    with within(30):
        reader.funding(year=2026)

Neo4j and the embedded engine end a statement that runs into it, and no further statement begins after it. What runs in
Python between two statements is not interrupted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from graph.errors import StoreTimeout

_ends: ContextVar[float | None] = ContextVar("deadline", default=None)
"""The moment on the monotonic clock at which the time is up; threads started for a question copy it."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Give everything asked inside at most so many seconds in all; `None` gives it any time."""
    token = _ends.set(None if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def lift() -> None:
    """Take the deadline off for the rest of what runs here, as where an answer has begun to stream."""
    _ends.set(None)


def seconds_left() -> float | None:
    """Return how many seconds are left, or `None` where nobody set a deadline.

    Raises:
        StoreTimeout: there are none.
    """
    ends = _ends.get()
    if ends is None:
        return None
    left = ends - time.monotonic()
    if left <= 0:
        raise out_of_time()
    return left


def out_of_time() -> StoreTimeout:
    """Make the error of a question whose time is up."""
    return StoreTimeout("the answer took longer than it may", hint="Ask for less: a narrower question, fewer rows.")
