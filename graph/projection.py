"""Edges out of claims: one for each predicate, subject, object and period, kept as the claims say and rebuildable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.batches import batches
from graph.funding_answers import STAGES
from graph.independence import independent, sources
from graph.layout import joins
from graph.store import Row, Store, Transaction

PAIRS_AT_ONCE = 1000
"""How many pairs a rebuild takes into one transaction, and a comparison into one question."""


class Pair(NamedTuple):
    """Two entities (their ids) and the predicate that joins them."""

    predicate: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One projected edge.

    `amount_krw` (won) is the amount that most independent articles state, `amounts` are all that are stated. `status`
    is the furthest stage stated. `articles` counts independent ones. `first_stated` and `last_stated` are days (ISO
    8601). `confidence` is that of the surest claim.
    """

    predicate: str
    subject: str
    object: str
    fiscal_year: int | None
    period_start: int | None
    period_end: int | None
    key: str
    amount_krw: int | None
    amount_qualifier: str | None
    amounts: tuple[int, ...]
    status: str | None
    articles: int
    claims: int
    first_stated: str | None
    last_stated: str | None
    confidence: float

    def properties(self) -> dict[str, Any]:
        """Return what the relationship holds beside its key."""
        return {name: getattr(self, name) for name in self.__slots__} | {"amounts": list(self.amounts)}


class Difference(NamedTuple):
    """One edge that is not as the claims say: missing where `stored` is `None`, too many where `expected` is.

    `times` says how often it is stored.
    """

    expected: Edge | None
    stored: Edge | None
    times: int


class Support:
    """The claims that support one edge: enough to list edges by, without making those that are not shown.

    Args:
        pair: the entities and the predicate.
        period: fiscal year, first and last year of the period.
        claims: rows of `write/claims_between`, at least one.
    """

    __slots__ = ("articles", "claims", "key", "pair", "period")

    def __init__(self, pair: Pair, period: tuple[int | None, int | None, int | None], claims: list[Row]) -> None:
        self.pair, self.period, self.claims = pair, period, claims
        year, start, end = period
        self.key = f"{joins(*pair)} {year or ''} {start or ''}-{end or ''}"
        self.articles = _articles(claims)

    def edge(self) -> Edge:
        """Make the edge."""
        rows, (year, start, end) = self.claims, self.period
        won, qualifier = _amount(rows)
        days = sorted(row["published_on"] for row in rows if row["published_on"])
        return Edge(
            **self.pair._asdict(),
            fiscal_year=year,
            period_start=start,
            period_end=end,
            key=self.key,
            amount_krw=won,
            amount_qualifier=qualifier,
            amounts=tuple(sorted({row["amount_krw"] for row in rows if row["amount_krw"] is not None})),
            status=max((row["status"] for row in rows if row["status"]), key=STAGES.index, default=None),
            articles=self.articles,
            claims=len(rows),
            first_stated=days[0] if days else None,
            last_stated=days[-1] if days else None,
            confidence=max(row["confidence"] for row in rows),
        )


def support(claims: Iterable[Row]) -> list[Support]:
    """Sort claims by the edges that they support, whatever the claims' order.

    Args:
        claims: rows of `write/claims_between`.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in claims:
        pair = (row["predicate"], row["subject"], row["object"])
        groups[(*pair, row["fiscal_year"], row["period_start"], row["period_end"])].append(row)
    return [Support(Pair(*key[:3]), key[3:], rows) for key, rows in groups.items()]


def project(claims: Iterable[Row]) -> list[Edge]:
    """Make the edges that some claims support; parameters are those of `support`."""
    return [one.edge() for one in support(claims)]


def _amount(rows: list[Row]) -> tuple[int | None, str | None]:
    """Choose among the amounts stated: the one that `_standing` puts first, and so its qualifier."""
    amounts: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row["amount_krw"] is not None:
            amounts[row["amount_krw"]].append(row)
    if not amounts:
        return None, None
    won = min(amounts, key=lambda amount: (_standing(amounts[amount]), amount))
    qualifiers: dict[str, list[Row]] = defaultdict(list)
    for row in amounts[won]:
        qualifiers[row["amount_qualifier"] or "exact"].append(row)
    return won, min(qualifiers, key=lambda word: (_standing(qualifiers[word]), word))


def _standing(rows: list[Row]) -> tuple[Any, ...]:
    """Return what sorts first: most independent articles, then stated last, then exact, then the surest."""
    last = max((row["published_on"] or "" for row in rows), default="")
    inexact = all(row["amount_qualifier"] not in (None, "exact") for row in rows)
    return -_articles(rows), _Descending(last), inexact, -max(row["confidence"] for row in rows)


class _Descending(str):
    """A text that sorts backwards."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _articles(rows: list[Row]) -> int:
    if not any(row["based_on"] or row["copies"] for row in rows):  # mostly: nothing but a text can be shared then
        return len({row["text_sha256"] or row["article"] for row in rows})
    return independent(sources(row["article"], row["text_sha256"], row["based_on"], row["copies"]) for row in rows)


