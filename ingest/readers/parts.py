"""What fetching gives, and what the readers of formats with several articles give: each article with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import KaigraphError
from ingest.readers.fields import Made


class Part(NamedTuple):
    """One article of a collection. `place` is what follows the collection's name (`:12`, `/공고.hwp`, or nothing).

    `make` makes the article, or raises `KaigraphError` where this one cannot be read.
    """

    place: str
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a collection that is no article, and why; it is no failure."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `stamp` lets the next fetch ask whether it changed; `url` is where redirects led."""

    url: str
    data: bytes
    stamp: str


Parts = Iterator[Part | LeftOut]


def refusing(error: KaigraphError) -> Callable[[], Made]:
    """Return a maker that raises an error: for a part of which is known already that it cannot be read."""

    def make() -> Made:
        raise error

    return make
