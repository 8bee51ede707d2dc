"""What the endpoints are given: the reader, and the bounds that all their parameters share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, cast

from fastapi import Depends, Path, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.errors import StoreUnavailable
from graph.export.columns import Language
from graph.model import Modality
from graph.reader import Reader
from graph.scope import Scope

Form = Literal["json", "csv", "jsonl", "csl"]
"""The forms of an answer that is a list of rows."""

MOST_CHARACTERS = 300
"""Longest name, id or search text: longer than any programme's name, short enough for a URL."""


async def get_reader(request: Request) -> Reader:
    """Return the application's reader; awaited, since nothing in it is worth a thread. Raises as `opened_reader`."""
    return opened_reader(request)


def opened_reader(request: Request) -> Reader:
    """Return the application's reader.

    Raises:
        StoreUnavailable: the application has not opened its store.
    """
    reader = getattr(request.app.state, "reader", None)
    if reader is None:
        raise StoreUnavailable("the store is not open", hint="Start the application with `kaigraph serve`.")
    return cast(Reader, reader)


def _iso_day(value: object) -> object:
    """Let nothing but YYYY-MM-DD become a date: pydantic would read a bare number as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("not a day as YYYY-MM-DD")
    return value


ReaderDep = Annotated[Reader, Depends(get_reader)]
Name = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS)]
PathName = Annotated[str, Path(min_length=1, max_length=MOST_CHARACTERS)]
EntityPath = Annotated[
    str,
    Path(min_length=1, max_length=MOST_CHARACTERS, description="id or name of the entity", examples=["ministry/motir"]),
]
ArticlePath = Annotated[
    str,
    Path(
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="id of the article",
        examples=["industrial-ai-ten-tasks"],
    ),
]
Year = Annotated[int, Field(ge=1900, le=2100, examples=[2026])]
Day = Annotated[date, BeforeValidator(_iso_day), Field(examples=["2025-12-24"])]
Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Cursor = Annotated[str, Field(min_length=1, max_length=2000)]
Quotes = Annotated[int, Field(ge=1, le=500)]
QUOTES = "at most so many claims {}, of different articles as far as there are; `claim_count` says how many there are"
CURSOR = "`next_cursor` of the answer before, to go on after it"


class Parameters(BaseModel):
    """Query parameters of one endpoint; one that it does not know is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class NoParameters(Parameters):
    """Query parameters of an endpoint that takes none."""


class FormParameters(Parameters):
    """The form of an answer that can be a table; `format` goes before the `Accept` header."""

    format: Form | None = Field(
        None, description="`csv` for spreadsheets, `jsonl` a row a line, `csl` the sources for citation managers"
    )
    lang: Language = Field("en", description="language of the columns of `csv`")


class TableParameters(FormParameters):
    """The form of an answer that is a list of rows and comes in pages."""

    all_rows: bool = Field(False, description="every row, not a page of them; with `csv`, `jsonl` and `csl`")


class ScopedParameters(Parameters):
    """What every question can be narrowed to. An endpoint's parameters derive from it and add their own."""

    as_of: Day | None = Field(
        None, description="only what articles published until this day said; entities are called what they were then"
    )
    published_from: Day | None = Field(None, description="only what articles published from this day on say")
    published_to: Day | None = Field(None, description="only what articles published until this day say")
    publisher: Name | None = Field(
        None, description="only what this publisher's articles say", examples=["kaigraph samples"]
    )
    min_confidence: Confidence | None = Field(
        None, description="leave out claims read with less confidence", examples=[0.5]
    )
    modality: Modality | None = Field(None, description="only facts, plans or proposals")

    @property
    def scope(self) -> Scope:
        """The parameters that narrow, as the reader takes them.

        Raises:
            InputError: the days are no span.
        """
        return Scope(**self.model_dump(include=set(Scope.model_fields)))

    @property
    def own(self) -> dict[str, Any]:
        """The endpoint's own parameters, without those that narrow and those of its form."""
        return self.model_dump(exclude={*Scope.model_fields, *TableParameters.model_fields})
