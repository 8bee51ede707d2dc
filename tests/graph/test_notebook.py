"""py2neo on a real Neo4j: what docs/notebook.md promises works, and what it says does not work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import py2neo
import pytest
from pydantic import SecretStr

from graph.errors import InputError, StoreDenied, StoreError, StoreUnavailable
from graph.evidence import STORED_AS
from graph.model import LABELS
from graph.notebook import (
    Article,
    Claim,
    Entity,
    GraphStore,
    Ministry,
    Program,
    connect,
    funding_frame,
    lineage_frame,
)
from graph.ogm import CLASSES
from graph.ontology import EDGE_PREDICATES, ONTOLOGY
from graph.reader import Reader
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.store import Store
from tests.graph.asking import fill
from tests.graph.examples import DIRECTION, MAX, MOF, MOTIE, MOTIR, SHIP, TASKS, pays, report, say

RETOLD = "https://news.example/original"
GRAPH = (
    report(
        "max",
        "2025-12-24",
        pays(MOTIR, MAX, "산업통상부는 M.AX에 최대 7천억원을 쓴다.", 7 * 10**11, amount_qualifier="at_most", year=2026),
        publisher="kaigraph samples",
        url=None,
        based_on=RETOLD,
    ),
    report(
        "ship",
        "2025-11-06",
        pays(MOTIR, SHIP, "산업부가 2500억원을 투입한다.", 2500 * 10**8, period_start=2026, period_end=2032),
        pays(MOF, SHIP, "해수부가 2000억원을 투입한다.", 2000 * 10**8, period_start=2026, period_end=2032),
    ),
    report(
        "tasks",
        "2025-01-22",
        say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 10대 과제를 만들었다."),
        say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다.", date="2025-01-22", asserted_by=MOTIE),
    ),
)

on_neo4j = pytest.mark.neo4j_only


@pytest.fixture
def graph(store: Store, settings: StoreSettings) -> py2neo.Graph:
    fill(store, *GRAPH)
    return connect(settings)


def test_every_label_has_a_class_and_every_relationship_a_name() -> None:
    assert {label: cls.__primarylabel__ for label, cls in CLASSES.items()} == {label: label for label in LABELS}
    for direction in (py2neo.ogm.RelatedTo, py2neo.ogm.RelatedFrom):
        kinds = {one.relationship_type for one in vars(Entity).values() if isinstance(one, direction)}
        assert set(EDGE_PREDICATES) <= kinds
    assert {STORED_AS.get(name, name) for name in ONTOLOGY.qualifiers} <= set(vars(Claim))


def test_without_a_neo4j_named_the_embedded_store_is_pointed_to() -> None:
    with pytest.raises(InputError, match="NEO4J_URI is not set") as raised:
        connect(StoreSettings(neo4j_uri=None))
    assert "graph.reader" in (raised.value.hint or "")


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1:9"):
        connect(StoreSettings(neo4j_uri="bolt://127.0.0.1:9"))


@on_neo4j
def test_a_wrong_password_is_told_from_a_server_that_is_not_there(settings: StoreSettings) -> None:
    with pytest.raises(StoreDenied):
        connect(settings.model_copy(update={"neo4j_password": SecretStr("not the password")}))


@on_neo4j
def test_funding_as_a_frame_equals_the_reader_s_answer(graph: py2neo.Graph, store: Store) -> None:
    frame = funding_frame(graph, year=2026)
    answer = Reader(store).funding(year=2026)
    rows = [*answer.named.rows, *answer.periods.rows]
    assert frame.amount_krw.tolist() == [row.amount_krw for row in rows] == [7 * 10**11, 2500 * 10**8, 2000 * 10**8]
    assert frame.funder.tolist() == ["산업통상부", "산업통상부", "해양수산부"]
    assert frame.quote[0] == "산업통상부는 M.AX에 최대 7천억원을 쓴다."
    assert RETOLD in frame.source[0]
    assert frame.dtypes.astype(str)["amount_krw"] == "Int64"
    assert frame[frame.recipient == SHIP.name].groupby("funder").amount_krw.sum().to_dict() == {
        "산업통상부": 250_000_000_000,
        "해양수산부": 200_000_000_000,
    }


@on_neo4j
def test_funding_is_narrowed_as_the_reader_narrows_it(graph: py2neo.Graph) -> None:
    assert funding_frame(graph, funder="해수부").recipient.tolist() == [SHIP.name]
    empty = funding_frame(graph, year=2019)
    assert (len(empty), empty.amount_krw.sum()) == (0, 0)


@on_neo4j
def test_lineage_as_a_frame_reads_as_subject_relation_object(graph: py2neo.Graph) -> None:
    frame = lineage_frame(graph, "산업 AI 확산 10대 과제")
    said = list(frame[["part", "subject", "relation", "object"]].itertuples(index=False, name=None))
    assert said == [
        ("before", TASKS.name, "DERIVED_FROM", DIRECTION.name),
        ("context", MOTIE.name, "ANNOUNCES", TASKS.name),
    ]
    assert frame.first_stated[0] == pd.Timestamp(date(2025, 1, 22))
    assert frame.date.tolist() == [pd.NA, "2025-01-22"]
    assert frame.depth.tolist() == [1, pd.NA]
    assert lineage_frame(graph, "산업 AI 확산 10대 과제", scope=Scope(as_of=date(2024, 12, 31))).empty


@on_neo4j
def test_objects_are_matched_and_followed_to_quotes_and_sources(graph: py2neo.Graph) -> None:
    motir = Ministry.match(graph).where(name="산업통상부").first()
    assert (motir.id, motir.label, "산업부" in motir.aliases) == (MOTIR.id, "Ministry", True)
    assert sorted(one.name for one in motir.funds) == sorted([MAX.name, SHIP.name])
    ship = next(one for one in motir.funds if one.name == SHIP.name)
    assert type(ship) is Program
    assert sorted(type(one).__name__ for one in ship.funded_by) == ["Ministry", "Ministry"]
    claim = next(one for one in motir.claims if one.object.id == MAX.id)
    assert (claim.amount_krw, claim.amount_qualifier, claim.fiscal_year) == (7 * 10**11, "at_most", 2026)
    assert (claim.article.based_on, claim.asserted_by) == (RETOLD, None)
    assert claim.article.published_on == "2025-12-24"


@on_neo4j
def test_the_properties_of_an_edge_are_read_beside_it(graph: py2neo.Graph) -> None:
    motir = Ministry.match(graph, MOTIR.id).first()
    amounts = {thing.name: edge["amount_krw"] for _, (_, edge), thing in motir.funds.triples()}
    assert amounts == {MAX.name: 7 * 10**11, SHIP.name: 2500 * 10**8}


@on_neo4j
def test_who_said_it_is_reached_from_the_claim(graph: py2neo.Graph) -> None:
    tasks = Entity.match(graph, TASKS.id).first()
    (announced,) = [one for one in tasks.claims_about if one.predicate == "ANNOUNCES"]
    assert (announced.asserted_by.name, announced.subject.name) == (MOTIE.name, MOTIE.name)
    assert [one.id for one in Article.match(graph, "tasks").first().claims if one.predicate == "ANNOUNCES"] == [
        announced.id
    ]


@on_neo4j
@pytest.mark.parametrize(
    "change",
    [
        lambda graph, motir: setattr(motir, "name", "다른 이름"),
        lambda graph, motir: graph.push(motir),
        lambda graph, motir: graph.merge(motir),
        lambda graph, motir: graph.create(motir),
        lambda graph, motir: graph.delete(motir),
        lambda graph, motir: Ministry(id="ministry/new"),
        lambda graph, motir: GraphStore(graph).write(lambda transaction: transaction.run("write/article_delete")),
        lambda graph, motir: GraphStore(graph).apply_schema(),
    ],
    ids=["set", "push", "merge", "create", "delete", "new", "write", "schema"],
)
def test_nothing_writes(graph: py2neo.Graph, change: Callable[[py2neo.Graph, Any], object]) -> None:
    motir = Ministry.match(graph, MOTIR.id).first()
    with pytest.raises(StoreError, match="py2neo only reads here"):
        change(graph, motir)
    assert Ministry.match(graph, MOTIR.id).first().name == "산업통상부"


@on_neo4j
def test_the_server_refuses_a_writing_statement_in_a_reading_transaction(graph: py2neo.Graph) -> None:
    with pytest.raises(StoreError, match="cypher/write/article_delete"):
        GraphStore(graph).read("write/article_delete", {"id": "max"})
    assert Article.match(graph, "max").first().name == "기사 max"


@on_neo4j
def test_what_works_of_py2neo_itself(graph: py2neo.Graph) -> None:
    count = "MATCH (c:Claim) RETURN c.predicate AS predicate, count(*) AS claims ORDER BY predicate"
    assert graph.query(count).data()[1] == {"predicate": "DERIVED_FROM", "claims": 1}
    assert graph.query(count).to_data_frame().claims.tolist() == [1, 1, 3]
    assert graph.query("MATCH (c:Claim) RETURN count(c)").evaluate() == 5
    assert len(graph.query("MATCH (:Entity {id: $id})-[f:FUNDS]->() RETURN f", {"id": MOTIR.id}).to_subgraph()) == 2
    assert graph.nodes.match("Ministry").count() == 3
    assert [claim.amount_krw for claim in Claim.match(graph).where("_.amount_krw >= 700000000000")] == [7 * 10**11]
    assert len(graph.relationships.match(r_type="FUNDS").all()) == 3
    path = graph.query("MATCH p = (:Ministry)-[:ANNOUNCES]->()-[:DERIVED_FROM]->() RETURN p").evaluate()
    assert [node["name"] for node in path.nodes] == [MOTIE.name, TASKS.name, DIRECTION.name]
    assert str(graph.service.kernel_version).startswith("5.26.")


@on_neo4j
@pytest.mark.parametrize("ask", ["get_indexes", "get_uniqueness_constraints"])
def test_what_does_not_work_of_py2neo(graph: py2neo.Graph, ask: str) -> None:
    with pytest.raises(py2neo.errors.ClientError, match=r"no procedure with the name `db\.indexes`"):
        getattr(graph.schema, ask)("Entity")


@on_neo4j
def test_py2neo_keeps_one_of_several_edges_of_a_kind(store: Store, settings: StoreSettings) -> None:
    years = [pays(MOTIR, SHIP, f"{year}년에 돈을 댄다.", year * 10**8, year=year) for year in (2025, 2026)]
    fill(store, report("years", "2025-11-06", *years))
    graph = connect(settings)
    assert len(graph.relationships.match(r_type="FUNDS").all()) == 2
    assert len(Ministry.match(graph, MOTIR.id).first().funds) == 1
    assert funding_frame(graph).fiscal_year.tolist() == [2026, 2025]


@on_neo4j
def test_py2neo_cannot_tell_a_wrong_password_from_a_closed_door(settings: StoreSettings) -> None:
    with pytest.raises(py2neo.errors.ConnectionUnavailable):
        py2neo.Graph(settings.neo4j_uri, auth=("neo4j", "not the password"))
