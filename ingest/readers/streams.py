"""Streams of bytes that may be pipes: their beginning, the rest, and as if nothing had been read yet."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from ingest.readers.formats import HEAD


def beginning(stream: BinaryIO) -> bytes:
    """Read what a format is told from. A line of JSON from a pipe is not kept waiting for the next ones."""
    data = b""
    while len(data) < HEAD and (piece := _some(stream, HEAD - len(data))):
        data += piece
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            break
    return data


def _some(stream: BinaryIO, most: int) -> bytes:
    read1 = getattr(stream, "read1", stream.read)
    return bytes(read1(most))


class Rewound(io.RawIOBase):
    """A stream of which the beginning was read already, from its beginning on. Closing it leaves the stream open."""

    def __init__(self, beginning: bytes, stream: BinaryIO) -> None:
        self._beginning = beginning
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer what comes next."""
        piece = self._beginning[: len(buffer)] or _some(self._stream, len(buffer))
        self._beginning = self._beginning[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def fill(stream: BinaryIO, data: bytes, most: int) -> bytes:
    """Read on until there are `most` bytes, or no more: a pipe gives what it has."""
    pieces = [data]
    left = most - len(data)
    while left > 0 and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
