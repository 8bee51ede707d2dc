"""Annotated documents as the scorer of relations learns from them: their places, cues and what is true of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from ingest.document import Node
from ingest.extract.cues import alone, spelled, together
from ingest.extract.instances import MOST_REMOTE, Instance, Reach, instances, remoteness, standing
from ingest.extract.network import Laid
from ingest.extract.pairs import PREDICATES, Reading, allowed, read
from ingest.extract.phrases import Mention
from ingest.extract.scorer import OUTPUTS, fits
from ingest.gold import GoldDocument, lay_nodes
from ingest.training.unseen import lay_unseen

LEAST_CHANCE = 0.006
"""Pairs of two labels that stand so far apart that less of them are true are not looked at: it saves half the time."""
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
    laid: Laid
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
    laid, fitting = _laid(reading, places, cues)
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
    return Example(gold.id, reading, pairs, places, laid, fired, truth, required)


def _laid(reading: Reading, places: Sequence[Instance], cues: Cues) -> tuple[Laid, list[list[bool]]]:
    """Return the places as sums of parts, and for each of them and each of `PREDICATES` whether a frame fits there."""
    laid, fired = Laid(), []
    known: dict[tuple[object, ...], int] = {}

    def part(key: tuple[object, ...], numbers: Callable[[], Iterable[int]]) -> int:
        if key not in known:
            known[key] = len(laid.parts)
            laid.parts.append(list(dict.fromkeys(numbers())))
        return known[key]

    def one(mention: Mention, side: str) -> int:
        return part((id(mention), side), lambda: (cues.alone(side, cue) for cue in alone(reading, mention)))

    for place in places:
        apart = place.distance != 0
        own, shared = together(reading, place)
        row = [one(place.subject, "xA" if apart else "A"), one(place.object, "xB" if apart else "B")]
        row += [part(pattern, partial(map, cues.number, spelled(pattern))) for pattern in shared]
        laid.parts.append(list(dict.fromkeys(map(cues.number, own))))
        laid.rows.append([*row, len(laid.parts) - 1])
        laid.groups.append(max(place.subject.sentence, place.object.sentence))
        fired.append([False] * len(PREDICATES) if apart else fits(own))
    return laid, fired


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
