"""What the gazetteer knows in a document: as features for the CRF, as proposals, and as ids of things."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from ingest.extract.mentions import Mention
from ingest.extract.units import Sequence
from ingest.gazetteer import Match, gazetteer

KEPT = "kaigraph_known_names"
KNOWN_SCORE = 0.3
"""A known name that the CRF passes over is proposed with this score: common words are names too."""


def known_names(doc: Doc) -> list[Match]:
    """Find the known names of a document, dated by its article where it has one; the document keeps them."""
    if KEPT not in doc.user_data:
        article = doc._.article
        doc.user_data[KEPT] = gazetteer().find(doc.text, doc._.morphs, article.published_on if article else None)
    found: list[Match] = doc.user_data[KEPT]
    return found


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
