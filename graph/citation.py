"""How the source of a quote is shown. A text that re-tells an article is never shown as that article's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.answers import Citation

RETOLD = "다른 글을 다시 쓴 글; 바탕: {}"


def cite(row: Mapping[str, Any], prefix: str = "article_") -> Citation:
    """Make the citation of an article out of the columns of a statement.

    Args:
        row: columns `{prefix}id`, `{prefix}name`, `{prefix}publisher`, `{prefix}url`, `{prefix}based_on`,
            `{prefix}license` and `{prefix}published_on` (ISO 8601 or nothing).
        prefix: what the columns' names start with.
    """
    published = row.get(f"{prefix}published_on")
    based_on = row.get(f"{prefix}based_on")
    citation = Citation(
        article_id=row[f"{prefix}id"],
        title=row.get(f"{prefix}name"),
        publisher=row.get(f"{prefix}publisher"),
        url=row.get(f"{prefix}url"),
        based_on=based_on,
        published_on=date.fromisoformat(published) if published else None,
        license=row.get(f"{prefix}license"),
        retold=based_on is not None,
        text="",
    )
    return citation.model_copy(update={"text": citation_text(citation)})


def citation_text(citation: Citation) -> str:
    """Write a citation in one line: who published it, when, and what it re-tells or where it stands.

    A source without a publisher is named by its headline or id, one without a date says so (날짜 없음).
    """
    who = citation.publisher or citation.title or citation.article_id
    when = citation.published_on.isoformat() if citation.published_on else "날짜 없음"
    if citation.based_on is not None:
        return f"{who}, {when} ({RETOLD.format(citation.based_on)})"
    return f"{who}, {when} ({citation.url})" if citation.url else f"{who}, {when}"
