"""Questions that start from an entity look it up and follow its relationships: no plan of Neo4j reads all of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graph.export.selection import ALL
from graph.model import Extraction
from graph.reader import Reader
from graph.scope import Scope
from graph.statements import load
from graph.store import Row
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIE, MOTIR, SHIP, SHIPBUILDING, TASKS, pays, report, say, thing
from tests.graph.statement_examples import GRAPH

pytestmark = [pytest.mark.xdist_group("neo4j"), pytest.mark.neo4j_only]

NARROW = Scope(published_from="2025-01-01", published_to="2027-01-01", min_confidence=0.1)  # type: ignore[arg-type]
WHOLE = ("AllNodesScan", "LabelScan", "LabelsScan", "NodeIndexScan", "RelationshipTypeScan", "RelationshipsScan")
"""What operators that read every node or relationship of a kind have in their names."""

QUESTIONS: dict[str, Callable[[Reader], object]] = {
    "entity by id": lambda ask: ask.entity(MAX.id),
    "entity by name": lambda ask: ask.entity("M.AX 얼라이언스"),
    "entity at a time": lambda ask: ask.entity(MAX.id, scope=NARROW),
    "funding by funder": lambda ask: ask.funding(funder=MOTIR.id, year=2026),
    "funding by recipient": lambda ask: ask.funding(recipient=SHIP.id, with_parts=True),
    "funding by sector": lambda ask: ask.funding(sector=SHIPBUILDING.id),
    "lineage": lambda ask: ask.lineage(TASKS.id),
    "lineage at a time": lambda ask: ask.lineage(TASKS.id, scope=NARROW),
    "neighbors": lambda ask: ask.neighbors(MAX.id),
    "neighbors at a time": lambda ask: ask.neighbors(MAX.id, scope=NARROW),
    "targets": lambda ask: ask.targets(SHIPBUILDING.id),
    "claims by subject": lambda ask: ask.claims(subject=MOTIR.id, year=2026),
    "claims by object": lambda ask: ask.claims(object=MAX.id, predicate="FUNDS"),
    "claims by article": lambda ask: ask.claims(article="a/max"),
    "paths": lambda ask: ask.paths(MOTIR.id, TASKS.id),
    "timeline": lambda ask: ask.timeline(FACTORY.id),
    "contradictions": lambda ask: ask.contradictions(MAX.id),
    "paths at a time": lambda ask: ask.paths(MOTIR.id, TASKS.id, avoid_hubs=True, scope=NARROW),
    "changes since a day": lambda ask: ask.changes(since=date(2025, 12, 26)),
    "changes since a revision": lambda ask: ask.changes(since_revision=1),
    "article": lambda ask: ask.article("a/max"),
    "a page of an export": lambda ask: list(ask.export("jsonld", ALL)),
    "a page of a dump": lambda ask: list(ask.export("dump", ALL)),
    "former name": lambda ask: ask.entity(MOTIE.name),
    "search": lambda ask: ask.search("M.AX 얼라이언스는"),
    "search by a part": lambda ask: ask.search("산업 확산", label="Program", scope=Scope(publisher="kaigraph samples")),
    "search by initial sounds": lambda ask: ask.search("ㅅㅇㅂ"),
    "search with a typo": lambda ask: ask.search("산엄통상부"),
    "search with a typo in a part": lambda ask: ask.search("얼라이안스"),
}


class Planned:
    """A Neo4j store that notes which of the statements it is asked to read look at all of something."""

    def __init__(self, store: Any, driver: Driver, database: str | None) -> None:
        self._store = store
        self._driver = driver
        self._database = database
        self.scans: dict[str, set[str]] = {}
        self.asked: set[str] = set()

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        query = "EXPLAIN " + load(statement).query(slot)
        plan = self._driver.execute_query(query, dict(parameters or {}), database_=self._database).summary.plan
        assert plan is not None
        found = {name for name in operators(plan) if any(whole in name for whole in WHOLE)}
        self.asked.add(statement)
        if found:
            self.scans.setdefault(statement, set()).update(found)
        rows: list[Row] = self._store.read(statement, parameters, slot=slot)
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def crowd() -> Iterator[Extraction]:
    """Make articles about other things: in a graph of a dozen nodes reading all of them is the quickest plan."""
    for number in range(100):
        body, plan = thing("Ministry", f"제{number}부"), thing("Program", f"{number}번째 사업")
        whole, sector = thing("Program", f"{number}번째 전략"), thing("Sector", f"{number}번째 업종")
        later = thing("Program", f"{number}번째 후속 사업")
        yield report(
            f"crowd/{number}",
            f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            pays(body, plan, f"{body.name}는 {plan.name}에 돈을 쓴다.", 10**9 + number, year=2025 + number % 4),
            say("LEADS", body, plan, f"{body.name}가 {plan.name}을 맡는다."),
            say("PART_OF", plan, whole, f"{plan.name}은 {whole.name}의 일환이다."),
            say("TARGETS", plan, sector, f"{plan.name}은 {sector.name}을 겨냥한다."),
            say("SUCCEEDS", later, plan, f"{later.name}이 {plan.name}을 잇는다."),
            say("HAS_BUDGET", whole, None, f"{whole.name}의 예산.", amount_krw=10**10, amount_qualifier="exact"),
        )


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"])
    for child in plan.get("children", []):
        yield from operators(child)


@pytest.fixture(scope="module")
def planned(request: pytest.FixtureRequest) -> Iterator[Planned]:
    server = request.getfixturevalue("neo4j_server")
    server.wipe()
    settings = server.settings
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    with (
        closing(open_store(settings)) as store,
        GraphDatabase.driver(settings.neo4j_uri, auth=(settings.neo4j_username, password)) as driver,
    ):
        list(Writer(store).write_many([*GRAPH, *crowd()]))
        driver.execute_query("CALL db.prepareForReplanning()", database_=settings.neo4j_database)
        yield Planned(store, driver, settings.neo4j_database)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_that_starts_from_an_entity_or_article_reads_no_whole_kind(question: str, planned: Planned) -> None:
    planned.scans.clear()
    planned.asked.clear()
    QUESTIONS[question](Reader(planned))  # type: ignore[arg-type]
    assert planned.asked
    assert planned.scans == {}


def test_a_question_to_the_whole_graph_is_seen_to_read_it(planned: Planned) -> None:
    planned.scans.clear()
    Reader(planned).overview()  # type: ignore[arg-type]
    assert planned.scans
