"""The domain types: what is read out of an article, and what the stores keep.

Offsets are code points of the article's text, `end` exclusive. Money is whole won. Years are four digits. Dates are
ISO 8601 and may be cut to the month or year (`2025-09`).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.ontology import EDGE_PREDICATES, LABELS, ONTOLOGY, PREDICATES, VALUE_PREDICATES

__all__ = [
    "EDGE_PREDICATES",
    "LABELS",
    "PREDICATES",
    "VALUE_PREDICATES",
    "Article",
    "Claim",
    "Entity",
    "Extraction",
    "Mention",
    "Modality",
    "QualifierValue",
]

Modality = Literal["fact", "plan", "proposal"]
QualifierValue = bool | int | float | str

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ENTITY_ID = re.compile(r"(" + "|".join(label.lower() for label in LABELS) + r")/\S+")
LEAST_WON, MOST_WON = 1, 10**17
"""An amount outside of these is a reading error: Korea's whole yearly budget is below 10**15 won."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Mention(_Record):
    """One place where an article names an entity: `text == article text[start:end]`."""

    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _span(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"mention {self.text!r}: offsets {self.start}–{self.end} do not span it")
        return self


class Entity(_Record):
    """A thing of the policy landscape. `type` is one of the 12 labels; `id` starts with it in lower case."""

    id: str
    type: str
    name: str = Field(min_length=1)
    name_en: str | None = None
    aliases: list[str] = Field(default_factory=list)
    kind: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    mentions: list[Mention] = Field(default_factory=list)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.type not in ONTOLOGY.labels:
            raise ValueError(f"entity {self.name!r}: {self.type!r} is not a label; one of {', '.join(LABELS)}")
        if not ENTITY_ID.fullmatch(self.id) or not self.id.startswith(self.type.lower() + "/"):
            raise ValueError(f"entity {self.name!r}: id {self.id!r} is not '{self.type.lower()}/…' in one piece")
        kinds = ONTOLOGY.labels[self.type].kinds
        if self.kind is not None and self.kind not in kinds:
            known = ", ".join(kinds) or "none"
            raise ValueError(f"entity {self.name!r}: kind {self.kind!r} is none of {self.type}'s ({known})")
        for field in ("valid_from", "valid_to"):
            value = getattr(self, field)
            if value is not None and not ISO_DATE.fullmatch(value):
                raise ValueError(f"entity {self.name!r}: {field} {value!r} is not an ISO 8601 date")
        return self


class Claim(_Record):
    """One statement read out of one article, with the sentence it was read from.

    `qualifiers` holds only the keys that the ontology allows for the predicate. Raises a validation error that names
    the predicate and the field where a quote is missing, an amount is no whole number of won, or a key is unknown.
    """

    id: str = Field(min_length=1)
    predicate: str
    subject: str
    object: str | None = None
    qualifiers: dict[str, QualifierValue] = Field(default_factory=dict)
    modality: Modality = "fact"
    asserted_by: str | None = None
    quote: str
    start: int = Field(ge=0)
    end: int
    confidence: float = Field(ge=0, le=1)
    extractor: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _won_stays_whole(cls, data: Any) -> Any:
        """Refuse an amount that is no integer before pydantic's union could coerce it."""
        if isinstance(data, dict) and isinstance(data.get("qualifiers"), dict):
            for key, value in data["qualifiers"].items():
                problem = _qualifier_problem(key, value)
                if problem:
                    raise ValueError(f"claim {data.get('predicate')}: {problem}")
        return data

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        predicate = ONTOLOGY.predicates.get(self.predicate)
        if predicate is None:
            raise ValueError(f"claim {self.predicate!r} is not a predicate; one of {', '.join(PREDICATES)}")
        where = f"claim {self.predicate} {self.subject} → {self.object}"
        if not self.quote.strip():
            raise ValueError(f"{where}: has no quote")
        if self.end - self.start != len(self.quote):
            raise ValueError(f"{where}: offsets {self.start}–{self.end} do not span the quote")
        if predicate.has_object != (self.object is not None):
            raise ValueError(f"{where}: {'needs' if predicate.has_object else 'takes no'} object")
        unknown = self.qualifiers.keys() - set(predicate.qualifiers)
        if unknown:
            raise ValueError(f"{where}: takes no qualifier {', '.join(sorted(unknown))}")
        missing = set(predicate.requires) - self.qualifiers.keys()
        if missing:
            raise ValueError(f"{where}: lacks the qualifier {', '.join(sorted(missing))}")
        start, end = self.qualifiers.get("period_start"), self.qualifiers.get("period_end")
        if isinstance(start, int) and isinstance(end, int) and start > end:
            raise ValueError(f"{where}: the period {start}–{end} runs backwards")
        return self


