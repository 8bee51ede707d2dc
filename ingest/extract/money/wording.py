"""How a payment is worded: settled or planned, paid as what, a fact, a plan or only asked for."""

from __future__ import annotations

import re

from graph.model import Modality, QualifierValue
from ingest.extract.money.page import Page, Site
from ingest.extract.money.words import words

AROUND = 30
"""Code points around a site in which its instrument is named."""
_HAS_DONE = re.compile(r"[가-힣] 바[가 ]? ?있")
"""What was done: "발굴한 바 있다"."""


def modality(page: Page, site: Site, year: object) -> Modality:
    """Tell facts from plans and from what is only asked for, by the end of the sentence and the year."""
    sentence = page.sentences[site.sentence]
    behind = page.text[site.end : sentence.end]
    if any(re.search(rf"{word}(?:하|했|한|을|를|해)", behind) for word in words().asked):
        return "proposal"
    if isinstance(year, int) and page.on is not None and year > page.on.year:
        return "plan"
    if told(page, site) and not intended(behind):
        return "fact"
    if isinstance(year, int) and page.on is not None and year < page.on.year:
        return "fact"
    return "plan"


def told(page: Page, site: Site) -> bool:
    """Tell whether the next finished predicate after the site is in the past, or the sentence tells what was done."""
    end = page.sentences[site.sentence].end
    if _HAS_DONE.search(page.text, site.end, end):
        return True
    past = False
    for morph in page.morphs[site.last :]:
        if morph.start >= end:
            break
        if morph.tag == "EP" and morph.form in ("었", "았", "였"):
            past = True
        elif morph.tag in ("EF", "EC") and past:
            return True
    return past


def intended(text: str) -> bool:
    """Tell whether a text speaks of what is meant to be."""
    return re.search(rf"(?:{'|'.join(words().intending)})", text) is not None


def status(page: Page, site: Site, said: Modality, year: object) -> str:
    """Tell what is spent, what stands in a budget and what is planned."""
    known = words()
    sentence = page.sentences[site.sentence]
    text = page.text[sentence.start : sentence.end]
    if any(word in text for word in known.drafted):
        return "planned"
    if any(word in text for word in known.budgeted):
        return "budgeted"
    if said == "fact":
        past = isinstance(year, int) and page.on is not None and year < page.on.year
        return "executed" if past or any(word in text for word in known.executed) else "budgeted"
    return "planned"


def instrument(page: Page, site: Site) -> str | None:
    """Tell what the money is: the word of `words.yaml` nearest to the site within its sentence decides.

    Those within names of ministries (중기부, 기획예산처) are none.
    """
    named = [(m.start, m.end) for m in page.mentions[site.sentence] if page.nodes[m.node].type == "Ministry"]
    sentence = page.sentences[site.sentence]
    low, high = max(sentence.start, site.start - AROUND), min(sentence.end, site.end + AROUND)
    nearest: tuple[int, str] | None = None
    for name, forms in words().instruments.items():
        for word in forms:
            for match in re.finditer(re.escape(word), page.text[low:high]):
                at = low + match.start()
                if any(start <= at < end for start, end in named):
                    continue
                away = at - site.end if at >= site.start else (site.start - at) * 2
                if nearest is None or away < nearest[0]:
                    nearest = (away, name)
    return nearest[1] if nearest else None


def compact(found: dict[str, QualifierValue | None]) -> dict[str, QualifierValue]:
    """Leave out what the text does not tell."""
    return {key: value for key, value in found.items() if value is not None}
