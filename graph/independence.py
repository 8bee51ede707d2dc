"""How many independent articles stand behind something: articles that re-tell one another are one voice."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet


def sources(article_id: str, text_sha256: str | None, based_on: str | None) -> frozenset[str]:
    """Return what an article must not share with another to be independent of it: its text, and what it re-tells."""
    text = f"text {text_sha256 or article_id}"
    return frozenset({text, f"based on {based_on}"} if based_on else {text})


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
