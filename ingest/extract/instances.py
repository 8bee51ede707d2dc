"""Pairs of nodes that the ontology may join, and the places of the text that could say so.

A pair is looked at where both are named in one sentence, where they stand in neighbouring ones, and, where they never
meet, from the place of the one to the nearest place of the other: much of what an article says of its topic names the
topic only once, far above. How far apart two nodes may stand was learned: it depends on their labels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ingest.extract.pairs import Reading, allowed
from ingest.extract.phrases import Mention

MOST_MEETINGS = 4
MOST_NODES = 90
NEAR, FAR = 2, 5
MOST_REMOTE = 5
"""How far from the topic of the article and of the sentence, and from each other, two nodes may stand at all."""
RANKED_LAST = 3
"""All places from this on count alike; two nodes that both stand there and far apart are too remote in any case."""

Reach = Mapping[str, int]
"""For two labels and who of them stands first (`Program>Sector<`), how remote a pair is looked at at most."""


@dataclass(slots=True)
class Instance:
    """One place that could say something of a pair: a mention of its subject and one of its object."""

    pair: int
    subject: Mention
    object: Mention

    @property
    def distance(self) -> int:
        """Sentences from subject to object, negative where the object stands first."""
        return self.object.sentence - self.subject.sentence


def instances(reading: Reading, reach: Reach | None = None) -> tuple[list[tuple[int, int]], list[Instance]]:
    """List the pairs that the ontology allows, and where the text could say something of each.

    Args:
        reading: the document.
        reach: how remote two nodes that never meet may be; as far as `MOST_REMOTE` where nothing is said.
    """
    reach = reach or {}
    nodes = reading.nodes
    usable = [i for i in range(len(nodes)) if reading.mentions[i]]
    if len(usable) > MOST_NODES:
        usable = sorted(sorted(usable, key=lambda i: (-reading.salience[i], i))[:MOST_NODES])
    pairs: list[tuple[int, int]] = []
    found: list[Instance] = []
    stands = {i: _Standing(reading.mentions[i]) for i in usable}
    objects = {x: [i for i in usable if allowed(x, nodes[i].type)] for x in {nodes[i].type for i in usable}}
    for a in usable:
        left, prominent = stands[a], reading.rank[a] < RANKED_LAST
        for b in objects[nodes[a].type]:
            if a == b or not (prominent or left.around & stands[b].sentences or reading.rank[b] < RANKED_LAST):
                continue
            rows = list(_places(reading, len(pairs), left, stands[b], reach))
            if rows:
                pairs.append((a, b))
                found.extend(rows)
    return pairs, found


class _Standing:
    """Where a node stands: its mentions, by sentence too, and their sentences as the bits of a number.

    `beside` holds the sentences next to those, and `around` those within `FAR` of them.
    """

    __slots__ = ("around", "beside", "by_sentence", "mentions", "sentences", "starts")

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.starts = [m.sentence for m in mentions]
        self.by_sentence: dict[int, list[Mention]] = {}
        self.sentences = 0
        for m in mentions:
            self.by_sentence.setdefault(m.sentence, []).append(m)
            self.sentences |= 1 << m.sentence
        self.beside, self.around = 0, self.sentences
        for step in range(1, FAR + 1):
            moved = self.sentences << step | self.sentences >> step
            self.around |= moved
            if step <= NEAR:
                self.beside |= moved


def _places(reading: Reading, pair: int, a: _Standing, b: _Standing, reach: Reach) -> Iterator[Instance]:
    meet = a.sentences & b.sentences
    if meet:
        meetings = 0
        for m in a.mentions:
            others = b.by_sentence.get(m.sentence)
            if others and meetings < MOST_MEETINGS:
                meetings += 1
                yield Instance(pair, m, others[0] if len(others) == 1 else min(others, key=partial(_away, m)))
        if not a.beside & b.sentences:
            return
    nearest = _nearest(a, b)
    if nearest is not None:
        place = Instance(pair, *nearest)
        if abs(place.distance) <= NEAR if meet else remoteness(reading, place) <= _most(reading, place, reach):
            yield place


def _most(reading: Reading, place: Instance, reach: Reach) -> int:
    return reach.get(standing(reading, place), MOST_REMOTE)


def standing(reading: Reading, place: Instance) -> str:
    """Return the labels of a place's nodes and which of them stands first, as `Reach` names them."""
    left, right = reading.nodes[place.subject.node].type, reading.nodes[place.object.node].type
    return f"{left}>{right}{'<' if place.distance > 0 else '>'}"


def _away(one: Mention, other: Mention) -> tuple[int, int]:
    """Order the mentions of a sentence by how many others stand between them and one of it, the earlier first."""
    return abs(other.order - one.order), other.order


def _nearest(a: _Standing, b: _Standing) -> tuple[Mention, Mention] | None:
    """Return the nearest mentions in different sentences, the subject before the object where equally near."""
    starts, right = b.starts, b.mentions
    best: tuple[tuple[float, int, int], Mention, Mention] | None = None
    for m in a.mentions:
        before, after = bisect_left(starts, m.sentence) - 1, bisect_right(starts, m.sentence)
        for at in (before, after):
            if 0 <= at < len(right):
                o = right[at]
                key = (abs(m.sentence - o.sentence) + (0.5 if m.sentence > o.sentence else 0), m.start, o.start)
                if best is None or key < best[0]:
                    best = (key, m, o)
    return best[1:] if best else None


def remoteness(reading: Reading, place: Instance) -> int:
    """Tell how far apart two nodes of different sentences stand, 0–9; less where the text is about either."""
    early, late = (place.subject, place.object) if place.distance > 0 else (place.object, place.subject)
    away = abs(place.distance)
    weight = min(reading.rank[early.node], reading.rank[late.node], RANKED_LAST)
    weight += min(reading.active[late.sentence][early.node], RANKED_LAST)
    weight += 3 if away > FAR else 1 if away > NEAR else 0
    return weight
