"""RSS and Atom feeds: an entry an article, with as much of its text as the feed carries."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from typing import Any

import feedparser

from graph.errors import InputError
from ingest.readers.fields import SEOUL, Made, make_article
from ingest.readers.limits import Limits, too_large
from ingest.readers.markup import fragment_text, xml
from ingest.readers.parts import Part, Parts
from ingest.readers.rights import spoken

_OFFSET = re.compile(r"(?:[+-]\d\d:?\d\d|Z|GMT|UT|UTC|[ECMP][SD]T)\s*\Z")
"""Offsets that feedparser knows. KST is none of them: it leaves the time as it is, which is Korean time already."""


def read(data: bytes, *, day: date | None = None, limits: Limits) -> Parts:
    """Go through the entries of a feed.

    Raises:
        InputError: no well-formed XML, or no feed.
    """
    xml(data)  # feedparser takes anything for a feed, and what it repairs may have lost entries
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise InputError("is XML, and no feed", hint="Give an RSS or Atom feed.")
    if not feed.entries:
        raise InputError("is a feed without entries", hint="Try again later, or give its pages.")
    about = feed.feed
    for number, entry in enumerate(feed.entries, start=1):
        yield Part(f":{number}", lambda entry=entry: _article(entry, about, day, limits))  # type: ignore[misc]


def _article(entry: Any, about: Any, day: date | None, limits: Limits) -> Made:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    longest = max([*contents, entry.get("summary", "")], key=len)
    text = fragment_text(longest)
    if len(text.encode()) > limits.article:
        raise too_large(limits.article)
    if not text.strip():
        raise InputError("is an entry without text", hint="Give the page that it links to.")
    link = entry.get("link")
    given = {
        "url": link,
        "title": fragment_text(entry.get("title", "")).replace("\n", " "),
        "publisher": entry.get("source", {}).get("title") or entry.get("publisher") or about.get("title"),
        "published_on": _day(entry),
        "license": spoken(" ".join([entry.get("rights", ""), entry.get("license", ""), about.get("license", "")])),
    }
    return make_article(text, {name: value for name, value in given.items() if value}, day=day)


def _day(entry: Any) -> date | None:
    """Return the day in Korea on which an entry came out; a time without an offset is Korean time already."""
    for name in ("published", "updated"):
        moment = entry.get(f"{name}_parsed")
        if moment is not None:
            if _OFFSET.search(entry.get(name, "")):
                return datetime.fromtimestamp(calendar.timegm(moment), UTC).astimezone(SEOUL).date()
            return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    return None