def _qualifier_problem(key: str, value: object) -> str | None:
    """Say what is wrong with one qualifier, or `None`. Unknown keys are left to the predicate's own check."""
    rule = ONTOLOGY.qualifiers.get(key)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if rule is None:
        return None
    if isinstance(rule, tuple):
        return None if value in rule else f"{key} is {value!r}, not one of {', '.join(rule)}"
    if rule == "won":
        good = whole and LEAST_WON <= value <= MOST_WON  # type: ignore[operator]
        return None if good else f"{key} is {value!r}, not a whole number of won from {LEAST_WON} to {MOST_WON}"
    if rule == "year":
        good = whole and 1900 <= value <= 2100  # type: ignore[operator]
        return None if good else f"{key} is {value!r}, not a year of four digits"
    if rule == "number":
        return None if whole or isinstance(value, float) else f"{key} is {value!r}, not a number"
    if rule == "flag":
        return None if isinstance(value, bool) else f"{key} is {value!r}, not true or false"
    if rule == "date":
        good = isinstance(value, str) and ISO_DATE.fullmatch(value) is not None
        return None if good else f"{key} is {value!r}, not an ISO 8601 date"
    return None if isinstance(value, str) and value.strip() else f"{key} is {value!r}, not a text"


class Article(_Record):
    """One source document. `text` is what mentions and quotes are cut from; the contract's JSON leaves it out.

    `sketch` is what copies of the same report are recognised by, `graph.sketch.sketch_of` the text.
    """

    id: str = Field(min_length=1)
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    based_on: str | None = None
    license: str | None = None
    published_on: date | None = None
    language: str = "ko"
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    sketch: str | None = None
    text: str | None = Field(default=None, exclude=True, repr=False)


class Extraction(_Record):
    """What was read out of one article: the line that `kaigraph extract` prints and the unit that the writer takes."""

    article: Article
    entities: list[Entity]
    claims: list[Claim]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        types = {entity.id: entity.type for entity in self.entities}
        if len(types) != len(self.entities):
            raise ValueError(f"article {self.article.id}: an entity id stands twice")
        if len({claim.id for claim in self.claims}) != len(self.claims):
            raise ValueError(f"article {self.article.id}: a claim id stands twice")
        for claim in self.claims:
            where = f"article {self.article.id}: claim {claim.predicate} {claim.subject} → {claim.object}"
            for end in (claim.subject, claim.object, claim.asserted_by):
                if end is not None and end not in types:
                    raise ValueError(f"{where}: names {end}, which is not among the entities")
            obj = types[claim.object] if claim.object is not None else None
            if not ONTOLOGY.predicates[claim.predicate].allows(types[claim.subject], obj):
                ends = f"{types[claim.subject]} → {obj or 'a value'}"
                raise ValueError(f"{where}: {claim.predicate} does not join {ends}")
            if claim.object == claim.subject:
                raise ValueError(f"{where}: joins an entity with itself")
        if self.article.text is not None:
            self._quotes_are_verbatim(self.article.text)
        return self

    def _quotes_are_verbatim(self, text: str) -> None:
        for claim in self.claims:
            if text[claim.start : claim.end] != claim.quote:
                raise ValueError(f"article {self.article.id}: {claim.id}: its quote is not the text at {claim.start}")
        for entity in self.entities:
            for mention in entity.mentions:
                if text[mention.start : mention.end] != mention.text:
                    where = f"article {self.article.id}: {entity.id}"
                    raise ValueError(f"{where}: its mention is not the text at {mention.start}")
