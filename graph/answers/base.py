"""What most answers are made of: references to entities, claims with their quotes, citations, pages."""

from __future__ import annotations

import datetime as dt
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model import Modality, QualifierValue

T = TypeVar("T")

AmountQualifier = Literal["exact", "about", "at_least", "at_most"]


class Model(BaseModel):
    """A part of an answer; no answer has fields that its type does not name."""

    model_config = ConfigDict(extra="forbid")


class EntityRef(Model):
    """An entity as other records point to it. `label` is one of the ontology's 12."""

    id: str = Field(examples=["alliance/max"])
    label: str = Field(examples=["Alliance"])
    name: str = Field(examples=["M.AX 얼라이언스"])


class Citation(Model):
    """Where a quote stands.

    `language` is the article's, such as `ko`. `retold` is true where the text re-tells another one: its quotes are not
    the publisher's words. `text` is the citation in one line, ready to be shown.
    """

    article_id: str
    title: str | None
    publisher: str | None
    url: str | None
    based_on: str | None
    published_on: dt.date | None
    language: str | None
    license: str | None
    retold: bool
    text: str = Field(examples=["kaigraph samples, 2025-12-24 (다른 글을 다시 쓴 글; 바탕: https://…)"])


class ClaimAnswer(Model):
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


class Page(Model, Generic[T]):
    """A page of a list. `next_cursor` asks for the next one; it is none on the last."""

    items: list[T]
    next_cursor: str | None
