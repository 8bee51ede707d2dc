"""What money is aimed at: sectors, technologies and regions, which get it or which its recipients target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.answers import EntityRef
from graph.layout import joins
from graph.scope import Scope
from graph.store import Store
from graph.wholes import Wholes, day_of, pairs_above, parts_of

AIMS = ("Sector", "Technology", "Region")
"""Labels of what can be aimed at."""
PREDICATE = "TARGETS"
"""What aims."""


def aiming_at(store: Store, aims: Iterable[EntityRef], scope: Scope) -> dict[str, list[str]]:
    """Return what is one of the aims, is a part of one or targets one: entity ids with the claims that say so."""
    ids = {aim.id for aim in aims}
    ids |= parts_of(store, ids, scope)
    found: dict[str, list[str]] = {aim: [] for aim in ids}
    for row in store.read("read/aiming_at", {"ids": sorted(ids), **scope.parameters()}):
        found.setdefault(row["entity"], []).append(row["claim"])
    return found


def aims_of(store: Store, recipients: Collection[str], label: str, scope: Scope) -> dict[str, set[str]]:
    """Return what recipients aim at, of one label: themselves where they are such, what they target, and its wholes.

    So the money of 반도체 holds that of 메모리 반도체. A recipient that aims at nothing of the label is missing.
    """
    ids = sorted(recipients)
    found: dict[str, set[str]] = defaultdict(set)
    for entity in labelled(store, ids, label):
        found[entity].add(entity)
    for entity, aim in _aims(store, ids, label, scope) if ids else ():
        found[entity].add(aim)
    return with_wholes(store, found, label, scope)


def _aims(store: Store, ids: list[str], label: str, scope: Scope) -> list[tuple[str, str]]:
    """Ask the edges, and the claims behind them only where the scope leaves some of those out.

    Returns:
        Who targets, and what.
    """
    by_day = scope.model_copy(update={"as_of": None}).everything
    rows = store.read("read/aims_of", {"ids": ids, "label": label, "day": day_of(scope) if by_day else None})
    edges = [(entity, row["aim"]) for row in rows for entity in row["entities"]]
    if by_day or not edges:
        return edges
    pairs = [joins(PREDICATE, entity, aim) for entity, aim in edges]
    stated = store.read("read/aims_stated", {"joins": pairs, **scope.parameters()})
    return [(row["entity"], row["aim"]) for row in stated]


def with_wholes(store: Store, found: Mapping[str, set[str]], label: str, scope: Scope) -> dict[str, set[str]]:
    """Add to sets of entities what these are parts of, as far as that has a label."""
    pairs = pairs_above(store, set().union(*found.values()), scope)
    alike = labelled(store, {whole for _, whole in pairs}, label)
    wholes = Wholes({entity for pair in pairs for entity in pair}, pairs)
    among = wholes.set_of(alike)
    return {
        key: aims if wholes.parts.isdisjoint(aims) else aims | {one for aim in aims for one in wholes.above(aim, among)}
        for key, aims in found.items()
    }


def labelled(store: Store, ids: Iterable[str], label: str) -> set[str]:
    """Return which of some entities have a label."""
    wanted = sorted(set(ids))
    rows = store.read("read/labelled", {"ids": wanted, "label": label}) if wanted else []
    return {key for row in rows for key in row["ids"]}
