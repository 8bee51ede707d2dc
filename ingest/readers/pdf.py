"""PDF: text in reading order, columns one after the other, broken lines joined again."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as raw

from graph.errors import InputError
from ingest.readers.decoding import clean
from ingest.readers.fields import Made, make_article
from ingest.readers.limits import Limits, too_large

_SAME_LINE = 0.5
"""Share of a line's height by which two pieces of text must overlap to stand in one line."""
_WIDE_GAP = 1.5
"""Heights of a line between two pieces of it that make them cells or columns."""
_GUTTER = (0.3, 0.7)
"""Where, between a page's left and right edge of text, the space between two columns may be."""
_LEAST_LINES = 4
"""Lines that must stand on each side of a gutter: fewer are a heading or a table."""
_FULL = 0.85
"""Share of the column's width from which on a line is taken to be broken by the margin and not by the author."""
_SOFT_HYPHEN = 0x02
"""What PDFium gives for a hyphen at a line's end."""
_UNSCALED = 1.5
"""Points; a font of this size or less is scaled elsewhere, so that its size is that of its box."""
_ITEM = re.compile(r"\s*(?:[□○◦●■◆◇▶▷※*·•\-–—➊-➓①-⑳❶-❿]|\(?[0-9가-하]{1,2}[.)]|<|【|\[)")
_ENDED = re.compile(r"[.?!:][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text on a page, in points from the left and the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def read(data: bytes, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """Read one document; `url` is where it was fetched from.

    Raises:
        InputError: too many pages, encrypted, broken, or without text (a scan).
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("is an encrypted PDF", hint="Save it without a password.") from error
        raise InputError("is a PDF that is broken or cut off", hint="Get the file again.") from error
    try:
        pages = len(document)
        if pages > limits.pages:
            raise InputError(f"is a PDF of {pages:,} pages, more than {limits.pages}", hint="Split it into articles.")
        title = (document.get_metadata_dict().get("Title") or "").strip()
        text = clean("\n".join(_pages(document, limits)))
    except pypdfium2.PdfiumError as error:
        raise InputError(f"is a PDF with a broken page: {error}", hint="Save it again with another program.") from error
    finally:
        document.close()
    if not text.strip():
        raise InputError("is a PDF without text (a scan)", hint="Have its text recognised (OCR), and read that.")
    given = {"title": title if _is_headline(title) else None, "url": url}
    return make_article(text, {name: value for name, value in given.items() if value}, day=day)


def _is_headline(title: str) -> bool:
    """Tell a headline from what programs write into the title: file names and their own names."""
    return " " in title and not re.search(r"\.(hwpx?|docx?|pdf|indd)\b|^Microsoft|^untitled", title, re.IGNORECASE)


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[str]:
    size = 0
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        try:
            text = _page_text(list(_pieces(textpage, page.get_height())))
        finally:
            textpage.close()
            page.close()
        size += len(text.encode("utf-8", "surrogatepass"))
        if size > limits.article:
            raise too_large(limits.article)
        yield text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _pieces(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[_Piece]:
    """Bring a page's characters, in the order in which they were set, into stretches that stand together on a line.

    By their baselines and sizes: the boxes of the glyphs differ from character to character and from font to font.
    """
    text, box = "", (0.0, 0.0, 0.0, 0.0)
    for char, left, right, base, size in _characters(textpage):
        if char.isspace():
            text += " " if text else ""
            continue
        top, bottom = height - base - size, height - base
        if text and (abs(bottom - box[3]) > 0.3 * size or not -size < left - box[1] < _WIDE_GAP * size):
            yield _Piece(text.strip(), *box)
            text = ""
        box = (box[0], right, box[2], box[3]) if text else (left, right, top, bottom)
        text += char
    if text.strip():
        yield _Piece(text.strip(), *box)


def _characters(textpage: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float, float, float, float]]:
    """Go through the characters of a page: each with its left and right edge, its baseline and its size, in points."""
    x, base = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if not code or code == _SOFT_HYPHEN:
            continue
        if chr(code).isspace():
            yield " ", 0, 0, 0, 0
        elif raw.FPDFText_GetCharOrigin(textpage, index, x, base):
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            size = raw.FPDFText_GetFontSize(textpage, index)
            yield (
                chr(code),
                left,
                max(right, left),
                base.value,
                size if size > _UNSCALED else max(top - bottom, _UNSCALED),
            )


def _page_text(pieces: list[_Piece]) -> str:
    lines = _lines(pieces)
    columns = _columns(lines)
    return "\n".join(_flow(column) for column in columns)


def _lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Bring the pieces of a page into lines, from the top, each from the left."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top, one.left)):
        line = lines[-1] if lines else None
        if line is not None and _overlap(line[0], piece) >= _SAME_LINE:
            line.append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _overlap(one: _Piece, other: _Piece) -> float:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(min(one.height, other.height), 1e-6)


def _columns(lines: list[list[_Piece]]) -> list[list[list[_Piece]]]:
    """Cut a page at its gutter: what goes across stands before and after what is side by side."""
    gutter = _gutter(lines)
    if gutter is None:
        return [lines]
    parts: list[list[list[_Piece]]] = []
    left: list[list[_Piece]] = []
    right: list[list[_Piece]] = []

    def put_down() -> None:
        parts.extend(part for part in (left[:], right[:]) if part)
        left.clear()
        right.clear()

    for line in lines:
        if any(piece.left < gutter < piece.right for piece in line):
            put_down()
            parts.append([line])
            continue
        before, after = [p for p in line if p.right <= gutter], [p for p in line if p.left >= gutter]
        left.extend([before] if before else [])
        right.extend([after] if after else [])
    put_down()
    return parts


def _gutter(lines: list[list[_Piece]]) -> float | None:
    """Find where a page's two columns part: a place that most of its lines leave free, with lines on both sides."""
    pieces = [piece for line in lines for piece in line]
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    best: tuple[int, float] | None = None
    for step in range(41):
        place = first + (last - first) * (_GUTTER[0] + (_GUTTER[1] - _GUTTER[0]) * step / 40)
        across = sum(1 for line in lines if any(p.left < place < p.right for p in line))
        beside = [line for line in lines if line[0].right <= place <= line[-1].left]
        even = [line for line in beside if _is_running(line, place)]
        if len(even) >= _LEAST_LINES and across <= len(lines) // 3 and (best is None or len(even) > best[0]):
            best = (len(even), place)
    return best[1] if best is not None else None


def _is_running(line: list[_Piece], place: float) -> bool:
    """Tell two columns of running text from the cells of a table: those are many, or short."""
    before, after = [p for p in line if p.right <= place], [p for p in line if p.left >= place]
    return all(len("".join(p.text for p in side)) >= 12 and not _has_gaps(side) for side in (before, after))


def _has_gaps(side: list[_Piece]) -> bool:
    return any(b.left - a.right > _WIDE_GAP * a.height for a, b in pairwise(side))


def _flow(lines: list[list[_Piece]]) -> str:
    """Write a column's lines as text, those together that only the margin broke."""
    if not lines:
        return ""
    edge = max(line[-1].right for line in lines)
    start = min(line[0].left for line in lines)
    paragraphs: list[list[str]] = []
    before: list[_Piece] | None = None
    for line in lines:
        text = _line_text(line)
        if before is not None and _goes_on(before, line, text, start, edge):
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
        before = line
    return "\n".join(_glued(parts) if len(parts) > 1 else parts[0] for parts in paragraphs)


def _line_text(line: list[_Piece]) -> str:
    """Write a line; wide gaps are the spaces between a table's cells."""
    text = line[0].text.strip()
    for left, right in pairwise(line):
        gap = right.left - left.right
        text += " | " if gap > _WIDE_GAP * left.height else " " if gap > 0.15 * left.height else ""
        text += right.text.strip()
    return text


def _goes_on(before: list[_Piece], line: list[_Piece], text: str, start: float, edge: float) -> bool:
    last = before[-1]
    if " | " in text or any(b.left - a.right > _WIDE_GAP * a.height for a, b in pairwise(before)):
        return False
    full = last.right - start >= _FULL * (edge - start)
    near = line[0].top - last.bottom <= 1.2 * last.height
    alike = 0.8 <= line[0].height / max(last.height, 1e-6) <= 1.25
    return (
        full and near and alike and not _ITEM.match(text) and not (_ENDED.search(last.text) and _indented(line, start))
    )


def _indented(line: list[_Piece], start: float) -> bool:
    return line[0].left - start > 0.8 * line[0].height


def _glued(parts: list[str]) -> str:
    """Join the lines of a paragraph: Korean is broken within words too, and only morphemes tell where a space goes."""
    # Loading the analyser takes a second, which a PDF without broken lines need not cost.
    from ingest.korean.tokenizer import kiwi

    return str(kiwi().glue(parts))
