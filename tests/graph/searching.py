"""The searches of `searches.yaml`, checked when they are read, and the graph that they are made in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from graph.answers import How
from graph.model import Extraction
from tests.graph.examples import report, thing

Hit = tuple[How, str]
"""How an entity is found, and its name."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Named(_Data):
    """An entity with its names, and the numbers of the articles that mention it."""

    label: str
    id: str
    name: str
    aliases: list[str] = Field(default_factory=list)
    name_en: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    articles: list[int] = Field(alias="in", min_length=1)


class Searches(_Data):
    """The graph and what is searched for in it."""

    articles: list[tuple[date, str, str]]
    entities: list[Named]
    find: list[tuple[str, list[Hit]]]
    labelled: list[tuple[str, str, list[Hit]]]

    @classmethod
    def load(cls) -> Searches:
        """Read and check the file."""
        return cls.model_validate(yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8")))

    def graph(self) -> list[Extraction]:
        """Return what articles say that mention the entities and claim nothing."""
        made = {
            one.id: thing(
                one.label,
                one.name,
                *one.aliases,
                key=one.id,
                name_en=one.name_en,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
            )
            for one in self.entities
        }
        return [
            report(
                f"article/{at}",
                day.isoformat(),
                extra=tuple(made[one.id] for one in self.entities if at in one.articles),
                title=headline,
                publisher=publisher,
            )
            for at, (day, headline, publisher) in enumerate(self.articles, start=1)
        ]


SEARCHES = Searches.load()
