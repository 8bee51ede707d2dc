"""Answers about single things and what there is of them: entities, articles, searches, counts."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from graph.answers.base import Citation, ClaimAnswer, EntityRef, Model

How = Literal["exact", "prefix", "contains", "initials", "fuzzy"]


class EntityAnswer(EntityRef):
    """One entity: what is known of it, what it is called, and how many claims it takes part in.

    `claims_as_subject` and `claims_as_object` count claims by predicate; `articles` counts those that mention it.
    """

    name_en: str | None
    aliases: list[str]
    kind: str | None
    valid_from: str | None
    valid_to: str | None
    articles: int
    first_mentioned: dt.date | None
    last_mentioned: dt.date | None
    claims_as_subject: dict[str, int]
    claims_as_object: dict[str, int]


class SearchHit(Model):
    """An entity that a search found. `matched` is the name or alias that did, `score` goes from 0 to 100.

    `now` is what the entity is called today, where that is another: 산업통상자원부 is now 산업통상부.
    """

    entity: EntityRef
    matched: str
    how: How
    score: float
    articles: int
    now: EntityRef | None = None


class Facet(Model):
    """How many of the entities that a search found have a label."""

    label: str = Field(examples=["Program"])
    count: int


class ArticleSummary(Model):
    """One article of a list, with how many claims were read from it."""

    citation: Citation
    language: str
    claims: int


class SearchAnswer(Model):
    """What a search found: entities, the nearest first, then articles whose headlines hold the words, the newest first.

    `facets` count entities by label, whichever label was asked for. Where `more` is true there are more than were
    looked at, and each count is a least one. Articles are in the first answer only, not in what `next_cursor` asks for.
    """

    items: list[SearchHit]
    facets: list[Facet]
    more: bool
    articles: list[ArticleSummary]
    next_cursor: str | None = None


class MentionedEntity(EntityRef):
    """An entity that an article mentions, and what the article calls it."""

    called: str


class ArticleAnswer(Model):
    """One article with everything read from it, in the order of the text.

    `copies` counts the other articles that carry the same report, such as copies of a wire's; all of them count as one
    source. `copy_of` is the oldest of them, where this is not itself the oldest; `other_copies` are the oldest hundred.
    """

    citation: Citation
    language: str
    text_sha256: str
    copies: int = 0
    copy_of: Citation | None = None
    other_copies: list[Citation] = Field(default_factory=list)
    entities: list[MentionedEntity]
    claims: list[ClaimAnswer]


class Counted(Model):
    """How many articles bear a name: a publisher's, or a month's; none for those without."""

    name: str | None
    articles: int


class Overview(Model):
    """What the store holds. `entities` counts by label, `claims` by predicate; `engine` is `neo4j` or `embedded`.

    `confidence` counts claims by tenths: "0.7" are those read with 0.7 to 0.8. In a scope everything is narrowed:
    entities are those that its articles mention. `as_of` is set where the store is read beside a process that writes to
    it: what that wrote later is not shown.
    """

    engine: str
    version: str
    as_of: dt.datetime | None
    revision: int
    articles: int
    first_published: dt.date | None
    last_published: dt.date | None
    entities: dict[str, int]
    claims: dict[str, int]
    publishers: list[Counted]
    months: list[Counted]
    confidence: dict[str, int]
