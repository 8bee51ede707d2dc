"""What the words around a number and a time say of whether the one belongs to the other: a linear scorer of choices.

The words of a number's sentence weigh differently for each side that a choice is on: that the text tells no years, that
the rules say these, that the nearest place which offers them is such. What stands between the number and the time
weighs by itself. Learned by `ingest/training/dates.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.document import Morph
from ingest.extract.money.page import Page, Site
from ingest.extract.money.year_choices import PLACES, Choice

SIDES = ("none", "said", "ruled", *PLACES, "nowhere", "between")
"""What a word is weighed for: one column each. The last is that of the words between."""
BEFORE, AFTER, LAST = 8, 10, 5
"""Morphemes before the number, after it, and at the end of its sentence."""
CONTENT = ("N", "V", "M", "X")
"""How the tags of morphemes begin that say something wherever they stand in the sentence."""
LINKING = ("N", "V", "E", "J", "M")
"""How the tags of morphemes begin that tell how a time and a number go together."""
FOLLOWING = 2
"""Morphemes right behind a time."""


@dataclass(slots=True)
class Said:
    """One choice in words: the sides that it is on, as columns, and the cues between its time and the number."""

    sides: tuple[int, ...]
    between: list[str]


def around(page: Page, site: Site) -> list[str]:
    """Return the words of a number's sentence by where they stand, each once."""
    morphs, at, behind = _sentence(page, site)
    found = [f"b:{_tagged(one)}" for one in morphs[max(0, at - BEFORE) : at]]
    found += [f"a:{_tagged(one)}" for one in morphs[behind : behind + AFTER]]
    found += [f"s:{one.form}" for one in morphs if one.tag[:1] in CONTENT]
    found += [f"e:{one.form}" for one in morphs[-LAST:]]
    unit = site.quantity.unit if site.quantity else "" if site.amount else "-"
    right = [one.form for one in morphs[behind : behind + 2]]
    found += [f"u:{unit}", f"r:{'/'.join(right[:1])}", f"rr:{'/'.join(right)}"]
    return list(dict.fromkeys(found))


def said(page: Page, site: Site, one: Choice) -> Said:
    """Return a choice in words."""
    if not one.years:
        return Said((SIDES.index("none"),), [])
    place = SIDES.index(one.offers[0][0] if one.offers else "nowhere")
    return Said((SIDES.index("ruled" if one.ruled else "said"), place), _between(page, site, one))


def _between(page: Page, site: Site, one: Choice) -> list[str]:
    here = [time for place, time, away in one.offers if away == 0 and place != "title"]
    if not here:
        return []
    time = min(here, key=lambda t: abs(t.start - site.start))
    low, high = sorted((time.start, site.start))
    way = "<" if time.start < site.start else ">"
    row = page.morphs[page.morph_at(low) : page.morph_at(high)]
    found = [f"{way}{_tagged(one)}" for one in row if one.tag[:1] in LINKING]
    behind = page.morph_at(time.end)
    found += [f"f:{one.form}" for one in page.morphs[behind : behind + FOLLOWING]]
    return list(dict.fromkeys([*found, f"t:{page.text[time.start : time.end]}"]))


def _sentence(page: Page, site: Site) -> tuple[Sequence[Morph], int, int]:
    """Return the morphemes of a number's sentence, and which of them begins the number and which follows it."""
    sentence = page.sentences[site.sentence]
    first, last = page.morph_at(sentence.start), page.morph_at(sentence.end)
    return page.morphs[first:last], site.first - first, site.last - first


def _tagged(morph: Morph) -> str:
    return f"{morph.form}/{morph.tag[:2]}"


@dataclass(slots=True)
class YearWords:
    """What was learned: the row of each cue, and its weight for each of `SIDES`."""

    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def scores(self, page: Page, site: Site, found: Sequence[Choice]) -> list[float]:
        """Return the log-odds of choices, but for what all of them share."""
        return self.weigh(around(page, site), [said(page, site, one) for one in found])

    def weigh(self, near: Sequence[str], found: Sequence[Said]) -> list[float]:
        """As `scores`, of choices in words."""
        sums = self._sum(near)
        linked = SIDES.index("between")
        return [float(sums[list(one.sides)].sum() + self._sum(one.between)[linked]) for one in found]

    def _sum(self, cues: Sequence[str]) -> NDArray[np.float32]:
        known = [row for row in map(self.rows.get, cues) if row is not None]
        return np.asarray(self.weights[known].sum(axis=0), dtype=np.float32)
