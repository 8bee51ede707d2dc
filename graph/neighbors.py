"""The edges of one entity: what stands beside a thing, with the quotes for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from graph.answers import ClaimAnswer, Direction, EntityRef, Neighbor, NeighborsAnswer
from graph.called import as_called
from graph.collecting import uncollected
from graph.evidence import fetch
from graph.layout import joins
from graph.ontology import EDGE_PREDICATES
from graph.paging import decode_cursor, encode_cursor, page
from graph.payments import When
from graph.projection import Support, support
from graph.scope import Scope
from graph.store import Row, Store

_Edge = tuple[str, str, str, When]
"""Predicate, subject and object (ids), and the time."""
_Key = tuple[int, str, str, str, str]

MOST_CLAIMS = 20_000
"""How many claims of one predicate and direction an answer in a scope is made from; beyond that it says so."""


class Listed(NamedTuple):
    """An edge of an entity in a list: what it is listed by, and what it is made of.

    Attributes:
        less_articles: how many articles state it, less than nothing.
        id: of the other end.
        made_of: the row that the store has of it, or the claims that support it.
        far: a row with `id`, `label` and `name` of the other end.
    """

    less_articles: int
    predicate: str
    way: Direction
    id: str
    key: str
    made_of: Row | Support
    far: Row

    @classmethod
    def of(cls, way: Direction, row: Row) -> Listed:
        """List an edge that the store has a row of."""
        return cls(-row["articles"], row["predicate"], way, row["id"], str(row["key"]), row, row)

    def row(self) -> Row:
        """Return the edge's row, made now where the store has none."""
        if isinstance(self.made_of, Support):
            return self.made_of.edge().properties() | {name: self.far[name] for name in ("id", "label", "name")}
        return self.made_of


_listed_by: Callable[[Listed], _Key] = itemgetter(slice(0, 5))


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
        found = ((way, row) for way in ways for row in projected(store, entity.id, way, predicate))
        edges, complete = [Listed.of(*one) for one in found], True
    else:
        predicates = (predicate,) if predicate else EDGE_PREDICATES
        edges, complete = stated_edges(store, entity.id, ways, predicates, scope)
    edges.sort(key=_listed_by)
    after = decode_cursor("neighbors", cursor, tuple[int, str, str, str, str]) if cursor else None
    on_page = page(edges, _listed_by, after, limit)
    shown = [(one.way, one.row()) for one in on_page]
    stated = _stated_of(store, entity, shown, scope, quotes) if quotes else {}
    more = bool(on_page) and on_page[-1] is not edges[-1]
    answer = NeighborsAnswer(
        entity=entity,
        neighbors=[_neighbor(way, row, stated.get(_claims_key(entity, way, row), [])) for way, row in shown],
        count=len(edges),
        complete=complete,
        next_cursor=encode_cursor("neighbors", _listed_by(on_page[-1])) if more else None,
    )
    return as_called(store, answer, scope)


def ends(store: Store, entity_id: str, way: Direction, predicate: str) -> list[EntityRef]:
    """Return all that an entity's edges of a predicate lead to, each once; `Reader.ends` says how."""
    edges = sorted((Listed.of(way, row) for row in projected(store, entity_id, way, predicate)), key=_listed_by)
    far = {one.id: one.far for one in edges}
    return [EntityRef(id=key, label=row["label"], name=row["name"]) for key, row in far.items()]


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
) -> tuple[list[Listed], bool]:
    """List the edges of an entity that a scope's claims support, as the projection would, and say whether all are in.

    At most `most` claims of each predicate and direction are looked at, `MOST_CLAIMS` where nothing is given.
    """
    most = most or MOST_CLAIMS
    edges: list[Listed] = []
    complete = True
    for way, predicate in product(ways, predicates):
        asked = {"id": entity_id, "predicate": predicate, "limit": most, **scope.parameters()}
        rows = store.read("read/stated_out" if way == "out" else "read/stated_in", asked)
        complete = complete and len(rows) < most
        for one in support(rows):
            far = one.claims[0]
            edges.append(Listed(-one.articles, predicate, way, far["id"], one.key, one, far))
    return edges, complete


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
    """Return the surest claims behind some edges of an entity, at most so many of each; no other quote is fetched.

    Those come first that state the amount which the edge shows.
    """
    wanted = sorted({joins(*_joined(entity, way, row)) for way, row in shown})
    rows = store.read("read/claims_weighed", {"joins": wanted, **scope.parameters()}) if wanted else []
    behind: dict[_Edge, list[Row]] = defaultdict(list)
    for row in rows:
        behind[row["predicate"], row["subject"], row["object"], _when(row)].append(row)
    edges = {_claims_key(entity, way, row): _amount(row) for way, row in shown}
    best = {
        edge: [row["id"] for row in sorted(behind[edge], key=lambda row: (_amount(row) != amount, _surest(row)))[:most]]
        for edge, amount in edges.items()
    }
    claims = {one.id: one.claim for one in fetch(store, (key for keys in best.values() for key in keys))}
    return {edge: [claims[key] for key in keys if key in claims] for edge, keys in best.items()}


def _amount(row: Row) -> tuple[int | None, str]:
    return row["amount_krw"], row["amount_qualifier"] or "exact"


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
