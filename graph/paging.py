"""Cursors: where a list goes on. A cursor holds the sort key of the last row shown, so it stays right under writes."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph.errors import InputError

T = TypeVar("T")
_INT64 = 2**63
_PACKED = b"\x78"
"""The first byte of what zlib packed; JSON begins with a bracket."""
_MOST_BYTES = 10_000


def encode_cursor(question: str, key: Iterable[str | int]) -> str:
    """Make the cursor that goes on after the row with this sort key. `question` is the list that it belongs to."""
    plain = json.dumps([question, *key], ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(plain, 9)  # a key may hold the same long id several times
    return base64.urlsafe_b64encode(min(plain, packed, key=len)).decode().rstrip("=")


def decode_cursor(question: str, cursor: str, shape: type[T]) -> T:
    """Return the sort key in a cursor.

    Args:
        question: the list that the cursor must belong to.
        cursor: what `encode_cursor` made.
        shape: the key's type, such as `tuple[str, int]`.

    Raises:
        InputError: it is no cursor, or that of another list.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, *key = json.loads(_unpacked(raw))
        json.dumps(key, ensure_ascii=False).encode()  # a lone surrogate must not reach a store
        values = TypeAdapter[T](shape).validate_python(tuple(key), strict=True)
        if name == question and all(abs(value) < _INT64 for value in key if isinstance(value, int)):
            return values
    except (ValueError, TypeError, RecursionError, binascii.Error, zlib.error, ValidationError):
        pass
    raise InputError(
        f"{cursor[:80]!r} is no cursor of this list",
        hint="Take `next_cursor` of the answer before as it stands, or leave the cursor out to start over.",
    )


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(_PACKED):
        return raw
    opened = zlib.decompressobj()
    plain = opened.decompress(raw, _MOST_BYTES)
    if not opened.eof:
        raise ValueError("cut off, or too much in too little")
    return plain


def page(rows: list[T], key: Callable[[T], tuple[Any, ...]], after: tuple[Any, ...] | None, limit: int) -> list[T]:
    """Return the `limit` rows that come after a sort key. `rows` are in the order of `key`."""
    start = 0 if after is None else bisect_right(rows, after, key=key)
    return rows[start : start + limit]


def check_limit(limit: int, most: int) -> int:
    """Return the limit, or refuse one outside of 1 to `most`.

    Raises:
        InputError: it is.
    """
    if not 1 <= limit <= most:
        raise InputError(f"limit is {limit}, not 1 to {most}")
    return limit