def update(transaction: Transaction, pairs: Iterable[Pair]) -> int:
    """Bring the edges between some pairs to what the claims say, inside of a transaction; return how many changed."""
    wanted = _parameters(pairs)
    if not wanted["pairs"]:
        return 0
    changes = _differences(
        transaction.run("write/claims_between", wanted), transaction.run("write/edges_between", wanted)
    )
    gone = [d.stored for d in changes if d.stored and (d.times > 1 or not d.expected)]
    if gone:
        fields = ("predicate", "subject", "object", "key")
        transaction.run("write/edges_delete", {"edges": [{f: getattr(edge, f) for f in fields} for edge in gone]})
    by_predicate: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in (d.expected for d in changes if d.expected):
        properties = edge.properties()
        row = {field: properties.pop(field) for field in ("subject", "object", "key")}
        by_predicate[properties.pop("predicate")].append(row | {"properties": properties})
    for predicate in sorted(by_predicate):
        transaction.run("write/edges", {"edges": by_predicate[predicate]}, slot=predicate)
    return len(changes)


def rebuild(store: Store) -> int:
    """Compute every edge anew from the claims; return how many were not as the claims say."""

    def some(pairs: list[Pair]) -> int:
        def work(transaction: Transaction) -> int:
            transaction.run("write/begin")
            return update(transaction, pairs)

        return store.write(work)

    return sum(some(pairs) for pairs in batches(_all_pairs(store), PAIRS_AT_ONCE))


def compare(store: Store) -> list[Difference]:
    """Return every edge that is not as the claims say, in the order of their keys."""
    found: list[Difference] = []
    for pairs in batches(_all_pairs(store), PAIRS_AT_ONCE):
        if _between(store, pairs):
            # A writer may have come between two questions: what is wrong is still wrong when asked again.
            found += _between(store, pairs)
    return found


def _between(store: Store, pairs: list[Pair]) -> list[Difference]:
    wanted = _parameters(pairs)
    return _differences(store.read("write/claims_between", wanted), store.read("write/edges_between", wanted))


def _differences(claims: list[Row], edges: list[Row]) -> list[Difference]:
    expected = {edge.key: edge for edge in project(claims)}
    stored: dict[str, list[Edge]] = defaultdict(list)
    for row in edges:
        stored[row["key"]].append(Edge(**row | {"amounts": tuple(row["amounts"] or ())}))
    found: list[Difference] = []
    for key in sorted({*expected, *stored}):
        have, should = stored.get(key, []), expected.get(key)
        if have != [should]:
            found.append(Difference(should, have[0] if have else None, len(have)))
    return found


def _all_pairs(store: Store) -> list[Pair]:
    rows = [*store.read("write/supported"), *store.read("write/projected")]
    return sorted({Pair(row["predicate"], row["subject"], row["object"]) for row in rows})


def _parameters(pairs: Iterable[Pair]) -> dict[str, list[dict[str, str]]]:
    return {"pairs": [pair._asdict() | {"joins": joins(*pair)} for pair in sorted(set(pairs))]}
