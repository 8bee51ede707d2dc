"""Edges are what the claims say: one a period, each disputed amount decided the same way in whatever order."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.check import graph_hash
from graph.projection import Difference, Edge, Pair, compare, project, rebuild, update
from graph.store import Row, Store, Transaction
from graph.store.embedded import EmbeddedStore
from graph.store.neo4j import Neo4jStore
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIR, SHIP, pays, report, say

PAIR = {"predicate": "FUNDS", "subject": MOTIR.id, "object": MAX.id}


def claim(article: str = "a", won: int | None = None, **said: Any) -> Row:
    """Make a row of `write/claims_between`: by default of an article of its own text, undated, exact, for 2026."""
    row: Row = dict.fromkeys(
        ("amount_qualifier", "period_start", "period_end", "status", "based_on", "copies", "published_on", "amount_krw")
    )
    row |= PAIR | {"fiscal_year": 2026, "confidence": 0.5, "article": article, "text_sha256": article}
    if won is not None:
        row |= {"amount_krw": won, "amount_qualifier": "exact"}
    return row | said


def only(*claims: Row) -> Edge:
    (edge,) = project(claims)
    return edge


def amount(*claims: Row) -> tuple[int | None, str | None]:
    edge = only(*claims)
    return edge.amount_krw, edge.amount_qualifier


def test_claims_of_one_pair_and_period_are_one_edge() -> None:
    edge = only(
        claim("a", 7, published_on="2025-09-10", status="planned", confidence=0.6),
        claim("b", 7, published_on="2025-12-24", status="budgeted", confidence=0.9),
        claim("b", None, published_on="2025-12-24"),
    )
    assert (edge.predicate, edge.subject, edge.object, edge.fiscal_year) == ("FUNDS", MOTIR.id, MAX.id, 2026)
    assert (edge.amount_krw, edge.amount_qualifier, edge.amounts) == (7, "exact", (7,))
    assert (edge.articles, edge.claims, edge.confidence, edge.status) == (2, 3, 0.9, "budgeted")
    assert (edge.first_stated, edge.last_stated) == ("2025-09-10", "2025-12-24")


def test_each_period_is_an_edge_of_its_own() -> None:
    edges = project(
        [
            claim(fiscal_year=2026),
            claim(fiscal_year=2027),
            claim(fiscal_year=None),
            claim(fiscal_year=None, period_start=2026, period_end=2030),
            claim(fiscal_year=None, period_end=2030),
            claim(predicate="LEADS", fiscal_year=None),
        ]
    )
    assert len(edges) == len({edge.key for edge in edges}) == 6


def test_no_claim_makes_no_edge() -> None:
    assert project([]) == []


def test_an_edge_without_amounts_and_dates_has_none() -> None:
    edge = only(claim())
    assert (edge.amount_krw, edge.amount_qualifier, edge.amounts) == (None, None, ())
    assert (edge.first_stated, edge.last_stated, edge.status) == (None, None, None)


def test_articles_that_retell_each_other_count_once() -> None:
    assert only(claim("a", based_on="u"), claim("b", based_on="u"), claim("c", text_sha256="a")).articles == 1
    assert only(claim("a", based_on="u"), claim("b", based_on="v"), claim("c")).articles == 3


def test_the_amount_that_most_independent_articles_state_is_the_edges() -> None:
    assert amount(claim("a", 7), claim("b", 7), claim("c", 9, published_on="2026-01-01", confidence=1.0)) == (
        7,
        "exact",
    )
    assert only(claim("a", 7), claim("b", 7), claim("c", 9)).amounts == (7, 9)


def test_an_amount_repeated_in_copies_does_not_outweigh_two_sources() -> None:
    copies = [claim(name, 9, text_sha256="same") for name in "wxyz"]
    assert amount(*copies, claim("a", 7), claim("b", 7)) == (7, "exact")


def test_among_equally_many_the_one_stated_last_is_the_edges() -> None:
    assert amount(claim("a", 9, published_on="2025-01-01"), claim("b", 7, published_on="2025-12-31")) == (7, "exact")
    assert amount(claim("a", 9, published_on="2025-01-01"), claim("b", 7)) == (9, "exact"), "undated is before any date"


def test_then_an_exact_one_then_the_surest_then_the_smallest() -> None:
    assert amount(claim("a", 7, amount_qualifier="about"), claim("b", 9)) == (9, "exact")
    assert amount(claim("a", 7, confidence=0.4), claim("b", 9, confidence=0.6)) == (9, "exact")
    assert amount(claim("a", 9), claim("b", 7)) == (7, "exact")


def test_an_amounts_qualifier_is_chosen_in_the_same_way() -> None:
    assert amount(claim("a", 7, amount_qualifier="at_most"), claim("b", 7)) == (7, "exact")
    most = [claim(name, 7, amount_qualifier="at_most") for name in "ab"]
    assert amount(*most, claim("c", 7, amount_qualifier="about")) == (7, "at_most")
    assert amount(claim("a", 7, amount_qualifier=None)) == (7, "exact")


CLAIMS = st.builds(
    claim,
    st.sampled_from("abcde"),
    st.sampled_from([None, 5, 7, 9]),
    amount_qualifier=st.sampled_from([None, "exact", "about", "at_most"]),
    fiscal_year=st.sampled_from([None, 2026]),
    status=st.sampled_from([None, "planned", "executed"]),
    confidence=st.sampled_from([0.2, 0.9]),
    based_on=st.sampled_from([None, "u", "v"]),
    copies=st.sampled_from([None, "a"]),
    published_on=st.sampled_from([None, "2025-01-01", "2025-12-31"]),
)


@given(st.lists(CLAIMS, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_claims_makes_no_difference(claims: list[Row], order: random.Random) -> None:
    expected = sorted(project(claims), key=lambda edge: edge.key)
    order.shuffle(claims)
    assert sorted(project(claims), key=lambda edge: edge.key) == expected
    assert sum(edge.claims for edge in expected) == len(claims)


# --- in a store


def funding(key: str, *amounts: int, day: str = "2025-12-24") -> Any:
    said = [pays(MOTIR, MAX, f"{key}: {won}원을 낸다.", won, year=2026) for won in amounts]
    return report(key, day, *said, say("LEADS", MOTIR, FACTORY, f"{key}: 이끈다."))


def test_edges_follow_articles_as_they_come_change_and_go(store: Store) -> None:
    writer = Writer(store)

    def now() -> tuple[int, list[int], int] | None:
        rows = store.read("write/edges_between", {"pairs": [PAIR]})
        assert compare(store) == []
        return (rows[0]["amount_krw"], rows[0]["amounts"], rows[0]["articles"]) if rows else None

    writer.write(funding("a", 7))
    assert now() == (7, [7], 1)
    writer.write(funding("b", 9, day="2025-12-25"))
    assert now() == (9, [7, 9], 2)
    writer.write(funding("c", 7, 9))
    assert now() == (9, [7, 9], 3)
    writer.write(funding("b"))
    assert now() == (7, [7, 9], 2)
    writer.delete("c")
    assert now() == (7, [7], 1)
    writer.write(funding("a"))
    assert now() is None
    assert {row["predicate"] for row in store.read("check/edges")} == {"LEADS"}


def spoil(transaction: Transaction) -> None:
    """Make one edge wrong, take one away, add one that no claim supports."""
    wrong = {"subject": MOTIR.id, "object": MAX.id, "key": f"FUNDS {MOTIR.id} {MAX.id} 2026 -"}
    transaction.run("write/edges", {"edges": [wrong | {"properties": {"amount_krw": 1}}]}, slot="FUNDS")
    gone = {"predicate": "LEADS", "subject": MOTIR.id, "object": FACTORY.id}
    transaction.run("write/edges_delete", {"edges": [gone | {"key": f"LEADS {MOTIR.id} {FACTORY.id}  -"}]})
    many = {"subject": MAX.id, "object": SHIP.id, "key": "LEADS of nobody"}
    extra = {"articles": 1, "claims": 1, "confidence": 1.0, "amounts": []}
    transaction.run("write/edges", {"edges": [many | {"properties": extra}]}, slot="LEADS")


@pytest.fixture
def filled(store: Store) -> Store:
    writer = Writer(store)
    writer.write(funding("a", 7))
    writer.write(report("ship", None, extra=(SHIP,)))
    return store


def test_what_is_not_as_the_claims_say_is_found(filled: Store) -> None:
    filled.write(spoil)
    found = compare(filled)
    assert [_kind(difference) for difference in found] == ["wrong", "missing", "too many"]
    assert found[0].stored is not None
    assert (found[0].stored.amount_krw, found[0].expected and found[0].expected.amount_krw) == (1, 7)


def _kind(difference: Difference) -> str:
    if difference.expected is None:
        return "too many"
    return "missing" if difference.stored is None else "wrong"


def test_rebuilding_makes_the_edges_what_the_claims_say(filled: Store) -> None:
    before = graph_hash(filled)
    assert rebuild(filled) == 0
    filled.write(spoil)
    assert graph_hash(filled) != before
    assert rebuild(filled) == 3
    assert graph_hash(filled) == before


def test_rebuilding_needs_no_edges_at_all(filled: Store) -> None:
    before = graph_hash(filled)
    edges = filled.read("check/edges")
    fields = ("predicate", "subject", "object", "key")
    rows = [{field: row[field] for field in fields} for row in edges]
    filled.write(lambda transaction: transaction.run("write/edges_delete", {"edges": rows}))
    assert filled.read("check/edges") == []
    assert rebuild(filled) == len(edges) == 2
    assert graph_hash(filled) == before


def test_an_edge_that_stands_twice_is_found_and_made_one(filled: Store) -> None:
    before = graph_hash(filled)
    again = "MATCH (s:Ministry)-[r:FUNDS]->(o:Alliance) CREATE (s)-[t:FUNDS]->(o) SET t.key = r.key, t.articles = 1"
    if isinstance(filled, EmbeddedStore):
        filled._session.execute(again)
    elif isinstance(filled, Neo4jStore):
        filled._driver.execute_query(again)
    assert graph_hash(filled) != before
    assert [difference.expected and difference.expected.amount_krw for difference in compare(filled)] == [7]
    assert rebuild(filled) == 1
    assert graph_hash(filled) == before


def test_updating_one_pair_leaves_the_others_alone(filled: Store) -> None:
    filled.write(spoil)
    pair = Pair("FUNDS", MOTIR.id, MAX.id)
    assert filled.write(lambda transaction: update(transaction, [pair, pair])) == 1
    assert [_kind(difference) for difference in compare(filled)] == ["missing", "too many"]
    assert filled.write(lambda transaction: update(transaction, [])) == 0
