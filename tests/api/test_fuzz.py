"""Whatever stands in a parameter, the answer is no fault of the server, and the graph is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.check import graph_hash
from graph.store import Store
from tests.api.test_openapi import example

TEXTS = (
    "'}) DETACH DELETE n //",
    "\\'}) MATCH (n) DETACH DELETE n RETURN 1 //",
    "alliance/max'}) SET n.name = 'x' //",
    "`}) CALL { MATCH (n) DELETE n } //",
    "$id",
    "${id}",
    "__SLOT__",
    "FUNDS]->() DELETE r //",
    "산업통상부\u202e\u200b\ufeff",
    "가" * 300,
    "ᄀ" * 100,
    "💰" * 75,
    " ",
    "\t\r\n",
    "../../etc/passwd",
    "-1",
    "1e400",
    "null",
    "[]",
    "%",
    "eyJhIjoxfQ",
    "WyJjbGFpbXMiLCAxLCAyLCAzLCA0XQ",
    "WyJjbGFpbXMiLCAi\\uD800IiwgIiIsIDAsICIiXQ",
)
"""Pieces of Cypher, characters that editors hide, emptiness, numbers, and cursors that somebody made up."""
ODD = (
    "",
    "-1",
    "0",
    "999999999999999999999",
    "1.5",
    "NaN",
    "Infinity",
    "2025-02-30",
    "0000-00-00",
    "12025-01-01",
    "참",
    "true",
)
"""For parameters that take something else than any text."""


def questions() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every question of the interface, with the example values of its parameters."""
    for path, operations in create_app(settings=ApiSettings()).openapi()["paths"].items():
        if "get" in operations and path.startswith("/v1/"):
            yield path, {one["name"]: one for one in operations["get"].get("parameters", [])}


QUESTIONS = dict(questions())


def takes_text(parameter: dict[str, Any]) -> bool:
    kinds = [parameter["schema"], *parameter["schema"].get("anyOf", [])]
    return any(kind.get("type") == "string" and not {"enum", "format", "const"} & kind.keys() for kind in kinds)


def requests(path: str) -> Iterator[str]:
    """Every request that has something odd in one place, and examples where it needs more."""
    given = QUESTIONS[path]
    needed = {name: example(one["schema"]) for name, one in given.items() if one["required"] and one["in"] == "query"}
    for name, one in given.items():
        for odd in TEXTS if takes_text(one) else ODD:
            if one["in"] == "path":
                yield path.replace(f"{{{name}}}", quote(odd, safe=""))
            else:
                asked = {key: str(value) for key, value in needed.items()} | {name: odd}
                yield f"{path}?" + "&".join(f"{key}={quote(value)}" for key, value in asked.items())


@pytest.mark.parametrize("path", QUESTIONS)
def test_nothing_in_a_parameter_is_a_fault_of_the_server_or_has_an_effect(
    serving: Callable[..., TestClient], store: Store, path: str
) -> None:
    client = serving(rate_limit="off")
    before = graph_hash(store), store.read("check/revision")
    for asked in requests(path):
        answer = client.get(asked)
        assert answer.status_code < 500, (asked, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", asked
            assert answer.json()["status"] == answer.status_code
    assert (graph_hash(store), store.read("check/revision")) == before
