"""The graph as five tables: what their columns are called and hold, and their rows, a page at a time.

The CSV set and Parquet are written from these, and the nodes and edges of GraphML and GEXF from two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from graph.citation import cite
from graph.export.documents import qualifiers_of
from graph.export.edges import edge_pages
from graph.export.pages import article_pages, claim_pages, entity_pages
from graph.export.selection import Selection
from graph.ontology import ONTOLOGY
from graph.store import Row, Store

Kind = Literal["text", "whole", "number", "flag", "day", "texts"]
"""What a column holds: a text, a whole number, a number, true or false, a day (ISO 8601), several texts."""

Frame = Mapping[str, Kind]

ARTICLES: Frame = {
    "id": "text",
    "headline": "text",
    "publisher": "text",
    "published_on": "day",
    "url": "text",
    "based_on": "text",
    "license": "text",
    "language": "text",
    "entities": "whole",
    "claims": "whole",
    "text_sha256": "text",
    "citation": "text",
}
ENTITIES: Frame = {
    "id": "text",
    "label": "text",
    "type": "text",
    "name_en": "text",
    "aliases": "texts",
    "kind": "text",
    "valid_from": "text",
    "valid_to": "text",
    "articles": "whole",
    "first_mentioned": "day",
    "last_mentioned": "day",
}
"""`label` is the entity's name, which graph programs show beside a node; `type` its label of the ontology."""

MENTIONS: Frame = {"article_id": "text", "entity_id": "text", "text": "text", "start": "whole", "end": "whole"}
_QUALIFIERS: dict[str, Kind] = {
    name: {"won": "whole", "year": "whole", "number": "number", "flag": "flag"}.get(rule, "text")  # type: ignore[misc]
    if isinstance(rule, str)
    else "text"
    for name, rule in ONTOLOGY.qualifiers.items()
}
CLAIMS: Frame = {
    "id": "text",
    "subject_id": "text",
    "subject": "text",
    "predicate": "text",
    "object_id": "text",
    "object": "text",
    **_QUALIFIERS,
    "modality": "text",
    "asserted_by_id": "text",
    "confidence": "number",
    "quote": "text",
    "quote_start": "whole",
    "quote_end": "whole",
    "extractor": "text",
    "article_id": "text",
    "published_on": "day",
    "source": "text",
}
EDGES: Frame = {
    "source_id": "text",
    "target_id": "text",
    "label": "text",
    "amount_krw": "whole",
    "amount_qualifier": "text",
    "fiscal_year": "whole",
    "period_start": "whole",
    "period_end": "whole",
    "status": "text",
    "articles": "whole",
    "claims": "whole",
    "first_stated": "day",
    "last_stated": "day",
    "confidence": "number",
    "quote": "text",
    "cited": "text",
    "claim_id": "text",
    "key": "text",
}
"""`label` is the predicate; `cited` the source of the quote, since programs keep `source` for where an edge begins."""

Rows = Callable[[Store, Selection], Iterator[list[Row]]]


def articles(store: Store, selection: Selection) -> Iterator[list[Row]]:
    """Yield the rows of the articles."""
    for page in article_pages(store, selection):
        yield [
            {
                **one.article,
                "headline": one.article["name"] if one.article["name"] != one.article["id"] else None,
                "citation": _cited(one.article),
            }
            for one in page
        ]


def entities(store: Store, selection: Selection) -> Iterator[list[Row]]:
    """Yield the rows of the entities."""
    for page in entity_pages(store, selection):
        yield [
            {
                **one.entity,
                "label": one.entity["name"],
                "type": one.entity["label"],
                "articles": one.articles,
                "first_mentioned": one.first_mentioned,
                "last_mentioned": one.last_mentioned,
            }
            for one in page
        ]


def mentions(store: Store, selection: Selection) -> Iterator[list[Row]]:
    """Yield the rows of the mentions: one for each place where an article names an entity."""
    for page in article_pages(store, selection):
        yield [
            {"article_id": row["article"], "entity_id": row["entity"], "text": text, "start": start, "end": end}
            for one in page
            for row in one.mentions
            if selection.keeps_label(row["label"])
            for text, start, end in zip(row["texts"] or (), row["starts"] or (), row["ends"] or (), strict=True)
        ]


def claims(store: Store, selection: Selection) -> Iterator[list[Row]]:
    """Yield the rows of the claims, with qualifiers under the ontology's names."""
    for page in claim_pages(store, selection):
        yield [
            {
                **{name: row[name] for name in CLAIMS if name in row and name not in _QUALIFIERS},
                **qualifiers_of(row),
                "subject": row["subject_name"],
                "object": row["object_name"],
                "published_on": article["published_on"],
                "source": _cited(article),
            }
            for row, article in page
        ]


def edges(store: Store, selection: Selection) -> Iterator[list[Row]]:
    """Yield the rows of the edges between entities, each with the quote that shows it best."""
    for page in edge_pages(store, selection):
        yield [
            {
                **one.edge.properties(),
                "source_id": one.edge.subject,
                "target_id": one.edge.object,
                "label": one.edge.predicate,
                "quote": one.quote,
                "cited": one.source,
                "claim_id": one.claim,
                "key": one.edge.key,
            }
            for one in page
        ]


FRAMES: dict[str, tuple[Frame, Rows]] = {
    "articles": (ARTICLES, articles),
    "entities": (ENTITIES, entities),
    "mentions": (MENTIONS, mentions),
    "claims": (CLAIMS, claims),
    "edges": (EDGES, edges),
}


def _cited(article: Row) -> str:
    return cite({f"article_{name}": value for name, value in article.items()}).text
