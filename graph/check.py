"""What the store holds, whether it is whole, and whether its edges are what its claims say."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict, computed_field

from graph.copies import misplaced, unfindable
from graph.export.pages import article_pages, pages, rows_of_entities
from graph.layout import claim_line
from graph.merged import leads
from graph.merges import ends
from graph.projection import Difference, Edge, compare
from graph.spelling import name_properties
from graph.store import Row, Store
from graph.store.base import schema_of

SHOWN = 5
"""How many examples of each fault a report shows."""

CONTENT = (
    "check/articles",
    "check/entities",
    "check/names",
    "check/mentions",
    "check/claims",
    "check/edges",
    "check/redirects",
)
"""The statements that together return everything a store holds."""


class _Report(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fault(_Report):
    """One kind of fault: how often it was found, and what to look at first."""

    what: str
    count: int
    examples: list[str]


class CheckReport(_Report):
    """What `kaigraph store check` shows. `schema_missing` names constraints and indexes, `faults` everything wrong."""

    engine: str
    version: str
    location: str
    as_of: datetime | None
    schema_found: list[str]
    schema_missing: list[str]
    articles: int
    entities: dict[str, int]
    claims: dict[str, int]
    edges: dict[str, int]
    faults: list[Fault]

    @computed_field(description="whether the projection equals the claims")  # type: ignore[prop-decorator]
    @property
    def projection_equals_claims(self) -> bool:
        """Whether every edge is as the claims say."""
        return not any(fault.what == PROJECTION for fault in self.faults)

    @property
    def can_be_rebuilt(self) -> bool:
        """Whether something is wrong that `kaigraph store rebuild` mends."""
        return any(fault.what in (PROJECTION, UNFINDABLE, MISPLACED) for fault in self.faults)

    @computed_field(description="whether nothing is missing and nothing wrong")  # type: ignore[prop-decorator]
    @property
    def ok(self) -> bool:
        """Whether nothing is missing and nothing wrong."""
        return not self.schema_missing and not self.faults


PROJECTION = "edges that are not what the claims say"
UNFINDABLE = "articles that are not found by their wording"
MISPLACED = "articles that are not with their copies"


def check(store: Store) -> CheckReport:
    """Look through the whole store. On a store that another process writes to, what it writes meanwhile may show up.

    Raises:
        StoreError: the store does not answer.
    """
    info = store.info()
    present = {row["name"] for statement in ("check/indexes", "check/constraints") for row in store.read(statement)}
    schema = list(schema_of(store.engine))
    articles, entities = store.read("check/articles"), store.read("check/entities")
    claims, edges = store.read("check/claims"), store.read("check/edges")
    faults = (
        *_faults(articles, entities, claims),
        *_misnamed(entities, store.read("check/names")),
        _fault(UNFINDABLE, unfindable(articles)),
        _fault(MISPLACED, sorted(misplaced(articles))),
        _circles(store),
        _projection(store),
    )
    return CheckReport(
        engine=info.engine,
        version=info.version,
        location=info.location,
        as_of=info.as_of,
        schema_found=[name for name in schema if name in present],
        schema_missing=[name for name in schema if name not in present],
        articles=len(articles),
        entities=_count(row["label"] for row in entities),
        claims=_count(row["predicate"] for row in claims),
        edges=_count(row["predicate"] for row in edges),
        faults=[fault for fault in faults if fault.count],
    )


def graph_hash(store: Store) -> str:
    """Hash everything that a store holds: two stores have the same hash where they hold the same graph.

    The store is read a page at a time, in the order of ids, which is the same in every engine.
    """
    digest = hashlib.sha256()
    for page in article_pages(store):
        for one in page:
            article = {key: value for key, value in one.article.items() if key not in ("read_from", "as_read")}
            _update(digest, [article, *one.mentions, *one.claims])
    for rows in rows_of_entities(store, "export/entities"):
        _update(digest, rows)
    for rows in pages(store, "export/redirects"):
        _update(digest, rows)
    for statement in ("export/edges", "export/names"):
        for rows in rows_of_entities(store, statement):
            _update(digest, rows)
    return digest.hexdigest()


def claims_hash(store: Store) -> str:
    """Hash every claim that a store holds, sorted by its article and id, a page at a time."""
    digest = hashlib.sha256()
    for page in article_pages(store):
        for one in page:
            for claim in one.claims:
                digest.update(claim_line(claim))
    return digest.hexdigest()


def _update(digest: hashlib._Hash, rows: Iterable[Row]) -> None:
    for row in rows:
        digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def _faults(articles: list[Row], entities: list[Row], claims: list[Row]) -> Iterable[Fault]:
    halves = [a["id"] for a in articles if (a["mentioned"], a["stated"]) != (a["entities"], a["claims"])]
    yield _fault("articles without their whole content", halves)
    yield _fault("entities that no article mentions", [e["id"] for e in entities if not e["mentions"]])
    yield _fault(
        "entities without their label or name", [e["id"] for e in entities if not (e["labelled"] and e["name"])]
    )
    yield _fault("claims that are not joined to their ends or their article", [c["id"] for c in claims if _loose(c)])
    yield _fault("claims without a quote", [c["id"] for c in claims if not c["quote"]])


def _misnamed(entities: list[Row], names: list[Row]) -> Iterable[Fault]:
    """Find what search and lookup by name would miss or show wrongly."""
    carried: dict[str, set[str]] = defaultdict(set)
    for row in names:
        carried[row["entity"]].add(row["id"])
    lost = [e["id"] for e in entities if carried[e["id"]] != set(e["keys"] or ())]
    yield _fault("entities that are not found by their names", lost)
    stray = [row["id"] for row in names if row["entity"] is None]
    yield _fault("names that no entity carries", stray)
    misspelt = {
        row["id"] for row in names if any(row[key] != value for key, value in name_properties(row["id"]).items())
    }
    yield _fault("names that are not spelt as they are looked up", sorted(misspelt))


def _loose(claim: Row) -> bool:
    ends = (
        ("subject", "subject_id"),
        ("object", "object_id"),
        ("article", "article_id"),
        ("speaker", "asserted_by_id"),
    )
    return any(claim[node] != claim[said] for node, said in ends)


def _projection(store: Store) -> Fault:
    return _fault(PROJECTION, [_told(difference) for difference in compare(store)])


def _circles(store: Store) -> Fault:
    former = leads(store)
    return _fault("merges that lead in a circle", sorted(former.keys() - ends(former).keys()))


def _told(difference: Difference) -> str:
    expected, stored, _ = difference
    if expected is None or stored is None:
        edge = expected or stored
        return f"{edge.key if edge else ''}: {'too many' if expected is None else 'missing'}"
    fields = [name for name in Edge.__slots__ if getattr(expected, name) != getattr(stored, name)]
    told = [f"{name} is {getattr(stored, name)!r}, not {getattr(expected, name)!r}" for name in fields]
    return f"{expected.key}: {'; '.join(told) or 'stands twice'}"


def _fault(what: str, found: list[str]) -> Fault:
    return Fault(what=what, count=len(found), examples=found[:SHOWN])


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
