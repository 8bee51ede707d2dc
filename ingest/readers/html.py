"""HTML pages: the body of the article, and what the page says of it in JSON-LD, OpenGraph and its layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import lxml.html
import trafilatura
import yaml
from lxml import etree
from pydantic import BaseModel, ConfigDict

from graph.errors import InputError
from ingest.readers.decoding import decode
from ingest.readers.fields import Made, make_article, parse_day
from ingest.readers.limits import Limits
from ingest.readers.markup import CELL, page, text_of
from ingest.readers.rights import rights

_LEAST_BODY = 80
"""Code points; what is shorter is a caption or a notice, so the next way of finding the body is tried."""
_LEAST_PARTS, _LEAST_FRAMED, _MOST = 2, 200, 0.6
"""A cell with so many paragraphs, so many code points and this share of its table's text is no figure of a table."""
_TABLE = ("thead", "tbody", "tfoot", "tr", "td", "th")
_ARTICLES = ("Article", "BlogPosting", "Report", "GovernmentService")
"""The ends of the schema.org types that are articles (NewsArticle, ReportageNewsArticle and their like among them)."""
_DAYS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@property='og:regDate' or @name='article:published_time' or @name='datePublished']/@content",
    "//meta[@itemprop='datePublished']/@content | //time[@itemprop='datePublished']/@datetime",
    "//meta[@name='DC.date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate' or @name='date']/@content",
    "//article//time[@pubdate]/@datetime",
)
"""Where pages state the day on which an article came out, the surest first."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_KOREAN_CHARSETS = {b"euc-kr", b"ks_c_5601-1987", b"ksc5601", b"cp949", b"ms949", b"x-windows-949", b"utf-8", b"utf8"}


class Layout(BaseModel):
    """Where a kind of Korean page keeps its parts, as XPath; the first that finds something is taken.

    `mark` finds something on pages of this layout only. The values of `title`, `publisher`, `date` and `url` are texts
    or attributes; `drop` names what is inside of the body and no part of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    mark: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """Return the known layouts, the most particular first.

    Raises:
        ValueError: the data file has a layout with an XPath that is none.
    """
    loaded = yaml.safe_load(resources.files(__package__).joinpath("layouts.yaml").read_text(encoding="utf-8"))
    found = tuple(Layout.model_validate(one) for one in loaded)
    for layout in found:
        for path in (
            layout.mark,
            *layout.body,
            *layout.title,
            *layout.publisher,
            *layout.date,
            *layout.url,
            *layout.drop,
        ):
            try:
                etree.XPath(path)
            except etree.XPathSyntaxError as error:
                raise ValueError(f"layouts.yaml, {layout.name}: {path!r} is no XPath") from error
    return found


