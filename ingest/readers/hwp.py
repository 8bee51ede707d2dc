"""Hancom documents, HWPX and HWP 5: paragraphs and tables in their order, rows of tables as lines.

Read by syhwp; what that refuses and hwp-hwpx-parser can read is read by the latter.
"""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import hwp_hwpx_parser
import olefile
import structlog
import syhwp

from graph.errors import InputError
from ingest.readers import archive
from ingest.readers.decoding import clean
from ingest.readers.fields import Made, make_article
from ingest.readers.limits import Limits, too_large
from ingest.readers.markup import rows_as_lines

log = structlog.get_logger(__name__)

_SAVE = "Open it in Hancom Office or a viewer and save it as .hwpx, .pdf or .txt."
_ENCRYPTED, _DISTRIBUTED, _PACKED = 0x2, 0x4, 0x1
_FLAGS_AT = 36
"""Where the FileHeader stream holds its flags: HWP 5.0 format, 파일 인식 정보 (revision 1.3)."""


def read_hwpx(data: bytes, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """Read one HWPX document; `url` is where it was fetched from.

    Raises:
        InputError: too large, broken, encrypted, or without text.
    """
    with archive.opened(data, limits, what="HWPX document") as packed:
        for name, info in archive.files(packed):
            if name == "META-INF/manifest.xml" and b"encryption-data" in archive.unpacked(packed, info, limits.article):
                raise InputError("is encrypted", hint="Save it without a password.")
            if name.lower().endswith(".xml"):
                _refuse_entities(archive.unpacked(packed, info, limits.document))
    return _made(data, ".hwpx", day, limits, url)


def read_hwp(data: bytes, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """Read one HWP 5 document; `url` is where it was fetched from.

    Raises:
        InputError: too large, broken, encrypted, or without text.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            header = ole.openstream("FileHeader").read(_FLAGS_AT + 4)
            flags = int.from_bytes(header[_FLAGS_AT:], "little")
            if flags & _ENCRYPTED:
                raise InputError("is encrypted", hint="Save it without a password.")
            if flags & _PACKED and not flags & _DISTRIBUTED:
                _bound(ole, limits)
    except (OSError, EOFError, ValueError, IndexError, TypeError) as error:
        raise InputError("is an HWP document that is broken or cut off", hint="Get the file again.") from error
    return _made(data, ".hwp", day, limits, url)


def _bound(ole: olefile.OleFileIO[str], limits: Limits) -> None:
    """Unpack the sections of a document piece by piece and refuse one that grows beyond the limit."""
    left = limits.document
    for path in ole.listdir(streams=True):
        if path[0] != "BodyText":
            continue
        packed, unpacker = ole.openstream(path).read(), zlib.decompressobj(-zlib.MAX_WBITS)
        while packed and not unpacker.eof and left > 0:
            try:
                left -= len(unpacker.decompress(packed, 1 << 20))
            except zlib.error as error:
                raise InputError("is an HWP document with a broken section", hint=_SAVE) from error
            packed = unpacker.unconsumed_tail
        if left <= 0:
            raise InputError(f"is an HWP document that unpacks to more than {limits.document / 1e6:g} MB", hint=_SAVE)


def _refuse_entities(data: bytes) -> None:
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise InputError("is an HWPX document whose XML declares entities, as no office program writes it", hint=_SAVE)


def _made(data: bytes, ending: str, day: date | None, limits: Limits, url: str | None) -> Made:
    text = clean(_text(data, ending))
    if not text.strip():
        raise InputError("is a Hancom document without text (a scan, or pictures only)", hint="Read its text by hand.")
    if len(text.encode()) > limits.article:
        raise too_large(limits.article)
    return make_article(text, {"url": url} if url else {}, day=day)


def _text(data: bytes, ending: str) -> str:
    with _as_file(data, ending) as path:
        problem: Exception | None = None
        for name, reader in _READERS.items():
            try:
                text = reader(path)
            except syhwp.EncryptedDocumentError as error:
                raise InputError("is encrypted", hint="Save it without a password.") from error
            except Exception as error:
                log.debug("hwp.refused", by=name, exc_info=True)
                problem = problem or error
                continue
            if text.strip():
                return text
    if problem is None:
        return ""
    raise InputError(f"is a Hancom document that cannot be read: {problem}", hint=_SAVE) from problem


def _by_syhwp(path: Path) -> str:
    blocks = syhwp.open(str(path)).blocks
    texts = (rows_as_lines(one.grid()) if isinstance(one, syhwp.Table) else one.text for one in blocks if _speaks(one))
    return "\n".join(texts)


def _speaks(block: object) -> bool:
    return not isinstance(block, syhwp.Image | syhwp.Equation)


def _by_parser(path: Path) -> str:
    with hwp_hwpx_parser.Reader(str(path)) as reader:
        return str(reader.text)


_READERS: dict[str, Callable[[Path], str]] = {"syhwp": _by_syhwp, "hwp-hwpx-parser": _by_parser}


@contextmanager
def _as_file(data: bytes, ending: str) -> Iterator[Path]:
    """Put a document into a file of its own: the readers take paths only."""
    with tempfile.TemporaryDirectory(prefix="kaigraph-") as folder:
        path = Path(folder, f"document{ending}")
        path.write_bytes(data)
        yield path
