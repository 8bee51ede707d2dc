"""Settings of the store, read from the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """Where the graph is kept. Neo4j where `NEO4J_URI` is set, else the embedded engine in `KAIGRAPH_DATA`."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, env_ignore_empty=True)

    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(default=None, validation_alias="NEO4J_DATABASE")
    data: Path = Field(default=Path("kaigraph-data"), validation_alias="KAIGRAPH_DATA")
    keep_text: bool = Field(default=False, validation_alias="KAIGRAPH_KEEP_TEXT")
    """Keep the article's full text in the store; off, because bodies are copyrighted."""
