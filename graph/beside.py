"""Asks a store several questions at once, where another process answers them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from graph.store import Store

T = TypeVar("T")

MOST = 32
"""How many questions are asked beside others at a time, by all threads together; more wait for their turn."""

_threads = ThreadPoolExecutor(MOST, thread_name_prefix="beside")


def beside(store: Store, ask: Callable[[], T]) -> Callable[[], T]:
    """Begin to ask a question, and return what waits for its answer; its errors are raised there.

    Neo4j works while this process goes on. The embedded engine answers in this process, where two questions at once are
    no faster, so that it is asked when the answer is wanted. A deadline holds for the question, too.

    Args:
        store: whom it is asked.
        ask: asks it, and begins nothing beside itself.
    """
    if store.engine != "neo4j":
        return ask
    return _threads.submit(copy_context().run, ask).result
