"""Units that the name finder labels: morphemes with their noun phrase, quotes and place in the line.

A unit is the smallest run of text that holds whole morphemes, so that no name can split one. Units come in
sequences, one a sentence; sentences that are boilerplate give none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.document import Morph, Sentence
from ingest.extract.titles import titles

NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "XPN", "XSN", "XR", "SL", "SN", "SH", "SW", "SO", "UN"})
"""Tags that a noun phrase is made of; `·`, `-`, `&` and `+` join its parts."""

JOINERS = frozenset("·ㆍ‧・-–&+/∙•")
DASHES = frozenset("-–—")
OPENING = frozenset("'\"‘“「『《〈[(<【［（")
CLOSING = {
    "'": "'",
    '"': '"',
    "‘": "’",
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "[": "]",
    "(": ")",
    "<": ">",
    "【": "】",
    "［": "］",
    "（": "）",
}
BRACKETS = frozenset("([<【［（")
LONGEST_QUOTE = 60
"""Quoted text longer than this (code points) is speech, not a name."""


@dataclass(slots=True)
class Unit:
    """A run of text that holds whole morphemes.

    Attributes:
        form, tag: of its first morpheme.
        start, end: code points in the text.
        spaced: white space stands before it, or could: it is a title of office behind a noun (산업부장관).
        phrase: number of its noun phrase in the sequence, -1 outside of any.
        quote: the mark that opens the innermost short quotation or bracket around it, or an empty string.
        new: the dictionary does not have its first morpheme.
    """

    form: str
    tag: str
    start: int
    end: int
    spaced: bool
    phrase: int = -1
    quote: str = ""
    new: bool = False

    @property
    def nominal(self) -> bool:
        """Whether it can stand in a noun phrase."""
        return self.tag in NOUN_TAGS


@dataclass(slots=True)
class Phrase:
    """A noun phrase: units from `first` to before `last`, what follows it, and its head (its last noun)."""

    first: int
    last: int
    head: int


@dataclass(slots=True)
class Sequence:
    """The units of one sentence with its noun phrases, its role and its quotations (unit ranges inside the marks)."""

    units: list[Unit]
    phrases: list[Phrase]
    quotes: list[tuple[int, int]]
    role: str
    number: int


def sequences(doc: Doc) -> list[Sequence]:
    """Cut a doc into sequences of units, one a sentence, in order of the text."""
    units = list(_units(doc.text, doc._.morphs))
    found: list[Sequence] = []
    at = 0
    for number, sentence in enumerate(readable(doc)):
        while at < len(units) and units[at].start < sentence.start:
            at += 1
        first = at
        while at < len(units) and units[at].end <= sentence.end:
            at += 1
        if at > first:
            found.append(_sequence(units[first:at], sentence.role, number))
    return found


def readable(doc: Doc) -> list[Sentence]:
    """Return the sentences that are read; the lines of the text where no component has split it."""
    if doc._.sentences:
        return [s for s in doc._.sentences if s.role != "boilerplate"]
    lines: list[Sentence] = []
    at = 0
    for line in doc.text.splitlines(keepends=True):
        if line.strip():
            lines.append(Sentence(at, at + len(line.rstrip())))
        at += len(line)
    return lines


def _units(text: str, morphs: Iterable[Morph]) -> Iterator[Unit]:
    """Join morphemes that share code points; a morpheme without any (a dropped copula) is left out."""
    current: Unit | None = None
    for morph in morphs:
        if morph.start >= morph.end:
            continue
        if current is not None and morph.start < current.end:
            current.end = max(current.end, morph.end)
            continue
        titled = current is not None and current.nominal and morph.form in titles().written_on
        if current is not None:
            yield current
        spaced = titled or morph.start == 0 or text[morph.start - 1].isspace()
        current = Unit(morph.form, morph.tag, morph.start, morph.end, spaced, new=morph.new)
    if current is not None:
        yield current


def _sequence(units: list[Unit], role: str, number: int) -> Sequence:
    return Sequence(units, _mark_phrases(units), _mark_quotes(units), role, number)


def _mark_phrases(units: list[Unit]) -> list[Phrase]:
    """Mark the noun phrases: runs of nominal units, over spaces and joiners, but not over a particle or comma."""
    phrases: list[Phrase] = []
    nominal = [unit.nominal for unit in units]
    goes_on = [noun or _joins(units, at) for at, noun in enumerate(nominal)]
    for at, unit in enumerate(units):
        if unit.form in DASHES and _parts(units, at):
            nominal[at] = goes_on[at] = False
    at = 0
    while at < len(units):
        if not nominal[at] or units[at].form in BRACKETS:
            at += 1
            continue
        first = at
        while at < len(units) and goes_on[at]:
            at += 1
        last = at
        while last > first + 1 and units[last - 1].form in JOINERS:
            last -= 1
        head = last - 1
        for unit in units[first:last]:
            unit.phrase = len(phrases)
        phrases.append(Phrase(first, last, head))
    return phrases


def _joins(units: list[Unit], at: int) -> bool:
    return units[at].form in JOINERS and at + 1 < len(units) and units[at + 1].nominal


def _parts(units: list[Unit], at: int) -> bool:
    """Tell whether a dash stands alone between two phrases."""
    return units[at].spaced and (at + 1 >= len(units) or units[at + 1].spaced)


def _mark_quotes(units: list[Unit]) -> list[tuple[int, int]]:
    """Find short quotations and brackets, mark the units inside with the innermost one's opening mark."""
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    for at, unit in enumerate(units):
        mark = unit.form
        if open_at and mark == CLOSING[units[open_at[-1]].form]:
            start = open_at.pop()
            if unit.start - units[start].end <= LONGEST_QUOTE and at > start + 1:
                found.append((start + 1, at))
        elif mark in OPENING:
            if len(open_at) > 2:
                open_at.pop(0)
            open_at.append(at)
    for first, last in sorted(found, key=lambda q: q[0] - q[1]):
        for unit in units[first:last]:
            unit.quote = units[first - 1].form
    return sorted(found)
