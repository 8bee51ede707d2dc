"""The edges of one entity: what stands beside a thing, with the quotes for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from graph.answers import ClaimAnswer, Direction, EntityRef, Neighbor, NeighborsAnswer
from graph.called import as_called
from graph.collecting import uncollected
from graph.evidence import fetch
from graph.layout import joins
from graph.ontology import EDGE_PREDICATES
from graph.paging import decode_cursor, encode_cursor, page
from graph.payments import When
from graph.projection import project
from graph.scope import Scope
from graph.store import Row, Store

_Edge = tuple[str, str, str, When]
"""Predicate, subject and object (ids), and the time."""

MOST_CLAIMS = 20_000
"""How many claims of one predicate and direction an answer in a scope is made from; beyond that it says so."""


@uncollected()
def ask_neighbors(
    store: Store,
    entity: EntityRef,
    *,
    predicate: str | None,
    direction: Direction | None,
    scope: Scope,
    limit: int,
    cursor: str | None,
    quotes: int,
) -> NeighborsAnswer:
    """Answer what stands beside an entity; `Reader.neighbors` says how."""
    ways: tuple[Direction, ...] = (direction,) if direction else ("out", "in")
    if scope.everything:
        edges, complete = [(way, row) for way in ways for row in projected(store, entity.id, way, predicate)], True
    else:
        predicates = (predicate,) if predicate else EDGE_PREDICATES
        edges, complete = stated_edges(store, entity.id, ways, predicates, scope)
    edges.sort(key=_edge_key)
    after = decode_cursor("neighbors", cursor, tuple[int, str, str, str, str]) if cursor else None
    shown = page(edges, _edge_key, after, limit)
    stated = _stated_of(store, entity, shown, scope, quotes) if quotes else {}
    more = bool(shown) and shown[-1] is not edges[-1]
    answer = NeighborsAnswer(
        entity=entity,
        neighbors=[_neighbor(way, row, stated.get(_claims_key(entity, way, row), [])) for way, row in shown],
        count=len(edges),
        complete=complete,
        next_cursor=encode_cursor("neighbors", _edge_key(shown[-1])) if more else None,
    )
    return as_called(store, answer, scope)


def projected(store: Store, entity_id: str, way: Direction, predicate: str | None) -> list[Row]:
    """Return the edges of an entity in one direction as the projection has them: what all claims say."""
    statement = "read/edges_out" if way == "out" else "read/edges_in"
    return store.read(statement, {"id": entity_id, "predicate": predicate})


def stated_edges(
    store: Store,
    entity_id: str,
    ways: Iterable[Direction],
    predicates: Iterable[str],
    scope: Scope,
    *,
    most: int | None = None,
) -> tuple[list[tuple[Direction, Row]], bool]:
    """Make the edges of an entity out of a scope's claims, as the projection would, and say whether all are in.

    At most `most` claims of each predicate and direction are looked at, `MOST_CLAIMS` where nothing is given.
    """
    most = most or MOST_CLAIMS
    edges: list[tuple[Direction, Row]] = []
    complete = True
    for way, predicate in product(ways, predicates):
        asked = {"id": entity_id, "predicate": predicate, "limit": most, **scope.parameters()}
        rows = store.read("read/stated_out" if way == "out" else "read/stated_in", asked)
        complete = complete and len(rows) < most
        far = {row["id"]: {name: row[name] for name in ("id", "label", "name")} for row in rows}
        for edge in project(rows):
            other = edge.object if way == "out" else edge.subject
            edges.append((way, edge.properties() | far[other]))
    return edges, complete


def _edge_key(edge: tuple[Direction, Row]) -> tuple[int, str, str, str, str]:
    way, row = edge
    return (-row["articles"], row["predicate"], way, row["id"], str(row["key"]))


def _joined(entity: EntityRef, way: Direction, row: Row) -> tuple[str, str, str]:
    return (row["predicate"], entity.id, row["id"]) if way == "out" else (row["predicate"], row["id"], entity.id)


def _claims_key(entity: EntityRef, way: Direction, row: Row) -> _Edge:
    return *_joined(entity, way, row), _when(row)


def _when(row: Row) -> When:
    year, start, end = row["fiscal_year"], row["period_start"], row["period_end"]
    return When(year, year) if year is not None else When(start, end)


def _stated_of(
    store: Store, entity: EntityRef, shown: list[tuple[Direction, Row]], scope: Scope, most: int
) -> dict[_Edge, list[ClaimAnswer]]:
    """Return the surest claims behind some edges of an entity, at most so many of each; no other quote is fetched."""
    wanted = sorted({joins(*_joined(entity, way, row)) for way, row in shown})
    rows = store.read("read/claims_weighed", {"joins": wanted, **scope.parameters()}) if wanted else []
    behind: dict[_Edge, list[Row]] = defaultdict(list)
    for row in rows:
        behind[row["predicate"], row["subject"], row["object"], _when(row)].append(row)
    edges = {_claims_key(entity, way, row) for way, row in shown}
    best = {edge: [row["id"] for row in sorted(behind[edge], key=_surest)[:most]] for edge in edges}
    claims = {one.id: one.claim for one in fetch(store, (key for keys in best.values() for key in keys))}
    return {edge: [claims[key] for key in keys if key in claims] for edge, keys in best.items()}


def _surest(row: Row) -> tuple[float, str, str, int, str]:
    return -row["confidence"], row["published_on"] or "~", row["article"], row["start"], row["id"]


def _neighbor(way: Direction, row: Row, claims: list[ClaimAnswer]) -> Neighbor:
    return Neighbor(
        predicate=row["predicate"],
        direction=way,
        entity=EntityRef(id=row["id"], label=row["label"], name=row["name"]),
        amount_krw=row["amount_krw"],
        amount_qualifier=row["amount_qualifier"],
        fiscal_year=row["fiscal_year"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        articles=row["articles"],
        claim_count=row["claims"],
        first_stated=row["first_stated"],
        last_stated=row["last_stated"],
        confidence=row["confidence"],
        claims=claims,
    )
