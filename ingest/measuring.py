"""Readers to measure against each other, each telling what a part of kaigraph is worth.

- `full` is kaigraph as it reads;
- `rules` finds names by gazetteers and rules alone, nothing of it trained, and reads claims of them as ever;
- `gold-names` is given the annotated names, so that all that it gets wrong is wrong in reading the claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import InputError
from ingest.document import register
from ingest.extract.crf import SURELY_OUTSIDE
from ingest.extract.known import known_names
from ingest.extract.names import nodes
from ingest.extract.units import sequences
from ingest.gold import GoldDocument, lay_nodes
from ingest.pipeline import COMPONENTS, Pipeline, build

ReaderName = Literal["full", "rules", "gold-names"]
"""See the module."""


class RuleNames:
    """Sets `doc._.nodes` to what gazetteers and rules find."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Set the nodes."""
        found = sequences(doc)
        unlabelled = [[SURELY_OUTSIDE] * len(sequence.units) for sequence in found]
        doc._.nodes = nodes(doc, found, unlabelled, known_names(doc))
        return doc


class GoldNames:
    """Sets `doc._.nodes` to the annotated entities, document by document as its article's id says."""

    def __init__(self) -> None:
        register()
        self.documents: dict[str, GoldDocument] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the nodes.

        Raises:
            InputError: the article is none of the annotated documents, or another text.
        """
        gold = self.documents.get(doc._.article.id)
        if gold is None or gold.text != doc._.article.text:
            raise InputError(f"{doc._.article.id}: is no annotated document, so its names are not given")
        lay_nodes(doc, gold)
        return doc


@Language.factory("kaigraph_rule_names", assigns=["doc._.nodes"])
def create_rule_names(nlp: Language, name: str) -> RuleNames:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return RuleNames()


@Language.factory("kaigraph_gold_names", assigns=["doc._.nodes"])
def create_gold_names(nlp: Language, name: str) -> GoldNames:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return GoldNames()


def reader(name: ReaderName, gold: Iterable[GoldDocument]) -> Pipeline:
    """Build a reader to measure on annotated documents.

    Example:
        >>> reader("gold-names", load(Path("corpus/dev"))).read(article)
    """
    if name == "full":
        return Pipeline()
    nlp = build(component for component in COMPONENTS if component != "kaigraph_names")
    if name == "rules":
        nlp.add_pipe("kaigraph_rule_names", after="kaigraph_sentences")
    else:
        given = nlp.add_pipe("kaigraph_gold_names", after="kaigraph_sentences")
        given.documents = {document.id: document for document in gold}  # type: ignore[attr-defined]
    return Pipeline(nlp)
