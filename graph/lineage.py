"""Where an entity came from and what came of it, over claims of succession, derivation and parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from graph.answers import EntityRef, LineageAnswer, LineageContext, LineageStep
from graph.called import as_called
from graph.chain import SECTIONS, Section, chain_of
from graph.collecting import uncollected
from graph.evidence import Stated, articles_behind, fetch, first_stated, quoted
from graph.paging import decode_cursor, encode_cursor, page
from graph.responsible import with_responsible
from graph.scope import Scope
from graph.store import Store

DESCENT = ("SUCCEEDS", "DERIVED_FROM")
CONTEXT = ("ANNOUNCES", "APPROVES", "LEADS")
BY_DAY = frozenset({"context", "around"})
"""Parts of the answer that go by days; the others go from the nearest step on."""
BODIES = frozenset({"Ministry", "Committee", "Alliance", "Division", "Organization"})
MOST_ENTITIES = 300
"""A walk that has met so many entities goes no further: a line of descent is short, a loop of wrong claims is not."""

Way = Literal["back", "forward"]
_Edge = tuple[str, str, str]
"""Relation, subject and object (entity ids): the subject is the later one, or the part."""
Key = tuple[int, str, int, str, str, str]
"""What rows are listed by: the part of the answer; the day in parts that go by days; depth or relation; the edge."""


@dataclass(slots=True, eq=False)
class _Found:
    """One row on its way to the answer: the claims of an edge, and where it was met first."""

    edge: _Edge
    stated: list[Stated]
    depth: int = 0
    of: EntityRef | None = None

    @property
    def later(self) -> EntityRef:
        """The later thing, the part, or who acted."""
        return self.stated[0].ends[0]

    @property
    def earlier(self) -> EntityRef:
        """The earlier thing, the whole, or what was acted on."""
        return cast(EntityRef, self.stated[0].ends[1])

    @property
    def date(self) -> str | None:
        """The day that most claims state."""
        return _most_said(self.stated, "date")

    @property
    def day(self) -> str:
        """The day that claims state, else that of the first article; `~`, which comes last, where there is none."""
        first = first_stated(self.stated)
        return self.date or (first.isoformat() if first else "~")


@dataclass(slots=True)
class _Walk:
    """Follows claims one remove after the other and keeps each edge where it was met first."""

    store: Store
    depth: int
    scope: Scope
    complete: bool = True

    def follow(self, roots: Sequence[EntityRef], way: Way, predicates: Collection[str]) -> list[_Found]:
        """Return the steps from the roots in one direction, nearest first."""
        met = {root.id: root for root in roots}
        front, steps = list(met), dict[_Edge, _Found]()
        for depth in range(1, self.depth + 1):
            following: dict[str, EntityRef] = {}
            for edge, stated in self._touching(front, way, predicates).items():
                if edge in steps:
                    continue
                near, far = (edge[1], edge[2]) if way == "back" else (edge[2], edge[1])
                steps[edge] = step = _Found(edge, stated, depth, met[near])
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


@uncollected()
def ask_lineage(
    store: Store,
    entity: EntityRef,
    depth: int,
    scope: Scope,
    *,
    quotes: int | None = None,
    limit: int | None = None,
    cursor: str | None = None,
) -> LineageAnswer:
    """Answer where an entity came from and what came of it; `Reader.lineage` says how."""
    walk = _Walk(store, depth, scope)
    found = _found(walk, entity)
    listed = [(section, one) for section in SECTIONS for one in found[section]]
    after = decode_cursor("lineage", cursor, tuple[int, str, int, str, str, str]) if cursor else None
    shown = page(listed, _key, after, len(listed) if limit is None else limit)
    more = bool(shown) and shown[-1] is not listed[-1]
    of: dict[Section, list[_Found]] = {name: [one for section, one in shown if section == name] for name in SECTIONS}
    steps = {name: [_step(one, quotes) for one in of[name]] for name in SECTIONS if name != "context"}
    answer = LineageAnswer.model_validate(
        {
            "entity": entity,
            **steps,
            "context": [_context_row(one, quotes) for one in of["context"]],
            "counts": {name: len(found[name]) for name in SECTIONS},
            "complete": walk.complete,
            "next_cursor": encode_cursor("lineage", _key(shown[-1])) if more else None,
        }
    )
    with_responsible(store, [*answer.before, *answer.after, *answer.wholes, *answer.parts], scope)
    answer.chain = chain_of(store, answer)
    return as_called(store, answer, scope)


def _found(walk: _Walk, entity: EntityRef) -> dict[Section, list[_Found]]:
    """Return everything that is to be told, part by part, each in its order."""
    before = walk.follow([entity], "back", DESCENT)
    after = walk.follow([entity], "forward", DESCENT)
    wholes = walk.follow([entity], "back", ["PART_OF"])
    parts = walk.follow([entity], "forward", ["PART_OF"])
    line = {one.id for one in _entities([*before, *after], entity)}
    context = _context(walk, line)
    roots = _bodies(walk, context) + [one for one in _entities(parts, entity) if one.id != entity.id]
    roots = [one for one in {root.id: root for root in roots}.values() if one.id not in line]
    around = [*walk.follow(roots, "back", DESCENT), *walk.follow(roots, "forward", DESCENT)] if roots else []
    told = {one.edge for one in [*before, *after]}
    beside = [one for one in {one.edge: one for one in around}.values() if one.edge not in told]
    found: dict[Section, list[_Found]] = {"before": before, "after": after, "wholes": wholes, "parts": parts}
    found |= {"context": context, "around": beside}
    return {section: sorted(found[section], key=lambda one: _key((section, one))) for section in SECTIONS}


def _key(listed: tuple[Section, _Found]) -> Key:
    section, one = listed
    relation, later, earlier = one.edge
    day = one.day if section in BY_DAY else ""
    number = CONTEXT.index(relation) if section == "context" else one.depth
    return SECTIONS.index(section), day, number, relation, later, earlier


def _context(walk: _Walk, line: Collection[str]) -> list[_Found]:
    """Who announced, approved or leads the things of the line; what a body of the line did itself is not asked."""
    asked = {"ids": sorted(line), "predicates": list(CONTEXT), **walk.scope.parameters()}
    rows = walk.store.read("read/steps_in", asked)
    edges = _by_edge(fetch(walk.store, [row["id"] for row in rows]))
    return sorted((_Found(*one) for one in edges.items()), key=lambda one: _key(("context", one)))


def _bodies(walk: _Walk, context: list[_Found]) -> list[EntityRef]:
    """Return the bodies that acted; behind a sitting or another event stands the body that it is part of."""
    actors = {one.later.id: one.later for one in context}
    events = [actor for actor in actors.values() if actor.label == "Event"]
    behind = [step.earlier for step in walk.follow(events, "back", ["PART_OF"])] if events else []
    return [one for one in [*actors.values(), *behind] if one.label in BODIES]


def _entities(steps: Iterable[_Found], first: EntityRef) -> list[EntityRef]:
    found = {first.id: first}
    for step in steps:
        found |= {step.earlier.id: step.earlier, step.later.id: step.later}
    return list(found.values())


def _step(found: _Found, quotes: int | None) -> LineageStep:
    return LineageStep.model_validate(
        {
            "earlier": found.earlier,
            "later": found.later,
            "succession": _most_said(found.stated, "kind"),
            "depth": found.depth,
            "of": found.of,
            **_row(found, quotes),
        }
    )


def _context_row(found: _Found, quotes: int | None) -> LineageContext:
    return LineageContext.model_validate({"actor": found.later, "thing": found.earlier, **_row(found, quotes)})


def _row(found: _Found, quotes: int | None) -> dict[str, object]:
    return {
        "relation": found.edge[0],
        "date": found.date,
        "first_stated": first_stated(found.stated),
        "articles": articles_behind(found.stated),
        "claim_count": len(found.stated),
        "claims": quoted(found.stated, quotes),
    }


def _most_said(stated: Iterable[Stated], qualifier: str) -> str | None:
    """Return the value that most claims give a qualifier; of equally many the more precise, then the smaller one."""
    values = Counter(str(value) for one in stated if (value := one.said(qualifier)) is not None)
    return min(values, key=lambda value: (-values[value], -len(value), value), default=None)
