"""Answers about what stands beside a thing, what aims at it, and how two things are joined."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from graph.answers.base import AmountQualifier, ClaimAnswer, EntityRef, Model

Direction = Literal["out", "in"]


class Neighbor(Model):
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


class NeighborsAnswer(Model):
    """The edges of one entity, `count` in all; `next_cursor` continues the list.

    `complete` is false where there are more claims in the scope than an answer is made from.
    """

    entity: EntityRef
    neighbors: list[Neighbor]
    count: int
    complete: bool = True
    next_cursor: str | None


class Targeting(Model):
    """A programme or body that is aimed at the thing asked for, in the words of `claims`.

    `aim` is the sector, technology or region that the claims name: the one asked for or a part of it. Of `claim_count`
    claims `claims` holds as many as were asked for, of different articles as far as there are.
    """

    entity: EntityRef
    aim: EntityRef
    articles: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    claim_count: int
    claims: list[ClaimAnswer]


class TargetsAnswer(Model):
    """Everything that targets a sector, technology or region, most widely stated first."""

    of: EntityRef
    targeting: list[Targeting]
    count: int
    next_cursor: str | None


class PathEdge(Model):
    """Statements of one predicate that join two neighbours of a path, told by the surest of `claims`.

    Of `claim_count` claims `claims` holds as many as were asked for, of different articles as far as there are.
    """

    predicate: str
    subject: EntityRef
    object: EntityRef
    articles: int
    first_stated: dt.date | None
    last_stated: dt.date | None
    korean: str = Field(examples=["산업통상부가 M.AX 얼라이언스를 이끈다."])
    english: str = Field(examples=["산업통상부 leads M.AX 얼라이언스."])
    claim_count: int
    claims: list[ClaimAnswer]


class PathHop(Model):
    """One hop of a path: all that joins two neighbours, what most articles state first."""

    start: EntityRef
    end: EntityRef
    edges: list[PathEdge]


class Path(Model):
    """One chain of statements between two entities, told in words by the first edge of each hop."""

    length: int
    hops: list[PathHop]
    korean: str
    english: str


class PathsAnswer(Model):
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
