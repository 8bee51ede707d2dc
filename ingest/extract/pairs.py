"""Pairs of nodes that the ontology may join, and the places of the text that could say so.

A pair is looked at where both are named in one sentence, where they stand in neighbouring ones, and, where they never
meet, from the place of the one to the nearest place of the other: much of what an article says of its topic names the
topic only once, far above.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from spacy.tokens import Doc

from graph.ontology import ONTOLOGY
from ingest.document import Morph, Node, Sentence
from ingest.extract.clauses import Clauses, clauses
from ingest.extract.phrases import Mention, phrases, places
from ingest.extract.plurals import plurals
from ingest.extract.topic import activity

PREDICATES = (
    "LEADS", "TARGETS", "PART_OF", "PARTICIPATES_IN", "HOLDS_POSITION", "ANNOUNCES", "APPROVES",
    "SUCCEEDS", "DERIVED_FROM",
)  # fmt: skip
MOST_MEETINGS = 4
MOST_NODES = 90
NEAR, FAR = 2, 5
MOST_REMOTE = 5
"""How far from the topic of the article and of the sentence, and from each other, two nodes may stand."""
RANKED_LAST = 3
"""All places from this on count alike; two nodes that both stand there and far apart are too remote in any case."""
BARE = 2
"""Nouns of a phrase that may stand for something named before: 사업, 이 사업, 새 전략."""


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


@dataclass(slots=True)
class Reading:
    """A document as relations are read from it.

    Attributes:
        nodes, sentences: those of the `Doc`, sentences without boilerplate.
        clauses: of each sentence.
        mentions: of each node, in order of the text.
        salience: of each node, how much the article is about it.
        rank: of each node, its place by salience among those of its label, from 0.
        parent: of each sentence, the heading or item that it stands under, −1 for none.
        active: one row a sentence, one column a node: its place among those of its label by activity, see `topic`.
        labels: of each sentence, the nodes that it names, by label.
        of_label: of each label, where its nodes are named in the text, in order: start and node.
        bare: of each sentence, its noun phrases that hold no name, each with its last noun.
    """

    text: str
    nodes: list[Node]
    sentences: list[Sentence]
    clauses: list[Clauses]
    mentions: list[list[Mention]]
    salience: list[float]
    rank: list[int]
    parent: list[int]
    active: list[list[int]]
    labels: list[dict[str, set[int]]]
    of_label: dict[str, list[tuple[int, int]]]
    bare: list[list[tuple[int, str]]]


@lru_cache(maxsize=256)
def allowed(subject: str, obj: str) -> tuple[int, ...]:
    """Return the indices in `PREDICATES` that may join two labels."""
    return tuple(i for i, name in enumerate(PREDICATES) if ONTOLOGY.predicates[name].allows(subject, obj))


def read(doc: Doc) -> Reading:
    """Parse a document's sentences around its nodes, once for all components that read claims."""
    known: Reading | None = doc._.reading
    if known is None or known.nodes is not doc._.nodes:
        known = doc._.reading = _parse(doc)
    return known


def _parse(doc: Doc) -> Reading:
    kept = [i for i, s in enumerate(doc._.sentences) if s.role != "boilerplate" and s.end > s.start]
    sentences: list[Sentence] = [doc._.sentences[i] for i in kept]
    nodes: list[Node] = doc._.nodes
    text = doc.text
    rows = places(nodes, [(s.start, s.end) for s in sentences], plurals(text, sentences, nodes))
    parsed = [
        clauses(phrases(text, row, found) if found else [], found)
        for row, found in zip(_morphs(doc._.morphs, sentences), rows, strict=True)
    ]
    mentions: list[list[Mention]] = [[] for _ in nodes]
    for found in rows:
        for mention in found:
            mentions[mention.node].append(mention)
    salience = [_salience(m) for m in mentions]
    order = sorted(range(len(nodes)), key=lambda i: (-salience[i], i))
    seen: dict[str, int] = defaultdict(int)
    rank = [0] * len(nodes)
    for i in order:
        rank[i] = seen[nodes[i].type]
        seen[nodes[i].type] += 1
    new = {old: i for i, old in enumerate(kept)}
    parent = [new.get(s.parent, -1) if s.parent is not None else -1 for s in sentences]
    active = activity(nodes, sentences, parsed, parent, salience).tolist()
    bare = [
        [
            (i, p.head)
            for i, p in enumerate(tied.phrases)
            if p.kind == "N" and len(p.head) >= 2 and len(p.words) <= BARE and not any(w.mention for w in p.words)
        ]
        for tied in parsed
    ]
    of_label: dict[str, list[tuple[int, int]]] = {}
    for found in rows:
        for mention in found:
            of_label.setdefault(nodes[mention.node].type, []).append((mention.start, mention.node))
    return Reading(
        text, nodes, sentences, parsed, mentions, salience, rank, parent, active, _labels(nodes, parsed), of_label, bare
    )


