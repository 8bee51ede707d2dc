"""The edges between entities as a selection's claims make them, each with the claim that shows it best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.batches import batches
from graph.evidence import fetch
from graph.export.pages import kept, mentioned_ids
from graph.export.selection import ALL, Selection
from graph.projection import Edge, support
from graph.store import Row, Store

PAIRS_AT_ONCE = 500
PAIR_NAMES_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Evident:
    """One edge with its surest claim: the claim's id, its quote, and its source in one line."""

    edge: Edge
    claim: str
    quote: str
    source: str


def edge_pages(store: Store, selection: Selection = ALL) -> Iterator[list[Evident]]:
    """Yield the edges of a selection, some at a time, in the order of what they join among some subjects.

    They are made of the selection's claims as the stored ones are of all claims, so that the edges of everything are
    those of the store. However many claims one entity has, no more than those of `PAIRS_AT_ONCE` pairs are held.
    """
    for entities in mentioned_ids(store, selection):
        for pairs in batches(_joined(store, entities), PAIRS_AT_ONCE):
            rows = store.read("export/claims_between", {"pairs": pairs, **selection.for_claims})
            yield _evident(store, [row for row in rows if kept(row, selection)])


def _joined(store: Store, entities: list[str]) -> Iterator[str]:
    """Yield what the claims of some subjects join, in order; each lot looks at all claims of those subjects."""
    after = ""
    while rows := store.read("export/pairs", {"entities": entities, "after": after, "limit": PAIR_NAMES_AT_ONCE}):
        yield from (row["joins"] for row in rows)
        after = rows[-1]["joins"]
        if len(rows) < PAIR_NAMES_AT_ONCE:
            break


def _evident(store: Store, rows: list[Row]) -> list[Evident]:
    """Make the edges of some claims, and fetch the surest claim of each."""
    best = {min(one.claims, key=_surest)["id"]: one for one in support(rows)}
    edges = [  # a claim may have gone since, and then so has the edge that it showed
        Evident(best[claim.id].edge(), claim.id, claim.quote, claim.citation.text)
        for claim in (one.claim for one in fetch(store, best))
    ]
    return sorted(edges, key=lambda one: one.edge.key)


def _surest(row: Row) -> tuple[float, str, str]:
    return -row["confidence"], row["published_on"] or "~", row["id"]