def read(data: bytes, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """Read one page.

    Args:
        data: the page's bytes.
        day: its date where it names none.
        limits: bounds of the reading.
        url: where it came from, if that is known.

    Raises:
        InputError: no page, or no article in it.
    """
    return read_text(_decoded(data, limits), day=day, limits=limits, url=url)


def read_text(markup: str, *, day: date | None = None, limits: Limits, url: str | None = None) -> Made:
    """As `read`, of a page that is decoded already."""
    root = page(markup)
    given = _stated(root, markup, url)
    layout = next((one for one in layouts() if root.xpath(one.mark)), None)
    if layout is not None:
        given.update(_of_layout(root, layout))
    license_ = rights(root)
    if license_ is not None:
        given["license"] = license_
    text = _body(root, layout)
    if not text:
        hint = "Copy the article's text into a .txt file and read that."
        raise InputError("is an HTML page in which no article is found", hint=hint)
    if len(text.encode()) > limits.article:
        raise InputError(
            f"is a page with more than {limits.article / 1e6:g} MB of text", hint="Split it into articles."
        )
    return make_article(text, given, day=day)


def _decoded(data: bytes, limits: Limits) -> str:
    """Decode a page; Korean encodings only, as everywhere, whatever a page says of itself."""
    try:
        return decode(data, limit=limits.document)
    except InputError as error:
        said = _CHARSET.search(data[:4096])
        if said is None or said[1].lower() not in _KOREAN_CHARSETS:
            raise
        encoding = "utf-8" if said[1].lower().startswith(b"utf") else "cp949"
        text = data.decode(encoding, "replace")  # a page of thousands of characters with one that is broken
        if len(data) > limits.document or text.count("\ufffd") > len(text) // 500:
            raise error
        return text.replace("\ufffd", "")


def _stated(root: lxml.html.HtmlElement, markup: str, url: str | None) -> dict[str, Any]:
    """Return what a page says of its article: JSON-LD before OpenGraph before other marks.

    The day is taken from a mark that says it is the article's, never guessed from the page's text.
    """
    found = trafilatura.extract_metadata(markup, default_url=url, extensive=False)
    given: dict[str, Any] = {"url": url}
    if found is not None:
        given = {"title": found.title, "publisher": found.sitename or found.hostname, "url": found.url or url}
    given["published_on"] = _day(_first(root, _DAYS))
    linked = _linked_data(root)
    publisher = linked.get("publisher")
    given["title"] = _written(linked.get("headline")) or given.get("title")
    name = _written(publisher.get("name")) if isinstance(publisher, dict) else None
    given["publisher"] = name or given.get("publisher")
    given["published_on"] = _day(_written(linked.get("datePublished"))) or given["published_on"]
    return {name: value for name, value in given.items() if value}


def _linked_data(root: lxml.html.HtmlElement) -> dict[str, Any]:
    """Return the page's description of its article as linked data, empty where it has none."""
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):  # no JSON, an integer of thousands of digits, or nested too deep
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                kinds = one.get("@type")
                if any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return one
                waiting += graph if isinstance(graph := one.get("@graph"), list) else []
    return {}


def _written(value: object) -> str | None:
    """Return a value of linked data that is a text, or the first text of a list of values."""
    values = value if isinstance(value, list) else [value]
    return next((one for one in values if isinstance(one, str)), None)


def _of_layout(root: lxml.html.HtmlElement, layout: Layout) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in ("title", "publisher", "url"):
        value = _first(root, getattr(layout, name))
        if value:
            given[name] = value
    day = _day(_first(root, layout.date))
    if day is not None:
        given["published_on"] = day
    return given


def _first(root: lxml.html.HtmlElement, paths: Iterable[str]) -> str | None:
    for path in paths:
        for found in root.xpath(path):
            text = " ".join((found if isinstance(found, str) else found.text_content()).split())
            if text:
                return text
    return None


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        return None


def _body(root: lxml.html.HtmlElement, layout: Layout | None) -> str:
    """Find the article's text: where its layout keeps it, else where trafilatura finds it."""
    for path in layout.body if layout is not None else ():
        for element in root.xpath(path):
            for dropped in layout.drop if layout is not None else ():
                for inner in element.xpath(dropped):
                    inner.drop_tree()
            text = text_of(element)
            if len(text) >= _LEAST_BODY:
                return text
    _unframe(root)
    markup = lxml.html.tostring(root, encoding="unicode")
    found = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_precision=True)
    if found is None or len(found) < _LEAST_BODY:
        found = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or found
    return _plain(found) if found and len(found) >= _LEAST_BODY else ""


def _unframe(root: lxml.html.HtmlElement) -> None:
    """Turn tables that only frame a page's parts into blocks: of a table's text one cell holds most, in paragraphs.

    Else such a cell would become one line, as that of a table with figures does.
    """
    for table in list(root.iter("table")):
        parts = [part for part in table.iter(*_TABLE) if next(part.iterancestors("table"), None) is table]
        least = max(_LEAST_FRAMED, _MOST * len(table.text_content()))
        cells = (part for part in parts if part.tag == "td")
        if any(len(cell.text_content()) >= least and _paragraphs(cell) >= _LEAST_PARTS for cell in cells):
            for part in [table, *parts]:
                part.tag = "div"


def _paragraphs(cell: lxml.html.HtmlElement) -> int:
    return sum(1 for _ in cell.iter("p", "div", "br", "li"))


def _plain(text: str) -> str:
    """Write trafilatura's tables (`| a | b |`) as all other tables are written."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("|") and set(line) <= set("|- "):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else None
        lines.append(line if cells is None else CELL.join(cell for cell in cells if cell))
    return "\n".join(lines).strip()
