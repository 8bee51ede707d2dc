"""Which years a sum or a target belongs to, told by a trained scorer among the years that the text offers.

Whatever times stand in the sentence, before it, above it and in the title, and what the rules of `years.py` say, are
the choices (`year_choices.py`); each is described by columns, of which the last is what the words say of it
(`year_words.py`), and the scorer's likeliest is taken. It was learned from annotated documents by
`ingest/training/dates.py`.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from ingest.extract.money.year_choices import BACK, PLACES, Choice, Years, choices, ruled
from ingest.extract.money.year_words import YearWords
from ingest.extract.money.years import BASELINE, COMPARED, OF_THE_THING, WHOLE_COST, of_budget, raised_from, raised_to
from ingest.extract.trees import Trees, restored, stored
from ingest.korean.times import TimeExpr

MODEL = "dates.npz"
FORMAT = 3
SCORERS: tuple[Literal["sum", "goal"], ...] = ("sum", "goal")
"""Sums that are paid and sums that are a size share a scorer; targets have one of their own."""

LEAST_ODDS = -0.7
"""Log-odds below which no years are told: a wrong year hurts more than a missing one."""
NONE_LESS: dict[str, float] = {"sum": 0.45, "goal": 0.0}
"""How much likelier than any year it must be that the text tells none, by scorer."""
FAR = 99.0
SHAPES = ("", "fiscal_year", "period_start", "period_end", "both", "by_year")
RELATIONS = ("at", "since", "until", "during")
AFTER = (
    "까지", "부터", "보다", "대비", "에 비해", "에서", "에는", "에도", "에", "은", "는", "도", "의", "이후", "말",
    "년간", "간", "동안", "예산", "본예산", ")",
)  # fmt: skip
"""What may stand right behind a time: a longer word before one that begins it."""
_AFTER = re.compile(rf"[ ]?({'|'.join(map(re.escape, AFTER))})")
_GROWN = re.compile(r"[ ]?(?:으?로|이?[ ]?(?:늘|증|많|확대|됐|커))")
_PART = re.compile(r"이[ ]?(?:가운데|중)|그[ ]?(?:가운데|중)|나머지")


def table(page: Page, site: Site, form: Form) -> tuple[list[Choice], list[list[float]]]:
    """Return the choices for a number with their columns."""
    found = choices(page, site, form)
    base = _site_columns(page, site, form)
    peers = _peers(page, site, form)
    return found, [[*base, *_choice_columns(page, site, one, found), *_peer_columns(one, peers)] for one in found]


def _peers(page: Page, site: Site, form: Form) -> tuple[Years | None, Years | None, list[Years]]:
    """Return what the rules say of the number before and the one after in the same or the next sentence, and of all."""
    sites = page.numbers if form == "goal" else page.sums
    by_rules = [ruled(page, other, form) for other in sites]
    at = bisect_left(sites, site.start, key=lambda s: s.start)
    after = at + (at < len(sites) and sites[at].start == site.start)

    def near(index: int) -> Years | None:
        apart = abs(sites[index].sentence - site.sentence) if 0 <= index < len(sites) else BACK
        return by_rules[index] if apart <= 1 else None

    return near(at - 1), near(after), [years for i, years in enumerate(by_rules) if not at <= i < after]


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


def likeliest(scorer: str, found: Sequence[Years], odds: Sequence[float]) -> int:
    """Return which of some choices is taken, by its place."""
    less = NONE_LESS[scorer]
    return int(np.argmax([one if years else one - less for years, one in zip(found, odds, strict=True)]))


@dataclass(slots=True)
class Dater:
    """What was learned, for sums and for targets: how words weigh, and trees that score a choice."""

    words: Mapping[str, YearWords]
    trees: Mapping[str, Trees]

    def years(self, page: Page, sites: Sequence[tuple[Site, Form]]) -> list[dict[str, QualifierValue]]:
        """Return the years of numbers, each `fiscal_year`, `period_start` and `period_end`, or `by_year`."""
        result: list[dict[str, QualifierValue]] = [{} for _ in sites]
        for name in SCORERS:
            places = [i for i, (_, form) in enumerate(sites) if (form == "goal") == (name == "goal")]
            tables = [self._table(name, page, *sites[i]) for i in places]
            if not tables:
                continue
            odds = self.trees[name].score(np.array([row for _, rows in tables for row in rows], dtype=np.float32))
            at = 0
            for i, (found, _) in zip(places, tables, strict=True):
                best = likeliest(name, [one.years for one in found], odds[at : at + len(found)].tolist())
                if odds[at + best] >= LEAST_ODDS:
                    result[i] = dict(found[best].years)
                at += len(found)
        return result

    def _table(self, name: str, page: Page, site: Site, form: Form) -> tuple[list[Choice], list[list[float]]]:
        found, columns = table(page, site, form)
        scores = self.words[name].scores(page, site, found)
        return found, [[*row, score] for row, score in zip(columns, scores, strict=True)]


def pack(dater: Dater) -> bytes:
    """Pack a dater into the bytes of its file. The same dater gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "bases": np.array([dater.trees[name].base for name in SCORERS], dtype=np.float64),
        "format": np.array([FORMAT]),
    }
    arrays |= stored({name: dater.trees[name] for name in SCORERS})
    for name in SCORERS:
        arrays[f"{name}_cues"] = np.frombuffer("\n".join(dater.words[name].rows).encode(), dtype=np.uint8)
        arrays[f"{name}_weights"] = dater.words[name].weights.astype(np.float16)
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
        return Dater(
            {name: _words(data, name) for name in SCORERS},
            {name: restored(data, name, float(base)) for name, base in bases},
        )


def _words(data: Mapping[str, NDArray[np.generic]], name: str) -> YearWords:
    cues = bytes(data[f"{name}_cues"]).decode().split("\n")
    return YearWords({cue: row for row, cue in enumerate(cues)}, data[f"{name}_weights"].astype(np.float32))


@lru_cache(maxsize=1)
def default_dater() -> Dater:
    """Return the dater that the package carries, read once a process."""
    return unpack((files("ingest.extract") / "models" / MODEL).read_bytes())
