"""How much the store holds, and of what: by label, predicate, publisher, month and confidence."""

from __future__ import annotations

from collections import Counter

from graph.answers import Counted, Overview
from graph.kept import KeptBy
from graph.scope import Scope
from graph.store import Store

MOST_KEPT = 32
"""How many overviews are kept until a write: each counts all claims, and the first page shows one to every visitor."""


def ask_overview(store: Store, scope: Scope) -> Overview:
    """Count what is in a scope; `Reader.overview` says how. An answer is shared by all who get it."""
    return _KEPT.of(store, scope)


def _counted(store: Store, scope: Scope) -> Overview:
    asked = scope.parameters()
    (seen,) = store.read("read/overview_articles", asked)
    if scope.everything:
        entities = store.read("read/overview_entities")
    else:
        entities = store.read("read/overview_mentioned", asked)
    claims: Counter[str] = Counter()
    confidence: Counter[str] = Counter()
    for row in store.read("read/overview_claims", asked):
        claims[row["predicate"]] += row["claims"]
        confidence[f"{row['tenth'] / 10:.1f}"] += row["claims"]
    info, revision = store.info(), store.read("check/revision")
    return Overview(
        engine=info.engine,
        version=info.version,
        as_of=info.as_of,
        revision=revision[0]["revision"] if revision else 0,
        entities={row["label"]: row["entities"] for row in entities},
        claims=dict(sorted(claims.items())),
        publishers=[Counted(**row) for row in store.read("read/overview_publishers", asked)],
        months=[Counted(**row) for row in store.read("read/overview_months", asked)],
        confidence=dict(sorted(confidence.items())),
        **seen,
    )


_KEPT = KeptBy(_counted, MOST_KEPT)
