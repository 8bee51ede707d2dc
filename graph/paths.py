"""How two entities are joined: the shortest chains of statements between them, within bounds of time and size."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Literal

from graph.answers import EntityRef, Path, PathEdge, PathHop, PathsAnswer
from graph.called import as_called
from graph.collecting import uncollected
from graph.errors import InputError
from graph.evidence import Stated, articles_behind, fetch, first_stated, last_stated, quoted, refs_of
from graph.layout import joins
from graph.ontology import EDGE_PREDICATES
from graph.scope import Scope
from graph.steady import note_gone
from graph.store import Store
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
    """What the search has seen of the graph.

    Attributes:
        beside: of each entity that was looked around its neighbours, with how many articles state the edge to them that
            most state.
        hubs: what is gone around.
    """

    store: Store
    question: PathsQuestion
    ends: tuple[str, str]
    until: float
    beside: dict[str, dict[str, int]] = field(default_factory=dict)
    hubs: set[str] = field(default_factory=set)
    _weighed: set[str] = field(default_factory=set)

    def look_around(self, front: Iterable[str]) -> set[str]:
        """Find the neighbours of some entities and return them.

        Raises:
            _Stopped: the time is up or too many entities were looked around.
        """
        waiting = sorted(set(front) - self.beside.keys())
        for start in range(0, len(waiting), AT_ONCE):
            batch = waiting[start : start + AT_ONCE]
            if len(self.beside) + len(batch) > MOST_EXPANDED:
                raise _Stopped("entities")
            self.check_time()
            found = self._around(batch)
            if self.question.avoid_hubs:
                self._leave_out_hubs(found)
            self.beside |= found
        return set().union(*(self.beside[entity].keys() for entity in front))

    def check_time(self) -> None:
        """Raise where the time is up."""
        if time.monotonic() > self.until:
            raise _Stopped("seconds")

    def _around(self, ids: list[str]) -> dict[str, dict[str, int]]:
        asked: dict[str, object] = {"ids": ids, "predicates": list(EDGE_PREDICATES)}
        found: dict[str, dict[str, int]] = {one: {} for one in ids}
        if self.question.scope.everything:
            for row in self.store.read("read/edges_beside", asked):
                beside = found[row["near"]]
                for far, articles in row["beside"]:
                    if articles > beside.get(far, 0):
                        beside[far] = articles
        else:
            asked |= self.question.scope.parameters()
            for statement in ("read/steps_out", "read/steps_in"):
                for row in self.store.read(statement, asked):
                    found[row["near"]][row["far"]] = 1
        for one, beside in found.items():
            beside.pop(one, None)
        return found

    def _leave_out_hubs(self, found: Mapping[str, dict[str, int]]) -> None:
        """Forget the neighbours that are hubs, but for the ends."""
        met = set().union(*found.values()) - self._weighed - set(self.ends)
        self._weighed |= met
        for row in self.store.read("read/degrees", {"ids": sorted(met)}):
            if row["label"] in HUB_LABELS or row["edges"] > HUB_EDGES:
                self.hubs.add(row["id"])
        for beside in found.values():
            for hub in beside.keys() & self.hubs:
                del beside[hub]

    def within(self, end: str, hops: int) -> list[set[str]]:
        """Return which entities are so few hops away from one, as far as was seen: of none, of one, up to `hops`."""
        reached = [{end}]
        front = {end}
        for _ in range(hops):
            around = [self.beside[near] for near in front & self.beside.keys()]
            outside = front - self.beside.keys()
            back = {near for near, beside in self.beside.items() if not beside.keys().isdisjoint(outside)}
            front = back.union(*around) - reached[-1]
            reached.append(reached[-1] | front)
        return reached

    def steps(self, near: str, among: set[str]) -> dict[str, int]:
        """Return the neighbours of one entity among some, as far as was seen, with what speaks for the step to each."""
        if near in self.beside:
            beside = self.beside[near]
            return {far: beside[far] for far in beside.keys() & among}
        return {far: self.beside[far][near] for far in among & self.beside.keys() if near in self.beside[far]}

    def support(self, one: str, other: str) -> int:
        """Return how many articles state the edge between two neighbours that most state."""
        return self.beside[one][other] if one in self.beside else self.beside[other][one]


@uncollected()
def ask_paths(store: Store, start: EntityRef, end: EntityRef, question: PathsQuestion) -> PathsAnswer:
    """Answer how two entities are joined; `Reader.paths` says how."""
    if start.id == end.id:
        raise InputError(f"{start.name} is both ends", hint="Name two entities.")
    net = _Net(store, question, (start.id, end.id), time.monotonic() + question.seconds)
    found: list[tuple[str, ...]] = []
    stop: Stop | None = None
    try:
        for paths in _by_length(net, question.max_hops):
            found += paths
            if len(found) >= question.limit:
                raise _Stopped("enough")
    except _Stopped as stopped:
        stop = stopped.by
    chosen = found[: question.limit]
    refs = refs_of(store, chain.from_iterable(chosen))
    stated = _evidence(store, chosen, question.scope)
    answer = PathsAnswer(
        start=start,
        end=end,
        max_hops=question.max_hops,
        avoid_hubs=question.avoid_hubs,
        paths=list(filter(None, (_path(nodes, refs, stated, question.quotes) for nodes in chosen))),
        stopped_by=stop,
        expanded=len(net.beside),
    )
    return _told(as_called(store, answer, question.scope))


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
    within = net.within(end, length - 1)
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
            found.append(nodes)
            continue
        further = net.steps(nodes[-1], within[left - 1])
        usable = [far for far in further if far not in nodes and (far != end or left == 1)]
        stack += [(*nodes, far) for far in sorted(usable, key=lambda far: (further[far], far))]
    return sorted(found, key=lambda nodes: (-min(net.support(*pair) for pair in pairwise(nodes)), nodes))


def _evidence(store: Store, paths: Sequence[tuple[str, ...]], scope: Scope) -> dict[_Edge, list[Stated]]:
    """Return the claims of all that joins neighbours of some paths, by edge."""
    edges = {edge for nodes in paths for pair in pairwise(nodes) for edge in _between(*pair)}
    asked = {"joins": sorted(joins(*edge) for edge in edges), **scope.parameters()}
    stated: dict[_Edge, list[Stated]] = defaultdict(list)
    for one in fetch(store, [row["id"] for row in store.read("read/claims_joining", asked)] if edges else []):
        if one.joins is not None:
            stated[one.joins].append(one)
    return stated


def _between(one: str, other: str) -> Iterator[_Edge]:
    """Yield every edge that may join two entities."""
    for predicate in EDGE_PREDICATES:
        yield predicate, one, other
        yield predicate, other, one


def _path(
    nodes: tuple[str, ...], refs: Mapping[str, EntityRef], stated: Mapping[_Edge, list[Stated]], quotes: int | None
) -> Path | None:
    """Make a path of its nodes, or nothing where one of them or all that joins two of them is gone by now."""
    hops = []
    for one, other in pairwise(nodes):
        edges = [_edge(stated[edge], quotes) for edge in _between(one, other) if edge in stated]
        if not edges or one not in refs or other not in refs:
            note_gone()
            return None
        edges.sort(key=lambda edge: (-edge.articles, edge.predicate, edge.subject.id))
        hops.append(PathHop(start=refs[one], end=refs[other], edges=edges))
    return Path(length=len(hops), hops=hops, korean="", english="")


def _edge(stated: list[Stated], quotes: int | None) -> PathEdge:
    surest = sorted(stated, key=lambda one: -one.confidence)
    claim = surest[0].claim
    return PathEdge.model_validate(
        {
            "predicate": claim.predicate,
            "subject": claim.subject,
            "object": claim.object,
            "articles": articles_behind(stated),
            "first_stated": first_stated(stated),
            "last_stated": last_stated(stated),
            "korean": "",
            "english": "",
            "claim_count": len(stated),
            "claims": quoted(surest, quotes),
        }
    )


def _told(answer: PathsAnswer) -> PathsAnswer:
    """Tell the edges of some paths by the surest claim of each, and the paths by their first edges."""
    for path in answer.paths:
        for edge in (edge for hop in path.hops for edge in hop.edges):
            told = tell(edge.claims[0])
            edge.korean, edge.english = told.korean, told.english
        first = [hop.edges[0] for hop in path.hops]
        path.korean = " ".join(edge.korean for edge in first)
        path.english = " ".join(edge.english for edge in first)
    return answer
