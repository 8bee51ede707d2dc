"""The words of `words.yaml`."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """What the reader of money knows of words. `words.yaml` says what each list is."""

    model_config = ConfigDict(extra="forbid")

    paying: frozenset[str]
    paying_verbs: frozenset[str]
    money: frozenset[str]
    state_money: frozenset[str]
    instruments: dict[str, list[str]]
    executed: list[str]
    budgeted: list[str]
    drafted: list[str]
    differing: list[str]
    nameless: frozenset[str]
    withdrawn: list[str]
    wished: list[str]
    each_of_many: list[str]
    per_one: list[str]
    carriers: frozenset[str]
    local_money: dict[str, tuple[str, ...]]
    not_paying: frozenset[str]
    intending: list[str]
    asked: list[str]
    announcing: frozenset[str]
    turned_to: frozenset[str]
    nobody: frozenset[str]
    changing: dict[str, str]
    changed_units: frozenset[str]
    voting: frozenset[str]
    beginning: list[str]
    made_of: list[str]
    made_up: list[str]
    measureless: frozenset[str]
    parts: list[str]
    purses: list[str]
    portions: frozenset[str]
    bearing: frozenset[str]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """What the names of provinces, cities, counties and districts end in."""
        return tuple(sorted({ending for endings in self.local_money.values() for ending in endings}))


@cache
def words() -> Words:
    """Load and check the words."""
    return Words.model_validate(yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8")))
