"""What a source says of an article beside its text, and the `Article` made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateutil import parser as dates
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator

from graph.errors import InputError
from graph.ids import text_hash
from graph.model import Article
from ingest.readers.dateline import dateline
from ingest.readers.rights import marked

DatedBy = Literal["its source", "--date", "its dateline"]

SEOUL = timezone(timedelta(hours=9))
_PIECE = re.compile(r"[^\s\"'`<>{}\[\]\\^|\x00-\x1f]{1,200}")
_CAMPAIGN = re.compile(r"utm_|fbclid$|gclid$|OutUrl$", re.IGNORECASE)
_HEADING = re.compile(r"#{1,2}[ \t]+(?P<title>\S.*)")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*$")
_LONGEST_TITLE = 120
_WITH_OFFSET = re.compile(
    r"\d(?:[T ]\s*(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)?|T(?P<hours>\d\d)(?P<minutes>\d\d)(?:\d\d)?)"
    r"\s*(?:(?P<zero>Z|UTC|GMT)|(?P<sign>[+-])(?P<by_hours>\d\d):?(?P<by_minutes>\d\d)(?:\s*\([A-Z]{3,4}\))?)\s*\Z",
    re.IGNORECASE,
)
"""A time of day and how far it is from that of Greenwich: `T23:30:00Z`, ` 23:30:00 +0000 (UTC)`, `T233000Z`."""
_PUNCTUATED = re.compile(r"\D*((?:19|20)\d\d)\s*[.년/-]\s*(\d{1,2})\s*[.월/-]\s*(\d{1,2})(?!\d)")


class Fields(BaseModel):
    """The fields that front matter and JSONL may give, under the names that exports commonly use."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, str_strip_whitespace=True)

    id: str | None = Field(None, validation_alias=AliasChoices("id", "article_id"))
    title: str | None = Field(None, validation_alias=AliasChoices("title", "headline"))
    publisher: str | None = Field(None, validation_alias=AliasChoices("publisher", "press", "source"))
    url: str | None = Field(None, validation_alias=AliasChoices("url", "link"))
    based_on: str | None = None
    license: str | None = Field(None, validation_alias=AliasChoices("license", "licence"))
    published_on: date | None = Field(
        None, validation_alias=AliasChoices("published_on", "date", "published", "published_at", "pub_date")
    )
    language: str | None = Field(None, validation_alias=AliasChoices("language", "lang"))

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_nothing(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("id")
    @classmethod
    def _one_piece(cls, value: str | None) -> str | None:
        if value is not None and not _PIECE.fullmatch(value):
            raise ValueError(f"{value[:60]!r} is no id: at most 200 characters without spaces, quotes and brackets")
        return value

    @field_validator("published_on", mode="before")
    @classmethod
    def _whole_day(cls, value: Any) -> Any:
        return value if value is None or isinstance(value, date) else parse_day(str(value))


def parse_day(value: str) -> date:
    """Read a date as people and exports write it: `2025-12-24`, `2025. 6. 10.(화)`, `20251224`, with or without a time.

    A time with an offset is told in Korean time: `2025-12-23T23:30:00Z` is the morning of the 24th in Seoul.

    Raises:
        ValueError: no year, month and day in this order.
    """
    problem = f"{value.strip()[:60]!r} is no date; write it as 2025-12-24"
    punctuated = _PUNCTUATED.match(value)
    try:
        if punctuated is not None:
            day = date(int(punctuated[1]), int(punctuated[2]), int(punctuated[3]))
        elif re.match(r"\s*(19|20)\d{6}(\D|\Z|\d{4,6}\Z)", value):
            day = dates.isoparse(value.strip()[:8]).date()
        else:
            raise ValueError(problem)
        timed = _WITH_OFFSET.search(value)
        return day if timed is None else _in_seoul(day, timed)
    except ValueError as error:
        raise ValueError(problem) from error


def _in_seoul(day: date, timed: re.Match[str]) -> date:
    """Return the day in Korea at a time of a day elsewhere."""
    zone: timezone = UTC
    if timed["sign"]:
        ahead = timedelta(hours=int(timed["by_hours"]), minutes=int(timed["by_minutes"]))
        zone = timezone(-ahead if timed["sign"] == "-" else ahead)
    at = time(int(timed["hour"] or timed["hours"]), int(timed["minute"] or timed["minutes"]), tzinfo=zone)
    return datetime.combine(day, at).astimezone(SEOUL).date()


@dataclass(frozen=True, slots=True)
class Made:
    """An article, and where its date came from (`None`: it has none, and relative years stay unresolved)."""

    article: Article
    dated_by: DatedBy | None


def make_article(text: str, given: Mapping[str, Any], *, day: date | None = None) -> Made:
    """Make the article of a text and the fields given with it.

    The date is the source's own, else `day`, else that of a dateline. The id is the source's own, else made from the
    URL, else from the text, so that the same article always gets the same id.

    Raises:
        InputError: no text, or a field that cannot be used; the message names the field.
    """
    text = text.strip()
    if not text:
        raise InputError(
            "has no text beside its front matter" if given else "is empty", hint="Give the article's text."
        )
    try:
        fields = Fields.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        reason = first["msg"].removeprefix("Value error, ")
        raise InputError(
            f"has a field {name!r} that cannot be used: {reason}", hint=f"Mend {name!r} or leave it out."
        ) from error
    dated_by: DatedBy | None = None
    published_on = fields.published_on
    if published_on is not None:
        dated_by = "its source"
    elif day is not None:
        published_on, dated_by = day, "--date"
    else:
        published_on = dateline(text)
        dated_by = "its dateline" if published_on else None
    digest = text_hash(text)
    article = Article(
        **fields.model_dump(exclude={"id", "title", "published_on", "language", "license"}),
        license=fields.license or marked(text),
        id=fields.id or (_url_id(fields.url) if fields.url else f"text-{digest[:16]}"),
        title=fields.title or _title(text),
        published_on=published_on,
        language=fields.language or "ko",
        text_sha256=digest,
        text=text,
    )
    return Made(article, dated_by)


def _url_id(url: str) -> str:
    """Make an id of a URL without what changes from visit to visit: scheme, `www.`, fragment, campaign parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address ("http://[1/"), and all the article is known by
        return "url-" + text_hash(url)[:16]
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _CAMPAIGN.match(pair[0])])
    host = parts.netloc.lower().removeprefix("www.")
    return "url-" + text_hash(f"{host}{parts.path.rstrip('/')}?{query}".rstrip("?"))[:16]


def _title(text: str) -> str | None:
    """Take the first line as the headline where it stands alone and is no sentence."""
    first, _, rest = text.partition("\n")
    heading = _HEADING.fullmatch(first.strip())
    if heading is not None:
        return heading["title"].strip("# \t")
    alone = rest.startswith("\n") or not rest.split("\n", 1)[0].strip()
    headline = first.strip()
    if rest and alone and len(headline) <= _LONGEST_TITLE and not _SENTENCE_END.search(headline):
        return headline
    return None
