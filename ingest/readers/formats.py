"""Which format some bytes are in, told from the bytes themselves, and who reads it."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from datetime import date
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, Literal

import olefile

from graph.errors import InputError
from ingest.readers import archive, eml, jsonl, text
from ingest.readers.fields import Made
from ingest.readers.limits import Limits, too_large
from ingest.readers.parts import LeftOut, Part, Parts, refusing
from ingest.reading import unforeseen

Format = Literal[
    "text",
    "jsonl",
    "html",
    "pdf",
    "hwp",
    "hwpx",
    "docx",
    "bigkinds xlsx",
    "bigkinds csv",
    "press release xml",
    "feed",
    "eml",
    "zip",
]

HEAD = 8192
"""Bytes from which a format can be told, save that of a ZIP, whose table of contents stands at its end."""
STREAMED: frozenset[Format] = frozenset({"jsonl"})
"""Formats that are read line by line, whatever the file's size."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|article|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_PRESS = re.compile(r"<(?:\w+:)?NewsItem[\s>]|<response>.{0,400}<(?:header|cmmMsgHeader)>", re.DOTALL)
_BIGKINDS = re.compile(r"[\"']?뉴스 ?식별자[\"']?\s*[,\t]")
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(
    r"^(?:From|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|DKIM-Signature):", re.IGNORECASE | re.MULTILINE
)


def sniff(data: bytes, *, whole: bool = True) -> Format | None:
    """Tell a format.

    Args:
        data: a file's bytes, or its first `HEAD` of them.
        whole: they are all of it. A ZIP of which the end is missing is told as `zip`, whatever is in it.

    Returns:
        The format, or `None` for bytes that no reader here reads (pictures, programs, old Office documents).
    """
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _in_zip(data) if whole else "zip"
    if data.startswith(_OLE):
        return "hwp" if not whole or _is_hwp(data) else None
    head = _head(data)
    if head is None:
        return None
    stripped = head.lstrip("\ufeff \t\r\n")
    if stripped.startswith("{"):
        return "jsonl"
    if stripped.startswith("<"):
        return _in_markup(stripped)
    if _BIGKINDS.match(stripped):
        return "bigkinds csv"
    if _HEADER.match(stripped) and len(_MAIL_FIELDS.findall(stripped)) >= 2:
        return "eml"
    return "text"


def articles(
    data: bytes, form: Format, *, day: date | None, limits: Limits, depth: int = 0, url: str | None = None
) -> Parts:
    """Go through the articles of a file that is not streamed.

    Args:
        data: the file's bytes.
        form: its format, as `sniff` tells.
        day: date of the articles that bring none of their own.
        limits: bounds of the reading.
        depth: in how many archives it is.
        url: where it was fetched from.

    Raises:
        InputError: the file as a whole cannot be read.
    """
    collect = _COLLECTIONS.get(form)
    if collect is not None:
        yield from _reader(*collect)(data, day=day, limits=limits)
    elif form == "zip":
        yield from _archived(data, day, limits, depth)
    elif form == "eml":
        yield from _mailed(data, day, limits, depth)
    else:
        yield Part("", lambda: _single(data, form, day, limits, url))


def most_bytes(form: Format, limits: Limits) -> int:
    """Return how many bytes a file of a format may have."""
    if form == "text":
        return limits.article
    return limits.document if form in _DOCUMENTS or form == "html" else limits.collection


def _single(data: bytes, form: Format, day: date | None, limits: Limits, url: str | None) -> Made:
    if form == "text":
        return text.read(data, day=day, limit=limits.article, url=url)
    made: Made = _reader(*_DOCUMENTS[form])(data, day=day, limits=limits, url=url)
    return made


_DOCUMENTS: dict[Format, tuple[str, str]] = {
    "html": ("html", "read"),
    "pdf": ("pdf", "read"),
    "hwp": ("hwp", "read_hwp"),
    "hwpx": ("hwp", "read_hwpx"),
    "docx": ("docx", "read"),
}
_COLLECTIONS: dict[Format, tuple[str, str]] = {
    "bigkinds xlsx": ("bigkinds", "read_xlsx"),
    "bigkinds csv": ("bigkinds", "read_csv"),
    "press release xml": ("press_release", "read"),
    "feed": ("feeds", "read"),
}
"""Who reads a format, by module and function: each is loaded when the first file of its format is read."""


