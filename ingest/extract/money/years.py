"""Which years a sum or target belongs to, by the times of its clause, its sentence and the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import QualifierValue
from ingest.extract.money.page import Page, Site
from ingest.extract.money.year_owners import of_another
from ingest.korean.times import TimeExpr

COMPARED = re.compile(
    r"[ ]?(?:\([^)]*\)[ ]?)?"
    r"(?:보다|대비|에[ ]비해|에[ ]견줘|수준|[과와][ ]비교|[과와][ ]견주|의[ ](?:[\d.]+|두|세|네|절반|갑절)[ ]?배?)"
)
BASELINE = re.compile(
    r"(?:[ ]?\([^)]*\))?(?:이었|였|이?던|보다|에서|의[ ]\S{1,4}[ ]?배|에[ ]비|[과와][ ]견|[과와][ ]비)"
)
"""Right after a sum that another one is only compared with."""
FROM_NOW = re.compile(r"(?:앞으로|향후|이제부터|지금부터)[ ]*$")
"""Before a bare length of time: it begins now. Without, the text does not say when it begins."""
WHOLE_COST = re.compile(r"사업비|민자|민간[ ]?(?:자금|자본|투자|부담)|예비타당성|예타")
"""What stands beside the cost of a whole project."""
BUDGET_YEAR = re.compile(r"(?:년도?|해|올|내년|금년)[ ]?(?:도[ ]?)?(?:[가-힣]+[ ]){0,2}[가-힣]*(?:예산|추경|추가경정)")
LEAD = 4
"""Sentences at the head of an article."""
FARTHEST = 10
"""Code points between a year and the sum that it is written for."""
BACK = 2
"""Sentences looked back for the period of the whole that a sum is a part of."""
FAR_BACK = 3
"""Sentences looked back for the time that a target refers to."""
LONGEST_LIST = 12
"""Items looked back for the sentence that opens a list of targets."""
GONE_ON = re.compile(r"(?:고|며),? |, ")
"""Between a target and a time after it: the clause of the target is over."""
SPENT = re.compile(r"(?:[고며]|는데|지만|[해여아어돼워]서?),? |, ")
"""Between a sum and a time after it: what the money is for begins."""
OF_THE_THING = re.compile(r"[ ]?(?:짜리|규모(?:의|인)|대(?:의)?|상당(?:의)?|어치(?:의)?)[ ](?=[가-힣A-Za-z0-9'‘“「])")
"""Right after a sum that a thing has of itself ("150조원짜리 펀드를 내년에 굴린다")."""
_OWN = re.compile(r"(?:의|에|에는|엔|은|는)?[ ]?\(?(?:약 |총 )?")
"""Between a time and the number that is its own."""
_WITHIN = re.compile(r"연말|연내|월|일|반기|분기|상순|중순|하순")
"""In a limit of the running year: what counts to it begins in that year. "올해까지" closes what began before."""
SAME_TIME = re.compile(r"그때까지|그 때까지|같은 해|같은 기간|이 기간|이때까지|동 기간")
"""A time that was named before."""


def years_of_sum(page: Page, site: Site, *, budget: bool) -> dict[str, QualifierValue]:
    """Return `fiscal_year`, or `period_start` and `period_end`, as far as the text tells.

    Args:
        page: the article.
        site: the sum.
        budget: whether the sum is part of a year's budget, so that the year the article speaks of holds for it too.
    """
    later = raised_to(page, site)
    own = _own(page, site)
    if own is not None and _of_something_else(page, site, own):
        return {}
    if later is not None and not _dated_alone(page, site, later):
        year = years_of_sum(page, later, budget=budget).get("fiscal_year")
        return {"fiscal_year": year - 1} if isinstance(year, int) else {}
    if own is not None:
        return qualifiers_of(page, own)
    period = period_before(page, site) or period_above(page, site)
    if period:
        return period
    budget = budget and not _of_whole_cost(page, site)
    year = usual_year(page) if budget else None
    return {"fiscal_year": year} if year else {}


def year_of_target(page: Page, site: Site) -> int | None:
    """Return the year by which a target is to be reached: its clause's, else that of what it stands under or goes on.

    A limit that the sentence before sets for its own target says nothing of this one, unless the text refers to it
    ("그때까지", "같은 기간"); a year that the sentence before speaks of goes on.
    """
    own = _own(page, site, ahead=True)
    if own is not None and not _refers_back(page, site, own):
        return own.last or own.year
    for row in page.over(site.sentence):
        year = _target_year(page, row) or _aimed_at(page, row)
        if year is not None:
            return year
    if _refers_back(page, site, own):
        rows = range(site.sentence - 1, max(-1, site.sentence - 1 - FAR_BACK), -1)
        found = (_target_year(page, row) or _told_year(page, row) for row in rows)
        return next((year for year in found if year is not None), own.year if own is not None else None)
    return _year_gone_on(page, site)


def _refers_back(page: Page, site: Site, own: TimeExpr | None) -> bool:
    """Tell whether a sentence speaks of a time named before, and not of one of its own."""
    sentence = page.sentences[site.sentence]
    text = page.text[sentence.start : site.start]
    if own is not None:
        text = page.text[own.start : own.end + 2]
    return SAME_TIME.search(text) is not None


def _year_gone_on(page: Page, site: Site) -> int | None:
    """Return the year that the sentence before speaks of, or the one that the list's opening sets as its aim."""
    row = site.sentence - 1
    if row >= 0 and page.sentences[row].paragraph == page.sentences[site.sentence].paragraph:
        year = _told_year(page, row)
        if year is not None:
            return year
    while row >= 0 and site.sentence - row <= LONGEST_LIST:
        year = _aimed_at(page, row)
        if year is not None:
            return year
        if page.sentences[row].role == "body" or _target_year(page, row) is not None:
            return None
        row -= 1
    return None


