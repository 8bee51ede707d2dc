"""Names near a text, out of a store's indexes: the same names in the same order whichever engine it is.

What an engine's index gives is checked against the text here or in the statement itself, so that an index that gives
too much does no harm. Names come shortest first, those of one length in code-point order.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from rapidfuzz.distance import Levenshtein

from graph.nameindex import NameIndex
from graph.scope import EVERYTHING, Scope
from graph.spelling import is_asian, jamo, parts_to_look_up, runs, typos_allowed
from graph.store import Row, Store

log = structlog.get_logger(__name__)

MOST = 250
"""How many names of one kind (beginning so, containing that, …) are looked at: the nearest."""

_MOST_MISSPELT = 100
_ANY_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which entities are wanted: of which labels (all where `None`), mentioned by articles of which scope."""

    labels: Sequence[str] | None = None
    scope: Scope = EVERYTHING

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that every statement here takes."""
        wanted = ("publisher", "published_from", "published_to")
        about = {key: value for key, value in self.scope.parameters().items() if key in wanted}
        labels = list(self.labels) if self.labels is not None else None
        return {"labels": labels, "everywhere": not any(about.values()), **about}

    @property
    def at_most(self) -> int:
        """How many names to look at so that enough of them are carried by entities that are wanted."""
        parameters = self.parameters
        return MOST if parameters["everywhere"] and parameters["labels"] is None else _ANY_NUMBER


class Finder:
    """Finds names by Cypher alone. Rows are `name` (folded), `size` (in jamo), and `id` and `label` of who carries it.

    Args:
        store: where to look.
        narrowing: which entities are wanted.
    """

    def __init__(self, store: Store, narrowing: Narrowing) -> None:
        self._store = store
        self._narrowing = narrowing

    def carried(self, names: Iterable[str]) -> list[Row]:
        """Return who carries some names."""
        wanted = {"names": list(names)}
        rows = self._store.read("read/names_carried", wanted | self._narrowing.parameters) if wanted["names"] else []
        return sorted(rows, key=_nearest)

    def beginning(self, spelt: str) -> list[Row]:
        """Return names that begin with some jamo."""
        return self._ask("read/names_by_prefix", {"jamo": spelt})

    def containing(self, words: Sequence[str]) -> list[Row]:
        """Return names that contain all words, one of two characters or more among them."""
        return self._ask("read/names_containing", {"longest": max(words, key=len), "words": list(words)})

    def with_initials(self, wanted: str) -> list[Row]:
        """Return names whose initial sounds contain some, two or more."""
        return self._ask("read/names_by_initials", {"initials": wanted})

    def misspelt(self, spelt: str) -> list[tuple[int, Row]]:
        """Return names that a text in jamo may mean, with the number of its typos; fewest typos first."""
        first, second, third = parts_to_look_up(spelt)
        if not first:
            return []
        rows = self._store.read("read/names_by_parts", {"first": first, "second": second, "third": third})
        near: dict[str, int] = {}
        for name, other in chain.from_iterable(zip(row["names"], row["jamo"], strict=True) for row in rows):
            most = min(typos_allowed(len(spelt)), typos_allowed(len(other)))
            typos = Levenshtein.distance(spelt, other, score_cutoff=most)
            if typos <= most:
                near[name] = typos
        nearest = sorted(near, key=lambda name: (near[name], len(jamo(name)), name))[:_MOST_MISSPELT]
        found = [(near[row["name"]], row) for row in self.carried(nearest)]
        return sorted(found, key=lambda one: (one[0], _nearest(one[1])))

    def headlines(self, words: Sequence[str], limit: int) -> list[Row]:
        """Return articles whose headlines contain all words, the newest first."""
        return self._store.read("read/headlines", {"longest": max(words, key=len)} | self._headlined(words, limit))

    def _headlined(self, words: Sequence[str], limit: int) -> dict[str, Any]:
        scope = self._narrowing.scope.parameters()
        span = {key: scope[key] for key in ("publisher", "published_from", "published_to")}
        return {"words": list(words), "limit": limit, **span}

    def _ask(self, statement: str, asked: dict[str, Any]) -> list[Row]:
        bounds = {"at_most": self._narrowing.at_most, "limit": MOST}
        return self._store.read(statement, asked | bounds | self._narrowing.parameters)


class FullTextFinder(Finder):
    """Finds names through Neo4j's full-text index."""

    def containing(self, words: Sequence[str]) -> list[Row]:
        """Return names that contain all words."""
        return self._ask("neo4j/names_containing", {"query": _lucene("name", words), "words": list(words)})

    def with_initials(self, wanted: str) -> list[Row]:
        """Return names whose initial sounds contain some."""
        return self._ask("neo4j/names_by_initials", {"query": f'initials:"{wanted}"', "initials": wanted})

    def headlines(self, words: Sequence[str], limit: int) -> list[Row]:
        """Return articles whose headlines contain all words, the newest first."""
        asked = {"query": _lucene("headline_text", words)}
        return self._store.read("neo4j/headlines", asked | self._headlined(words, limit))


