"""Lines that a margin broke: e-mails and plain texts come in lines of about one width, which end in mid-sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ingest.korean.boilerplate import kind_of
from ingest.korean.outline import marker_of, shapes

LEAST_WRAPPED = 25
"""Code points. A shorter line was not wrapped, even where it ends unfinished: a heading cut for effect, or a cell."""
WIDEST = 2
"""Wrapped lines are about equally wide. One after which a line of more than so many times its width stands is whole."""
LEAST_BREAKS = 3
"""Breaks. In fewer, that the next word had no room may be chance."""
MOST_PASSED = 0.2
"""Of the breaks within sentences, how many may leave room for the next word: one is mended by hand now and then."""
_ENDED = re.compile(r"[.!?:;…][”’\"')\]」』》〉>]*$")
_IN_A_SUM = re.compile(
    r"(?<=\d[경조억])\n(?=\d[\d,]{0,5}[천백]?[ ]?[조억만])"
    r"|(?<=[\d천백십][조억만])\n(?=원(?:[을를이가은는의에으대씩]|(?![가-힣])))"
)
"""The end of a line within a sum of money: what stands on both sides is one number, or its unit."""


_Width = Callable[[str], int]


class _Line(NamedTuple):
    """A line with its text, without the white space around it, from `start` to `end`."""

    start: int
    end: int
    text: str


def unwrapped(text: str) -> str:
    """Return a text as long as the given one, with a blank for every line end that only a margin made.

    A text is wrapped where its lines have no room for the first word of the next one, up to the width of the widest, at
    nearly every line end within a sentence. In any other, only a sum of money that a line end cuts in two is joined.
    """
    cuts = _breaks(text)
    if cuts:
        characters = list(text)
        for cut in cuts:
            characters[cut] = " "
        text = "".join(characters)
    return _with_whole_sums(text)


def _breaks(text: str) -> list[int]:
    """Return where the line ends are that a margin made; none where the text is not wrapped."""
    pieces = list(_pieces(text))
    sure = [pair for piece in pieces if _ENDED.search(piece[-1].text) for pair in pairwise(piece)]
    if len(sure) < LEAST_BREAKS:
        return []
    _, most, width = max((_filled(sure, width) for width in (len, _columns)), key=itemgetter(0))
    if not most:
        return []
    pairs = (pair for piece in pieces for pair in pairwise(piece))
    return [text.index("\n", pair[0].end) for pair in pairs if _has_no_room(*pair, most, width)]


def _filled(pairs: Sequence[tuple[_Line, _Line]], width: _Width) -> tuple[float, int, _Width]:
    """Return what part of the breaks a margin may have made, and how wide the lines are then (0 where it made none)."""
    # A word that is wider than the margin stands alone on its line.
    most = max((width(line.text) for pair in pairs for line in pair if " " in line.text), default=0)
    long = [pair for pair in pairs if width(pair[0].text) >= most / 2]
    full = sum(_has_no_room(*pair, most, width) for pair in long)
    enough = most >= LEAST_WRAPPED and full >= LEAST_BREAKS and full >= (1 - MOST_PASSED) * len(long)
    return (full / len(long), most, width) if enough else (0.0, 0, width)


def _pieces(text: str) -> Iterator[list[_Line]]:
    """Give the lines that may be one sentence or more: none but the last ends with a full stop, none is a row or item.

    Blank lines stand between them, too.
    """
    piece: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw) + 1
        if piece and (not line or not _goes_on(piece[-1].text, line)):
            yield piece
            piece = []
        if line:
            piece.append(_Line(start, start + len(line), line))
    if piece:
        yield piece


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line may go on in the next one."""
    if _ENDED.search(before) or marker_of(after) is not None:
        return False
    return not any(shapes().table_row.search(one) or kind_of(one) for one in (before, after))


def _has_no_room(before: _Line, after: _Line, most: int, width: _Width) -> bool:
    """Tell whether the first word of a line would not have stood in the one before, of a width of `most`."""
    return width(before.text) + 1 + width(after.text.split(maxsplit=1)[0]) > most


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (UAX 11): wide characters take two."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def _with_whole_sums(text: str) -> str:
    for cut in list(_IN_A_SUM.finditer(text)):
        width = cut.start() - (text.rfind("\n", 0, cut.start()) + 1)
        following = text.find("\n", cut.end())
        if width >= LEAST_WRAPPED and (following if following >= 0 else len(text)) - cut.end() <= WIDEST * width:
            text = f"{text[: cut.start()]} {text[cut.end() :]}"
    return text
