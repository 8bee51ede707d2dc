"""Who says what stands in a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.extract.wording import WORDING

_QUOTED = re.compile(r'"[^"\n]{8,}"|“[^”\n]{8,}”|^[ \t]*["“][^"”\n]{8,}$', re.MULTILINE)
SPEAKERS = ("Person", "Ministry", "Organization", "Committee", "Alliance")


@dataclass(slots=True)
class Quotation:
    """A stretch of direct speech and the node that says it (its index), where the text tells."""

    start: int
    end: int
    speaker: int | None


def quotations(reading: Reading) -> list[Quotation]:
    """Find the direct speech of a document.

    The speaker acts in the same sentence with a verb of saying, or else is the person last named before: interviews
    name the one who answers once and then only quote.
    """
    spans = [match.span() for match in _QUOTED.finditer(reading.text)]
    return [Quotation(start, end, _speaker(reading, start, end)) for start, end in spans]


def _speaker(reading: Reading, start: int, end: int) -> int | None:
    last: Mention | None = None
    for sentence, tied in zip(reading.sentences, reading.clauses, strict=True):
        if sentence.start > end:
            break
        touches = sentence.end > start
        if touches and any(p.stem in WORDING.saying and p.start >= start for p in tied.phrases if p.kind == "V"):
            for mention in tied.mentions:
                outside = mention.end <= start or mention.start >= end
                acts = mention.phrase >= 0 and tied.case[mention.phrase] in ("은", "는", "가", "도")
                if outside and acts and reading.nodes[mention.node].type in SPEAKERS:
                    return mention.node
        for mention in tied.mentions:
            if mention.end <= start and reading.nodes[mention.node].type == "Person":
                last = mention
    return last.node if last is not None else None


def said_by(found: list[Quotation], mention: Mention) -> int | None:
    """Return the speaker of the quotation that a mention stands in, `None` outside of quotations."""
    return speaker_at(found, mention.start, mention.end)


def speaker_at(found: list[Quotation], start: int, end: int) -> int | None:
    """Return the speaker of the quotation that a stretch of the text stands in, `None` outside of quotations."""
    for quotation in found:
        if quotation.start <= start and end <= quotation.end:
            return quotation.speaker
    return None
