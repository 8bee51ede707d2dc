"""The words that qualifiers of relations are read from: `qualifiers.yaml`, validated when this is imported."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Wording(BaseModel):
    """Everything in `qualifiers.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offices: tuple[str, ...]
    roles: dict[str, dict[str, str]]
    succession: dict[str, frozenset[str]]
    moods: dict[str, frozenset[str]]
    saying: frozenset[str]
    asking: frozenset[str]

    @cached_property
    def longest_offices(self) -> tuple[str, ...]:
        """The office titles' last parts, longest first."""
        return tuple(sorted(self.offices, key=lambda o: (-len(o), o)))

    def office(self, noun: str) -> str | None:
        """Return the office that a noun ends in, `None` where it names none."""
        return next((o for o in self.longest_offices if noun.endswith(o)), None)


WORDING = Wording.model_validate(yaml.safe_load((files("ingest.extract") / "qualifiers.yaml").read_text("utf-8")))
