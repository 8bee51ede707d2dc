"""The pipeline component `kaigraph_relations`: which node leads, joins, targets, follows … which.

Every pair of nodes that the ontology may join is a candidate; clause structure and frames say what each place of the
text tells of it, and the trained scorer decides. A claim's quote is the sentence that says it most clearly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Modality, QualifierValue
from ingest.document import Draft, Node, register
from ingest.extract.days import CHANGES
from ingest.extract.grids import Floats
from ingest.extract.instances import Instance, instances
from ingest.extract.origins import said
from ingest.extract.pairs import PREDICATES, Reading, read
from ingest.extract.phrases import Mention, Phrase
from ingest.extract.qualifiers import qualifiers
from ingest.extract.quotations import Quotation, quotations, said_by
from ingest.extract.scorer import Scorer, default_scorer
from ingest.extract.wording import WORDING

SAID = 0.8
"""Confidence of what a sentence says in so many words, by its precision on the annotated documents."""
ONE_WAY = ("PART_OF", "SUCCEEDS", "DERIVED_FROM")
"""Relations that never hold in both directions: the less sure one goes."""

SETTLED = frozenset({"HOLDS_POSITION", "ANNOUNCES", "APPROVES"})
"""Relations that somebody's asking for something does not ask for: "홍길동 원장이 지원을 건의했다"."""
LEAST_ODDS = {"SUCCEEDS": 0.0}
"""Log-odds that a relation needs at least, wherever its F1 is best: a wrong successor hurts more than a missing one."""


class RelationReader:
    """Reads the relations between a document's nodes.

    Args:
        scorer: the trained scorer; the package's own where none is given.
    """

    def __init__(self, scorer: Scorer | None = None) -> None:
        register()
        self.scorer = scorer or default_scorer()

    def __call__(self, doc: Doc) -> Doc:
        """Append the relations to `doc._.claims`, in order of the text."""
        doc._.claims = [*doc._.claims, *self.drafts(doc)]
        return doc

    def drafts(self, doc: Doc) -> list[Draft]:
        """Read the relations of a document with sentences and nodes."""
        reading = read(doc)
        pairs, places = instances(reading, self.scorer.reach)
        if not places:
            return []
        looks, fired = self.scorer.first(reading, places)
        scores = self.scorer.second(reading, pairs, places, looks, fired)
        speech = quotations(reading)
        on = doc._.article.published_on if doc._.article is not None else None
        rows_of = _places_of(len(pairs), places)
        told = {_ends(draft): draft for draft in (_said(reading, *one, on) for one in reversed(list(said(reading))))}
        found, known = list(told.values()), told.keys()
        for row, q in self._chosen(pairs, scores):
            if known & _against(PREDICATES[q], *(reading.nodes[end] for end in pairs[row])):
                continue
            index = max(rows_of[row], key=lambda i: float(looks[i, q]))
            place = places[index]
            predicate = PREDICATES[q]
            a, b = pairs[row]
            more = qualifiers(reading, predicate, place, on)
            if not reading.nodes[b].name.endswith(WORDING.only_of.get(str(more.get("title")), "")):
                continue  # "시는 이재명 대통령이 참석했다고 밝혔다": no president of a city
            start, end = _quote(reading, predicate, place)
            speaker = _speaker(speech, place)
            found.append(
                Draft(
                    predicate,
                    reading.nodes[a],
                    reading.nodes[b],
                    start,
                    end,
                    more,
                    _modality(reading, predicate, place, _lies_ahead(more, on), float(looks[index, -1])),
                    reading.nodes[speaker] if speaker is not None else None,
                    confidence=round(float(1 / (1 + np.exp(-scores[row, q]))), 3),
                    rule=f"scored:{predicate.lower()}",
                )
            )
        return sorted(found, key=lambda d: (d.start, d.end, d.predicate))

    def _chosen(self, pairs: list[tuple[int, int]], scores: Floats) -> Iterator[tuple[int, int]]:
        """Yield row and predicate of the pairs that are sure enough."""
        number = {pair: row for row, pair in enumerate(pairs)}
        for q, predicate in enumerate(PREDICATES):
            least = max(self.scorer.mixing[q, 3], LEAST_ODDS.get(predicate, -np.inf))
            for row in np.flatnonzero(scores[:, q] >= least).tolist():
                a, b = pairs[row]
                back = number.get((b, a))
                if predicate in ONE_WAY and back is not None and (scores[back, q], row) > (scores[row, q], back):
                    continue
                yield row, q


