"""Settings of the HTTP interface, read from the environment."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Where the server listens. Only this machine unless told otherwise: the interface knows no users."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", validation_alias="KAIGRAPH_HOST")
    port: int = Field(default=8000, ge=0, le=65535, validation_alias="KAIGRAPH_PORT")
