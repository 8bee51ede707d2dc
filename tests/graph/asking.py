"""A reader over a fresh embedded store that holds some extractions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.model import Extraction
from graph.reader import Reader
from graph.store.embedded import EmbeddedStore
from graph.writer import Writer


@contextmanager
def stored(folder: Path, *extractions: Extraction) -> Iterator[EmbeddedStore]:
    """Give a store in the folder with the extractions in it."""
    with EmbeddedStore(folder) as store:
        store.apply_schema()
        list(Writer(store).write_many(extractions))
        yield store


@contextmanager
def asking(folder: Path, *extractions: Extraction) -> Iterator[Reader]:
    """Give a reader of the extractions, in a store in the folder."""
    with stored(folder, *extractions) as store:
        yield Reader(store)
