"""Answers about where a thing came from, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from graph.answers.base import ClaimAnswer, EntityRef, Model


class Responsible(Model):
    """Who leads a thing. `leader` bears the name that `claims` give it; `then` is its name at the time of the step.

    `then` is none where nobody can say: the step has no date, or a renaming has none.
    """

    leader: EntityRef
    then: EntityRef | None
    articles: int
    claims: list[ClaimAnswer]


class LineageStep(Model):
    """One step of descent: `later` came after or out of `earlier`.

    `relation` is SUCCEEDS or DERIVED_FROM, or PART_OF where `later` is the part and `earlier` the whole. `date` is the
    date that the claims state; `first_stated` the date of the first article that states the step. `depth` counts steps
    from the entity that `of` names: 1 touches it. `responsible` are those who lead the later thing, ministries first.
    Of `claim_count` claims `claims` holds as many as were asked for, of different articles as far as there are.
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
    claim_count: int
    claims: list[ClaimAnswer]


class LineageContext(Model):
    """Who announced, approved or leads a thing of the line, and when; counts and claims as in a step."""

    relation: Literal["ANNOUNCES", "APPROVES", "LEADS"]
    actor: EntityRef
    thing: EntityRef
    date: str | None
    first_stated: dt.date | None
    articles: int
    claim_count: int
    claims: list[ClaimAnswer]


class ChainLink(Model):
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


class LineageCounts(Model):
    """How many rows each part of a lineage has in all."""

    before: int
    after: int
    wholes: int
    parts: int
    context: int
    around: int


class LineageAnswer(Model):
    """Where an entity came from and what came of it.

    `before` goes back from the entity, nearest step first; `after` goes forward. `wholes` and `parts` are PART_OF.
    `context` says who announced, approved or leads the things of the line. `around` are the steps of those bodies
    (a ministry's renaming) and of the parts. Rows are listed part by part in this order, and `counts` says how many
    there are; `next_cursor` continues the list. `chain` has the rows shown in the order of their days, those without
    one last. `complete` is false where a bound stopped the search.
    """

    entity: EntityRef
    before: list[LineageStep]
    after: list[LineageStep]
    wholes: list[LineageStep]
    parts: list[LineageStep]
    context: list[LineageContext]
    around: list[LineageStep]
    chain: list[ChainLink] = Field(default_factory=list)
    counts: LineageCounts
    complete: bool
    next_cursor: str | None
