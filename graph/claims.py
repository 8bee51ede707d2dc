"""Lists of claims, filtered by everything that a claim says, from wherever there is least to look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypedDict

from graph.answers import ClaimAnswer, Page
from graph.called import as_called, resolve_then
from graph.errors import InputError
from graph.evidence import fetch
from graph.funding_answers import Instrument, Status
from graph.model import LABELS, PREDICATES
from graph.ontology import ONTOLOGY
from graph.paging import decode_cursor, encode_cursor
from graph.payments import check_year
from graph.scope import EVERYTHING, Scope
from graph.store import Row, Store

Succession = Literal["renamed", "reorganised", "follows"]
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
"""How a day is written, or its month or year."""
FIRST_WINDOW, LAST_WINDOW = 64, 8192
"""How many articles are looked through at first, and at most at once, where no entity or article is named."""


class ClaimFilters(TypedDict, total=False):
    """What claims can be filtered by, by name; `ClaimQuestion` says what it means. The one list for all who ask."""

    subject: str | None
    predicate: str | None
    object: str | None
    article: str | None
    asserted_by: str | None
    year: int | None
    min_amount: int | None
    max_amount: int | None
    status: Status | None
    instrument: Instrument | None
    succession: Succession | None
    role: str | None
    position: str | None
    metric: str | None
    unit: str | None
    date: str | None
    text: str | None
    scope: Scope


def _is_day(text: str) -> bool:
    """Tell whether a text is a day, month or year of the calendar: 2025-02-30 and 2025-13 are none."""
    if not re.fullmatch(DAY, text, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class ClaimQuestion:
    """Which claims to list; a claim must meet all that is given.

    Attributes:
        subject: id or name of the subject.
        predicate: one of the ontology's.
        object: id or name of the object.
        article: id of the article.
        asserted_by: id or name of who says so in a quotation.
        year: claims about that year: its fiscal year, a period that includes it, or a goal's year.
        min_amount: at least so many won.
        max_amount: at most so many won.
        status: money at this stage.
        instrument: money given in this way.
        succession: how one thing came after another.
        role: a part of what the subject is said to be there.
        position: a part of the office that is held.
        metric: a part of what a goal measures.
        unit: what a goal is counted in.
        date: the day on which it happened, or its month or year (`2025-10`).
        text: words within the quote, as they stand there; capitals do not matter.
        scope: which claims to ask.

    Raises:
        InputError: no such predicate, year, day or span of amounts.
    """

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    article: str | None = None
    asserted_by: str | None = None
    year: int | None = None
    min_amount: int | None = None
    max_amount: int | None = None
    status: Status | None = None
    instrument: Instrument | None = None
    succession: Succession | None = None
    role: str | None = None
    position: str | None = None
    metric: str | None = None
    unit: str | None = None
    date: str | None = None
    text: str | None = None
    scope: Scope = EVERYTHING

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        check_year(self.year)
        if self.date is not None and not _is_day(self.date):
            raise InputError(
                f"{self.date!r} is no day, month or year", hint="Write 2025-10-01, 2025-10 or 2025, with hyphens."
            )
        if self.predicate is not None and self.predicate not in PREDICATES:
            raise InputError(
                f"{self.predicate!r} is no predicate to ask for", hint="One of " + ", ".join(PREDICATES) + "."
            )
        if self.min_amount is not None and self.max_amount is not None and self.min_amount > self.max_amount:
            raise InputError(
                f"no amount is at least {self.min_amount} and at most {self.max_amount}", hint="Give the smaller first."
            )

    def parameters(self, store: Store) -> dict[str, Any]:
        """Return the Cypher parameters of the filters: entities by their ids, words that are looked for in lower case.

        Raises:
            NotFound: nothing has one of the names.
            Ambiguous: several things have.
        """
        subjects, objects = _ends_of(self.predicate)
        own = {name: value for name, value in asdict(self).items() if name != "scope"}
        for name, labels in (("subject", subjects), ("object", objects), ("asserted_by", LABELS)):
            if own[name] is not None:
                own[name] = resolve_then(store, own[name], labels, self.scope).id
        for name in ("role", "position", "metric", "unit", "text"):
            own[name] = own[name].lower() if own[name] is not None else None
        return {**own, **self.scope.parameters()}


def list_claims(store: Store, question: ClaimQuestion, *, limit: int, cursor: str | None) -> Page[ClaimAnswer]:
    """Return a page of claims, the newest article's first, in the order of its text. Raises as `Reader.claims`."""
    after = decode_cursor("claims", cursor, tuple[str, str, int, str]) if cursor else None
    names = ("after_day", "after_article", "after_start", "after_id")
    place = dict(zip(names, after or (None,) * 4, strict=True))
    filters = {**question.parameters(store), **place, "limit": limit + 1}
    rows = _rows(store, filters)
    shown = rows[:limit]
    found = {one.id: one.claim for one in fetch(store, [row["id"] for row in shown])}
    last = shown[-1] if len(rows) > limit else None
    key = (last["day"], last["article"], last["start"], last["id"]) if last else None
    page = Page[ClaimAnswer](
        items=[found[row["id"]] for row in shown if row["id"] in found],
        next_cursor=encode_cursor("claims", key) if key else None,
    )
    return as_called(store, page, question.scope)


def _rows(store: Store, filters: Mapping[str, Any]) -> list[Row]:
    """Return the claims' sort keys, starting from the article or from the entity that fewest claims have."""
    if filters["article"] is not None:
        return store.read("read/claims_in_articles", {**filters, "articles": [filters["article"]]})
    given = {name: filters[name] for name in ("subject", "object", "asserted_by") if filters[name] is not None}
    if not given:
        return _newest(store, filters)
    claims = _claims_at(store, filters) if len(given) > 1 else {}
    start = min(given, key=lambda name: (claims.get(name, 0), name))
    return store.read(f"read/claims_by_{'speaker' if start == 'asserted_by' else start}", filters)


def _claims_at(store: Store, filters: Mapping[str, Any]) -> dict[str, int]:
    (row,) = store.read("read/claims_at", {**filters, "speaker": filters["asserted_by"]})
    return {"subject": row["subjects"], "object": row["objects"], "asserted_by": row["speakers"]}


def _newest(store: Store, filters: Mapping[str, Any]) -> list[Row]:
    """Look through the articles, newest first, in growing numbers until a page is full."""
    rows: list[Row] = []
    for articles in _windows(store, filters):
        rows += store.read("read/claims_in_articles", {**filters, "articles": articles})
        if len(rows) >= filters["limit"]:
            break
    return rows[: filters["limit"]]


def _windows(store: Store, filters: Mapping[str, Any]) -> Iterator[list[str]]:
    place = {"from_day": filters["after_day"], "from_id": filters["after_article"]}
    size = FIRST_WINDOW
    while True:
        rows = store.read("read/articles_from", {**filters, **place, "limit": size + 1})
        yield [row["id"] for row in rows[:size]]
        if len(rows) <= size:
            return
        place = {"from_day": rows[size]["day"], "from_id": rows[size]["id"]}
        size = min(4 * size, LAST_WINDOW)


def _ends_of(predicate: str | None) -> tuple[Collection[str], Collection[str]]:
    """Return the labels that a predicate's subjects and objects may have: of several with one name it decides."""
    if predicate is None:
        return LABELS, LABELS
    pairs = ONTOLOGY.predicates[predicate].pairs
    subjects = {label for pair in pairs for label in (*pair.subject, *pair.same)}
    return subjects, {label for pair in pairs for label in (*pair.object, *pair.same)}
