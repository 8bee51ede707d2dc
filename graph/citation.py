"""How the source of a quote is shown, as a line in Korean style and as CSL-JSON for citation managers.

A text that re-tells an article is never shown as that article's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field

from graph.answers import ArticleSummary, Citation, ClaimAnswer

RETOLD = "다른 글을 다시 쓴 글; 바탕: {}"
NO_DATE = "날짜 없음"

CSL_MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
CslType = Literal["article-newspaper", "report", "webpage"]


def cite(row: Mapping[str, Any], prefix: str = "article_") -> Citation:
    """Make the citation of an article out of the columns of a statement.

    Args:
        row: columns `{prefix}id`, `{prefix}name`, `{prefix}publisher`, `{prefix}url`, `{prefix}based_on`,
            `{prefix}language`, `{prefix}license` and `{prefix}published_on` (ISO 8601 or nothing).
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
        language=row.get(f"{prefix}language"),
        license=row.get(f"{prefix}license"),
        retold=based_on is not None,
        text="",
    )
    citation.text = citation_text(citation)
    return citation


def citation_text(citation: Citation) -> str:
    """Write a citation in one line, as Korean papers do: publisher, 「headline」, day, address.

    What is not known is left out, save the day (날짜 없음). A text that re-tells another names that one instead of its
    own address. A source without a headline is named by its id.

    >>> citation_text(Citation(article_id="a", title="제목", publisher="시험일보", url="https://news.example/a",
    ...     based_on=None, published_on=date(2025, 12, 24), language="ko", license=None, retold=False, text=""))
    '시험일보, 「제목」, 2025. 12. 24., https://news.example/a'
    """
    day = citation.published_on
    when = f"{day.year}. {day.month}. {day.day}." if day else NO_DATE
    title = " ".join((citation.title or citation.article_id).split())
    headline = title if title == citation.article_id else f"「{title}」"
    known = ", ".join(part for part in (citation.publisher, headline, when) if part)
    if citation.based_on is not None:
        return f"{known} ({RETOLD.format(citation.based_on)})"
    return f"{known}, {citation.url}" if citation.url else known


def csl_items(claims: Iterable[ClaimAnswer | ArticleSummary]) -> list[dict[str, Any]]:
    """Return the sources of some claims as CSL-JSON, one item an article, each with the quotes taken from it.

    An article of a list is an item without quotes.
    """
    items: dict[str, dict[str, Any]] = {}
    for claim in claims:
        item = items.setdefault(claim.citation.article_id, csl_item(claim.citation))
        if isinstance(claim, ArticleSummary):
            continue
        quoted = {"claim": claim.id, "quote": claim.quote, "start": claim.start, "end": claim.end}
        item.setdefault("custom", {"quotes": []})["quotes"].append(quoted)
    return list(items.values())


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return a citation as one item of CSL-JSON, without the fields that are not known.

    A text that re-tells another is a `webpage`, whoever published what it re-tells, and its note says so.
    """
    kind = csl_type(citation)
    day = citation.published_on
    known = {
        "id": citation.article_id,
        "type": kind,
        "title": citation.title if citation.title != citation.article_id else None,
        "publisher" if kind == "report" else "container-title": citation.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": citation.url,
        "language": citation.language,
        "note": RETOLD.format(citation.based_on) if citation.based_on is not None else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def csl_type(citation: Citation) -> CslType:
    """Say what kind of work an article is, by its host and its publisher's name (`citation.yaml`)."""
    rules = _rules()
    if citation.retold:
        return rules.otherwise
    try:
        host = urlsplit(citation.url or "").hostname or ""
    except ValueError:  # half an address, such as one with a broken [ ] host
        host = ""
    for text, endings in ((host, rules.hosts), (citation.publisher or "", rules.names)):
        for kind, known in endings.items():
            if text.endswith(known):
                return kind
    return rules.otherwise


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: dict[CslType, tuple[str, ...]]
    names: dict[CslType, tuple[str, ...]] = Field(min_length=1)
    otherwise: CslType


@cache
def _rules() -> _Rules:
    return _Rules.model_validate(yaml.safe_load(files("graph").joinpath("citation.yaml").read_text("utf-8")))
