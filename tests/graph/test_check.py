"""The check names the store, counts what it holds, and finds what is not as it ought to be."""

from __future__ import annotations

from contextlib import closing

import pytest

from graph.check import PROJECTION, CheckReport, check, graph_hash
from graph.projection import rebuild
from graph.settings import StoreSettings
from graph.statements import names
from graph.store import Store, Transaction
from graph.store.embedded import EmbeddedStore
from graph.store.neo4j import Neo4jStore
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIR, pays, report, say

ARTICLE = report(
    "a",
    "2025-12-24",
    pays(MOTIR, MAX, "7000억원을 투입한다.", 7 * 10**11, year=2026),
    say("LEADS", MOTIR, FACTORY, "이끈다."),
    say("HAS_GOAL", MAX, None, "100조원을 낸다.", value=10**14, asserted_by=MOTIR),
)
SCHEMA = [name.removeprefix("schema/") for name in names("schema")]
TEXTS = [name.removeprefix("neo4j/schema/") for name in names("neo4j/schema")]
"""The full-text indexes, which Neo4j alone has."""


@pytest.fixture
def filled(store: Store) -> Store:
    Writer(store).write(ARTICLE)
    return store


def faults(report: CheckReport) -> dict[str, list[str]]:
    return {fault.what: fault.examples for fault in report.faults}


def test_a_sound_store_is_counted_and_nothing_found(filled: Store) -> None:
    found = check(filled)
    assert (found.engine, found.version, found.location) == (
        filled.info().engine,
        filled.info().version,
        filled.info().location,
    )
    expected = SCHEMA + (TEXTS if filled.engine == "neo4j" else [])
    assert (found.schema_found, found.schema_missing) == (expected, [])
    assert (found.articles, found.entities) == (1, {"Alliance": 1, "Ministry": 1, "Program": 1})
    assert found.claims == {"FUNDS": 1, "HAS_GOAL": 1, "LEADS": 1}
    assert found.edges == {"FUNDS": 1, "LEADS": 1}
    assert (found.faults, found.ok, found.projection_equals_claims) == ([], True, True)


def test_an_empty_store_is_sound(store: Store) -> None:
    found = check(store)
    assert (found.ok, found.articles, found.entities, found.claims, found.edges) == (True, 0, {}, {}, {})


def test_the_report_can_be_written_as_json(filled: Store) -> None:
    written = check(filled).model_dump(mode="json")
    assert (written["ok"], written["projection_equals_claims"], written["faults"]) == (True, True, [])


def test_a_missing_index_is_named(settings: StoreSettings, engine: str) -> None:
    made = EmbeddedStore(settings.data) if engine == "embedded" else Neo4jStore.connect(settings)
    with closing(made) as store:
        drop_schema(store)
        found = check(store)
        assert "claim_predicate" in found.schema_missing
        assert found.ok is False
        store.apply_schema()
        assert check(store).ok is True


def drop_schema(store: EmbeddedStore | Neo4jStore) -> None:
    """Take one index away; a new embedded store has none to take."""
    if isinstance(store, Neo4jStore):
        store._driver.execute_query("DROP INDEX claim_predicate IF EXISTS")


def delete_edge(transaction: Transaction) -> None:
    key = f"LEADS {MOTIR.id} {FACTORY.id}  -"
    edge = {"predicate": "LEADS", "subject": MOTIR.id, "object": FACTORY.id, "key": key}
    transaction.run("write/edges_delete", {"edges": [edge]})


def spoil_edge(transaction: Transaction) -> None:
    edge = {"subject": MOTIR.id, "object": MAX.id, "key": f"FUNDS {MOTIR.id} {MAX.id} 2026 -"}
    transaction.run("write/edges", {"edges": [edge | {"properties": {"articles": 5}}]}, slot="FUNDS")


def test_edges_that_are_not_what_the_claims_say_are_shown(filled: Store) -> None:
    filled.write(delete_edge)
    filled.write(spoil_edge)
    found = check(filled)
    assert (found.ok, found.projection_equals_claims) == (False, False)
    assert faults(found) == {
        PROJECTION: [
            f"FUNDS {MOTIR.id} {MAX.id} 2026 -: articles is 5, not 1",
            f"LEADS {MOTIR.id} {FACTORY.id}  -: missing",
        ]
    }
    rebuild(filled)
    assert check(filled).ok is True


def test_an_article_that_lost_a_claim_is_not_whole(filled: Store) -> None:
    filled.write(lambda transaction: transaction.run("write/claims_delete", {"article": "a"}))
    assert faults(check(filled))["articles without their whole content"] == ["a"]


def test_an_entity_that_nobody_mentions_and_one_without_label_are_found(filled: Store) -> None:
    row = {"id": "program/x", "properties": {"name": "x", "label": "Program"}}
    filled.write(lambda transaction: transaction.run("write/entities", {"entities": [row]}))
    assert faults(check(filled)) == {
        "entities that no article mentions": ["program/x"],
        "entities without their label or name": ["program/x"],
    }


def test_a_loose_claim_is_found(filled: Store) -> None:
    row = {"id": "claim/x", "subject": MAX.id, "properties": {"name": "LEADS", "predicate": "LEADS", "quote": ""}}
    filled.write(lambda transaction: transaction.run("write/claims", {"article": "a", "claims": [row]}))
    found = faults(check(filled))
    assert found["claims that are not joined to their ends or their article"] == ["claim/x"]
    assert found["claims without a quote"] == ["claim/x"]


def test_the_hash_tells_two_graphs_apart(filled: Store) -> None:
    before = graph_hash(filled)
    Writer(filled).write(report("b", None, extra=(MAX,)))
    assert graph_hash(filled) != before
    Writer(filled).delete("b")
    assert graph_hash(filled) == before


def test_names_that_are_lost_stray_or_misspelt_are_found(filled: Store) -> None:
    def spoil(transaction: Transaction) -> None:
        keys = ["맥스", *(row["name"] for row in transaction.run("write/names_of", {"ids": [MOTIR.id]}))]
        transaction.run("write/names_delete", {"entities": [{"id": MAX.id, "keys": ["맥스"]}]})
        wrong = {"entity": MOTIR.id, "id": keys[-1], "properties": {"part1": "4:가나"}}
        transaction.run("write/names", {"names": [wrong]})

    filled.write(spoil)
    found = faults(check(filled))
    assert found["entities that are not found by their names"] == [MAX.id]
    assert set(found["names that no entity carries"]) == {"max얼라이언스", "maxalliance"}
    assert len(found["names that are not spelt as they are looked up"]) == 1
