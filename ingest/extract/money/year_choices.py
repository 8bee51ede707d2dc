"""The years that a number may belong to: whatever times the text offers, and what the rules of `years.py` say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.model import QualifierValue
from ingest.extract.money.evidence import Form
from ingest.extract.money.page import Page, Site
from ingest.extract.money.year_owners import of_another
from ingest.extract.money.years import (
    COMPARED,
    first_of,
    of_budget,
    period_above,
    period_before,
    qualifiers_of,
    raised_from,
    raised_to,
    usual_year,
    year_of_target,
    years_of_sum,
)
from ingest.korean.times import TimeExpr

KEYS = ("fiscal_year", "period_start", "period_end", "by_year")
Years = tuple[tuple[str, int], ...]
"""Qualifiers of time, in the order of `KEYS`; empty where the text tells none."""
PLACES = ("before", "after", "earlier", "above", "title", "head")
BACK = 4
"""Sentences before the number's own whose times are choices."""
WHOLE_REACH = 16
_WHOLE = re.compile(r"총[ ]?사업비(?:[은는이가의로]|[ ]?:)?[ ]?(?:약|모두|무려|총)?[ ]?$")
"""Right before a sum: what a project costs over all its years, which is never one year's money."""


@dataclass(slots=True)
class Choice:
    """Years that a number may belong to, with the places that offer them.

    `offers` are the kind of place, the time that is written there, and how many sentences away it stands.
    """

    years: Years
    offers: list[tuple[str, TimeExpr, int]] = field(default_factory=list)
    ruled: bool = False
    usual: bool = False
    period: bool = False
    shifted: bool = False


def choices(page: Page, site: Site, form: Form) -> list[Choice]:
    """Return the years that a number may belong to, none among them, in order of the text."""
    found: dict[Years, Choice] = {(): Choice(())}

    def offer(years: Years) -> Choice:
        return found.setdefault(years, Choice(years))

    for place, time, away in _times(page, site):
        for years in _read(page, site, time, form):
            offer(years).offers.append((place, time, away))
    offer(ruled(page, site, form)).ruled = True
    if form != "goal":
        usual = usual_year(page)
        if usual is not None:
            offer((("fiscal_year", usual),)).usual = True
        for period in (period_before(page, site), period_above(page, site)):
            if period:
                offer(_ordered(period)).period = True
        for other, apart in ((raised_to(page, site), -1), (raised_from(page, site), 1)):
            year = years_of_sum(page, other, budget=form == "funds").get("fiscal_year") if other is not None else None
            if isinstance(year, int):
                offer((("fiscal_year", year + apart),)).shifted = True
    if _WHOLE.search(page.text, max(0, site.start - WHOLE_REACH), site.start):
        return _over_all_years(found)
    return list(found.values())


def _over_all_years(found: Mapping[Years, Choice]) -> list[Choice]:
    """Return the choices for what a whole project costs: no single year, which the rules may not say either."""
    kept = [one for one in found.values() if not any(key == "fiscal_year" for key, _ in one.years)]
    if not any(one.ruled for one in kept):
        kept[0].ruled = True
    return kept


def _ordered(said: dict[str, QualifierValue]) -> Years:
    return tuple((key, value) for key in KEYS if isinstance(value := said.get(key), int))


def ruled(page: Page, site: Site, form: Form) -> Years:
    """Return what the rules say; every number of an article is asked for as another's neighbour, too."""
    key = form, site.start
    if key not in page.ruled:
        page.ruled[key] = _by_rules(page, site, form)
    return page.ruled[key]


def _by_rules(page: Page, site: Site, form: Form) -> Years:
    if form == "goal":
        year = year_of_target(page, site)
        return (("by_year", year),) if year is not None else ()
    return _ordered(years_of_sum(page, site, budget=form == "funds" or of_budget(page, site)))


def _times(page: Page, site: Site) -> Iterator[tuple[str, TimeExpr, int]]:
    """Yield the times that may be a number's: of its sentence, of those before and above it, of title and opening."""
    for time in _spoken_of(page, site, site.sentence):
        yield "before" if time.start < site.start else "after", time, 0
    above = page.over(site.sentence)
    for row in range(site.sentence - 1, max(-1, site.sentence - 1 - BACK), -1):
        if row not in above:
            for time in _spoken_of(page, site, row):
                yield "earlier", time, site.sentence - row
    for row in above:
        for time in _spoken_of(page, site, row):
            yield "above", time, site.sentence - row
    lead = page.reading.lead
    if site.sentence > lead + BACK and lead not in above:
        for time in _spoken_of(page, site, lead):
            yield "head", time, site.sentence - lead
    for time in page.title_times:
        if not COMPARED.match(page.title, time.end):
            yield "title", time, max(site.sentence - lead, 0) + 1


def _spoken_of(page: Page, site: Site, row: int) -> Iterator[TimeExpr]:
    """Yield the times that a sentence is about: not those that it only compares with ("올해보다 두 배"), nor another's.

    The number in a compared time's bracket is that time's own: "올해(100억원) 대비".
    """
    for time in page.times_of(row):
        compared = COMPARED.match(page.text, time.end)
        its_own = compared is None or compared.start() <= site.start < compared.end()
        if its_own and not (row == site.sentence and of_another(page, time, site)):
            yield time


def _read(page: Page, site: Site, time: TimeExpr, form: Form) -> Iterator[Years]:
    """Yield what a time comes to as the years of a number."""
    if form == "goal":
        year = time.last or time.year
        if year is not None:
            yield (("by_year", year),)
        return
    said = _ordered(qualifiers_of(page, time))
    if said:
        yield said
    if time.year is not None and said != (("fiscal_year", time.year),):
        yield (("fiscal_year", time.year),)
    if time.length and time.first is None and time.last is None:
        before = [t.year for t in page.times_of(site.sentence) if t.year is not None and t.start < time.start]
        if before:
            first = first_of(time.length, before)
            yield ("period_start", first), ("period_end", first + time.length - 1)
