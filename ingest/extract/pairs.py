"""A document as relations are read from it: its clauses, and where and how prominently each node is named."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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
NAMING = frozenset({"NNG", "NNP", "NNB", "XR", "XSN", "SL"})
"""Morphemes that names are made of."""
BARE = 3
"""Nouns of a phrase that may stand for something named before: 사업, 이 사업, 이 기술 개발."""


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
        heads: of each sentence, those last nouns.
        lead: the number of the sentence that the article begins with, behind its headlines.
        nouns: of each node, those of its name, as the text first writes it.
        governing, offices: what `cues` has worked out of mentions, by their `id`.
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
    heads: list[tuple[str, ...]]
    nouns: list[list[str]]
    lead: int
    governing: dict[int, tuple[str, str, str, str] | None] = field(default_factory=dict)
    offices: dict[int, str] = field(default_factory=dict)

    def place(self, mention: Mention) -> int:
        """Return how many sentences behind the article's headlines a mention stands; in a headline none."""
        return max(mention.sentence - self.lead, 0)


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
    lead = next((i for i, s in enumerate(sentences) if s.role != "heading"), 0)
    salience = [_salience(m, lead) for m in mentions]
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
    heads = [tuple(dict.fromkeys(head for _, head in row)) for row in bare]
    labels = _labels(nodes, parsed)
    return Reading(
        text, nodes, sentences, parsed, mentions, salience, rank, parent, active, labels, of_label, bare, heads,
        [_nouns(doc._.morphs, node) for node in nodes], lead,
    )  # fmt: skip


def _nouns(morphs: Sequence[Morph], node: Node) -> list[str]:
    """Return the nouns of a node's name at its first place that is no reference."""
    place = next((span for span in node.spans if span.how != "reference"), None)
    if place is None:
        return []
    first = bisect_left(morphs, place.start, key=lambda m: m.start)
    last = bisect_left(morphs, place.end, lo=first, key=lambda m: m.start)
    return list(dict.fromkeys(m.form for m in morphs[first:last] if m.tag in NAMING))


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


def _salience(mentions: list[Mention], lead: int) -> float:
    """Weigh how much an article is about a node: how often and how early it is named.

    Headlines do not count, so that what stands behind them is named as early as in an article without any.
    """
    if not mentions:
        return 0.0
    return len({m.sentence for m in mentions}) + 3.0 / (1 + max(mentions[0].sentence - lead, 0))
