"""Cutting one line into its sentences, from the morphemes that the tokenizer found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.document import Morph

OPENERS = {"“": "”", "(": ")", "[": "]", "「": "」", "『": "』", "（": "）", "《": "》"}
PAIRED = re.compile("[" + re.escape("".join({*OPENERS, *OPENERS.values(), '"'})) + "]")
CLOSERS = frozenset("”’\"')]」』）》〉>")
CONTINUING = ("J", "EC", "ETM", "EP", "VCP", "XS", "EF")
"""Beginnings of the tags that may follow a quotation and belong to the sentence around it: "…했다."고, "…했다."는."""
QUOTING = frozenset({"라고", "라며", "라는", "이라고", "이라며", "고", "며", "면서", "하고"})


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pair the quotation marks and brackets of one line: offsets of the opening and the closing one.

    An opening without its closing is no pair, nor is what stands between.
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in PAIRED.finditer(text, start, end):
        char, index = mark[0], mark.start()
        opens = char in OPENERS or (char == '"' and all(closing != '"' for closing, _ in stack))
        if opens:
            stack.append((OPENERS.get(char, '"'), index))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == char:
                found.append((stack[depth][1], index))
                del stack[depth:]
                break
    return found


class Splitter:
    """Cuts the text of one line, `start` to `end`, into sentences."""

    def __init__(self, text: str, start: int, end: int, morphs: Sequence[Morph]) -> None:
        self.text, self.start, self.end, self.morphs = text, start, end, morphs
        self.inside = bytearray(end - start)
        for opening, closing in _pairs(text, start, end):
            if not self._stands_alone(opening, closing):
                self.inside[opening - start : closing - start] = b"\1" * (closing - opening)

    def run(self) -> Iterator[tuple[int, int]]:
        """Give the sentences' offsets."""
        begin = self.start
        for index, morph in enumerate(self.morphs):
            if morph.tag != "SF" or self.inside[morph.start - self.start]:
                continue
            after = self._after_closers(morph.end)
            if begin < after < self.end and self._ends_here(after, index):
                yield begin, after
                begin = after
        if begin < self.end:
            yield begin, self.end

    def _after_closers(self, at: int) -> int:
        while at < self.end and self.text[at] in CLOSERS:
            at += 1
        return at

    def _stands_alone(self, opening: int, closing: int) -> bool:
        """Tell whether a quotation holds whole sentences of its own: nothing before or after it goes on with it."""
        if self.text[closing] not in '"”' or self.text[closing - 1] not in ".?!":
            return False
        if self.text[self.start : opening].strip()[-1:] not in ("", ".", "?", "!"):
            return False
        index = bisect_left(self.morphs, closing + 1, key=lambda m: m.start)
        return index >= len(self.morphs) or not self._continues(self.morphs[index])

    def _continues(self, morph: Morph) -> bool:
        return morph.tag.startswith(CONTINUING) or morph.form in QUOTING

    def _ends_here(self, after: int, stop: int) -> bool:
        """Decide whether the full stop `morphs[stop]`, closed at `after`, ends a sentence."""
        following = stop + 1
        while following < len(self.morphs) and self.morphs[following].start < after:
            following += 1
        if following == len(self.morphs):
            return True
        next_one = self.morphs[following]
        if self.text[after - 1] in CLOSERS and self._continues(next_one):
            return False
        tag = self.morphs[stop - 1].tag if stop else ""
        if tag in ("SL", "SN") and next_one.tag == tag:
            return False
        if not self.text[after].isspace():
            if tag != "EF" or next_one.tag in ("SF", "SP", "SSC") or next_one.tag.startswith("J"):
                return False
            return next_one.tag != "SN" or "가" <= self.text[next_one.end : next_one.end + 1] <= "힣"
        return True
