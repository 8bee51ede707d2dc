"""The present moment, which tests may set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)
