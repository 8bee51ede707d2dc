"""Long work in pieces: so many things a statement or a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut things into lists of at most `size`, in their order, taking no more of them than the list in hand needs."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
