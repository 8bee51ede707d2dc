"""Every Cypher file gives the same answer and leaves the same graph behind on every engine.

The embedded engine is run first and asserted to do something; Neo4j, where there is one, has to do the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph import merges
from graph.check import CONTENT, graph_hash
from graph.layout import called
from graph.merged import kept
from graph.settings import StoreSettings
from graph.sources import Noted, Sources
from graph.statements import load, names
from graph.store import Row, Store, Transaction
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import MAX
from tests.graph.statement_examples import EXAMPLES, FILES, FORMER, GRAPH, ORPHAN, RUN, SLOTS, STRAY

SCHEMA = {"check/indexes", "check/constraints", *names("schema")}
"""These are about the schema, to which engines add indexes of their own: `test_the_schema_is_the_same` runs them."""

OWN = {"check/mark"}
"""What it answers is another in each store: `test_the_mark_of_a_store_is_its_own` runs it."""

OF_NEO4J = set(names("neo4j"))
"""Neo4j's own way of asking what a statement of `read/` asks too: `test_finding.py` compares the two."""

LOOKED_AT = (*CONTENT, "check/revision", "check/changes", "check/sources", "check/spelling", "read/runs")


WITH = {"read/runs": {"limit": 100}}


class _Undo(Exception):
    pass


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    settings = StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("engines"))
    with closing(open_store(settings)) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def neo4j(request: pytest.FixtureRequest) -> Iterator[Store]:
    server = request.getfixturevalue("neo4j_server")
    server.wipe()
    with closing(open_store(server.settings)) as store:
        fill(store)
        yield store


@pytest.fixture
def filled(engine: str, request: pytest.FixtureRequest) -> Store:
    """The engine of the test, with the example graph in it."""
    store: Store = request.getfixturevalue(engine)
    return store


def test_every_statement_has_an_example() -> None:
    """A new Cypher file needs an entry in `statement_examples.py`, so that it is run on every engine."""
    assert set(EXAMPLES) == set(names()) - SCHEMA - OWN - OF_NEO4J


def test_the_graph_is_the_same(filled: Store, embedded: Store) -> None:
    assert graph_hash(filled) == graph_hash(embedded)
    assert len(filled.read("check/claims")) == sum(len(extraction.claims) for extraction in GRAPH)


def test_the_mark_of_a_store_is_its_own_and_stays(filled: Store, tmp_path: Path) -> None:
    (row,) = filled.read("check/mark")
    assert row["revision"] == filled.read("check/revision")[0]["revision"]
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path))) as other:
        assert other.read("check/mark") == []
        marks = {row["mark"]}
        for _ in range(2):
            other.write(lambda transaction: transaction.run("write/begin"))
            marks.add(other.read("check/mark")[0]["mark"])
    assert len(marks) == 2


def test_the_schema_is_the_same(filled: Store) -> None:
    present = {row["name"] for row in filled.read("check/indexes")}
    assert {name.removeprefix("schema/") for name in names("schema")} <= present
    assert {row["name"] for row in filled.read("check/constraints")} == {
        "article_id",
        "change_id",
        "claim_id",
        "entity_id",
        "name_id",
        "redirect_id",
        "run_id",
        "source_id",
        "store_id",
    }


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_statement_does_the_same_on_every_engine(name: str, filled: Store, embedded: Store) -> None:
    does_something = False
    for parameters, slot in _runs(name):
        answer, left = outcome(filled, name, parameters, slot)
        expected_answer, expected_left = (
            (answer, left) if filled is embedded else outcome(embedded, name, parameters, slot)
        )
        assert answer == expected_answer
        assert left == expected_left
        does_something |= bool(answer) or left != BEFORE.setdefault(id(filled), everything_in(filled))
    assert does_something, "the examples of this statement show nothing"


@pytest.mark.parametrize("name", names("read"))
def test_a_question_to_an_empty_store_is_answered(name: str, store: Store) -> None:
    for parameters in EXAMPLES[name]:
        rows = store.read(name, parameters)
        assert all(not value for row in rows for value in row.values()), "nothing, or a count of nothing"


BEFORE: dict[int, list[list[Row]]] = {}


def _runs(name: str) -> list[tuple[dict[str, Any], str | None]]:
    kind = load(name).slot
    slots: tuple[str | None, ...] = SLOTS[kind] if kind else (None,)
    return [(parameters, slot) for parameters in EXAMPLES[name] for slot in slots]


def outcome(store: Store, name: str, parameters: dict[str, Any], slot: str | None) -> tuple[list[Row], list[list[Row]]]:
    """Run a statement, look at what it left behind, and undo it."""
    answer: list[Row] = []
    left: list[list[Row]] = []

    def work(transaction: Transaction) -> None:
        answer[:] = transaction.run(name, parameters, slot=slot)
        left[:] = [ordered(statement, transaction.run(statement, WITH.get(statement))) for statement in LOOKED_AT]
        raise _Undo

    with pytest.raises(_Undo):
        store.write(work)
    if name.startswith("read/"):
        assert ordered(name, store.read(name, parameters, slot=slot)) == ordered(name, answer)
    return ordered(name, answer), left


def fill(store: Store) -> None:
    """Write the example graph and, to have something to clean up, an entity that nobody mentions."""
    list(Writer(store, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)).write_many(GRAPH))
    store.write(lambda transaction: transaction.run("write/entities", {"entities": [ORPHAN]}))
    store.write(lambda transaction: transaction.run("write/names", {"names": called({ORPHAN["id"]: [STRAY]})}))
    store.write(lambda transaction: transaction.run("write/names_delete", {"entities": [ORPHAN | {"keys": []}]}))
    merges.record(store, FORMER, MAX.id)
    rewritten = {"id": "a/max", "properties": {"as_read": kept(GRAPH[0])}}
    store.write(lambda transaction: transaction.run("write/article", rewritten))
    store.write(lambda transaction: transaction.run("write/run", RUN))
    Sources(store).note(
        [
            Noted(FILES[0], "1", "rules 1", ("a/max",)),
            Noted(FILES[1], "1", "rules 1", ("a/max", "b/max-again", "gone"), "c.pdf: is encrypted"),
        ]
    )


def everything_in(store: Store) -> list[list[Row]]:
    return [ordered(statement, store.read(statement, WITH.get(statement))) for statement in LOOKED_AT]


def ordered(name: str, rows: list[Row]) -> list[Row]:
    """Leave the order as it is where the statement asks for one, of rows and of what it collects in one list."""
    asked, _, collected = load(name).text.partition("collect(")
    if collected and "collect(" not in collected and "ORDER BY" not in asked:
        rows = [
            {key: _sorted(value) if isinstance(value, list) else value for key, value in row.items()} for row in rows
        ]
    return rows if "ORDER BY" in load(name).text else _sorted(rows)


def _sorted(values: list[Any]) -> list[Any]:
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
