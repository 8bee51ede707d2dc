"""Which claims a question is asked of: those of some articles, read with some confidence, of some modality."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from graph.answers import ClaimAnswer
from graph.errors import InputError
from graph.model import Modality


class Scope(BaseModel):
    """What every question can be narrowed to. Each part may be missing.

    An article without a date is in a scope without dates only: nobody can say that it had appeared by then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: dt.date | None = None
    """Only what articles published until this day said; entities are called what they were called then."""
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    publisher: str | None = None
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    modality: Modality | None = None

    def model_post_init(self, _: object) -> None:
        """Refuse a span that ends before it begins.

        Raises:
            InputError: `published_from` lies after `published_to` or after `as_of`.
        """
        start, end = self.published_from, self.last_day
        if start is not None and end is not None and start > end:
            raise InputError(f"from {start} to {end} is no span", hint="Give the earlier day first.")

    @property
    def last_day(self) -> dt.date | None:
        """Return the last day on which an article of this scope was published."""
        ends = [day for day in (self.as_of, self.published_to) if day is not None]
        return min(ends) if ends else None

    @property
    def everything(self) -> bool:
        """Tell whether all claims are in it, so that the projection answers for it."""
        return self == Scope()

    def admits(self, claim: ClaimAnswer) -> bool:
        """Tell whether a claim is in the scope."""
        said_on, last = claim.citation.published_on, self.last_day
        return (
            (self.publisher is None or claim.citation.publisher == self.publisher)
            and (self.published_from is None or (said_on is not None and said_on >= self.published_from))
            and (last is None or (said_on is not None and said_on <= last))
            and (self.min_confidence is None or claim.confidence >= self.min_confidence)
            and (self.modality is None or claim.modality == self.modality)
        )

    def parameters(self) -> dict[str, str | float | None]:
        """Return the Cypher parameters of the scope; each is null where it is no filter."""
        return {
            "published_from": self.published_from.isoformat() if self.published_from else None,
            "published_to": self.last_day.isoformat() if self.last_day else None,
            "publisher": self.publisher,
            "min_confidence": self.min_confidence,
            "modality": self.modality,
        }


EVERYTHING = Scope()
