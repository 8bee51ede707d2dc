"""Reads a dump into a store: first all of it is checked against its catalogue, then its articles are written."""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from pydantic import ValidationError

from graph import merged
from graph.batches import batches
from graph.errors import InputError
from graph.export.catalog import CATALOG, Catalog, File, Tally
from graph.export.documents import Document
from graph.export.dump import ARTICLES, REDIRECTS
from graph.merged import as_read, kept
from graph.merging import adopt, refuse_contradicting
from graph.model import ENTITY_ID, Extraction
from graph.store import Store
from graph.writer import TOGETHER, Stored, Writer, Written

MOST_CATALOG = 1 << 20
MOST_LINE = 1 << 26
"""Longest catalogue and longest line that are read, in bytes, so that a dump made to fill the memory does not."""

BLOCK = 1 << 20

UNREADABLE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError)
"""What reading a damaged file raises, and one of an archive that is encrypted or packed in an unknown way."""


class _Source(Protocol):
    def open(self, name: str) -> IO[bytes]:
        """Open a file of the dump. Raises `KeyError` or `OSError` where it is not there."""


class Dump:
    """A dump that was opened: its catalogue, and its articles in the order of their ids.

    Args:
        path: where it lies, for messages.
        source: opens its files.

    Raises:
        InputError: it has no catalogue, or not one that this kaigraph can read.
    """

    def __init__(self, path: Path, source: _Source) -> None:
        self.path = path
        self._source = source
        self.catalog = self._read_catalog()

    def verify(self) -> Iterator[int]:
        """Check everything against the catalogue, yielding how many articles were looked at. Writes nothing.

        Raises:
            InputError: a file is missing, has other bytes than when it was written, or holds what no article can be.
        """
        for file in self.catalog.files:
            self._same_bytes(file)
        tally = Tally()
        last = ""
        for document in self.documents():
            key = document.extraction.article.id
            if key <= last:
                raise self._broken(ARTICLES, f"article {key} is out of order")
            last = key
            tally.add(document.extraction)
            yield tally.articles
        counts = self.catalog.counts
        found = (tally.articles, tally.mentions, dict(sorted(tally.claims.items())), sum(1 for _ in self.redirects()))
        if found != (counts.articles, counts.mentions, counts.claims, counts.redirects):
            raise self._broken(CATALOG, "its counts are not those of the articles")
        if tally.claims_sha256 != self.catalog.claims_sha256:
            raise self._broken(ARTICLES, "its claims are not those that the catalogue was made of")

    def documents(self) -> Iterator[Document]:
        """Yield the dump's articles."""
        for number, line in self._lines(ARTICLES):
            try:
                content = json.loads(line)
                read_from = content.pop("read_from", None)
                if not isinstance(read_from, str | None):
                    raise ValueError("read_from is no text")
                before = content.pop("as_read", None)
                extraction = Extraction.model_validate(content)
                yield Document(extraction, read_from, None if before is None else kept(as_read(extraction, before)))
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
                raise self._broken(ARTICLES, f"line {number} is no article: {told}") from error

    def ids(self) -> Iterator[str]:
        """Yield the ids of the dump's articles, in their order. Check the dump first."""
        for _, line in self._lines(ARTICLES):
            yield json.loads(line)["article"]["id"]

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Yield the former ids of entities with what they lead to."""
        if not any(file.name == REDIRECTS for file in self.catalog.files):
            return
        for number, line in self._lines(REDIRECTS):
            try:
                content = json.loads(line)
                old, new = content["id"], content["to"]
                if not (ENTITY_ID.fullmatch(old) and ENTITY_ID.fullmatch(new)):
                    raise ValueError("no id of an entity")
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise self._broken(REDIRECTS, f"line {number} is no former id: {error}") from error
            yield old, new

    def _read_catalog(self) -> Catalog:
        try:
            with self._source.open(CATALOG) as file:
                text = file.read(MOST_CATALOG + 1)
        except (KeyError, FileNotFoundError) as error:
            raise InputError(
                f"{self.path}: is no dump: it has no {CATALOG}",
                hint="`kaigraph export --format dump` and `kaigraph store backup` make dumps.",
            ) from error
        except UNREADABLE as error:
            raise self._broken(CATALOG, f"it cannot be read: {error}") from error
        if len(text) > MOST_CATALOG:
            raise self._broken(CATALOG, "it is too long")
        try:
            catalog = Catalog.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InputError(
                f"{self.path}: its {CATALOG} cannot be read: {where}: {first['msg']}",
                hint="A dump of a newer kaigraph needs a newer kaigraph to read it.",
            ) from error
        if [file.name for file in catalog.files] not in ([ARTICLES], [ARTICLES, REDIRECTS]):
            raise self._broken(CATALOG, f"it lists other files than {ARTICLES} and {REDIRECTS}")
        return catalog

    def _same_bytes(self, wanted: File) -> None:
        digest, size = hashlib.sha256(), 0
        try:
            with self._source.open(wanted.name) as file:
                while block := file.read(BLOCK):
                    digest.update(block)
                    size += len(block)
        except (KeyError, *UNREADABLE) as error:
            raise self._broken(wanted.name, f"it cannot be read: {error}") from error
        if (size, digest.hexdigest()) != (wanted.bytes, wanted.sha256):
            raise self._broken(wanted.name, "its SHA-256 is not that of the catalogue")

    def _lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        (wanted,) = [file for file in self.catalog.files if file.name == name]
        number = 0
        try:
            with self._source.open(name) as packed, gzip.GzipFile(fileobj=packed) as file:
                while line := file.readline(MOST_LINE):
                    number += 1
                    if not line.endswith(b"\n"):
                        raise self._broken(name, f"line {number} is cut short or too long")
                    yield number, line
        except (KeyError, *UNREADABLE) as error:
            raise self._broken(name, f"it cannot be unpacked: {error}") from error
        if number != wanted.lines:
            raise self._broken(name, f"it has {number} lines, not {wanted.lines}")

    def _broken(self, name: str, what: str) -> InputError:
        return InputError(
            f"{self.path}: {name} is broken or was changed: {what}",
            hint="Nothing was written. Take another copy of the dump, or make it again.",
        )


@contextmanager
def open_dump(path: Path) -> Iterator[Dump]:
    """Open a dump: a folder, or a ZIP archive.

    Raises:
        InputError: there is none, or its catalogue cannot be read.
    """
    if path.is_dir():
        yield Dump(path, _Folder(path))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield Dump(path, _Archive(archive))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file or folder") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path}: is no dump: {error}", hint="A dump is a folder or a ZIP archive.") from error


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)


def import_documents(
    store: Store, documents: Iterable[Document], leads: Mapping[str, str] | None = None
) -> Iterator[Counter[Written]]:
    """Write documents into a store, some in one transaction, and yield after each what was done so far.

    Doing it again changes nothing; a run that was broken off goes on where it stopped.

    Args:
        store: where to.
        documents: what another store held.
        leads: what former ids led to there; with them, documents say of present entities, by both stores' merges, what
            they say of former ones. Without, they are written as they are.

    Raises:
        StoreError: the store cannot do it; what was yielded is in.
    """
    writer = Writer(store)
    done: Counter[Written] = Counter({"added": 0, "changed": 0, "unchanged": 0})
    for batch in batches(documents, TOGETHER):
        done.update(writer.restore([Stored(one.extraction, one.read_from, one.as_read) for one in batch], leads))
        yield done
    yield done


def import_dump(store: Store, dump: Dump) -> Iterator[Counter[Written]]:
    """Write a dump into a store that may hold more; check it with `Dump.verify` first.

    Raises:
        InputError: its merges contradict the store's; nothing was written.
        StoreError: the store cannot do it; what was yielded is in.
    """
    leads = dict(dump.redirects())
    try:
        refuse_contradicting(merged.leads(store), leads)
        yield from import_documents(store, dump.documents(), leads)
        adopt(store, leads)
    except InputError as error:
        raise InputError(f"{dump.path}: {error}", hint=error.hint) from error
