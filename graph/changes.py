"""What changed since a revision of the graph, or since a day: what appeared, and what went or is said otherwise."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from datetime import date
from itertools import permutations
from typing import Any

from graph.answers import ArticleChange, ChangesAnswer, ClaimAnswer, GoneStatement
from graph.called import as_called
from graph.differing import LEADING, differences
from graph.evidence import Stated, fetch
from graph.journal import key_of
from graph.layout import joins
from graph.ontology import VALUE_PREDICATES
from graph.paging import decode_cursor, encode_cursor, page
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Row, Store

SAME = ("predicate", "subject", "object", "amount_krw", "fiscal_year", "period_start", "period_end")
SAME_VALUE = ("date", "position", "metric", "value", "by_year")
"""What makes two claims of different articles one statement, whatever words they use."""


def changes_since_revision(store: Store, since: int, *, scope: Scope, limit: int, cursor: str | None) -> ChangesAnswer:
    """Answer what was put in and taken out since a revision; `Reader.changes` says how."""
    recorded = _recorded(store)
    last: dict[str, Row] = {}
    for row in store.read("read/changes", {"since": since}):
        if _of_scope(row, scope):
            last[row["article_id"]] = row
    changed = sorted(last.values(), key=_by_revision)
    after = decode_cursor("changes", cursor, tuple[int, str]) if cursor else None
    shown = page(changed, _by_revision, after, limit)
    ids = {"ids": [row["article_id"] for row in shown]}
    records: dict[str, list[Row]] = defaultdict(list)
    for row in store.read("read/changes_of", {"since": since, **ids}) if shown else []:
        records[row["article_id"]].append(row)
    present: dict[str, list[Row]] = defaultdict(list)
    for row in store.read("read/statements_of", ids) if shown else []:
        present[row["article"]].append(row)
    answer = ChangesAnswer(
        since=None,
        since_revision=since,
        revision=recorded["revision"],
        recorded_from=recorded["recorded_from"],
        articles=_with_claims(
            store,
            [_compared(row, records[row["article_id"]], present[row["article_id"]], scope) for row in shown],
            scope,
        ),
        count=len(changed),
        complete=since >= recorded["recorded_from"],
        next_cursor=encode_cursor("changes", _by_revision(shown[-1])) if _goes_on(shown, changed) else None,
    )
    return as_called(store, answer, scope)


def _recorded(store: Store) -> Row:
    rows = store.read("read/recorded")
    row = rows[0] if rows else {"revision": 0, "recorded_from": 0}
    known = row["recorded_from"]  # a store that nobody wrote to since there are records has none
    return row | {"recorded_from": row["revision"] if known is None else known}


def _of_scope(row: Row, scope: Scope) -> bool:
    day, last = row["published_on"], scope.last_day
    return (
        (scope.publisher is None or row["publisher"] == scope.publisher)
        and (scope.published_from is None or (day is not None and day >= scope.published_from.isoformat()))
        and (last is None or (day is not None and day <= last.isoformat()))
    )


def _by_revision(row: Row) -> tuple[int, str]:
    return row["revision"], row["article_id"]


def _goes_on(shown: list[Row], every: list[Row]) -> bool:
    return bool(shown) and shown[-1] is not every[-1]


def _compared(last: Row, records: list[Row], present: list[Row], scope: Scope) -> tuple[ArticleChange, list[str]]:
    """Compare what an article states with what it stated at the revision; return the claims that appeared as ids.

    Its records are read backwards from what it states now: what a record put in was not there before it, what it took
    out was. An article that was added was not there at all.
    """
    now: Counter[str] = Counter(key_of(row) for row in present)
    then, gone = Counter(now), dict[str, dict[str, Any]]()
    for record in reversed(records):
        removed = [json.loads(text) for text in record["removed"] or ()]
        gone |= {one["key"]: one for one in removed}
        if record["kind"] == "added":
            then = Counter()
        else:
            then = then - Counter(record["added"] or ()) + Counter(one["key"] for one in removed)
    came, went = now - then, then - now
    appeared = []
    for row in present:
        if came[key_of(row)] > 0:
            came[key_of(row)] -= 1
            appeared.append(row["id"])
    kept = [gone[key] for key in sorted(went.elements()) if key in gone]
    kind = "removed" if last["kind"] == "removed" else "added" if records[0]["kind"] == "added" else "replaced"
    change = ArticleChange(
        article_id=last["article_id"],
        kind=kind,  # type: ignore[arg-type]
        published_on=last["published_on"],
        publisher=last["publisher"],
        revision=last["revision"],
        at=last["at"],
        appeared=[],
        went=[_gone(one) for one in kept if _said_in(one, scope)],
        again=sum((now & then).values()),
        complete=not any(record["cut"] for record in records),
    )
    return change, appeared


def _said_in(one: dict[str, Any], scope: Scope) -> bool:
    return (scope.modality is None or one["modality"] == scope.modality) and (
        scope.min_confidence is None or one["confidence"] >= scope.min_confidence
    )


def _gone(one: dict[str, Any]) -> GoneStatement:
    known = {name: one[name] for name in GoneStatement.model_fields if name in one}
    return GoneStatement.model_validate(known)


def _with_claims(store: Store, found: list[tuple[ArticleChange, list[str]]], scope: Scope) -> list[ArticleChange]:
    claims = {one.id: one.claim for one in fetch(store, [claim for _, ids in found for claim in ids])}
    for change, ids in found:
        change.appeared = sorted(
            (claims[claim] for claim in ids if claim in claims and scope.admits(claims[claim])), key=_in_text
        )
    return [change for change, _ in found]


def _in_text(claim: ClaimAnswer) -> tuple[int, str]:
    return claim.start, claim.id


def changes_since_day(store: Store, since: date, *, scope: Scope, limit: int, cursor: str | None) -> ChangesAnswer:
    """Answer what the articles published since a day say that none had said before; `Reader.changes` says how."""
    recorded = _recorded(store)
    articles = store.read("read/articles_since", {"since": since.isoformat(), **scope.parameters()})
    after = decode_cursor("news", cursor, tuple[str, str]) if cursor else None
    shown = page(articles, _by_day, after, limit)
    answer = ChangesAnswer(
        since=since,
        since_revision=None,
        revision=recorded["revision"],
        recorded_from=recorded["recorded_from"],
        articles=_news(store, shown, scope) if shown else [],
        count=len(articles),
        complete=True,
        next_cursor=encode_cursor("news", _by_day(shown[-1])) if _goes_on(shown, articles) else None,
    )
    return as_called(store, answer, scope)


def _by_day(row: Row) -> tuple[str, str]:
    return row["published_on"], row["article_id"]


def _news(store: Store, articles: list[Row], scope: Scope) -> list[ArticleChange]:
    statements = store.read("read/statements_of", {"ids": [row["article_id"] for row in articles]})
    said = {one.id: one for one in fetch(store, [row["id"] for row in statements])}
    said = {key: one for key, one in said.items() if scope.admits(one.claim)}
    rows = [_comparable(row, said[row["id"]]) for row in statements if row["id"] in said]
    before = _said_before(store, rows, articles[-1]["published_on"], scope)
    first: dict[tuple[Any, ...], str] = {}
    for row in (*before, *rows):
        first[_same(row)] = min(first.get(_same(row), "~"), row["published_on"])
    otherwise = _otherwise(store, rows, before, scope)
    old = {one.id: one.claim for one in fetch(store, otherwise)}
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article"]].append(row)
    return [_article_news(row, by_article[row["article_id"]], said, first, otherwise, old) for row in articles]


def _said_before(store: Store, rows: list[Row], day: str, scope: Scope) -> list[Row]:
    """Return the claims of articles before a day that some claims may repeat or contradict."""
    pairs = {joins(row["predicate"], row["subject"], row["object"]) for row in rows if row["object"] is not None}
    found = store.read("read/said_before", {**scope.parameters(), "joins": sorted(pairs), "before": day})
    for predicates, end in ((VALUE_PREDICATES, "subject"), (LEADING, "object")):
        ids = sorted({row[end] for row in rows if row["predicate"] in predicates})
        asked = {**scope.parameters(), "ids": ids, "predicates": list(predicates)}
        found += store.read("read/comparable_of", asked) if ids else []
    return list({row["id"]: row for row in found if row["published_on"] and row["published_on"] < day}.values())


def _article_news(
    article: Row,
    rows: list[Row],
    said: dict[str, Stated],
    first: dict[tuple[Any, ...], str],
    otherwise: dict[str, set[str]],
    old: dict[str, ClaimAnswer],
) -> ArticleChange:
    new = [row for row in rows if first[_same(row)] == article["published_on"]]
    own = {row["id"] for row in rows}
    went = [
        _said_otherwise(old[claim], [said[one].claim for one in sorted(later & own)])
        for claim, later in sorted(otherwise.items())
        if later & own
    ]
    return ArticleChange(
        article_id=article["article_id"],
        kind="published",
        published_on=article["published_on"],
        publisher=article["publisher"],
        revision=None,
        at=None,
        appeared=sorted((said[row["id"]].claim for row in new), key=_in_text),
        went=went,
        again=len(rows) - len(new),
        complete=True,
    )


def _comparable(row: Row, stated: Stated) -> Row:
    """Give a statement the columns that `graph.differing` compares."""
    citation = stated.claim.citation
    return row | {
        "subject": row["subject_id"],
        "object": row["object_id"],
        "text_sha256": row["article"],
        "based_on": citation.based_on,
        "published_on": citation.published_on.isoformat() if citation.published_on else None,
    }


def _same(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in (*SAME, *SAME_VALUE))


def _otherwise(store: Store, new: list[Row], before: list[Row], scope: Scope) -> dict[str, set[str]]:
    """Return the earlier claims that new ones contradict, each with the ids of those."""
    rows = {row["id"]: row for row in (*before, *new)}
    fresh = {row["id"] for row in new}
    found: dict[str, set[str]] = defaultdict(set)
    for difference in differences(rows.values(), Renames.load(store, scope)):
        sides = list(difference.sides.values())
        for one, other in permutations(sides, 2):
            for row in one:
                later = {late["id"] for late in other if late["published_on"] > row["published_on"]} & fresh
                if later:
                    found[row["id"]] |= later
    return found


def _said_otherwise(claim: ClaimAnswer, instead: list[ClaimAnswer]) -> GoneStatement:
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
            "claim": claim,
            "instead": instead,
        }
    )
