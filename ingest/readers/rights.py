"""The licence that a page states: Creative Commons, or the Korean open government licence (공공누리, KOGL)."""

from __future__ import annotations

import re

import lxml.html

_KOGL = re.compile(
    r"공공누리[^0-9]{0,12}([1-4])\s*유형|(?:kogl|opentype|img_opentype|codetype)0?([1-4])\b", re.IGNORECASE
)
_MARKED = re.compile(
    r"^[\W_]*(?:출처\s*:\s*)?공공누리[^가-힣0-9]{0,4}제?\s*[1-4]\s*유형[^가-힣]*(?:출처\s*표시[^다]*)?$"
    r"|(?:본|이)\s*(?:공공)?(?:저작물|보도자료|자료|게시물|문서)[은는이].{0,40}공공누리.{0,60}(?:이용|활용)"
)
"""A line that is the mark itself, or says of the text at hand that it may be used so."""
_CC = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)", re.IGNORECASE)


def rights(root: lxml.html.HtmlElement) -> str | None:
    """Return the licence that a page states of itself, as SPDX writes it where SPDX has it, else `KOGL-1` to `KOGL-4`.

    Looks at links and pictures that mark a licence and at the words beside them; never guesses one from the publisher.
    KOGL's types are those of https://www.kogl.or.kr/info/license.do.
    """
    for link in root.xpath("//a/@href | //link[@rel='license']/@href"):
        creative = _CC.search(link)
        if creative is not None:
            return _spdx(creative[1], creative[2], creative[3])
    marks = root.xpath(
        "//img/@alt | //img/@src | //a[contains(@href, 'kogl.or.kr')]//text()"
        " | //*[contains(text(), '공공누리')]/text()"
    )
    for mark in marks:
        kogl = _KOGL.search(mark)
        if kogl is not None:
            return f"KOGL-{kogl[1] or kogl[2]}"
    return None


def spoken(text: str) -> str | None:
    """Return the licence that a field or a line of text names (`공공누리 제1유형`, a Creative Commons link)."""
    creative = _CC.search(text)
    if creative is not None:
        return _spdx(creative[1], creative[2], creative[3])
    kogl = _KOGL.search(text)
    return f"KOGL-{kogl[1] or kogl[2]}" if kogl is not None else None


def marked(text: str) -> str | None:
    """Return the Korean open government licence under which a text puts itself, in a line of its own that says so.

    A text that only speaks of the licence (공공누리 제1유형으로 개방한 자료) does not put itself under it.
    """
    for line in text.splitlines():
        if "공공누리" in line and _MARKED.search(line) and (kogl := _KOGL.search(line)):
            return f"KOGL-{kogl[1] or kogl[2]}"
    return None


def _spdx(kind: str, terms: str, version: str) -> str:
    if kind.lower() == "publicdomain":
        return "CC0-1.0" if terms.lower() == "zero" else "PDDC"
    return f"CC-{terms.upper()}-{version}"