def _reader(module: str, function: str) -> Any:
    return getattr(import_module(f"{__package__}.{module}"), function)


def _archived(data: bytes, day: date | None, limits: Limits, depth: int) -> Parts:
    with archive.opened(data, limits) as packed:
        empty = True
        for name, info in archive.files(packed):
            empty = False
            place = f"/{name.lstrip('/')}"
            if archive.leads_out(name):
                reason = "has a name that leads out of its archive"
                yield Part(place, refusing(InputError(reason, hint="Pack the archive again, from inside its folder.")))
                continue
            try:
                member = archive.unpacked(packed, info, limits.collection)
            except InputError as error:
                yield Part(place, refusing(error))
                continue
            yield from _inner(member, name, place, day, limits, depth)
        if empty:
            raise InputError("is an archive with nothing in it", hint="Give an archive with articles.")


def _mailed(data: bytes, day: date | None, limits: Limits, depth: int) -> Parts:
    mail = eml.message(data)
    yield Part("", lambda: eml.read(mail, day=day, limits=limits))
    for name, content in eml.attachments(mail):
        yield from _inner(content, name, f"/{name}", day, limits, depth)


def _inner(data: bytes, name: str, place: str, day: date | None, limits: Limits, depth: int) -> Parts:
    """Go through the articles of a file inside of another one."""
    form = sniff(data) if data else "text"
    if form is None or (form == "text" and not is_text_name(name)):
        yield LeftOut(place, "a file of another kind")
    elif form in ("zip", "eml") and depth + 1 >= limits.depth:
        yield Part(place, refusing(InputError("is packed too deep", hint="Unpack the archives in it, and name those.")))
    elif len(data) > most_bytes(form, limits):
        yield Part(place, refusing(too_large(most_bytes(form, limits))))
    elif form in STREAMED:
        for number, line in jsonl.lines(io.BytesIO(data), limits.article):
            yield Part(f"{place}:{number}", lambda line=line: jsonl.read(line, day=day, limit=limits.article))  # type: ignore[misc]
    else:
        try:
            for part in articles(data, form, day=day, limits=limits, depth=depth + 1):
                yield (
                    part._replace(place=place + part.place)
                    if isinstance(part, Part)
                    else LeftOut(place + part.place, part.why)
                )
        except InputError as error:
            yield Part(place, refusing(error))
        except Exception as error:  # the other files beside it are read all the same
            yield Part(place, refusing(unforeseen(error, source=place)))


TEXT_ENDINGS = frozenset({"", ".md", ".markdown", ".txt", ".text"})


def is_text_name(name: str) -> bool:
    """Tell by its ending whether a text is an article: programs, settings and tables are texts too."""
    return PurePosixPath(name.lower()).suffix in TEXT_ENDINGS


def _head(data: bytes) -> str | None:
    """Decode the beginning of a text, where it is one; a character that the cut goes through does not matter."""
    head = data[:HEAD]
    if b"\x00" in head:
        return "" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None
    for encoding in ("utf-8-sig", "cp949"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            return decoder.decode(head)
        except UnicodeDecodeError:
            continue
    return ""  # some other text: the reader of texts says what is wrong with it


def _in_markup(head: str) -> Format:
    if _PRESS.search(head):
        return "press release xml"
    if _FEED.search(head[:2000]):
        return "feed"
    return "html" if _HTML.match(head) or "<html" in head.lower() else "text"


def _in_zip(data: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "bigkinds xlsx"
    if any(re.search(r"(?:^|/)section\d+\.xml$", name, re.IGNORECASE) for name in names) and any(
        n.startswith("Contents/") for n in names
    ):
        return "hwpx"
    return "zip"


def _is_hwp(data: bytes) -> bool:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists("FileHeader")) and ole.openstream("FileHeader").read(17) == b"HWP Document File"
    except (OSError, EOFError, ValueError, IndexError, TypeError):
        return True  # cut off: the reader says so
