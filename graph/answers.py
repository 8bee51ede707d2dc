"""The answers: what every question of `graph.reader` returns, as typed records that the terminal and HTTP both show.

Money is whole won, years are four digits, dates are ISO 8601. Every row carries the quotes it stands on.
"""

from __future__ import annotations

import datetime as dt
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model import Modality, QualifierValue

T = TypeVar("T")

AmountQualifier = Literal["exact", "about", "at_least", "at_most"]
Direction = Literal["out", "in"]
How = Literal["exact", "prefix", "contains", "initials", "fuzzy"]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EntityRef(_Answer):
    """An entity as other records point to it. `label` is one of the ontology's 12."""

    id: str = Field(examples=["alliance/max"])
    label: str = Field(examples=["Alliance"])
    name: str = Field(examples=["M.AX 얼라이언스"])


class Citation(_Answer):
    """Where a quote stands.

    `retold` is true where the text re-tells another one: its quotes are not the publisher's words. `text` is the
    citation in one line, ready to be shown.
    """

    article_id: str
    title: str | None
    publisher: str | None
    url: str | None
    based_on: str | None
    published_on: dt.date | None
    license: str | None
    retold: bool
    text: str = Field(examples=["kaigraph samples, 2025-12-24 (다른 글을 다시 쓴 글; 바탕: https://…)"])


class ClaimAnswer(_Answer):
    """One claim with its ends, its quote and its source. `start` and `end` are code points of the article's text."""

    id: str
    predicate: str
    subject: EntityRef
    object: EntityRef | None
    qualifiers: dict[str, QualifierValue]
    modality: Modality
    asserted_by: EntityRef | None
    quote: str
    start: int
    end: int
    confidence: float
    extractor: str
    citation: Citation


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


class SearchHit(_Answer):
    """An entity that a search found. `matched` is the name or alias that did, `score` goes from 0 to 100.

    `now` is what the entity is called today, where that is another: 산업통상자원부 is now 산업통상부.
    """

    entity: EntityRef
    matched: str
    how: How
    score: float
    articles: int
    now: EntityRef | None = None


class Facet(_Answer):
    """How many of the entities that a search found have a label."""

    label: str = Field(examples=["Program"])
    count: int


class Responsible(_Answer):
    """Who leads a thing. `leader` bears the name that `claims` give it; `then` is its name at the time of the step.

    `then` is none where nobody can say: the step has no date, or a renaming has none.
    """

    leader: EntityRef
    then: EntityRef | None
    articles: int
    claims: list[ClaimAnswer]


class LineageStep(_Answer):
    """One step of descent: `later` came after or out of `earlier`.

    `relation` is SUCCEEDS or DERIVED_FROM, or PART_OF where `later` is the part and `earlier` the whole. `date` is the
    date that the claims state; `first_stated` the date of the first article that states the step. `depth` counts steps
    from the entity that `of` names: 1 touches it. `responsible` are those who lead the later thing, ministries first.
    """

    relation: Literal["SUCCEEDS", "DERIVED_FROM", "PART_OF"]
    earlier: EntityRef
    later: EntityRef
    succession: Literal["renamed", "reorganised", "follows"] | None
    date: str | None
    first_stated: dt.date | None
    depth: int
    of: EntityRef
    responsible: list[Responsible] = Field(default_factory=list)
    articles: int
    claims: list[ClaimAnswer]


class LineageContext(_Answer):
    """Who announced, approved or leads a thing of the line, and when."""

    relation: Literal["ANNOUNCES", "APPROVES", "LEADS"]
    actor: EntityRef
    thing: EntityRef
    date: str | None
    first_stated: dt.date | None
    articles: int
    claims: list[ClaimAnswer]


class ChainLink(_Answer):
    """One event of a chain, in the words `subject relation object`. `claims` are ids; their quotes stand in `section`.

    `day` is the date that `dated` says: what claims state, what the table of names knows of a body that began then, or
    the day of the first article that tells of it.
    """

    day: str | None
    dated: Literal["stated", "table", "article"] | None
    section: Literal["before", "after", "wholes", "parts", "context", "around"]
    subject: EntityRef
    relation: str
    object: EntityRef
    claims: list[str]


class LineageAnswer(_Answer):
    """Where an entity came from and what came of it.

    `before` goes back from the entity, nearest step first; `after` goes forward. `wholes` and `parts` are PART_OF.
    `context` says who announced, approved or leads the things of the line. `around` are the steps of those bodies
    (a ministry's renaming) and of the parts. `chain` has all of them in the order of their days, those without one
    last. `complete` is false where a bound stopped the search.
    """

    entity: EntityRef
    before: list[LineageStep]
    after: list[LineageStep]
    wholes: list[LineageStep]
    parts: list[LineageStep]
    context: list[LineageContext]
    around: list[LineageStep]
    chain: list[ChainLink] = Field(default_factory=list)
    complete: bool


class Neighbor(_Answer):
    """One edge of an entity. `direction` is `out` where the entity is the edge's subject.

    Amounts, years and counts are the edge's; `claims` are quotes for it, best first, at most as many as were asked for.
    """

    predicate: str
    direction: Direction
    entity: EntityRef
    amount_krw: int | None
    amount_qualifier: AmountQualifier | None
    fiscal_year: int | None
    period_start: int | None
    period_end: int | None
    articles: int
    claim_count: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    confidence: float
    claims: list[ClaimAnswer]


