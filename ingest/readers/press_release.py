"""Press releases of the public data portal (정책브리핑 보도자료, data.go.kr 1371000): XML with a NewsItem each.

`MinisterCode` holds the ministry's name, `DataContents` HTML (where `ContentsType` is H) or text, `ApproveDate` the day
as MM/DD/YYYY HH:MM:SS. Attachments are named and not fetched.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from lxml import etree

from graph.errors import InputError
from ingest.readers.fields import Made, make_article, parse_day
from ingest.readers.limits import Limits, too_large
from ingest.readers.markup import fragment_text, xml
from ingest.readers.parts import LeftOut, Part, Parts
from ingest.readers.rights import spoken

_AMERICAN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_MARKUP = re.compile(r"<[a-zA-Z/][^>]*>|&[a-z#0-9]+;")


def read(data: bytes, *, day: date | None = None, limits: Limits) -> Parts:
    """Go through an answer of the portal.

    Raises:
        InputError: no XML, or the portal's own error (a key that is not registered, too many requests).
    """
    root = xml(data)
    items = [element for element in root.iter() if etree.QName(element).localname == "NewsItem"] if len(root) else []
    if not items:
        said = " ".join(text.strip() for text in map(str, root.itertext()) if text.strip())
        raise InputError(f"holds no press release: {said[:120]}", hint="Look at the portal's answer, and ask it again.")
    for number, item in enumerate(items, start=1):
        fields = _said(item)
        yield Part(f":{number}", lambda fields=fields: _article(fields, day, limits))  # type: ignore[misc]
        attached = _attached(fields)
        if attached and "DataContents" in fields:
            yield LeftOut(f":{number}", f"attachments that were not fetched: {', '.join(attached)}")


def _said(item: etree._Element) -> dict[str, list[str]]:
    """Return the fields of one release by name; those that stand empty are left out."""
    said: dict[str, list[str]] = {}
    for field in item:
        text = (field.text or "").strip()
        if isinstance(field.tag, str) and text:
            said.setdefault(etree.QName(field).localname, []).append(text)
    return said


def _attached(said: dict[str, list[str]]) -> list[str]:
    return said.get("FileName", [])


def _article(said: dict[str, list[str]], day: date | None, limits: Limits) -> Made:
    first = {name: values[0] for name, values in said.items()}
    contents = first.get("DataContents", "")
    body = fragment_text(contents) if first.get("ContentsType") == "H" or _MARKUP.search(contents) else contents
    if len(body.encode()) > limits.article:
        raise too_large(limits.article)
    attached = _attached(said)
    if not body.strip():
        files = f" beside its attachments ({', '.join(attached[:3])})" if attached else ""
        raise InputError(f"has no text{files}", hint="Fetch the attachment, and read that.")
    subtitles = [first[name] for name in ("SubTitle1", "SubTitle2", "SubTitle3") if name in first]
    text = "\n".join([*subtitles, "", body]) if subtitles else body
    given = {
        "id": f"korea.kr-{first['NewsItemId']}" if "NewsItemId" in first else None,
        "title": first.get("Title"),
        "publisher": first.get("MinisterCode"),
        "url": first.get("OriginalUrl"),
        "published_on": _day(first.get("ApproveDate") or first.get("ModifyDate")),
        "license": spoken(body),
    }
    return make_article(text, {name: value for name, value in given.items() if value}, day=day)


def _day(value: str | None) -> date | None:
    """Read the portal's dates.

    Raises:
        InputError: a date that is none.
    """
    if value is None:
        return None
    american = _AMERICAN.match(value)
    try:
        if american is not None:
            return datetime(int(american[3]), int(american[1]), int(american[2])).date()
        return parse_day(value)
    except ValueError as error:
        raise InputError(f"its ApproveDate {value!r} is no date", hint="Mend it, or leave it out.") from error
