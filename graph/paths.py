"""How two entities are joined: the shortest chains of statements between them, within bounds of time and size."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from graph.answers import EntityRef, Path, PathEdge, PathHop, PathsAnswer
from graph.called import as_called
from graph.collecting import uncollected
from graph.errors import InputError
from graph.evidence import Stated, articles_behind, fetch, first_stated, last_stated, quoted
from graph.layout import joins
from graph.ontology import EDGE_PREDICATES
from graph.scope import Scope
from graph.store import Row, Store
from graph.telling import tell

MOST_HOPS = 6
MOST_EXPANDED = 5_000
"""How many entities a search looks around at most."""
AT_ONCE = 200
"""How many entities of a frontier one statement looks around."""
CANDIDATES = 200
"""How many paths of one length are compared before the best are chosen."""
HUB_LABELS = frozenset({"Ministry"})
HUB_EDGES = 100
"""With more edges an entity is a hub whatever it is."""

Stop = Literal["enough", "seconds", "entities"]
_Edge = tuple[str, str, str]
"""Predicate, subject and object (ids)."""


class _Stopped(Exception):
    def __init__(self, by: Stop) -> None:
        self.by = by


@dataclass(frozen=True, kw_only=True)
class PathsQuestion:
    """What is asked; `Reader.paths` says what the parts mean."""

    max_hops: int
    limit: int
    avoid_hubs: bool
    seconds: float
    quotes: int | None
    scope: Scope


@dataclass
class _Net:
    """What the search has seen of the graph: neighbours of neighbours, from both ends."""

    store: Store
    question: PathsQuestion
    ends: tuple[str, str]
    until: float
    joined: dict[str, dict[str, set[_Edge]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    known: dict[str, Row] = field(default_factory=dict)
    strength: dict[_Edge, int] = field(default_factory=dict)
    expanded: set[str] = field(default_factory=set)
    hubs: set[str] = field(default_factory=set)

    def look_around(self, front: Iterable[str]) -> set[str]:
        """Find the neighbours of some entities and return them.

        Raises:
            _Stopped: the time is up or too many entities were looked around.
        """
        found: set[str] = set()
        waiting = sorted(set(front) - self.expanded)
        for start in range(0, len(waiting), AT_ONCE):
            batch = waiting[start : start + AT_ONCE]
            if len(self.expanded) + len(batch) > MOST_EXPANDED:
                raise _Stopped("entities")
            self.check_time()
            rows = {way: self._around(batch, way) for way in ("out", "in")}
            self.expanded.update(batch)
            before = set(self.joined)
            for way in rows:
                self._add(way, rows[way])
            self._drop_hubs(self.joined.keys() - before)
        for entity in front:
            found.update(self.joined.get(entity, {}))
        return found

    def check_time(self) -> None:
        """Raise where the time is up."""
        if time.monotonic() > self.until:
            raise _Stopped("seconds")

    def _around(self, ids: list[str], way: str) -> list[Row]:
        asked: dict[str, object] = {"ids": ids, "predicates": list(EDGE_PREDICATES)}
        if self.question.scope.everything:
            return self.store.read("read/edges_from" if way == "out" else "read/edges_to", asked)
        asked |= self.question.scope.parameters()
        return self.store.read("read/steps_out" if way == "out" else "read/steps_in", asked)

    def _add(self, way: str, rows: Iterable[Row]) -> None:
        avoids, joined, known, strength = self.question.avoid_hubs, self.joined, self.known, self.strength
        for row in rows:
            near, far = row["near"], row["far"]
            if near == far or (avoids and self._avoided(row)):
                continue
            edge = (row["predicate"], near, far) if way == "out" else (row["predicate"], far, near)
            known[far] = row
            edges = joined[near].get(far)
            if edges is None:
                edges = joined[near][far] = joined[far][near] = set()
            edges.add(edge)
            articles = row.get("articles", 1)
            if articles > strength.get(edge, 0):
                strength[edge] = articles

    def _avoided(self, row: Row) -> bool:
        return row["far"] not in self.ends and (row["label"] in HUB_LABELS or row["far"] in self.hubs)

    def _drop_hubs(self, met: set[str]) -> None:
        """Forget those of some entities that are hubs, where they are to be avoided."""
        if not self.question.avoid_hubs:
            return
        for row in self.store.read("read/degrees", {"ids": sorted(met - set(self.ends))}):
            if row["edges"] > HUB_EDGES:
                self.hubs.add(row["id"])
                for neighbor in self.joined.pop(row["id"], {}):
                    self.joined[neighbor].pop(row["id"], None)

    def ref(self, entity: str) -> EntityRef:
        """Return a reference to an entity that was met."""
        row = self.known[entity]
        return EntityRef(id=entity, label=row["label"], name=row["name"])

    def between(self, one: str, other: str) -> list[_Edge]:
        """Return the edges that join two entities, what most articles state first."""
        return sorted(self.joined[one][other], key=lambda edge: (-self.strength[edge], edge))


def ask_paths(store: Store, start: EntityRef, end: EntityRef, question: PathsQuestion) -> PathsAnswer:
    """Answer how two entities are joined; `Reader.paths` says how."""
    if start.id == end.id:
        raise InputError(f"{start.name} is both ends", hint="Name two entities.")
    net = _Net(store, question, (start.id, end.id), time.monotonic() + question.seconds)
    net.known |= {one.id: {"label": one.label, "name": one.name} for one in (start, end)}
    found: list[tuple[str, ...]] = []
    stop: Stop | None = None
    try:
        with uncollected():
            for paths in _by_length(net, question.max_hops):
                found += paths
                if len(found) >= question.limit:
                    raise _Stopped("enough")
    except _Stopped as stopped:
        stop = stopped.by
    chosen = found[: question.limit]
    stated = _evidence(store, net, chosen, question.scope)
    answer = PathsAnswer(
        start=start,
        end=end,
        max_hops=question.max_hops,
        avoid_hubs=question.avoid_hubs,
        paths=[_path(net, nodes, stated, question.quotes) for nodes in chosen],
        stopped_by=stop,
        expanded=len(net.expanded),
    )
    return as_called(store, answer, question.scope)


def _by_length(net: _Net, most: int) -> Iterator[list[tuple[str, ...]]]:
    """Yield the paths of one hop, of two and so on: each step looks one hop further around the smaller side."""
    sides = [({end}, {end}) for end in net.ends]
    """What is to be looked around next on each side, and all that was met there."""
    for length in range(1, most + 1):
        growing = [at for at in (0, 1) if sides[at][0]]
        if growing:
            at = min(growing, key=lambda side: len(sides[side][0]))
            front, met = sides[at]
            following = net.look_around(front) - met
            sides[at] = (following, met | following)
        yield _of_length(net, length)


def _of_length(net: _Net, length: int) -> list[tuple[str, ...]]:
    """Return the best paths with so many hops that meet no entity twice, those that most articles carry first."""
    start, end = net.ends
    away = _distances(net, end, length)
    found: list[tuple[str, ...]] = []
    stack: list[tuple[str, ...]] = [(start,)]
    steps = 0
    while stack and len(found) < CANDIDATES:
        steps += 1
        if steps % 1000 == 0:
            net.check_time()
        nodes = stack.pop()
        left = length - len(nodes) + 1
        if left == 0:
            if nodes[-1] == end:
                found.append(nodes)
            continue
        further = [
            far
            for far in net.joined.get(nodes[-1], {})
            if far not in nodes and away.get(far, length + 1) <= left - 1 and (far != end or left == 1)
        ]
        stack += [(*nodes, far) for far in sorted(further, key=lambda far: (_support(net, nodes[-1], far), far))]
    return sorted(found, key=lambda nodes: (-min(_support(net, *pair) for pair in pairwise(nodes)), nodes))


def _support(net: _Net, one: str, other: str) -> int:
    return max(net.strength[edge] for edge in net.joined[one][other])


def _distances(net: _Net, start: str, most: int) -> dict[str, int]:
    """Return how many hops each entity is away from one, within what was seen."""
    away, front = {start: 0}, [start]
    for hops in range(1, most + 1):
        front = [far for near in front for far in net.joined.get(near, {}) if far not in away]
        away |= dict.fromkeys(front, hops)
        front = list(dict.fromkeys(front))
    return away


def _evidence(store: Store, net: _Net, paths: Sequence[tuple[str, ...]], scope: Scope) -> dict[_Edge, list[Stated]]:
    edges = {edge for nodes in paths for pair in pairwise(nodes) for edge in net.between(*pair)}
    asked = {"joins": sorted(joins(*edge) for edge in edges), **scope.parameters()}
    stated: dict[_Edge, list[Stated]] = defaultdict(list)
    for one in fetch(store, [row["id"] for row in store.read("read/claims_joining", asked)] if edges else []):
        if one.joins is not None:
            stated[one.joins].append(one)
    return stated


def _path(net: _Net, nodes: tuple[str, ...], stated: dict[_Edge, list[Stated]], quotes: int | None) -> Path:
    hops = []
    for one, other in pairwise(nodes):
        edges = [_edge(stated[edge], quotes) for edge in net.between(one, other) if edge in stated]
        edges.sort(key=lambda edge: (-edge.articles, edge.predicate, edge.subject.id))
        hops.append(PathHop(start=net.ref(one), end=net.ref(other), edges=edges))
    told = [hop.edges[0] for hop in hops]
    return Path(
        length=len(hops),
        hops=hops,
        korean=" ".join(edge.korean for edge in told),
        english=" ".join(edge.english for edge in told),
    )


def _edge(stated: list[Stated], quotes: int | None) -> PathEdge:
    surest = sorted(stated, key=lambda one: -one.confidence)
    claim = surest[0].claim
    told = tell(claim)
    return PathEdge.model_validate(
        {
            "predicate": claim.predicate,
            "subject": claim.subject,
            "object": claim.object,
            "articles": articles_behind(stated),
            "first_stated": first_stated(stated),
            "last_stated": last_stated(stated),
            "korean": told.korean,
            "english": told.english,
            "claim_count": len(stated),
            "claims": quoted(surest, quotes),
        }
    )
