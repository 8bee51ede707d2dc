"""Where an export is written: a file, a folder or a ZIP archive that is there whole or not at all.

What is written has a temporary name beside the wanted one and is renamed when it is complete, so that a run that is
killed leaves nothing under the wanted name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from graph.errors import InputError


class Members(Protocol):
    """Takes the files of an export that has several."""

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file to write into; one at a time."""


class Hashing:
    """Passes bytes on to a file and keeps their number and SHA-256."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write bytes through."""
        self._digest.update(data)
        self.size += len(data)
        return self._inner.write(data)

    def flush(self) -> None:
        """Flush the file."""
        self._inner.flush()

    @property
    def sha256(self) -> str:
        """The hash of what was written so far, as 64 hexadecimal digits."""
        return self._digest.hexdigest()


class FolderMembers:
    """Writes each file into one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the folder."""
        with (self._folder / name).open("wb") as file:
            yield file
            _to_disk(file)


class ZipMembers:
    """Writes each file into a ZIP archive; what is compressed already is only stored."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the archive, dated so that the same content makes the same archive."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        packed = name.endswith((".gz", ".parquet"))
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._archive.open(info, "w", force_zip64=True) as file:
            yield file


@contextmanager
def file_target(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name when the block ends well; one that had the name before is replaced.

    A link is followed: what it leads to is replaced, not the link.

    Raises:
        InputError: the file cannot be written, or what has the name is no file (a folder, a device, a pipe).
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: cannot be written: it is there and no file", hint="Name a file.")
    beside = _beside(path)
    try:
        with beside.open("wb") as file:
            yield file
            _to_disk(file)
        os.replace(beside, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def members_target(path: Path) -> Iterator[Members]:
    """Open a folder, or a ZIP archive where the name ends so, that takes its name when the block ends well.

    Raises:
        InputError: a folder or file of that name is in the way, or it cannot be written.
    """
    if path.suffix.lower() == ".zip":
        with file_target(path) as file, zipfile.ZipFile(file, "w") as archive:
            yield ZipMembers(archive)
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(f"{path}: is there already", hint="Name a folder that is not there yet, or a file NAME.zip.")
    beside = _beside(path)
    try:
        beside.mkdir()
        yield FolderMembers(beside)
        os.replace(beside, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _beside(path: Path) -> Path:
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: is no folder", hint="Make it first, or write elsewhere.")
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path}: cannot be written: {error.strerror or error}", hint="See that there is room and a right."
    )