def _target_year(page: Page, sentence: int) -> int | None:
    """Return the last year that a sentence sets as a limit."""
    years = [t.last or t.year for t in page.times_of(sentence) if t.relation in ("until", "during") and _ahead(page, t)]
    return years[-1] if years else None


def _told_year(page: Page, sentence: int) -> int | None:
    """Return the last year, now or ahead, that a sentence speaks of without a day or month."""
    plain = [t for t in page.times_of(sentence) if t.relation == "at" and t.month is None and t.day is None]
    years = [t.year for t in plain if t.year is not None and _ahead(page, t)]
    return years[-1] if years else None


def _aimed_at(page: Page, sentence: int) -> int | None:
    """Return the year that a sentence which only announces aims speaks of: "2030년 목표는 다음과 같다"."""
    place = page.sentences[sentence]
    if "목표" not in page.text[place.start : place.end] or any(s.sentence == sentence for s in page.numbers):
        return None
    return _told_year(page, sentence)


def _ahead(page: Page, time: TimeExpr) -> bool:
    year = time.last or time.year
    return year is not None and time.relation != "since" and (page.on is None or year >= page.on.year)


def raised_to(page: Page, site: Site) -> Site | None:
    """Return the sum that a sum is raised or cut to ("335억 원에서 445억 원으로", "310억원 → 762억원")."""
    after = next((s for s in page.sums if s.sentence == site.sentence and s.start >= site.end), None)
    if site.kind != "sum" or after is None:
        return None
    between = page.text[site.end : after.start]
    return (
        after
        if re.fullmatch(r"(?:에서[ ](?:[가-힣]{1,4}[ ]){0,2}|이?던 [가-힣 ]{0,12}|[ ]?(?:→|->|⇒)[ ]?)(?:약 )?", between)
        else None
    )


def raised_from(page: Page, site: Site) -> Site | None:
    """Return the sum that a sum is raised or cut from."""
    before = next((s for s in reversed(page.sums) if s.sentence == site.sentence and s.end <= site.start), None)
    return before if before is not None and raised_to(page, before) is site else None


def _dated_alone(page: Page, site: Site, later: Site) -> bool:
    """Tell whether a sum that another follows has a year of its own: right before it, or since the other has one."""
    return any(
        (site.end <= t.start and t.end <= later.start) or _right_before(page, t, site)
        for t in page.times
        if t.year is not None and t.end <= later.start and t.end > site.start - FARTHEST
    )


def _own(page: Page, site: Site, *, ahead: bool = False) -> TimeExpr | None:
    """Return the time that a site's number belongs to: the nearest one of its clause, else of its sentence.

    With `ahead`, only times that lie ahead of the article's date count. Every number is asked for as another's
    neighbour, too, and found out once.
    """
    key = site.start, site.end, ahead
    if key not in page.own_times:
        page.own_times[key] = _nearest(page, site, ahead=ahead)
    return page.own_times[key]


