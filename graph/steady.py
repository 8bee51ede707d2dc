"""Asking again where a writer took away what an answer had begun to speak of.

A question reads the store more than once: what there is first, then the claims that it shows. Where some of those are
gone by then, the question is asked anew, of the graph as it is now. Questions that meet no writer run no statement
more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from graph.errors import NotFound

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 3
"""How often a question is asked at most; the last answer leaves out what is gone."""


class _Noted:
    """Whether something was gone while a question was answered; one for all threads that answer it."""

    gone = False


_asked: ContextVar[_Noted | None] = ContextVar("asked", default=None)


def note_gone() -> None:
    """Note that the store no longer has what an answer was about to show; outside of `steady` nothing happens."""
    noted = _asked.get()
    if noted is not None:
        noted.gone = True


def steady(ask: Callable[P, T]) -> Callable[P, T]:
    """Give a question another try, `TRIES` in all, where what it found was gone before it was shown."""

    @wraps(ask)
    def asked(*args: P.args, **named: P.kwargs) -> T:
        for left in reversed(range(TRIES)):
            noted = _Noted()
            token = _asked.set(noted)
            try:
                answer = ask(*args, **named)
            except NotFound:
                if not noted.gone or not left:
                    raise
                continue
            finally:
                _asked.reset(token)
            if not noted.gone or not left:
                return answer
        raise AssertionError("the last try returns or raises")

    return asked
