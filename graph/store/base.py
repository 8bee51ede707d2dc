"""The interface that both stores offer: ask, write in a transaction, set up the schema, close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from graph.statements import names

Row = dict[str, Any]
"""One row of an answer: column name to a JSON-like value (None, bool, int, float, str, list, dict)."""

T = TypeVar("T")


Engine = Literal["neo4j", "embedded"]


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """Which store answers: `engine` is `neo4j` or `embedded`, `location` its address or folder.

    A store that is open for reading only while another process writes may lag behind: it shows the graph `as_of` then.
    """

    engine: str
    version: str
    location: str
    read_only: bool = False
    as_of: datetime | None = None


class Transaction(Protocol):
    """What the work inside a transaction may do. Statements are named as `graph.statements` loads them."""

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None) -> list[Row]:
        """Run one statement and return its rows.

        Args:
            statement: name of the file below `cypher/` without its ending, such as `write/claims`.
            parameters: values for the statement's `$parameters`.
            slot: label or predicate for the statement's one slot, where it has one.

        Raises:
            StatementError: no such file, or a slot outside the closed list.
            StoreError: the store refuses the statement.
        """


class Store(Protocol):
    """One graph store. Safe to use from several threads."""

    @property
    def engine(self) -> Engine:
        """Which engine it is: some of what Neo4j can is asked of it in statements of its own, `cypher/neo4j/`."""

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        """Run one reading statement outside of any transaction of the caller's. Raises as `Transaction.run`."""

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction and return what it returns; an error inside leaves the store as it was.

        Work may be run again where the store asks for a retry, so it must not have effects outside of the transaction.
        """

    def apply_schema(self) -> None:
        """Create every constraint and index of `cypher/schema/` that is not there yet."""

    def info(self) -> StoreInfo:
        """Say which store this is."""

    def close(self) -> None:
        """Release connections, files and locks. Calling it twice is fine."""


def schema_of(engine: Engine) -> dict[str, str]:
    """Return the statements that make an engine's constraints and indexes, by the name of what each makes."""
    folders = ("schema", "neo4j/schema") if engine == "neo4j" else ("schema",)
    return {name.rpartition("/")[2]: name for folder in folders for name in names(folder)}


def missing_schema(engine: Engine, present: Iterable[Row]) -> list[str]:
    """Return the statements that make the constraints and indexes that are not there.

    Args:
        engine: whose.
        present: the rows of `check/indexes`.
    """
    have = {row["name"] for row in present}
    return [statement for made, statement in schema_of(engine).items() if made not in have]
