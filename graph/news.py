"""What changed since a day, as articles tell it: what none had said before, and what they say otherwise."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import permutations
from operator import itemgetter
from typing import Any

from graph.answers import ArticleChange, ChangesAnswer, ClaimAnswer, GoneStatement
from graph.beside import beside
from graph.called import as_called
from graph.collecting import uncollected
from graph.differing import LEADING, differences
from graph.evidence import Stated, fetch
from graph.journal import recorded
from graph.layout import joins
from graph.ontology import VALUE_PREDICATES
from graph.paging import decode_cursor, encode_cursor, page
from graph.renames import Renames
from graph.scope import Scope
from graph.steady import steady
from graph.store import Row, Store

_same: Callable[[Row], tuple[Any, ...]] = itemgetter(
    *("predicate", "subject", "object", "amount_krw", "fiscal_year", "period_start", "period_end"),
    *("date", "position", "metric", "value", "by_year"),
)
"""Return what makes two claims of different articles one statement, whatever words they use."""
LED = ("id", "predicate", "subject", "role", "position", "article", "published_on")
"""What `read/led_before` gives of each claim, in its order."""


@uncollected()
@steady
def changes_since_day(store: Store, since: date, *, scope: Scope, limit: int, cursor: str | None) -> ChangesAnswer:
    """Answer what the articles published since a day say that none had said before; `Reader.changes` says how."""
    records = recorded(store)
    articles = store.read("read/articles_since", {"since": since.isoformat(), **scope.parameters()})
    after = decode_cursor("news", cursor, tuple[str, str]) if cursor else None
    shown = page(articles, _by_day, after, limit)
    more = bool(shown) and shown[-1] is not articles[-1]
    answer = ChangesAnswer(
        since=since,
        since_revision=None,
        revision=records["revision"],
        recorded_from=records["recorded_from"],
        articles=_news(store, shown, scope) if shown else [],
        count=len(articles),
        complete=True,
        next_cursor=encode_cursor("news", _by_day(shown[-1])) if more else None,
    )
    return as_called(store, answer, scope)


def _by_day(row: Row) -> tuple[str, str]:
    return row["published_on"], row["article_id"]


def _news(store: Store, articles: list[Row], scope: Scope) -> list[ArticleChange]:
    statements = store.read("read/statements_of", {"ids": [row["article_id"] for row in articles]})
    said = {one.id: one for one in fetch(store, [row["id"] for row in statements])}
    said = {key: one for key, one in said.items() if scope.admits(one.claim)}
    rows = [_comparable(row, said[row["id"]]) for row in statements if row["id"] in said]
    day = articles[-1]["published_on"]
    led = beside(store, lambda: list(_led_before(store, rows, day, scope)))
    values = beside(store, lambda: _values_before(store, rows, day, scope))
    before = [row for row in _said_before(store, rows, day, scope) + values() if row["published_on"]]
    first: dict[tuple[Any, ...], str] = {}
    for row in (*before, *rows):
        same = _same(row)
        first[same] = min(first.get(same, "~"), row["published_on"])
    earlier = {row["id"]: row for row in (*led(), *before, *rows)}
    otherwise = _otherwise(store, earlier, {row["id"] for row in rows}, scope)
    gone = _Gone(store, earlier, otherwise, said)
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article"]].append(row)
    return [_article_news(row, by_article[row["article_id"]], said, first, gone) for row in articles]


def _said_before(store: Store, rows: list[Row], day: str, scope: Scope) -> list[Row]:
    """Return the claims of articles before a day that join what some claims join."""
    pairs = {joins(row["predicate"], row["subject"], row["object"]) for row in rows if row["object"] is not None}
    return store.read("read/said_before", {**scope.parameters(), "joins": sorted(pairs), "before": day})


def _values_before(store: Store, rows: list[Row], day: str, scope: Scope) -> list[Row]:
    """Return the claims of articles before a day that give a size or a goal to what some claims give one to."""
    ids = sorted({row["subject"] for row in rows if row["predicate"] in VALUE_PREDICATES})
    until = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    asked = {**scope.parameters(), "published_to": until, "ids": ids, "predicates": list(VALUE_PREDICATES)}
    return store.read("read/comparable_of", asked) if ids else []


def _led_before(store: Store, rows: list[Row], day: str, scope: Scope) -> Iterator[Row]:
    """Yield the claims of articles before a day about who leads what some claims name the like of."""
    things = {(row["object"], row["predicate"], row["role"], row["position"]) for row in rows}
    ids = sorted({row["object"] for row in rows if row["predicate"] in LEADING})
    asked = {**scope.parameters(), "ids": ids, "before": day}
    for found in store.read("read/led_before", asked) if ids else ():
        for claim in found["claims"]:
            _, predicate, _, role, position, _, _ = claim
            if (found["object"], predicate, role, position) in things:
                yield {"object": found["object"], **dict(zip(LED, claim, strict=True))}


def _article_news(
    article: Row, rows: list[Row], said: dict[str, Stated], first: dict[tuple[Any, ...], str], gone: _Gone
) -> ArticleChange:
    new = [row for row in rows if first[_same(row)] == article["published_on"]]
    return ArticleChange(
        article_id=article["article_id"],
        kind="published",
        published_on=article["published_on"],
        publisher=article["publisher"],
        revision=None,
        at=None,
        appeared=sorted((said[row["id"]].claim for row in new), key=lambda claim: (claim.start, claim.id)),
        went=gone.by(article["article_id"]),
        again=len(rows) - len(new),
        complete=True,
    )


def _comparable(row: Row, stated: Stated) -> Row:
    """Give a statement the columns that `graph.differing` compares."""
    citation = stated.claim.citation
    return row | {
        "subject": row["subject_id"],
        "object": row["object_id"],
        "published_on": citation.published_on.isoformat() if citation.published_on else None,
    }


def _statement(row: Row) -> tuple[Any, ...]:
    """Return what earlier claims that went are listed by; who leads what goes once, whenever it began."""
    if row["predicate"] in LEADING:
        return row["predicate"], row["subject"], row["object"], row["position"]
    return _same(row)


def _otherwise(store: Store, rows: dict[str, Row], fresh: set[str], scope: Scope) -> dict[str, set[str]]:
    """Return the earlier claims that new ones contradict, each with the ids of those."""
    found: dict[str, set[str]] = defaultdict(set)
    for difference in differences(rows.values(), Renames.load(store, scope), fresh):
        sides = list(difference.sides.values())
        news = [[row for row in side if row["id"] in fresh] for side in sides]
        for (one, _), (_, other) in permutations(zip(sides, news, strict=True), 2):
            for row in one if other else ():
                later = {late["id"] for late in other if late["published_on"] > row["published_on"]}
                if later:
                    found[row["id"]] |= later
    return found


class _Gone:
    """The earlier statements that new articles say otherwise, each once for an article, however many had said them.

    Args:
        rows: earlier and new claims, by id.
        otherwise: as `_otherwise` returns it.
        said: the new claims, by id.
    """

    def __init__(
        self, store: Store, rows: dict[str, Row], otherwise: dict[str, set[str]], said: dict[str, Stated]
    ) -> None:
        self._said = said
        self._earlier: dict[str, dict[tuple[Any, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._later: dict[tuple[str, tuple[Any, ...]], set[str]] = defaultdict(set)
        for claim, later in otherwise.items():
            statement = _statement(rows[claim])
            for article in {rows[one]["article"] for one in later}:
                self._earlier[article][statement].append(rows[claim])
            for one in later:
                self._later[rows[one]["article"], statement].add(one)
        shown = [_newest(same)["id"] for of in self._earlier.values() for same in of.values()]
        self._claims = {one.id: one.claim for one in fetch(store, shown)}

    def by(self, article: str) -> list[GoneStatement]:
        """Return what an article says otherwise, what was said last first."""
        found = [
            (_newest(same), len(same), sorted(self._later[article, statement]))
            for statement, same in self._earlier[article].items()
        ]
        found.sort(key=lambda one: (one[0]["published_on"], one[0]["id"]), reverse=True)
        return [
            _said_otherwise(self._claims[row["id"]], count, [self._said[one].claim for one in later])
            for row, count, later in found
            if row["id"] in self._claims
        ]


def _newest(rows: Iterable[Row]) -> Row:
    return max(rows, key=lambda row: (row["published_on"], row["id"]))


def _said_otherwise(claim: ClaimAnswer, count: int, instead: list[ClaimAnswer]) -> GoneStatement:
    said = claim.qualifiers
    years = {name: said.get(name) for name in ("amount_krw", "fiscal_year", "period_start", "period_end")}
    return GoneStatement.model_validate(
        {
            "predicate": claim.predicate,
            "subject": claim.subject,
            "object": claim.object,
            **years,
            "modality": claim.modality,
            "quote_sha256": hashlib.sha256(claim.quote.encode()).hexdigest(),
            "claim_count": count,
            "claim": claim,
            "instead": instead,
        }
    )
