"""All pages of an answer, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from graph.answers import FundingAnswer
from graph.funding import SECTIONS

A = TypeVar("A", bound=BaseModel)


def follow(first: A, ask: Callable[..., A]) -> Iterator[A]:
    """Yield an answer and then what continues it, a page at a time.

    Args:
        first: the answer to begin with.
        ask: asks the same question on from a place: takes `cursor`, and `section` where the answer is of funding.
    """
    yield first
    if isinstance(first, FundingAnswer):
        for section in SECTIONS:
            cursor = getattr(first, section).next_cursor
            while cursor is not None:
                answer = ask(section=section, cursor=cursor)
                yield answer
                cursor = getattr(answer, section).next_cursor
        return
    cursor = goes_on(first)
    while cursor is not None:
        answer = ask(cursor=cursor)
        yield answer
        cursor = goes_on(answer)


def goes_on(answer: BaseModel) -> str | None:
    """Return the cursor that continues an answer; of funding, that of the first section that goes on."""
    if isinstance(answer, FundingAnswer):
        cursors = (getattr(answer, section).next_cursor for section in SECTIONS)
        return next((cursor for cursor in cursors if cursor is not None), None)
    cursor: str | None = getattr(answer, "next_cursor", None)
    return cursor