def _labels(nodes: Sequence[Node], parsed: Sequence[Clauses]) -> list[dict[str, set[int]]]:
    found: list[dict[str, set[int]]] = []
    for tied in parsed:
        here: dict[str, set[int]] = {}
        for mention in tied.mentions:
            here.setdefault(nodes[mention.node].type, set()).add(mention.node)
        found.append(here)
    return found


def _morphs(morphs: list[Morph], sentences: list[Sentence]) -> Iterator[list[Morph]]:
    at = 0
    for sentence in sentences:
        while at < len(morphs) and morphs[at].start < sentence.start:
            at += 1
        first = at
        while at < len(morphs) and morphs[at].start < sentence.end:
            at += 1
        yield morphs[first:at]


def _salience(mentions: list[Mention]) -> float:
    """Weigh how much an article is about a node: how often and how early it is named."""
    if not mentions:
        return 0.0
    return len({m.sentence for m in mentions}) + 3.0 / (1 + mentions[0].sentence)


def instances(reading: Reading) -> tuple[list[tuple[int, int]], list[Instance]]:
    """List the pairs that the ontology allows, and where the text could say something of each."""
    nodes = reading.nodes
    usable = [i for i in range(len(nodes)) if reading.mentions[i]]
    if len(usable) > MOST_NODES:
        usable = sorted(sorted(usable, key=lambda i: (-reading.salience[i], i))[:MOST_NODES])
    pairs: list[tuple[int, int]] = []
    found: list[Instance] = []
    stands = {i: _Standing(reading.mentions[i]) for i in usable}
    for a in usable:
        for b in usable:
            if a == b or not allowed(nodes[a].type, nodes[b].type):
                continue
            rows = list(_places(reading, len(pairs), stands[a], stands[b]))
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


def _places(reading: Reading, pair: int, a: _Standing, b: _Standing) -> Iterator[Instance]:
    meet = a.sentences & b.sentences
    if meet:
        meetings = 0
        for m in a.mentions:
            others = b.by_sentence.get(m.sentence)
            if others and meetings < MOST_MEETINGS:
                meetings += 1
                yield Instance(pair, m, min(others, key=partial(_away, m)))
        if not a.beside & b.sentences:
            return
    elif not a.around & b.sentences and min(reading.rank[x.mentions[0].node] for x in (a, b)) >= RANKED_LAST:
        return
    nearest = _nearest(a, b)
    if nearest is not None:
        place = Instance(pair, *nearest)
        if abs(place.distance) <= NEAR if meet else not _remote(reading, place):
            yield place


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


def _remote(reading: Reading, place: Instance) -> bool:
    """Tell whether two nodes that never meet stand too far apart, neither being what the text is about."""
    early, late = (place.subject, place.object) if place.distance > 0 else (place.object, place.subject)
    away = abs(place.distance)
    weight = min(reading.rank[early.node], reading.rank[late.node], RANKED_LAST)
    weight += min(reading.active[late.sentence][early.node], RANKED_LAST)
    weight += 3 if away > FAR else 1 if away > NEAR else 0
    return weight > MOST_REMOTE
