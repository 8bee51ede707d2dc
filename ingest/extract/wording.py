"""The words that qualifiers of relations are read from: `qualifiers.yaml`, validated when this is imported."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict


class Wording(BaseModel):
    """Everything in `qualifiers.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offices: frozenset[str]
    only_of: dict[str, str]
    told_of: dict[str, Literal["subject", "object"]]
    roles: dict[str, dict[str, str]]
    capacities: tuple[str, ...]
    labels: dict[str, str]
    founded: frozenset[str]
    taking_on: frozenset[str]
    naming: frozenset[str]
    holding: frozenset[str]
    happened: frozenset[str]
    in_force: frozenset[str]
    succession: dict[str, frozenset[str]]
    moods: dict[str, frozenset[str]]
    saying: frozenset[str]
    asking: frozenset[str]

    @cached_property
    def longest_office(self) -> int:
        """Code points of the longest office."""
        return max(map(len, self.offices))

    def office(self, noun: str) -> str | None:
        """Return the longest office that a noun ends in, `None` where it names none."""
        longest = min(len(noun), self.longest_office)
        return next((noun[-n:] for n in range(longest, 0, -1) if noun[-n:] in self.offices), None)


WORDING = Wording.model_validate(yaml.safe_load((files("ingest.extract") / "qualifiers.yaml").read_text("utf-8")))
