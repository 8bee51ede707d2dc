"""The graph that questions are measured on, and the questions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from bench.crowd import fill
from bench.queries import Client, Questions, bare
from bench.recording import Recording
from graph.check import check
from graph.store.embedded import EmbeddedStore

ENTITIES, CLAIMS = 400, 800


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    folder: Path = tmp_path_factory.mktemp("made")
    with EmbeddedStore(folder) as store:
        store.apply_schema()
        fill(store, ENTITIES, CLAIMS)
        yield store


def test_a_made_graph_is_as_if_articles_had_been_read(made: EmbeddedStore) -> None:
    found = check(made)

    assert found.ok
    assert sum(found.entities.values()) == ENTITIES
    assert sum(found.claims.values()) == pytest.approx(CLAIMS, rel=0.2)


def test_every_question_is_answered_out_of_the_statements_that_are_recorded(made: EmbeddedStore) -> None:
    recording, ask = Recording(made), bare(made)
    app = create_app(recording)

    async def answers() -> dict[str, tuple[int, int]]:
        found = {}
        client = Client(app)
        async with app.router.lifespan_context(app):
            for name, make in Questions(ENTITIES, articles=10).all().items():
                recording.transactions.clear()
                status, _ = await client.get(make())
                found[name] = (status, len([ask(text, parameters) for text, parameters in recording.sent]))
        return found

    found = asyncio.run(answers())

    assert {status for status, _ in found.values()} == {200}
    assert [name for name, (_, statements) in found.items() if not statements] == ["nothing (health)"]
