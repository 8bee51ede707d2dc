"""Markdown and plain text, with or without front matter: one article a file."""

from __future__ import annotations

from datetime import date

from ingest.readers.decoding import decode
from ingest.readers.fields import Made, make_article
from ingest.readers.front_matter import split_front_matter
from ingest.readers.limits import DEFAULT_LIMIT


def read(data: bytes, *, day: date | None = None, limit: int = DEFAULT_LIMIT, url: str | None = None) -> Made:
    """Read the bytes of one file. `day` is the date where it brings none of its own, `url` where it was fetched from.

    Raises:
        InputError: the bytes are no text, or front matter or a field of it cannot be used.
    """
    given, body = split_front_matter(decode(data, limit=limit))
    return make_article(body, {"url": url, **given} if url else given, day=day)
