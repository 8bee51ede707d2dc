"""Settings of the HTTP interface, read from the environment."""

from __future__ import annotations

import ipaddress
import re

from limits import RateLimitItem, parse
from pydantic import Field, field_validator

from graph.settings import Settings

OFF = "off"


class ApiSettings(Settings):
    """Whom the server answers and how much; where it listens are options of `kaigraph serve`."""

    write_tokens: str | None = Field(default=None, validation_alias="KAIGRAPH_WRITE_TOKENS")
    """SHA-256 hashes, in hexadecimal and separated by commas, of the tokens that may write."""
    cors_origins: str | None = Field(default=None, validation_alias="KAIGRAPH_CORS_ORIGINS")
    trusted_proxies: str | None = Field(default=None, validation_alias="KAIGRAPH_TRUSTED_PROXIES")
    rate_limit: str = Field(default="6000/minute", validation_alias="KAIGRAPH_RATE_LIMIT")
    time_limit: float = Field(default=30.0, gt=0, allow_inf_nan=False, validation_alias="KAIGRAPH_TIME_LIMIT")
    """Seconds that a question may take."""
    reading_limit: float = Field(default=120.0, gt=0, allow_inf_nan=False, validation_alias="KAIGRAPH_READING_LIMIT")
    """Seconds that reading one article may take, the first one's loading of the models among them."""
    max_body: int = Field(default=1_000_000, ge=1, validation_alias="KAIGRAPH_MAX_BODY")
    """Most bytes of a request's body."""

    @field_validator("write_tokens")
    @classmethod
    def _hashes(cls, value: str | None) -> str | None:
        for one in _parts(value):
            if not re.fullmatch(r"[0-9a-f]{64}", one):
                raise ValueError("not SHA-256 hashes separated by commas; `kaigraph token` makes one")
        return value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: str | None) -> str | None:
        for one in _parts(value):
            if one != "*" and not re.fullmatch(r"https?://[^/\s]+", one):
                raise ValueError(f"{one!r} is neither * nor an origin such as https://example.org")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str | None) -> str | None:
        for one in _parts(value):
            ipaddress.ip_network(one)  # its message names the address
        return value

    @field_validator("rate_limit")
    @classmethod
    def _rate(cls, value: str) -> str:
        if value != OFF:
            try:
                parse(value)
            except ValueError as error:
                raise ValueError(f"{value!r} is neither {OFF} nor a rate such as 6000/minute") from error
        return value

    @property
    def token_hashes(self) -> list[str]:
        """The hashes of the tokens that may write; none where writing is off."""
        return _parts(self.write_tokens)

    @property
    def origins(self) -> list[str]:
        """The origins whose pages may ask."""
        return _parts(self.cors_origins)

    @property
    def proxies(self) -> list[str]:
        """The addresses and networks whose forwarded headers are believed."""
        return _parts(self.trusted_proxies)

    @property
    def rate(self) -> RateLimitItem | None:
        """How many requests a client may make, or `None` where that is not limited."""
        return None if self.rate_limit == OFF else parse(self.rate_limit)


def _parts(value: str | None) -> list[str]:
    return [part.strip() for part in (value or "").split(",") if part.strip()]
