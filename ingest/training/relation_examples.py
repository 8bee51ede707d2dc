"""Annotated documents as the scorer of relations learns from them: their places, cues and what is true of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from spacy.language import Language

from ingest.document import Node
from ingest.extract.cues import alone, spelled, together
from ingest.extract.instances import MOST_REMOTE, Instance, Reach, instances, remoteness, standing
from ingest.extract.pairs import PREDICATES, Reading, allowed, read
from ingest.extract.phrases import Mention
from ingest.extract.scorer import OUTPUTS, fits, known
from ingest.gold import GoldDocument, lay_nodes
from ingest.training.unseen import lay_unseen

LEAST_CHANCE = 0.006
"""Pairs of two labels that stand so far apart that less of them are true are not looked at: it saves half the time."""
LEAST_SEEN = 4
"""Places that a cue must be seen at to be learned from."""

Triple = tuple[int, int, int]


@dataclass(slots=True)
class Truth:
    """A claim of the gold: whether it is optional, and where its quote stands (−1 where nowhere)."""

    optional: bool
    start: int
    end: int
    plan: bool


@dataclass(slots=True)
class Example:
    """A document ready to learn from. `required` counts the gold's claims, those whose ends were not found too."""

    id: str
    reading: Reading
    pairs: list[tuple[int, int]]
    places: list[Instance]
    rows: list[NDArray[np.int32]]
    fired: NDArray[np.bool_]
    truth: dict[Triple, Truth]
    required: Counter[int]


class Cues:
    """A growing vocabulary."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, cue: str) -> int:
        """Return the number of a cue, a new one where it is new."""
        return self.numbers.setdefault(cue, len(self.numbers))

    def alone(self, side: str, cue: str) -> int:
        """Return the number of a cue of one mention alone."""
        return self.number(f"{side}.{cue}")


def example(
    nlp: Language, gold: GoldDocument, cues: Cues, *, found: list[Node] | None = None, reach: Reach | None = None
) -> Example:
    """Prepare one document.

    Args:
        nlp: tokenizer and sentences.
        gold: the document.
        cues: the vocabulary.
        found: the nodes that a name finder sees in it; the gold's own where none are given.
        reach: how remote pairs are looked at.
    """
    doc = nlp(gold.text)
    named = lay_nodes(doc, gold) if found is None else lay_unseen(doc, gold, found)
    index = {id(node): i for i, node in enumerate(doc._.nodes)}
    return prepare(read(doc), gold, {name: index[id(node)] for name, node in named.items()}, cues, reach)


def prepare(
    reading: Reading, gold: GoldDocument, named: dict[str, int], cues: Cues, reach: Reach | None = None
) -> Example:
    """Prepare a read document, given which node is which of the gold's entities."""
    pairs, places = instances(reading, reach)
    ids, fitting = _rows(reading, places, cues)
    truth: dict[Triple, Truth] = {}
    required: Counter[int] = Counter()
    for claim in gold.claims:
        if claim["predicate"] not in PREDICATES:
            continue
        q = PREDICATES.index(claim["predicate"])
        optional = bool(claim.get("optional"))
        required[q] += not optional
        a, b = named.get(claim["subject"]), named.get(claim["object"])
        if a is not None and b is not None:
            start = gold.text.find(claim["quote"])
            truth[a, b, q] = Truth(optional, start, start + len(claim["quote"]), claim["modality"] != "fact")
    fired = np.array(fitting, dtype=bool).reshape(len(places), len(PREDICATES))
    return Example(gold.id, reading, pairs, places, ids, fired, truth, required)


