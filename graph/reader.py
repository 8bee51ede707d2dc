"""Every question to the graph, with typed answers. The terminal, HTTP and the pages ask nothing but this."""

from __future__ import annotations

from datetime import date

from graph.answers import (
    ArticleAnswer,
    ArticleSummary,
    ClaimAnswer,
    Direction,
    EntityAnswer,
    FundingAnswer,
    Instrument,
    LineageAnswer,
    NeighborsAnswer,
    Overview,
    Page,
    SearchHit,
    SectionName,
    Status,
    TargetsAnswer,
)
from graph.model import Modality
from graph.store import Store


class Reader:
    """Asks one store. Safe to use from several threads, as the store is.

    Wherever an entity is asked for, its id or any of its names will do. A name that several entities carry raises
    `Ambiguous` with the candidates, one that nobody carries `NotFound` with near names in its hint. Every list is
    bounded by `limit` and continued by `cursor`, the `next_cursor` of the answer before; a malformed cursor raises
    `InputError`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def entity(self, id_or_name: str) -> EntityAnswer:
        """Return one entity."""
        raise NotImplementedError

    def search(self, text: str, *, label: str | None = None, limit: int = 20) -> list[SearchHit]:
        """Find entities by name or alias: exact before prefix before fuzzy.

        Args:
            text: a name or a part of one; spacing, case and punctuation do not matter.
            label: only entities with this label of the ontology.
            limit: at most so many, 1 to 100.

        Raises:
            InputError: an empty text, or a label that the ontology does not have.
        """
        raise NotImplementedError

    def funding(
        self,
        *,
        funder: str | None = None,
        recipient: str | None = None,
        sector: str | None = None,
        year: int | None = None,
        status: Status | None = None,
        instrument: Instrument | None = None,
        modality: Modality | None = None,
        min_confidence: float | None = None,
        with_parts: bool = False,
        section: SectionName | None = None,
        limit: int = 1000,
        cursor: str | None = None,
    ) -> FundingAnswer:
        """Say who gives what to whom.

        Args:
            funder: who gives; money given under a former name of it is found too, and shown under that name.
            recipient: who or what gets.
            sector: a sector, technology or region: money to it and to what targets it.
            year: only money for that year and for periods that include it.
            status: only money at this stage.
            instrument: only money given in this way.
            modality: only `fact`, `plan` or `proposal`.
            min_confidence: leave out claims read with less confidence (0 to 1).
            with_parts: with the money of the recipient's parts.
            section: only this section's rows; the others come back empty. Needed to go on with a cursor.
            limit: at most so many rows a section, 1 to 1000. Totals are over all rows.
            cursor: `next_cursor` of the section to go on with.
        """
        raise NotImplementedError

    def lineage(self, id_or_name: str, *, depth: int = 6) -> LineageAnswer:
        """Follow an entity back to where it came from and forward to what came of it, `depth` steps (1 to 12) at most."""
        raise NotImplementedError

    def neighbors(
        self,
        id_or_name: str,
        *,
        predicate: str | None = None,
        direction: Direction | None = None,
        limit: int = 50,
        cursor: str | None = None,
        quotes: int = 3,
    ) -> NeighborsAnswer:
        """Return the edges of one entity, those that most articles state first, each with at most `quotes` claims."""
        raise NotImplementedError

    def targets(self, of: str, *, limit: int = 100, cursor: str | None = None) -> TargetsAnswer:
        """Return everything that targets a sector, technology or region or a part of it, with the words that say so."""
        raise NotImplementedError

    def claims(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002 - the ontology's word
        article: str | None = None,
        year: int | None = None,
        modality: Modality | None = None,
        min_confidence: float | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[ClaimAnswer]:
        """List claims that meet every filter, the newest article's first, in the order of its text.

        Args:
            subject: id or name of the subject.
            predicate: one of the ontology's.
            object: id or name of the object.
            article: id of the article.
            year: claims about that year: its fiscal year, a period that includes it, or a goal's year.
            modality: `fact`, `plan` or `proposal`.
            min_confidence: leave out claims read with less confidence (0 to 1).
            limit: at most so many, 1 to 500.
            cursor: `next_cursor` of the page before.
        """
        raise NotImplementedError

    def claim(self, claim_id: str) -> ClaimAnswer:
        """Return one claim with its quote and source."""
        raise NotImplementedError

    def article(self, article_id: str) -> ArticleAnswer:
        """Return one article with everything read from it."""
        raise NotImplementedError

    def articles(
        self,
        *,
        publisher: str | None = None,
        published_from: date | None = None,
        published_to: date | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[ArticleSummary]:
        """List articles, the newest first. `limit` is 1 to 500."""
        raise NotImplementedError

    def overview(self) -> Overview:
        """Count what the store holds."""
        raise NotImplementedError
