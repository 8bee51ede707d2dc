"""How a name is told from what looks like one: the words around it that decide, from `cues.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Cues(BaseModel):
    """The file `cues.yaml`."""

    model_config = ConfigDict(extra="forbid")

    past: dict[str, re.Pattern[str]]
    titles: tuple[str, ...]
    suffixes: frozenset[str]
    prefixes: frozenset[str]
    locative: re.Pattern[str]
    acting: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cues, read and compiled once."""
    return Cues.model_validate(yaml.safe_load(files("ingest.gazetteer").joinpath("cues.yaml").read_text("utf-8")))