def _nearest(page: Page, site: Site, *, ahead: bool) -> TimeExpr | None:
    sentence = page.sentences[site.sentence]
    numbers = [s for s in (*page.sums, *page.numbers) if s.sentence == site.sentence and s.start != site.start]
    floor = max((s.end for s in numbers if s.end <= site.start), default=sentence.start)
    ceiling = min((s.start for s in numbers if s.start >= site.end), default=sentence.end)
    usable = [t for t in page.times_of(site.sentence) if _counts(page, t, site)]
    if ahead:
        usable = [t for t in usable if _ahead(page, t)]
    bracketed = [t for t in usable if t.start >= site.end and _brackets(page, site, t)]
    between = [t for t in usable if floor <= t.start and t.end <= site.start]
    behind = [t for t in usable if site.end <= t.start < ceiling and _still_of(page, site, t)]
    if ahead:
        behind = [t for t in behind if GONE_ON.search(page.text, site.end, t.start) is None]
    earlier = [t for t in usable if t.end <= site.start]
    lower = raised_from(page, site)
    if lower is not None and len(earlier) > 1 and _right_before(page, earlier[-1], lower):
        earlier.pop()  # "내년 예산은 올해 100억원에서 300억원으로": 올해 is the lower sum's
    if bracketed:
        return bracketed[0]
    if between:
        return _strongest(between)
    if behind and earlier and any(earlier[-1].end <= other.start < site.start for other in page.sums):
        return behind[0]  # what stands before belongs to the sum that it precedes
    if earlier:
        return earlier[-1]
    return behind[0] if behind else None


def _of_something_else(page: Page, site: Site, time: TimeExpr) -> bool:
    """Tell whether a time of a sum's sentence is surely that of another thing.

    A month apart from the sum dates an event; a year behind the clause that spends it is that of the aim ("2200억 원을
    할당해 2030년까지"), one behind a thing that has the sum of itself is the verb's ("100억원짜리 펀드를 내년에"); one
    before a count in a clause that is over is the count's ("2030년 500개로 늘리고").
    """
    if time.start >= site.end:
        if time.relation == "at" and OF_THE_THING.match(page.text, site.end) and not _brackets(page, site, time):
            return True
        return SPENT.search(page.text, site.end, time.start) is not None
    if time.relation == "at" and time.month is not None and page.text[time.end : site.start].strip(" (은는에") != "":
        return True
    near = time.end + FARTHEST
    counted = next((s for s in page.numbers if time.end <= s.start <= near and s.end < site.start), None)
    return counted is not None and GONE_ON.search(page.text, counted.end, site.start) is not None


def _right_before(page: Page, time: TimeExpr, site: Site) -> bool:
    return time.end <= site.start and page.text[time.end : site.start].strip(" (약총") == ""


def _still_of(page: Page, site: Site, time: TimeExpr) -> bool:
    """Tell whether a time after a number can be its own: no mark closes its part, no other number takes it."""
    after = next((s.start for s in page.sums if s.start > time.end), None)
    taken = time.relation == "at" and after is not None and after - time.end <= FARTHEST
    return not taken and re.search(r"[=;:]", page.text[site.end : time.start]) is None


def _brackets(page: Page, site: Site, time: TimeExpr) -> bool:
    """Tell whether a time stands alone in brackets right after a site: "4,500억 달러('30)"."""
    opened = re.fullmatch(r"[ ]?\(", page.text[site.end : time.start])
    return opened is not None and re.match(r"[년도 ]{0,3}\)", page.text[time.end :]) is not None


def _strongest(found: list[TimeExpr]) -> TimeExpr:
    """Return the last time; a bare length ("3년간") begins with the year before it, if one is said."""
    known = [t for t in found if t.year or t.last or t.first]
    last = found[-1]
    if last.length and last.first is None and last.last is None and known:
        begins = known[-1]
        if begins.year is not None and begins.relation in ("at", "since"):
            first = first_of(last.length, [t.year for t in known if t.year is not None])
            return replace(last, first=first, last=first + last.length - 1)
    return (known or found)[-1]


def first_of(length: int, years: Sequence[int]) -> int:
    """Return the year that a bare length of time begins with, after some years that the text names before it.

    It begins with the last of them, unless they are all of it: "올해 645억 원, 내년 225억 원으로 2년간".
    """
    last = list(years[-length:])
    return last[0] if last == list(range(last[0], last[0] + length)) else years[-1]


def _counts(page: Page, time: TimeExpr, site: Site) -> bool:
    """Tell whether a time can be a number's: no day of the news, nothing that is only compared with.

    What stands right before the number is its own: "올해(5,000억 원)보다", "지난해 767억원보다".
    """
    if time.day is not None or (time.iso is None and time.first is None and time.last is None and time.length is None):
        return False
    if time.end <= site.start and _OWN.fullmatch(page.text, time.end, site.start):
        return True
    return COMPARED.match(page.text, time.end) is None and not of_another(page, time, site)


