"""Search by name: exact before beginning so before containing that before near; then articles by their headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from graph.answers import ArticleSummary, EntityRef, Facet, How, SearchAnswer, SearchHit
from graph.beside import beside
from graph.citation import cite
from graph.errors import InputError
from graph.finding import MOST, Finder, Narrowing, can_be_contained, finder
from graph.ids import fold
from graph.ontology import LABELS
from graph.paging import decode_cursor, encode_cursor
from graph.scope import EVERYTHING, Scope
from graph.spelling import are_initials, initials, jamo, typos_allowed
from graph.stems import without_particle
from graph.store import Row, Store
from graph.today import present_ids

_RANK: dict[How, int] = {"exact": 0, "prefix": 1, "contains": 2, "initials": 3, "fuzzy": 4}
_MOST_HEADLINES = 10
_SHORT = 3

_Place = tuple[int, int, int, int, int, str]
"""Where a hit stands among all: what sorts first, by which a cursor goes on."""


def search(
    store: Store,
    text: str,
    *,
    labels: Sequence[str] | None = None,
    limit: int = 20,
    cursor: str | None = None,
    scope: Scope = EVERYTHING,
    headlines: bool = True,
) -> SearchAnswer:
    """Find entities by name or alias, the nearest first; among equally near ones those that most articles mention.

    Args:
        store: where to look.
        text: a name or a part of one: Korean or English, its initial sounds (ㅅㅇㅂ), with a particle or a typo or two.
        labels: only entities with one of these labels.
        limit: at most so many hits.
        cursor: `next_cursor` of the answer before. Articles come with the first answer only.
        scope: only entities that such articles mention. Its confidence and modality say nothing of names. Entities are
            shown under their names of today all the same (`graph.called.as_called` gives them those of a day).
        headlines: find articles too.

    Raises:
        InputError: an empty text, a label that the ontology does not have, a scope of claims, or no cursor of a search.
    """
    _check(labels, scope)
    after = decode_cursor("search", cursor, tuple[int, int, int, int, int, str]) if cursor else None
    asked = _Asked.read(text)
    everywhere = finder(store, Narrowing(scope=scope))
    articles: Callable[[], list[ArticleSummary]] = list
    if headlines and after is None:
        articles = beside(store, partial(_articles, everywhere, asked))
    found, more = _candidates(store, everywhere, asked)
    facets = _facets(found)
    if labels is not None and more:
        found, more = _candidates(store, finder(store, Narrowing(labels, scope)), asked)
    wanted = [one for one in found if labels is None or one.label in labels]
    hits, last = _hits(store, wanted, scope, limit, after)
    on = encode_cursor("search", last) if last else None
    return SearchAnswer(items=hits, facets=facets, more=more, articles=articles(), next_cursor=on)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One reading of what was typed: `key` as a whole, `words` by its white space, all folded."""

    key: str
    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> _Asked:
        words = tuple(word for word in map(fold, text.split()) if word)
        if not words:
            raise InputError(f"there is nothing to search for in {text!r}", hint="Give a name or a part of one.")
        return cls(fold(text), words)

    def readings(self) -> list[_Asked]:
        """Return it as it is, then without what may be a particle at its end."""
        return [self, *self._without_particles()]

    def _without_particles(self) -> Iterator[_Asked]:
        for stem in without_particle(self.key):
            cut = len(self.key) - len(stem)
            if cut < len(self.words[-1]):
                yield _Asked(stem, (*self.words[:-1], self.words[-1][:-cut]))


@dataclass(frozen=True, slots=True)
class _Found:
    """An entity with the name by which it was found."""

    id: str
    label: str
    how: How
    score: float
    name: str

    @property
    def nearness(self) -> tuple[int, int]:
        """What sorts first: how it was found, then its score, of which there are tenths."""
        return _RANK[self.how], round(-10 * self.score)


def _check(labels: Sequence[str] | None, scope: Scope) -> None:
    for label in labels or ():
        if label not in LABELS:
            raise InputError(f"{label!r} is no label", hint="One of " + ", ".join(LABELS) + ".")
    if scope.min_confidence is not None or scope.modality is not None:
        raise InputError(
            "a search is for names, which are neither more nor less certain, nor facts or plans",
            hint="Narrow it by publisher and day.",
        )


