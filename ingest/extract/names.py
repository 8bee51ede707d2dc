"""The pipeline component `kaigraph_names`: finds every thing of the 12 labels that an article names.

A CRF proposes names (`crf`), rules mend their boundaries (`mentions`), and `coreference` joins what names the same
thing. Sets `doc._.nodes`.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Node, Span
from ingest.extract.coreference import Thing, things
from ingest.extract.crf import Labeller
from ingest.extract.features import sequence_features
from ingest.extract.heads import kind_of
from ingest.extract.mentions import from_labels, tidy
from ingest.extract.units import Sequence, sequences

Labelled = list[list[tuple[str, float]]]


class NameFinder:
    """Finds names. Loading the model is done once; reading keeps no state between documents."""

    def __init__(self, labeller: Labeller | None = None) -> None:
        self._labeller = labeller or _labeller()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.nodes`."""
        found = sequences(doc)
        doc._.nodes = nodes(doc, found, [self._labeller.label(rows) for rows in features_of(doc, found)])
        return doc


def features_of(doc: Doc, found: list[Sequence]) -> list[list[list[str]]]:  # noqa: ARG001
    """Return the features of each unit of a document."""
    return [sequence_features(s) for s in found]


def nodes(doc: Doc, found: list[Sequence], labelled: Labelled) -> list[Node]:
    """Make the nodes of a document whose units are labelled."""
    text = doc.text
    mentions = [m for s, labels in zip(found, labelled, strict=True) for m in from_labels(s.units, labels)]
    return [_node(thing) for thing in things(text, tidy(text, mentions))]


def _node(thing: Thing) -> Node:
    spans = [Span(m.start, m.end, m.how) for m in sorted(thing.mentions, key=lambda m: (m.start, m.end))]
    return Node(thing.label, thing.name, spans, kind=kind_of(thing.label, thing.name), score=round(thing.score, 3))


@lru_cache(maxsize=1)
def _labeller() -> Labeller:
    return Labeller()


@Language.factory("kaigraph_names", assigns=["doc._.nodes"])
def create_names(nlp: Language, name: str) -> NameFinder:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return NameFinder()
