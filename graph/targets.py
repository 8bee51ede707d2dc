"""What targets a sector, technology or region or a part of it, what most articles state first, with the quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from graph.aims import PREDICATE
from graph.answers import EntityRef, Targeting, TargetsAnswer
from graph.called import as_called
from graph.collecting import uncollected
from graph.evidence import Stated, articles_behind, fetch, first_stated, last_stated, quoted
from graph.layout import joins
from graph.neighbors import stated_edges
from graph.paging import decode_cursor, encode_cursor, page
from graph.scope import Scope
from graph.store import Store
from graph.wholes import parts_of

ALL_CLAIMS = 2**31 - 1


class _Pair(NamedTuple):
    """What targets what, with minus the number of articles that say so: pairs are told in this order."""

    less_articles: int
    entity: str
    aim: str


@uncollected()
def ask_targets(
    store: Store,
    aims: list[EntityRef],
    *,
    scope: Scope,
    limit: int,
    cursor: str | None,
    quotes: int | None = None,
) -> TargetsAnswer:
    """Answer what targets some sectors, technologies or regions; `Reader.targets` says how."""
    ids = {aim.id for aim in aims}
    ids |= parts_of(store, ids, scope)
    found = sorted(_pairs(store, sorted(ids), scope))
    after = decode_cursor("targets", cursor, tuple[int, str, str]) if cursor else None
    shown = page(found, tuple, after, limit)
    stated = _stated_of(store, shown, scope)
    more = bool(shown) and shown[-1] is not found[-1]
    answer = TargetsAnswer(
        of=aims[0],
        targeting=[_targeting(stated[pair[1:]], quotes) for pair in shown if pair[1:] in stated],
        count=len(found),
        next_cursor=encode_cursor("targets", shown[-1]) if more else None,
    )
    return as_called(store, answer, scope)


def _pairs(store: Store, ids: list[str], scope: Scope) -> list[_Pair]:
    """Return what targets one of some things: as the projection has it, in a scope as its claims would make it."""
    if scope.everything:
        rows = store.read("read/edges_to", {"ids": ids, "predicates": [PREDICATE]})
        return [_Pair(-row["articles"], row["far"], row["near"]) for row in rows]
    edges = {aim: stated_edges(store, aim, ["in"], [PREDICATE], scope, most=ALL_CLAIMS)[0] for aim in ids}
    return [_Pair(one.less_articles, one.id, aim) for aim, found in edges.items() for one in found]


def _stated_of(store: Store, pairs: Collection[_Pair], scope: Scope) -> dict[tuple[str, str], list[Stated]]:
    """Return the claims that join some pairs."""
    asked = {"joins": [joins(PREDICATE, pair.entity, pair.aim) for pair in pairs], **scope.parameters()}
    rows = store.read("read/claims_joining", asked) if pairs else []
    stated: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for one in fetch(store, (row["id"] for row in rows)):
        if one.joins is not None:
            stated[one.joins[1:]].append(one)
    return stated


def _targeting(stated: list[Stated], quotes: int | None) -> Targeting:
    entity, aim = stated[0].ends
    return Targeting(
        entity=entity,
        aim=aim or entity,
        articles=articles_behind(stated),
        first_stated=first_stated(stated),
        last_stated=last_stated(stated),
        claim_count=len(stated),
        claims=quoted(stated, quotes),
    )