class NeighborsAnswer(_Answer):
    """The edges of one entity, `count` in all; `next_cursor` continues the list.

    `complete` is false where there are more claims in the scope than an answer is made from.
    """

    entity: EntityRef
    neighbors: list[Neighbor]
    count: int
    complete: bool = True
    next_cursor: str | None


class PathEdge(_Answer):
    """Statements of one predicate that join two neighbours of a path, told by the surest of `claims`."""

    predicate: str
    subject: EntityRef
    object: EntityRef
    articles: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    korean: str = Field(examples=["산업통상부가 M.AX 얼라이언스를 이끈다."])
    english: str = Field(examples=["산업통상부 leads M.AX 얼라이언스."])
    claims: list[ClaimAnswer]


class PathHop(_Answer):
    """One hop of a path: all that joins two neighbours, what most articles state first."""

    start: EntityRef
    end: EntityRef
    edges: list[PathEdge]


class Path(_Answer):
    """One chain of statements between two entities, told in words by the first edge of each hop."""

    length: int
    hops: list[PathHop]
    korean: str
    english: str


class PathsAnswer(_Answer):
    """How two entities are joined, the shortest paths first.

    `stopped_by` says why the search ended before all paths of up to `max_hops` were seen: `enough` were found, the
    `seconds` were up, or too many `entities` had been looked around; none where it saw them all. `expanded` counts the
    entities that were looked around.
    """

    start: EntityRef
    end: EntityRef
    max_hops: int
    avoid_hubs: bool
    paths: list[Path]
    stopped_by: Literal["enough", "seconds", "entities"] | None
    expanded: int


class TimelineEvent(_Answer):
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


class TimelineAnswer(_Answer):
    """The dated events of an entity in their order, `count` in all; `next_cursor` continues the list.

    `undated` counts claims that state no time. `complete` is false where the entity has more claims than are looked at.
    """

    entity: EntityRef
    events: list[TimelineEvent]
    count: int
    undated: int
    complete: bool
    next_cursor: str | None


class Side(_Answer):
    """One of the things that articles say differently, as people write it in `says`; only what differs is set."""

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
    claims: list[ClaimAnswer]


class Contradiction(_Answer):
    """One thing that articles say differently, with each side's quotes; no article says both.

    `kind` is what differs: another `amount` for the same payer, recipient and time; another `year` for the same sum;
    another `goal` for the same metric and year; another `date` for the same step; another `leader` of the same thing.
    A side that was stated later may be news instead of an error: `first_stated` and `last_stated` tell.
    """

    id: str
    kind: Literal["amount", "year", "goal", "date", "leader"]
    predicate: str
    subject: EntityRef | None
    object: EntityRef | None
    about: str = Field(examples=["산업통상부 → M.AX 얼라이언스, 2026"])
    sides: list[Side]


class ContradictionsAnswer(_Answer):
    """What articles say differently, of one entity or of all, what most articles speak of first."""

    entity: EntityRef | None
    items: list[Contradiction]
    count: int
    next_cursor: str | None


class GoneStatement(_Answer):
    """A statement that stands no longer.

    Of one that went with its article or its article's rewriting only a record is left: `quote_sha256` is the hash of
    its quote. One that later articles say otherwise is still there as `claim`, and `instead` are the later ones.
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
    claim: ClaimAnswer | None = None
    instead: list[ClaimAnswer] = Field(default_factory=list)


class ArticleChange(_Answer):
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


class ChangesAnswer(_Answer):
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


class Targeting(_Answer):
    """A programme or body that is aimed at the thing asked for, in the words of `claims`.

    `aim` is the sector, technology or region that the claims name: the one asked for or a part of it.
    """

    entity: EntityRef
    aim: EntityRef
    articles: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    claims: list[ClaimAnswer]


class TargetsAnswer(_Answer):
    """Everything that targets a sector, technology or region, most widely stated first."""

    of: EntityRef
    targeting: list[Targeting]
    count: int
    next_cursor: str | None


class ArticleSummary(_Answer):
    """One article of a list, with how many claims were read from it."""

    citation: Citation
    language: str
    claims: int


class SearchAnswer(_Answer):
    """What a search found: entities, the nearest first, then articles whose headlines hold the words, the newest first.

    `facets` count entities by label, whichever label was asked for. Where `more` is true there are more than were
    looked at, and each count is a least one.
    """

    items: list[SearchHit]
    facets: list[Facet]
    more: bool
    articles: list[ArticleSummary]


class MentionedEntity(EntityRef):
    """An entity that an article mentions, and what the article calls it."""

    called: str


class ArticleAnswer(_Answer):
    """One article with everything read from it, in the order of the text."""

    citation: Citation
    language: str
    text_sha256: str
    entities: list[MentionedEntity]
    claims: list[ClaimAnswer]


class Counted(_Answer):
    """How many articles bear a name: a publisher's, or a month's; none for those without."""

    name: str | None
    articles: int


class Overview(_Answer):
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


class Page(_Answer, Generic[T]):
    """A page of a list. `next_cursor` asks for the next one; it is none on the last."""

    items: list[T]
    next_cursor: str | None
