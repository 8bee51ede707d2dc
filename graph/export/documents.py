"""Whole articles out of the store, in the form in which they were written into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from graph import layout
from graph.errors import StoreError
from graph.evidence import STORED_AS
from graph.export.pages import ArticleRows, article_pages, with_content
from graph.export.selection import ALL, Selection
from graph.model import Article, Claim, Entity, Extraction, Mention
from graph.ontology import ONTOLOGY
from graph.store import Row, Store

TRIES = 3
"""How often an article is read that is being written to meanwhile."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article with everything read from it, and what the store knows of the reading.

    `read_from` is what `Writer.read_by` knows it by; `as_read` what was read before ids that went were replaced, as
    `graph.merged.kept` wrote it, where any was.
    """

    extraction: Extraction
    read_from: str | None
    as_read: str | None = None


def documents(store: Store, selection: Selection = ALL, *, with_text: bool = False) -> Iterator[Document]:
    """Yield the articles of a selection, in the order of their ids, each exactly as it was written.

    An article's fingerprint tells whether it was read whole; one that a writer changes meanwhile is read again.

    Args:
        store: where from.
        selection: which articles, and what of them.
        with_text: with the full text of the articles, where the store keeps it.

    Raises:
        StoreError: an article is not whole, or an older kaigraph wrote it.
    """
    for page in article_pages(store, selection):
        for rows in page:
            extraction = _whole(store, rows)
            if not with_text:
                extraction.article.text = None
            whole = selection.whole_articles and (with_text or rows.article["body"] is None)
            known_by = (rows.article["read_from"], rows.article["as_read"]) if whole else (None, None)
            yield Document(selection.cut(extraction), *known_by)


def document(store: Store, article_id: str) -> Document | None:
    """Return one article exactly as it was written, with its text where that is kept; `None` where it is not there.

    Raises:
        StoreError: it is not whole, or an older kaigraph wrote it.
    """
    found = store.read("export/article", {"id": article_id})
    if not found:
        return None
    (rows,) = with_content(store, found)
    return Document(_whole(store, rows), rows.article["read_from"], rows.article["as_read"])


def _whole(store: Store, rows: ArticleRows) -> Extraction:
    key = rows.article["id"]
    for _ in range(TRIES):
        try:
            extraction = _extraction(rows)
        except ValidationError as error:
            problem = str(error)
        else:
            keep_text = extraction.article.text is not None
            if layout.fingerprint(extraction, keep_text=keep_text) == rows.article["fingerprint"]:
                return extraction
            problem = "it is not what was written"
        again = store.read("export/article", {"id": key})
        if not again:
            break
        (rows,) = with_content(store, again)
    hint = "`kaigraph store check` says what the store lacks; `kaigraph ingest --again` writes its articles anew."
    raise StoreError(f"article {key}: cannot be read whole: {problem}", hint=hint)


def _extraction(rows: ArticleRows) -> Extraction:
    row = rows.article
    article = Article(
        id=row["id"],
        title=row["name"] if row["name"] != row["id"] else None,
        text=row["body"],
        **{name: row[name] for name in Article.model_fields if name not in ("id", "title", "text")},
    )
    return Extraction(
        article=article, entities=[_entity(one) for one in rows.mentions], claims=[_claim(one) for one in rows.claims]
    )


def _entity(row: Row) -> Entity:
    spans = zip(row["texts"] or (), row["starts"] or (), row["ends"] or (), strict=True)
    return Entity(
        id=row["entity"],
        type=row["label"],
        name=row["name"],
        name_en=row["name_en"],
        aliases=row["aliases"] or [],
        kind=row["kind"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        mentions=[Mention(text=text, start=start, end=end) for text, start, end in spans],
    )


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["id"],
        predicate=row["predicate"],
        subject=row["subject_id"],
        object=row["object_id"],
        qualifiers=qualifiers_of(row),
        modality=row["modality"],
        asserted_by=row["asserted_by_id"],
        quote=row["quote"],
        start=row["quote_start"],
        end=row["quote_end"],
        confidence=row["confidence"],
        extractor=row["extractor"],
    )


def qualifiers_of(row: Row) -> dict[str, Any]:
    """Return the qualifiers of a claim under the ontology's names, out of the columns that the store keeps them in."""
    names = ONTOLOGY.predicates[row["predicate"]].qualifiers
    found = {name: row.get(STORED_AS.get(name, name)) for name in names}
    return {name: value for name, value in found.items() if value is not None}
