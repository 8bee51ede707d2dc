"""How an extraction lies in the store: the properties of nodes and relationships that docs/architecture.md names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from graph.evidence import STORED_AS
from graph.ids import fold
from graph.model import Article, Claim, Entity, Extraction
from graph.ontology import ONTOLOGY
from graph.sketch import keys_of
from graph.spelling import name_properties, text_of
from graph.store import Row

LAYOUT = 2
"""Raise it when what an extraction looks like in the store changes: articles are then written anew."""

FACETS = ("name", "name_en", "kind", "valid_from", "valid_to")
"""What articles may say differently of an entity: the value that most of them give is the entity's."""

STATED = (
    *("id", "predicate", "subject_id", "object_id", "article_id", "asserted_by_id", "modality", "quote"),
    *("quote_start", "quote_end", "confidence", "extractor"),
    *(STORED_AS.get(name, name) for name in ONTOLOGY.qualifiers),
)
"""Everything that a claim says, under the names by which the store keeps it."""

MOST_WHOLE = 2**63 - 1
"""Largest whole number that the stores keep; a larger value becomes a float."""


def fingerprint(extraction: Extraction, *, keep_text: bool) -> str:
    """Hash everything that the store would hold of an extraction, in whatever order its entities and claims come."""
    article = extraction.article
    entities = {entity.id: {"label": entity.type} | mention_properties(entity) for entity in extraction.entities}
    claims = {claim.id: claim_properties(claim, article.id) for claim in extraction.claims}
    return _hash([LAYOUT, article.id, _own_properties(article, keep_text=keep_text), entities, claims])


def read_from(article: Article, reader: str, *, keep_text: bool) -> str:
    """Say what an extraction is made from and by whom: a hash of the article with its metadata, and the reader."""
    return f"{_hash([LAYOUT, keep_text, article.model_dump(mode='json', exclude={'sketch'})])} {reader}"


def read_by(made_from: str | None, article: Article, *, keep_text: bool) -> str | None:
    """Return the reader named by an extraction's `read_from`, where that was made from this very article."""
    digest, _, reader = (made_from or "").partition(" ")
    return reader if f"{digest} " == read_from(article, "", keep_text=keep_text) else None


def article_properties(extraction: Extraction, *, keep_text: bool) -> dict[str, Any]:
    """Return an article's properties; a null takes away what an earlier version had."""
    article = extraction.article
    return _own_properties(article, keep_text=keep_text) | {
        **headline_properties(article.title),
        "sketch": article.sketch,
        **keys_of(article.sketch),
        "entities": len(extraction.entities),
        "claims": len(extraction.claims),
        "fingerprint": fingerprint(extraction, keep_text=keep_text),
    }


def _own_properties(article: Article, *, keep_text: bool) -> dict[str, Any]:
    return {
        "name": article.title or article.id,
        "publisher": article.publisher,
        "url": article.url,
        "based_on": article.based_on,
        "license": article.license,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "body": article.text if keep_text else None,
    } | ({"sketch": article.sketch} if article.sketch else {})  # the fingerprint of what has none stays what it was


def headline_properties(title: str | None) -> dict[str, Any]:
    """Return what an article is found by: its headline folded as names are, and cut for full text."""
    headline = fold(title) if title else None
    return {"headline": headline, "headline_text": text_of(headline) if headline else None}


def joins(predicate: str, subject: str, obj: str) -> str:
    """Return what claims of one predicate between the same two entities share; ids hold no white space."""
    return f"{predicate} {subject} {obj}"


def claim_properties(claim: Claim, article_id: str) -> dict[str, Any]:
    """Return a claim's properties, its qualifiers among them."""
    return {
        "name": claim.predicate,
        "predicate": claim.predicate,
        "subject_id": claim.subject,
        "object_id": claim.object,
        "joins": joins(claim.predicate, claim.subject, claim.object) if claim.object else None,
        "article_id": article_id,
        "asserted_by_id": claim.asserted_by,
        "modality": claim.modality,
        "quote": claim.quote,
        "quote_start": claim.start,
        "quote_end": claim.end,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    } | {STORED_AS.get(key, key): _number(value) for key, value in claim.qualifiers.items()}


def claim_line(properties: Mapping[str, Any]) -> bytes:
    """Return a claim as one line to hash, the same for a claim in hand and for one in any store.

    Args:
        properties: `claim_properties` with the claim's `id`, or a row of a store with the same names.
    """
    known = {key: properties[key] for key in STATED if properties.get(key) is not None}
    return json.dumps(known, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def mention_properties(entity: Entity) -> dict[str, Any]:
    """Return what one article calls an entity and where."""
    mentions = sorted(entity.mentions, key=lambda mention: (mention.start, mention.end))
    facets = {key: getattr(entity, key) for key in FACETS}
    return facets | {
        "aliases": entity.aliases,
        "starts": [mention.start for mention in mentions],
        "ends": [mention.end for mention in mentions],
        "texts": [mention.text for mention in mentions],
    }


def entity_properties(entity_id: str, label: str, votes: Iterable[Row]) -> dict[str, Any]:
    """Settle what an entity is called by what its articles call it, the same in whatever order they came.

    Each facet is what most articles give, ties to the first in code-point order. `aliases` are all other names.

    Args:
        entity_id: its id.
        label: its label of the ontology.
        votes: what articles say, as `write/entity_votes` gives it; `articles` says how many say so.
    """
    votes = list(votes)
    settled = {key: _most(votes, key) for key in FACETS}
    name = settled["name"] or entity_id
    names = {vote["name"] for vote in votes} | {alias for vote in votes for alias in vote["aliases"] or ()}
    aliases = sorted(names - {name, None})
    keys = {fold(one) for one in (name, settled["name_en"], *aliases) if one} - {""}
    return settled | {"name": name, "label": label, "aliases": aliases, "keys": sorted(keys)}


def called(keys: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """Return the rows by which `write/names` joins entities to what they are called, given the keys of each by id."""
    return [
        {"entity": entity_id, "id": key, "properties": name_properties(key)}
        for entity_id, its_keys in keys.items()
        for key in its_keys
    ]


def says_nothing_new(state: Row, said: Mapping[str, Any]) -> bool:
    """Tell whether one more article that says `said` leaves an entity as it is: what leads gains, nothing else does."""
    facets = all(said[key] is None or said[key] == state[key] for key in FACETS)
    return facets and {*said["aliases"], said["name"]} <= {*(state["aliases"] or ()), state["name"]}


def _most(votes: list[Row], key: str) -> str | None:
    counts: dict[str, int] = {}
    for vote in votes:
        said = vote[key]
        if said is not None:
            counts[said] = counts.get(said, 0) + vote["articles"]
    if len(counts) < 2:  # nearly always: spares making what compares
        return next(iter(counts), None)
    return min(counts, key=lambda value: (-counts[value], value))


def _number(value: object) -> object:
    return float(value) if isinstance(value, int) and abs(value) > MOST_WHOLE else value


def _hash(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)  # what no store takes is refused there
    return hashlib.sha256(text.encode()).hexdigest()
