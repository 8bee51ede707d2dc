"""What a body or programme that changed its name is called today. Looks at the entities in question and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from graph.layout import joins
from graph.store import Store

MOST_NAMES = 12
"""Longest chain of names that is followed."""


def present_ids(store: Store, ended: Collection[str], others: Collection[str]) -> dict[str, str]:
    """Return the present entity of each that changed its name, by id; one that became two, or none, is missing.

    A ministry is followed by the one that came after it, anything else by what it was renamed to. Where no article
    says so, an entity whose last day is known is followed by the one that took over a name of it then.

    Args:
        store: where to look.
        ended: ids of entities whose last day is known.
        others: ids of other entities.
    """
    later = _later(store, {*ended, *others}, set(ended))
    present = {old: new for old, new in later.items() if new}
    front = set(present.values())
    for _ in range(MOST_NAMES):
        step = {old: new for old, new in _later(store, front, set()).items() if new}
        if not step:
            break
        present = {old: step.get(new, new) for old, new in present.items()}
        front = set(step.values()) - front
    return {old: new for old, new in present.items() if old != new}


def _later(store: Store, ids: set[str], ended: set[str]) -> dict[str, str | None]:
    """Return what follows each of some entities: one, or `None` where several do."""
    if not ids:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    asked = []
    for row in store.read("read/successors", {"ids": sorted(ids)}):
        if row["label"] == "Ministry":
            found[row["earlier"]].add(row["later"])
        else:
            asked.append(joins("SUCCEEDS", row["later"], row["earlier"]))
    for row in store.read("read/renamings", {"joins": sorted(asked)}) if asked else []:
        found[row["earlier"]].add(row["later"])
    if unknown := sorted(ended - found.keys()):
        for row in store.read("read/successors_by_date", {"ids": unknown}):
            found[row["earlier"]].add(row["later"])
    return {old: next(iter(new)) if len(new) == 1 else None for old, new in found.items()}
