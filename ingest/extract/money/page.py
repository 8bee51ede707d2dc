"""An article laid out for reading its money: where nodes, sums, targets and times stand, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ingest.document import Morph, Node, Sentence
from ingest.extract.pairs import Reading
from ingest.korean.amounts import Amount
from ingest.korean.quantities import Quantity
from ingest.korean.times import TimeExpr

_SEPARATOR = re.compile(
    r"['’\"”」]?[ ]?(?:[,·ㆍ/&]|와|과|및|하고|이나|나|\([^()]{1,40}\)[ ]?[,·ㆍ와과]?)[ ]?['‘\"“「]?"
)


@dataclass(slots=True, eq=False)
class Mention:
    """One place where a node is named: its index in `doc._.nodes`, the sentence's index, and the morphemes around.

    `first` and `last` are the indices in `doc._.morphs` of its first morpheme and of the one after it, `phrase` its
    phrase in the sentence's clauses. Several nodes may share a place ("두 부처는").
    """

    node: int
    start: int
    end: int
    sentence: int
    first: int
    last: int
    how: str
    phrase: int = -1


@dataclass(slots=True, eq=False)
class Site:
    """A place that may say something of money or of a target.

    Attributes:
        kind: `sum` (an amount of won), `verb` (a word of paying without an amount), `number` (a count or measure,
            or an amount of any currency that may be a target).
        start, end: code points.
        sentence: index.
        first, last: indices of its first morpheme and of the one after it.
        amount: of a sum.
        quantity: of a number.
        idle: nothing is claimed of it: a difference, or money of nobody named.
    """

    kind: str
    start: int
    end: int
    sentence: int
    first: int
    last: int
    amount: Amount | None = None
    quantity: Quantity | None = None
    idle: bool = False


@dataclass(slots=True, eq=False)
class Page:
    """What the money reader looks at.

    Attributes:
        text, on, morphs, nodes: the article's.
        sentences: that are read; boilerplate is left out.
        parents: for each, the index of the sentence it stands under, or -1.
        reading: the clauses of each sentence, and what the article is about there.
        mentions: of each sentence, in order of the text; the shorter of two that overlap is left out.
        sums, verbs, numbers: sites of each kind, in order.
        times: of the whole text.
        counts: how often each node is named.
        named: for each label, the sentences that name a node of it, one entry a mention.
        leads: for each node, how many sentences behind the headlines it is named first.
        standing: for each node named, how many of its label are named more often, and how many of it are named.
        title: the article's.
        headline: nodes that the article's title names.
        starts: of each morpheme.
        places: the mentions of each node named, in order of the text.
        anywhere: for each part that has been asked for, the nodes that may play it at any place.
        title_times: of the title.
        own_times: for each number that has been asked for, by its place, the time that it belongs to.
        ruled: for each number that has been asked for, the years that the rules give it.
        told: for each mention that has been asked for, the cues that it gives to sites of other sentences.
    """

    text: str
    on: date | None
    morphs: list[Morph]
    nodes: list[Node]
    sentences: list[Sentence]
    parents: list[int]
    reading: Reading
    mentions: list[list[Mention]] = field(default_factory=list)
    sums: list[Site] = field(default_factory=list)
    verbs: list[Site] = field(default_factory=list)
    numbers: list[Site] = field(default_factory=list)
    times: list[TimeExpr] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    named: dict[str, list[int]] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    standing: dict[int, tuple[int, int]] = field(default_factory=dict)
    title: str = ""
    headline: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    places: dict[int, list[Mention]] = field(default_factory=dict)
    anywhere: dict[str, list[int]] = field(default_factory=dict)
    told: dict[Mention, list[tuple[str, ...]]] = field(default_factory=dict)
    title_times: list[TimeExpr] = field(default_factory=list)
    own_times: dict[tuple[int, int, bool], TimeExpr | None] = field(default_factory=dict)
    ruled: dict[tuple[str, int], tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def morph_at(self, offset: int) -> int:
        """Return the index of the first morpheme that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds an offset, `None` outside of all."""
        index = bisect_right([s.start for s in self.sentences], offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def over(self, row: int) -> list[int]:
        """Return the headings and items that a sentence stands under, the nearest first."""
        found: list[int] = []
        while self.parents[row] >= 0 and self.parents[row] not in found:
            row = self.parents[row]
            found.append(row)
        return found

    def times_of(self, row: int) -> list[TimeExpr]:
        """Return the times that a sentence names, in order."""
        place = self.sentences[row]
        low = bisect_left(self.times, place.start, key=lambda t: t.start)
        return self.times[low : bisect_left(self.times, place.end, lo=low, key=lambda t: t.start)]

    def coordinated(self, one: Mention, other: Mention) -> bool:
        """Tell whether two mentions are members of one list: only separators and other mentions stand between them."""
        left, right = sorted((one, other), key=lambda m: m.start)
        if left.sentence != right.sentence:
            return False
        at = left.end
        for mention in self.mentions[left.sentence]:
            if left.start < mention.start <= right.start:
                if not _SEPARATOR.fullmatch(self.text, at, mention.start):
                    return False
                at = mention.end
        return True
