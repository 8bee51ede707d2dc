"""What changed since a revision of the graph: what the records say was put in, and what was taken out."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from graph.answers import ArticleChange, ChangesAnswer, ClaimAnswer, GoneStatement
from graph.called import as_called
from graph.collecting import uncollected
from graph.evidence import fetch
from graph.journal import key_of, recorded
from graph.paging import decode_cursor, encode_cursor, page
from graph.scope import Scope
from graph.store import Row, Store

_Changed = tuple[int, str]
"""The last revision in which an article of the scope changed, and its id."""


@uncollected()
def changes_since_revision(store: Store, since: int, *, scope: Scope, limit: int, cursor: str | None) -> ChangesAnswer:
    """Answer what was put in and taken out since a revision; `Reader.changes` says how."""
    known = recorded(store)
    found = store.read("read/changes", {"since": since, **_of_articles(scope)})
    changed: list[_Changed] = sorted((revision, article) for row in found for revision, article in row["changed"])
    after = decode_cursor("changes", cursor, tuple[int, str]) if cursor else None
    shown = page(changed, tuple, after, limit)
    more = bool(shown) and shown[-1] is not changed[-1]
    ids = {"ids": [article for _, article in shown]}
    records: dict[str, list[Row]] = defaultdict(list)
    for row in store.read("read/changes_of", {"since": since, **ids}) if shown else []:
        records[row["article_id"]].append(row)
    present: dict[str, list[Row]] = defaultdict(list)
    for row in store.read("read/statements_of", ids) if shown else []:
        present[row["article"]].append(row)
    answer = ChangesAnswer(
        since=None,
        since_revision=since,
        revision=known["revision"],
        recorded_from=known["recorded_from"],
        articles=_with_claims(
            store,
            [_compared(one, records[one[1]], present[one[1]], scope) for one in shown],
            scope,
        ),
        count=len(changed),
        complete=since >= known["recorded_from"],
        next_cursor=encode_cursor("changes", shown[-1]) if more else None,
    )
    return as_called(store, answer, scope)


def _of_articles(scope: Scope) -> dict[str, str | float | None]:
    """Return the parameters of a scope that are about articles."""
    return {name: scope.parameters()[name] for name in ("published_from", "published_to", "publisher")}


def _compared(
    changed: _Changed, records: list[Row], present: list[Row], scope: Scope
) -> tuple[ArticleChange, list[str]]:
    """Compare what an article states with what it stated at the revision; return the claims that appeared as ids.

    Its records are read backwards from what it states now: what a record put in was not there before it, what it took
    out was. An article that was added was not there at all.
    """
    last = next(record for record in reversed(records) if record["revision"] == changed[0])
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
