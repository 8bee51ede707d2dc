"""Which nodes may play a part at a site: those of its sentence, of those before it, and those the article is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from ingest.extract.money.around import Around
from ingest.extract.money.candidate_cues import Said, far_cues, mention_cues
from ingest.extract.money.page import Mention, Page, Site

Part = Literal["payer", "object", "subject"]

BACK = 4
"""Sentences before the site's own that are searched."""
TOP = 3
"""Nodes of each label that are candidates everywhere because the article names them most, or first."""


PAYERS = frozenset({"Ministry", "Fund", "Organization", "Program", "Alliance"})
OBJECTS = frozenset(
    {"Program", "Alliance", "Division", "Fund", "Sector", "Technology", "Organization", "Region", "Event"}
)
SUBJECTS = frozenset(
    {
        "Program",
        "Ministry",
        "Organization",
        "Alliance",
        "Division",
        "Fund",
        "Technology",
        "Sector",
        "Committee",
        "Region",
    }
)
LABELS: dict[Part, frozenset[str]] = {"payer": PAYERS, "object": OBJECTS, "subject": SUBJECTS}
NEAR: dict[Part, frozenset[str]] = {
    "payer": frozenset({"Ministry", "Fund", "Organization"}),
    "object": frozenset({"Program", "Fund", "Organization", "Technology", "Sector", "Alliance"}),
    "subject": frozenset({"Program", "Ministry", "Organization", "Fund", "Alliance", "Division"}),
}
"""Labels that another sentence, up to `BACK` before the site's, may name."""
ANYWHERE: dict[Part, frozenset[str]] = {
    "payer": frozenset({"Ministry", "Fund", "Organization"}),
    "object": frozenset({"Program", "Fund", "Technology"}),
    "subject": frozenset({"Program", "Ministry", "Organization", "Alliance"}),
}
"""Labels of which the most and the first named are candidates everywhere."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A node that may play a part at a site, the mention that speaks for it, and its cues.

    `distance` is the number of sentences between; -1 where the node is only named later. `said` are cues that it
    shares with other candidates.
    """

    node: int
    mention: Mention
    distance: int
    cues: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def local(self) -> bool:
        """Whether the site's own sentence names the node."""
        return self.distance == 0


def candidates(page: Page, site: Site, near: Around, part: Part) -> list[Candidate]:
    """Return the nodes that may play a part at a site, nearest mention each, in order of the nodes."""
    labels = LABELS[part]
    found: dict[int, Candidate] = {}
    for mention in sorted(page.mentions[site.sentence], key=lambda m: (_away(m, site), m.start)):
        if page.nodes[mention.node].type in labels and mention.node not in found:
            if mention not in near.cues:  # the same for each part that the node may play
                near.cues[mention] = mention_cues(page, site, near, mention)
            found[mention.node] = Candidate(mention.node, mention, 0, near.cues[mention])
    local = len(found)
    above = page.over(site.sentence)
    for mention in _far(page, site, part):
        if mention.node not in found:
            role = "above" if mention.sentence in above else ""
            said = far_cues(page, site, near, mention, role=role, local=local)
            distance = max(site.sentence - mention.sentence, -1)
            found[mention.node] = Candidate(mention.node, mention, distance, said=said)
    return [found[node] for node in sorted(found)]


def _away(mention: Mention, site: Site) -> int:
    return site.start - mention.end if mention.start < site.start else mention.start - site.end + 1


def _far(page: Page, site: Site, part: Part) -> list[Mention]:
    """Return the mentions outside of the site's sentence that may count, nearest first."""
    above = sorted(page.over(site.sentence), reverse=True)
    rows = [*range(site.sentence - 1, max(site.sentence - 1 - BACK, -1), -1), *above]
    found = [m for row in rows for m in reversed(page.mentions[row]) if page.nodes[m.node].type in NEAR[part]]
    found.extend(m for n in _anywhere(page, part) if (m := nearest(page, n, site)) is not None)
    return found


def _anywhere(page: Page, part: Part) -> list[int]:
    """Return the nodes that may play a part wherever a site stands."""
    if part not in page.anywhere:
        found: list[int] = []
        for label in sorted(ANYWHERE[part]):
            peers = [n for n in page.counts if page.nodes[n].type == label]
            most = sorted(peers, key=lambda n: (-page.counts[n], n))[:TOP]
            first = sorted(peers, key=lambda n: (page.leads[n], n))[:TOP]
            titled = sorted(n for n in peers if n in page.headline)
            found.extend(dict.fromkeys([*most, *first, *titled]))
        page.anywhere[part] = found
    return page.anywhere[part]


def nearest(page: Page, node: int, site: Site) -> Mention | None:
    """Return a node's last mention before a site's sentence, else its first after, `None` where it has none."""
    places = page.places[node]
    before = bisect_left(places, site.sentence, key=lambda m: m.sentence)
    if before:
        return places[before - 1]
    after = bisect_right(places, site.sentence, key=lambda m: m.sentence)
    return places[after] if after < len(places) else None
