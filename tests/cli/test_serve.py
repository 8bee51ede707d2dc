"""What `kaigraph serve` takes from its options and from the environment."""

from __future__ import annotations

from typing import Any

import pytest
from typer.main import get_command

from cli.main import app


def listens(*words: str) -> tuple[str, int]:
    group: Any = get_command(app)
    given = group.commands["serve"].make_context("serve", list(words)).params
    return given["host"], given["port"]


def test_the_server_listens_on_this_machine_only_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KAIGRAPH_HOST", "KAIGRAPH_PORT"):
        monkeypatch.delenv(name, raising=False)
    assert listens() == ("127.0.0.1", 8000)
    monkeypatch.setenv("KAIGRAPH_HOST", "0.0.0.0")
    monkeypatch.setenv("KAIGRAPH_PORT", "9000")
    assert listens() == ("0.0.0.0", 9000)
    assert listens("--host", "::1", "--port", "0") == ("::1", 0)