def _rows(reading: Reading, places: Sequence[Instance], cues: Cues) -> tuple[list[NDArray[np.int32]], list[list[bool]]]:
    """Return the numbers of each place's cues, and for each of `PREDICATES` whether a frame fits there."""
    kept: dict[tuple[int, str], list[int]] = {}
    ids, fired = [], []

    def one(mention: Mention, side: str) -> list[int]:
        if (id(mention), side) not in kept:
            kept[id(mention), side] = known(partial(cues.alone, side), alone(reading, mention))
        return kept[id(mention), side]

    for place in places:
        apart = place.distance != 0
        own, shared = together(reading, place)
        row = [*one(place.subject, "xA" if apart else "A"), *one(place.object, "xB" if apart else "B")]
        for pattern in shared:
            row += known(cues.number, spelled(pattern))
        row += known(cues.number, own)
        ids.append(np.array(row, dtype=np.int32))
        fired.append([False] * len(PREDICATES) if apart else fits(own))
    return ids, fired


def labels(example: Example) -> NDArray[np.int8]:
    """Say for each place and each of `OUTPUTS` whether it says so: 1, 0, or −1 where nobody knows.

    Of a true pair, those places count whose mentions stand in the gold's quote; the others may say it or not.
    """
    found = np.full((len(example.places), len(OUTPUTS)), -1, dtype=np.int8)
    by_pair: list[list[int]] = [[] for _ in example.pairs]
    for index, place in enumerate(example.places):
        by_pair[place.pair].append(index)
    for (a, b), rows in zip(example.pairs, by_pair, strict=True):
        for q in allowed(example.reading.nodes[a].type, example.reading.nodes[b].type):
            truth = example.truth.get((a, b, q))
            if truth is None:
                found[rows, q] = 0
            elif not truth.optional:
                said = _said(example, rows, truth)
                found[said, q] = 1
                found[said, -1] = truth.plan
    return found


def _said(example: Example, rows: list[int], truth: Truth) -> list[int]:
    inside = {
        i: sum(truth.start <= m.start < truth.end for m in (example.places[i].subject, example.places[i].object))
        for i in rows
    }
    most = max(inside.values())
    if most == 0:
        return [min(rows, key=lambda i: abs(example.places[i].distance))]
    return [i for i in rows if inside[i] == most]


def matrix(examples: Sequence[Example], kept: dict[int, int]) -> csr_matrix:
    """Lay the cues of all places out as a sparse matrix; `kept` gives each known cue its column."""
    columns: list[int] = []
    ends = [0]
    for one in examples:
        for row in one.rows:
            columns.extend(sorted({kept[i] for i in row.tolist() if i in kept}))
            ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(ends) - 1, len(kept)))


def seen_often(examples: Sequence[Example]) -> dict[int, int]:
    """Give a column to each cue that is seen often enough."""
    counts: Counter[int] = Counter()
    for one in examples:
        for row in one.rows:
            counts.update(row.tolist())
    return {cue: i for i, cue in enumerate(sorted(c for c, n in counts.items() if n >= LEAST_SEEN))}


def reach_of(examples: Sequence[Example]) -> dict[str, int]:
    """Say for two labels and their order how remote a pair may be and still have a chance of at least `LEAST_CHANCE`.

    The examples must have been prepared without a reach.
    """
    seen: dict[str, list[int]] = {}
    true: dict[str, list[int]] = {}
    for one in examples:
        claimed = {(a, b) for (a, b, _), truth in one.truth.items() if not truth.optional}
        together = {place.pair for place in one.places if place.distance == 0}
        for place in one.places:
            if place.pair not in together:
                key, away = standing(one.reading, place), remoteness(one.reading, place)
                for table, count in ((seen, 1), (true, one.pairs[place.pair] in claimed)):
                    table.setdefault(key, [0] * (MOST_REMOTE + 1))[away] += count
    return {key: _far(counts, true[key]) for key, counts in sorted(seen.items())}


def _far(seen: Sequence[int], true: Sequence[int]) -> int:
    """Return the last step before all that is farther has too little chance, −1 where everything has."""
    for at in range(len(seen)):
        if (sum(true[at:]) + 0.5) / (sum(seen[at:]) + 1) < LEAST_CHANCE:  # what was seldom seen is not given up
            return at - 1
    return MOST_REMOTE
