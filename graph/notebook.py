"""For notebooks: the graph in Neo4j through py2neo, as read-only objects and as pandas frames.

Needs the extra `kaigraph[notebook]` and a Neo4j, named by the same `NEO4J_*` variables as everywhere. docs/notebook.md
says what of py2neo works. The questions are those of `graph.reader`: a frame holds what the terminal and HTTP answer.

Example:
    >>> from graph.notebook import Ministry, connect, funding_frame, lineage_frame
    >>> graph = connect()
    >>> funding_frame(graph, year=2026).groupby("funder").amount_krw.max()
    >>> Ministry.match(graph).where(name="산업통상부").first().leads
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Unpack

try:
    import pandas as pd
    from py2neo import Graph
    from py2neo.errors import ConnectionBroken, ConnectionLimit, ConnectionUnavailable, Neo4jError, ServiceUnavailable
except ImportError as error:
    raise ImportError("graph.notebook needs py2neo and pandas: pip install 'kaigraph[notebook]'") from error

from graph.answers import ClaimAnswer, LineageContext, LineageStep
from graph.errors import InputError, StoreError, StoreUnavailable
from graph.funding import FundingFilters
from graph.funding_answers import FundingRow
from graph.ogm import (
    INGEST,
    ONLY_READS,
    Alliance,
    Article,
    Claim,
    Committee,
    Division,
    Entity,
    Event,
    Fund,
    Ministry,
    Organization,
    Person,
    Program,
    Region,
    Sector,
    Technology,
)
from graph.reader import Reader
from graph.scope import EVERYTHING, Scope
from graph.settings import StoreSettings
from graph.settling import SECTIONS
from graph.statements import load
from graph.store.base import Engine, Row, StoreInfo, T, Transaction
from graph.store.neo4j import Neo4jStore

__all__ = [
    "Alliance",
    "Article",
    "Claim",
    "Committee",
    "Division",
    "Entity",
    "Event",
    "Fund",
    "GraphStore",
    "Ministry",
    "Organization",
    "Person",
    "Program",
    "Region",
    "Sector",
    "Technology",
    "connect",
    "funding_frame",
    "lineage_frame",
]

_NO_ANSWER = (ConnectionBroken, ConnectionLimit, ConnectionUnavailable, ServiceUnavailable, OSError)


def connect(settings: StoreSettings | None = None) -> Graph:
    """Connect to the Neo4j that the settings name; the environment's where none are given.

    The official driver asks it first, since py2neo cannot tell a wrong password from a server that is not there.

    Raises:
        InputError: `NEO4J_URI` is not set; py2neo cannot read the embedded store.
        StoreUnavailable: the server does not answer.
        StoreDenied: it refuses the user name or password.
    """
    settings = settings or StoreSettings()
    if not settings.neo4j_uri:
        raise InputError("NEO4J_URI is not set", hint="py2neo reads a Neo4j: set it, or use graph.reader.Reader.")
    Neo4jStore.connect(settings, read_only=True).close()
    password = settings.neo4j_password
    auth = (settings.neo4j_username, password.get_secret_value()) if password else None
    return Graph(settings.neo4j_uri, auth=auth, name=settings.neo4j_database)


class GraphStore:
    """A store for reading over a py2neo `Graph`, so that `graph.reader.Reader` can ask it the questions."""

    engine: Engine = "neo4j"

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        """Run one statement of `cypher/` in a transaction that the server lets read only."""
        loaded = load(statement)
        try:
            return [dict(row) for row in self._graph.query(loaded.query(slot), loaded.bind(parameters)).data()]
        except _NO_ANSWER as error:
            raise StoreUnavailable(f"{self._graph.service.uri}: Neo4j does not answer: {error}") from error
        except Neo4jError as error:
            raise StoreError(f"cypher/{statement}: Neo4j refuses it: {error}") from error

    def write(self, work: Callable[[Transaction], T]) -> T:  # noqa: ARG002 - the interface has it
        """Refuse to write."""
        raise StoreError(ONLY_READS, hint=INGEST)

    def apply_schema(self) -> None:
        """Refuse to write."""
        raise StoreError(ONLY_READS, hint=INGEST)

    def info(self) -> StoreInfo:
        """Say which server this is."""
        service = self._graph.service
        return StoreInfo("neo4j", str(service.kernel_version), service.uri, read_only=True)

    def close(self) -> None:
        """Do nothing: py2neo leaves its connections to the garbage collector."""


def funding_frame(graph: Graph, **asked: Unpack[FundingFilters]) -> pd.DataFrame:
    """Say who gives what to whom, one sum a row.

    The filters are those of `graph.funding.FundingQuestion` without `group_by`: pandas groups. What the columns
    `section`, `status`, `counting` and `group` mean stands at `graph.funding_answers.FundingRow`.
    `amount_krw` is whole won; only rows whose `counting` is `counted` add up. `quote` is the first article's.
    """
    reader = Reader(GraphStore(graph))

    def rows() -> Iterator[FundingRow]:
        for section in SECTIONS:
            cursor: str | None = None
            while True:
                answer = reader.funding(section=section, cursor=cursor, **asked)
                shown = getattr(answer, section)
                yield from shown.rows
                cursor = shown.next_cursor
                if cursor is None:
                    break

    return _frame((_funding(row) for row in rows()), FUNDING_COLUMNS)


def lineage_frame(graph: Graph, id_or_name: str, *, depth: int = 6, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Say where an entity came from and what came of it, one step a row.

    `part` says where in the answer of `Reader.lineage` the step stands; read a row as `subject` `relation` `object`.
    `scope` narrows the claims, as in `Scope(as_of=date(2025, 9, 30))`.
    """
    answer = Reader(GraphStore(graph)).lineage(id_or_name, depth=depth, scope=scope)
    steps = [
        _step(part, one)
        for part in ("before", "after", "wholes", "parts", "context", "around")
        for one in getattr(answer, part)
    ]
    return _frame(steps, LINEAGE_COLUMNS)


