"""Answers about when things happened, what changed, and what articles say differently."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from graph.answers.base import Citation, ClaimAnswer, EntityRef, Model
from graph.model import Modality


class TimelineEvent(Model):
    """Something that claims date, with the words that say so.

    `day` is as exact as what is stated (2026, 2026-03, 2026-03-01), `until` the last year of a period. `dated` says
    what the day is: one that claims state (`stated`), the year of a sum (`year`), the first of several (`period`), the
    year by which a goal is to be reached (`goal`), the beginning or end of the entity's name (`name`), or the day of
    the first article that mentions it (`mention`). The last two have no claims; `citation` is of a mention.
    """

    day: str
    until: str | None
    dated: Literal["stated", "year", "period", "goal", "name", "mention"]
    predicate: str | None
    subject: EntityRef
    object: EntityRef | None
    korean: str
    english: str
    articles: int
    claims: list[ClaimAnswer]
    citation: Citation | None = None


class TimelineAnswer(Model):
    """The dated events of an entity in their order, `count` in all; `next_cursor` continues the list.

    `undated` counts claims that state no time. `complete` is false where the entity has more claims than are looked at.
    """

    entity: EntityRef
    events: list[TimelineEvent]
    count: int
    undated: int
    complete: bool
    next_cursor: str | None


class Side(Model):
    """One of the things that articles say differently, as people write it in `says`; only what differs is set.

    Of `claim_count` claims `claims` holds as many as were asked for, of different articles as far as there are.
    """

    says: str = Field(examples=["최대 7,000억원"])
    amount_krw: int | None = None
    value: float | None = None
    year: int | None = None
    period_start: int | None = None
    period_end: int | None = None
    date: str | None = None
    entity: EntityRef | None = None
    articles: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    claim_count: int
    claims: list[ClaimAnswer]


class Contradiction(Model):
    """One thing that articles say differently, with each side's quotes; no article says both.

    `kind` is what differs: another `amount` for the same payer, recipient and time; another `year` for the same sum;
    another `goal` for the same metric and year; another `date` for the same step; another `leader` of the same thing.
    A side that was stated later may be news instead of an error: `first_stated` and `last_stated` tell. Of `side_count`
    sides `sides` holds as many as were asked for, what most articles say first.
    """

    id: str
    kind: Literal["amount", "year", "goal", "date", "leader"]
    predicate: str
    subject: EntityRef | None
    object: EntityRef | None
    about: str = Field(examples=["산업통상부 → M.AX 얼라이언스, 2026"])
    side_count: int
    sides: list[Side]


class ContradictionsAnswer(Model):
    """What articles say differently, of one entity or of all, what most articles speak of first."""

    entity: EntityRef | None
    items: list[Contradiction]
    count: int
    next_cursor: str | None


class GoneStatement(Model):
    """A statement that stands no longer.

    Of one that went with its article or its article's rewriting only a record is left: `quote_sha256` is the hash of
    its quote. One that later articles say otherwise is still there: `claim_count` claims had made it, `claim` is the
    last of them, and `instead` are the later ones.
    """

    predicate: str
    subject: EntityRef
    object: EntityRef | None
    amount_krw: int | None
    fiscal_year: int | None
    period_start: int | None
    period_end: int | None
    modality: Modality
    quote_sha256: str
    claim_count: int = Field(1, description="how many claims of earlier articles had made it")
    claim: ClaimAnswer | None = None
    instead: list[ClaimAnswer] = Field(default_factory=list)


class ArticleChange(Model):
    """What one article changed. `revision` and `at` are those of its last writing, where a revision was asked for."""

    article_id: str
    kind: Literal["added", "replaced", "removed", "published"]
    published_on: dt.date | None
    publisher: str | None
    revision: int | None
    at: dt.datetime | None
    appeared: list[ClaimAnswer]
    went: list[GoneStatement]
    again: int = Field(description="statements that an article had made before")
    complete: bool = Field(description="whether the records of it are whole")


class ChangesAnswer(Model):
    """What changed since a day or a revision, article by article, the oldest change first.

    Since a day: what articles published since then say that none had said before, and what they say otherwise. Since a
    revision of the graph: what was put in and taken out since. `revision` is the present one; `complete` is false where
    changes since then are no longer on record (those after `recorded_from` are).
    """

    since: dt.date | None
    since_revision: int | None
    revision: int
    recorded_from: int
    articles: list[ArticleChange]
    count: int
    complete: bool
    next_cursor: str | None
