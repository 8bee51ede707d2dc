"""Documents of our own, made by each format's own library: what the tests of the readers read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import Document, PassedOver, Unreadable, find, read
from ingest.readers.bigkinds import COLUMNS

HANCOM = Path(__file__).parent / "documents" / "hancom"
FONT = "HYSMyeongJo-Medium"
SIZE = 10

BODY = (
    "산업통상부는 2026년 AI 팩토리 선도사업에 2,200억원을 투입한다고 5일 밝혔다. "
    "이 사업은 제조 현장에 인공지능을 심어 생산성을 높이는 것을 목표로 하며 조선과 자동차 공장이 먼저 참여한다. "
    "김정관 장관은 이날 열린 회의에서 제조업의 AI 전환을 앞당기겠다고 말했다."
)


def items(path: Path | str, *, limit: int = 5_000_000) -> list[Document | Unreadable | PassedOver]:
    """Read everything behind a path."""
    return [item for source in find([path]).sources for item in read(source, limit=limit)]


def one(path: Path | str) -> Document:
    """Read a path that holds one article."""
    (item,) = items(path)
    assert isinstance(item, Document), item
    return item


def problem(path: Path | str, *, limit: int = 5_000_000) -> str:
    """Return why a path that holds one article cannot be read; there is always a hint."""
    (item,) = items(path, limit=limit)
    assert isinstance(item, Unreadable), item
    assert item.error.hint
    return item.error.message


def pdf(pages: Iterable[Iterable[tuple[float, float, str]]], *, title: str = "", password: str | None = None) -> bytes:
    """Make a PDF of texts at places, in points from the left and the bottom of an A4 page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(stream, encrypt=lock, invariant=1)
    canvas.setTitle(title)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def word(paragraphs: Iterable[str], table: Iterable[Iterable[str]], *, title: str = "") -> bytes:
    """Make a Word document: paragraphs, and a table before the last one."""
    document = docx.Document()
    document.core_properties.title = title
    *before, after = paragraphs
    for text in before:
        document.add_paragraph(text)
    rows = [list(row) for row in table]
    grid = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            grid.cell(r, c).text = text
    document.add_paragraph(after)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bigkinds_rows(*rows: Mapping[str, str]) -> list[list[str]]:
    """Write rows of an export, header first; what a row does not say is empty."""
    return [list(COLUMNS), *([row.get(name, "") for name in COLUMNS] for row in rows)]


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def mail(subject: str, text: str, *, attached: Mapping[str, bytes] | None = None, charset: str = "utf-8") -> bytes:
    """Make an e-mail of a ministry's press office."""
    message = EmailMessage()
    message["From"] = "산업통상부 대변인실 <press@example.go.kr>"
    message["To"] = "desk@example.com"
    message["Date"] = "Thu, 05 Mar 2026 23:30:00 +0000"
    message["Subject"] = subject
    message.set_content(text, charset=charset)
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def page(body: str, *, head: str = "", charset: str = "utf-8") -> bytes:
    """Make an HTML page."""
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="{charset}">{head}</head>'
        f'<body><nav><a href="/">홈</a> <a href="/news">뉴스</a></nav>{body}'
        f"<footer>Copyright 2026. 무단 전재 금지</footer></body></html>"
    ).encode(charset)
