"""Claims out of the store, each with its quote and source, and how many independent articles stand behind several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar, cast

from graph.answers import Citation, ClaimAnswer, EntityRef
from graph.citation import cite
from graph.independence import independent, sources
from graph.model import QualifierValue
from graph.ontology import ONTOLOGY
from graph.steady import note_gone
from graph.store import Row, Store

T = TypeVar("T")

STORED_AS = {"title": "position", "kind": "succession"}
"""Qualifiers that the store keeps under another name than the ontology's."""
_COLUMNS = {
    name: [(qualifier, STORED_AS.get(qualifier, qualifier)) for qualifier in predicate.qualifiers]
    for name, predicate in ONTOLOGY.predicates.items()
}
"""The qualifiers of each predicate, with the column that each stands in."""
_COLUMN_OF = {name: dict(columns) for name, columns in _COLUMNS.items()}


class Stated:
    """A claim out of the store. Its record is made where it is asked for: many answers count many and show a few.

    Args:
        row: of `read/claims_by_id`.
        making: makes the record.
    """

    __slots__ = ("_claim", "_making", "_row")

    def __init__(self, row: Row, making: _Making) -> None:
        self._row = row
        self._making = making
        self._claim: ClaimAnswer | None = None

    @property
    def claim(self) -> ClaimAnswer:
        """The claim with its ends, its quote and its source."""
        if self._claim is None:
            self._claim = self._making.claim(self._row)
        return self._claim

    @property
    def id(self) -> str:
        """Its id."""
        return str(self._row["id"])

    @property
    def joins(self) -> tuple[str, str, str] | None:
        """Its predicate, and the ids of its subject and its object; `None` where it has no object."""
        row = self._row
        return (row["predicate"], row["subject_id"], row["object_id"]) if row["object_id"] is not None else None

    @property
    def ends(self) -> tuple[EntityRef, EntityRef | None]:
        """Its subject and its object, if it has one."""
        return self._making.ends(self._row)

    @property
    def confidence(self) -> float:
        """How surely it was read, 0 to 1."""
        return float(self._row["confidence"])

    @property
    def article(self) -> str:
        """The id of its article."""
        return str(self._row["article_id"])

    @property
    def published_on(self) -> date | None:
        """The day of the article, where known."""
        published = self._row["article_published_on"]
        return date.fromisoformat(published) if published else None

    @property
    def sources(self) -> frozenset[str]:
        """What its article must not share with another to be independent of it."""
        return self._making.sources(self._row)

    @property
    def place(self) -> tuple[str, str, int, str]:
        """What claims are listed by: the day of the article (those without one last), the article, where it stands."""
        row = self._row
        return row["article_published_on"] or "~", row["article_id"], row["quote_start"], row["id"]

    def said(self, qualifier: str) -> QualifierValue | None:
        """Return the value of one of the qualifiers that the ontology gives its predicate; nothing for any other."""
        column = _COLUMN_OF[self._row["predicate"]].get(qualifier)
        return self._row[column] if column is not None else None


def fetch(store: Store, ids: Iterable[str]) -> list[Stated]:
    """Return the claims with these ids, the oldest article's first, in the order of its text; no unknown ones.

    Where one is unknown, a `graph.steady.steady` question is asked again.
    """
    wanted = sorted(set(ids))
    rows = store.read("read/claims_by_id", {"ids": wanted}) if wanted else []
    if len(rows) < len(wanted):
        note_gone()
    making = _Making()
    return sorted([Stated(row, making) for row in rows], key=lambda one: one.place)


def few(stated: Sequence[T], article: Callable[[T], str], most: int | None) -> Sequence[T]:
    """Return at most so many in their order, each of another article as far as there are so many articles.

    Args:
        stated: claims, in whatever form.
        article: returns the id of one's article.
        most: how many; all of them where `None`.
    """
    if most is None or len(stated) <= most:
        return stated
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for at, one in enumerate(stated):
        key = article(one)
        turns.append((seen[key], at))
        seen[key] += 1
    return [stated[at] for at in sorted(at for _, at in sorted(turns)[:most])]


