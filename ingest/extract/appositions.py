"""Bare heads behind a name: "'새 실증산단' 구축 사업" and "블록체인 사업" hold the word 사업 and no other programme.

Behind a quoted name of its label such a word is of that thing; behind another noun it is of a longer phrase that no
name was found in, and stands for nothing that was named elsewhere. What is said to be a quoted programme is that
programme: "AI 2단계 사업인 'AX 실증밸리' 조성 사업".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.extract.heads import reference_labels
from ingest.extract.mentions import Mention
from ingest.extract.units import Sequence

_QUOTED = re.compile(r"['’\"”」』]\s(?:[가-힣]{2,4}\s)?$")
"""What stands between a quoted name and the head behind it."""
_IS = re.compile(r"['’\"”」』]?인 ['‘\"“「『]")
"""What stands between a programme and the quoted name of it."""
REACH = 8


def appositions(text: str, mentions: list[Mention], sequences: Iterable[Sequence]) -> list[Mention]:
    """Give each bare head of a programme to the name that it stands behind; leave out those behind another noun.

    What is said to be a programme is given to that one, too.
    """
    ends = {m.end: m for m in mentions if m.label == "Program"}
    starts = {m.start for m in mentions if m.label == "Program"}
    parts = {
        unit.start
        for sequence in sequences
        for before, unit in zip(sequence.units, sequence.units[1:], strict=False)
        if before.tag.startswith("NN") and unit.phrase >= 0 and before.phrase == unit.phrase
    }
    found = []
    for mention in mentions:
        if mention.label == "Program" and text[mention.start : mention.end] in reference_labels():
            quoted = _QUOTED.search(text, max(0, mention.start - REACH), mention.start)
            whole = ends.get(quoted.start()) if quoted else None
            if whole is not None:
                found.append(replace(mention, how="reference", gloss=whole.start))
                continue
            if mention.start in parts:
                continue
        elif mention.label == "Program" and (same := _IS.match(text, mention.end)) and same.end() in starts:
            found.append(replace(mention, how="alias", gloss=same.end()))
            continue
        found.append(mention)
    return found
