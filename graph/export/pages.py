"""The graph a page at a time, so that memory does not grow with it: articles and entities in the order of their ids.

Each page goes on after the last id of the one before, so that it takes no longer at the end than at the beginning and
stays right when something is written in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.called import names_on
from graph.export.selection import ALL, Selection
from graph.store import Row, Store

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
    for rows in _keyset(store, "export/articles", selection.for_articles, ARTICLES_AT_ONCE):
        yield with_content(store, rows)


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


def entity_pages(store: Store, selection: Selection = ALL) -> Iterator[list[EntityRows]]:
    """Yield the entities that are kept, in the order of their ids: those that an article of the scope mentions.

    With a day in the scope (`as_of`) they have the names of that day.
    """
    for rows in _keyset(store, "export/entities", {}, ENTITIES_AT_ONCE):
        ids = [row["id"] for row in rows if selection.keeps_label(row["label"])]
        parameters = {"entities": ids, **selection.for_articles}
        day = selection.scope.as_of
        then = names_on(store, ids, day) if day is not None else {}
        found = store.read("export/mentioned", parameters) if ids else []
        seen = {row.pop("entity"): row for row in found}
        yield [
            EntityRows(row | {"name": then.get(row["id"], row["name"])}, **seen[row["id"]])
            for row in rows
            if row["id"] in seen
        ]


def rows_of_entities(store: Store, statement: str) -> Iterator[list[Row]]:
    """Yield what a statement returns of all entities, a page of them at a time."""
    for rows in _keyset(store, "export/entities", {}, ENTITIES_AT_ONCE):
        yield store.read(statement, {"entities": [row["id"] for row in rows]})


def pages(store: Store, statement: str) -> Iterator[list[Row]]:
    """Yield the rows of a statement that takes nothing but `after` and `limit`."""
    return _keyset(store, statement, {}, ENTITIES_AT_ONCE)


def _keyset(store: Store, statement: str, parameters: Mapping[str, Any], limit: int) -> Iterator[list[Row]]:
    after = ""
    while rows := store.read(statement, {**parameters, "after": after, "limit": limit}):
        yield rows
        after = rows[-1]["id"]


def _by(rows: list[Row], key: str) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