def quoted(stated: Sequence[Stated], most: int | None) -> list[ClaimAnswer]:
    """Return at most so many claims, as `few` chooses them."""
    return [one.claim for one in few(stated, lambda one: one.article, most)]


def refs_of(store: Store, ids: Iterable[str]) -> dict[str, EntityRef]:
    """Return references to the entities with these ids, by id; no unknown ones."""
    wanted = sorted(set(ids))
    rows = store.read("read/refs", {"ids": wanted}) if wanted else []
    return {row["id"]: EntityRef(**row) for row in rows}


def articles_behind(stated: Iterable[Stated]) -> int:
    """Count the independent articles that some claims were read from."""
    return independent(one.sources for one in stated)


def first_stated(stated: Iterable[Stated]) -> date | None:
    """Return the day of the oldest article, or `None` where no article has a date."""
    return min((day for one in stated if (day := one.published_on)), default=None)


def last_stated(stated: Iterable[Stated]) -> date | None:
    """Return the day of the newest article, or `None` where no article has a date."""
    return max((day for one in stated if (day := one.published_on)), default=None)


def one_an_article(claims: Iterable[ClaimAnswer]) -> list[ClaimAnswer]:
    """Return the first claim of each article."""
    first: dict[str, ClaimAnswer] = {}
    for claim in claims:
        first.setdefault(claim.citation.article_id, claim)
    return list(first.values())


def ref(row: Row, prefix: str) -> EntityRef | None:
    """Make a reference out of the columns `{prefix}id`, `{prefix}label` and `{prefix}name`."""
    if row.get(f"{prefix}id") is None:
        return None
    return EntityRef(id=row[f"{prefix}id"], label=row[f"{prefix}label"], name=row[f"{prefix}name"])


class _Making:
    """Makes the claims of one fetch. An entity or an article that several of them share is made once."""

    def __init__(self) -> None:
        self._refs: dict[str, EntityRef] = {}
        self._citations: dict[str, Citation] = {}
        self._sources: dict[str, frozenset[str]] = {}

    def claim(self, row: Row) -> ClaimAnswer:
        """Make one claim out of a row of `read/claims_by_id`."""
        citation = self._citations.get(row["article_id"])
        if citation is None:
            citation = self._citations[row["article_id"]] = cite(row)
        predicate = row["predicate"]
        qualifiers: dict[str, QualifierValue] = {}
        for name, column in _COLUMNS[predicate]:
            value = row[column]
            if value is not None:
                qualifiers[name] = value
        subject, obj = self.ends(row)
        said = {
            "id": row["id"],
            "predicate": predicate,
            "subject": subject,
            "object": obj,
            "qualifiers": qualifiers,
            "modality": row["modality"],
            "asserted_by": self._ref(row, "speaker_"),
            "quote": row["quote"],
            "start": row["quote_start"],
            "end": row["quote_end"],
            "confidence": row["confidence"],
            "extractor": row["extractor"],
            "citation": citation,
        }
        return ClaimAnswer.model_validate(said)

    def ends(self, row: Row) -> tuple[EntityRef, EntityRef | None]:
        """Make the subject and the object of a claim; a stored claim has a subject."""
        return cast(EntityRef, self._ref(row, "subject_")), self._ref(row, "object_")

    def _ref(self, row: Row, prefix: str) -> EntityRef | None:
        known = self._refs.get(row[f"{prefix}id"])
        if known is None and (known := ref(row, prefix)) is not None:
            self._refs[known.id] = known
        return known

    def sources(self, row: Row) -> frozenset[str]:
        """Say what a claim's article must not share with an independent one."""
        found = self._sources.get(row["article_id"])
        if found is None:
            known = (row["article_text_sha256"], row["article_based_on"], row["article_copies"])
            found = self._sources[row["article_id"]] = sources(row["article_id"], *known)
        return found