def _places_of(count: int, places: list[Instance]) -> list[list[int]]:
    """Return the places of each pair."""
    found: list[list[int]] = [[] for _ in range(count)]
    for index, place in enumerate(places):
        found[place.pair].append(index)
    return found


def _said(reading: Reading, predicate: str, subject: Mention, obj: Mention, on: date | None) -> Draft:
    """Make the draft of what a sentence says in so many words."""
    place = Instance(0, subject, obj)
    start, end = _quote(reading, predicate, place)
    a, b = reading.nodes[subject.node], reading.nodes[obj.node]
    more = qualifiers(reading, predicate, place, on)
    mood = _modality(reading, predicate, place, _lies_ahead(more, on))
    return Draft(predicate, a, b, start, end, more, mood, confidence=SAID, rule="said:origins")


def _ends(draft: Draft) -> tuple[str, int, int]:
    return draft.predicate, id(draft.subject), id(draft.object)


def _against(predicate: str, subject: Node, obj: Node) -> set[tuple[str, int, int]]:
    """Return what forbids a scored relation where a sentence says it in so many words: the same, or its contrary."""
    a, b = id(subject), id(obj)
    if predicate in ONE_WAY:
        return {(told, *ends) for told in ONE_WAY for ends in ((a, b), (b, a))}
    return {(predicate, a, b)}


def _quote(reading: Reading, predicate: str, place: Instance) -> tuple[int, int]:
    """Return the sentence that says it: of two, the one about the end that tells it, else the later one.

    That a body takes part is said where the body is named, what a programme aims at where that is.
    """
    end = WORDING.told_of.get(predicate)
    if end is None:
        row = max(place.subject.sentence, place.object.sentence)
    else:
        row = (place.subject if end == "subject" else place.object).sentence
    sentence = reading.sentences[row]
    return sentence.start, sentence.end


def _speaker(speech: list[Quotation], place: Instance) -> int | None:
    later = max(place.subject, place.object, key=lambda m: m.start)
    return said_by(speech, later)


def _modality(reading: Reading, predicate: str, place: Instance, ahead: bool, plan: float = 0.0) -> Modality:
    """Return whether it is stated as a fact, a plan, or only asked for; a change that lies ahead is planned."""
    if ahead and predicate == "SUCCEEDS":
        return "plan"
    later = max(place.subject, place.object, key=lambda m: m.start)
    tied = reading.clauses[later.sentence]
    verb = tied.verb[later.phrase] if later.phrase >= 0 else -1
    last = verb
    while verb >= 0:
        if predicate not in SETTLED and tied.phrases[verb].stem in WORDING.asking:
            return "proposal"
        last, verb = verb, tied.onto[verb]
    coming = predicate == "SUCCEEDS" and last >= 0 and _is_coming(tied.phrases[last])
    return "plan" if plan > 0 or coming else "fact"


def _lies_ahead(more: Mapping[str, QualifierValue], on: date | None) -> bool:
    """Tell whether a relation comes about after the day of its article."""
    day = more.get("date")
    return isinstance(day, str) and on is not None and day > on.isoformat()[: len(day)]


def _is_coming(verb: Phrase) -> bool:
    """Tell whether a sentence's last verb tells what changes, and not what has changed: "격상된다", "바꿀 예정이다"."""
    return verb.stem in CHANGES and verb.ending == "EF" and not WORDING.happened & set(verb.forms)


@Language.factory("kaigraph_relations")
def create_relations(nlp: Language, name: str) -> RelationReader:  # noqa: ARG001
    """Return the component."""
    return RelationReader()
