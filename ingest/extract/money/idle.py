"""Numbers that are no sum or target of their own: differences, parts that are added up, money of nobody named."""

from __future__ import annotations

import re

from ingest.document import Sentence
from ingest.extract.money.page import Page, Site
from ingest.extract.money.words import words

REACH = 24
"""Code points before a sum in which a word may say that it is for each of many."""
_IN_PERCENT = r"(?:[ ]?\([\d.]+[ ]?%p?\))?"
_OF_PERCENT = re.compile(r"[\d.]+[ ]?%p?[ ]?\($")
_THAN = re.compile(r"(?:보다|대비|에[ ]비해|에[ ]견줘)[ ](?:약 )?$")
_MORE = re.compile(
    r"[ ]?[(,][ ]?(?:[^(),.\d]{0,14}(?:보다|대비|比)[ ]?)?(?:[+△▲▽▼−-]|순?[증감]액?|증가|감소)[ ]?(?:약 )?"
)
"""Between a sum and how much more or less it is than the year before: "1,200억원(+200억원)"."""
_PUT_ON = re.compile(r"[을를이가][ ](?:더한|보탠|얹은|추가된|추가한)[ ](?:총 |모두 |약 )?(?=\d)")
_FROM = re.compile(
    r"(?:[ ]?이상|[ ]?수준|[ ]?안팎)?(?:에서(?!만|는|도|의)|이?던|인데|[ ]?(?:→|->|⇒)|[ ]?\('?\d\d년?\)[ ]?(?:→|에서))"
)
"""Right after a number: it is where things stand, and what follows is where they shall."""
ABOUT = 2
"""Code points that may stand between words of adding up and the sum: "모두 약 1000억원"."""
_YEARLY = re.compile(r"(?:해마다|매년|매해|연|당|하나에|년(?:간|[ ]동안))[ ](?:[^.,;·\d]{0,8}[ ])?$")
_OF_MANY = re.compile(
    r"(?:매년|매해|매월|마다|당|하나에|(?<![가-힣])연간?|년(?:간|[ ]동안)"
    r"|\d여?[ ]?(?:개|곳|명|건)[^.,;\d]{0,14}에(?:는)?)"
    r"[ ](?:[^.,;·\d]{0,8}[ ])?$"
)
_ADDED_UP = re.compile(
    r"(?:[ ]?(?:가량|정도|안팎))?씩,?[ ]"
    r"(?:(?:[^\d,.]{0,14}[ ])?(?:모두|총|합쳐|합해|도합|합계)[ ]|(?=[\d,.]+[ ]?[천백]?[조억만]))"
)
"""Behind a sum: the next one adds up what each gives or each year has ("500억원씩 모두 1000억원", "씩 15조원")."""


def is_idle(page: Page, site: Site) -> bool:
    """Tell whether nothing is claimed of a sum. Needs the sums before it."""
    return any(check(page, site) for check in (_differs, _nameless, _not_given, _for_each_of_many, _summed))


def _differs(page: Page, site: Site) -> bool:
    """Tell whether a sum is only how much more or less another one is: "올해보다 457억 원 많은", "(+457억원)"."""
    words_of = "|".join(words().differing)
    told = rf"[이가을를]?[ ]?(?:더|가량|가까이|넘게|정도|씩)?[ ]?(?:{words_of})"
    behind = page.text[site.end : page.sentences[site.sentence].end]
    ahead = page.text[max(0, site.start - REACH) : site.start]
    if re.match(rf"{_IN_PERCENT}(?:{told}|[ ]?[↑↓]|[ ]?순?[증감](?![가-힣]))", behind):
        return True
    if _THAN.search(ahead) and re.match(rf",[ ](?:약 )?[\d.]+[ ]?%[ ]?(?:{words_of})", behind):
        return True
    if _OF_PERCENT.search(ahead) and re.match(rf"\){told}", behind):
        return True
    before = next((s for s in reversed(page.sums) if s.end <= site.start), None)
    between = page.text[before.end : site.start] if before is not None else ""
    return _MORE.fullmatch(between) is not None or _PUT_ON.match(behind) is not None


def left_behind(page: Page, site: Site, after: Site) -> bool:
    """Tell whether a number is only what a target starts from: "32곳에서 69곳으로"."""
    if site.quantity is None or after.quantity is None or after.sentence != site.sentence:
        return False
    return site.quantity.unit == after.quantity.unit and _FROM.match(page.text, site.end) is not None


def _nameless(page: Page, site: Site) -> bool:
    """Tell whether a sum is private money, or turnover and the like: the last noun before it says so."""
    at = site.first - 1
    between = ("JKS", "JX", "JKO", "SP", "MAG", "MM", "JKB", "XSN")
    while at >= 0 and (page.morphs[at].tag in between or page.morphs[at].form in words().carriers):
        at -= 1
    start = page.sentences[site.sentence].start
    return at >= 0 and page.morphs[at].start >= start and page.morphs[at].form in words().nameless


def _not_given(page: Page, site: Site) -> bool:
    """Tell whether a sum was taken back, or is what somebody wishes for, by its sentence or by the one it goes on."""
    known = words()
    told = page.sentences[site.sentence]
    text = page.text[told.start : told.end]
    before = page.sentences[site.sentence - 1] if site.sentence else None
    if before is not None and before.paragraph == told.paragraph and not any(word in text for word in known.paying):
        text = page.text[before.start : before.end] + text if _wished(page, before) else text
    return any(word in text for word in (*known.withdrawn, *known.wished))


def _wished(page: Page, sentence: Sentence) -> bool:
    return any(word in page.text[sentence.start : sentence.end] for word in words().wished)


def _for_each_of_many(page: Page, site: Site) -> bool:
    """Tell whether a sum is for each of many that are not named: "기업마다 최장 2년간 6억 원"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    many, one = "|".join(words().each_of_many), "|".join(words().per_one)
    each = rf"(?:(?:{many})[ ]?(?:마다|당(?![가-힣]))|(?:{one})당(?![가-힣]))(?P<behind>[^.,;·]*)$"
    found = re.search(each, page.text[start : site.start])
    return found is not None and _ADDED_UP.search(found["behind"]) is None


def _summed(page: Page, site: Site) -> bool:
    """Tell whether a sum is that of one year or place, and the text adds it up: "해마다 100억원씩 모두 500억원"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    each = _YEARLY.search(page.text, start, site.start)
    return each is not None and _ADDED_UP.match(page.text, site.end) is not None


def each_giver_s(page: Page, site: Site) -> bool:
    """Tell whether a sum is what each of several gives: "두 기관이 500억원씩", not "곳당 5억원" or "해마다 5억원씩"."""
    start = max(page.sentences[site.sentence].start, site.start - REACH)
    each = site.amount is not None and site.amount.share == "each"
    return each and _OF_MANY.search(page.text, start, site.start) is None


def added_up(page: Page, site: Site) -> Site | None:
    """Return the sum that the text adds a sum up to: that of 1000억원 in "두 기관이 500억원씩 모두 1000억원"."""
    joined = _ADDED_UP.match(page.text, site.end)
    behind = (s for s in page.sums if s.sentence == site.sentence and joined and 0 <= s.start - joined.end() <= ABOUT)
    return next(behind, None)
