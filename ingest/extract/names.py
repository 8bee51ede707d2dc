"""The pipeline component `kaigraph_names`: finds every thing of the 12 labels that an article names.

A CRF proposes names (`crf`), rules mend their boundaries (`mentions`), and `coreference` joins what names the same
thing. Sets `doc._.nodes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Node, Span
from ingest.extract import known, paid
from ingest.extract.appositions import appositions
from ingest.extract.boundaries import Boundaries
from ingest.extract.coreference import Thing, join_short_forms, things
from ingest.extract.crf import Labelled, Labeller
from ingest.extract.events import as_event, body_of, sittings
from ingest.extract.features import Features, document_features
from ingest.extract.heads import kind_of
from ingest.extract.judge import Judge
from ingest.extract.known import classes, known_names
from ingest.extract.lists import counted, fill_in, give_way, shared_heads
from ingest.extract.mentions import from_labels, persons_alone, tidy
from ingest.extract.offices import apart, headed, headless, proposed
from ingest.extract.proposals import by_head, persons, relabelled
from ingest.extract.references import resolve_descriptions, resolve_persons
from ingest.extract.scopes import scope_of
from ingest.extract.spreading import spread
from ingest.extract.units import Sequence, sequences
from ingest.gazetteer import Match
from ingest.naming import is_no_name

UNSURE, WEAK = 0.5, 0.3
"""A rule that knows what it sees may put its proposal over a name of the CRF that is less sure than this."""
LEAST_SURE = 0.48
"""A thing that is less sure is left out. From 0.4 to 0.5 the F1 is the same; what is left out there is wrong more often
than not, and a wrong name makes wrong claims."""


class NameFinder:
    """Finds names. Loading the model is done once; reading keeps no state between documents."""

    def __init__(self, labeller: Labeller | None = None, judge: Judge | None = None) -> None:
        self._labeller = labeller or _labeller()
        self._judge = judge or _judge()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.nodes`."""
        found = sequences(doc)
        matches = known_names(doc)
        labelled = self._labeller.label(features_of(found, matches))
        doc._.nodes = nodes(doc, found, labelled, matches, self._judge)
        return doc


def features_of(found: list[Sequence], matches: list[Match]) -> Features:
    """Return the features of each unit of a document, of which the gazetteer knows `matches`."""
    return document_features(found, classes(found, matches))


def proposed_things(
    doc: Doc, found: list[Sequence], labelled: list[list[Labelled]], matches: list[Match]
) -> list[Thing]:
    """Join what the CRF and the rules propose to things, sure and unsure ones."""
    text = doc.text
    mentions = [m for s, labels in zip(found, labelled, strict=True) for m in from_labels(s.units, labels)]
    mentions = tidy(text, Boundaries(text, found).mend(mentions))
    mentions = [part for m in mentions for part in headed(text, m)]
    mentions = [headless(text, part) for m in mentions for part in apart(text, as_event(text, relabelled(text, m)))]
    mentions = give_way(mentions, shared_heads(text, found))
    mentions = counted(text, found, known.proposals(mentions, matches))
    mentions = paid.proposals(text, mentions, matches)
    mentions = fill_in(mentions, persons(text, found), over=UNSURE)
    for more in (by_head(text, found), proposed(text, found)):
        mentions = fill_in(mentions, (as_event(text, m) for m in more), over=WEAK)
    mentions = persons_alone(text, mentions)
    mentions += [body for m in mentions if (body := body_of(text, m))] + sittings(text, mentions)
    mentions = appositions(text, mentions, found)
    return things(text, mentions, {(m.start, m.end): m.entry for m in matches})


def nodes(
    doc: Doc,
    found: list[Sequence],
    labelled: list[list[Labelled]],
    matches: list[Match],
    judge: Judge | None = None,
) -> list[Node]:
    """Make the nodes of a document whose units are labelled."""
    text = doc.text
    named = proposed_things(doc, found, labelled, matches)
    if judge is not None:
        named = join_short_forms(accepted(paid.raised(judge.verdicts(text, named, found))))
    spread(text, named, found)
    named = resolve_persons(text, named, found)
    resolve_descriptions(named, found)
    return [_node(thing, scope_of(thing, named)) for thing in named]


def accepted(verdicts: Iterable[tuple[Thing, str, float]], least: float = LEAST_SURE) -> list[Thing]:
    """Keep the things that are surely enough one, each under the label that the judge gives it."""
    kept = []
    for thing, label, sure in verdicts:
        if sure >= least and not is_no_name(label, thing.name):
            if label != thing.label and thing.known is not None and thing.known.label != label:
                thing.known = None
            thing.label = label
            thing.mentions = [replace(m, label=label, score=sure) for m in thing.mentions]
            kept.append(thing)
    return kept


def _node(thing: Thing, scope: str | None = None) -> Node:
    spans = [Span(m.start, m.end, m.how) for m in sorted(thing.mentions, key=lambda m: (m.start, m.end))]
    kind = (thing.known.kind if thing.known else None) or kind_of(thing.label, thing.name)
    known_id = thing.known.id if thing.known else None
    return Node(thing.label, thing.name, spans, kind=kind, known=known_id, scope=scope, score=round(thing.score, 3))


@lru_cache(maxsize=1)
def _labeller() -> Labeller:
    return Labeller()


@lru_cache(maxsize=1)
def _judge() -> Judge:
    return Judge()


@Language.factory("kaigraph_names", assigns=["doc._.nodes"])
def create_names(nlp: Language, name: str) -> NameFinder:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return NameFinder()
