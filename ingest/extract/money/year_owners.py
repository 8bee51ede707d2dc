"""Times of a sum's sentence that are another one's: a compared sum's, a part's, or what a thing was made in."""

from __future__ import annotations

import re

from ingest.extract.money.page import Page, Site
from ingest.korean.times import TimeExpr

_SUM_OF = re.compile(r"(?:의)?[ ]?(?:본예산|예산안?|정부안|추경)?[ ]?\(?(?:약 )?(?=\d)")
"""Between a time and the sum that it stands right before."""
_COMPARED_SUM = re.compile(
    r"\)?[ ]?(?:수준|규모)?(?:보다|[ ]?대비|에[ ]비해|에[ ]견줘|[과와][ ](?:비교|견)|[ ]?수준에서"
    r"|의[ ](?:[\d.]+|두|세|네|절반|갑절)[ ]?배?)"
)
"""Right after a sum that the one told is only compared with."""
_MADE = re.compile(r"(?:에)?[ ](?:[가-힣]{1,8}[ ])?[가-힣]{0,8}(?:한|된|던|연)[ ]")
"""Right after a time: a clause that says of the thing behind it when it was made ("2023년 착공한 공장")."""
_WILL_PAY = re.compile(
    r"[을를이가]?[ ](?:[가-힣]+[ ]){0,2}(?:투입|투자|지원|출자|출연|편성|조성|공급|집행|배정|보증|융자|확보)"
    r"(?:한다|할[ ]|하기로|키로|하는|하겠|된다|될[ ]|되는)"
)
"""Right after a sum that is not paid yet."""
_ADDED_UP = re.compile(r"등[ ](?:모두|총|합계|합쳐|합해)[ ](?:약 )?$")
_BASE = re.compile(
    r"(?:의)?[ ]?(?:본예산|예산안?|정부안)(?:액)?에[ ](?:약 )?\d[\d,조억만천백원 ]*[을를][ ](?:더한|보탠|얹은)[ ]"
)
"""Right after a time: what is put on its sum: "올해 예산에 200억원을 더한 1,200억원"."""
_BEFORE = 12
"""Code points looked back for words of adding up."""


def of_another(page: Page, time: TimeExpr, site: Site) -> bool:
    """Tell whether a time of a sum's own sentence is surely not the sum's.

    Five kinds: that of an earlier sum which it is compared with ("올해 1,000억원보다 … 1,200억원"), or on which
    something is put ("올해 예산에 200억원을 더한 1,200억원"), of a part named after it ("3,000억원(내년 300억원)"), of
    a part that it adds up ("2026년 100억원, 2027년 150억원 등 총 250억원"), and the past year of a clause about what
    the money is for, where it is still to be paid ("2023년 착공한 공장에 2조원을 투자한다").
    """
    if site.kind != "sum":
        return False
    base = _BASE.match(page.text, time.end)
    if base is not None and site.start >= base.end():
        return True
    dated = _sum_after(page, time)
    if dated is site:
        return False
    if dated is not None:
        behind = time.start >= site.end
        return behind or _COMPARED_SUM.match(page.text, dated.end) is not None or _adds_up(page, site, dated)
    return _of_the_thing(page, time, site)


def _sum_after(page: Page, time: TimeExpr) -> Site | None:
    """Return the sum that a time stands right before."""
    between = _SUM_OF.match(page.text, time.end)
    if between is None:
        return None
    return next((s for s in page.sums if s.start == between.end()), None)


def _adds_up(page: Page, site: Site, part: Site) -> bool:
    """Tell whether a sum is the total of what its sentence tells before, of which `part` is one of several."""
    if part.start >= site.start or _ADDED_UP.search(page.text, max(0, site.start - _BEFORE), site.start) is None:
        return False
    return any(s is not part and s.sentence == part.sentence and s.end <= site.start for s in page.sums)


def _of_the_thing(page: Page, time: TimeExpr, site: Site) -> bool:
    past = page.on is not None and time.year is not None and time.year < page.on.year
    if not past or time.relation != "at" or time.end > site.start:
        return False
    return _MADE.match(page.text, time.end) is not None and _WILL_PAY.match(page.text, site.end) is not None
