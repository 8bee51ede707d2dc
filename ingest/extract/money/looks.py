"""The first look: log-odds that a site speaks of money paid, of a size or of a target, and that a node plays a part.

A linear model on the cues of `cues.py`, one column for each of `OUTPUTS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ingest.extract.money.around import Around, around
from ingest.extract.money.candidate_cues import Said, spelled
from ingest.extract.money.candidates import Candidate, Part, candidates
from ingest.extract.money.cues import site_cues
from ingest.extract.money.goals import counts_nothing, reached
from ingest.extract.money.page import Page, Site

OUTPUTS = ("funds", "budget", "goal", "payer", "object", "subject")
SHARED = ("r0=", "l0=", "v0=", "p=", "k=")
"""Beginnings of the site's cues that its candidates take over."""
HOPELESS = {"sum": -4.0, "verb": -4.0, "number": -3.0}
"""Log-odds of a site below which it gets no second look."""


class Weigher(Protocol):
    """Gives the log-odds of cues for one of `OUTPUTS`."""

    def weigh(self, output: str, cues: Sequence[str]) -> float:
        """Return the log-odds that the cues give to an output."""

    def more(self, output: str, cues: Sequence[str], said: Sequence[Said]) -> float:
        """Return what further cues, and what candidates share with others, add to the log-odds."""


@dataclass(slots=True, eq=False)
class Looked:
    """A site with its first look.

    Attributes:
        site: the place.
        near: what stands around it.
        cues: what it says by itself.
        odds: log-odds of `funds`, `budget` and `goal`.
        parts: for each part, its candidates with their log-odds, the likeliest first.
        likely: for each part, the log-odds of each node.
    """

    site: Site
    near: Around
    cues: list[str]
    odds: dict[str, float] = field(default_factory=dict)
    parts: dict[Part, list[tuple[Candidate, float]]] = field(default_factory=dict)
    likely: dict[Part, dict[int, float]] = field(default_factory=dict)

    def rank(self, part: Part, rows: list[tuple[Candidate, float]]) -> None:
        """Take the candidates for a part with their log-odds."""
        self.parts[part] = sorted(rows, key=lambda row: (-row[1], row[0].node))
        self.likely[part] = {candidate.node: odds for candidate, odds in rows}


def candidate_cues(candidate: Candidate, shared: Sequence[str]) -> list[str]:
    """Return all cues of a candidate: its own and those it takes over from its site."""
    return [*candidate.cues, *(cue for said in candidate.said for cue in spelled(said)), *shared]


def shared_cues(cues: Sequence[str]) -> list[str]:
    """Return those of a site's cues that its candidates take over."""
    return ["S" + cue for cue in cues if cue.startswith(SHARED)]


PARTS: dict[str, tuple[Part, ...]] = {"sum": ("payer", "object"), "verb": ("payer", "object"), "number": ("subject",)}
ASKED = {"sum": ("funds", "budget"), "verb": ("funds", "budget"), "number": ("goal",)}


def idle(page: Page, site: Site) -> bool:
    """Tell whether nothing can be claimed of a site."""
    return site.idle or (site.kind == "number" and (reached(page, site) or counts_nothing(page, site)))


def look(page: Page, weigher: Weigher) -> list[Looked]:
    """Take a first look at every site; those without hope are left out."""
    found = []
    for site in (*page.sums, *page.verbs, *page.numbers):
        if idle(page, site):
            continue
        near = around(page, site)
        cues = site_cues(page, site, near)
        odds = {output: weigher.weigh(output, cues) for output in ASKED[site.kind]}
        if max(odds.values()) < HOPELESS[site.kind]:
            continue
        looked = Looked(site, near, cues, odds)
        shared = shared_cues(cues)
        for part in PARTS[site.kind]:
            base = weigher.weigh(part, shared)
            able = candidates(page, site, near, part)
            looked.rank(part, [(c, base + weigher.more(part, c.cues, c.said)) for c in able])
        found.append(looked)
    return found
