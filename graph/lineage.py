"""Where an entity came from and what came of it, over claims of succession, derivation and parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.answers import EntityRef, LineageAnswer, LineageContext, LineageStep
from graph.called import as_called
from graph.chain import chain_of, day_of
from graph.evidence import Stated, articles_behind, fetch, first_stated, quoted
from graph.responsible import with_responsible
from graph.scope import Scope
from graph.store import Store

DESCENT = ("SUCCEEDS", "DERIVED_FROM")
CONTEXT = ("ANNOUNCES", "APPROVES", "LEADS")
BODIES = frozenset({"Ministry", "Committee", "Alliance", "Division", "Organization"})
MOST_ENTITIES = 300
"""A walk that has met so many entities goes no further: a line of descent is short, a loop of wrong claims is not."""

Way = Literal["back", "forward"]
_Edge = tuple[str, str, str]
"""Relation, subject and object (entity ids): the subject is the later one, or the part."""


@dataclass(slots=True)
class _Walk:
    """Follows claims one remove after the other and keeps each edge where it was met first."""

    store: Store
    depth: int
    scope: Scope
    quotes: int | None
    complete: bool = True

    def follow(self, roots: Sequence[EntityRef], way: Way, predicates: Collection[str]) -> list[LineageStep]:
        """Return the steps from the roots in one direction, nearest first."""
        met = {root.id: root for root in roots}
        front, steps = list(met), dict[_Edge, LineageStep]()
        for depth in range(1, self.depth + 1):
            following: dict[str, EntityRef] = {}
            for edge, stated in self._touching(front, way, predicates).items():
                if edge in steps:
                    continue
                near, far = (edge[1], edge[2]) if way == "back" else (edge[2], edge[1])
                steps[edge] = step = _step(stated, depth, met[near], self.quotes)
                if far not in met:
                    met[far] = following[far] = step.earlier if way == "back" else step.later
            front = list(following)
            if not front:
                return list(steps.values())
            if len(met) > MOST_ENTITIES:
                break
        self.complete = self.complete and self._touching(front, way, predicates).keys() <= steps.keys()
        return list(steps.values())

    def _touching(self, ids: Collection[str], way: Way, predicates: Collection[str]) -> dict[_Edge, list[Stated]]:
        """Return the edges that lead on from some entities, in the order of their ids, with the claims of each."""
        statement = "read/steps_out" if way == "back" else "read/steps_in"
        asked = {"ids": sorted(ids), "predicates": sorted(predicates), **self.scope.parameters()}
        return _by_edge(fetch(self.store, [row["id"] for row in self.store.read(statement, asked)]))


def _by_edge(stated: Iterable[Stated]) -> dict[_Edge, list[Stated]]:
    edges: dict[_Edge, list[Stated]] = defaultdict(list)
    for one in stated:
        if one.joins is not None:
            edges[one.joins].append(one)
    return {edge: edges[edge] for edge in sorted(edges)}


def _step(stated: list[Stated], depth: int, of: EntityRef, quotes: int | None) -> LineageStep:
    claim = stated[0].claim
    return LineageStep.model_validate(
        {
            "relation": claim.predicate,
            "earlier": claim.object,
            "later": claim.subject,
            "succession": _most_said(stated, "kind"),
            "date": _most_said(stated, "date"),
            "first_stated": first_stated(stated),
            "depth": depth,
            "of": of,
            "articles": articles_behind(stated),
            "claim_count": len(stated),
            "claims": quoted(stated, quotes),
        }
    )


def ask_lineage(
    store: Store, entity: EntityRef, depth: int, scope: Scope, *, quotes: int | None = None
) -> LineageAnswer:
    """Answer where an entity came from and what came of it; `Reader.lineage` says how."""
    walk = _Walk(store, depth, scope, quotes)
    before = walk.follow([entity], "back", DESCENT)
    after = walk.follow([entity], "forward", DESCENT)
    wholes = walk.follow([entity], "back", ["PART_OF"])
    parts = walk.follow([entity], "forward", ["PART_OF"])
    line = _entities([*before, *after], entity)
    context = _context(store, line, scope, quotes)
    roots = _bodies(walk, context) + [one for one in _entities(parts, entity) if one.id != entity.id]
    roots = [one for one in {root.id: root for root in roots}.values() if one.id not in {e.id for e in line}]
    around = [*walk.follow(roots, "back", DESCENT), *walk.follow(roots, "forward", DESCENT)] if roots else []
    shown = {_key(step) for step in [*before, *after]}
    answer = LineageAnswer(
        entity=entity,
        before=before,
        after=after,
        wholes=wholes,
        parts=parts,
        context=context,
        around=sorted((s for s in {_key(s): s for s in around}.values() if _key(s) not in shown), key=_by_day),
        complete=walk.complete,
    )
    with_responsible(store, [*before, *after, *wholes, *parts], scope)
    answer.chain = chain_of(store, answer)
    return as_called(store, answer, scope)


def _context(store: Store, line: list[EntityRef], scope: Scope, quotes: int | None) -> list[LineageContext]:
    """Who announced, approved or leads the things of the line; what a body of the line did itself is not asked."""
    asked = {"ids": sorted(one.id for one in line), "predicates": list(CONTEXT), **scope.parameters()}
    rows = store.read("read/steps_in", asked)
    found = [
        LineageContext.model_validate(
            {
                "relation": stated[0].claim.predicate,
                "actor": stated[0].claim.subject,
                "thing": stated[0].claim.object,
                "date": _most_said(stated, "date"),
                "first_stated": first_stated(stated),
                "articles": articles_behind(stated),
                "claim_count": len(stated),
                "claims": quoted(stated, quotes),
            }
        )
        for stated in _by_edge(fetch(store, [row["id"] for row in rows])).values()
    ]
    return sorted(found, key=lambda c: (day_of(c) or "~", CONTEXT.index(c.relation), c.actor.id, c.thing.id))


def _bodies(walk: _Walk, context: list[LineageContext]) -> list[EntityRef]:
    """Return the bodies that acted; behind a sitting or another event stands the body that it is part of."""
    actors = {one.actor.id: one.actor for one in context}
    events = [actor for actor in actors.values() if actor.label == "Event"]
    behind = [step.earlier for step in walk.follow(events, "back", ["PART_OF"])] if events else []
    return [one for one in [*actors.values(), *behind] if one.label in BODIES]


def _entities(steps: Iterable[LineageStep], first: EntityRef) -> list[EntityRef]:
    found = {first.id: first}
    for step in steps:
        found |= {step.earlier.id: step.earlier, step.later.id: step.later}
    return list(found.values())


def _most_said(stated: Iterable[Stated], qualifier: str) -> str | None:
    """Return the value that most claims give a qualifier; of equally many the more precise, then the smaller one."""
    values = Counter(str(value) for one in stated if (value := one.said(qualifier)) is not None)
    return min(values, key=lambda value: (-values[value], -len(value), value), default=None)


def _key(step: LineageStep) -> _Edge:
    return step.relation, step.later.id, step.earlier.id


def _by_day(step: LineageStep) -> tuple[str, int, _Edge]:
    return day_of(step) or "~", step.depth, _key(step)
