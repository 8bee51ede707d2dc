"""Search by name: exact before prefix before containing before near (one or two typos)."""

from __future__ import annotations

import unicodedata
from typing import Literal

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
    rows = store.read("read/names", {"label": label})
    best: dict[int, tuple[How, float, str]] = {}
    for at, row in enumerate(rows):
        for name_key in row["keys"] or []:
            found = _match(key, name_key)
            if found and (at not in best or _order(found) < _order(best[at])):
                best[at] = found
    for at, found in _near(key, rows).items():
        best.setdefault(at, found)
    hits = [_hit(rows[at], found) for at, found in best.items()]
    hits.sort(key=lambda hit: (_RANK[hit.how], -hit.score, -hit.articles, hit.entity.id))
    return hits[:limit]


def _match(key: str, name_key: str) -> tuple[How, float, str] | None:
    if key == name_key:
        return "exact", 100.0, name_key
    if name_key.startswith(key):
        return "prefix", round(100 * len(key) / len(name_key), 1), name_key
    if key in name_key:
        return "contains", round(100 * len(key) / len(name_key), 1), name_key
    return None


def _near(key: str, rows: list[Row]) -> dict[int, tuple[How, float, str]]:
    """Compare by jamo, so that one wrong vowel is a smaller difference than one wrong syllable."""
    pairs = [(at, name_key) for at, row in enumerate(rows) for name_key in row["keys"] or []]
    near = process.extract(
        unicodedata.normalize("NFD", key),
        [unicodedata.normalize("NFD", name_key) for _, name_key in pairs],
        scorer=fuzz.ratio,
        score_cutoff=_CLOSE,
        limit=None,
    )
    found: dict[int, tuple[How, float, str]] = {}
    for _, score, index in near:  # best first
        at, name_key = pairs[index]
        found.setdefault(at, ("fuzzy", round(score, 1), name_key))
    return found


def _order(found: tuple[How, float, str]) -> tuple[int, float]:
    return _RANK[found[0]], -found[1]


def _hit(row: Row, found: tuple[How, float, str]) -> SearchHit:
    how, score, name_key = found
    names = [row["name"], row["name_en"], *(row["aliases"] or [])]
    matched = next((name for name in names if name and fold(name) == name_key), row["name"])
    entity = EntityRef(id=row["id"], label=row["label"], name=row["name"])
    return SearchHit(entity=entity, matched=matched, how=how, score=score, articles=row["articles"])
