"""Which years a sum or a target belongs to, told by a trained scorer among the years that the text offers.

Whatever times stand in the sentence, before it, above it and in the title, and what the rules of `years.py` say, are
the choices; each is described by columns, and the scorer's likeliest is taken. It was learned from annotated documents
by `ingest/training/dates.py`.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.model import QualifierValue
from ingest.extract.money.evidence import FORMS, Form
from ingest.extract.money.page import Page, Site
from ingest.extract.money.wording import told
from ingest.extract.money.words import words
from ingest.extract.money.years import (
    BASELINE,
    COMPARED,
    OF_THE_THING,
    WHOLE_COST,
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
from ingest.extract.trees import Trees, restored, stored
from ingest.korean.times import TimeExpr

MODEL = "dates.npz"
FORMAT = 2
SCORERS: tuple[Literal["sum", "goal"], ...] = ("sum", "goal")
"""Sums that are paid and sums that are a size share a scorer; targets have one of their own."""
KEYS = ("fiscal_year", "period_start", "period_end", "by_year")
Years = tuple[tuple[str, int], ...]
"""Qualifiers of time, in the order of `KEYS`; empty where the text tells none."""

LEAST_ODDS = -0.5
"""Log-odds below which no years are told: a wrong year hurts more than a missing one."""
BACK = 4
"""Sentences before the number's own whose times are choices."""
FAR = 99.0
SHAPES = ("", "fiscal_year", "period_start", "period_end", "both", "by_year")
RELATIONS = ("at", "since", "until", "during")
PLACES = ("before", "after", "earlier", "above", "title", "head")
AFTER = (
    "까지", "부터", "보다", "대비", "에 비해", "에서", "에는", "에도", "에", "은", "는", "도", "의", "이후", "말",
    "년간", "간", "동안", "예산", "본예산", ")",
)  # fmt: skip
"""What may stand right behind a time: a longer word before one that begins it."""
_AFTER = re.compile(rf"[ ]?({'|'.join(map(re.escape, AFTER))})")
_GROWN = re.compile(r"[ ]?(?:으?로|이?[ ]?(?:늘|증|많|확대|됐|커))")
WHOLE_REACH = 16
_WHOLE = re.compile(r"총[ ]?사업비(?:[은는이가의로]|[ ]?:)?[ ]?(?:약|모두|무려|총)?[ ]?$")
"""Right before a sum: what a project costs over all its years, which is never one year's money."""
_PART = re.compile(r"이[ ]?(?:가운데|중)|그[ ]?(?:가운데|중)|나머지")


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
    offer(_ruled(page, site, form)).ruled = True
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


def _ruled(page: Page, site: Site, form: Form) -> Years:
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
    if site.sentence > BACK and 0 not in above:
        for time in _spoken_of(page, site, 0):
            yield "head", time, site.sentence
    for time in page.title_times:
        if not COMPARED.match(page.title, time.end):
            yield "title", time, site.sentence + 1


def _spoken_of(page: Page, site: Site, row: int) -> Iterator[TimeExpr]:
    """Yield the times that a sentence is about: not those that it only compares with ("올해보다 두 배").

    The number in a compared time's bracket is that time's own: "올해(100억원) 대비".
    """
    for time in page.times_of(row):
        compared = COMPARED.match(page.text, time.end)
        if compared is None or compared.start() <= site.start < compared.end():
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


def table(page: Page, site: Site, form: Form) -> tuple[list[Choice], list[list[float]]]:
    """Return the choices for a number with their columns."""
    found = choices(page, site, form)
    base = _site_columns(page, site, form)
    peers = _peers(page, site, form)
    return found, [[*base, *_choice_columns(page, site, one, found), *_peer_columns(one, peers)] for one in found]