FUNDING_COLUMNS = {
    "section": "string",
    "funder": "string",
    "recipient": "string",
    "amount_krw": "Int64",
    "amount_qualifier": "string",
    "fiscal_year": "Int64",
    "period_start": "Int64",
    "period_end": "Int64",
    "status": "string",
    "modality": "string",
    "counting": "string",
    "group": "string",
    "corroborated_by": "Int64",
    "quote": "string",
    "source": "string",
}
"""Columns of `funding_frame` with their types."""

LINEAGE_COLUMNS = {
    "part": "string",
    "subject": "string",
    "relation": "string",
    "object": "string",
    "date": "string",
    "first_stated": "datetime64[ns]",
    "depth": "Int64",
    "articles": "Int64",
    "quote": "string",
    "source": "string",
}
"""Columns of `lineage_frame` with their types."""


def _frame(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))


def _funding(row: FundingRow) -> dict[str, object]:
    said = {name: getattr(row, name) for name in FUNDING_COLUMNS if hasattr(row, name)}
    funders = " · ".join(one.name for one in row.funders) or None
    return said | {"funder": funders, "recipient": row.recipient.name} | _evidence(row.claims)


def _step(part: str, one: LineageStep | LineageContext) -> dict[str, object]:
    if isinstance(one, LineageContext):
        subject, obj, depth = one.actor, one.thing, None
    else:
        subject, obj, depth = one.later, one.earlier, one.depth
    said: dict[str, object] = {
        "part": part,
        "subject": subject.name,
        "relation": one.relation,
        "object": obj.name,
        "depth": depth,
    }
    said |= {"date": one.date, "first_stated": one.first_stated, "articles": one.articles}
    return said | _evidence(one.claims)


def _evidence(claims: list[ClaimAnswer]) -> dict[str, object]:
    return {"quote": claims[0].quote, "source": claims[0].citation.text}
