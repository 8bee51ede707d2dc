"""Titles of office: what a person is called by."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict


class Titles(BaseModel):
    """Titles of office (`titles.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: frozenset[str]
    written_on: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> Titles:
    """Load `titles.yaml`.

    Raises:
        pydantic.ValidationError: the file is not of this form.
    """
    return Titles.model_validate(yaml.safe_load((resources.files("ingest.extract") / "titles.yaml").read_text("utf-8")))
