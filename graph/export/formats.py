"""The formats in which the whole graph is exported, and how each is written to a file or sent as a stream."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Literal, cast

from graph.errors import InputError
from graph.export.dump import write_dump
from graph.export.jsonld import write_jsonld
from graph.export.selection import ALL, Selection
from graph.export.sets import write_csv_set, write_parquet_set
from graph.export.target import Members, ZipMembers, file_target, members_target
from graph.export.xml import write_gexf, write_graphml
from graph.store import Store

FormatName = Literal["graphml", "gexf", "jsonld", "csv", "parquet", "dump"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its media type, the ending of its files, and what writes it: one file, or several.

    Of several, a folder is made, or a ZIP archive.
    """

    media_type: str
    ending: str
    one: Callable[[Store, IO[bytes], Selection], Iterator[int]] | None = None
    several: Callable[[Store, Members, Selection], Iterator[int]] | None = None


FORMATS: dict[FormatName, Format] = {
    "graphml": Format("application/graphml+xml", "graphml", one=write_graphml),
    "gexf": Format("application/gexf+xml", "gexf", one=write_gexf),
    "jsonld": Format("application/ld+json", "jsonld", one=write_jsonld),
    "csv": Format("application/zip", "zip", several=write_csv_set),
    "parquet": Format("application/zip", "zip", several=write_parquet_set),
    "dump": Format("application/zip", "zip", several=write_dump),
}


def export_to(
    store: Store, name: FormatName, path: Path, selection: Selection = ALL, *, with_text: bool = False
) -> Iterator[int]:
    """Export the graph to a path and yield, after each page, how much is written.

    The path is there when all of it is; a run that is broken off leaves nothing there.

    Args:
        store: where from.
        name: one of `FORMATS`.
        path: a file; for a format of several files a folder, or a file whose name ends in `.zip`.
        selection: which part of the graph.
        with_text: with the articles' full text, where the store keeps it; of a dump only.

    Raises:
        InputError: the path cannot be written, a text was asked for that the format does not hold, or a library that it
            needs is not installed.
        StoreError: the store does not answer.
    """
    form = FORMATS[name]
    if with_text and name != "dump":
        raise InputError(f"{name} holds no texts of articles", hint="Only a dump does.")
    if form.one is not None:
        with file_target(path) as out:
            yield from form.one(store, out, selection)
    elif form.several is not None:
        write = partial(write_dump, with_text=True) if with_text else form.several
        with members_target(path) as members:
            yield from write(store, members, selection)


def export_stream(store: Store, name: FormatName, selection: Selection = ALL) -> Iterator[bytes]:
    """Export the graph as a stream of bytes, as it is read; of several files, a ZIP archive.

    Raises:
        InputError: a library that the format needs is not installed.
        StoreError: the store does not answer; where something was sent already, the stream ends in the middle.
    """
    form, buffer = FORMATS[name], _Buffer()
    if form.one is not None:
        for _ in form.one(store, cast("IO[bytes]", buffer), selection):
            yield buffer.drain()
    elif form.several is not None:
        with zipfile.ZipFile(buffer, "w") as archive:
            for _ in form.several(store, ZipMembers(archive), selection):
                yield buffer.drain()
    yield buffer.drain()


class _Buffer(io.RawIOBase):
    """Takes bytes until somebody takes them out; it cannot go back, so that a ZIP archive is written in one pass."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Hold some bytes."""
        self._held += data
        return len(data)

    def drain(self) -> bytes:
        """Take out what is held."""
        data = bytes(self._held)
        self._held.clear()
        return data
