"""The graph a page at a time, so that memory does not grow with it: articles and entities in the order of their ids.

Ids come many at a time, each lot after the last id of the one before, which stays right when something is written in
between; what is known of them comes in smaller pages. The embedded engine looks at every node for each lot of ids, so
that lots of the size of a page would take time with the square of the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.batches import batches
from graph.called import names_on
from graph.export.selection import ALL, Selection
from graph.store import Row, Store

IDS_AT_ONCE = 20_000
ARTICLES_AT_ONCE = 200
ENTITIES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """One article as the store holds it, with what it mentions and states."""

    article: Row
    mentions: list[Row]
    claims: list[Row]


@dataclass(frozen=True, slots=True)
class EntityRows:
    """One entity as the store holds it, and how the articles of the scope mention it."""

    entity: Row
    articles: int
    first_mentioned: str | None
    last_mentioned: str | None


def article_pages(store: Store, selection: Selection = ALL) -> Iterator[list[ArticleRows]]:
    """Yield the articles of a scope, whole, in the order of their ids."""
    for ids in batches(article_ids(store, selection), ARTICLES_AT_ONCE):
        yield with_content(store, store.read("export/articles", {"articles": ids}))


def with_content(store: Store, articles: list[Row]) -> list[ArticleRows]:
    """Return some articles with what they mention and state."""
    ids = {"articles": [row["id"] for row in articles]}
    mentions, claims = (_by(store.read(name, ids), "article") for name in ("export/mentions", "export/claims"))
    return [ArticleRows(row, mentions[row["id"]], claims[row["id"]]) for row in articles]


def claim_pages(store: Store, selection: Selection = ALL) -> Iterator[list[tuple[Row, Row]]]:
    """Yield the claims that are kept, each with its article, in the order of the articles' ids and their own."""
    for page in article_pages(store, selection):
        yield [(claim, one.article) for one in page for claim in one.claims if kept(claim, selection)]


def kept(claim: Row, selection: Selection) -> bool:
    """Tell whether a claim, with the labels of what it joins, is part of a selection."""
    labels = (claim["subject_label"], claim["object_label"])
    return selection.keeps(claim["predicate"], claim["confidence"], claim["modality"], *labels)


def article_ids(store: Store, selection: Selection = ALL) -> Iterator[str]:
    """Yield the ids of the articles of a scope, in their order."""
    for rows in _keyset(store, "export/article_ids", selection.for_articles, IDS_AT_ONCE):
        yield from (row["id"] for row in rows)


def entity_ids(store: Store, selection: Selection = ALL) -> Iterator[str]:
    """Yield the ids of the entities with the labels that are kept, in their order."""
    for rows in _keyset(store, "export/entity_ids", {}, IDS_AT_ONCE):
        yield from (row["id"] for row in rows if selection.keeps_label(row["label"]))


def entity_pages(store: Store, selection: Selection = ALL) -> Iterator[list[EntityRows]]:
    """Yield the entities that are kept, in the order of their ids: those that an article of the scope mentions.

    With a day in the scope (`as_of`) they have the names of that day.
    """
    for ids in batches(entity_ids(store, selection), ENTITIES_AT_ONCE):
        seen = {row.pop("entity"): row for row in _mentioned(store, ids, selection)}
        rows = store.read("export/entities", {"entities": list(seen)})
        day = selection.scope.as_of
        then = names_on(store, ids, day) if day is not None else {}
        yield [EntityRows(row | {"name": then.get(row["id"], row["name"])}, **seen[row["id"]]) for row in rows]


def mentioned_ids(store: Store, selection: Selection = ALL) -> Iterator[list[str]]:
    """Yield the ids of `entity_pages`, a page of them at a time."""
    for ids in batches(entity_ids(store, selection), ENTITIES_AT_ONCE):
        yield [row["entity"] for row in _mentioned(store, ids, selection)]


def _mentioned(store: Store, ids: list[str], selection: Selection) -> list[Row]:
    return store.read("export/mentioned", {"entities": ids, **selection.for_articles})


def rows_of_entities(store: Store, statement: str) -> Iterator[list[Row]]:
    """Yield what a statement returns of all entities, a page of them at a time."""
    for ids in batches(entity_ids(store), ENTITIES_AT_ONCE):
        yield store.read(statement, {"entities": ids})


def pages(store: Store, statement: str) -> Iterator[list[Row]]:
    """Yield the rows of a statement that takes nothing but `after` and `limit`."""
    return _keyset(store, statement, {}, IDS_AT_ONCE)


def _keyset(store: Store, statement: str, parameters: Mapping[str, Any], limit: int) -> Iterator[list[Row]]:
    after = ""
    while rows := store.read(statement, {**parameters, "after": after, "limit": limit}):
        yield rows
        if len(rows) < limit:
            break
        after = rows[-1]["id"]


def _by(rows: list[Row], key: str) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
