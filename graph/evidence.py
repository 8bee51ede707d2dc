"""Claims out of the store, each with its quote and source, and how many independent articles stand behind several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.answers import Citation, ClaimAnswer, EntityRef
from graph.citation import cite
from graph.independence import independent, sources
from graph.model import QualifierValue
from graph.ontology import ONTOLOGY
from graph.store import Row, Store

STORED_AS = {"title": "position", "kind": "succession"}
"""Qualifiers that the store keeps under another name than the ontology's."""
_COLUMNS = {
    name: [(qualifier, STORED_AS.get(qualifier, qualifier)) for qualifier in predicate.qualifiers]
    for name, predicate in ONTOLOGY.predicates.items()
}
"""The qualifiers of each predicate, with the column that each stands in."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, and what its article must not share with another to be independent of it."""

    claim: ClaimAnswer
    sources: frozenset[str]

    @property
    def published_on(self) -> date | None:
        """The day of the article, where known."""
        return self.claim.citation.published_on


def fetch(store: Store, ids: Iterable[str]) -> list[Stated]:
    """Return the claims with these ids, the oldest article's first, in the order of its text; no unknown ones."""
    wanted = sorted(set(ids))
    rows = store.read("read/claims_by_id", {"ids": wanted}) if wanted else []
    making = _Making()
    return sorted([making.stated(row) for row in rows], key=_in_order)


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
        self._articles: dict[str, tuple[Citation, frozenset[str]]] = {}

    def stated(self, row: Row) -> Stated:
        """Make one claim out of a row of `read/claims_by_id`."""
        citation, shared = self._article(row)
        predicate = row["predicate"]
        qualifiers: dict[str, QualifierValue] = {}
        for name, column in _COLUMNS[predicate]:
            value = row[column]
            if value is not None:
                qualifiers[name] = value
        said = {
            "id": row["id"],
            "predicate": predicate,
            "subject": self._ref(row, "subject_"),
            "object": self._ref(row, "object_"),
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
        return Stated(ClaimAnswer.model_validate(said), shared)

    def _ref(self, row: Row, prefix: str) -> EntityRef | None:
        known = self._refs.get(row[f"{prefix}id"])
        if known is None and (known := ref(row, prefix)) is not None:
            self._refs[known.id] = known
        return known

    def _article(self, row: Row) -> tuple[Citation, frozenset[str]]:
        """Cite a claim's article, and say what it must not share with an independent one."""
        known = self._articles.get(row["article_id"])
        if known is None:
            citation = cite(row)
            shared = sources(row["article_id"], row["article_text_sha256"], citation.based_on, row["article_copies"])
            known = self._articles[row["article_id"]] = (citation, shared)
        return known


def _in_order(stated: Stated) -> tuple[str, str, int, str]:
    claim = stated.claim
    published = claim.citation.published_on
    return (published.isoformat() if published else "~", claim.citation.article_id, claim.start, claim.id)