def _peers(page: Page, site: Site, form: Form) -> tuple[Years | None, Years | None, list[Years]]:
    """Return what the rules say of the number before and the one after in the same or the next sentence, and of all."""
    sites = page.numbers if form == "goal" else page.sums
    ruled = [_ruled(page, other, form) for other in sites]
    at = bisect_left(sites, site.start, key=lambda s: s.start)
    after = at + (at < len(sites) and sites[at].start == site.start)

    def near(index: int) -> Years | None:
        apart = abs(sites[index].sentence - site.sentence) if 0 <= index < len(sites) else BACK
        return ruled[index] if apart <= 1 else None

    return near(at - 1), near(after), [years for i, years in enumerate(ruled) if not at <= i < after]


def _peer_columns(one: Choice, peers: tuple[Years | None, Years | None, list[Years]]) -> list[float]:
    before, after, every = peers
    return [
        -1.0 if before is None else float(before == one.years), -1.0 if after is None else float(after == one.years),
        sum(years == one.years for years in every) / max(len(every), 1), float(len(every)),
        sum(not years for years in every) / max(len(every), 1),
    ]  # fmt: skip


def _site_columns(page: Page, site: Site, form: Form) -> list[float]:
    sentence = page.sentences[site.sentence]
    own = page.times_of(site.sentence)
    sums = [s for s in page.sums if s.sentence == site.sentence]
    numbers = [s for s in page.numbers if s.sentence == site.sentence]
    text = page.text[sentence.start : sentence.end]
    behind = page.text[site.end : site.end + 12]
    amount = site.amount
    return [
        float(FORMS.index(form)), float(len(own)), float(sum(t.start < site.start for t in own)),
        float(len(sums)), float(sum(s.start < site.start for s in sums)), float(len(numbers)),
        float(of_budget(page, site)), float(WHOLE_COST.search(text) is not None),
        float(BASELINE.match(page.text, site.end) is not None), float(COMPARED.match(behind) is not None),
        float(raised_to(page, site) is not None), float(raised_from(page, site) is not None),
        float(told(page, site)), float(_GROWN.match(behind) is not None), float(_PART.search(text) is not None),
        float(OF_THE_THING.match(behind) is not None),
        float(sentence.role == "body"), float(page.parents[site.sentence] >= 0), float(site.kind == "sum"),
        float(len(str(amount.value))) if amount else 0.0, float(site.sentence),
        float(any(word in text for word in words().drafted)), float(any(word in text for word in words().budgeted)),
        float(any(word in text for word in words().executed)), float(page.on.month) if page.on is not None else 0.0,
    ]  # fmt: skip


def _choice_columns(page: Page, site: Site, one: Choice, all_of_them: Sequence[Choice]) -> list[float]:
    on = page.on.year if page.on is not None else None
    keys = [key for key, _ in one.years]
    shape = "both" if len(keys) == 2 else keys[0] if keys else ""
    first = float(one.years[0][1] - on) if one.years and on is not None else -FAR
    last = float(one.years[-1][1] - on) if one.years and on is not None else -FAR
    rivals = [c for c in all_of_them if c.years and c is not one]
    said = [t for _, t, _ in one.offers]
    wanted = {year for _, year in one.years}
    named = [t for t in page.times if wanted & {t.year, t.first, t.last}]
    return [
        float(SHAPES.index(shape)), max(-30.0, min(30.0, first)), max(-30.0, min(30.0, last)),
        float(one.ruled), float(one.usual), float(one.period), float(one.shifted), float(len(rivals)),
        float(any(c.ruled and not c.years for c in all_of_them)),
        float(len(one.offers)), float(len(named)), float(len(named)) / max(len(page.times), 1),
        *_nearest_columns(page, site, one), *(float(any(p == place for p, _, _ in one.offers)) for place in PLACES),
        float(any(t.month is not None for t in said)), float(any(t.day is not None for t in said)),
        float(any(t.relative for t in said)),
        float(min((away for place, _, away in one.offers if place != "title"), default=FAR)),
    ]  # fmt: skip


