"""Who leads the things of a line, under the name that the body had at the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.answers import EntityRef, LineageStep, Responsible
from graph.chain import day_of
from graph.evidence import Stated, articles_behind, fetch
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Store

FIRST = ("Ministry", "Committee")
"""Labels of those who are named first: a ministry answers for a programme more than a company that takes part."""
MOST = 3
"""How many leaders a step names, and how many claims each."""


def with_responsible(store: Store, steps: Sequence[LineageStep], scope: Scope) -> None:
    """Say of each step who leads the later thing; changes the steps in place."""
    things = {step.later.id for step in steps}
    if not things:
        return
    asked = {"ids": sorted(things), "predicates": ["LEADS"], **scope.parameters()}
    leading: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for one in fetch(store, [row["id"] for row in store.read("read/steps_in", asked)]):
        if one.joins is not None:
            _, leader, thing = one.joins
            leading[thing][leader].append(one)
    renames = Renames.load(store, scope)
    for step in steps:
        step.responsible = _of(leading.get(step.later.id, {}), day_of(step), renames)
    _name_all(store, steps)


def _of(leaders: dict[str, list[Stated]], day: str | None, renames: Renames) -> list[Responsible]:
    """Return the leaders of one thing; names that were one body's on that day are one leader."""
    alike: dict[str, list[Stated]] = defaultdict(list)
    for key, stated in leaders.items():
        alike[(renames.on(key, day) if day else None) or key] += stated
    found = []
    for name, stated in alike.items():
        own = next((one for one in stated if one.joins is not None and one.joins[1] == name), stated[0])
        known = own.claim.subject
        dated = day is not None and renames.on(name, day) is not None
        found.append(
            Responsible(
                leader=known,
                then=EntityRef(id=name, label=known.label, name=known.name) if dated else None,
                articles=articles_behind(stated),
                claims=[one.claim for one in sorted(stated, key=lambda one: -one.confidence)[:MOST]],
            )
        )
    return sorted(found, key=_standing)[:MOST]


def _standing(one: Responsible) -> tuple[int, int, str]:
    label = one.leader.label
    return FIRST.index(label) if label in FIRST else len(FIRST), -one.articles, one.leader.id


def _name_all(store: Store, steps: Sequence[LineageStep]) -> None:
    """Give each body that bore another name at the time that name."""
    then = [one.then for step in steps for one in step.responsible if one.then and one.then.id != one.leader.id]
    rows = store.read("write/entity_state", {"ids": sorted({one.id for one in then})}) if then else []
    names = {row["id"]: row["name"] for row in rows}
    for one in then:
        one.name = names.get(one.id, one.name)
