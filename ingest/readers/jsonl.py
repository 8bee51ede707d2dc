"""JSONL: one article a line, as an object with its text and what else is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from graph.errors import InputError
from ingest.readers.decoding import clean, decode
from ingest.readers.fields import Made, make_article
from ingest.readers.limits import DEFAULT_LIMIT

TEXT_FIELDS = ("text", "body", "content")
_HINT = 'Write one object a line, such as {"title": "…", "date": "2025-12-24", "text": "…"}.'


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Go through the lines that are not blank, each with its number from 1.

    Args:
        stream: where they come from.
        limit: most bytes; a longer line is cut to `limit + 1`, so that no line fills the memory.
    """
    number = 0
    line = stream.readline(limit + 1)
    while line:
        number += 1
        rest = line
        while len(rest) == limit + 1 and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        if line.strip():
            yield number, line
        line = stream.readline(limit + 1)


def read(line: bytes, *, day: date | None = None, limit: int = DEFAULT_LIMIT) -> Made:
    """Read one line. `day` is the date where the line brings none of its own.

    Raises:
        InputError: it is no JSON object, has no text, or a field that cannot be used.
    """
    try:
        loaded = json.loads(decode(line, limit=limit))
    except json.JSONDecodeError as error:
        raise InputError(f"is no JSON: {error.msg} at column {error.colno}", hint=_HINT) from error
    except RecursionError as error:
        raise InputError("is JSON that is nested too deep", hint=_HINT) from error
    except ValueError as error:  # Python's own bound
        raise InputError("is JSON with an integer of too many digits", hint=_HINT) from error
    if not isinstance(loaded, dict):
        raise InputError("is no JSON object", hint=_HINT)
    key = next((name for name in TEXT_FIELDS if name in loaded), None)
    if key is None:
        raise InputError(f"has no text: none of the fields {', '.join(TEXT_FIELDS)} is there", hint=_HINT)
    if not isinstance(loaded[key], str) or not loaded[key].strip():
        raise InputError(f"has a field {key!r} that is no text", hint=_HINT)
    return make_article(clean(loaded[key]), {name: value for name, value in loaded.items() if name != key}, day=day)
