"""Search by name: exact before prefix before containing before near (one or two typos)."""

from __future__ import annotations

import threading
import unicodedata
from typing import Literal
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from graph.answers import EntityRef, SearchHit
from graph.errors import InputError
from graph.ids import fold
from graph.ontology import LABELS
from graph.store import Row, Store

How = Literal["exact", "prefix", "contains", "fuzzy"]
_RANK: dict[How, int] = {"exact": 0, "prefix": 1, "contains": 2, "fuzzy": 3}
_CLOSE = 75.0
"""Least similarity, out of 100, of two names written in jamo that count as near: two wrong jamo in a name of eight."""


def search(store: Store, text: str, *, label: str | None = None, limit: int = 20) -> list[SearchHit]:
    """Find entities by name or alias, the nearest first; among equally near ones those that most articles mention.

    Raises:
        InputError: an empty text, or a label that the ontology does not have.
    """
    if label is not None and label not in LABELS:
        raise InputError(f"{label!r} is no label", hint="One of " + ", ".join(LABELS) + ".")
    key = fold(text)
    if not key:
        raise InputError(f"there is nothing to search for in {text!r}", hint="Give a name or a part of one.")
    return _names_of(store).search(key, label)[:limit]


class Names:
    """Every name in a store, as it was at one time, ready to be searched."""

    def __init__(self, rows: list[Row]) -> None:
        """Take the rows of `read/names`."""
        self._rows = rows
        self._keys = [(at, key) for at, row in enumerate(rows) for key in row["keys"] or []]
        self._jamo = [_jamo(key) for _, key in self._keys]

    def search(self, key: str, label: str | None) -> list[SearchHit]:
        """Return every entity with a name near a folded one, the nearest first."""
        best: dict[int, tuple[How, float, str]] = {}
        for at, name_key in self._keys:
            found = _match(key, name_key)
            if found and (at not in best or _order(found) < _order(best[at])):
                best[at] = found
        for at, found in self._near(key).items():
            best.setdefault(at, found)
        hits = [_hit(self._rows[at], found) for at, found in best.items() if label in (None, self._rows[at]["label"])]
        return sorted(hits, key=lambda hit: (_RANK[hit.how], -hit.score, -hit.articles, hit.entity.id))

    def _near(self, key: str) -> dict[int, tuple[How, float, str]]:
        """Compare by jamo, so that one wrong vowel is a smaller difference than one wrong syllable."""
        near = process.extract(_jamo(key), self._jamo, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=None)
        found: dict[int, tuple[How, float, str]] = {}
        for _, score, index in near:  # best first
            at, name_key = self._keys[index]
            found.setdefault(at, ("fuzzy", round(score, 1), name_key))
        return found


_kept: WeakKeyDictionary[Store, tuple[int, Names]] = WeakKeyDictionary()
"""The names of each store with the revision that they were read at: reading them all takes longer than a search."""
_keeping = threading.Lock()


def _names_of(store: Store) -> Names:
    """Return the store's names, read anew where it was written to since. One without a revision is read each time."""
    rows = store.read("check/revision")
    revision = rows[0]["revision"] if rows else None
    with _keeping:
        kept = _kept.get(store)
    if kept is not None and kept[0] == revision:
        return kept[1]
    names = Names(store.read("read/names"))
    if revision is not None:
        with _keeping:
            _kept[store] = (revision, names)
    return names


def _jamo(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _match(key: str, name_key: str) -> tuple[How, float, str] | None:
    if key == name_key:
        return "exact", 100.0, name_key
    if name_key.startswith(key):
        return "prefix", round(100 * len(key) / len(name_key), 1), name_key
    if key in name_key:
        return "contains", round(100 * len(key) / len(name_key), 1), name_key
    return None


def _order(found: tuple[How, float, str]) -> tuple[int, float]:
    return _RANK[found[0]], -found[1]


def _hit(row: Row, found: tuple[How, float, str]) -> SearchHit:
    how, score, name_key = found
    names = [row["name"], row["name_en"], *(row["aliases"] or [])]
    matched = next((name for name in names if name and fold(name) == name_key), row["name"])
    entity = EntityRef(id=row["id"], label=row["label"], name=row["name"])
    return SearchHit(entity=entity, matched=matched, how=how, score=score, articles=row["articles"])
