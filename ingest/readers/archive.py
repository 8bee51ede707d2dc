"""ZIP archives, and what is inside of HWPX, DOCX and XLSX: looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from graph.errors import InputError
from ingest.readers.limits import Limits

_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNPACK = "Unpack it, and name the files that you want read."
_CHUNK = 1 << 16
_WORTHWHILE = 1_000_000
"""Bytes below which nothing is a bomb, however well it packs."""


def opened(data: bytes, limits: Limits, *, what: str = "ZIP archive") -> zipfile.ZipFile:
    """Open an archive whose table of contents keeps to the limits.

    Raises:
        InputError: no archive, cut off, too many files, or files that grow beyond all measure.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise InputError(f"is a {what} that is broken or cut off", hint="Get the file again.") from error
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise InputError(f"is a {what} of {len(infos):,} files, more than {limits.members:,}", hint=_UNPACK)
    whole = sum(info.file_size for info in infos)
    if whole > limits.collection:
        megabytes = f"{whole / 1e6:,.0f} MB, more than {limits.collection / 1e6:g} MB"
        raise InputError(f"is a {what} that unpacks to {megabytes}", hint=_UNPACK)
    if whole > _WORTHWHILE and whole > limits.expansion * max(len(data), 1):
        raise InputError(f"is a {what} that unpacks to {whole // max(len(data), 1):,} times its size", hint=_UNPACK)
    return archive


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one file of an archive, never more than `most` bytes, whatever its table of contents says.

    Raises:
        InputError: encrypted, larger than `most` bytes, or broken.
    """
    if info.flag_bits & _ENCRYPTED:
        raise InputError("is encrypted", hint="Unpack the archive with its password, and name the files.")
    data = bytearray()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                data += chunk
                if len(data) > most:
                    raise InputError(f"is larger than {most / 1e6:g} MB when unpacked", hint=_UNPACK)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError("is broken in its archive", hint="Get the archive again.") from error
    return bytes(data)


def files(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Go through the files of an archive, sorted, each with its name as people see it.

    Left out are folders, hidden files and what macOS adds. Korean archives of old name their files in CP949.
    """
    named = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    for name, info in sorted(named, key=lambda pair: pair[0]):
        parts = PurePosixPath(name).parts
        if not any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts):
            yield name, info


def leads_out(name: str) -> bool:
    """Tell whether a file's name leads out of its archive. Nothing is ever written under it, and nothing read."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in PurePosixPath(plain).parts or plain[1:2] == ":"


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp949")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