class IndexedFinder(Finder):
    """Finds names through the index beside an embedded store."""

    def __init__(self, store: Store, narrowing: Narrowing, index: NameIndex) -> None:
        super().__init__(store, narrowing)
        self._index = index

    def beginning(self, spelt: str) -> list[Row]:
        """Return names that begin with some jamo."""
        try:
            return self._first(self._index.beginning(spelt))
        except sqlite3.Error as error:
            return self._without(error).beginning(spelt)

    def containing(self, words: Sequence[str]) -> list[Row]:
        """Return names that contain all words."""
        sizeable = [word for word in words if len(word) > 1]
        rest = [word for word in words if len(word) == 1]
        lists = self._index.containing(sizeable)
        try:
            return self._first([name for name in names if all(word in name for word in rest)] for names in lists)
        except sqlite3.Error as error:
            return self._without(error).containing(words)

    def with_initials(self, wanted: str) -> list[Row]:
        """Return names whose initial sounds contain some."""
        try:
            return self._first(self._index.with_initials(wanted))
        except sqlite3.Error as error:
            return self._without(error).with_initials(wanted)

    def _without(self, error: sqlite3.Error) -> Finder:
        """Return what does without the index, which may break at any time as files do."""
        log.warning("store.name_index_broken", reason=str(error))
        return Finder(self._store, self._narrowing)

    def _first(self, lists: Iterator[list[str]]) -> list[Row]:
        """Look up who carries the names that the index gives, until enough are carried."""
        found: list[Row] = []
        names = chain.from_iterable(lists)
        while len(found) < MOST and (some := list(islice(names, MOST))):
            found += self.carried(some)
        return found[:MOST]


_indexes: WeakKeyDictionary[Store, NameIndex] = WeakKeyDictionary()
_choosing = threading.Lock()


def finder(store: Store, narrowing: Narrowing) -> Finder:
    """Return what finds names in a store: by an index of its engine's where there is one."""
    if store.engine == "neo4j":
        return FullTextFinder(store, narrowing)
    info = store.info()
    with _choosing:
        index = _indexes.setdefault(store, NameIndex(Path(info.location)))
    try:
        complete = index.bring_up(store, read_only=info.read_only)
    except sqlite3.Error as error:
        log.warning("store.names_not_indexed", folder=info.location, reason=str(error))
        return Finder(store, narrowing)
    return IndexedFinder(store, narrowing, index) if complete else Finder(store, narrowing)


def can_be_contained(words: Sequence[str]) -> bool:
    """Tell whether names can be found that contain some words: one has two characters or more that are indexed."""
    return any(len(word) > 1 for word in words) and bool(_clauses("name", words))


def _lucene(field: str, words: Sequence[str]) -> str:
    return " AND ".join(_clauses(field, words))


def _clauses(field: str, words: Iterable[str]) -> list[str]:
    """Write what a full-text hit must hold: pairs of Asian characters one after another, Latin letters in a word."""
    clauses = []
    for run in chain.from_iterable(runs(word) for word in words):
        if is_asian(run):
            clauses.append(f'{field}:"{run}"' if len(run) > 1 else f"{field}:*{run}*")
        elif run.isascii():
            clauses += [f"{field}:*{part}*" for part in run.replace("+", ".").split(".") if part]
    return clauses


def _nearest(row: Row) -> tuple[int, str, str]:
    return row["size"], row["name"], row["id"]
