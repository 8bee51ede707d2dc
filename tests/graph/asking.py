"""Readers over stores that hold some extractions."""

from __future__ import annotations

from collections.abc import Callable

from graph.model import Extraction
from graph.reader import Reader
from graph.store import Store
from graph.writer import Writer

Ask = Callable[..., Reader]
"""Takes extractions and gives a reader of a store that holds them and nothing else."""


def fill(store: Store, *extractions: Extraction) -> Store:
    """Write the extractions into the store and return it."""
    list(Writer(store).write_many(extractions))
    return store
