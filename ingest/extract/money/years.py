"""Which years a sum or target belongs to, by the times of its clause, its sentence and the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import QualifierValue
from ingest.extract.money.page import Page, Site
from ingest.korean.times import TimeExpr

COMPARED = re.compile(
    r"[ ]?(?:\([^)]*\)[ ]?)?(?:보다|대비|에[ ]비해|에[ ]견줘|수준|과[ ]비교|와[ ]비교|과[ ]견주|와[ ]견주)"
)
BUDGET_YEAR = re.compile(r"(?:년도?|해|올|내년|금년)[ ]?(?:도[ ]?)?(?:[가-힣]+[ ]){0,2}[가-힣]*(?:예산|추경|추가경정)")
BACK = 3
"""Sentences looked back for a year that a sum without its own belongs to."""


def years_of_sum(page: Page, site: Site, *, budget: bool) -> dict[str, QualifierValue]:
    """Return `fiscal_year`, or `period_start` and `period_end`, as far as the text tells.

    Args:
        page: the article.
        site: the sum.
        budget: whether the sum is part of a year's budget, so that a year said before it holds for it too.
    """
    own = _own(page, site)
    if own is not None:
        return _qualifiers(page, own)
    if not budget:
        return {}
    year = _year_before(page, site)
    return {"fiscal_year": year} if year else {}


def year_of_target(page: Page, site: Site) -> int | None:
    """Return the year by which a target is to be reached, as far as the text tells."""
    own = _own(page, site)
    if own is not None:
        return own.last or (own.year if own.relation != "since" else None)
    return None


def _own(page: Page, site: Site) -> TimeExpr | None:
    """Return the time that a site's number belongs to: the nearest one of its clause, else of its sentence."""
    sentence = page.sentences[site.sentence]
    numbers = [s for s in (*page.sums, *page.numbers) if s.sentence == site.sentence and s.start != site.start]
    floor = max((s.end for s in numbers if s.end <= site.start), default=sentence.start)
    ceiling = min((s.start for s in numbers if s.start >= site.end), default=sentence.end)
    usable = [t for t in page.times if sentence.start <= t.start < sentence.end and _counts(page, t)]
    bracketed = [
        t for t in usable if t.start >= site.end and re.fullmatch(r"[ ]?\(['’‘]?", page.text[site.end : t.start])
    ]
    between = [t for t in usable if floor <= t.start and t.end <= site.start]
    behind = [t for t in usable if site.end <= t.start < ceiling]
    earlier = [t for t in usable if t.end <= site.start]
    if bracketed:
        return bracketed[0]
    if between:
        return _strongest(between)
    if earlier:
        return earlier[-1]
    return behind[0] if behind else None


def _strongest(found: list[TimeExpr]) -> TimeExpr:
    """Return the last time; a period or limit before a bare length counts rather than that."""
    known = [t for t in found if t.year or t.last or t.first]
    return (known or found)[-1]


def _counts(page: Page, time: TimeExpr) -> bool:
    """Tell whether a time can be a number's: no day of the news, nothing that is only compared with."""
    if time.day is not None or (time.iso is None and time.first is None and time.last is None and time.length is None):
        return False
    if time.month is not None and time.relation == "at" and time.relative:
        return False
    return COMPARED.match(page.text, time.end) is None


def _qualifiers(page: Page, time: TimeExpr) -> dict[str, QualifierValue]:
    if time.relation == "during":
        first, last = time.first, time.last
        if first is None and last is None and time.length and page.on is not None:
            first, last = page.on.year, page.on.year + time.length - 1
        return _period(first, last)
    if time.relation == "until" and time.year is not None:
        within = page.on is not None and time.year == page.on.year
        return {"fiscal_year": time.year} if within else {"period_end": time.year}
    if time.relation == "since" and time.year is not None:
        return {"period_start": time.year}
    return {"fiscal_year": time.year} if time.year is not None else {}


def _period(first: int | None, last: int | None) -> dict[str, QualifierValue]:
    found: dict[str, QualifierValue] = {}
    if first is not None:
        found["period_start"] = first
    if last is not None:
        found["period_end"] = last
    return found


def _year_before(page: Page, site: Site) -> int | None:
    """Return the year that was last said of money before a site, else the year of the budget the article is about."""
    for index in range(site.sentence - 1, max(-1, site.sentence - 1 - BACK), -1):
        year = _last_year(page, index)
        if year is not None:
            return year
    above = page.parents[site.sentence]
    while above >= 0:
        year = _last_year(page, above)
        if year is not None:
            return year
        above = page.parents[above]
    return budget_year(page)


def _last_year(page: Page, sentence: int) -> int | None:
    if not any(s.sentence == sentence for s in page.sums):
        return None
    place = page.sentences[sentence]
    times = [t for t in page.times if place.start <= t.start < place.end and t.relation == "at" and _counts(page, t)]
    years = [t.year for t in times if t.year is not None and t.month is None]
    return years[-1] if years else None


def budget_year(page: Page) -> int | None:
    """Return the year whose budget the article is about, as the first place that says so names it."""
    return next(_budget_years(page), None)


def _budget_years(page: Page) -> Iterator[int]:
    for time in page.times:
        plain = time.month is None and time.relation == "at"
        starts = (max(0, time.end - 2), time.start)
        if time.year is not None and plain and any(BUDGET_YEAR.match(page.text, start) for start in starts):
            yield time.year
