"""What the gazetteer knows in a document: as features for the CRF, as proposals, and as ids of things."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc

from ingest.extract.mentions import Mention
from ingest.extract.units import Sequence
from ingest.gazetteer import Match, gazetteer

KEPT = "kaigraph_known_names"
KNOWN_SCORE = 0.3
"""A known name that the CRF passes over is proposed with this score: common words are names too."""


def known_names(doc: Doc) -> list[Match]:
    """Find the known names of a document, dated by its article where it has one; the document keeps them.

    What a page says beside its article names nothing of it.
    """
    if KEPT not in doc.user_data:
        found = gazetteer().find(doc.text, doc._.morphs, doc._.article.published_on if doc._.article else None)
        doc.user_data[KEPT] = _of_the_article(found, [(s.start, s.end) for s in doc._.sentences if s.foreign])
    kept: list[Match] = doc.user_data[KEPT]
    return kept


def _of_the_article(found: list[Match], beside: list[tuple[int, int]]) -> list[Match]:
    """Return the names that do not begin in one of the stretches beside an article."""
    behind = [bisect_right(beside, match.start, key=lambda one: one[0]) - 1 for match in found]
    return [match for match, at in zip(found, behind, strict=True) if at < 0 or match.start >= beside[at][1]]


def classes(sequences: Iterable[Sequence], matches: Iterable[Match]) -> list[list[str]]:
    """Say of each unit what the gazetteer knows: `B-Ministry`, `I-Ministry`, with `~` for a common word, or `-`."""
    labels: dict[int, str] = {}
    for match in matches:
        sign = match.entry.label + ("~" if match.entry.common else "")
        for at in range(match.start, match.end):
            labels[at] = ("B-" if at == match.start else "I-") + sign
    return [[labels.get(unit.start, "-") for unit in sequence.units] for sequence in sequences]


def proposals(mentions: list[Mention], matches: Iterable[Match]) -> list[Mention]:
    """Put known names in the place of what is found inside them or across their ends; add those not found at all."""
    found = list(mentions)
    for match in matches:
        over = [m for m in found if m.start < match.end and match.start < m.end]
        if any(m.start <= match.start and match.end <= m.end for m in over):
            continue
        if over and match.entry.common:
            continue
        score = max((m.score for m in over if m.label == match.entry.label), default=KNOWN_SCORE)
        found = [m for m in found if m not in over]
        found.append(Mention(match.start, match.end, match.entry.label, score, rule="known"))
    return sorted(found, key=lambda m: (m.start, -m.end))
