"""What part of the graph is exported: the articles and claims of a scope, some labels, some predicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.model import LABELS, PREDICATES, Claim, Extraction
from graph.scope import EVERYTHING, Scope

_ARTICLES = ("published_from", "published_to", "publisher")
_CLAIMS = (*_ARTICLES, "min_confidence", "modality")


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph; without anything, all of it.

    `labels` keeps entities with one of these labels and the claims that join none but them; `predicates` keeps claims
    with one of these predicates.

    Raises:
        InputError: a label or predicate that the ontology does not have.
    """

    scope: Scope = EVERYTHING
    labels: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse words that the ontology does not have."""
        for what, given, known in (("label", self.labels, LABELS), ("predicate", self.predicates, PREDICATES)):
            for word in given:
                if word not in known:
                    raise InputError(f"{word!r} is no {what}", hint="One of " + ", ".join(known) + ".")

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.scope.everything and self.whole_graph

    @property
    def whole_articles(self) -> bool:
        """Whether each article of the scope comes with all that was read from it."""
        return self.whole_graph and self.scope.min_confidence is None and self.scope.modality is None

    @property
    def whole_graph(self) -> bool:
        """Whether all labels and predicates are kept."""
        return not self.labels and not self.predicates

    @property
    def for_articles(self) -> dict[str, Any]:
        """The parameters of statements that choose articles."""
        return {name: self.scope.parameters()[name] for name in _ARTICLES}

    @property
    def for_claims(self) -> dict[str, Any]:
        """The parameters of statements that choose claims with their articles."""
        return {name: self.scope.parameters()[name] for name in _CLAIMS}

    def keeps_label(self, label: str | None) -> bool:
        """Tell whether entities with a label are kept; what is not there (`None`) is in nobody's way."""
        return label is None or not self.labels or label in self.labels

    def keeps(self, predicate: str, confidence: float, modality: str, *labels: str | None) -> bool:
        """Tell whether a claim is kept, given the labels of what it joins."""
        return (
            (not self.predicates or predicate in self.predicates)
            and (self.scope.min_confidence is None or confidence >= self.scope.min_confidence)
            and (self.scope.modality is None or modality == self.scope.modality)
            and all(self.keeps_label(label) for label in labels)
        )

    def cut(self, extraction: Extraction) -> Extraction:
        """Return what is kept of an extraction."""
        if self.whole_articles:
            return extraction
        labels = {entity.id: entity.type for entity in extraction.entities}
        claims = [claim for claim in extraction.claims if self._keeps(claim, labels)]
        entities = [entity for entity in extraction.entities if self.keeps_label(entity.type)]
        speakers = {entity.id for entity in entities}
        claims = [
            claim if claim.asserted_by in speakers else claim.model_copy(update={"asserted_by": None})
            for claim in claims
        ]
        return Extraction(article=extraction.article, entities=entities, claims=claims)

    def _keeps(self, claim: Claim, labels: dict[str, str]) -> bool:
        ends = (labels.get(claim.subject), labels.get(claim.object) if claim.object else None)
        return self.keeps(claim.predicate, claim.confidence, claim.modality, *ends)


ALL = Selection()
