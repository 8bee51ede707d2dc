"""The reading pipeline: one article in, one extraction out.

Example:
    >>> from ingest.pipeline import Pipeline
    >>> extraction = Pipeline().read(article)
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module

import structlog
from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc

from graph.ids import claim_id, text_hash
from graph.model import Article, Claim, Entity, Extraction
from graph.ontology import ONTOLOGY
from graph.sketch import sketch_of
from ingest.document import Draft
from ingest.korean.characters import folded
from ingest.korean.tokenizer import blank
from ingest.korean.wrapping import unwrapped
from ingest.resolve import Resolution, resolve
from ingest.version import reader_version

log = structlog.get_logger(__name__)

READER_VERSION = reader_version()
"""Stands in every claim as its extractor; see `ingest.version`."""

COMPONENTS = {
    "kaigraph_sentences": "ingest.korean.sentences",
    "kaigraph_names": "ingest.extract.names",
    "kaigraph_money": "ingest.extract.money",
    "kaigraph_relations": "ingest.extract.relations",
}
"""The components in their order, each with the module whose import registers its factory."""

LEAST_CONFIDENCE = 0.0


def build(components: Iterable[str] = tuple(COMPONENTS)) -> Language:
    """Build the spaCy pipeline with the components named, in the order given. Nothing is downloaded."""
    nlp = blank()
    for name in components:
        import_module(COMPONENTS[name])
        nlp.add_pipe(name)
    return nlp


class Pipeline:
    """Reads articles, one at a time. Building it loads the models once; reading keeps no state between articles.

    Args:
        nlp: a pipeline that sets `doc._.nodes` and `doc._.claims`; the default one where none is given, so that a part
            can be replaced.
        least_confidence: drafts below it are left out.
    """

    def __init__(self, nlp: Language | None = None, *, least_confidence: float = LEAST_CONFIDENCE) -> None:
        self._given = nlp
        self.least_confidence = least_confidence

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        nlp = self._given or build()
        gc.freeze()  # models and gazetteers stay: looking through them at every collection costs a tenth of reading
        return nlp

    def annotate(self, article: Article) -> Doc:
        """Run the components over an article's text, folded and unwrapped; return the `Doc` with its nodes and drafts.

        Raises:
            ValueError: the article carries no text.
        """
        if article.text is None:
            raise ValueError(f"article {article.id}: carries no text to read")
        doc = self.nlp.make_doc(unwrapped(folded(article.text)))
        doc._.article = article
        return self.nlp(doc)

    def read(self, article: Article) -> Extraction:
        """Read one article. The same text and date give the same extraction on every run."""
        if article.sketch is None and article.text is not None:
            article = article.model_copy(update={"sketch": sketch_of(article.text)})
        return contract(self.annotate(article), least_confidence=self.least_confidence)


def article_of(text: str, article_id: str, **fields: object) -> Article:
    """Make an `Article` of a text; `fields` are those of `Article`. The hash is taken from the text."""
    return Article.model_validate({**fields, "id": article_id, "text": text, "text_sha256": text_hash(text)})


def contract(doc: Doc, *, least_confidence: float = LEAST_CONFIDENCE) -> Extraction:
    """Turn a read `Doc` into the extraction contract: known entities, claims between them, each with its quote.

    A draft that says the same as another of the same place is dropped in favour of the surer one; a draft that breaks
    the ontology, as where a node became an entity of another label, is dropped and logged: none is better than wrong.
    """
    article: Article = doc._.article
    written = doc.text if article.text is None else article.text
    resolution = resolve(doc)
    claims: dict[str, Claim] = {}
    for draft in sorted(doc._.claims, key=lambda d: (d.start, d.end, -d.confidence)):
        claim = _claim(article, written, draft, resolution) if draft.confidence >= least_confidence else None
        if claim is not None and claim.id not in claims:
            claims[claim.id] = claim
    entities = sorted(resolution.entities, key=lambda e: (e.mentions[0].start, e.id))
    return Extraction(article=article, entities=entities, claims=list(claims.values()))


def _claim(article: Article, text: str, draft: Draft, resolution: Resolution) -> Claim | None:
    """Make the claim of a draft, or `None` where the ontology forbids it."""
    subject = resolution.entity(draft.subject)
    obj = resolution.entity(draft.object) if draft.object else None
    speaker = resolution.entity(draft.asserted_by) if draft.asserted_by else None
    if not _allowed(draft.predicate, subject, obj):
        log.info("claim.refused", article=article.id, predicate=draft.predicate, rule=draft.rule, subject=subject.id)
        return None
    object_id = obj.id if obj else None
    qualifiers = dict(sorted(draft.qualifiers.items()))
    try:
        return Claim(
            id=claim_id(article.id, draft.predicate, subject.id, object_id, qualifiers, draft.start),
            predicate=draft.predicate,
            subject=subject.id,
            object=object_id,
            qualifiers=qualifiers,
            modality=draft.modality,
            asserted_by=speaker.id if speaker else None,
            quote=text[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            confidence=round(draft.confidence, 3),
            extractor=READER_VERSION,
        )
    except ValidationError as error:
        log.warning("claim.refused", article=article.id, rule=draft.rule, reason=str(error))
        return None


def _allowed(predicate: str, subject: Entity, obj: Entity | None) -> bool:
    """Tell whether the ontology allows the claim; two names of one thing make none."""
    same = obj is not None and obj.id == subject.id
    return not same and ONTOLOGY.predicates[predicate].allows(subject.type, obj.type if obj else None)
