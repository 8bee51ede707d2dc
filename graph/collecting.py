"""Putting off the search for circular garbage while a hundred thousand rows are made into one answer."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_turn = threading.Lock()
_busy = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for inside: each search goes through all rows again, and they hold no circles.

    That halves the time of an answer from the whole graph. Several threads may be inside at once; the last one out
    lets the search go on, unless it was off before.
    """
    global _busy
    with _turn:
        was_on = gc.isenabled() or _busy > 0
        _busy += was_on
        gc.disable()
    try:
        yield
    finally:
        with _turn:
            _busy -= was_on
            if was_on and _busy == 0:
                gc.enable()
