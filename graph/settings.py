"""Settings of the store, read from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InputError


class Settings(BaseSettings):
    """Settings that the environment gives; an empty variable counts as not set."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, env_ignore_empty=True)

    def __init__(self, **given: Any) -> None:
        """Read them from the environment, save those that are given.

        Raises:
            InputError: one cannot be used; the message names it.
        """
        try:
            super().__init__(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            reason = first["msg"].removeprefix("Value error, ")
            raise InputError(
                f"the setting {name} cannot be used: {reason}", hint="docs/settings.md tells of each."
            ) from error


class StoreSettings(Settings):
    """Where the graph is kept. Neo4j where `NEO4J_URI` is set, else the embedded engine in `KAIGRAPH_DATA`."""

    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(default=None, validation_alias="NEO4J_DATABASE")
    data: Path = Field(default=Path("kaigraph-data"), validation_alias="KAIGRAPH_DATA")
    keep_text: bool = Field(default=False, validation_alias="KAIGRAPH_KEEP_TEXT")
    """Keep the article's full text in the store; off, because bodies are copyrighted."""
