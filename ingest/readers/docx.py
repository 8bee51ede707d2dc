"""Word documents (.docx): paragraphs and tables in their order, rows of tables as lines."""

from __future__ import annotations

import io
import zlib
from datetime import date
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document as Word
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml import etree

from graph.errors import InputError
from ingest.readers import archive
from ingest.readers.decoding import clean
from ingest.readers.fields import Made, make_article
from ingest.readers.limits import Limits, too_large
from ingest.readers.markup import rows_as_lines


def read(data: bytes, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """Read one document; `url` is where it was fetched from.

    Raises:
        InputError: too large, broken, or without text.
    """
    archive.opened(data, limits, what="Word document").close()
    try:
        word = docx.Document(io.BytesIO(data))
        text, given = clean("\n".join(_lines(word))), _given(word)
    except (OpcError, KeyError, ValueError, BadZipFile, zlib.error, EOFError, etree.LxmlError) as error:
        raise InputError(
            "is a Word document that is broken", hint="Open and save it again, or save it as .txt."
        ) from error
    if len(text.encode()) > limits.article:
        raise too_large(limits.article)
    return make_article(text, given | ({"url": url} if url else {}), day=day)


def _lines(word: Word) -> list[str]:
    return [rows_as_lines(_rows(part)) if isinstance(part, Table) else part.text for part in word.iter_inner_content()]


def _rows(table: Table) -> list[list[str]]:
    """Return a table's cells; merged ones, which Word lists once a column, count once."""
    rows = []
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}
        rows.append(list(cells.values()))
    return rows


def _given(word: Word) -> dict[str, Any]:
    """Return the document's title; its author is a person or a machine and its dates are those of the file."""
    title = (word.core_properties.title or "").strip()
    return {"title": title} if title and title.lower() not in ("word document", "제목 없음", "untitled") else {}
