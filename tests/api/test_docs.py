"""docs/http.md tells of everything that there is."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from api.errors import _KINDS
from api.settings import ApiSettings
from graph.answers import Counting, SectionName
from graph.scope import Scope

NARROWING = set(Scope.model_fields)
EVERYWHERE = {"limit", "cursor", "section", "format", "lang", "all_rows"}
"""Parameters that the page tells of once, for every endpoint."""

TEXT = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")


def test_every_endpoint_and_every_parameter_is_told_of(client: TestClient) -> None:
    told = {line.split("`")[1]: line for line in TEXT.splitlines() if line.startswith("| `/v1/")}
    paths = {path: get["get"] for path, get in client.get("/openapi.json").json()["paths"].items()}
    assert {path for path in paths if path.startswith("/v1/")} == set(told)
    for path, line in told.items():
        named = {parameter["name"] for parameter in paths[path].get("parameters", [])}
        assert ("[narrowed](#narrowing-a-question)" in line) == (named >= NARROWING)
        for parameter in paths[path].get("parameters", []):
            if parameter["name"] not in EVERYWHERE | (NARROWING if named >= NARROWING else set()):
                assert f"`{parameter['name']}`" in line or f"{{{parameter['name']}}}" in line, (path, parameter["name"])


def test_what_narrows_every_question_is_told_of() -> None:
    section = TEXT.split("## Narrowing a question")[1].split("\n## ")[0]
    assert [name for name in sorted(NARROWING) if f"`{name}`" not in section] == []


@pytest.mark.parametrize("word", [*get_args(Counting), *get_args(SectionName)])
def test_every_word_of_funding_is_explained(word: str) -> None:
    assert f"| `{word}` |" in TEXT


def test_what_endpoints_share_is_told_of_once() -> None:
    for name in EVERYWHERE:
        assert f"`{name}" in TEXT or f"`{name}=" in TEXT, name


def test_every_problem_and_every_setting_is_told_of() -> None:
    for _, status, name, _ in _KINDS:
        assert str(status.value) in TEXT
        assert f"urn:kaigraph:problem:{name}" in TEXT or f"…:{name}" in TEXT
    for field in ApiSettings.model_fields.values():
        assert f"| `{field.validation_alias}` |" in TEXT
