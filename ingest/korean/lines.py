"""The lines of a text and its paragraphs, which are made of lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.document import Morph
from ingest.korean.boilerplate import holds_sentence, kind_of
from ingest.korean.outline import marker_of, shapes
from ingest.korean.wrapping import LEAST_WRAPPED, WIDEST

UNFINISHED = ("JKO", "JKG", "JC", "EC", "ETM", "EP", "SP", "XPN", "MM")
"""Tags that no heading ends in: a line that does goes on in the next."""
LEAST_GAPS, FEWEST_BLANKS = 2, 0.2
"""Of so many gaps between lines of running text, at least this share are blank lines; else each line is a paragraph."""


@dataclass(slots=True)
class Line:
    """A line without the white space around it, as code points of the text, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def lines_of(text: str, morphs: Sequence[Morph]) -> list[Line]:
    """Cut a text into its lines without the white space around them; hard-wrapped lines become one."""
    found: list[Line] = []
    paragraph, at, blank = -1, 0, True
    ends = [m.end for m in morphs]
    for raw in text.splitlines(keepends=True):
        start, at = at, at + len(raw)
        if not raw.strip():
            blank = True
            continue
        line = Line(start, start + len(raw.rstrip()), paragraph + blank)
        paragraph = line.paragraph
        if not blank and found and _goes_on(text, found[-1], line, morphs, ends):
            found[-1].end = line.end
        else:
            found.append(line)
        blank = False
    return _in_paragraphs(text, found)


def _in_paragraphs(text: str, lines: list[Line]) -> list[Line]:
    """Let each line of running text be a paragraph where no blank lines part them."""
    contents = (text[line.start : line.end] for line in lines)
    runs = [marker_of(content) is None and holds_sentence(content) for content in contents]
    parted = [after.paragraph > before.paragraph for before, after in pairwise(lines)]
    gaps = [blank for blank, both in zip(parted, pairwise(runs), strict=True) if all(both)]
    if len(gaps) >= LEAST_GAPS and sum(gaps) < FEWEST_BLANKS * len(gaps):
        begins = (blank or any(both) for blank, both in zip(parted, pairwise(runs), strict=True))
        for line, number in zip(lines, accumulate(begins, initial=0), strict=True):
            line.paragraph = number
    return lines


def _goes_on(text: str, line: Line, following: Line, morphs: Sequence[Morph], ends: Sequence[int]) -> bool:
    """Tell whether a line ends where no heading or sentence can, so that the next one continues it."""
    last = bisect_left(ends, line.end)
    if last >= len(morphs) or morphs[last].end != line.end or line.end - line.start < LEAST_WRAPPED:
        return False
    tag = morphs[last].tag
    if not tag.startswith(UNFINISHED) or text[line.end - 1] in "·:：":
        return False
    if following.end - following.start > WIDEST * (line.end - line.start):
        return False
    content = text[following.start : following.end]
    return marker_of(content) is None and not shapes().table_row.search(content) and kind_of(content) is None
