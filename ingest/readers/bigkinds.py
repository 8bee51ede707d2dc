"""Exports of BIGKinds (빅카인즈, the news archive of the Korea Press Foundation): XLSX and CSV, a row an article.

The export has 19 columns; what it marks as 분석제외 (a copy, or no news) is left out. BIGKinds gives the first 200
characters of most articles only, which is what is then read.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from zipfile import BadZipFile

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import InputError
from ingest.readers import archive
from ingest.readers.decoding import clean, decode
from ingest.readers.fields import Made, make_article
from ingest.readers.limits import Limits, too_large
from ingest.readers.parts import LeftOut, Part, Parts

COLUMNS = (
    "뉴스 식별자", "일자", "언론사", "기고자", "제목", "통합 분류1", "통합 분류2", "통합 분류3",
    "사건/사고 분류1", "사건/사고 분류2", "사건/사고 분류3", "인물", "위치", "기관", "키워드",
    "특성추출(가중치순 상위 50개)", "본문", "URL", "분석제외 여부",
)  # fmt: skip
"""The columns of an export, in their order, as https://www.bigkinds.or.kr writes them."""

_NEEDED = ("뉴스식별자", "일자", "제목", "본문")
_MARK = "뉴스식별자"
_HINT = "Export it again from BIGKinds, and do not change its first row."


def read_csv(data: bytes, *, day: date | None = None, limits: Limits) -> Parts:
    """Go through an export saved as CSV (UTF-8 or CP949; comma or tab).

    Raises:
        InputError: no text, or not the columns of an export.
    """
    text = decode(data, limit=limits.collection)
    delimiter = "\t" if text.split("\n", 1)[0].count("\t") > text.split("\n", 1)[0].count(",") else ","
    csv.field_size_limit(limits.article)
    yield from _parts(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), day, limits)


def read_xlsx(data: bytes, *, day: date | None = None, limits: Limits) -> Parts:
    """Go through an export as it comes.

    Raises:
        InputError: broken, too large, or a workbook of something else.
    """
    archive.opened(data, limits, what="workbook").close()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = next((one for one in book.worksheets if _first_row_is_header(one)), None)
            if sheet is None:
                raise InputError(
                    "is a workbook, and no export of BIGKinds", hint="Save its articles as .txt or .jsonl."
                )
            yield from _parts(
                ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)), day, limits
            )
        finally:
            book.close()
    except (
        InvalidFileException,
        BadZipFile,
        zlib.error,
        TypeError,  # openpyxl's, for an attribute that no workbook has
        EOFError,
        KeyError,
        ValueError,
        etree.LxmlError,
        SyntaxError,
    ) as error:
        raise InputError("is a workbook that is broken", hint="Open and save it again, or export it again.") from error


def _first_row_is_header(sheet: Any) -> bool:
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return any(_plain(_cell(value)) == _MARK for value in first)


def _cell(value: object) -> str:
    """Write a cell as text. Identifiers are texts (`01100101.20250122…`); one that became a number has lost digits."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(name: str) -> str:
    return "".join(name.split()).strip("\ufeff\"'")


def _parts(rows: Iterable[list[str]], day: date | None, limits: Limits) -> Parts:
    numbered = enumerate(rows, start=1)
    try:
        header = [_plain(name) for name in next(numbered, (0, []))[1]]
        missing = [name for name in _NEEDED if name not in header]
        if missing:
            raise InputError(f"has no column {', '.join(missing)}", hint=_HINT)
        yield from _articles(numbered, header, day, limits)
    except csv.Error as error:
        raise InputError(f"is CSV that is broken: {error}", hint=_HINT) from error


def _articles(rows: Iterator[tuple[int, list[str]]], header: list[str], day: date | None, limits: Limits) -> Parts:
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        said = dict(zip(header, row, strict=False))
        excluded = said.get("분석제외여부", "").strip()
        if excluded:
            yield LeftOut(f":{number}", f"분석제외: {excluded}")
        else:
            yield Part(f":{number}", lambda said=said: _article(said, day, limits))  # type: ignore[misc]


def _article(said: Mapping[str, str], day: date | None, limits: Limits) -> Made:
    cut = [name for name in _NEEDED if name not in said]
    if cut:
        raise InputError(f"is a row that ends before its {cut[0]}", hint="Export it again from BIGKinds.")
    identifier = said["뉴스식별자"].strip()
    if "e+" in identifier.lower():
        reason = f"its 뉴스 식별자 {identifier!r} was turned into a number, and lost digits"
        raise InputError(reason, hint="Keep that column as text when saving, or read the XLSX itself.")
    text = clean(said["본문"])
    if len(text.encode()) > limits.article:
        raise too_large(limits.article)
    given = {
        "id": f"bigkinds-{identifier}" if identifier else None,
        "title": said["제목"],
        "publisher": said.get("언론사"),
        "url": said.get("URL"),
        "date": said["일자"],
    }
    return make_article(text, {name: value for name, value in given.items() if value}, day=day)
