"""The shape of a text by its lines: what marker a line opens with, and what stands under what.

Markers and heading forms are data, in `outline.yaml` beside this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, PrivateAttr

LONGEST_HEADING = 110
"""Code points. A longer line without a full stop is a paragraph that lost it."""


class Marker(BaseModel):
    """One kind of line marker; see `outline.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    pattern: re.Pattern[str]
    rank: int | None
    heading: bool
    note: bool = False


class Shapes(BaseModel):
    """The file `outline.yaml`."""

    model_config = ConfigDict(extra="forbid")

    markers: list[Marker]
    headings: list[re.Pattern[str]]
    boxes: list[re.Pattern[str]]
    introductions: re.Pattern[str]
    question_endings: list[str]
    table_row: re.Pattern[str]

    _question: re.Pattern[str] = PrivateAttr()

    def model_post_init(self, _context: object) -> None:
        """Join the question endings into one expression."""
        self._question = re.compile(r"(?:" + "|".join(self.question_endings) + r")\s*$")

    def asks(self, text: str) -> bool:
        """Tell whether a line after a dash reads as an interviewer's question."""
        return self._question.search(text) is not None


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """Return the markers and heading forms, read and compiled once."""
    content = files("ingest.korean").joinpath("outline.yaml").read_text("utf-8")
    return Shapes.model_validate(yaml.safe_load(content))


def marker_of(line: str) -> tuple[Marker, int] | None:
    """Return the marker that a line opens with and where its text begins (code points of the line), or `None`."""
    indent = len(line) - len(line.lstrip())
    for marker in shapes().markers:
        match = marker.pattern.match(line, indent)
        if match and match.end() < len(line.rstrip()):
            return marker, match.end()
    return None


@dataclass(slots=True)
class _Level:
    marker: Marker
    sentence: int


class Outline:
    """Which item stands under which, line by line.

    A marker seen before goes back to its level; a new one goes under the last, unless its usual rank says that it
    stands above. A note (* ※) explains the item before it and opens no level.
    """

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._heading: int | None = None
        self._heading_marker: Marker | None = None
        self._around_box: int | None = None
        self._in_box = False
        self._introduction: int | None = None
        self._begun = False
        self._headlines: set[int] = set()

    def heading(self, sentence: int, marker: Marker | None, *, box: bool = False) -> int | None:
        """Enter a heading that is sentence number `sentence`; return its parent.

        A `box` heading holds for the table or list under it, until running text follows. What stands without a marker
        before all text is the article's headline, with its subtitles, and heads no section of it.
        """
        if not self._begun and marker is None and not box:
            self._headlines.add(sentence)
        parent = None
        if marker is not None and self._heading is not None and self._heading_marker is None:
            parent = self._heading if self._heading == 0 else None
        if box and not self._in_box:
            self._around_box = self._heading
        self._levels.clear()
        self._heading, self._heading_marker, self._in_box = sentence, marker, box
        self._introduction = None
        return parent

    def item(self, sentence: int, marker: Marker) -> tuple[int, int | None]:
        """Enter an item; return its level (1 for the outermost) and its parent."""
        self._begun = True
        if marker.note:
            return len(self._levels) + 1, self._above()
        names = [level.marker.name for level in self._levels]
        if marker.name in names:
            del self._levels[names.index(marker.name) :]
        elif marker.rank is not None:
            while self._levels and _outranks(marker, self._levels[-1].marker):
                self._levels.pop()
        parent = self._above()
        self._levels.append(_Level(marker, sentence))
        return len(self._levels), parent

    def row(self) -> tuple[int, int | None]:
        """Return level and parent of a table row: it stands under the last item or heading."""
        return len(self._levels) + 1, self._above()

    def body(self) -> int | None:
        """Leave every item and box for running text; return the heading of its section, if there is one."""
        self._begun = True
        self._levels.clear()
        self._introduction = None
        if self._in_box:
            self._heading, self._in_box = self._around_box, False
        return None if self._heading in self._headlines else self._heading

    def introduce(self, sentence: int) -> None:
        """Let a sentence of running text stand over the list that follows it."""
        self._introduction = sentence

    def _above(self) -> int | None:
        if self._levels:
            return self._levels[-1].sentence
        return self._heading if self._introduction is None else self._introduction


def _outranks(marker: Marker, other: Marker) -> bool:
    return marker.rank is not None and other.rank is not None and marker.rank <= other.rank
