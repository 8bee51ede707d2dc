"""Targets: what their number counts, and which numbers are none because they are reached."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.money.page import Page, Site
from ingest.extract.money.wording import intended, told
from ingest.extract.money.words import words
from ingest.extract.money.years import year_of_target
from ingest.korean.patterns import any_of

NOUNS = ("NNG", "NNP", "SL", "XSN", "XPN", "NR", "XR", "SN")
INSIDE = ("NNG", "NNP", "SL", "XSN", "XPN", "XR", "SP", "SO", "SW", "SN")
_BEFORE_A_CHANGE = frozenset({"NNG", "NNB", "XSN", "JKO", "MAG", "VV", "VV-R", "VV-I", "VA"})
"""What may stand between a number and the word of its change, and that word itself; 로 and 까지 tell a level."""
AROUND_THE_CLOCK = 24
LONGEST = 30
"""Code points of a metric."""
_GREW = re.compile(
    r"[ ]?(?:[이가을를은는로]|으로)?[ ]?(?:더[ ])?"
    r"(?:늘어난|늘린|증가한|증액된|많은|높은|커진|줄어든|줄인|오른|뛴|감소한|넘은|넘긴)(?![가-힣])"
)
"""Right after a number: it tells how much something grew, whatever the sentence intends."""
_WITH_THEM = re.compile(r"[ ]?(?:[가-힣A-Za-z·]{1,8}[ ]?){0,2}[과와][ ]?(?:함께|손(?:을[ ])?잡|협력|(?:업무)?협약)")
"""Right after a number: it tells with how many somebody works."""
_STANDS = re.compile(r"[ ]?(?:이?다|입니다|이며|이고|로[ ]이뤄|인[ ])(?![가-힣])")
"""Right after a number: it tells how things stand."""
_FALLS_SHORT = re.compile(r"(?:머문|머무|머물|그치|그친|그쳤|불과)[가-힣 ]{0,6}[.]?$")
"""At the end of a sentence: its numbers tell how things stand."""
_EACH = "별"
"""Behind a noun: by what the things are sorted that a number counts ("업종별 500개")."""
_JOINED = re.compile(r"[ ]?(?:이상|이하|이내|안팎|규모|가량|정도|내외)?의[ ]")
"""Right behind a number: what it counts follows."""
_MEASURE = re.compile(r"[A-Za-z%㎡㎢㎿㎾]+|장|대|개|원|달러|유로|엔|위안|톤|[가-힣 ]+ 달러")
"""Units of what is measured, and of things, whose noun may follow: "누적 3만 장의 GPU"."""
_LABEL = re.compile(r"^(?:목표|목적|내용|규모)[ ]?[:|=][ ]?")
"""What heads a line and counts nothing."""


def reached(page: Page, site: Site) -> bool:
    """Tell whether a number is told as reached: in the past, with no word of intent and no year ahead."""
    sentence = page.sentences[site.sentence]
    if _GREW.match(page.text, site.end, sentence.end):
        return True
    if intended(page.text[sentence.start : sentence.end]):
        return False
    falls_short = _FALLS_SHORT.search(page.text[sentence.start : sentence.end]) is not None
    if not falls_short and not told(page, site) and not _STANDS.match(page.text, site.end, sentence.end):
        return False
    year = year_of_target(page, site)
    return year is None or page.on is None or year <= page.on.year


def counts_nothing(page: Page, site: Site) -> bool:
    """Tell whether a number is no aim of anybody's.

    It is votes cast ("찬성 199명"), all of a day ("24시간"), what something is made up of ("10개 분과로 구성"), or with
    how many somebody works ("80여 개사와 함께").
    """
    if site.quantity is None:
        return False
    end = page.sentences[site.sentence].end
    if _made_up().match(page.text, site.end, end) or _WITH_THEM.match(page.text, site.end, end):
        return True
    if site.quantity.unit == "시간" and site.quantity.value == AROUND_THE_CLOCK:
        return True
    at = site.first - 1
    return site.quantity.unit in ("명", "인", "표") and at >= 0 and page.morphs[at].form in words().voting


@cache
def _made_up() -> re.Pattern[str]:
    """Compile what stands behind the number of parts that something is made up of."""
    known = words()
    return re.compile(
        rf"[ ]?(?:[가-힣A-Za-z·]{{1,10}}[ ]?){{0,2}}(?:{any_of(known.made_of)})(?:별[ ][가-힣]+)?(?:으로|로)[ ]?"
        rf"(?:{any_of(known.made_up)})"
    )


def metric(page: Page, site: Site) -> str | None:
    """Return what a number counts, in the text's words: "로봇" of "로봇을 100만 대", "도입률" of "도입률을 40%로".

    What 의 joins to a measure ("100조원 이상의 부가가치"), else the noun phrase before the number, else the one behind
    it, in which no other number stands, else what the number before counts ("로봇을 올해 100대로 늘리고 2030년에는
    500대로"); of a share or a multiple by which something shall change, that too: "재해 감축" of "재해를 20% 줄인다".
    """
    sentence = page.sentences[site.sentence]
    measured = site.quantity is not None and _MEASURE.fullmatch(site.quantity.unit) is not None
    joined = measured and _JOINED.match(page.text, site.end, sentence.end) is not None
    found = (_after(page, site, sentence.end) if joined else None) or _before(page, site, sentence.start)
    if found is None:
        return _after(page, site, sentence.end) or _gone_on(page, site)
    change = _change(page, site, sentence.end)
    return found if change is None or change in found else f"{found} {change}"


def _gone_on(page: Page, site: Site) -> str | None:
    """Return what the number before in the sentence counts, where it counts in the same unit."""
    earlier = [s for s in page.numbers if s.sentence == site.sentence and s.start < site.start]
    if not earlier or earlier[-1].quantity is None or site.quantity is None:
        return None
    return metric(page, earlier[-1]) if earlier[-1].quantity.unit == site.quantity.unit else None


def _change(page: Page, site: Site, ceiling: int) -> str | None:
    """Return by what noun a number tells how much something shall change: 감축 of "산업재해를 20% 줄인다"."""
    known = words()
    if site.quantity is None or site.quantity.unit not in known.changed_units:
        return None
    for morph in page.morphs[site.last : site.last + 4]:
        if morph.end > ceiling or morph.tag not in _BEFORE_A_CHANGE:
            return None
        if morph.tag in ("NNG", "VV", "VV-R", "VV-I", "VA") and morph.form in known.changing:
            return known.changing[morph.form]
    return None


def _before(page: Page, site: Site, floor: int) -> str | None:
    at = site.first - 1
    skipped, sentence = words().measureless, page.mentions[site.sentence]
    left_out = [(t.start, t.end) for t in page.times if t.start >= floor]
    left_out += [(other.start, other.end) for other in page.numbers if other.sentence == site.sentence]
    left_out += [(m.start, m.end) for m in sentence if page.nodes[m.node].type == "Ministry"]
    while at >= 0 and page.morphs[at].start >= floor:
        morph = page.morphs[at]
        inside = any(a <= morph.start < b for a, b in left_out) or _EACH in (morph.form, page.morphs[at + 1].form)
        if morph.tag in ("EC", "EF") or site.start - morph.end > 3 * LONGEST:
            return None
        if morph.tag in ("NNG", "NNP", "SL", "XSN") and not inside and morph.form not in skipped:
            return _phrase(page, at, floor)
        at -= 1
    return None


def _phrase(page: Page, at: int, floor: int) -> str | None:
    """Return the noun phrase that ends with a morpheme."""
    end, first = page.morphs[at].end, at
    times = [(t.start, t.end) for t in page.times]
    while first > 0 and page.morphs[first - 1].tag in INSIDE and page.morphs[first - 1].start >= floor:
        before = page.morphs[first - 1]
        if end - before.start > LONGEST or (before.tag == "SP" and before.form == ","):
            break
        if any(a <= before.start < b for a, b in times):
            break
        first -= 1
    while first < at and page.morphs[first].tag not in NOUNS:
        first += 1
    text = page.text[page.morphs[first].start : end].strip(" ·,-'\"‘’“”()")
    return _LABEL.sub("", text) or None


def _after(page: Page, site: Site, ceiling: int) -> str | None:
    at = site.last
    while at < len(page.morphs) and (
        page.morphs[at].tag in ("JKG", "ETM", "VCP", "JX", "NNB") or page.morphs[at].form in words().measureless
    ):
        at += 1
    first = at
    while at < len(page.morphs) and page.morphs[at].tag in INSIDE and page.morphs[at].end <= ceiling:
        if page.morphs[at].end - page.morphs[first].start > LONGEST:
            break
        at += 1
    return page.text[page.morphs[first].start : page.morphs[at - 1].end].strip() or None if at > first else None