def _candidates(store: Store, names: Finder, asked: _Asked) -> tuple[list[_Found], bool]:
    """Return what is near, nearest first, and whether there is more of it than was looked at."""
    near = _Near(names)
    if are_initials(asked.key):
        near.exact(asked)
        near.by_initials(asked)
    else:
        readings = asked.readings()
        chosen = next((one for one in readings if near.exact(one)), None)
        meant = [chosen] if chosen else readings
        spelled = [jamo(one.key) for one in meant]
        misspelt = [beside(store, partial(names.misspelt, spelt)) for spelt in spelled]
        for one in meant:
            near.beginning_or_containing(one)
            if near.found:
                break
        for spelt, rows in zip(spelled, misspelt, strict=True):
            near.misspelt(spelt, rows())
        if not near.found:
            near.misspelt_in_part(asked)
    return sorted(near.found.values(), key=lambda one: (one.nearness, one.id)), near.more


class _Near:
    """Collects entities, each by its nearest name, until there are enough."""

    def __init__(self, names: Finder) -> None:
        self._names = names
        self.found: dict[str, _Found] = {}
        self.more = False

    def exact(self, asked: _Asked) -> bool:
        rows = self._names.carried([asked.key])
        self._add("exact", ((100.0, row) for row in rows))
        return bool(rows)

    def beginning_or_containing(self, asked: _Asked) -> None:
        spelt = jamo(asked.key)
        rows = self._names.beginning(spelt)
        self._add("prefix", ((_share(len(spelt), row), row) for row in rows))
        self.more |= len(rows) == MOST
        if not self.more and can_be_contained(asked.words):
            rows = self._names.containing(asked.words)
            self._add("contains", ((_share(len(spelt), row), row) for row in rows if _stands_in(asked, row["name"])))
            self.more |= len(rows) == MOST

    def by_initials(self, asked: _Asked) -> None:
        rows = self._names.with_initials(asked.key)
        size = len(asked.key)
        sounds = ((initials(row["name"]), row) for row in rows)
        self._add("initials", ((_by_sounds(asked.key, said, size), row) for said, row in sounds))
        self.more |= len(rows) == MOST

    def misspelt(self, spelt: str, rows: Iterable[tuple[int, Row]]) -> None:
        self._add("fuzzy", ((_likeness(typos, spelt, jamo(row["name"])), row) for typos, row in rows))

    def misspelt_in_part(self, asked: _Asked) -> None:
        """Find names of which one part is near: those that contain one of the pieces of what was typed."""
        spelt = jamo(asked.key)
        most = min(typos_allowed(len(spelt)), len(asked.key) // 2 - 1)
        if most < 1:
            return
        bounds = [len(asked.key) * at // (most + 1) for at in range(most + 2)]
        for start, end in pairwise(bounds):
            piece = asked.key[start:end]
            for row in self._names.containing([piece]) if can_be_contained([piece]) else []:
                name = jamo(row["name"])
                typos = _typos_within(spelt, name)
                if typos <= most:
                    self._add("fuzzy", [(_likeness(typos, spelt, name) * len(spelt) / len(name), row)])

    def _add(self, how: How, rows: Iterable[tuple[float, Row]]) -> None:
        for score, row in rows:
            one = _Found(row["id"], row["label"], how, round(score, 1), row["name"])
            before = self.found.get(one.id)
            if before is None or one.nearness < before.nearness:
                self.found[one.id] = one


def _stands_in(asked: _Asked, name: str) -> bool:
    """Tell whether short words of Latin letters stand alone in a name: `ai` in 산업 AI 확산, but not in KIAT."""
    short = [word for word in asked.words if len(word) < _SHORT and word.isascii() and word.isalpha()]
    return all(re.search(f"(?<![a-z]){word}(?![a-z])", name) for word in short)


def _share(size: int, row: Row) -> float:
    length: int = row["size"]
    return min(100.0, 100 * size / length)


def _by_sounds(wanted: str, said: str, size: int) -> float:
    """Score initial sounds: all of a name's before its first ones before others."""
    if said.startswith(wanted):
        return 50 + 50 * size / len(said)
    return 50 * size / len(said)


def _likeness(typos: int, one: str, other: str) -> float:
    return 100 * (1 - typos / max(len(one), len(other)))


def _typos_within(spelt: str, name: str) -> int:
    """Return how many jamo differ between a text and the part of a name that is most like it."""
    found = fuzz.partial_ratio_alignment(spelt, name)
    if found is None or len(name) < len(spelt):
        return Levenshtein.distance(spelt, name)
    starts = range(max(0, found.dest_start - 1), found.dest_start + 2)
    ends = range(max(0, found.dest_end - 1), min(len(name), found.dest_end + 1) + 1)
    return min(Levenshtein.distance(spelt, name[start:end]) for start in starts for end in ends)


def _facets(found: list[_Found]) -> list[Facet]:
    counts = Counter(one.label for one in found)
    return [Facet(label=label, count=counts[label]) for label in sorted(counts, key=lambda one: (-counts[one], one))]


def _hits(
    store: Store, found: list[_Found], scope: Scope, limit: int, after: _Place | None
) -> tuple[list[SearchHit], _Place | None]:
    """Order what is equally near by what is known of it, and show the first after a place; with the last one's place.

    No more is looked up than may be shown: those as near as the last, and on a later page as the place.
    """
    ahead = [one for one in found if after is None or one.nearness >= after[:2]]
    passed = sum(1 for one in ahead if after is not None and one.nearness == after[:2])
    most = limit + passed
    reach = [one for one in ahead if one.nearness <= ahead[most].nearness] if len(ahead) > most else ahead
    known = _known(store, (one.id for one in reach), scope)
    placed = sorted(((_place(one, known[one.id]), one) for one in reach if one.id in known), key=lambda pair: pair[0])
    following = [pair for pair in placed if after is None or pair[0] > after]
    shown = following[:limit]
    now = _now(store, [known[one.id] for _, one in shown], scope)
    hits = [_hit(one, known[one.id], now.get(one.id)) for _, one in shown]
    return hits, shown[-1][0] if len(following) > limit else None


def _known(store: Store, ids: Iterable[str], scope: Scope) -> dict[str, Row]:
    wanted: dict[str, Any] = {"ids": sorted(ids)}
    parameters = Narrowing(scope=scope).parameters
    del parameters["labels"]
    rows = store.read("read/found", wanted | parameters) if wanted["ids"] else []
    return {row["id"]: row for row in rows}


def _place(one: _Found, row: Row) -> _Place:
    """Return what sorts first: the nearest; by its own name; what still goes by it; in most articles."""
    alias = fold(row["name"]) != one.name
    return (*one.nearness, int(alias), int(row["valid_to"] is not None), -row["articles"], one.id)


def _now(store: Store, rows: list[Row], scope: Scope) -> dict[str, EntityRef]:
    ended = [row["id"] for row in rows if row["valid_to"] is not None]
    present = present_ids(store, ended, [row["id"] for row in rows if row["valid_to"] is None])
    known = _known(store, set(present.values()), scope)
    shown = {key: row for key, row in known.items() if scope.everything or row["articles"]}
    return {
        old: EntityRef(id=new, label=shown[new]["label"], name=shown[new]["name"])
        for old, new in present.items()
        if new in shown
    }


def _hit(one: _Found, row: Row, now: EntityRef | None) -> SearchHit:
    names = [row["name"], row["name_en"], *(row["aliases"] or [])]
    matched = next((name for name in names if name and fold(name) == one.name), row["name"])
    entity = EntityRef(id=row["id"], label=row["label"], name=row["name"])
    return SearchHit(entity=entity, matched=matched, how=one.how, score=one.score, articles=row["articles"], now=now)


def _articles(names: Finder, asked: _Asked) -> list[ArticleSummary]:
    if not can_be_contained(asked.words):
        return []
    for one in asked.readings():
        if rows := names.headlines(one.words, _MOST_HEADLINES):
            return [
                ArticleSummary(citation=cite(row), language=row["article_language"], claims=row["claims"])
                for row in rows
            ]
    return []
