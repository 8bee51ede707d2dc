"""docs/http.md tells of everything that there is."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from api.errors import _KINDS
from graph.funding_answers import Counting, SectionName
from graph.scope import Scope

NARROWING = set(Scope.model_fields)
EVERYWHERE = {"limit", "cursor", "section", "format", "lang", "all_rows"}
"""Parameters that the page tells of once, for every endpoint."""

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "http.md").read_text("utf-8")


def test_every_endpoint_and_every_parameter_is_told_of(client: TestClient) -> None:
    told = {line.split("`")[1]: line for line in TEXT.splitlines() if line.startswith("| `/v1/")}
    paths = client.get("/openapi.json").json()["paths"]
    assert {path for path in paths if path.startswith("/v1/")} == set(told)
    for path, line in told.items():
        given = [one for operation in paths[path].values() for one in operation.get("parameters", [])]
        named = {parameter["name"] for parameter in given}
        assert ("[narrowed](#narrowing-a-question)" in line) == (named >= NARROWING)
        for parameter in given:
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


def refusals() -> set[tuple[int, str]]:
    """Every kind of problem that the interface itself makes, with its status, as the source has it."""
    made = re.compile(r'Refused\(\s*HTTPStatus\.(\w+),\s*"([\w-]+)"')
    found = {pair for path in (ROOT / "api").rglob("*.py") for pair in made.findall(path.read_text("utf-8"))}
    return {(HTTPStatus[status].value, kind) for status, kind in found}


def test_every_problem_is_told_of_with_its_status() -> None:
    rows = [line for line in TEXT.split("## Errors")[1].splitlines() if line.startswith("| ")]
    assert len(refusals()) >= 10
    for status, kind in {(status.value, kind) for _, status, kind, _ in _KINDS} | refusals():
        told = [row for row in rows if re.search(rf"[:…]{kind}`", row)]
        assert any(str(status) in row.split("|")[1] for row in told), kind