def qualifiers_of(page: Page, time: TimeExpr) -> dict[str, QualifierValue]:
    """Return what a time says of a sum that it belongs to."""
    if time.relation == "during":
        first, last = time.first, time.last
        from_now = FROM_NOW.search(page.text, max(0, time.start - FARTHEST), time.start) is not None
        if first is None and last is None and time.length and page.on is not None and from_now:
            first, last = page.on.year, page.on.year + time.length - 1
        return _period(first, last)
    if time.relation == "until" and time.year is not None:
        within = page.on is not None and time.year == page.on.year and _WITHIN.search(page.text, time.start, time.end)
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


def period_before(page: Page, site: Site) -> dict[str, QualifierValue]:
    """Return the period of the whole that a sum is a part of: that of the last sum before, in the same paragraph."""
    if of_budget(page, site):
        return {}
    paragraph = page.sentences[site.sentence].paragraph
    earlier = [s for s in page.sums if s.start < site.start and site.sentence - s.sentence <= BACK]
    for other in reversed(earlier):
        if page.sentences[other.sentence].paragraph != paragraph:
            break
        own = _own(page, other)
        if own is not None:
            return qualifiers_of(page, own) if own.relation in ("during", "until") else {}
    return {}


def period_above(page: Page, site: Site) -> dict[str, QualifierValue]:
    """Return the years over which a sum's thing runs, as the sentences before it or those it stands under say."""
    if of_budget(page, site):
        return {}
    for row in (*_before(page, site), *page.over(site.sentence)):
        lasting = [
            t for t in page.times_of(row) if t.relation == "during" and t.first is not None and _goes_on(page, t)
        ]
        if lasting:
            return qualifiers_of(page, lasting[-1])
        dated = (_own(page, other) for other in page.sums if other.sentence == row)
        if any(own is not None and own.relation == "at" for own in dated):
            break
    return {}


def _goes_on(page: Page, time: TimeExpr) -> bool:
    return time.last is not None and (page.on is None or time.last > page.on.year)


def _before(page: Page, site: Site) -> Iterator[int]:
    paragraph = page.sentences[site.sentence].paragraph
    for row in range(site.sentence - 1, max(-1, site.sentence - 1 - BACK), -1):
        if page.sentences[row].paragraph != paragraph:
            return
        yield row


def _of_whole_cost(page: Page, site: Site) -> bool:
    """Tell whether a sum's sentence speaks of what a project costs as a whole, which is no year's money."""
    sentence = page.sentences[site.sentence]
    return WHOLE_COST.search(page.text, sentence.start, sentence.end) is not None


def of_budget(page: Page, site: Site) -> bool:
    """Tell whether a sum's sentence speaks of a budget."""
    sentence = page.sentences[site.sentence]
    return re.search(r"예산|추경|편성|배정|책정", page.text[sentence.start : sentence.end]) is not None


def usual_year(page: Page) -> int | None:
    """Return the year that an article's sums belong to where they say none: the one that most of the others name.

    Its title and first sentences count more; so does a year whose budget it names.
    """
    counts: Counter[int] = Counter()
    seen: set[tuple[int, int]] = set()
    for site in page.sums:
        own = _own(page, site)
        plain = own is not None and own.relation == "at"
        if own is None or own.year is None or not plain or BASELINE.match(page.text, site.end):
            continue
        if (own.year, site.sentence) not in seen:
            counts[own.year] += 2 if site.sentence - page.reading.lead < LEAD else 1
            seen.add((own.year, site.sentence))
    for year in _budget_years(page):
        counts[year] += 1
    for time in page.title_times:
        if time.year is not None and time.relation == "at" and time.month is None:
            counts[time.year] += 3
    if page.on is not None:
        counts = Counter({year: count for year, count in counts.items() if abs(year - page.on.year) <= 1})
    if not counts:
        return None
    return max(counts, key=lambda year: (counts[year], year))


def _budget_years(page: Page) -> Iterator[int]:
    """Yield the year of each budget that the text names: "내년도 예산안", "2026년 예산"."""
    for time in page.times:
        plain = time.month is None and time.relation == "at"
        starts = (max(0, time.end - 2), time.start)
        if time.year is not None and plain and any(BUDGET_YEAR.match(page.text, start) for start in starts):
            yield time.year
