"""What a run has read and not yet written: articles that go into the store in one transaction.

Many articles a transaction cost less than one each: what they share is settled once, and the embedded engine copies the
newest rows of each kind of node once a transaction, however few are written. A few articles, or such as take long to
read, are not kept waiting for many: the first transactions of a run are small, and none is put off for long.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graph.errors import KaigraphError
from graph.model import Extraction
from graph.writer import MOST_CLAIMS, TOGETHER

S = TypeVar("S")
LONGEST = 2.0
"""Seconds after which what was read is written, however little it is, and that writing it may take by the last pace."""
STEPS = 500
"""How many steps to settle at once at most; those that pass over what is unchanged wait behind what was read."""
MOST_TEXT = 2_000_000
"""How many code points to hold at most: long articles of few claims would fill the memory."""


@dataclass(slots=True)
class Held(Generic[S]):
    """Steps of a run that are settled together, in their order, with what was read in them.

    Attributes:
        clock: tells the seconds since any moment.
        steps: all of them.
        read: those in which an article was read, with what was read.
        refused: those in which an article could not be read, with why.
    """

    clock: Callable[[], float] = time.monotonic
    steps: list[S] = field(default_factory=list)
    read: list[tuple[S, Extraction]] = field(default_factory=list)
    refused: list[tuple[S, KaigraphError]] = field(default_factory=list)
    _at_once: bool = False
    _claims: int = 0
    _text: int = 0
    _since: float = 0.0
    _written: int = 0
    _pace: float = float("inf")

    def add(self, step: S, pending: Callable[[], Extraction] | None, *, urgent: bool = False) -> None:
        """Take a step; where an article was handed in, wait for what is read in it.

        An urgent one is settled at once, and so is one in which the article cannot be read: a run may end there.
        """
        self.steps.append(step)
        self._at_once |= urgent
        if pending is None:
            return
        try:
            extraction = pending()
        except KaigraphError as error:
            self.refused.append((step, error))
            self._at_once = True
            return
        if not self.read:
            self._since = self.clock()
        self.read.append((step, extraction))
        self._claims += len(extraction.claims)
        self._text += len(extraction.article.text or "")

    def is_due(self) -> bool:
        """Tell whether to settle now: nothing is to be written, or enough, or what was read has waited long enough."""
        if not self.read or self._at_once:
            return bool(self.steps)
        # no more at a time than the run has written so far: what a slow store or machine makes of it shows by then
        articles = max(1.0, min(TOGETHER, self._written, LONGEST * self._pace))
        full = self._claims >= MOST_CLAIMS or self._text >= MOST_TEXT or len(self.steps) >= STEPS
        return full or len(self.read) + 1 > articles or self.clock() - self._since >= LONGEST

    def clear(self, seconds: float = 0.0) -> None:
        """Begin anew: all is settled, and to write what was read took so many seconds."""
        if self.read:
            self._pace = len(self.read) / seconds if seconds else float("inf")
        self._written += len(self.read)
        self._claims, self._text, self._at_once = 0, 0, False
        self.steps, self.read, self.refused = [], [], []
