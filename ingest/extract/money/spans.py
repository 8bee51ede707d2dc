"""Since when money flows that is said to flow until a year: "2022년 착수하여 2026년까지 401억 원을 들이는"."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.money.page import Page, Site
from ingest.extract.money.words import words
from ingest.korean.patterns import any_of


def since(page: Page, site: Site, until: int) -> int | None:
    """Return the year that the sentence of a sum lets begin what goes on until another, `None` where it tells none.

    Args:
        page: the article.
        site: the sum.
        until: the last year, which the sentence must name, too.
    """
    times = page.times_of(site.sentence)
    limit = next((t for t in times if t.relation == "until" and (t.last or t.year) == until), None)
    if limit is None:
        return None
    for time in reversed([t for t in times if t.start < limit.start and t.year is not None and t.year < until]):
        began = time.relation == "at" and _began().match(page.text, time.end) is not None
        if time.relation == "since" or began:
            return time.year
    return None


@cache
def _began() -> re.Pattern[str]:
    """Compile what follows a year in which something began: "2022년 착수하여"."""
    return re.compile(rf"[ ]?(?:에)?[ ]?(?:{any_of(words().beginning)})")
