"""HTML and XML into elements and lines of text, without entities, the network, or more depth than a page has."""

from __future__ import annotations

import re
from collections.abc import Iterable

import lxml.html
from lxml import etree

from graph.errors import InputError
from ingest.readers.decoding import clean

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SPACED = frozenset(["article", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "section", "table"])
"""Blocks with a blank line after them."""
SILENT = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "button",
    "select",
    "textarea",
    "nav",
    "head",
)
CELL = " | "
"""What stands between the cells of a table's row, which becomes a line."""

_ENTITY = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u3000\u200b\ufeff]+")


def xml(data: bytes) -> etree._Element:
    """Parse XML that declares no entities: those of HTML and XML need no declaring, and others are made to harm.

    Raises:
        InputError: entities declared, or no well-formed XML.
    """
    if _ENTITY.search(data):
        raise InputError("declares XML entities, which can be made to fill any memory", hint="Take the <!ENTITY> out.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is no well-formed XML: {error}", hint="Get the file again, or mend it.") from error


def page(text: str) -> lxml.html.HtmlElement:
    """Parse an HTML page or a piece of one, as leniently as browsers do.

    Raises:
        InputError: nothing in it.
    """
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_without_declaration(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("is an HTML page with nothing in it", hint="Save the page again, with its content.") from error
    return root


def text_of(element: etree._Element) -> str:
    """Return the text of an element as people see it: a line a block, a line a row of a table, blanks between blocks.

    Takes scripts, menus and the like out of the element.
    """
    etree.strip_elements(element, *SILENT, with_tail=False)
    pieces: list[str] = []
    _walk(element, pieces)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return clean(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def fragment_text(markup: str) -> str:
    """Return the text of a piece of HTML, as feeds and data portals carry it; plain text stays as it is."""
    return text_of(page(markup)) if markup.strip() else ""


def _without_declaration(text: str) -> str:
    """Drop an XML declaration, whose encoding is that of the bytes and no longer of the text."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)


def _walk(element: etree._Element, pieces: list[str]) -> None:
    """Gather text in document order. No page is deeper than the parser allows, which is less than the stack."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "table" and _holds_data(element):
        rows = (
            ("".join(map(str, cell.itertext())) for cell in row.iterchildren("td", "th")) for row in element.iter("tr")
        )
        pieces.append(f"\n{rows_as_lines(rows)}\n\n")
        return
    pieces.append("\n" if tag in BLOCKS or tag == "br" else "")
    pieces.append(_said(element.text, element))
    for child in element:
        _walk(child, pieces)
        pieces.append(_said(child.tail, element))
    pieces.append("\n\n" if tag in SPACED else "\n" if tag in BLOCKS else "")


def _holds_data(table: etree._Element) -> bool:
    """Tell a table with data from one that lays out a page: that has a table in it, or no row of several cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(list(row.iterchildren("td", "th"))) > 1 for row in table.iter("tr"))


def _said(text: str | None, within: etree._Element) -> str:
    """Newlines of the source are spaces to its reader, save in preformatted text."""
    return "" if not text else text if within.tag == "pre" else re.sub(r"\s*\n\s*", " ", text)


def rows_as_lines(rows: Iterable[Iterable[str]]) -> str:
    """Write a table as lines: a row each, cells set apart, rows without text left out."""
    lines = (CELL.join(cell for cell in (" ".join(text.split()) for text in row) if cell) for row in rows)
    return "\n".join(line for line in lines if line)
