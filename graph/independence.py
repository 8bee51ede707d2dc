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
    leads_to: dict[str, str] = {}
    groups = 0
    for article in articles:
        met = {_end(leads_to, mark) for mark in article if mark in leads_to}
        groups += 1 - len(met)
        if end := min(met or article, default=None):
            leads_to |= dict.fromkeys((*article, *met), end)
    return groups


def _end(leads_to: dict[str, str], mark: str) -> str:
    """Return the mark of the group that a mark is in, and lead all on the way to it straight there."""
    passed = []
    while (following := leads_to[mark]) != mark:
        passed.append(mark)
        mark = following
    for one in passed:
        leads_to[one] = mark
    return mark
