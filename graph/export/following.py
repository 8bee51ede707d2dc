"""All pages of an answer, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from graph.funding_answers import FundingAnswer
from graph.settling import SECTIONS

A = TypeVar("A", bound=BaseModel)


def follow(first: A, ask: Callable[..., A]) -> Iterator[A]:
    """Yield an answer and then what continues it, a page at a time.

    Args:
        first: the answer to begin with.
        ask: asks the same question on from a place: takes `cursor`, and `section` where the answer is of funding.
    """
    yield first
    if isinstance(first, FundingAnswer) and first.groups is None:
        for section in SECTIONS:
            cursor = getattr(first, section).next_cursor
            while cursor is not None:
                answer = ask(section=section, cursor=cursor)
                yield answer
                cursor = getattr(answer, section).next_cursor
        return
    on = goes_on(first)
    while on:
        answer = ask(**on)
        yield answer
        on = goes_on(answer)


def goes_on(answer: BaseModel) -> dict[str, str]:
    """Return the parameters that ask for what continues an answer, none where it ends; of funding, one section's."""
    if isinstance(answer, FundingAnswer) and answer.groups is not None:
        return goes_on(answer.groups)
    if isinstance(answer, FundingAnswer):
        cursors = {section: getattr(answer, section).next_cursor for section in SECTIONS}
        on = ({"section": section, "cursor": cursor} for section, cursor in cursors.items() if cursor is not None)
        return next(on, {})
    cursor = getattr(answer, "next_cursor", None)
    return {"cursor": cursor} if cursor is not None else {}
