"""What a careful reader answers to the demo's questions: `answers.yaml`, checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator
from rapidfuzz import fuzz

from graph.answers import ClaimAnswer
from graph.funding_answers import AmountQualifier
from graph.ids import fold
from graph.money import amount_text

TABLES = Path(__file__).with_name("answers.yaml")
NEAR = 92.0
"""Names at least so alike (0 to 100, rapidfuzz's ratio of the folded names) are one name."""

DESCENT = ("SUCCEEDS", "DERIVED_FROM", "PART_OF")
"""Relations whose subject is the later one, or the part; of the others it is who acted."""

Names = list[str]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Years(_Data):
    """Several years, of which a bound may be unknown."""

    start: int | None = Field(alias="from")
    end: int | None = Field(alias="to")


class Sum(_Data):
    """A sum that the articles give. `payer` is empty where they name none; `payer_in` adds its names in an article."""

    payer: Names
    payer_in: dict[int, Names] = Field(default_factory=dict)
    recipient: Names = Field(min_length=1)
    amount: int = Field(gt=0)
    years: int | Years | None = None
    articles: list[int] = Field(alias="in", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_article(cls, data: dict[str, object]) -> dict[str, object]:
        return {**data, "in": [data["in"]]} if isinstance(data.get("in"), int) else data


class Money(Sum):
    """A row of the tables 1a, 1b and 1c."""

    table: Literal["1a", "1b", "1c"]
    qualifier: AmountQualifier

    def __str__(self) -> str:
        payer = self.payer[0] if self.payer else "(names no payer)"
        return f"{payer} → {self.recipient[0]}: {amount_text(self.amount, self.qualifier)}, {say_years(self.years)}"


class Beyond(Sum):
    """A sum that the articles give and the tables leave out, with the words that state it."""

    quote: str = Field(min_length=1)


class NoAnswer(_Data):
    """An amount of an article that is no answer, and why."""

    amount: int
    article: int = Field(alias="in")
    why: str


class Step(_Data):
    """A row of the lineage. Of an act, `earlier` is who acted and `later` on what; of a part, whole and part."""

    earlier: Names = Field(min_length=1)
    relation: Literal["SUCCEEDS", "DERIVED_FROM", "PART_OF", "ANNOUNCES", "APPROVES", "LEADS"]
    later: Names = Field(min_length=1)
    date: list[str] = Field(default_factory=list)
    articles: list[int] = Field(alias="in", min_length=1)

    def __str__(self) -> str:
        return say_step(self.relation, self.earlier[0], self.later[0])


class Guess(_Data):
    """A succession that no article states."""

    earlier: Names
    later: Names
    articles: list[int] = Field(alias="in")


class Target(_Data):
    """A row of what targets 조선."""

    subject: Names = Field(min_length=1)
    articles: list[int] = Field(alias="in", min_length=1)

    def __str__(self) -> str:
        return self.subject[0]


class Answers(_Data):
    """The tables. `articles` gives the samples' ids by their numbers."""

    articles: dict[int, str]
    money: list[Money]
    beyond: list[Beyond]
    no_answer: list[NoAnswer]
    lineage: list[Step]
    guesses: list[Guess]
    targets: list[Target]
    weak_targets: list[Target]

    @model_validator(mode="after")
    def _articles_are_known(self) -> Answers:
        rows = [*self.money, *self.beyond, *self.lineage, *self.guesses, *self.targets, *self.weak_targets]
        named = {number for row in rows for number in row.articles} | {row.article for row in self.no_answer}
        unknown = named - self.articles.keys()
        if unknown:
            raise ValueError(f"no articles {sorted(unknown)}")
        return self

    @classmethod
    def load(cls) -> Answers:
        """Read and check the tables."""
        return cls.model_validate(yaml.safe_load(TABLES.read_text("utf-8")))

    def cited(self, claims: Iterable[ClaimAnswer]) -> set[int]:
        """Return the numbers of the articles that some claims were read from."""
        ids = {claim.citation.article_id for claim in claims}
        return {number for number, name in self.articles.items() if name in ids}


def same(shown: str, names: Names) -> bool:
    """Tell whether a shown name is one of the table's."""
    folded = fold(shown)
    return any(folded == fold(name) or _near(folded, fold(name)) for name in names)


def _near(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and fuzz.ratio(one, other) >= NEAR


def say_step(relation: str, earlier: str, later: str) -> str:
    """Write a step as its claim says it: what came later succeeds or is derived from what was before it."""
    subject, obj = (later, earlier) if relation in DESCENT else (earlier, later)
    return f"{subject} → {relation} → {obj}"


def say_years(years: int | Years | None) -> str:
    """Write years as `2026`, `2026–2032`, or with a bound left open."""
    if years is None or isinstance(years, int):
        return str(years or "no year")
    return f"{years.start or ''}–{years.end or ''}"