def _nearest_columns(page: Page, site: Site, one: Choice) -> list[float]:
    """Describe the place nearest to the number that offers a choice: of its sentence if any, else of those before."""
    here = [t for place, t, away in one.offers if away == 0 and place != "title"]
    near = min(here, key=lambda t: _gap(t, site), default=None)
    if near is None:
        further = [(away, -t.start, t) for place, t, away in one.offers if place != "title"]
        if not further:
            return [FAR, FAR, FAR, FAR, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0]
        near = min(further, key=lambda row: row[:2])[2]
        sums = [s for s in page.sums if s.sentence == page.sentence_at(near.start)]
        return [
            FAR, float(len(sums)), FAR, FAR, float(RELATIONS.index(near.relation)), _behind(page, near),
            -1.0, float(near.month is not None), float(near.day is not None), float(near.relative), 0.0,
        ]  # fmt: skip
    low, high = sorted((near.start, site.start))
    between = page.text[min(near.end, site.end) : max(near.start, site.start)]
    others = [t for t in page.times_of(site.sentence) if low < t.start < high]
    return [
        float(_gap(near, site)), float(sum(low < s.start < high for s in page.sums)),
        float(sum(low < s.start < high for s in page.numbers)), float(len(others)),
        float(RELATIONS.index(near.relation)), _behind(page, near), float(near.start < site.start),
        float(near.month is not None), float(near.day is not None), float(near.relative),
        float(between.count(",")) + 2.0 * float("고 " in between or "며 " in between or "며, " in between),
    ]  # fmt: skip


def _gap(time: TimeExpr, site: Site) -> int:
    return site.start - time.end if time.end <= site.start else time.start - site.end


def _behind(page: Page, time: TimeExpr) -> float:
    """Return the number of the word that stands right behind a time."""
    match = _AFTER.match(page.text, time.end)
    return float(AFTER.index(match[1])) if match else -1.0


@dataclass(slots=True)
class Dater:
    """What was learned: trees that score a choice for sums, and others for targets."""

    trees: Mapping[str, Trees]

    def years(self, page: Page, sites: Sequence[tuple[Site, Form]]) -> list[dict[str, QualifierValue]]:
        """Return the years of numbers, each `fiscal_year`, `period_start` and `period_end`, or `by_year`."""
        result: list[dict[str, QualifierValue]] = [{} for _ in sites]
        for name in SCORERS:
            places = [i for i, (_, form) in enumerate(sites) if (form == "goal") == (name == "goal")]
            tables = [table(page, *sites[i]) for i in places]
            if not tables:
                continue
            scores = self.trees[name].score(np.array([row for _, rows in tables for row in rows], dtype=np.float32))
            at = 0
            for i, (found, _) in zip(places, tables, strict=True):
                best = at + int(np.argmax(scores[at : at + len(found)]))
                if scores[best] >= LEAST_ODDS:
                    result[i] = dict(found[best - at].years)
                at += len(found)
        return result


def pack(dater: Dater) -> bytes:
    """Pack a dater into the bytes of its file. The same dater gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "bases": np.array([dater.trees[name].base for name in SCORERS], dtype=np.float64),
        "format": np.array([FORMAT]),
    }
    arrays |= stored({name: dater.trees[name] for name in SCORERS})
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack(content: bytes) -> Dater:
    """Read a dater from the bytes of its file.

    Raises:
        InputError: the file is of another format.
    """
    with np.load(io.BytesIO(content)) as data:
        if int(data["format"][0]) != FORMAT:
            raise InputError(f"{MODEL}: was trained for another version of the reader", hint="run `make train`")
        bases = zip(SCORERS, data["bases"], strict=True)
        return Dater({name: restored(data, name, float(base)) for name, base in bases})


@lru_cache(maxsize=1)
def default_dater() -> Dater:
    """Return the dater that the package carries, read once a process."""
    return unpack((files("ingest.extract") / "models" / MODEL).read_bytes())
