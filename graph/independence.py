"""How many independent articles stand behind something: articles that re-tell one another are one voice."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet


def sources(
    article_id: str, text_sha256: str | None, based_on: str | None, copies: str | None = None
) -> frozenset[str]:
    """Return what an article must not share with another to be independent of it.

    Args:
        article_id: its id.
        text_sha256: hash of its text.
        based_on: what it re-tells.
        copies: what the copies of one report share (`graph.copies`).
    """
    shared = {f"text {text_sha256 or article_id}"}
    if based_on:
        shared.add(f"based on {based_on}")
    if copies:
        shared.add(f"copies {copies}")
    return frozenset(shared)


def independent(articles: Iterable[AbstractSet[str]]) -> int:
    """Count independent articles, each given by its `sources`; sharing is passed on from one to the next.

    >>> independent([{"text 1", "based on x"}, {"text 2", "based on x"}, {"text 3"}])
    2
    """
    groups: list[set[str]] = []
    for article in articles:
        merged = set(article)
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return len(groups)
