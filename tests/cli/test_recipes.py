"""docs/recipes.md: every recipe runs on the samples and answers what the page says."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import kglite
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.moving import copy
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.cli.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "recipes.md").read_text("utf-8")
LEFT_OUT = "…"
LINES_OF_A_TREE = str.maketrans("│├└─", "    ")
Query = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True)
class Recipe:
    """One recipe: the command with lines of its answer, the address, and the Cypher with rows of its answer."""

    command: str
    lines: list[str]
    address: str
    cypher: str
    rows: list[dict[str, str]]


def recipes() -> Iterator[Any]:
    """Give every section that has all four blocks."""
    for section in PAGE.split("\n### ")[1:]:
        blocks = dict(re.findall(r"^```(console|http|cypher)\n(.*?)^```", section, re.MULTILINE | re.DOTALL))
        if blocks.keys() >= {"console", "http", "cypher"}:
            first, *lines = blocks["console"].splitlines()
            recipe = Recipe(
                command=first.removeprefix("$ kaigraph "),
                lines=[line for line in lines if line != LEFT_OUT],
                address=blocks["http"].strip().removeprefix("GET "),
                cypher=blocks["cypher"],
                rows=table(section),
            )
            yield pytest.param(recipe, id=section.splitlines()[0])


def table(section: str) -> list[dict[str, str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")
    ]
    head, _, *rows = cells
    return [dict(zip(head, row, strict=True)) for row in rows if row[0] != LEFT_OUT]


def flat(text: str) -> str:
    return " ".join(text.translate(LINES_OF_A_TREE).split())


RECIPES = list(recipes())


def test_there_are_enough() -> None:
    assert len(RECIPES) >= 10


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_command_answers_the_lines_shown_in_their_order(
    ask: Run, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    result = ask(*shlex.split(recipe.command))
    assert result.exit_code == 0
    shown, at = flat(result.stdout), 0
    for line in recipe.lines:
        assert flat(line) in shown[at:], line
        at = shown.index(flat(line), at) + len(flat(line))


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_address_answers_the_same(ask: Run, recipe: Recipe, sample_store: Path) -> None:
    by_command = json.loads(ask(*shlex.split(recipe.command), "--json").stdout)
    path, _, query = recipe.address.partition("?")
    samples = open_store(StoreSettings(neo4j_uri=None, data=sample_store), read_only=True)
    with closing(samples), TestClient(create_app(samples)) as client:
        response = client.get(quote(path), params=dict(parse_qsl(query)))
    assert response.status_code == 200
    assert response.json() == by_command


@pytest.fixture(scope="module")
def query(request: pytest.FixtureRequest, sample_store: Path) -> Iterator[Query]:
    """Ask the samples in Cypher, on the engine of the test."""
    if request.param == "embedded":
        session = kglite.open_session(str(sample_store / "graph.kgl"))
        yield lambda cypher: [dict(row) for row in session.cypher(cypher)]
        return
    from neo4j import GraphDatabase

    server = request.getfixturevalue("neo4j_server")
    server.wipe()
    settings = StoreSettings(neo4j_uri=None, data=sample_store)
    with closing(open_store(settings, read_only=True)) as source, closing(open_store(server.settings)) as target:
        list(copy(source, target))
    known, password = server.settings, server.settings.neo4j_password
    auth = (known.neo4j_username, password.get_secret_value()) if password else None
    with GraphDatabase.driver(known.neo4j_uri or "", auth=auth) as driver:
        yield lambda cypher: [dict(row) for row in driver.execute_query(cypher).records]  # type: ignore[arg-type]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "query" in metafunc.fixturenames:
        from tests.conftest import ENGINES

        metafunc.parametrize("query", ENGINES, indirect=True, scope="module")


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_cypher_answers_the_rows_shown(query: Query, recipe: Recipe) -> None:
    answered = [{name: str(value) for name, value in row.items()} for row in query(recipe.cypher)]
    assert recipe.rows
    for row in recipe.rows:
        assert row in answered
